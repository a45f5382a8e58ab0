// The same pages through the wasm: every snapshot that `cargo test --test pages` leaves gives the digest.json beside its page.
//
//     cargo xtask build && cargo test --test pages && node --test tests/wasm/

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const target = new URL(process.env.CARGO_TARGET_DIR ? `file://${process.env.CARGO_TARGET_DIR}/` : "target/", root);
const snapshots = new URL("tmp/snapshots/", target);
const glue = new URL("pkg/nutgraf.js", target);

for (const [needed, command] of [[glue, "cargo xtask build"], [snapshots, "cargo test --test pages"]]) {
  assert.ok(existsSync(needed), `${fileURLToPath(needed)} is missing: run \`${command}\` first`);
}
const { initSync, read, read_text } = await import(glue.href);
initSync({ module: readFileSync(new URL("pkg/nutgraf_bg.wasm", target)) });

const slugs = readdirSync(new URL("tests/pages/", root)).filter((slug) =>
  existsSync(new URL(`tests/pages/${slug}/page.html`, root)));

for (const slug of slugs) {
  const snapshot = readFileSync(new URL(`${slug}.json`, snapshots), "utf8");

  test(`${slug}: the wasm gives the digest of the native build`, () => {
    const expected = JSON.parse(readFileSync(new URL(`tests/pages/${slug}/digest.json`, root), "utf8"));
    assert.deepEqual(read(snapshot, "").digest, expected);
  });

  test(`${slug}: every place on the page holds what the digest shows`, () => {
    const { digest, places } = read(snapshot, "");
    const { texts } = JSON.parse(snapshot);
    const story = [...digest.article.text];
    for (const { start, end, from, to } of places) {
      assert.equal(squeezed(between(texts, from, to)), squeezed(story.slice(start, end).join("")));
    }
  });
}

const made = new URL("tmp/made-up.jsonl", target);
assert.ok(existsSync(made), `${fileURLToPath(made)} is missing: run \`cargo test --test properties\` first`);
const pages = readFileSync(made, "utf8").trim().split("\n").map((line) => JSON.parse(line));

test("pages that are made up: the wasm gives the plan of the native build, byte for byte", () => {
  assert.ok(pages.length >= 100);
  for (const { snapshot, plan } of pages) {
    const { ms, ...ours } = read(snapshot, "");
    assert.equal(JSON.stringify(ours), JSON.stringify(plan));
  }
});

test("a page that is too large is thrown under a name that has a sentence in every language", () => {
  const text = "a".repeat((2 << 20) + 1);
  const snapshot = (/** @type {string} */ text) => JSON.stringify({ version: 1, names: ["p"], tree: [1, -1, 0], texts: [text] });
  assert.throws(() => read(snapshot(text), ""), { name: "too_large" });
  assert.throws(() => read_text(text, ""), { name: "too_large" });
  assert.throws(() => read("{", ""), { name: "Error" });
  assert.equal(read(snapshot(text.slice(1)), "").digest.page.kind, "none");
});

test("there are pages", () => assert.ok(slugs.length >= 12));

/** The text of a page from one place to another, each a text node and UTF-16 units into it. */
function between(texts, [first, offset], [last, end]) {
  if (first === last) return texts[first].slice(offset, end);
  return [texts[first].slice(offset), ...texts.slice(first + 1, last), texts[last].slice(0, end)].join("");
}

/** Text without white space, which the story collapses and the page does not; nor has the page a blank between two blocks. */
function squeezed(text) {
  return text.replace(/\s+/gu, "");
}
