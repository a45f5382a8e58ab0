// A page that wants every key and every copy for itself.
window.seen = [];
for (const type of ["keydown", "keyup", "keypress"]) {
  document.addEventListener(type, (event) => {
    window.seen.push(event.key);
    event.stopPropagation();
  }, true);
}
for (const target of [window, document]) {
  target.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/plain", "Read more at The Harbour Post");
    event.clipboardData.setData("text/html", "<b>Read more at The Harbour Post</b>");
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
document.addEventListener("selectstart", (event) => event.preventDefault(), true);
