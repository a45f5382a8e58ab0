// The extension in Chromium, through the DevTools protocol. Has the same methods as firefox.mjs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { until } from "./until.mjs";

const FLAGS = [
  "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-default-apps", "--no-first-run", "--no-default-browser-check", "--disable-domain-reliability", "--disable-breakpad",
  "--metrics-recording-only", "--password-store=basic", "--use-mock-keychain",
  // Nothing but this machine can be reached; news.test is a host that browsers hold to be insecure.
  "--host-resolver-rules=MAP news.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** @param {{ program: string, extension: string, headless?: boolean, size?: [number, number] }} options */
export async function launch({ program, extension, headless = true, size = [1280, 720] }) {
  const profile = await mkdtemp(join(tmpdir(), "nutgraf-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: program,
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: headless ? { width: size[0], height: size[1] } : null,
    args: [...FLAGS, `--window-size=${size[0]},${size[1]}`],
  });
  const id = await browser.installExtension(extension);
  const installed = await until("the extension is there", async () => (await browser.extensions()).get(id));
  const background = () =>
    browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id)).then((target) => target.worker());
  await until("the background listens", async () => {
    const worker = await background();
    return worker.evaluate(() => chrome.action.onClicked.hasListeners());
  });
  /** @type {{ url: string, from: string }[]} */
  const requests = [];
  await watchBackground();

  async function watchBackground() {
    const target = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id));
    const session = await target.createCDPSession();
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ request }) => requests.push({ url: request.url, from: "extension" }));
  }

  return {
    name: "Chromium",
    version: await browser.version(),

    /** What was asked for over the network since the last time this was called. */
    requests: async () => requests.splice(0).filter(({ url }) => /^(https?|wss?|ftp):/.test(url)),

    /** @param {string} url */
    async open(url) {
      const page = await browser.newPage();
      page.on("request", (request) => requests.push({ url: request.url(), from: "page" }));
      await page.goto(url, { waitUntil: "load", timeout: 30_000 });
      await page.bringToFront();
      return tab(page);
    },

    async clipboard() {
      const page = await browser.newPage();
      try {
        await page.goto("chrome://version");
        const origin = "chrome://version";
        await browser.defaultBrowserContext().overridePermissions(origin, ["clipboard-read", "clipboard-sanitized-write"]);
        await page.bringToFront();
        return await page.evaluate(async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (/** @type {string} */ type) => (item?.types.includes(type) ? (await item.getType(type)).text() : null);
          return { html: await read("text/html"), text: await read("text/plain") };
        });
      } finally {
        await page.close();
      }
    },

    async stopBackground() {
      const worker = await background();
      await worker?.close();
      await until("the background has stopped", () =>
        !browser.targets().some((target) => target.type() === "service_worker" && target.url().includes(id)));
    },

    /** Resolves once the person has closed the window. */
    closed: () => new Promise((resolve) => browser.once("disconnected", resolve)),

    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  /** @param {import("puppeteer-core").Page} page */
  function tab(page) {
    const realm = () => page.extensionRealms()[0];
    return {
      /** Clicks the button in the toolbar. */
      async click() {
        await page.bringToFront();
        await page.triggerExtensionAction(installed);
      },

      /** Runs a function in the page's own world. @param {any} func @param {any[]} args */
      evaluate: (func, ...args) => page.evaluate(func, ...args),

      /** Runs a function with the panel's root, null where there is none. @param {(root: ShadowRoot | null, ...args: any[]) => any} func @param {any[]} args */
      async inPanel(func, ...args) {
        const world = realm();
        return (world ?? page).evaluate(
          `(${func})(${world ? "globalThis.nutgraf?.root ?? null" : "null"}, ...${JSON.stringify(args)})`);
      },

      /** What the content script collected of the page. */
      snapshot: () => realm()?.evaluate("globalThis.nutgraf?.taken?.snapshot ?? null"),

      /** Clicks with the mouse. @param {number} x @param {number} y */
      mouse: (x, y) => page.mouse.click(x, y),

      /** @param {string} key */
      press: (key) => page.keyboard.press(/** @type {any} */ (key)),

      /** What the button in the toolbar says. */
      async button() {
        const worker = await background();
        return worker.evaluate(async () => {
          const [{ id }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          return { badge: await chrome.action.getBadgeText({ tabId: id }), title: await chrome.action.getTitle({ tabId: id }) };
        });
      },

      /** @param {string} path */
      screenshot: (path) => page.screenshot({ path: /** @type {any} */ (path) }),
      /** @param {string} path */
      fullScreenshot: (path) => page.screenshot({ path: /** @type {any} */ (path), fullPage: true }),
      close: () => page.close(),
    };
  }
}
