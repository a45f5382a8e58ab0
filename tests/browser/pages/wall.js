// What stands in a reader's way and has no name that says so: a wall over everything, which keeps the page from scrolling, a bar that
// stays, and room in the middle of the story for something that never comes.
const box = (/** @type {string} */ id, /** @type {string} */ style, /** @type {string} */ text) => {
  const element = document.createElement("div");
  element.id = id;
  element.className = `x${id.length}f2`;
  element.setAttribute("style", style);
  element.textContent = text;
  return element;
};
const paragraphs = document.querySelectorAll(".entry-content > p");
paragraphs[2]?.before(box("room", "min-height: 700px; background: #eee", ""));
document.body.prepend(box("bar", "position: sticky; top: 0; padding: 16px; background: #fff", "Tides today: high at noon and at midnight."));
document.body.append(box("wall", "position: fixed; inset: 0; z-index: 9999; padding: 10%; background: #fffe",
  "We and our 214 partners keep small files on your device, to know what you read and for how long. Some of them say that they need no " +
  "permission for it. You may change your mind at any time, on a page that we shall tell you about, or you may pay and be left alone."));
document.documentElement.style.overflow = "hidden";
document.body.style.position = "fixed";
document.body.style.top = "-480px";
document.body.style.width = "100%";
