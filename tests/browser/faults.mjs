// What goes wrong around a click: the background stopped, the tab gone, the extension renewed, the storage or the package broken, no memory.
// In a browser of its own, with a copy of the package in which faulty.js makes it go wrong at the wanted step.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { broken } from "./broken.mjs";
import { gone, push, settled, shows, texts } from "./panel.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */

const FAULTY = fileURLToPath(new URL("faulty.js", import.meta.url));

/** What a reader has chosen, and must not lose. */
const CHOSEN = { theme: "dark", side: "left", left_out: ["facts"] };

/** The steps of a click in order; from `after reading` on the page knows of it. */
const STEPS = ["before reading", "after reading", "before showing", "after showing", "before open", "after open"];

/**
 * @param {(options: any) => Promise<any>} launch
 * @param {{ name: string, program: string | undefined, extension: string }} options
 */
export function faults(launch, { name, program, extension }) {
  describe(`${name}, when something goes wrong`, { timeout: 600_000 }, () => {
    /** @type {any} */ let browser;
    /** @type {Awaited<ReturnType<typeof serve>>} */ let site;
    /** @type {string} */ let folder;
    /** @type {string} */ let copy;
    /** @type {Tab[]} */ let tabs = [];

    before(async () => {
      assert.ok(program, `which ${name}? run this by "cargo xtask test browser"`);
      folder = await mkdtemp(join(tmpdir(), "nutgraf-faults-"));
      copy = join(folder, "extension");
      await cp(extension, copy, { recursive: true });
      await cp(FAULTY, join(copy, "faulty.js"));
      await change("background.js", (script) => `import "./faulty.js";\n${script}`);
      await change("options.js", (script) => `import "./faulty.js";\n${script}`);
      const faulty = await readFile(FAULTY, "utf8");
      await change("page/state.js", (script) => `${faulty}\n${script}`);
      site = await serve();
      browser = await launch({ program, extension: copy });
    });
    after(async () => {
      await browser?.close();
      site?.close();
      if (folder) await rm(folder, { recursive: true, force: true });
    });
    beforeEach(() => browser.keep(CHOSEN));
    afterEach(async () => {
      for (const tab of tabs.splice(0)) await tab.close().catch(() => {});
    });

    /** Changes a file of the copy, and gives a way to have it as before. @param {string} file @param {(content: string) => string | Buffer | null} how */
    async function change(file, how) {
      const path = join(copy, file);
      const content = await readFile(path);
      const changed = how(content.toString("latin1"));
      if (changed === null) await rm(path);
      else await writeFile(path, changed, "latin1");
      return () => writeFile(path, content);
    }

    /** @param {string} [path] */
    async function visit(path = "/plain") {
      const tab = /** @type {Tab} */ (await browser.open(site.secure(path)));
      tabs.push(tab);
      return tab;
    }

    const html = (/** @type {Tab} */ tab) => tab.evaluate(() => document.documentElement.outerHTML);
    const opened = (/** @type {Tab} */ tab) => until("the panel has its content", () => shows(tab, "close").then((there) => there && settled(tab)));
    const held = (/** @type {string} */ step, rest = 0) => until(`the click is held ${step}`, async () => (await browser.kept()).held === `${step}, ${rest} to come`);
    const release = () => browser.add({ held: "" });

    /** Opens the panel, and sees that it is whole and as the reader has chosen. @param {Tab} tab @param {boolean} [clicks] */
    async function open(tab, clicks = true) {
      if (clicks) await tab.click();
      await opened(tab);
      assert.ok((await texts(tab, "quote")).length >= 3, `no quotes, but ${await texts(tab, "message")}`);
      assert.equal(await tab.inPanel((root) => root.host.dataset.side), "left", "the reader's choice is lost");
    }

    /** Closes, and sees that nothing is left. @param {Tab} tab @param {string} before */
    async function close(tab, before) {
      await tab.click();
      await until("the panel is gone", () => gone(tab));
      assert.equal(await html(tab), before);
    }

    /** Nothing was lost, and no promise was broken. */
    async function unharmed() {
      const kept = await browser.kept();
      assert.deepEqual(Object.fromEntries(Object.keys(CHOSEN).map((key) => [key, kept[key]])), CHOSEN);
      assert.equal(kept.unhandled, undefined);
    }

    test("the browser has nothing against the package, and says so when there is something", async () => {
      assert.deepEqual(await browser.complaints(), []);
      const mend = await change("manifest.json", (manifest) => JSON.stringify({ ...JSON.parse(manifest), permissions: [...JSON.parse(manifest).permissions, "telepathy"] }));
      try {
        await browser.renew();
        assert.match((await browser.complaints()).join(), /telepathy/);
      } finally {
        await mend();
        await browser.renew();
      }
    });

    for (const step of STEPS) {
      const outcome = { "before reading": "the next click opens", "after open": "the panel stays" }[step] ?? "it begins anew by itself";
      test(`the background stopped ${step}: ${outcome}`, async () => {
        await browser.add({ hold: [step] });
        const tab = await visit();
        const before = await html(tab);
        await tab.click();
        await held(step);
        await browser.killBackground();
        if (step === "before reading") assert.equal(await html(tab), before);
        await open(tab, step === "before reading");
        await close(tab, before);
        await unharmed();
      });
    }

    test("the background stopped time and again: the page is given back, the button says why, and a click opens", async () => {
      await browser.add({ hold: ["before open", "before open"] });
      const tab = await visit();
      const before = await html(tab);
      await tab.click();
      for (const rest of [1, 0]) {
        await held("before open", rest);
        await browser.killBackground();
      }
      const { title } = await until("the button has a mark", async () => {
        const button = await tab.button();
        return button.badge !== "" && button;
      });
      assert.match(title, /The browser stopped Nutgraf while it was reading. Click again./);
      assert.equal(await html(tab), before);
      await open(tab);
      assert.equal((await tab.button()).badge, "", "the mark stays");
      await close(tab, before);
    });

    for (const step of ["after reading", "before showing", "before open"]) {
      test(`the tab goes to another page ${step}: nothing of us comes to it, and a click opens there`, async () => {
        await browser.add({ hold: [step] });
        const tab = await visit();
        await tab.click();
        await held(step);
        await tab.evaluate((/** @type {string} */ url) => void setTimeout(() => (location.href = url)), site.secure("/long"));
        await until("the other page is there", () => tab.evaluate(() => location.pathname === "/long" && document.readyState === "complete"));
        const before = await html(tab);
        await release();
        await passed();
        assert.deepEqual([await html(tab), await tab.state(), (await tab.button()).badge], [before, null, ""]);
        await open(tab);
        await close(tab, before);
        await unharmed();
      });

      test(`the tab is closed ${step}: nobody is told, and a click elsewhere opens`, async () => {
        await browser.add({ hold: [step] });
        await (async (tab) => {
          await tab.click();
          await held(step);
          await tab.close();
        })(await browser.open(site.secure("/plain")));
        await release();
        await passed();
        const tab = await visit();
        const before = await html(tab);
        await open(tab);
        await close(tab, before);
        await unharmed();
      });
    }

    test("the tab goes to another page while it is read: the button says nothing there, and a click opens", async () => {
      const tab = await visit();
      await tab.evaluate(() => document.body.append(...Array.from({ length: 60_000 }, () => document.createElement("p"))));
      await tab.click();
      await until("it is being read", async () => (await tab.state()) === "reading");
      await tab.evaluate((/** @type {string} */ url) => void setTimeout(() => (location.href = url)), site.secure("/long"));
      await until("the other page is there", () => tab.evaluate(() => location.pathname === "/long" && document.readyState === "complete"));
      const before = await html(tab);
      assert.deepEqual([before.includes("nutgraf"), (await tab.button()).badge], [false, ""]);
      await open(tab);
      await close(tab, before);
      await unharmed();
    });

    test("the tab is discarded in the middle: come back to, it is a page like any other", async () => {
      await browser.add({ hold: ["before open"] });
      const tab = await visit();
      await tab.click();
      await held("before open");
      const comeBack = await /** @type {any} */ (tab).discard();
      await release();
      await passed();
      const again = await comeBack();
      tabs.push(again);
      const before = await html(again);
      assert.equal((await again.button()).badge, "");
      await open(again);
      await close(again, before);
      await unharmed();
    });

    test("two clicks at once: the second takes the first back", async () => {
      const tab = await visit();
      const before = await html(tab);
      await browser.add({ hold: ["before open"] });
      await tab.click();
      await held("before open");
      await tab.click();
      await until("it is closed", async () => (await tab.state()) === "closed");
      await release();
      await passed();
      assert.deepEqual([await tab.state(), await gone(tab), await html(tab)], ["closed", true, before]);
      await open(tab);
      await close(tab, before);
      await unharmed();
    });

    test("three clicks at once, on a page that changes between them: the answer to the first is not shown on what the third found", async () => {
      const tab = await visit();
      await browser.add({ hold: ["before open"] });
      await tab.click();
      await held("before open");
      await tab.click();
      await until("it is closed", async () => (await tab.state()) === "closed");
      // What comes before the story is gone: every element after it has another number now.
      await tab.evaluate(() => document.querySelectorAll("#top-ad, header").forEach((element) => element.remove()));
      const before = await html(tab);
      await browser.add({ hold: ["before showing"] });
      await tab.click();
      // The first goes on as soon as the third is held.
      await held("before showing");
      await until("the first is done", async () => (await browser.kept()).busy === 1);
      await release();
      await open(tab, false);
      assert.equal(await tab.evaluate(() => [...document.querySelectorAll(".entry-content > p")].filter((p) => !(/** @type {HTMLElement} */ (p)).checkVisibility()).length), 0);
      await close(tab, before);
      await unharmed();
    });

    test("renewed while the panel is open: what was chosen is kept, and the next click has one panel, or none, and the page as it was", async () => {
      const tab = await visit();
      const before = await html(tab);
      await open(tab);
      await tab.evaluate(() => document.querySelector(":root > nutgraf-panel")?.setAttribute("data-old", ""));
      await browser.renew();
      const panels = () => tab.evaluate(() => [...document.querySelectorAll(":root > nutgraf-panel")].map((panel) => panel.hasAttribute("data-old")));
      assert.deepEqual(await panels(), [true], "the panel is gone with its extension: this test could not fail");
      await tab.click();
      await until("the new version has come", async () => (await panels()).join() === "false");
      await open(tab, false);
      await close(tab, before);
      await unharmed();
    });

    test("renewed while the panel is open: in Chrome it says so at the next thing asked of it, and closes", { skip: name === "Firefox" && "Firefox ends our scripts" }, async () => {
      const tab = await visit();
      const before = await html(tab);
      await open(tab);
      await browser.renew();
      await push(tab, "copy");
      await until("it says so", async () => (await texts(tab, "message")).join() === "Nutgraf was renewed meanwhile. Close this, and click the button again.");
      await push(tab, "close");
      await until("the panel is gone", () => gone(tab));
      assert.equal(await html(tab), before);
      await unharmed();
    });

    test("renewed in the middle of a click: the button asks for another click, which opens", async () => {
      await browser.add({ hold: ["before open"] });
      const tab = await visit();
      const before = await html(tab);
      await tab.click();
      await held("before open");
      await browser.renew();
      // Firefox has ended the scripts that could have asked for it.
      if (name === "Chromium") {
        await until("the button asks for it", async () => /stopped Nutgraf while it was reading. Click again/.test((await tab.button()).title));
        assert.equal(await html(tab), before);
      }
      await open(tab);
      assert.equal(await tab.evaluate(() => document.querySelectorAll(":root > nutgraf-panel").length), 1);
      await close(tab, before);
      await unharmed();
    });

    test("a storage that cannot be read costs the choices, not the reading; the settings say so, and overwrite nothing", async () => {
      await browser.add({ unread: true });
      const tab = await visit();
      await tab.click();
      await opened(tab);
      assert.ok((await texts(tab, "quote")).length >= 3);
      const settings = await browser.open(browser.ownPage("options.html"));
      tabs.push(settings);
      await until("it says so", async () => /cannot give back what you chose before/.test(await settings.evaluate(() => document.querySelector("#said")?.textContent)));
      await settings.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#highlight")).click());
      await until("it says that it is kept", async () => (await settings.evaluate(() => document.querySelector("#said")?.textContent)) === "Saved.");
      await browser.add({ unread: false });
      assert.equal((await browser.kept()).highlight, true);
      await unharmed();
    });

    test("a storage that is full: the panel and the settings say that a choice is not kept, and it holds until then", async () => {
      const tab = await visit();
      await open(tab);
      await browser.add({ full: true });
      await push(tab, "open-parts");
      await push(tab, "part-facts");
      await until("the panel says so", async () => (await texts(tab, "status")).join() === "The browser could not keep this choice.");
      const settings = await browser.open(browser.ownPage("options.html"));
      tabs.push(settings);
      await until("the settings are drawn", () => settings.evaluate(() => document.querySelector("#reset")));
      for (const id of ["highlight", "reset"]) {
        await settings.evaluate((/** @type {string} */ id) => {
          document.querySelector("#said")?.replaceChildren();
          /** @type {HTMLElement} */ (document.getElementById(id)).click();
        }, id);
        await until("the settings say so", async () => (await settings.evaluate(() => document.querySelector("#said")?.textContent)) === "The browser could not keep this choice.");
      }
      await unharmed();
    });

    test("a storage full of something else is used for what can be used", async () => {
      await browser.keep({ ...CHOSEN, junk: "x".repeat(1 << 20), width: Array.from({ length: 5000 }, (_, n) => n), folded: { facts: true }, __proto__: null });
      const tab = await visit();
      const before = await html(tab);
      await open(tab);
      await close(tab, before);
      await unharmed();
    });

    broken({ browser: () => browser, change, visit, open, close, unharmed, html });

    test("offline: a page that is there is read and copied as ever", async () => {
      const tab = await visit();
      await tab.offline(true);
      try {
        assert.equal(await tab.evaluate(() => fetch("/beacon").then(() => "reached", () => "offline")), "offline", "this test could not fail");
        await open(tab);
        await push(tab, "copy");
        await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
      } finally {
        await tab.offline(false);
      }
      await unharmed();
    });

    /** Until the background is done with what was held. */
    const passed = () => until("the background is at rest", async () => (await browser.kept()).busy === 0);
  });
}
