const { launch } = await import(`./${process.argv[2]}.mjs`);
const program = process.argv[2] === "chromium" ? "/usr/bin/chromium" : "/usr/lib/firefox-esr/firefox-esr";
const browser = await launch({ program, extension: `/work/main/target/dist/${process.argv[2] === "chromium" ? "chrome" : "firefox"}`, size: [1100, 900] });
console.log(await browser.tabs());
let n = 0;
for (const path of process.argv.slice(3)) {
  const tab = await browser.open(browser.ownPage(path));
  await new Promise((r) => setTimeout(r, 1200));
  if (path.startsWith("playground")) { await tab.evaluate(() => document.querySelector("#sample").click()); await new Promise((r) => setTimeout(r, 2500)); }
  await tab.screenshot(`/tmp/own-${process.argv[2]}-${n}.png`); await tab.fullScreenshot(`/tmp/own-${process.argv[2]}-${n}-full.png`); n += 1;
  console.log(path, await tab.evaluate(() => document.body.innerText.slice(0, 300)));
}
await browser.close();
