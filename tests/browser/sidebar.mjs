// What a reader does in the panel beside reading: going to places and back, copying one thing, changing the page and the panel, keys.

import assert from "node:assert/strict";
import { gone, push, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */
/** @typedef {(title: string, body: (context: import("node:test").TestContext) => Promise<unknown>) => void} Reader */
/** @typedef {{ browser: () => any, site: () => any, visit: (url: string) => Promise<any>, open: (tab: any) => Promise<void> }} Given */

/** @param {Reader} reader @param {Given} given */
export function sidebar(reader, { browser, site, visit, open }) {
  /** Opens the panel on a story, with these choices made before. @param {object} [settings] @param {string} [path] */
  async function panel(settings = {}, path = "/plain") {
    await browser().keep(settings);
    const tab = await visit(site().secure(path));
    await open(tab);
    return tab;
  }

  /** @param {Tab} tab @param {string} words */
  const saying = (tab, words) => until(`it says "${words}"`, async () => (await texts(tab, "status")).join() === words);

  reader("pointing at an entry marks its place in the margin, and going away takes the mark away", async () => {
    const tab = await panel();
    const mark = () => tab.inPanel((root) => {
      const { left, right, top, bottom, height } = root.querySelector("[data-part=margin-mark]").getBoundingClientRect();
      return height > 0 && { left, right, top, bottom };
    });
    assert.equal(await mark(), false, "marked before anything is pointed at");
    const words = (await texts(tab, "key-point"))[1] ?? "";
    const paragraph = await tab.evaluate((/** @type {string} */ words) => {
      const found = [...document.querySelectorAll(".entry-content p")].find((p) => p.textContent?.includes(words));
      found?.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, bottom } = (found ?? document.body).getBoundingClientRect();
      return { left, top, bottom };
    }, words);
    await pointAt(tab, "key-point", 1);
    const bar = await until("the margin is marked", mark);
    const places = `${JSON.stringify(bar)} beside ${JSON.stringify(paragraph)}`;
    assert.ok(bar.right <= paragraph.left && bar.right > paragraph.left - 20, places);
    assert.ok(bar.top >= paragraph.top - 2 && bar.bottom <= paragraph.bottom + 2, places);
    await tab.hover(300, 300);
    await until("the mark is gone", async () => (await mark()) === false);
  });

  reader("after a jump the reader can go back, and a click on the marked words leads to their entry", async () => {
    const tab = await panel();
    const scroll = () => tab.evaluate(() => scrollY);
    const before = await scroll();
    const last = (await texts(tab, "quote")).length - 1;
    const quote = (await texts(tab, "quote"))[last];
    await push(tab, "quote", last);
    const place = () => tab.evaluate(() => {
      const [range] = CSS.highlights.get("nutgraf") ?? [];
      const box = /** @type {Range | undefined} */ (range)?.getClientRects()[0];
      return box && box.top > 0 && box.bottom < innerHeight && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    const frames = () => tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
    const at = await until("the quote is in sight, and the page at rest", async () => {
      const one = await place();
      await frames();
      return one && JSON.stringify(one) === JSON.stringify(await place()) && one;
    });
    assert.ok((await scroll()) > before, "the last quote was in sight already: this test could not fail");
    await tab.inPanel((root) => root.querySelector("[data-part=close]").focus());
    await tab.mouse(at.x, at.y);
    await until("the entry has the focus", () => tab.inPanel((root, quote) => root.activeElement?.textContent.trim() === quote, quote));
    await push(tab, "back");
    await until("the page is back", async () => (await scroll()) === before);
    assert.equal(await tab.evaluate(() => CSS.highlights.has("nutgraf")), false);
  });

  reader("one quote is copied with its speaker, its source and a link that leads to it", async () => {
    const tab = await panel({ format: "markdown" });
    const last = (await texts(tab, "quote")).length - 1;
    const words = (await texts(tab, "quote"))[last] ?? "";
    const speaker = (await texts(tab, "speaker")).at(-1) ?? "";
    await pointAt(tab, "quote", last);
    await push(tab, "copy-entry");
    await saying(tab, "Copied.");
    const { text } = await browser().clipboard();
    for (const part of [words.slice(0, 30), speaker, "The Harbour Post", "2025"]) assert.ok(text.includes(part), `${part} is not in ${text}`);
    const directive = /:~:text=[^\s>)]+/.exec(text)?.[0];
    assert.ok(directive, `no link to the words in ${text}`);
    await tab.close();
    // The browser itself goes to the words.
    const other = await visit(site().secure(`/plain#${directive}`));
    await until("the browser has gone to the words", () => other.evaluate(() => scrollY > 0));
    const place = await other.evaluate((/** @type {string} */ words) => {
      const found = [...document.querySelectorAll(".entry-content p")].find((p) => p.textContent?.includes(words));
      const { top, bottom } = found?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
      return { top, bottom, height: innerHeight };
    }, words.slice(0, 20));
    assert.ok(place.top < place.height && place.bottom > 0, `the words are not in sight: ${JSON.stringify(place)}`);
  });

  for (const [format, told] of /** @type {[string, RegExp][]} */ ([
    ["markdown", /^# Harbour bridge closes[^]*\n## Key points\n[^]*\n- \*\*Who:\*\*[^]*\n> /],
    ["plain", /^Harbour bridge closes[^]*\nKey points\n• /],
    ["html", /^<header lang="en">\n<h1>Harbour bridge[^]*<blockquote>/],
    ["json", /^\{[^]*"key_points": \[[^]*"quotes": \[/],
    ["citation", /^Nora Wexford: “Harbour bridge closes for a year[^]*”\. The Harbour Post, 13 Mar 2025\. http/],
  ])) {
    reader(`the summary is copied as ${format}`, async () => {
      const tab = await panel();
      await choose(tab, "format", format);
      await push(tab, "copy");
      await saying(tab, "Summary copied.");
      const { text } = await browser().clipboard();
      assert.match(text, told);
      if (format === "json") assert.equal(JSON.parse(text).page.title, (await texts(tab, "headline"))[0]);
      await until("the format is remembered", async () => (await browser().kept()).format === format);
    });
  }

  reader("sections that are left out are not copied, this time and the next", async () => {
    const tab = await panel({ format: "plain" });
    await push(tab, "open-parts");
    await push(tab, "part-facts");
    await push(tab, "copy");
    await saying(tab, "Summary copied.");
    const { text } = await browser().clipboard();
    assert.ok(text.includes("\nKey points\n") && text.includes("\nQuotes\n") && !text.includes("\nFacts\n"), text);
    await until("the choice is kept", async () => (await browser().kept()).left_out?.includes("facts"));
  });

  reader("quotes by speaker stand together, and the order is remembered", async () => {
    const tab = await panel({}, "/pages/newspaper/");
    const speakers = await texts(tab, "speaker");
    assert.ok(speakers.length > new Set(speakers).size && new Set(speakers).size > 1, "nobody speaks twice: this test could not fail");
    await push(tab, "by-speaker");
    const groups = await tab.inPanel((root) => [...root.querySelectorAll("section[data-part=quotes] .group")].map((group) =>
      ({ speakers: group.querySelectorAll("[data-part=speaker]").length, quotes: group.querySelectorAll("[data-part=quote]").length })));
    const told = JSON.stringify(groups);
    assert.ok(groups.length > 1 && groups.every(({ speakers }) => speakers === 1) && groups.some(({ quotes }) => quotes > 1), told);
    await until("the order is kept", async () => (await browser().kept()).quotes === "speaker");
  });

  reader("a section that was folded is folded on the next page", async () => {
    let tab = await panel();
    await push(tab, "fold-facts");
    assert.ok(!(await seen(tab, "fact")), "a fact is in sight");
    await until("the fold is kept", async () => (await browser().kept()).folded?.includes("facts"));
    await tab.close();
    tab = await visit(site().secure("/plain"));
    await open(tab);
    assert.ok(!(await seen(tab, "fact")) && (await seen(tab, "key-point")));
    await push(tab, "fold-facts");
    assert.ok(await seen(tab, "fact"));
  });

  reader("keys lead through the panel, and the page hears none of them", async () => {
    const tab = await panel({ format: "plain" });
    await tab.evaluate(() => {
      window.heard = [];
      document.addEventListener("keydown", (event) => window.heard.push(event.key));
    });
    const focused = (/** @type {string | undefined} */ words) =>
      until(`"${words}" has the focus`, () => tab.inPanel((root, words) => root.activeElement?.textContent.trim() === words, words));
    const points = await texts(tab, "key-point");
    await tab.press("j");
    await focused(points[0]);
    await tab.press("ArrowDown");
    await focused(points[1]);
    await tab.press("k");
    await focused(points[0]);
    await tab.press("Enter");
    await until("its place is marked", () => tab.evaluate(() => CSS.highlights.has("nutgraf")));
    await tab.press("c");
    await saying(tab, "Copied.");
    assert.ok((await browser().clipboard()).text.startsWith(points[0]));
    await tab.press("b");
    await until("the mark is gone", () => tab.evaluate(() => !CSS.highlights.has("nutgraf")));
    await tab.press("?");
    await until("the keys are shown", async () => (await texts(tab, "sheet")).join().includes("next entry"));
    await tab.press("Escape");
    await until("the keys are gone", async () => (await texts(tab, "sheet")).join() === "");
    assert.ok(!(await gone(tab)), "the panel went with them");
    assert.deepEqual(await tab.evaluate(() => window.heard), []);
    await tab.press("Escape");
    await until("the panel is gone", () => gone(tab));
  });

  reader("a site that changes its page under the panel is read again when the reader wants", async () => {
    const tab = await panel();
    await tab.evaluate(() => {
      history.pushState({}, "", "/other");
      document.title = "Ferry sinks off Karsk";
      const hours = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
      document.querySelector(".entry-content")?.replaceChildren(...hours.map((hour) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = `The ferry sank at ${hour} o’clock on Monday, and all the people on board were saved, the harbour master said.`;
        return paragraph;
      }));
    });
    await until("the panel says so", async () => (await texts(tab, "notice")).join().includes("The page has changed"));
    await push(tab, "again");
    await until("the other story is there", async () => (await texts(tab, "key-point")).some((point) => point.includes("The ferry sank")));
  });

  reader("what could not be read is told, and can be copied for whoever can mend it", async (context) => {
    if (browser().name !== "Chromium") return context.skip("the background can be spoiled in Chromium only");
    const tab = await visit(site().secure("/plain"));
    await browser().stopBackground();
    await browser().wakeBackground();
    await browser().background(`{
      const whole = fetch;
      fetch = (file) => (/wasm/.test(String(file)) ? Promise.reject(new Error("the file is broken")) : whole(file));
    }`);
    try {
      await tab.click();
      await until("the panel says so", async () => /A part of Nutgraf is missing or damaged/.test((await texts(tab, "message")).join()));
      await push(tab, "copy-report");
      await saying(tab, "Report copied.");
      assert.match((await browser().clipboard()).text, /^Nutgraf \d[^]*the file is broken/);
    } finally {
      await browser().stopBackground();
    }
  });

  reader("the summary is printed before the story when the reader wants it, and nothing is left of it", async () => {
    const tab = await panel({ print: true });
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await tab.evaluate(() => document.body.firstElementChild?.localName), "nutgraf-print");
    await tab.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html);
  });

  reader("opened and closed fifty times, the page holds no more than before", async (context) => {
    await browser().keep({});
    const tab = await visit(site().secure("/plain"));
    if (!tab.held) return context.skip("what a page holds is counted in Chromium");
    const round = async () => {
      await open(tab);
      await tab.click();
      await until("the panel is gone", () => gone(tab));
    };
    for (let n = 0; n < 3; n += 1) await round();
    const before = await tab.held();
    for (let n = 0; n < 50; n += 1) await round();
    const after = await tab.held();
    context.diagnostic(`${JSON.stringify(before)} and fifty rounds later ${JSON.stringify(after)}`);
    // One panel has more than two hundred nodes.
    const kept = after.nodes - before.nodes < 200 && after.listeners - before.listeners < 50 && after.documents <= before.documents;
    assert.ok(kept, JSON.stringify({ before, after }));
  });

  reader("on a phone the panel is a sheet at the foot, and covers no more than that", async () => {
    const tab = await visit(site().secure("/plain"));
    await tab.resize(480, 720);
    try {
      await open(tab);
      const box = await tab.inPanel((root) => {
        const { left, top, right, bottom } = root.querySelector("[data-part=panel]").getBoundingClientRect();
        const scroller = root.querySelector(".scroller");
        return { left, top, right, bottom, width: innerWidth, height: innerHeight, sideways: scroller.scrollWidth - scroller.clientWidth };
      });
      const told = JSON.stringify(box);
      assert.ok(box.left === 0 && Math.abs(box.right - box.width) <= 16 && box.bottom === box.height && box.top >= box.height * 0.2, told);
      assert.equal(box.sideways, 0, "the panel scrolls sideways");
    } finally {
      await tab.resize(1280, 720);
    }
  });
}

/** @param {Tab} tab @param {string} part @param {number} index */
async function pointAt(tab, part, index) {
  const at = await until(`${part} is there`, () => tab.inPanel((root, part, index) => {
    const element = root.querySelectorAll(`[data-part="${part}"]`)[index];
    element?.closest("[hidden]")?.parentElement?.querySelector(".more")?.click();
    element?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { left, top, width, height } = element?.getClientRects()[0] ?? { left: 0, top: 0, width: 0, height: 0 };
    return width > 0 && { x: left + width / 2, y: top + height / 2 };
  }, part, index));
  await tab.hover(at.x, at.y);
}

/** Whether a part of the panel can be seen. @param {Tab} tab @param {string} part */
function seen(tab, part) {
  return tab.inPanel((root, part) => [...root.querySelectorAll(`[data-part="${part}"]`)].some((element) => element.getClientRects().length > 0), part);
}

/** Chooses from a list, as its keys do. @param {Tab} tab @param {string} part @param {string} value */
function choose(tab, part, value) {
  return tab.inPanel((root, part, value) => {
    const list = root.querySelector(`[data-part="${part}"]`);
    list.value = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }, part, value);
}
