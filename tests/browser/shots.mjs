// Takes pages of ../shared/data/extraction through the extension and photographs each before and after the click,
// as much as a window shows and as a whole.
// Nothing that the pages name outside this machine is fetched. Started by `cargo xtask shots`.

import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { gone, settled, texts } from "./panel.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

const { values, positionals } = parseArgs({
  options: { browser: { type: "string" }, program: { type: "string" }, pages: { type: "string" } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = `${root}target/shots`;
await mkdir(pictures, { recursive: true });

/** @type {Record<string, string>} */
const chosen = {};
const lines = createInterface({ input: createReadStream(String(values.pages)).pipe(createGunzip()) });
for await (const line of lines) {
  const { id, html } = JSON.parse(line);
  if (positionals.includes(id)) chosen[`/shots/${id}`] = html;
}
const missing = positionals.filter((id) => !(`/shots/${id}` in chosen));
if (missing.length > 0) console.error(`not among the pages: ${missing.join(", ")}`);

const { launch } = await import(`./${values.browser}.mjs`);
const site = await serve(chosen);
const extension = `${root}target/dist/${values.browser === "firefox" ? "firefox" : "chrome"}`;
const browser = await launch({ program: values.program, extension });
let failed = missing.length;
try {
  for (const path of Object.keys(chosen)) {
    const name = `${path.split("/")[2]}-${values.browser}`;
    try {
      const tab = await browser.open(site.secure(path));
      await tab.screenshot(`${pictures}/${name}-before.png`);
      await tab.fullScreenshot(`${pictures}/${name}-before-whole.png`);
      const before = await tab.evaluate(() => document.documentElement.outerHTML);
      await tab.click();
      await until("the panel is there", () => settled(tab));
      await tab.screenshot(`${pictures}/${name}-after.png`);
      await tab.fullScreenshot(`${pictures}/${name}-after-whole.png`);
      const counts = [];
      for (const part of ["key-point", "fact", "quote"]) counts.push(`${(await texts(tab, part)).length} ${part}s`);
      await tab.click();
      await until("the panel is gone", () => gone(tab));
      const same = (await tab.evaluate(() => document.documentElement.outerHTML)) === before;
      const head = (await texts(tab, "message"))[0] ?? "";
      console.log(`${name}: ${counts.join(", ")}${head}; ${same ? "restored" : "NOT RESTORED, or the page changed meanwhile"}`);
      await tab.close();
    } catch (error) {
      failed += 1;
      console.log(`${name}: ${error}`);
    }
  }
} finally {
  await browser.close();
  site.close();
}
console.log(`pictures in ${pictures}`);
process.exitCode = failed > 0 ? 1 : 0;
