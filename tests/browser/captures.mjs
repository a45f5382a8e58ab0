// Captured news pages, where they are at hand: what of a known story stays in sight after the click, what of the clutter goes, and that
// closing gives the page back. The pages are HTML alone; what they name on other machines is not fetched.

import assert from "node:assert/strict";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { compare, look } from "./gold.mjs";
import { gone, settled } from "./panel.mjs";
import { until } from "./until.mjs";

const PACK = fileURLToPath(new URL("../../../shared/data/extraction/", import.meta.url));

/** Sets whose gold is a whole text. */
const SETS = ["aeb", "aed", "wcxb"];
/** How many pages are taken through the browser. */
const PAGES = 40;

/** A little below what was measured when they were set: 0.988 of the paragraphs and 0.43 of the boxes. */
const FLOOR = { paragraphs: 0.985, boxes: 0.4 };

/** @typedef {{ id: string, html: string, gold: import("./gold.mjs").Gold }} Capture */
/** @typedef {import("./panel.mjs").Tab} Tab */

/**
 * Every n-th page of those whose whole story is known, one a site; none where there is no pack.
 * @returns {Promise<Capture[]>}
 */
export async function captures() {
  if (!existsSync(`${PACK}pages.jsonl.gz`) || !existsSync(`${PACK}gold.json`)) return [];
  const all = JSON.parse(readFileSync(`${PACK}gold.json`, "utf8"));
  const sites = new Set();
  const ids = Object.keys(all).filter((id) => {
    const { set, text, suspect, url } = all[id];
    const site = new URL(url).hostname.replace(/^www\./, "");
    if (!SETS.includes(set) || !text || suspect || sites.has(site)) return false;
    sites.add(site);
    return true;
  });
  const chosen = new Set(Array.from({ length: PAGES }, (_, index) => ids[Math.floor((index * ids.length) / PAGES)]));
  const found = [];
  for await (const line of createInterface({ input: createReadStream(`${PACK}pages.jsonl.gz`).pipe(createGunzip()) })) {
    const { id, html } = JSON.parse(line);
    if (chosen.has(id)) found.push({ id, html, gold: all[id] });
  }
  return found;
}

/**
 * Takes every page through the extension, prints what went wrong with each, and asserts the floors.
 * @param {Capture[]} captures @param {(capture: Capture) => Promise<Tab>} open @param {(line: string) => void} say
 */
export async function check(captures, open, say) {
  const sum = { paragraphs: 0, seen: 0, boxes: 0, gone: 0 };
  const unrestored = [];
  let counted = 0;
  for (const capture of captures) {
    // Away from its own address, a page may lead elsewhere; there is nothing. Firefox reports that, Chromium shows it.
    const tab = await open(capture).catch((error) => {
      if (!/error page/.test(String(error))) throw error;
    });
    try {
      const outcome = tab && (await through(tab, capture, open).catch(async (error) => {
        if (await stays(tab, capture)) throw error;
      }));
      if (!tab || !outcome || !(await stays(tab, capture))) {
        say(`${capture.id}: led elsewhere, not counted`);
        continue;
      }
      const { paragraphs, boxes, restored } = outcome;
      counted += 1;
      sum.paragraphs += paragraphs.all;
      sum.seen += paragraphs.seen;
      sum.boxes += boxes.all;
      sum.gone += boxes.gone;
      if (restored !== "restored") say(`${capture.id}: ${restored}`);
      if (restored === "not restored") unrestored.push(capture.id);
      for (const text of paragraphs.lost) say(`${capture.id}: a paragraph is gone: ${text.slice(0, 100)}`);
      for (const text of boxes.left) say(`${capture.id}: a box is left: ${text.slice(0, 100)}`);
    } finally {
      await tab?.close();
    }
  }
  const shares = { paragraphs: sum.seen / sum.paragraphs, boxes: sum.gone / sum.boxes };
  say(`${counted} pages: ${percent(shares.paragraphs)} of ${sum.paragraphs} paragraphs still in sight, ` +
    `${percent(shares.boxes)} of ${sum.boxes} boxes gone, ${unrestored.length} not restored`);
  assert.ok(counted >= (9 * captures.length) / 10, `only ${counted} pages could be looked at`);
  assert.deepEqual(unrestored, [], "pages that did not come back byte for byte");
  assert.ok(shares.paragraphs >= FLOOR.paragraphs, `only ${percent(shares.paragraphs)} of the paragraphs are in sight`);
  assert.ok(shares.boxes >= FLOOR.boxes, `only ${percent(shares.boxes)} of the boxes are gone`);
}

/**
 * One page through the click and back.
 * @param {Tab} tab @param {Capture} capture @param {(capture: Capture) => Promise<Tab>} open
 */
async function through(tab, capture, open) {
  const moved = await comesToRest(tab);
  if (!(await stays(tab, capture))) return null;
  const before = await tab.evaluate(look);
  const html = await outer(tab);
  await tab.click();
  await until(`the panel is there: ${capture.id}`, () => settled(tab));
  const after = await tab.evaluate(look);
  await tab.click();
  await until(`the panel is gone: ${capture.id}`, () => gone(tab));
  const left = await outer(tab);
  assert.ok(!/nutgraf/.test(left), `${capture.id}: the extension left something behind`);
  const restored = left === html ? "restored" : moved || (await movesByItself(capture, open)) ? "changes by itself" : "not restored";
  return { ...compare(before, after, capture.gold), restored };
}

/** How long a page has to stay the same to be at rest, in milliseconds. */
const REST = 150;

/** Waits until the page's own scripts leave it alone; whether they had changed it meanwhile. @param {Tab} tab */
async function comesToRest(tab) {
  const first = await outer(tab);
  let last = first;
  await until("the page is at rest", async () => {
    await new Promise((resolve) => setTimeout(resolve, REST));
    const before = last;
    last = await outer(tab);
    return last === before;
  }).catch(() => {});
  return last !== first;
}

/** How long a page is watched that did not come back, in milliseconds: its own scripts may wait before they change it. */
const WATCH = 5_000;

/**
 * Whether the page's own scripts change it without the extension's doing.
 * @param {Capture} capture @param {(capture: Capture) => Promise<Tab>} open
 */
async function movesByItself(capture, open) {
  const tab = await open(capture);
  try {
    const before = await outer(tab);
    return Boolean(await until("it changes", async () => (await outer(tab)) !== before, WATCH).catch(() => false));
  } finally {
    await tab.close();
  }
}

/** Whether the page is still the one that was opened. @param {Tab} tab @param {Capture} capture */
async function stays(tab, { id }) {
  return (await tab.evaluate(() => location.pathname)).endsWith(id);
}

/** @param {Tab} tab */
function outer(tab) {
  return tab.evaluate(() => document.documentElement.outerHTML);
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}
