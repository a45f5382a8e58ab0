// The extension in Firefox, through Marionette: the button is the real one in the toolbar, clicked with the mouse.
// Has the same methods as chromium.mjs.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "./marionette.mjs";
import { until } from "./until.mjs";

/** A browser that talks to nobody but this machine, and starts with nothing to read. */
const PREFERENCES = {
  "marionette.port": 0,
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.aboutwelcome.enabled": false,
  "browser.contentblocking.category": "custom",
  "browser.newtabpage.enabled": false,
  "browser.region.network.url": "",
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.search.update": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage": "about:blank",
  "browser.startup.page": 0,
  "browser.tabs.warnOnClose": false,
  "browser.uitour.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.security.https_first": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.update.enabled": false,
  // A request for a permission is granted where a reader would be asked.
  "extensions.webextOptionalPermissionPrompts": false,
  "extensions.webextensions.restrictedDomains": "",
  "layout.css.devPixelsPerPx": "1.0",
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.localDomains": "news.test",
  "network.prefetch-next": false,
  // Everything but this machine goes to a proxy that is not there.
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": "localhost, 127.0.0.1, news.test",
  "services.settings.server": "data:,",
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "toolkit.telemetry.server": "",
  "trailhead.firstrun.didSeeAboutWelcome": true,
  "ui.prefersReducedMotion": 1,
};

/** @param {{ program: string, extension: string, headless?: boolean, size?: [number, number], preferences?: object }} options */
export async function launch({ program, extension, headless = true, size = [1280, 720], preferences = {} }) {
  const profile = await mkdtemp(join(tmpdir(), "nutgraf-firefox-"));
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const flags = ["--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile];
  // The home of whoever sits in front of it is theirs; a headless one needs none.
  const home = headless ? { HOME: profile } : {};
  const child = spawn(program, [...(headless ? ["--headless"] : []), ...flags], {
    stdio: "ignore",
    env: { ...process.env, ...home, MOZ_CRASHREPORTER_DISABLE: "1", MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const port = await until("Firefox listens", () => readFile(join(profile, "MarionetteActivePort"), "utf8"), 60_000);
  const marionette = await connect(Number(port));
  const { capabilities } = await marionette.send("WebDriver:NewSession", { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  await marionette.send("WebDriver:SetTimeouts", { script: 30_000, pageLoad: 60_000 });
  await marionette.send("WebDriver:SetWindowRect", { width: size[0], height: size[1] + 85 });
  const { value: id } = await marionette.send("Addon:Install", { path: extension, temporary: true });
  const widget = `${id.toLowerCase().replace(/[^a-z0-9_-]/g, "_")}-browser-action`;

  await chrome(async (widget) => {
    const paths = ["moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs", "resource:///modules/CustomizableUI.sys.mjs"];
    for (const path of paths) {
      try {
        const { CustomizableUI } = ChromeUtils.importESModule(path);
        CustomizableUI.addWidgetToArea(widget, CustomizableUI.AREA_NAVBAR);
        break;
      } catch (error) {
        if (path === paths.at(-1)) throw error;
      }
    }
    // Every request of every process passes here.
    const seen = (globalThis.nutgrafRequests = []);
    Services.obs.addObserver((subject) => {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const from = channel.loadInfo?.triggeringPrincipal;
      if (!from?.isSystemPrincipal || channel.loadInfo.externalContentPolicyType === 6) {
        seen.push({ url: channel.URI.spec, from: from?.origin ?? "nobody" });
      }
    }, "http-on-modify-request");
    Services.wm.getMostRecentWindow("navigator:browser").nutgrafRequests = seen;
  }, widget);
  await until("the button is in the toolbar", () => chrome((widget) => document.getElementById(widget) !== null, widget));

  /** Runs a function with the rights of the browser itself. @param {any} func @param {any[]} args */
  async function chrome(func, ...args) {
    await marionette.send("Marionette:SetContext", { value: "chrome" });
    try {
      return await script(func, args);
    } finally {
      await marionette.send("Marionette:SetContext", { value: "content" });
    }
  }

  /** @param {any} func @param {any[]} args @param {string} [sandbox] */
  async function script(func, args, sandbox) {
    const { value } = await marionette.send("WebDriver:ExecuteScript", {
      script: `return (${func})(...arguments)`,
      args,
      ...(sandbox ? { sandbox } : {}),
    });
    return value;
  }

  const uuid = await chrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, id);

  /** Calls the extension's storage from its own background. @param {string} method @param {any[]} args */
  async function storage(method, ...args) {
    await chrome((id) => WebExtensionPolicy.getByID(id).extension.wakeupBackground(), id);
    return chrome(async (id, method, args) => {
      const { ExtensionStorageIDB } = ChromeUtils.importESModule("resource://gre/modules/ExtensionStorageIDB.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID(id);
      const principal = ExtensionStorageIDB.getStoragePrincipal(extension);
      const kept = await ExtensionStorageIDB.open(principal, false);
      return method === "get" ? kept.get(null) : (await kept[method](...args), null);
    }, id, method, args);
  }

  return {
    name: "Firefox",
    version: capabilities.browserVersion,

    /** Every process is watched from the start. */
    watchBackground: async () => async () => {},

    requests: () => chrome(() => Services.wm.getMostRecentWindow("navigator:browser").nutgrafRequests.splice(0)),

    /** @param {string} url */
    async open(url) {
      const { handle } = await marionette.send("WebDriver:NewWindow", { type: "tab", focus: true });
      await marionette.send("WebDriver:SwitchToWindow", { handle, focus: true });
      await marionette.send("WebDriver:Navigate", { url });
      return tab(handle);
    },

    ownPage: (/** @type {string} */ path) => `moz-extension://${uuid}/${path}`,

    tabs: () => chrome(() => [...gBrowser.tabs].map((tab) => tab.linkedBrowser.currentURI.spec)),

    keep: (/** @type {object | null} */ settings) => storage("clear").then(() => storage("set", settings ?? {})),
    add: (/** @type {object} */ settings) => storage("set", settings),
    kept: () => storage("get"),

    /** As if the reader had allowed it when asked. @param {string} origin */
    grant: (/** @type {string} */ origin) =>
      chrome(async (id, origin) => {
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        await ExtensionPermissions.add(id, { permissions: [], origins: [origin] }, WebExtensionPolicy.getByID(id).extension);
      }, id, origin),

    /** What asks for a site's permission; true when the browser itself answered. @param {() => Promise<void>} ask */
    async allow(ask) {
      await ask();
      return true;
    },

    clipboard: () =>
      chrome(() => {
        const read = (type) => {
          const transferable = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
          transferable.init(null);
          transferable.addDataFlavor(type);
          Services.clipboard.getData(transferable, Ci.nsIClipboard.kGlobalClipboard);
          const data = {};
          try {
            transferable.getTransferData(type, data);
          } catch {
            return null;
          }
          return data.value.QueryInterface(Ci.nsISupportsString).data;
        };
        return { html: read("text/html"), text: read("text/plain") };
      }),

    killBackground: () => chrome(async (id) => WebExtensionPolicy.getByID(id).extension.terminateBackground(), id),

    stopBackground: () =>
      // What happens in the browser may start it again in between.
      until("the background has stopped", () =>
        chrome(async (id) => {
          const { extension } = WebExtensionPolicy.getByID(id);
          if (extension.backgroundState === "running") await extension.terminateBackground();
          return extension.backgroundState === "stopped";
        }, id)),

    /** Has the browser install the extension anew from its folder, as an update does. */
    renew: () => marionette.send("Addon:Install", { path: extension, temporary: true }),

    /** What the browser noted of the extension when it was installed. */
    complaints: () => chrome((id) => {
      const { errors = [], warnings = [] } = WebExtensionPolicy.getByID(id).extension;
      return [...errors, ...warnings].map(String);
    }, id),

    closed: () => gone,

    async close() {
      if (child.exitCode === null) {
        await marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
        marionette.end();
        const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
        await gone;
        clearTimeout(timer);
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  /** Runs a function with what the content script keeps. @param {(nutgraf: any) => unknown} func */
  function inContentScript(func) {
    const code = `(id) => {
      const { ExtensionContent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionContent.sys.mjs");
      const context = ExtensionContent.getContextByExtensionId(id, window);
      return (${func})(context ? Cu.waiveXrays(context.cloneScope).nutgraf : undefined);
    }`;
    return script(code, [id], "system");
  }

  /** @param {string} handle */
  function tab(handle) {
    const here = () => marionette.send("WebDriver:SwitchToWindow", { handle, focus: true });
    return {
      async click() {
        await here();
        await marionette.send("Marionette:SetContext", { value: "chrome" });
        try {
          const found = await marionette.send("WebDriver:FindElement", {
            using: "css selector",
            value: `#${widget} .unified-extensions-item-action-button`,
          });
          await marionette.send("WebDriver:ElementClick", { id: Object.values(found.value)[0] });
        } finally {
          await marionette.send("Marionette:SetContext", { value: "content" });
        }
      },

      evaluate: (/** @type {any} */ func, /** @type {any[]} */ ...args) => script(func, args),

      inPanel: (/** @type {any} */ func, /** @type {any[]} */ ...args) =>
        script(
          `(...args) => {
            const host = document.documentElement.lastElementChild;
            const root = host?.openOrClosedShadowRoot ?? null;
            return (${func})(root, ...args);
          }`,
          args,
          "system",
        ),

      snapshot: () => inContentScript((nutgraf) => nutgraf?.taken?.snapshot ?? null),
      state: () => inContentScript((nutgraf) => nutgraf?.state ?? null),

      async mouse(/** @type {number} */ x, /** @type {number} */ y) {
        const at = { type: "pointerMove", x: Math.round(x), y: Math.round(y) };
        await marionette.send("WebDriver:PerformActions", {
          actions: [{ type: "pointer", id: "mouse", actions: [at, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }],
        });
      },

      async hover(/** @type {number} */ x, /** @type {number} */ y) {
        const at = { type: "pointerMove", x: Math.round(x), y: Math.round(y) };
        await marionette.send("WebDriver:PerformActions", { actions: [{ type: "pointer", id: "mouse", actions: [at] }] });
      },

      async drag(/** @type {[number, number]} */ from, /** @type {[number, number]} */ to) {
        const move = (/** @type {[number, number]} */ [x, y]) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 50 });
        await marionette.send("WebDriver:PerformActions", {
          actions: [{ type: "pointer", id: "mouse", actions: [move(from), { type: "pointerDown", button: 0 }, move(to), { type: "pointerUp", button: 0 }] }],
        });
      },

      async beside(/** @type {string} */ source, /** @type {string} */ code) {
        const { value } = await marionette.send("WebDriver:ExecuteAsyncScript", {
          script: `${source}; const done = arguments[arguments.length - 1];
            const host = document.documentElement.lastElementChild;
            globalThis.nutgraf = { root: host.openOrClosedShadowRoot };
            Promise.resolve(${code}).then(done, (error) => done(String(error)));`,
          args: [],
          sandbox: "system",
        });
        return value;
      },

      async resize(/** @type {number} */ width, /** @type {number} */ height) {
        await marionette.send("WebDriver:SetWindowRect", { width, height: height + 85 });
      },

      look: ({ scheme = "light", forced = false }) =>
        chrome((scheme, forced) => {
          // 0 is dark, 1 light.
          Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1);
          Services.prefs.setIntPref("browser.display.document_color_use", forced ? 2 : 0);
        }, scheme, forced),

      async press(/** @type {string} */ key) {
        const value = {
          Escape: "\uE00C", Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015", ArrowUp: "\uE013", ArrowLeft: "\uE012", ArrowRight: "\uE014",
          Home: "\uE011", End: "\uE010",
        }[key] ?? key;
        await marionette.send("WebDriver:PerformActions", {
          actions: [{ type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }],
        });
      },

      button: () =>
        chrome((id) => {
          const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
          const { extension } = WebExtensionPolicy.getByID(id);
          const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
          const { badgeText, title } = action.getContextData(gBrowser.selectedTab);
          return { badge: badgeText ?? "", title };
        }, id),

      /** This machine counts as a part of the network too: it goes to the proxy that is not there. */
      offline: (/** @type {boolean} */ on) => chrome((on, near) => {
        Services.prefs.setCharPref("network.proxy.no_proxies_on", on ? "" : near);
        Services.prefs.setBoolPref("network.proxy.allow_hijacking_localhost", on);
        Services.io.manageOfflineStatus = !on;
        Services.io.offline = on;
      }, on, PREFERENCES["network.proxy.no_proxies_on"]),

      async discard() {
        await here();
        await chrome(async () => {
          const discarded = gBrowser.selectedTab;
          gBrowser.selectedTab = gBrowser.tabs[0];
          await gBrowser.prepareDiscardBrowser?.(discarded);
          gBrowser.discardBrowser(discarded, true);
          if (discarded.linkedPanel) throw new Error("not discarded");
          globalThis.discarded = discarded;
          window.nutgrafDiscarded = discarded;
        });
        return async () => {
          await chrome(() => void (gBrowser.selectedTab = Services.wm.getMostRecentWindow("navigator:browser").nutgrafDiscarded));
          await until("the page is loaded anew", async () => {
            await here();
            return script(() => document.readyState === "complete" && location.protocol !== "about:", []);
          });
          return tab(handle);
        };
      },

      async screenshot(/** @type {string} */ path) {
        const { value } = await marionette.send("WebDriver:TakeScreenshot", { full: false });
        await writeFile(path, Buffer.from(value, "base64"));
      },
      async fullScreenshot(/** @type {string} */ path) {
        const { value } = await marionette.send("WebDriver:TakeScreenshot", { full: true });
        await writeFile(path, Buffer.from(value, "base64"));
      },
      async close() {
        await here();
        await marionette.send("WebDriver:CloseWindow");
        const handles = await marionette.send("WebDriver:GetWindowHandles");
        await marionette.send("WebDriver:SwitchToWindow", { handle: (handles.value ?? handles)[0], focus: true });
      },
    };
  }
}
