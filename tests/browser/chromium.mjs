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
  let installed = await until("the extension is there", async () => (await browser.extensions()).get(id));
  const ofBackground = (/** @type {import("puppeteer-core").Target} */ target) => target.type() === "service_worker" && target.url().includes(id);
  /** Runs code on a page of the extension. @param {string} code */
  const onOwnPage = async (code) => {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/make.js`);
    await page.evaluate(code);
    await page.close();
  };
  const wake = () => onOwnPage("chrome.runtime.sendMessage('wake').catch(() => {})");
  /** The background, which the browser stops when it has been idle for a while. */
  const awake = async () => {
    if (!browser.targets().some(ofBackground)) await wake();
    return browser.waitForTarget(ofBackground);
  };
  /** Asks the background, and lets go of it: one that is held cannot be stopped and started. @param {string} expression */
  const background = async (expression) => {
    const session = await (await awake()).createCDPSession();
    try {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } finally {
      await session.detach();
    }
  };
  await until("the background listens", () => background("chrome.action.onClicked.hasListeners()"));
  /** @type {{ url: string, from: string }[]} */
  const requests = [];

  return {
    name: "Chromium",
    version: await browser.version(),

    /** Watches the background too, as long as it lives: a watched one cannot be stopped. */
    async watchBackground() {
      const session = await (await awake()).createCDPSession();
      await session.send("Network.enable");
      session.on("Network.requestWillBeSent", ({ request }) => requests.push({ url: request.url, from: "extension" }));
      return () => session.detach();
    },

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

    /** The address of a page of the extension. @param {string} path */
    ownPage: (path) => `chrome-extension://${id}/${path}`,

    /** The addresses of all tabs. */
    tabs: async () => (await browser.pages()).map((page) => page.url()),

    /** What is kept of the reader's choices. @param {object} settings */
    async keep(settings) {
      await onOwnPage(`chrome.storage.local.clear().then(() => chrome.storage.local.set(${JSON.stringify(settings)}))`);
    },

    /** Adds to what is kept. @param {object} settings */
    add: (settings) => onOwnPage(`chrome.storage.local.set(${JSON.stringify(settings)})`),

    /** Starts the background where it is not running. */
    wakeBackground: wake,

    background,

    kept: () => background("chrome.storage.local.get()"),

    /**
     * What asks for a site's permission. Without a window nobody can be asked, and no answer comes: it is given on the browser's own page of
     * extensions, so that the request finds it given; false, as the browser itself has not answered.
     * @param {() => Promise<void>} ask @param {string} host
     */
    async allow(ask, host) {
      const [asking] = (await browser.pages()).slice(-1);
      const page = await browser.newPage();
      await page.goto("chrome://extensions");
      await page.evaluate(`new Promise((done) => chrome.developerPrivate.addHostPermission("${id}", "*://${host}/*", done))`);
      await page.close();
      await asking?.bringToFront();
      await ask();
      return false;
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

    /** Stops the background once, whatever it is at; it may start again at once. */
    async killBackground() {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${id}/make.js`);
      const session = await page.createCDPSession();
      await session.send("ServiceWorker.enable");
      await session.send("ServiceWorker.stopAllWorkers");
      await page.close();
    },

    async stopBackground() {
      // As the browser itself stops it, through a page of the extension; closing its target would keep it from starting again.
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${id}/make.js`);
      const session = await page.createCDPSession();
      /** @type {Map<string, string>} */
      const running = new Map();
      session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        for (const { versionId, runningStatus } of versions) running.set(versionId, runningStatus);
      });
      await session.send("ServiceWorker.enable");
      // It starts again when it hears of a tab, and this one has only just come: it is stopped until it stays so.
      await until("the background has stopped", async () => {
        if (running.size > 0 && [...running.values()].every((status) => status === "stopped")) return true;
        await session.send("ServiceWorker.stopAllWorkers");
        return false;
      });
      await page.close();
    },

    /** Has the browser install the extension anew from its folder, as an update does. */
    async renew() {
      const old = browser.targets().filter(ofBackground);
      await browser.installExtension(extension);
      await until("the new background is there and the old one is not", () => {
        const found = browser.targets().filter(ofBackground);
        return found.length === 1 && !found.some((target) => old.includes(target));
      });
      installed = await until("the extension is there", async () => (await browser.extensions()).get(id));
      await until("the background listens", () => background("chrome.action.onClicked.hasListeners()"));
    },

    /** What the browser's page of extensions has against this one. */
    async complaints() {
      const page = await browser.newPage();
      await page.goto("chrome://extensions");
      const said = await page.evaluate(`new Promise((done) => chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true },
        () => chrome.developerPrivate.getExtensionInfo("${id}", done)))`);
      await page.close();
      const { manifestErrors, runtimeErrors, runtimeWarnings, installWarnings = [] } = /** @type {any} */ (said);
      return [...manifestErrors, ...runtimeErrors].map(({ message }) => message).concat(runtimeWarnings, installWarnings);
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
    // The last: an extension that was renewed leaves the world of the one before.
    const realm = () => page.extensionRealms().at(-1);
    /** What is emulated ends with the session that asked for it. @type {import("puppeteer-core").CDPSession | undefined} */
    let looks;
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

      /** What the extension's files in the page say of themselves; null where there are none. */
      state: async () => (await realm()?.evaluate("globalThis.nutgraf?.state ?? null")) ?? null,

      /** Clicks with the mouse. @param {number} x @param {number} y */
      mouse: (x, y) => page.mouse.click(x, y),

      /** @param {number} x @param {number} y */
      hover: (x, y) => page.mouse.move(x, y, { steps: 2 }),

      /** @param {[number, number]} from @param {[number, number]} to */
      async drag(from, to) {
        await page.mouse.move(...from);
        await page.mouse.down();
        await page.mouse.move(...to, { steps: 4 });
        await page.mouse.up();
      },

      /** @param {string} key */
      press: (key) => page.keyboard.press(/** @type {any} */ (key)),

      /** Runs a function beside the extension's scripts, where the panel's root is known. @param {string} source @param {string} code */
      async beside(source, code) {
        await realm()?.evaluate(`(0, eval)(${JSON.stringify(source)})`);
        return realm()?.evaluate(code);
      },

      /** @param {number} width @param {number} height */
      resize: (width, height) => page.setViewport({ width, height }),

      /** How the reader wants pages to look. @param {{ scheme?: "light" | "dark", forced?: boolean, print?: boolean }} looks */
      async look({ scheme = "light", forced = false, print = false }) {
        looks ??= await page.createCDPSession();
        await looks.send("Emulation.setEmulatedMedia", { media: print ? "print" : "", features: [
          { name: "prefers-color-scheme", value: scheme }, { name: "forced-colors", value: forced ? "active" : "none" }] });
      },

      /** What a screen reader is told of the panel: role, name and state of each thing, a line each, indented by depth. */
      async heard() {
        const session = await page.createCDPSession();
        const { nodes } = await session.send("Accessibility.getFullAXTree");
        await session.detach();
        return outline(nodes);
      },

      /** Documents, nodes and listeners that the page holds after its garbage was collected. */
      async held() {
        const session = await page.createCDPSession();
        await session.send("HeapProfiler.collectGarbage");
        const { documents, nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
        await session.detach();
        return { documents, nodes, listeners: jsEventListeners };
      },

      /** What the button in the toolbar says. */
      async button() {
        return background(`(async () => {
          const [{ id: tabId }] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          return { badge: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) };
        })()`);
      },

      /** Cuts the page off the network, or back on. @param {boolean} on */
      offline: (on) => page.setOfflineMode(on),

      /** Has the browser throw the page out of its memory, as it does with tabs that nobody looks at, and comes back to it. */
      async discard() {
        const url = page.url();
        const active = await background("chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)");
        const other = await browser.newPage();
        const discarded = await until("the tab is discarded", () => background(`chrome.tabs.discard(${active}).then((tab) => tab.discarded && tab.id)`));
        return async () => {
          await background(`chrome.tabs.update(${discarded}, { active: true }).then(() => 1)`);
          const again = await until("the page is loaded anew", async () => {
            const found = (await browser.pages()).find((page) => page.url() === url);
            return (await found?.evaluate(() => document.readyState)) === "complete" && found;
          });
          await other.close();
          return tab(again);
        };
      },

      /** @param {string} path */
      screenshot: (path) => page.screenshot({ path: /** @type {any} */ (path) }),
      /** @param {string} path */
      fullScreenshot: (path) => page.screenshot({ path: /** @type {any} */ (path), fullPage: true }),
      close: () => page.close(),
    };
  }
}

/**
 * The part of the accessibility tree that is the panel, as text.
 * @param {import("puppeteer-core").Protocol.Accessibility.AXNode[]} nodes
 */
function outline(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const panel = nodes.find(({ role, name }) => role?.value === "complementary" && /Nutgraf/.test(name?.value ?? ""));
  const lines = /** @type {string[]} */ ([]);
  /** @param {typeof panel} node @param {number} depth */
  const tell = (node, depth) => {
    if (!node) return;
    const { role, name, properties = [], ignored, childIds = [] } = node;
    const silent = ignored || ["generic", "none", "InlineTextBox", "LineBreak", "ListMarker"].includes(role?.value);
    if (!silent) {
      const states = properties.filter(({ name }) => ["expanded", "pressed", "checked", "level"].includes(name)).map(({ name, value }) => `${name}=${value.value}`);
      lines.push(`${"  ".repeat(depth)}${[role?.value, JSON.stringify(name?.value ?? ""), ...states].join(" ")}`);
    }
    // The name of a button is its text: it is not told twice.
    if (["button", "StaticText", "heading"].includes(role?.value) && name?.value && role?.value !== "heading") return;
    for (const id of childIds) tell(byId.get(id), silent ? depth : depth + 1);
  };
  tell(panel, 0);
  return lines.join("\n");
}
