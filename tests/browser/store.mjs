// Photographs the tile that the Chrome Web Store shows: name, mark and what it is about. Started by `cargo xtask store`.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";

const { values } = parseArgs({ options: { program: { type: "string" } } });
const root = fileURLToPath(new URL("../../", import.meta.url));
const mark = await readFile(`${root}extension/icons/icon.svg`, "utf8");
const browser = await puppeteer.launch({ executablePath: String(values.program), args: ["--no-sandbox"], defaultViewport: { width: 440, height: 280 } });
try {
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><style>
    body { margin: 0; height: 280px; display: grid; align-content: center; justify-items: center; gap: 14px; background: #fffdf9; color: #211f1c; font-family: Georgia, "DejaVu Serif", serif }
    svg { width: 88px; height: 88px }
    h1 { margin: 0; font-size: 40px; line-height: 1 }
    p { margin: 0; font: 19px system-ui, sans-serif; color: #655f57 }
  </style>${mark}<h1>Nutgraf</h1><p>The story, and who said what in it</p>`);
  await writeFile(`${root}docs/store/tile.png`, await page.screenshot({ type: "png" }));
  console.log("docs/store/tile.png");
} finally {
  await browser.close();
}
