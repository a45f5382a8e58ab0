// The button: reads the page of a tab with the core, and hands the page what to show.
//
// Keeps nothing: the browser may stop it at any time, and the page's isolated world holds what is needed to undo. Nothing goes over the
// network; the extension's own policy forbids it.

import { labels } from "./labels.js";
import init, { read } from "./pkg/nutgraf.js";
import { load } from "./preferences.js";

const api = globalThis.browser ?? globalThis.chrome;

/** What reads the page, injected in this order; the value of the last one is the click's. */
const READING = ["state", "collect", "click"].map((name) => `page/${name}.js`);

/** What shows the plan, injected while the core works. */
const SHOWING = [
  ...["choices", "hide", "highlight", "margin", "picker", "copy"].map((name) => `page/${name}.js`),
  ...["elements", "words", "entries", "story", "sheets", "foot", "sidebar"].map((name) => `sidebar/${name}.js`),
  "page/open.js",
];

/** What the page is given to wear meanwhile: the first outranks the page's own rules. @type {{ path: string, origin: "USER" | "AUTHOR" }[]} */
const SHEETS = [
  { path: "page/page.css", origin: "USER" },
  { path: "page/mark.css", origin: "AUTHOR" },
];

/** The script that says that a page has arrived. */
const ARRIVED = "arrived";

/** How long the reader may wait without a word from the click on, in milliseconds. */
const PATIENCE = 300;

/** @type {Promise<unknown> | undefined} */
let core;

/** Loads the core, once for as long as the browser keeps us. */
function boot() {
  core ??= init({ module_or_path: api.runtime.getURL("pkg/nutgraf_bg.wasm") }).catch((error) => {
    core = undefined;
    throw error;
  });
  return core;
}

api.action.onClicked.addListener((tab) => {
  if (tab.id !== undefined) void clicked(tab.id);
});

api.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void api.tabs.create({ url: api.runtime.getURL("welcome.html") });
  // A new version begins without the scripts of the old one.
  void register();
});
api.permissions.onAdded.addListener(() => void register());
api.permissions.onRemoved.addListener(() => void register());

api.runtime.onMessage.addListener((/** @type {Told} */ told, sender) => {
  const tab = sender.tab?.id;
  if (told === "settings") return void api.runtime.openOptionsPage();
  if (tab === undefined) return;
  if (typeof told === "object" && "always" in told) {
    return void api.tabs.create({ url: api.runtime.getURL(`options.html#site=${encodeURIComponent(told.always)}`), openerTabId: tab });
  }
  if (told === "again") void clicked(tab);
  else if (told === "arrived") void arrived(tab);
  else if ("closed" in told) void unstyle(tab, told.closed);
  else if ("dress" in told) void restyle(tab, told.dress);
});

/** Has the pages say so that arrive on the sites where the reader wants us to open by ourselves, and on no others. */
async function register() {
  const { origins: matches = [] } = await api.permissions.getAll();
  await api.scripting.unregisterContentScripts({ ids: [ARRIVED] }).catch(() => {});
  if (matches.length === 0) return;
  await api.scripting.registerContentScripts([
    { id: ARRIVED, js: ["page/arrived.js"], matches, runAt: "document_idle", persistAcrossSessions: true },
  ]);
}

/** Opens by itself, once for each document: what the reader has closed stays closed. @param {number} tab */
async function arrived(tab) {
  const seen = await run(tab, () => Object.hasOwn(globalThis, "nutgraf")).catch(() => true);
  if (!seen) await clicked(tab, { quietly: true });
}

/** @param {number} tab @param {{ quietly?: boolean }} how quietly: what cannot be shown is passed over, without a mark on the button */
async function clicked(tab, { quietly = false } = {}) {
  // The core and the reader's choices are loaded while the page is being read.
  const booting = boot();
  const giving = given();
  for (const promise of [booting, giving]) promise.catch(() => {});
  if (!quietly) void badge(tab, "");
  const showing = once(() => api.scripting.executeScript({ target: { tabId: tab }, files: SHOWING }));
  const timer = quietly ? undefined : setTimeout(() => void wait(tab, showing, giving), PATIENCE);
  try {
    const click = await inject(tab).catch(() => ({ unreadable: /** @type {const} */ ("restricted") }));
    if ("closed" in click) await unstyle(tab, click.closed);
    else if ("snapshot" in click) await show(tab, click.snapshot, { quietly, booting, giving, showing });
    else if (click.unreadable === "too_large") {
      // A page of ours to write on, and so the panel tells.
      if (quietly) await run(tab, () => void nutgraf.close());
      else await fail(tab, api.i18n.getMessage("too_large"), "", { giving, showing });
    } else if (!quietly) await badge(tab, api.i18n.getMessage(click.unreadable));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Has the core read a snapshot, and the page show what it made of it.
 * @param {number} tab @param {string} snapshot
 * @param {{ quietly: boolean, booting: Promise<unknown>, giving: Promise<Given>, showing: () => Promise<unknown> }} how
 */
async function show(tab, snapshot, { quietly, booting, giving, showing }) {
  // Asked for before the core begins, which lets nothing else begin until it is done.
  const dressing = Promise.all([giving.then(({ preferences }) => style(tab, nutgraf.variables(preferences))), showing()]);
  dressing.catch(() => {});
  try {
    await Promise.all([booting, giving]);
    const plan = read(snapshot, labels(api.i18n.getMessage));
    // On its way to the page, which shows none of its words.
    plan.digest.clutter = [];
    if (quietly && plan.digest.page.kind === "none") return await giveBack(tab, giving, dressing);
    await dressing;
    const shown = await run(tab, (plan, given) => nutgraf.open(plan, given), plan, await giving);
    if (!shown) await unstyle(tab, nutgraf.variables((await giving).preferences));
  } catch (error) {
    if (quietly) return giveBack(tab, giving, dressing).catch(() => {});
    console.error(error);
    const sentence = api.i18n.getMessage("failed", [error instanceof Error ? error.message : String(error)]);
    await fail(tab, sentence, report(error), { giving, showing });
  }
}

/**
 * Says in the panel that the page is being read.
 * @param {number} tab @param {() => Promise<unknown>} showing @param {Promise<Given>} giving
 */
async function wait(tab, showing, giving) {
  try {
    await showing();
    await run(tab, (given) => nutgraf.waiting(given), await giving);
  } catch {
    // Whatever it is, the reading meets it too, and tells.
  }
}

/**
 * Says in the panel, or else on the button, why the story does not come.
 * @param {number} tab @param {string} sentence @param {string} report
 * @param {{ giving: Promise<Given>, showing: () => Promise<unknown> }} how
 */
async function fail(tab, sentence, report, { giving, showing }) {
  try {
    const given = await giving;
    await showing();
    await run(tab, (sentence, report, given) => nutgraf.fail(sentence, report, given), sentence, report, given);
  } catch {
    await badge(tab, sentence);
  }
}

/** Something that is done when it is first asked for, and not again. @template Result @param {() => Result} act @returns {() => Result} */
function once(act) {
  /** @type {{ result: Result } | undefined} */
  let done;
  return () => (done ??= { result: act() }).result;
}

/**
 * Leaves a page that nobody asked about as it was.
 * @param {number} tab @param {Promise<Given>} giving @param {Promise<unknown>} dressing
 */
async function giveBack(tab, giving, dressing) {
  await run(tab, () => void nutgraf.close());
  await dressing.catch(() => {});
  await unstyle(tab, nutgraf.variables((await giving).preferences));
}

/**
 * Runs the files in the page. Straight after a page has loaded, Chromium may not yet know that the click grants access to it: it is asked again.
 * @param {number} tab
 * @returns {Promise<Click>}
 */
async function inject(tab) {
  for (let pause = 20; ; pause *= 2) {
    try {
      const [injected] = await api.scripting.executeScript({ target: { tabId: tab }, files: READING });
      // Firefox injects nothing into its own pages, and calls that a success.
      if (!injected?.result) throw new Error("no page was reached");
      return /** @type {Click} */ (injected.result);
    } catch (error) {
      if (pause > 320 || !/Cannot access contents/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * Calls a function in the page.
 * @template {unknown[]} Arguments @template Result
 * @param {number} tab @param {(...given: Arguments) => Result} func @param {Arguments} args
 */
async function run(tab, func, ...args) {
  const [injected] = await api.scripting.executeScript({ target: { tabId: tab }, func, args });
  return injected?.result;
}

/** What the page needs beside the plan. @returns {Promise<Given>} */
async function given() {
  const [css, preferences] = await Promise.all([
    text("sidebar/sidebar.css"),
    load(),
  ]);
  return { css, preferences };
}

/** What happened, for whoever can mend it: nothing of the page is in it. @param {unknown} error */
function report(error) {
  const { version } = api.runtime.getManifest();
  const trace = error instanceof Error ? error.stack ?? error.message : String(error);
  return [`Nutgraf ${version}`, navigator.userAgent, trace.includes(String(error)) ? trace : `${error}\n${trace}`].join("\n");
}

/** A file of the extension's own. @param {string} path */
async function text(path) {
  const response = await fetch(api.runtime.getURL(path));
  return response.text();
}

/** @param {number} tab @param {string} variables */
async function style(tab, variables) {
  await Promise.all([
    api.scripting.insertCSS({ target: { tabId: tab }, css: variables, origin: "USER" }),
    ...SHEETS.map(({ path, origin }) => api.scripting.insertCSS({ target: { tabId: tab }, files: [path], origin })),
  ]);
}

/** @param {number} tab @param {{ before: string, after: string }} change */
async function restyle(tab, { before, after }) {
  await api.scripting.insertCSS({ target: { tabId: tab }, css: after, origin: "USER" });
  await api.scripting.removeCSS({ target: { tabId: tab }, css: before, origin: "USER" });
}

/** @param {number} tab @param {string} variables */
async function unstyle(tab, variables) {
  // The tab may be gone, or show another page by now.
  await Promise.all([
    api.scripting.removeCSS({ target: { tabId: tab }, css: variables, origin: "USER" }),
    ...SHEETS.map(({ path, origin }) => api.scripting.removeCSS({ target: { tabId: tab }, files: [path], origin })),
  ]).catch(() => {});
}

/**
 * Says on the button why nothing comes, or nothing any more. Browsers forget it when the tab goes elsewhere.
 * @param {number} tab @param {string} sentence
 */
async function badge(tab, sentence) {
  const title = api.i18n.getMessage("name") + (sentence ? `: ${sentence}` : "");
  await Promise.all([
    api.action.setBadgeBackgroundColor({ tabId: tab, color: "#8a3b12" }),
    api.action.setBadgeText({ tabId: tab, text: sentence ? "!" : "" }),
    api.action.setTitle({ tabId: tab, title: sentence ? title : api.i18n.getMessage("action") }),
  ]).catch(() => {});
}
