// What the page's isolated world keeps: nothing but this one object. It is the first file of each injection;
// a second injection writes the same functions again and leaves the state as it is.
"use strict";

globalThis.nutgraf ??= /** @type {any} */ ({ state: "closed", root: null, sheet: "", taken: null, undo: [] });
