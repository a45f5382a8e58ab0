// The playground: a page that the visitor brings, laid out by the same wasm and the same files as in the extension.
//
// The page is shown in a sandboxed frame that runs no scripts and fetches nothing. What is opened stays in this tab.

import { labels } from "./labels.js";
import init, { read, read_text } from "./pkg/nutgraf.js";
import { clean } from "./preferences.js";

/** A page as it is shown in the frame: its nodes as the core counts them, and what the core made of it. @typedef {{ taken: Taken, plan: Plan }} Shown */

const frame = /** @type {HTMLIFrameElement} */ (byId("page"));
const words = /** @type {HTMLTextAreaElement} */ (byId("words"));
const file = /** @type {HTMLInputElement} */ (byId("file"));

/** In the extension the browser has the interface's words, elsewhere a file. */
const i18n = (globalThis.browser ?? globalThis.chrome)?.i18n;

const core = init({ module_or_path: new URL("pkg/nutgraf_bg.wasm", document.baseURI) });
const [messages, sheet, ...pageSheets] = await Promise.all([
  fetch(`_locales/${language()}/messages.json`).then((response) => response.json()),
  fetch("sidebar/sidebar.css").then((response) => response.text()),
  fetch("page/page.css").then((response) => response.text()),
  fetch("page/mark.css").then((response) => response.text()),
]);

document.documentElement.lang = message("locale");
document.documentElement.dir = message("direction");
for (const element of document.querySelectorAll("[data-message]")) {
  element.textContent = message(/** @type {HTMLElement} */ (element).dataset.message ?? "");
}
frame.title = message("www_page");

byId("sample").addEventListener("click", () => attempt(async () => (await fetch("sample.txt")).text()));
byId("paste").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => words.value);
});
file.addEventListener("change", () => take(file.files));
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  take(event.dataTransfer?.files);
});

/** @param {FileList | null | undefined} files */
function take(files) {
  const [first] = files ?? [];
  if (first) attempt(async () => decode(await first.arrayBuffer()));
}

/** A saved page in the encoding that it names. @param {ArrayBuffer} bytes */
function decode(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.slice(0, 1024));
  const [, named] = /charset\s*=\s*["']?([\w-]+)/i.exec(head) ?? [];
  try {
    return new TextDecoder(named ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** @param {() => string | Promise<string>} source */
async function attempt(source) {
  byId("trouble").textContent = "";
  try {
    await show(await source());
  } catch (error) {
    leave();
    const { name, message: words } = error instanceof Error ? error : new Error(String(error));
    byId("trouble").textContent = name === "too_large" ? message(name) : message("failed", words);
  }
}

/** @param {string} source a page's HTML, or plain text */
async function show(source) {
  await core;
  byId("start").hidden = true;
  byId("stage").hidden = false;
  const { taken, plan } = /^\s*</.test(source) ? await page(source) : await text(source);
  const inside = /** @type {Document} */ (frame.contentDocument);
  const style = inside.createElement("style");
  // A link would lead out of the sandbox's one page, into nothing.
  style.textContent = `${pageSheets.join("\n")}\na { pointer-events: none }\nnoscript { display: none }`;
  inside.head.append(style);

  const preferences = clean(kept());
  const measures = inside.createElement("style");
  inside.head.append(measures);
  const hiding = nutgraf.hide(inside, taken.elements, plan, preferences, false);
  const marker = nutgraf.marker(inside, taken.texts, plan.places);
  const bar = document.createElement("div");
  bar.className = "margin-mark";
  const margin = nutgraf.margin(/** @type {Window} */ (frame.contentWindow), bar, () => frame.getBoundingClientRect());
  const dress = () => {
    measures.textContent = nutgraf.measures(preferences);
    hiding.dress(preferences);
    marker.all(preferences.highlight ? panel.places() : []);
  };
  const panel = nutgraf.panel(document, {
    preferences,
    message,
    remember(changed) {
      localStorage.setItem("nutgraf", JSON.stringify({ ...kept(), ...changed }));
      dress();
    },
    jump: marker.jump,
    back: marker.back,
    point: (points) => margin.show(marker.ranges(points)),
    hiding,
    copy: (summary) => nutgraf.copy(document, summary),
    close: leave,
  });
  // Open here, unlike in the extension: on our own page there is nobody to hide from, and checkers can look inside.
  const host = document.createElement("div");
  const panelSheet = document.createElement("style");
  panelSheet.textContent = sheet;
  host.attachShadow({ mode: "open" }).append(panelSheet, panel.element, bar);
  host.addEventListener("keydown", (event) => panel.key(event) && event.preventDefault());
  byId("side").replaceChildren(host);
  panel.digest(plan);
  dress();
  panel.element.focus();
}

/** @param {string} html @returns {Promise<Shown>} */
async function page(html) {
  const taken = await nutgraf.collect(await load(html), () => true);
  if (!taken || taken === "too_large") throw Object.assign(new Error(), { name: "too_large" });
  return { taken, plan: read(taken.snapshot, labels(message)) };
}

/** Plain text as the core counts it: every line that is not blank is a paragraph and one text. @param {string} text @returns {Promise<Shown>} */
async function text(text) {
  const inside = await load("<!doctype html><style>body { max-width: 40em; margin: 2em auto; padding: 0 1em; font: 18px/1.6 Georgia, serif }</style>");
  const paragraphs = text.split("\n").filter((line) => line.trim() !== "").map((line) => {
    const paragraph = inside.createElement("p");
    paragraph.textContent = line.trimEnd();
    return paragraph;
  });
  inside.body.append(...paragraphs);
  const elements = [inside.documentElement, inside.body, ...paragraphs];
  const texts = paragraphs.map((paragraph) => /** @type {Text} */ (paragraph.firstChild));
  return { taken: { elements, texts, snapshot: "" }, plan: read_text(text, labels(message)) };
}

/** Shows a document in the frame. @param {string} html @returns {Promise<Document>} */
function load(html) {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(/** @type {Document} */ (frame.contentDocument)), { once: true });
    frame.srcdoc = html;
  });
}

/** Back to the beginning. */
function leave() {
  byId("stage").hidden = true;
  byId("start").hidden = false;
  byId("side").replaceChildren();
  frame.removeAttribute("srcdoc");
  byId("sample").focus();
}

/** @returns {object} */
function kept() {
  return JSON.parse(localStorage.getItem("nutgraf") ?? "{}");
}

/** The folder of the first language that the visitor reads and the interface speaks. */
function language() {
  const folders = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR"];
  const known = (/** @type {string} */ tag) => folders.find((folder) => folder.split("_")[0] === tag.split("-")[0]);
  return navigator.languages.map(known).find(Boolean) ?? "en";
}

/** As `chrome.i18n.getMessage`. @param {string} key @param {string[]} values @returns {string} */
function message(key, ...values) {
  if (i18n) return i18n.getMessage(key, values);
  return (messages[key]?.message ?? "").replace(/\$(\d)/g, (/** @type {string} */ _, /** @type {string} */ digit) => values[Number(digit) - 1] ?? "");
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
