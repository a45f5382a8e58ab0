// Pages so large that reading them takes time: the page goes on meanwhile, and may change under the reading.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { clickToPanel, gone, settled, shows, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./sidebar.mjs").Given & { name: string, pages: Record<string, string> }} Given */

const STORY = new URL("pages/story.html", import.meta.url);
const HEADLINE = "Harbour bridge closes for a year after inspectors find cracks";

const MARK = '<b class="turns"></b>';

/** Writes into the marks how many turns the page had. */
const TURNS = `
  const places = document.querySelectorAll(".turns");
  let turns = 0;
  window.goOn = () => {
    for (const place of places) place.id = "turn-" + turns;
    turns += 1;
    setTimeout(goOn);
  };
`;

/**
 * The same, and puts the crowd from before the story to behind it, once the page was kept waiting twice without a pause between: somebody is
 * reading in it. Once would not do: a browser that lays the page out keeps it waiting, too.
 */
const RESTLESS = `
  const places = document.querySelectorAll(".turns");
  let turns = 0;
  window.goOn = (last = performance.now(), waits = 0) => {
    for (const place of places) place.id = "turn-" + turns;
    turns += 1;
    const now = performance.now();
    waits = now < last + 30 ? 0 : waits + 1;
    if (waits === 2) document.body.append(document.querySelector("#crowd"));
    setTimeout(goOn, 0, now, waits);
  };
`;

/** So many elements that nobody reads, between two marks. @param {number} count */
function crowd(count) {
  return `<div id="crowd" hidden>${MARK}${"<p><i>a</i> <b>b</b></p>".repeat(count / 3)}${MARK}</div>`;
}

/** The turns in which two marks were read. @param {import("./panel.mjs").Tab} tab */
async function turnsOf(tab) {
  const [early, late] = [...((await tab.snapshot()) ?? "").matchAll(/"turn-(\d+)"/g)].map(([, turns]) => Number(turns));
  assert.ok(early !== undefined && late !== undefined, "the marks were not read");
  return { early, late };
}

/** A text that nobody reads. @param {string} letter @param {number} count */
function letters(letter, count) {
  return `<p hidden>${letter.repeat(count)}</p>`;
}

/**
 * @param {(title: string, body: (context: import("node:test").TestContext) => Promise<unknown>) => void} reader @param {Given} given
 */
export function large(reader, { name, browser, site, visit, open, pages }) {
  /** @param {string} path @param {string} script @param {string} body */
  async function publish(path, script, body) {
    const story = await readFile(STORY, "utf8");
    pages[path] = story.replace("</body>", `${body}<script>${script}</script></body>`);
    return visit(site().secure(path));
  }

  reader("100,000 elements: the page has its turns while it is read", async () => {
    const tab = await publish("/crowded", TURNS, crowd(100_000));
    await tab.evaluate(() => window.goOn());
    await open(tab);
    const { early, late } = await turnsOf(tab);
    assert.ok(late > early, `read from turn ${early} to turn ${late}`);
    assert.equal((await texts(tab, "headline"))[0], HEADLINE);
  });

  reader("a page that moves what is being read is read all the same", async () => {
    const tab = await publish("/restless", RESTLESS, crowd(200_000));
    await tab.evaluate(() => {
      document.body.prepend(document.querySelector("#crowd") ?? "");
      window.goOn();
    });
    await open(tab);
    const { early, late } = await turnsOf(tab);
    assert.equal(late, early, "it was not read again, which takes no rest");
    assert.equal((await texts(tab, "headline"))[0], HEADLINE);
    assert.ok((await texts(tab, "quote")).length > 0, "no quotes");
  });

  reader("clicked again while it is being read, the page is left alone", async () => {
    const tab = await publish("/twice", "", crowd(150_000));
    const before = await tab.evaluate(() => document.documentElement.outerHTML);
    await tab.click();
    await tab.click();
    await until("nothing is open", () => gone(tab));
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), before);
    await open(tab);
    assert.equal((await texts(tab, "headline"))[0], HEADLINE);
  });

  // The letters of the last are two bytes each, as the core counts them and the collector does not.
  const vast = { "300,000 elements": crowd(300_000), "2.2 million letters": letters("a", 2_200_000), "1.1 million letters of Russian": letters("я", 1_100_000) };
  for (const [what, body] of Object.entries(vast)) {
    reader(`a page too large to be read is told so, and stays as it was: ${what}`, async () => {
      const tab = await publish("/vast", "", body);
      const before = await tab.evaluate(() => document.documentElement.outerHTML.length);
      await tab.click();
      await until("the panel says why", () => settled(tab));
      assert.deepEqual(await texts(tab, "message"), ["This page is too large to be read."]);
      assert.equal(await shows(tab, "copy-report"), false, "nobody can mend that");
      await tab.click();
      await until("the panel is gone", () => gone(tab));
      assert.equal(await tab.evaluate(() => document.documentElement.outerHTML.length), before);
    });
  }

  reader("a page with hardly less text than is refused is read", async () => {
    const tab = await publish("/long-winded", "", letters("a", 2_000_000));
    await open(tab);
    assert.equal((await texts(tab, "headline"))[0], HEADLINE);
  });

  reader("once the panel is there, nothing on the page moves any more", async () => {
    const tab = await visit(site().secure("/long"));
    await tab.evaluate(() => {
      const frames = (/** @type {number} */ left) => new Promise((resolve) =>
        requestAnimationFrame(() => resolve(left > 1 ? frames(left - 1) : undefined)));
      const boxes = () => [...document.body.querySelectorAll("*")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join();
      });
      // The panel that says "Reading" is followed by another.
      new MutationObserver(() => {
        window.before = frames(1).then(boxes);
      }).observe(document.documentElement, { childList: true });
      window.moved = async () => {
        const before = await window.before;
        await document.fonts.ready;
        await frames(10);
        const after = boxes();
        return { count: before.length, moved: after.filter((box, at) => box !== before[at]).length };
      };
    });
    await open(tab);
    const { count, moved } = await tab.evaluate(() => window.moved());
    assert.ok(count > 5000, `${count} elements`);
    assert.equal(moved, 0, `${moved} of ${count} elements moved`);
  });

  reader("5,000 elements: the time from click to panel", async (context) => {
    const tab = await visit(site().secure("/long"));
    const count = await tab.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(count >= 5000, `${count} elements`);
    const times = { cold: /** @type {number[]} */ ([]), warm: /** @type {number[]} */ ([]) };
    for (const kind of /** @type {const} */ (["cold", "warm", "cold", "warm", "cold", "warm", "cold", "warm", "cold", "warm"])) {
      if (kind === "cold") await browser().stopBackground();
      times[kind].push(await clickToPanel(tab));
      await tab.click();
      await until("the panel is gone", () => gone(tab));
    }
    for (const [kind, all] of Object.entries(times)) {
      const sorted = all.map(Math.round).sort((a, b) => a - b);
      context.diagnostic(`${name}, ${count} elements, ${kind}: ${sorted.join(" ")} ms from click to panel`);
    }
  });
}
