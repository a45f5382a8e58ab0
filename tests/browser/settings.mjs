// The extension's own pages: the settings, the first page, the playground in the package, and sites that are opened without a click.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gone, push, settled, shows, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {Awaited<ReturnType<import("./chromium.mjs").launch>>} Browser */
/** @typedef {Awaited<ReturnType<Browser["open"]>>} Tab */

/**
 * @param {(title: string, body: (context: import("node:test").TestContext) => Promise<unknown>) => void} reader
 * @param {{ name: string, browser: () => Browser, site: () => any, visit: (url: string) => Promise<Tab>, open: (tab: Tab) => Promise<void> }} given
 */
export function settings(reader, { name, browser, site, visit, open }) {
  /** @param {string} path */
  const own = (path) => visit(browser().ownPage(path));
  /** The settings, drawn. @param {string} [hash] @param {object} [kept] */
  const options = async (hash = "", kept = {}) => {
    await browser().keep(kept);
    const tab = await own(`options.html${hash}`);
    await until("the settings are drawn", () => has(tab, "#reset"));
    return tab;
  };

  reader("the first page comes with the installation, once, and tells how in pictures that are there", async () => {
    const welcome = browser().ownPage("welcome.html");
    await until("it has come", async () => (await browser().tabs()).includes(welcome));
    assert.equal((await browser().tabs()).filter((url) => url === welcome).length, 1);
    const tab = await own("welcome.html");
    const widths = () => tab.evaluate(() => [...document.images].map((image) => image.complete && image.naturalWidth));
    await until("three pictures are there", async () => (await widths()).length === 3 && (await widths()).every(Boolean));
    assert.match(await said(tab, "main"), /Alt\+Shift\+G/);
    const before = (await browser().tabs()).length;
    await press(tab, "#try");
    await until("the playground opens", async () => (await browser().tabs()).includes(browser().ownPage("playground.html")));
    assert.equal((await browser().tabs()).length, before + 1);
  });

  reader("the playground in the package lays the sample out, with its styles and without the network", async () => {
    await browser().requests();
    const tab = await own("playground.html");
    await until("it is ready", async () => (await said(tab, "#sample")).trim() !== "");
    await press(tab, "#sample");
    const points = await until("key points are there", () => tab.evaluate(() =>
      document.querySelector("#side > div")?.shadowRoot?.querySelectorAll('[data-part="key-point"]').length));
    assert.ok(points >= 3, `${points} key points`);
    const frame = await tab.evaluate(() => {
      const inside = /** @type {HTMLIFrameElement} */ (document.querySelector("#page")).contentDocument;
      const title = inside?.querySelector(".entry-title");
      return { size: title && getComputedStyle(title).fontSize, ran: inside?.documentElement.className, ad: inside?.querySelector(".ad-slot")?.checkVisibility() };
    });
    assert.deepEqual(frame, { size: "44px", ran: "no-js", ad: false });
    assert.deepEqual(await browser().requests(), []);
  });

  reader("the playground says of a page that it is too large, whoever finds it so", async () => {
    const tab = await own("playground.html");
    await until("it is ready", async () => (await said(tab, "#sample")).trim() !== "");
    // The collector counts letters, the core bytes, and plain text is for the core alone.
    for (const [start, letter, count] of /** @type {const} */ ([["<p hidden>", "a", 2_200_000], ["<p hidden>", "я", 1_100_000], ["", "a", 2_200_000]])) {
      await tab.evaluate((start, letter, count) => {
        /** @type {HTMLElement} */ (document.querySelector("#trouble")).textContent = "";
        const input = /** @type {HTMLInputElement} */ (document.querySelector("#file"));
        const given = new DataTransfer();
        given.items.add(new File([start, letter.repeat(count)], "page.html"));
        input.files = given.files;
        input.dispatchEvent(new Event("change"));
      }, start, letter, count);
      assert.equal(await until("it says so", () => said(tab, "#trouble")), "This page is too large to be read.");
    }
  });

  reader("a choice made by mouse or by key is kept at once, and said", async () => {
    const tab = await options();
    await press(tab, "#side-left");
    await until("it is kept", async () => (await browser().kept()).side === "left");
    await until("it says so", async () => (await said(tab, "#said")) === "Saved.");
    await press(tab, "#theme-auto");
    await tab.press("ArrowDown");
    await until("the next one is kept", async () => (await browser().kept()).theme === "light");
    await press(tab, "#clutter-embeds");
    await until("the list has grown", async () => (await browser().kept()).clutter?.join() === "comments,related,embeds");
    await press(tab, "#left_out-facts");
    await until("facts are left out", async () => (await browser().kept()).left_out?.includes("facts"));
    await press(tab, "#dark");
    await until("the page is to be dark", async () => (await browser().kept()).dark === true);
    const shown = await visit(site().secure("/plain"));
    await open(shown);
    assert.equal(await shown.inPanel((root) => /** @type {HTMLElement | undefined} */ (root?.host)?.dataset.side), "left");
    await browser().keep({});
  });

  reader("what is chosen elsewhere is seen on the settings, and what is broken costs itself alone", async () => {
    const tab = await options("", { side: 7, width: "wide", format: ["html"], theme: "dark" });
    const chosen = () => tab.evaluate(() => [...document.querySelectorAll("input[type=radio]:checked")].map((input) => input.id));
    assert.deepEqual(await chosen(), ["side-right", "theme-dark", "quotes-order", "format-rich", "style-site"]);
    await browser().keep({ side: "left", style: "calm" });
    // Firefox's own store tells no page of what is written into it from outside the extension.
    if (name === "Chromium") await until("it follows", async () => (await chosen()).join() === "side-left,theme-auto,quotes-order,format-rich,style-calm");
    const shown = await visit(site().secure("/plain"));
    await browser().keep({ side: {}, width: -1, size: "x", left_out: 4, clutter: "all", dark: "no", theme: null });
    await open(shown);
    assert.ok((await texts(shown, "key-point")).length >= 3);
    await browser().keep({});
  });

  reader("settings go into a file and come back from it; another file changes nothing; beginning anew can be undone", async () => {
    const tab = await options("", { theme: "dark", format: "markdown" });
    await tab.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        window.handed = /** @type {Blob} */ (blob).text();
        return make(blob);
      };
    });
    await press(tab, "#export");
    const file = await tab.evaluate(() => window.handed);
    assert.equal(JSON.parse(file).theme, "dark");

    await press(tab, "#reset");
    await until("it is as at first", async () => (await browser().kept()).theme === "auto");
    await until("it says so", async () => /as it was at first/.test(await said(tab, "#said")));
    await press(tab, "#undo");
    await until("it is as before", async () => (await browser().kept()).theme === "dark" && (await browser().kept()).format === "markdown");

    for (const wrong of ["", "{", "null", '{"theme":"light"}', "[]"]) {
      await bring(tab, wrong);
      await until("it says so", async () => /holds no settings of Nutgraf/.test(await said(tab, "#said")));
      assert.equal((await browser().kept()).theme, "dark");
      await tab.evaluate(() => document.querySelector("#said")?.replaceChildren());
    }
    await press(tab, "#theme-light");
    await until("something else is kept", async () => (await browser().kept()).theme === "light");
    await bring(tab, file);
    await until("the file is in use", async () => (await browser().kept()).theme === "dark");
    await until("it says so", async () => /settings of the file/.test(await said(tab, "#said")));
    await bring(tab, JSON.stringify({ nutgraf: 1, theme: "light", width: 1e9, stranger: "x" }));
    await until("what can be used is in use", async () => (await browser().kept()).theme === "light");
    assert.equal((await browser().kept()).width, 384);
    assert.ok(!("stranger" in (await browser().kept())), "a stranger was taken in");
    await browser().keep({});
  });

  reader("a site opens by itself from when it is allowed until that is taken back, and only where there is a story", async (context) => {
    const tab = await options("#site=localhost");
    await until("the one button is in focus", () => tab.evaluate(() => document.activeElement?.id === "always"));
    assert.equal(await said(tab, "#always"), "Always open on localhost");
    const asked = await browser().allow(() => press(tab, "#always"), "localhost");
    if (!asked) context.diagnostic(`${name} asks nobody without a window: the permission was given beside the button`);
    await until("the site is in the list, and the focus at it", () => tab.evaluate(() => document.activeElement?.id === "off-localhost"));

    const story = await visit(site().secure("/plain"));
    await until("the panel comes by itself", () => shows(story, "close").then((there) => there && settled(story)));
    await push(story, "close");
    await until("it is closed", () => gone(story));
    // The address is written anew, as pages do that are scrolled; Chromium calls that loaded once more.
    await story.evaluate(() => history.pushState(null, "", "?further"));
    await story.click();
    await until("a click opens what was closed", () => shows(story, "close").then((there) => there && settled(story)));

    const other = await visit(site().secure("/nothing"));
    await until("it was looked at and left alone", async () => (await other.state()) === "closed");
    assert.ok(await gone(other), "a page without a story has a panel");
    const left = await other.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!left.includes("nutgraf"), "a page without a story was changed");
    assert.equal((await other.button()).badge, "");
    const stranger = await visit(site().insecure("/plain"));
    assert.ok(await gone(stranger), "another site was opened");

    const again = await options();
    await press(again, "#off-localhost");
    await until("the list is empty", async () => !(await has(again, "#off-localhost")));
    await until("it says so", async () => /waits for your click on localhost/.test(await said(again, "#said")));
    assert.equal(await again.evaluate(() => document.activeElement?.id), "sites", "the focus is lost");
    const last = await visit(site().secure("/plain"));
    await open(last);
    assert.ok((await texts(last, "quote")).length > 0, "a click closed what had come by itself");
  });

  reader("everything on the settings is reached by Tab", async () => {
    const tab = await options();
    const all = await tab.evaluate(() => [...document.querySelectorAll("input:not([type=radio]), input:checked, select, button")].map((element) => element.id));
    const reached = new Set();
    for (let steps = 0; steps < all.length + 8; steps += 1) {
      await tab.press("Tab");
      reached.add(await tab.evaluate(() => document.activeElement?.id));
    }
    assert.deepEqual(all.filter((/** @type {string} */ id) => !reached.has(id)), []);
  });

  const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  for (const path of ["options.html#site=news.test", "welcome.html"]) {
    reader(`nothing keeps anybody out of ${path.split("#")[0]}: light, dark, forced colours, right to left, 320 pixels`, async () => {
      const tab = await own(path);
      await until("it is drawn", () => has(tab, "button"));
      try {
        for (const looks of [{ scheme: "light" }, { scheme: "dark" }, { scheme: "light", forced: true }]) {
          for (const dir of ["ltr", "rtl"]) {
            await tab.look(/** @type {any} */ (looks));
            await until("it looks so", () => tab.evaluate((/** @type {string} */ scheme, /** @type {boolean} */ forced) =>
              matchMedia(`(prefers-color-scheme: ${scheme})`).matches && matchMedia("(forced-colors: active)").matches === forced,
            looks.scheme, Boolean(looks.forced)));
            await tab.evaluate((/** @type {string} */ dir) => void (document.documentElement.dir = dir), dir);
            const code = `async () => { ${axe}; const { violations, passes } = await axe.run();
              return { violations: violations.map(({ id, nodes }) => id + " " + nodes.map(({ html }) => html).join()), passes: passes.map(({ id }) => id) }; }`;
            const { violations, passes } = await tab.evaluate(/** @type {any} */ (name === "Chromium" ? `(${code})()` : code));
            assert.deepEqual(violations, [], `${JSON.stringify(looks)} ${dir}`);
            assert.ok(passes.includes("color-contrast"), "contrast was not looked at");
          }
        }
        await tab.resize(320, 640);
        for (const dir of ["rtl", "ltr"]) {
          await tab.evaluate((/** @type {string} */ dir) => void (document.documentElement.dir = dir), dir);
          const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(over, 0, `${over} pixels are out of sight, ${dir}`);
        }
      } finally {
        await tab.look({});
        await tab.resize(1280, 720);
      }
    });
  }
}

/** @param {Tab} tab @param {string} selector */
function has(tab, selector) {
  return tab.evaluate((/** @type {string} */ selector) => document.querySelector(selector) !== null, selector);
}

/** @param {Tab} tab @param {string} selector @returns {Promise<string>} */
function said(tab, selector) {
  return tab.evaluate((/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? "", selector);
}

/** Clicks with the mouse. @param {Tab} tab @param {string} selector */
async function press(tab, selector) {
  const { x, y } = await until(`${selector} is there to be clicked`, () => tab.evaluate((/** @type {string} */ selector) => {
    const element = document.querySelector(selector);
    element?.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element?.getBoundingClientRect();
    return box && box.width > 0 && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, selector));
  await tab.mouse(x, y);
}

/** Chooses a file that holds a text. @param {Tab} tab @param {string} text */
async function bring(tab, text) {
  await tab.evaluate((/** @type {string} */ text) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("#import"));
    const files = new DataTransfer();
    files.items.add(new File([text], "settings.json", { type: "application/json" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change"));
  }, text);
}
