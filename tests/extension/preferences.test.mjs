// Preferences out of whatever the storage holds.
//
//     node --test tests/extension/

import assert from "node:assert/strict";
import { test } from "node:test";

/** What the storage holds. @type {Record<string, unknown>} */
const kept = { width: "broken", stranger: 1 };
const local = {
  get: async (/** @type {string[]} */ keys) => Object.fromEntries(Object.entries(kept).filter(([key]) => keys.includes(key))),
  set: async (/** @type {object} */ changed) => void Object.assign(kept, changed),
};
Object.assign(globalThis, { chrome: { storage: { local } } });
const { clean, DEFAULTS, load, save } = await import("../../extension/preferences.js");

test("what is no object of preferences gives what a new reader gets", () => {
  for (const kept of [undefined, null, 7, "rich", [], [1, 2], {}, { other: "version" }, () => {}]) {
    assert.deepEqual(clean(kept), DEFAULTS, String(kept));
  }
});

test("valid preferences stay as they are", () => {
  const chosen = {
    format: "citation", side: "left", theme: "dark", width: 500, size: 120, left_out: ["facts", "reported"], folded: ["quotes"],
    quotes: "speaker", clutter: [], highlight: true, style: "calm", text_size: 150, line_width: 66, dark: true, print: true,
  };
  assert.deepEqual(clean(chosen), chosen);
  assert.deepEqual(Object.keys(chosen), Object.keys(DEFAULTS));
});

/** A value kept, and what it becomes. @type {[string, unknown, unknown][]} */
const CASES = [
  ["format", "docx", "rich"],
  ["format", ["html"], "rich"],
  ["side", "toString", "right"],
  ["theme", null, "auto"],
  ["width", 10, 384],
  ["width", 9999, 384],
  ["width", 280, 280],
  ["width", 640, 640],
  ["width", 400.4, 384],
  ["width", "400", 384],
  ["width", Number.NaN, 384],
  ["width", Number.POSITIVE_INFINITY, 384],
  ["size", 79, 100],
  ["size", 161, 100],
  ["text_size", 201, 100],
  ["text_size", -5, 100],
  ["line_width", 0, 0],
  ["line_width", -1, 0],
  ["line_width", 12, 0],
  ["line_width", 40, 40],
  ["line_width", 101, 0],
  ["left_out", "facts", ["reported"]],
  ["left_out", ["facts", "weather"], ["reported"]],
  ["left_out", ["facts", "facts"], ["reported"]],
  ["left_out", [], []],
  ["folded", { 0: "facts" }, []],
  ["clutter", null, ["comments", "related"]],
  ["clutter", [], []],
  ["clutter", ["captions", "embeds"], ["captions", "embeds"]],
  ["highlight", "true", false],
  ["highlight", true, true],
  ["dark", 1, false],
  ["print", {}, false],
];
for (const [name, kept, expected] of CASES) {
  test(`${name}: ${JSON.stringify(kept)} becomes ${JSON.stringify(expected)}, and costs no other field`, () => {
    const other = name === "quotes" ? { side: "left" } : { quotes: "speaker" };
    assert.deepEqual(clean({ ...other, [name]: kept }), { ...DEFAULTS, ...other, [name]: expected });
  });
}

test("a change to what was given out changes nothing for the next", () => {
  clean({}).clutter.push("embeds");
  clean({}).left_out.push("facts");
  assert.deepEqual(clean({}), DEFAULTS);
  assert.deepEqual(DEFAULTS.clutter, ["comments", "related"]);
});

test("what is saved is loaded, and a storage that fails is an empty one", async () => {
  await save({ side: "left", clutter: ["captions"] });
  assert.deepEqual(await load(), { ...DEFAULTS, side: "left", clutter: ["captions"] });
  assert.equal(kept.stranger, 1, "what is not ours is not ours to drop");
  local.get = () => Promise.reject(new Error("corrupt"));
  assert.deepEqual(await load(), DEFAULTS);
});
