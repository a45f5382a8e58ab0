// What a reader does and sees, in a real browser: every test begins with a click on the real button in the toolbar.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { captures, check } from "./captures.mjs";
import { controls } from "./controls.mjs";
import { forget, native, plain } from "./digest.mjs";
import { everyone } from "./everyone.mjs";
import { hostile } from "./hostile.mjs";
import { large } from "./large.mjs";
import { gone, push, settled, shows, texts } from "./panel.mjs";
import { serve } from "./server.mjs";
import { settings } from "./settings.mjs";
import { sidebar } from "./sidebar.mjs";
import { until } from "./until.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PICTURES = `${ROOT}target/browser-tests`;

/** Words of somebody in the story. */
const QUOTED = "Three winters like this and there will be no market left";

/** @typedef {Awaited<ReturnType<import("./chromium.mjs").launch>>} Browser */
/** @typedef {Awaited<ReturnType<Browser["open"]>>} Tab */

/**
 * @param {(options: any) => Promise<any>} launch
 * @param {{ name: string, program: string | undefined, extension: string }} options
 */
export function suite(launch, { name, program, extension }) {
  describe(name, { timeout: 600_000 }, () => {
    /** @type {Browser} */ let browser;
    /** @type {Awaited<ReturnType<typeof serve>>} */ let site;
    /** @type {Tab | undefined} */ let tab;
    /** Pages beside the site's own: path → HTML. @type {Record<string, string>} */
    const captured = {};

    before(async () => {
      assert.ok(program, `which ${name}? run this by "cargo xtask test browser"`);
      await mkdir(PICTURES, { recursive: true });
      site = await serve(captured);
      browser = await launch({ program, extension });
      console.log(`${name} ${browser.version}`);
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });
    beforeEach(() => {
      tab = undefined;
    });
    afterEach(async () => {
      await tab?.close();
    });

    /**
     * A test whose last tab is photographed when it fails.
     * @param {string} title @param {(context: import("node:test").TestContext) => Promise<unknown>} body
     */
    function reader(title, body) {
      test(title, async (context) => {
        try {
          await body(context);
        } catch (error) {
          const picture = `${PICTURES}/${name} ${title}.png`.replaceAll(/[^\w/.-]+/g, "-");
          await tab?.screenshot(picture).catch(() => {});
          context.diagnostic(`see ${picture}`);
          throw error;
        }
      });
    }

    /** Opens a page. @param {string} url */
    async function visit(url) {
      tab = await browser.open(url);
      return tab;
    }

    /** Clicks the button and waits for the panel. @param {Tab} tab */
    async function open(tab) {
      await tab.click();
      await until("the panel has its content", () => shows(tab, "close").then((there) => there && settled(tab)));
    }

    reader("a click brings the panel with headline, key points, facts and quotes", async () => {
      const tab = await visit(site.secure("/plain"));
      await open(tab);
      assert.equal((await texts(tab, "headline"))[0], "Harbour bridge closes for a year after inspectors find cracks");
      assert.match((await texts(tab, "byline")).join(), /Nora Wexford/);
      assert.match((await texts(tab, "date")).join(), /13 Mar.* 2025/);
      assert.match((await texts(tab, "site")).join(), /The Harbour Post/);
      assert.match((await texts(tab, "minutes")).join(), /\d+ min/);
      const points = await texts(tab, "key-point");
      assert.ok(points.length >= 3 && points.length <= 5, `${points.length} key points`);
      const story = await tab.evaluate(() => document.querySelector(".entry-content")?.textContent ?? "");
      for (const point of points) assert.ok(story.includes(point), `not in the story: ${point}`);
      assert.ok((await texts(tab, "fact")).some((fact) => fact.includes("18,000")), "no fact of 18,000 vehicles");
      const speakers = (await texts(tab, "speaker")).join("\n");
      for (const speaker of ["Helena Brandt", "Ayesha Karim"]) assert.ok(speakers.includes(speaker), `${speaker} said nothing: ${speakers}`);
      assert.equal(await tab.evaluate(() => document.documentElement.lastElementChild?.shadowRoot ?? null), null, "the page sees into the panel");
    });

    reader("what is not drawn is known, though others of its kind are drawn", async () => {
      captured["/alike"] = `<!doctype html><title>Alike</title><style>
          #many li:nth-child(n + 4), #few li:first-child, #closed-2, [data-folded=yes], #last p:last-child { display: none }
        </style><body>
        <ul id="many">${"<li><p>One of <b>many</b></p></li>".repeat(8)}</ul><ul id="few">${"<li>One of few</li>".repeat(3)}</ul>
        ${[1, 2, 3].map((n) => `<div id="closed-${n}"><p>Number ${n}</p></div>`).join("")}
        ${["no", "yes", "no"].map((folded) => `<section data-folded="${folded}"><p>Folded: ${folded}</p></section>`).join("")}
        <div id="last">${"<div><p>One of a pair</p><p>The other</p></div>".repeat(2)}</div>`;
      const tab = await visit(site.secure("/alike"));
      await tab.click();
      const { hidden } = JSON.parse(/** @type {string} */ (await until("the page was read", () => tab.snapshot())));
      const expected = await tab.evaluate(() => {
        const read = [...document.querySelectorAll("html, body, body *, head, head > title")].filter((element) => element.localName !== "style");
        const undrawn = (/** @type {Element} */ element) => element.closest("body") && getComputedStyle(element).display === "none";
        return read.flatMap((element, ordinal) => (undrawn(element) && !undrawn(/** @type {Element} */ (element.parentElement)) ? [ordinal] : []));
      });
      assert.ok(expected.length >= 10, `${expected.length} elements are not drawn`);
      assert.deepEqual(hidden, expected);
    });

    reader("clutter is hidden, the story is not, and both can be shown", async () => {
      const tab = await visit(site.secure("/plain"));
      const clutter = ["#top-ad", ".related-posts", ".newsletter", ".author-bio", ".cookie-banner", ".share-bar"];
      assert.deepEqual(await inSight(tab, clutter), clutter, "the clutter is there before");
      await open(tab);
      assert.deepEqual(await inSight(tab, clutter), [], "clutter in sight");
      const paragraphs = await tab.evaluate(() =>
        [...document.querySelectorAll(".entry-content > p")].filter((p) => !(/** @type {HTMLElement} */ (p)).checkVisibility()).length);
      assert.equal(paragraphs, 0, "paragraphs of the story were hidden");
      assert.match((await texts(tab, "hidden-count"))[0] ?? "", /\d/);
      await push(tab, "toggle-hidden");
      await until("the clutter is back", async () => (await inSight(tab, clutter)).length === clutter.length);
      await push(tab, "toggle-hidden");
      await until("the clutter is gone again", async () => (await inSight(tab, clutter)).length === 0);
    });

    for (const part of ["key-point", "fact", "quote", "speaker"]) {
      reader(`a ${part} leads to its place in the story and marks it`, async () => {
        const tab = await visit(site.secure("/plain"));
        await open(tab);
        const last = (await texts(tab, part)).length - 1;
        assert.ok(last >= 0, `the panel shows no ${part}`);
        const text = (await texts(tab, part))[last];
        await push(tab, part, last);
        const marked = await until("something is marked and in sight", () => tab.evaluate(() => {
          const ranges = [...(CSS.highlights.get("nutgraf") ?? [])].map((range) => /** @type {Range} */ (range));
          const box = ranges[0]?.getBoundingClientRect();
          return box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && ranges.map((range) => range.toString());
        }));
        const words = (/** @type {string} */ text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
        const shared = marked.some((/** @type {string} */ part) => words(text).includes(words(part)) || words(part).includes(words(text)));
        // A name may lead to its pronoun, and a date to the words it was worked out from.
        assert.ok(shared || part === "fact" || part === "speaker", `"${text}" marked ${JSON.stringify(marked)}`);
      });
    }

    for (const [way, path] of [["https", "/plain"], ["plain http", "/plain"], ["default-src 'none'", "/none"], ["Trusted Types", "/trusted"], ["CSP sandbox", "/sandbox"]]) {
      reader(`the summary is copied in both flavours, and the page comes back: ${way}`, async () => {
        const tab = await visit(way === "plain http" ? site.insecure(path) : site.secure(path));
        const before = await state(tab);
        await open(tab);
        const shown = [...(await texts(tab, "headline")), ...(await texts(tab, "key-point")), QUOTED];
        await copy(tab);
        const { html, text } = await browser.clipboard();
        for (const words of shown) {
          assert.ok(text?.includes(words), `not in the copied text: ${words}`);
          assert.ok(html && plain(html).includes(words), `not in the copied HTML: ${words}`);
        }
        assert.match(html ?? "", /<a [^>]*href=/);
        await tab.click();
        await until("the panel is gone", () => gone(tab));
        assert.deepEqual(await state(tab), before);
      });
    }

    reader("a page that takes every copy and key for itself gets neither", async () => {
      const tab = await visit(site.secure("/hijack"));
      await open(tab);
      await copy(tab);
      const { html, text } = await browser.clipboard();
      assert.ok(text?.includes(QUOTED) && html?.includes(QUOTED), `copied instead: ${text}`);
      assert.ok(!/Read more at/.test(`${html}${text}`), "the page had its say in what was copied");
    });

    const ways = /** @type {[string, (tab: Tab) => Promise<unknown>][]} */ ([
      ["a second click", (tab) => tab.click()],
      ["Escape", (tab) => tab.press("Escape")],
      ["the close button", (tab) => push(tab, "close")],
    ]);
    for (const [way, close] of ways) {
      reader(`${way} gives the page back byte for byte, where it was scrolled to`, async () => {
        const tab = await visit(site.secure("/plain"));
        await tab.evaluate(() => scrollTo({ top: 240, behavior: "instant" }));
        const before = await state(tab);
        assert.equal(before.scroll, 240);
        await open(tab);
        assert.notEqual((await state(tab)).html, before.html, "opening changes nothing: this test could not fail");
        await close(tab);
        await until("the panel is gone", () => gone(tab));
        assert.deepEqual(await state(tab), before);
        await open(tab);
        assert.ok((await texts(tab, "quote")).length > 0, "it does not open again");
      });
    }

    reader("an open dialog makes room, and is back afterwards", async () => {
      const tab = await visit(site.secure("/dialog"));
      const modal = () => tab.evaluate(() => document.querySelector("dialog")?.matches(":modal") ?? false);
      const before = await state(tab);
      assert.ok(await modal());
      await open(tab);
      assert.ok(!(await modal()), "the dialog still covers the page");
      await tab.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
      assert.ok((await state(tab)).scroll > 0, "the page is still locked");
      await tab.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
      await push(tab, "close");
      await until("the panel is gone", () => gone(tab));
      assert.deepEqual(await state(tab), before);
      assert.ok(await modal(), "the dialog did not come back");
    });

    reader("a wall, a bar that stays and room for nothing give way, and the page scrolls", async () => {
      const tab = await visit(site.secure("/wall"));
      const before = await state(tab);
      const inTheWay = ["#wall", "#bar"];
      assert.deepEqual(await inSight(tab, inTheWay), inTheWay, "nothing is in the way: this test could not fail");
      const room = () => tab.evaluate(() => document.querySelector("#room")?.getBoundingClientRect().height ?? 0);
      const line = await tab.evaluate(() =>
        [...document.querySelectorAll(".entry-content > p")].findIndex((p) => p.getBoundingClientRect().bottom > 0));
      const top = () => tab.evaluate((/** @type {number} */ line) =>
        document.querySelectorAll(".entry-content > p")[line]?.getBoundingClientRect().top ?? 0, line);
      assert.ok((await room()) >= 700);
      const held = await top();
      await open(tab);
      assert.deepEqual(await inSight(tab, inTheWay), []);
      assert.equal(await room(), 0, "room for nothing is left");
      assert.ok(Math.abs((await top()) - held) < 3, `the line that was read has moved from ${held} to ${await top()}`);
      await tab.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
      await tab.evaluate(() => scrollTo({ top: 120, behavior: "instant" }));
      assert.equal((await state(tab)).scroll, 120, "the page is still locked");
      // What comes late gets its room.
      await tab.evaluate(() => document.querySelector("#room")?.append(new Image(20, 30)));
      assert.ok((await room()) >= 30, "what came late is not seen");
      await tab.evaluate(() => document.querySelector("#room")?.replaceChildren());
      await tab.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
      await push(tab, "close");
      await until("the panel is gone", () => gone(tab));
      assert.deepEqual(await state(tab), before);
    });

    reader("the panel covers nothing of a story whose column is as wide as the window", async () => {
      const tab = await visit(site.secure("/plain"));
      await tab.evaluate(() => {
        const main = document.querySelector("main");
        if (main) main.style.width = main.style.maxWidth = `${innerWidth - 60}px`;
        document.querySelector("article")?.setAttribute("style", "flex: none; width: 100%");
      });
      const before = await state(tab);
      await open(tab);
      const room = await tab.evaluate(() => {
        const edge = document.querySelector(".entry-content > p")?.getBoundingClientRect().right ?? 0;
        return document.documentElement.getBoundingClientRect().right - edge;
      });
      assert.ok(room >= -1, `${-room} pixels of every line are under the panel`);
      await push(tab, "close");
      await until("the panel is gone", () => gone(tab));
      assert.deepEqual(await state(tab), before);
    });

    settings(reader, { name, visit, open, browser: () => browser, site: () => site });

    reader("nothing is asked for over the network", async () => {
      const tab = await visit(site.secure("/plain"));
      // The watch sees what a page asks for, else silence would prove nothing.
      await tab.evaluate(() => fetch("/beacon").then(() => true));
      await until("the watch has seen it", async () => (await browser.requests()).some(({ url }) => url.endsWith("/beacon")));
      site.log();
      const unwatch = await browser.watchBackground();
      await open(tab);
      await push(tab, "quote");
      await push(tab, "toggle-hidden");
      await copy(tab);
      await push(tab, "close");
      await until("the panel is gone", () => gone(tab));
      assert.deepEqual(await browser.requests(), []);
      await unwatch();
      assert.deepEqual(site.log(), []);
    });

    reader("a click works after the browser has stopped the background", async () => {
      const tab = await visit(site.secure("/plain"));
      await browser.stopBackground();
      await open(tab);
      assert.ok((await texts(tab, "quote")).length >= 3);
      await browser.stopBackground();
      await tab.click();
      await until("the panel is gone", () => gone(tab));
    });

    reader("a page without a story says so and stays as it is", async () => {
      const tab = await visit(site.secure("/nothing"));
      await open(tab);
      assert.deepEqual(await texts(tab, "message"), ["There is no news story on this page, so it was left as it is."]);
      assert.deepEqual(await texts(tab, "key-point"), []);
      assert.equal(await tab.evaluate(() => document.querySelectorAll("[data-nutgraf-hidden]").length), 0);
    });

    reader("the start of a story behind a paywall is called that", async (context) => {
      if (!existsSync(`${ROOT}tests/pages/paywall/page.html`)) return context.skip("no such fixture yet");
      const tab = await visit(site.secure("/pages/paywall/"));
      await open(tab);
      assert.deepEqual(await texts(tab, "message"), ["Only the beginning of this story is on the page."]);
    });

    reader("on a page that extensions may not touch, the button says why", async () => {
      const tab = await visit(name === "Chromium" ? "chrome://version" : "about:config");
      await tab.click();
      const { title } = await until("the button has a mark", async () => {
        const button = await tab.button();
        return button.badge !== "" && button;
      });
      assert.match(title, /keeps extensions out of this page/);
    });

    const fixtures = existsSync(`${ROOT}tests/pages`) ? readdirSync(`${ROOT}tests/pages`, { withFileTypes: true }) : [];
    for (const fixture of fixtures.filter((entry) => entry.isDirectory())) {
      reader(`the live page and its HTML give the same digest: ${fixture.name}`, async (context) => {
        if (!existsSync(`${ROOT}tests/pages/${fixture.name}/page.html`)) return context.skip("no page");
        const url = site.secure(`/pages/${fixture.name}/`);
        const tab = await visit(url);
        await tab.click();
        const snapshot = /** @type {string} */ (await until("the page was read", () => tab.snapshot()));
        const live = await native(["-", "--input", "snapshot", "--url", url], snapshot);
        const still = await native(["-", "--input", "html", "--url", url], readFileSync(`${ROOT}tests/pages/${fixture.name}/page.html`));
        // Elements are counted differently, and a live page tells more of why something is clutter.
        for (const digest of [live, still]) for (const key of ["element", "reason"]) forget(digest, key);
        assert.deepEqual(live, still);
      });
    }

    const given = { browser: () => browser, site: () => site, visit, open };
    sidebar(reader, given);
    controls(reader, given);
    everyone(reader, given);
    hostile(reader, { ...given, pages: captured });
    large(reader, { ...given, name, pages: captured });

    reader("captured pages: the story stays, clutter goes, and the page comes back", async (context) => {
      const pages = await captures();
      if (pages.length === 0) return context.skip("no captured pages beside the repository");
      for (const { id, html } of pages) captured[`/captured/${id}`] = html;
      await check(pages, ({ id }) => browser.open(site.secure(`/captured/${id}`)), (line) => context.diagnostic(`${name}, ${line}`));
    });

    reader("a change is dated when it was made after the day of publication", async () => {
      const story = await readFile(`${ROOT}tests/browser/pages/story.html`, "utf8");
      for (const [changed, told] of [["2025-03-15T08:00:00Z", /15 Mar.* 2025/], ["2025-03-12T23:00:00Z", /^$/], ["2025-03-13T23:00:00Z", /^$/]]) {
        captured["/changed"] = story.replace("<head>", `<head><meta property="article:modified_time" content="${changed}">`);
        const tab = await visit(site.secure("/changed"));
        await open(tab);
        assert.match((await texts(tab, "updated")).join(), told, changed);
        await tab.close();
      }
      tab = undefined;
    });
  });
}

/** @param {Tab} tab */
async function copy(tab) {
  await push(tab, "copy");
  await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
}

/** What closing has to bring back. @param {Tab} tab */
function state(tab) {
  return tab.evaluate(() => ({ html: document.documentElement.outerHTML, scroll: scrollY }));
}

/** Those of the selectors whose element can be seen. @param {Tab} tab @param {string[]} selectors */
function inSight(tab, selectors) {
  return tab.evaluate((/** @type {string[]} */ selectors) => selectors.filter((selector) => document.querySelector(selector)?.checkVisibility()), selectors);
}
