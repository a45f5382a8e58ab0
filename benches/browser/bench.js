// A page of the extension, in the process where its background runs: opens a page in a tab and takes it through ours and through the peers,
// each injected as an extension would, in turns.

import files from "./files.js";
import { labels } from "./labels.js";
import init, { read } from "./pkg/nutgraf.js";
import { load } from "./preferences.js";

const api = globalThis.browser ?? globalThis.chrome;

/** What the page wears, as the background has it before the panel is seen. @type {{ files: string[], origin: "USER" }} */
const SHEET = { files: ["page/page.css"], origin: "USER" };

const booting = boot();

// A page that is being read holds on to its background, and gives up without one.
api.runtime.onConnect.addListener(() => {});

/** How long it takes until the core can be asked. */
async function boot() {
  const begin = performance.now();
  await init({ module_or_path: api.runtime.getURL("pkg/nutgraf_bg.wasm") });
  return performance.now() - begin;
}

globalThis.boot = () => booting;

/** @type {Record<string, (tab: number) => Promise<any>>} */
const CONTENDERS = { ours, readability, defuddle };

/**
 * Rounds of all contenders on one page, each in a tab of its own; the first is the one that a reader sees, as nothing of it has run there.
 * @param {string} url @param {number} rounds @param {number} turn which of them goes first
 */
globalThis.measure = async (url, rounds, turn) => {
  const names = Object.keys(CONTENDERS);
  const measured = {};
  let elements = 0;
  for (const index of names.keys()) {
    const name = names[(index + turn) % names.length];
    const tab = await opened(url);
    try {
      elements = await run(tab, settled);
      const figures = [];
      for (let round = 0; round < rounds; round += 1) figures.push(await CONTENDERS[name](tab));
      measured[name] = { rounds: figures, blocked: await blocked(tab, CONTENDERS[name]) };
    } finally {
      await api.tabs.remove(tab);
    }
  }
  return { elements, ...measured };
};

/** Waits until the page has been drawn, as it has been when a reader clicks; how many elements it has. */
async function settled() {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 }));
  return document.getElementsByTagName("*").length;
}

/** Opens a tab and waits for its page. @param {string} url */
async function opened(url) {
  const { id } = await api.tabs.create({ url, active: true });
  await new Promise((resolve) => {
    const listen = (tab, { status }) => tab === id && status === "complete" && done();
    const done = () => {
      api.tabs.onUpdated.removeListener(listen);
      resolve();
    };
    api.tabs.onUpdated.addListener(listen);
    void api.tabs.get(id).then(({ status, url: at }) => status === "complete" && at === url && done());
  });
  return id;
}

/** As background.js does it. @param {number} tab */
async function ours(tab) {
  const time = clock();
  const [css, page] = ["sidebar/sidebar.css", "page/page.css"].map((path) => fetch(api.runtime.getURL(path)).then((response) => response.text()));
  const choices = load();
  const injecting = inject(tab, files.READING);
  const words = time();
  const lines = labels(api.i18n.getMessage);
  const before = time();
  const click = await injecting;
  const reached = time();
  const showing = Promise.all([
    api.scripting.executeScript({ target: { tabId: tab }, files: files.SHOWING }),
    api.scripting.insertCSS({ target: { tabId: tab }, ...SHEET }),
  ]);
  if (!click?.snapshot) throw new Error(`nothing was read: ${JSON.stringify(click)}`);
  const began = time();
  const plan = read(click.snapshot, lines);
  const answered = time();
  await showing;
  const given = { css: await css, page: await page, preferences: await choices };
  const ready = time();
  const inPage = await run(tab, async (plan, given, turn) => {
    const begin = performance.now();
    const shown = nutgraf.open(plan, given, turn);
    if (!shown) throw new Error("the panel was not shown");
    const applied = performance.now();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const painted = performance.now();
    return { shown, collect: nutgraf.collecting, apply: applied - begin, paint: painted - applied };
  }, plan, given, click.turn);
  const done = time();
  await close(tab);
  return {
    kind: plan.digest.page.kind,
    words: plan.digest.page.words,
    snapshot: click.snapshot.length,
    collect: inPage.collect,
    message: reached - inPage.collect,
    labels: before - words,
    core: answered - began,
    core_page: plan.ms.page,
    core_story: plan.ms.story,
    article: reached + (answered - began),
    apply: inPage.apply,
    paint: inPage.paint,
    plan_message: done - ready - inPage.apply - inPage.paint,
    shown: done,
  };
}

/** Leaves the page as it was found. @param {number} tab */
async function close(tab) {
  await run(tab, () => nutgraf.close());
  await api.scripting.removeCSS({ target: { tabId: tab }, ...SHEET });
}

/** As its manual has it: on a copy of the document. @param {number} tab */
async function readability(tab) {
  const time = clock();
  await inject(tab, ["readability.js"]);
  const answer = await run(tab, () => {
    const begin = performance.now();
    const article = new Readability(document.cloneNode(true)).parse();
    return { ms: performance.now() - begin, article };
  });
  return { in_page: answer.ms, article: time(), words: count(answer.article?.textContent) };
}

/** @param {number} tab */
async function defuddle(tab) {
  const time = clock();
  await inject(tab, ["defuddle.js"]);
  const answer = await run(tab, () => {
    const begin = performance.now();
    const { content, title, author, published, wordCount } = new Defuddle(document).parse();
    return { ms: performance.now() - begin, article: { content, title, author, published, wordCount } };
  });
  return { in_page: answer.ms, article: time(), words: answer.article.wordCount };
}

/**
 * How long the page's main thread is held at most during the work: the longest pause between two messages to itself.
 * @param {number} tab @param {(tab: number) => Promise<any>} contender
 */
async function blocked(tab, contender) {
  await run(tab, () => {
    const ticker = (globalThis.ticker = { longest: 0, last: performance.now(), runs: true });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      ticker.longest = Math.max(ticker.longest, now - ticker.last);
      ticker.last = now;
      if (ticker.runs) port2.postMessage(0);
    };
    port2.postMessage(0);
  });
  await contender(tab);
  return run(tab, () => {
    ticker.runs = false;
    return Math.max(ticker.longest, performance.now() - ticker.last);
  });
}

function clock() {
  const begin = performance.now();
  return () => performance.now() - begin;
}

/** @param {string | null | undefined} text */
function count(text) {
  return text?.split(/\s+/).filter(Boolean).length ?? 0;
}

/** @param {number} tab @param {string[]} files */
async function inject(tab, files) {
  const [injected] = await api.scripting.executeScript({ target: { tabId: tab }, files });
  return injected?.result;
}

/** @param {number} tab @param {Function} func @param {unknown[]} args */
async function run(tab, func, ...args) {
  const [injected] = await api.scripting.executeScript({ target: { tabId: tab }, func, args });
  if (injected?.error) throw new Error(String(injected.error));
  return injected?.result;
}
