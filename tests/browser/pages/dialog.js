// A consent wall as sites build it: a modal dialog, and a page that cannot be scrolled.
const dialog = document.createElement("dialog");
dialog.textContent = "We value your privacy. Accept all cookies to go on reading.";
document.body.append(dialog);
dialog.showModal();
document.body.style.overflow = "hidden";
