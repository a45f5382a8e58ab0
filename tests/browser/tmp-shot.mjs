import { serve } from "./server.mjs"; import { until } from "./until.mjs"; import { settled, push, texts } from "./panel.mjs";
const which = process.argv[2] ?? "chromium";
const { launch } = await import(`./${which}.mjs`);
const program = which === "chromium" ? "/usr/bin/chromium" : "/usr/lib/firefox-esr/firefox-esr";
const size = (process.argv[4] ?? "1280x720").split("x").map(Number);
const site = await serve({});
const browser = await launch({ program, extension: `/work/main/target/dist/${which === "chromium" ? "chrome" : "firefox"}`, size });
const page = process.argv[5] ?? "/pages/newspaper/";
const tab = await browser.open(site.secure(page));
await tab.click(); await until("open", () => settled(tab));
const steps = (process.argv[3] ?? "").split(",").filter(Boolean);
let n = 0;
const shot = () => tab.screenshot(`/tmp/shot-${which}-${n++}.png`);
await shot();
for (const step of steps) {
  const [act, ...rest] = step.split(":");
  if (act === "push") await push(tab, rest[0], Number(rest[1] ?? 0));
  if (act === "press") await tab.press(rest[0]);
  if (act === "eval") console.log(await tab.evaluate(rest.join(":")));
  if (act === "panel") console.log(JSON.stringify(await tab.inPanel(new Function("root", "return " + rest.join(":").replaceAll(";",","))), null, 1));
  if (act === "texts") console.log(await texts(tab, rest[0]));
  await new Promise((r) => setTimeout(r, 300));
  await shot();
}
await browser.close(); site.close();
