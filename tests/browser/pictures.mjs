// Photographs the panel for docs/: each state on a fixture of ours, in Chromium. Started by `cargo xtask pictures`.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./chromium.mjs";
import { push, settled, shows } from "./panel.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

const { values } = parseArgs({ options: { program: { type: "string" } } });
const root = fileURLToPath(new URL("../../", import.meta.url));
const STORY = "/pages/magazine/";

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof launch>>["open"]>>} Tab */
/** @typedef {{ size?: [number, number], look?: object, settings?: object, page?: string, direction?: "rtl", then?: (tab: Tab) => Promise<unknown> }} State */

/** Each picture with what it shows. @type {Record<string, State>} */
const STATES = {
  panel: { then: (tab) => push(tab, "key-point", 1) },
  dark: { look: { scheme: "dark" }, settings: { dark: true, style: "calm" }, then: (tab) => push(tab, "quote", 0) },
  page: { then: (tab) => push(tab, "open-page") },
  speakers: { settings: { folded: ["key_points", "facts"], quotes: "speaker" } },
  keys: { then: (tab) => push(tab, "open-help") },
  phone: { size: [412, 800] },
  "right-to-left": { settings: { side: "left" }, direction: "rtl" },
  "zoom-200": { size: [640, 450], settings: { size: 130 } },
  "forced-colours": { look: { forced: true, scheme: "dark" } },
  stub: { page: "/pages/paywall/" },
  nothing: { page: "/nothing" },
};

const pictures = `${root}docs/pictures`;
await mkdir(pictures, { recursive: true });
const site = await serve();
const browser = await launch({ program: String(values.program), extension: `${root}target/dist/chrome` });
try {
  for (const [name, { size = [1280, 800], look = {}, settings = {}, page = STORY, direction, then }] of Object.entries(STATES)) {
    await browser.keep(settings);
    const tab = await browser.open(site.secure(page));
    await tab.resize(...size);
    await tab.look(look);
    await tab.click();
    await until("the panel has its content", () => shows(tab, "close").then((there) => there && settled(tab)));
    if (direction) await tab.inPanel((root, direction) => root.querySelector("[data-part=panel]").setAttribute("dir", direction), direction);
    await then?.(tab);
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await tab.screenshot(`${pictures}/${name}.png`);
    await tab.look({});
    await tab.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  site.close();
}
