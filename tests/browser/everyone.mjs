// Whether everyone can use the panel: what axe finds, what a screen reader is told, and the whole way by keys alone.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gone, push, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */

const HEARD = fileURLToPath(new URL("heard.txt", import.meta.url));

/** Ways to look at the panel: the browser's, and the reader's choices. @type {[string, object, object][]} */
const LOOKS = [
  ["light", { scheme: "light" }, {}],
  ["dark", { scheme: "dark" }, {}],
  ["forced colours", { forced: true }, {}],
  ["right to left and large", { scheme: "light" }, { size: 160, side: "left" }],
];

/** @param {import("./sidebar.mjs").Reader} reader @param {import("./sidebar.mjs").Given} given */
export function everyone(reader, { browser, site, visit, open }) {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  for (const [name, look, settings] of LOOKS) {
    reader(`nothing in the panel keeps anybody out: ${name}`, async () => {
      await browser().keep(settings);
      const tab = await visit(site().secure("/plain"));
      await tab.look(look);
      try {
        await open(tab);
        if (name.startsWith("right to left")) await tab.inPanel((root) => root.querySelector("[data-part=panel]").setAttribute("dir", "rtl"));
        for (const sheet of ["open-page", "open-settings", "open-help"]) {
          await push(tab, sheet);
          const { violations, passes } = await inspect(tab, axe);
          assert.deepEqual(violations, [], `${name}, ${sheet}`);
          // Of a panel that axe does not see it has nothing to complain about either.
          const rules = name === "forced colours" ? ["button-name"] : ["button-name", "color-contrast", "target-size"];
          for (const rule of rules) assert.ok(passes.includes(rule), `${rule} was not checked, only ${passes.join(", ")}`);
        }
      } finally {
        await tab.look({});
      }
    });
  }

  reader("a screen reader is told the story, and the way to it", async (context) => {
    await browser().keep({});
    const tab = await visit(site().secure("/pages/magazine/"));
    if (!tab.heard) return context.skip("the tree is read in Chromium");
    await open(tab);
    const heard = `${await tab.heard()}\n`;
    if (process.env.UPDATE_EXPECT) writeFileSync(HEARD, heard);
    assert.equal(heard, readFileSync(HEARD, "utf8"));
  });

  reader("by keys alone: from the page to a quote, to the copied summary, and back to where one was", async () => {
    await browser().keep({ format: "plain" });
    const tab = await visit(site().secure("/plain"));
    await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("main a, a"))?.focus());
    const before = await tab.evaluate(() => document.activeElement?.outerHTML);
    await open(tab);
    const part = () => tab.inPanel((root) => root.activeElement?.dataset.part ?? "");
    assert.equal(await part(), "panel", "the panel has not taken the focus");
    /** Presses Tab until a part has the focus. @param {string} wanted */
    const tabTo = async (wanted) => {
      for (let step = 0; step < 150; step += 1) {
        if ((await part()) === wanted) return;
        await tab.press("Tab");
      }
      assert.fail(`Tab does not come to ${wanted}`);
    };
    await tabTo("key-point");
    await tabTo("quote");
    await tab.press("Enter");
    await until("the quote is marked", () => tab.evaluate(() => CSS.highlights.has("nutgraf")));
    await tabTo("copy");
    await tab.press("Enter");
    await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
    await tab.press("Escape");
    await until("the panel is gone", () => gone(tab));
    assert.equal(await tab.evaluate(() => document.activeElement?.outerHTML), before, "the focus is not back");
  });
}

/**
 * What axe finds in the shipped, closed panel.
 * @param {any} tab @param {string} axe
 * @returns {Promise<{ violations: string[], passes: string[] }>}
 */
async function inspect(tab, axe) {
  const found = await tab.beside(axe, `(async () => {
    const { root } = globalThis.nutgraf;
    const { host } = root;
    // Axe sees open roots inside <body> only; both are seen in this world alone.
    Object.defineProperty(host, "shadowRoot", { configurable: true, get: () => root });
    document.body.append(host);
    host.showPopover();
    try {
      const { violations, passes } = await axe.run({ include: [{ fromShadowDom: ["nutgraf-panel", ".panel"] }] },
        { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      return JSON.stringify({
        violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join(" | ")),
        passes: passes.map(({ id }) => id),
      });
    } finally {
      document.documentElement.append(host);
      host.showPopover();
      delete host.shadowRoot;
    }
  })()`);
  assert.match(found, /^\{/, found);
  return JSON.parse(found);
}
