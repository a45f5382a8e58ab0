// What the page's isolated world keeps: nothing but this one object. It is the first file of each injection;
// a second injection writes the same functions again and leaves the state as it is.
"use strict";

// An element of the page with this id is a name here too, and no state of ours.
if (!Object.hasOwn(globalThis, "nutgraf")) {
  globalThis.nutgraf = /** @type {any} */ ({ state: "closed", root: null, sheet: "", turn: 0, lost: 0, taken: null, undo: [] });
}
