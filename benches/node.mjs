// Quotes and facts in Node: ours (the wasm that ships) beside compromise and chrono-node, on the same stories in one process, in turns.
// They cover less: compromise finds names and the text between marks, without who said it; chrono finds dates alone.

import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";
import nlp from "compromise";
import { texts } from "./pages.mjs";
import { median, p95, print } from "./table.mjs";

const STORIES = 150;
const ROUNDS = 3;

const target = new URL("../target/pkg/", import.meta.url);
const bytes = readFileSync(new URL("nutgraf_bg.wasm", target));
const cold = timed(() => new WebAssembly.Module(bytes));
const { initSync, read_text } = await import(new URL("nutgraf.js", target).href);
const instance = timed(() => initSync({ module: cold.value }));

const chosen = texts(STORIES);
const published = new Date("2024-01-15T12:00:00Z");
const contenders = {
  "nutgraf: quotes, speakers, names, dates, numbers, key points": (text) => {
    const { digest } = read_text(text, "");
    return digest.quotes.length + digest.dates.length + digest.numbers.length + digest.people.length + digest.places.length + digest.organisations.length;
  },
  "compromise 14: people, places, organisations, quotations": (text) => {
    const doc = nlp(text);
    return [doc.people(), doc.places(), doc.organizations(), doc.quotations()].reduce((sum, found) => sum + found.out("array").length, 0);
  },
  "chrono-node 2: dates": (text) => chrono.parse(text, published).length,
};
const first = timed(() => read_text(chosen.texts[0], ""));
const second = timed(() => read_text(chosen.texts[0], ""));

/** @type {Record<string, { ms: number[][], found: number }>} */
const kept = Object.fromEntries(Object.keys(contenders).map((name) => [name, { ms: chosen.texts.map(() => []), found: 0 }]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [index, text] of chosen.texts.entries()) {
    for (const [name, contender] of Object.entries(contenders)) {
      const { ms, value } = timed(() => contender(text));
      // The first round warms up.
      if (round === 0) kept[name].found += value;
      else kept[name].ms[index].push(ms);
    }
  }
}

console.log(`\nNode ${process.version}: ${chosen.texts.length} ${chosen.source}, ${median(chosen.texts.map((text) => text.length))} letters the median, ${ROUNDS} rounds`);
console.log(`cold: compiled in ${cold.ms.toFixed(1)} ms, instantiated in ${instance.ms.toFixed(1)} ms, first story ${first.ms.toFixed(1)} ms, the same again ${second.ms.toFixed(1)} ms`);
const own = Object.values(kept)[0].ms.map(median);
print(["ms a story", "median", "p95", "× ours", "found"], Object.entries(kept).flatMap(([name, { ms, found }]) => {
  const [who, what] = name.split(": ");
  const pages = ms.map(median);
  return [[who, median(pages), p95(pages), median(pages.map((value, index) => value / own[index])), String(found)], [`  ${what}`]];
}));

/** @template T @param {() => T} work */
function timed(work) {
  const begin = performance.now();
  const value = work();
  return { ms: performance.now() - begin, value };
}
