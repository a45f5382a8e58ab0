// What a reader does to the page from the panel: what is hidden, how the story is set, and the room that the panel takes.

import assert from "node:assert/strict";
import { gone, push } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */

/** @param {import("./sidebar.mjs").Reader} reader @param {import("./sidebar.mjs").Given} given */
export function controls(reader, { browser, site, visit, open }) {
  async function panel() {
    await browser().keep({});
    const tab = await visit(site().secure("/plain"));
    await open(tab);
    return tab;
  }

  reader("one kind of clutter is shown again, and hidden again", async () => {
    const tab = await panel();
    await push(tab, "open-page");
    await push(tab, "reason-share");
    await until("the share bar is back", () => sight(tab, ".share-bar"));
    assert.ok(!(await sight(tab, ".newsletter")), "more came back than was asked for");
    await push(tab, "reason-share");
    await until("the share bar is gone", async () => !(await sight(tab, ".share-bar")));
  });

  reader("what the reader points at is hidden too, and comes back", async () => {
    const tab = await panel();
    const first = ".entry-content p";
    await push(tab, "open-page");
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    await push(tab, "point-hide");
    const at = await middle(tab, first);
    await tab.hover(at.x, at.y);
    await until("it is outlined", () => tab.inPanel((root) => !root.querySelector("[data-part=outline]").hidden));
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html, "pointing changes the page");
    await tab.mouse(at.x, at.y);
    await until("the paragraph is hidden", async () => !(await sight(tab, first)));
    await push(tab, "point-hide");
    await push(tab, "take-back");
    await until("the paragraph is back", () => sight(tab, first));
  });

  reader("closed while the reader points, the page is given back, and its clicks are its own again", async () => {
    await browser().keep({});
    const tab = await visit(site().secure("/plain"));
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    await tab.evaluate(() => {
      window.heard = [];
      document.addEventListener("click", () => window.heard.push("click"));
    });
    await open(tab);
    await push(tab, "open-page");
    await push(tab, "point-keep");
    await push(tab, "close");
    await until("the panel is gone", () => gone(tab));
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html);
    const at = await middle(tab, ".entry-content p");
    await tab.mouse(at.x, at.y);
    await until("the page hears the click", async () => (await tab.evaluate(() => window.heard)).length === 1);
  });

  reader("what is not clutter is shown again by pointing at it, and that can be undone", async () => {
    const tab = await panel();
    await push(tab, "open-page");
    await push(tab, "point-keep");
    await until("what was hidden can be seen", () => sight(tab, ".newsletter"));
    const at = await middle(tab, ".newsletter");
    await tab.hover(at.x, at.y);
    await tab.mouse(at.x, at.y);
    await push(tab, "point-keep");
    await until("the rest is hidden again", async () => !(await sight(tab, ".share-bar")));
    assert.ok(await sight(tab, ".newsletter"), "what was pointed at is not the one that stays");
    await push(tab, "take-back");
    await until("it is hidden again", async () => !(await sight(tab, ".newsletter")));
  });

  reader("the story is set in place as the reader wants it, and as the site had it afterwards", async () => {
    await browser().keep({});
    const tab = await visit(site().secure("/plain"));
    const looks = () => tab.evaluate(() => {
      const paragraph = document.querySelector(".entry-content p") ?? document.body;
      const { width } = paragraph.getBoundingClientRect();
      return { font: getComputedStyle(paragraph).fontFamily, width, filter: getComputedStyle(document.documentElement).filter };
    });
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    await open(tab);
    const before = await looks();
    await push(tab, "open-page");
    await push(tab, "calm");
    await push(tab, "dark");
    await until("the story is calm and dark", async () => {
      const now = await looks();
      return now.font !== before.font && now.filter !== "none";
    });
    for (let step = 0; step < 6; step += 1) await push(tab, "line_width-less");
    await until("the lines are shorter", async () => (await looks()).width < before.width - 20);
    assert.equal((await browser().kept()).text_size, undefined, "more was kept than was chosen");
    await push(tab, "text_size-more");
    await until("the size is kept", async () => (await browser().kept()).text_size === 110);
    await push(tab, "close");
    await until("the panel is gone", () => gone(tab));
    assert.equal(await tab.evaluate(() => document.documentElement.outerHTML), html);
    await until("the page is as it was", async () => (await looks()).filter === "none" && (await looks()).font === before.font);
  });

  reader("the panel is made wider by its edge, and the page makes room", async () => {
    const tab = await panel();
    const width = () => tab.inPanel((root) => root.querySelector("[data-part=panel]").getBoundingClientRect().width);
    const room = () => tab.evaluate(() => innerWidth - document.documentElement.getBoundingClientRect().right);
    const near = (/** @type {number} */ one, /** @type {number} */ other) => Math.abs(one - other) < 20;
    assert.ok(near(await width(), 384));
    const [x, y] = await tab.inPanel((root) => {
      const { left, top, width, height } = root.querySelector("[data-part=edge]").getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    });
    await tab.drag([x, y], [x - 100, y]);
    await until("the panel is wider", async () => near(await width(), 484));
    await until("the page makes room", async () => near(await room(), await width()));
    const before = await width();
    await tab.inPanel((root) => root.querySelector("[data-part=edge]").focus());
    for (let step = 0; step < 4; step += 1) await tab.press("ArrowRight");
    await until("keys make it narrower", async () => near(await width(), before - 64));
    await until("the width is kept", async () => near((await browser().kept()).width, before - 64));
  });
}

/** Whether an element of the page can be seen. @param {Tab} tab @param {string} selector */
function sight(tab, selector) {
  return tab.evaluate((/** @type {string} */ selector) => document.querySelector(selector)?.checkVisibility() ?? false, selector);
}

/** The middle of an element of the page, brought into sight. @param {Tab} tab @param {string} selector */
function middle(tab, selector) {
  return tab.evaluate((/** @type {string} */ selector) => {
    const element = document.querySelector(selector);
    element?.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, height } = element?.getBoundingClientRect() ?? { left: 0, top: 0, height: 0 };
    return { x: left + 4, y: top + height / 2 };
  }, selector);
}
