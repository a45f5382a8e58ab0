// What a person finds and clicks in the panel. A part is what carries its name in `data-part`.

import { until } from "./until.mjs";

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<import("./chromium.mjs").launch>>["open"]>>} Tab */

/** @param {Tab} tab @param {string} part @returns {Promise<string[]>} */
export function texts(tab, part) {
  return tab.inPanel((root, part) =>
    [...(root?.querySelectorAll(`[data-part="${part}"]`) ?? [])].map((element) => (element.textContent ?? "").trim()), part);
}

/** @param {Tab} tab @param {string} part */
export function shows(tab, part) {
  return tab.inPanel((root, part) => Boolean(root?.querySelector(`[data-part="${part}"]`)), part);
}

/** Whether the panel says something, and not only that it is reading. @param {Tab} tab */
export function settled(tab) {
  return tab.inPanel((root) => {
    const message = root?.querySelector('[data-part="message"]')?.textContent;
    return Boolean(root?.querySelector('[data-part="headline"], [data-part="key-point"]') || (message && !message.startsWith("Reading")));
  });
}

/** @param {Tab} tab */
export function gone(tab) {
  return tab.inPanel((root) => root === null);
}

/** Clicks a part of the panel with the mouse, as soon as it holds still. @param {Tab} tab @param {string} part @param {number} [index] */
export async function push(tab, part, index = 0) {
  let before = "";
  const at = await until(`${part} holds still`, async () => {
    const box = await tab.inPanel((root, part, index) => {
      const element = root?.querySelectorAll(`[data-part="${part}"]`)[index];
      if (!element) return null;
      // What stands behind "12 more" is not there to be clicked yet.
      element.closest("[hidden]")?.parentElement?.querySelector(".more")?.click();
      element.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { left, top, width, height } = element.getClientRects()[0] ?? { left: 0, top: 0, width: 0, height: 0 };
      return width > 0 && { x: left + width / 2, y: top + height / 2 };
    }, part, index);
    const still = JSON.stringify(box) === before;
    before = JSON.stringify(box);
    return still && box;
  });
  await tab.mouse(at.x, at.y);
}

/** How long it takes from a click on the button to the panel, in milliseconds. @param {Tab} tab */
export async function clickToPanel(tab) {
  // The page's own clock: the mouse stays out of it, and both moments are taken in the same place.
  await tab.evaluate(() => {
    window.shown = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement.querySelector(":scope > nutgraf-panel")) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
      }).observe(document.documentElement, { childList: true });
    });
  });
  const clicked = Date.now();
  await tab.click();
  return (await tab.evaluate(() => window.shown)) - clicked;
}
