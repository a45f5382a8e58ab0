// The button: reads the page of a tab with the core, and hands the page what to show.
//
// Keeps nothing: the browser may stop it at any time, and the page's isolated world holds what is needed to undo. Nothing goes over the
// network; the extension's own policy forbids it.

import { labels } from "./labels.js";
import init, { __wbg_reset_state as reset, read } from "./pkg/nutgraf.js";
import { load } from "./preferences.js";

const api = globalThis.browser ?? globalThis.chrome;

/** What reads the page, injected in this order; the value of the last one is the click's. */
const READING = ["state", "ask", "collect", "click"].map((name) => `page/${name}.js`);

/** What shows the plan, injected while the core works. */
const SHOWING = [
  ...["choices", "hide", "highlight", "margin", "picker", "copy"].map((name) => `page/${name}.js`),
  ...["elements", "words", "entries", "story", "sheets", "foot", "sidebar"].map((name) => `sidebar/${name}.js`),
  "page/open.js",
];

/** What marks places in the story. With every sheet a page is styled anew: this one waits until the panel is seen. */
const MARKS = "page/mark.css";

/** The script that says that a page has arrived. */
const ARRIVED = "arrived";

/** How long the reader may wait without a word from the click on, in milliseconds. */
const PATIENCE = 300;

/** Kinds of fault that have a sentence of their own, which a fault has as its name. */
const FAULTS = ["damaged", "no_memory", "fault", "too_large"];

/** What browsers say when the tab was closed, or has gone to another page, in the middle. */
const GONE = /removed|closed|No tab|Invalid tab|destroyed|disconnected|navigat/i;

/** @type {Promise<{ memory: WebAssembly.Memory }> | undefined} */
let core;

/** Loads the core, once for as long as the browser keeps us. */
function boot() {
  core ??= init({ module_or_path: api.runtime.getURL("pkg/nutgraf_bg.wasm") }).catch((error) => {
    core = undefined;
    throw fault(error instanceof RangeError ? "no_memory" : "damaged", error);
  });
  return core;
}

/** @param {string} snapshot @param {string} words of ours, for the summary */
async function digest(snapshot, words) {
  const { memory } = await boot();
  try {
    return read(snapshot, words);
  } catch (error) {
    // Stopped somewhere in the middle, it begins anew; what it says itself is a sentence already.
    const stopped = error instanceof RangeError || error instanceof WebAssembly.RuntimeError || /** @type {Error} */ (error).name === "InternalError";
    if (!stopped) throw error;
    const kind = error instanceof WebAssembly.RuntimeError && grows(memory) ? "fault" : "no_memory";
    core = undefined;
    reset();
    throw fault(kind, error);
  }
}

/** Whether the browser gives more memory. @param {WebAssembly.Memory} memory */
function grows(memory) {
  try {
    return memory.grow(256) > 0;
  } catch {
    return false;
  }
}

/** @param {string} name @param {unknown} cause */
function fault(name, cause) {
  return Object.assign(new Error(String(cause), { cause }), { name });
}

api.action.onClicked.addListener((tab) => {
  if (tab.id !== undefined) void clicked(tab.id);
});

api.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void api.tabs.create({ url: api.runtime.getURL("welcome.html") });
  // A new version begins without the scripts of the old one.
  void register();
});
// Heard, an update waits in Firefox until the browser starts anew: there it would end the scripts of the panels that are open.
api.runtime.onUpdateAvailable.addListener(() => {});
// A page that is being read holds on to us, to hear of it when we are stopped.
api.runtime.onConnect.addListener(() => {});
api.permissions.onAdded.addListener(() => void register());
api.permissions.onRemoved.addListener(() => void register());

api.runtime.onMessage.addListener((/** @type {Told} */ told, sender) => {
  const tab = sender.tab?.id;
  if (told === "settings") return void api.runtime.openOptionsPage();
  if (tab === undefined) return;
  if (typeof told === "object" && "always" in told) {
    return void api.tabs.create({ url: api.runtime.getURL(`options.html#site=${encodeURIComponent(told.always)}`), openerTabId: tab });
  }
  if (told === "again") void clicked(tab, { again: true });
  else if (told === "lost") void badge(tab, api.i18n.getMessage("lost"));
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

/**
 * @param {number} tab
 * @param {{ quietly?: boolean, again?: boolean }} how quietly: what cannot be shown is passed over, without a mark on the button; again: asked for
 * by the page, which a version that was renewed meanwhile cannot reach before a click
 */
async function clicked(tab, { quietly = false, again = false } = {}) {
  // The core and the reader's choices are loaded while the page is being read.
  const booting = boot();
  const giving = given();
  for (const promise of [booting, giving]) promise.catch(() => {});
  if (!quietly) void badge(tab, "");
  const showing = once(() => api.scripting.executeScript({ target: { tabId: tab }, files: SHOWING }).catch((error) => Promise.reject(fault("damaged", error))));
  const timer = quietly ? undefined : setTimeout(() => void wait(tab, showing, giving), PATIENCE);
  try {
    const injecting = inject(tab);
    // Made while the page is at work.
    const words = labels(api.i18n.getMessage);
    const click = await injecting;
    if ("closed" in click) await unstyle(tab, click.closed);
    else if ("snapshot" in click) await show(tab, click, { quietly, words, booting, giving, showing });
    else if (click.unreadable === "too_large") {
      // A page of ours to write on, and so the panel tells.
      if (quietly) await run(tab, () => void nutgraf.close());
      else await fail(tab, api.i18n.getMessage("too_large"), "", { giving, showing });
    } else if (!quietly && click.unreadable !== "gone") {
      await badge(tab, api.i18n.getMessage(again && click.unreadable === "restricted" ? "lost" : click.unreadable));
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Has the core read a snapshot, and the page show what it made of it.
 * @param {number} tab @param {{ snapshot: string, turn: number }} click
 * @param {{ quietly: boolean, words: string, booting: Promise<unknown>, giving: Promise<Given>, showing: () => Promise<unknown> }} how
 */
async function show(tab, { snapshot, turn }, { quietly, words, booting, giving, showing }) {
  // Asked for before the core begins, which lets nothing else begin until it is done.
  const dressing = Promise.all([giving.then((given) => style(tab, nutgraf.worn(given))), showing()]);
  dressing.catch(() => {});
  try {
    await Promise.all([booting, giving]);
    const plan = await digest(snapshot, words);
    // On its way to the page, which shows none of its words.
    plan.digest.clutter = [];
    if (quietly && plan.digest.page.kind === "none") return await giveUp(tab, turn, giving, dressing);
    await dressing;
    const shown = await run(tab, (plan, given, turn) => nutgraf.open(plan, given, turn), plan, await giving, turn);
    if (shown) return void mark(tab, turn, giving);
    if ((await standing(tab, turn)) === "waits") {
      // Firefox passes over scripts that are not there, and those after them.
      const whole = await run(tab, () => typeof nutgraf.open === "function");
      throw fault(whole ? "fault" : "damaged", "the panel could not be made");
    }
    await giveUp(tab, turn, giving, dressing);
  } catch (error) {
    if (quietly || (await standing(tab, turn)) !== "waits") return giveUp(tab, turn, giving, dressing);
    console.error(error);
    await fail(tab, sentence(error), report(error), { giving, showing });
  }
}

/**
 * Whether a page waits for what was read of it, or shows that; shows us for another reading; or has nothing of us: it was closed, or the tab
 * is gone, or shows another page by now.
 * @param {number} tab @param {number} turn
 */
async function standing(tab, turn) {
  const found = await run(tab, (turn) => {
    if (!Object.hasOwn(globalThis, "nutgraf") || nutgraf.state === "closed") return "free";
    return nutgraf.turn === turn ? "waits" : "taken";
  }, turn).catch(() => "free");
  return found ?? "free";
}

/** What went wrong, as a sentence. @param {unknown} error */
function sentence(error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return FAULTS.includes(name) ? api.i18n.getMessage(name) : api.i18n.getMessage("failed", [message]);
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
    const said = await run(tab, (sentence, report, given) => nutgraf.fail(sentence, report, given), sentence, report, given);
    if (typeof said !== "boolean") throw new Error("the page cannot say it");
  } catch {
    await run(tab, () => void nutgraf.close()).catch(() => {});
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
 * Leaves a page as it was that nobody asked about, or nobody waits for; another reading of it is let be.
 * @param {number} tab @param {number} turn @param {Promise<Given>} giving @param {Promise<unknown>} dressing
 */
async function giveUp(tab, turn, giving, dressing) {
  if ((await standing(tab, turn)) === "waits") await run(tab, () => void nutgraf.close()).catch(() => {});
  try {
    await dressing;
    if ((await standing(tab, turn)) === "free") await unstyle(tab, nutgraf.worn(await giving));
  } catch {
    // What was not put on need not be taken off.
  }
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
      if (GONE.test(String(error))) return { unreadable: "gone" };
      if (pause > 320 || !/Cannot access contents/.test(String(error))) return { unreadable: "restricted" };
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
  const [css, page, preferences] = await Promise.all([text("sidebar/sidebar.css"), text("page/page.css"), load()]);
  return { css, page, preferences };
}

/** What happened, for whoever can mend it: nothing of the page is in it. That a page is too large is nothing to mend. @param {unknown} error */
function report(error) {
  if (error instanceof Error && error.name === "too_large") return "";
  const { version } = api.runtime.getManifest();
  const cause = error instanceof Error ? error.cause ?? error : error;
  const trace = cause instanceof Error ? cause.stack ?? cause.message : String(cause);
  return [`Nutgraf ${version}`, navigator.userAgent, trace.includes(String(cause)) ? trace : `${cause}\n${trace}`].join("\n");
}

/** A file of the extension's own. @param {string} path */
async function text(path) {
  const response = await fetch(api.runtime.getURL(path)).catch((error) => Promise.reject(fault("damaged", error)));
  return response.text();
}

/** Has the page wear a sheet that outranks its own rules. @param {number} tab @param {string} sheet */
async function style(tab, sheet) {
  await api.scripting.insertCSS({ target: { tabId: tab }, css: sheet, origin: "USER" });
}

/**
 * Has the page mark places, once it has shown the panel and has nothing else to do.
 * @param {number} tab @param {number} turn @param {Promise<Given>} giving
 */
async function mark(tab, turn, giving) {
  try {
    await run(tab, () => new Promise((resolve) => requestIdleCallback(() => resolve(null), { timeout: 500 })));
    if ((await standing(tab, turn)) !== "waits") return;
    await api.scripting.insertCSS({ target: { tabId: tab }, files: [MARKS], origin: "AUTHOR" });
    // Closed meanwhile.
    if ((await standing(tab, turn)) === "free") await unstyle(tab, nutgraf.worn(await giving));
  } catch {
    // The tab is gone, and the panel with it.
  }
}

/** @param {number} tab @param {{ before: string, after: string }} change */
async function restyle(tab, { before, after }) {
  await style(tab, after);
  await api.scripting.removeCSS({ target: { tabId: tab }, css: before, origin: "USER" });
}

/** @param {number} tab @param {string} sheet */
async function unstyle(tab, sheet) {
  // The tab may be gone, or show another page by now.
  await Promise.all([
    api.scripting.removeCSS({ target: { tabId: tab }, css: sheet, origin: "USER" }),
    api.scripting.removeCSS({ target: { tabId: tab }, files: [MARKS], origin: "AUTHOR" }),
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
