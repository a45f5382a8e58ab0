// Digests and copied summaries, to compare them with what a browser shows.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const NATIVE = fileURLToPath(new URL("../../target/debug/nutgraf", import.meta.url));

/** The text of copied HTML. @param {string} html */
export function plain(html) {
  const text = html.replaceAll(/<[^>]*>/g, "");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

/** @param {string[]} words @param {string | Buffer} input */
export async function native(words, input) {
  const run = promisify(execFile)(NATIVE, [...words, "--format", "json"], { maxBuffer: 1 << 28 });
  run.child.stdin?.end(input);
  return JSON.parse((await run).stdout);
}

/** Takes a key out of a value at every depth. @param {any} value @param {string} key */
export function forget(value, key) {
  if (value === null || typeof value !== "object") return;
  delete value[key];
  for (const inner of Object.values(value)) forget(inner, key);
}
