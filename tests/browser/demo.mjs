// Clicks the button on the sample page in a real browser, copies the summary, and prints what the clipboard holds.
// Started by `cargo xtask demo`.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { push, texts } from "./panel.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

const { values } = parseArgs({
  options: { browser: { type: "string" }, program: { type: "string" }, window: { type: "boolean", default: false } },
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = `${root}target/demo`;
const { launch } = await import(`./${values.browser}.mjs`);
const extension = `${root}target/dist/${values.browser === "firefox" ? "firefox" : "chrome"}`;

await mkdir(pictures, { recursive: true });
const site = await serve();
const browser = await launch({ program: values.program, extension, headless: !values.window });
try {
  const tab = await browser.open(site.secure("/pages/magazine/"));
  await tab.screenshot(`${pictures}/before.png`);
  await tab.click();
  await until("the panel is there", async () => (await texts(tab, "key-point")).length > 0);
  await tab.screenshot(`${pictures}/after.png`);
  await push(tab, "copy");
  await until("the summary is copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
  const { text } = await browser.clipboard();
  console.log(`${text}\n\nbefore  ${pictures}/before.png\nafter   ${pictures}/after.png`);
  if (values.window) {
    console.log("\nThe window is yours: close it to end the demonstration.");
    await browser.closed();
  }
} finally {
  await browser.close();
  site.close();
}
