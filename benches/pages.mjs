// The pages to measure on: those of ../shared where they are at hand, else the fixtures.

import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";

const PACK = fileURLToPath(new URL("../../shared/data/extraction/", import.meta.url));
const FIXTURES = fileURLToPath(new URL("../tests/pages/", import.meta.url));

/** So many of the pages, evenly taken. @param {number} wanted */
export async function pages(wanted) {
  const packed = existsSync(`${PACK}pages.jsonl.gz`);
  const all = [];
  if (packed) {
    for await (const line of createInterface({ input: createReadStream(`${PACK}pages.jsonl.gz`).pipe(createGunzip()) })) {
      const { id, html } = JSON.parse(line);
      all.push({ name: id, html });
    }
  } else {
    for (const name of readdirSync(FIXTURES)) all.push({ name, html: readFileSync(`${FIXTURES}${name}/page.html`, "utf8") });
  }
  return { source: packed ? "pages of ../shared" : "fixtures of tests/pages", pages: even(all, wanted) };
}

/** So many texts of stories, evenly taken. @param {number} wanted */
export function texts(wanted) {
  if (existsSync(`${PACK}gold.json`)) {
    const gold = Object.values(JSON.parse(readFileSync(`${PACK}gold.json`, "utf8")));
    return { source: "stories of ../shared", texts: even(gold.map(({ text }) => text).filter(Boolean), wanted) };
  }
  const digest = (/** @type {string} */ name) => JSON.parse(readFileSync(`${FIXTURES}${name}/digest.json`, "utf8"));
  const told = readdirSync(FIXTURES).map((name) => digest(name).article?.text).filter(Boolean);
  return { source: "stories of tests/pages", texts: even(told, wanted) };
}

/** @template T @param {T[]} all @param {number} wanted */
function even(all, wanted) {
  const step = Math.max(1, Math.floor(all.length / wanted));
  return all.filter((_, index) => index % step === 0).slice(0, wanted);
}
