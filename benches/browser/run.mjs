// The browsers' table: ours, Readability and Defuddle on the same live pages, in one browser after the other. Started by `cargo xtask bench`.
//
//     node benches/browser/run.mjs --browser chromium --program /usr/bin/chromium [--pages 40] [--rounds 4]

import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { until } from "../../tests/browser/until.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { pages } from "../pages.mjs";
import { median, p95, print } from "../table.mjs";

const { values } = parseArgs({
  options: {
    browser: { type: "string" }, program: { type: "string" },
    pages: { type: "string", default: "40" }, rounds: { type: "string", default: "4" },
  },
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const package_ = `${root}target/dist/${values.browser === "firefox" ? "firefox" : "chrome"}`;
const extension = `${root}target/bench/${values.browser}`;
prepare();

const chosen = await pages(Number(values.pages));
const site = await serve(Object.fromEntries(chosen.pages.map(({ name, html }) => [`/bench/${name}`, html])));
const { launch } = await import(`../../tests/browser/${values.browser}.mjs`);
const browser = await launch({ program: values.program, extension, preferences: { "privacy.reduceTimerPrecision": false } });
try {
  const tab = await browser.open(browser.ownPage("bench.html"));
  await until("the bench is there", () => tab.evaluate(() => typeof globalThis.measure === "function"));
  const boot = await tab.evaluate(() => globalThis.boot());
  const measured = [];
  const failed = [];
  for (const [turn, { name }] of chosen.pages.entries()) {
    try {
      const one = await tab.evaluate(
        (url, rounds, turn) => globalThis.measure(url, rounds, turn), site.secure(`/bench/${name}`), Number(values.rounds), turn);
      if (one.ours.rounds[0].kind !== "none") measured.push(one);
    } catch (error) {
      failed.push(`${name}: ${error}`);
    }
  }
  report(browser, measured, failed, boot);
} finally {
  await browser.close();
  site.close();
}

/** The package as it ships, with the bench's page and the peers in it, and leave to look at the pages of this machine. */
function prepare() {
  if (!existsSync(`${package_}/manifest.json`)) throw new Error(`${package_} is missing: run \`cargo xtask build\` first`);
  rmSync(extension, { recursive: true, force: true });
  cpSync(package_, extension, { recursive: true });
  for (const file of ["bench.html", "bench.js", "time.js"]) cpSync(`${root}benches/browser/${file}`, `${extension}/${file}`);
  cpSync(`${root}benches/node_modules/@mozilla/readability/Readability.js`, `${extension}/readability.js`);
  cpSync(`${root}benches/node_modules/defuddle/dist/index.js`, `${extension}/defuddle.js`);
  // What is injected, and in which order, is what the background injects.
  const background = readFileSync(`${package_}/background.js`, "utf8");
  const list = (/** @type {string} */ name) => {
    const source = new RegExp(`^const ${name} = (\\[[^]*?);\\n`, "m").exec(background)?.[1];
    if (!source) throw new Error(`background.js has no list ${name}`);
    return /** @type {string[]} */ ((0, eval)(source));
  };
  const READING = list("READING");
  READING.splice(-1, 0, "time.js");
  writeFileSync(`${extension}/files.js`, `export default ${JSON.stringify({ READING, SHOWING: list("SHOWING") })};\n`);
  // Allowed to look at these pages, the background itself would open the panel on every one.
  writeFileSync(`${extension}/background.js`, "(globalThis.browser ?? chrome).action.onClicked.addListener(() => {});\n");
  const manifest = JSON.parse(readFileSync(`${extension}/manifest.json`, "utf8"));
  manifest.host_permissions = ["http://localhost/*"];
  writeFileSync(`${extension}/manifest.json`, JSON.stringify(manifest));
}

/** @param {{ name: string, version: string }} browser @param {any[]} measured @param {string[]} failed @param {number} boot */
function report({ name, version }, measured, failed, boot) {
  const elements = median(measured.map((page) => page.elements));
  console.log(`\n${name} ${version}: ${measured.length} ${chosen.source}, HTML alone, ${elements} elements the median; ` +
    `"first": the first time on a page, "again": the median of ${Number(values.rounds) - 1} more`);
  console.log(`core compiled and ready in ${boot.toFixed(0)} ms`);
  for (const line of failed) console.log(`failed: ${line}`);
  const row = (/** @type {string} */ label, /** @type {string} */ who, /** @type {string} */ what) => {
    const first = measured.map((page) => page[who].rounds[0][what]);
    const again = measured.map((page) => median(page[who].rounds.slice(1).map((round) => round[what])));
    return [label, median(first), p95(first), median(again), p95(again)];
  };
  const rows = [
    row("collect, in the page", "ours", "collect"),
    row("injection and message of the snapshot", "ours", "message"),
    row("words of the interface for the summary", "ours", "labels"),
    row("core: snapshot to page", "ours", "core_page"),
    row("core: page to plan", "ours", "core_story"),
    row("core with the answer handed over", "ours", "core"),
    row("nutgraf: page → article, facts, quotes", "ours", "article"),
    row("Readability 0.6.0: in the page alone", "readability", "in_page"),
    row("Readability 0.6.0: page → article", "readability", "article"),
    row("Defuddle 0.19.4: in the page alone", "defuddle", "in_page"),
    row("Defuddle 0.19.4: page → article", "defuddle", "article"),
    row("plan to the page", "ours", "plan_message"),
    row("apply, in the page", "ours", "apply"),
    row("paint, two frames", "ours", "paint"),
    row("nutgraf: all of it, to the second frame", "ours", "shown"),
  ];
  print(["ms", "first", "p95", "again", "p95"], rows);
  const ratio = (/** @type {string} */ who, /** @type {string} */ what) => {
    const own = measured.map((page) => [page.ours.rounds[0].article, median(page.ours.rounds.slice(1).map((round) => round.article))]);
    const theirs = measured.map((page) => [page[who].rounds[0][what], median(page[who].rounds.slice(1).map((round) => round[what]))]);
    const times = (/** @type {number} */ at) => theirs.map((pair, page) => pair[at] / own[page][at]);
    return [median(times(0)), p95(times(0)), median(times(1)), p95(times(1))];
  };
  print(["times ours, page by page", "first", "p95", "again", "p95"], [
    ["Readability, in the page alone", ...ratio("readability", "in_page")],
    ["Readability, page → article", ...ratio("readability", "article")],
    ["Defuddle, in the page alone", ...ratio("defuddle", "in_page")],
    ["Defuddle, page → article", ...ratio("defuddle", "article")],
  ]);
  const held = (/** @type {string} */ who) => measured.map((page) => page[who].blocked);
  print(["main thread held, longest, ms", "median", "p95", "most"], ["ours", "readability", "defuddle"].map((who) =>
    [who, median(held(who)), p95(held(who)), Math.max(...held(who))]));
}
