// Pages that mean harm: what they try, and that nothing comes of it. SECURITY.md has a line for each.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { gone, push, settled, shows, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */
/** @typedef {import("./sidebar.mjs").Given & { pages: Record<string, string> }} Given */

const STORY = new URL("pages/story.html", import.meta.url);

/**
 * Everything of the platform that we could be caught using; each call is written down, and fails. Written on the page, where it can be read
 * without a call.
 */
const TRAPS = `
  const { setAttribute } = Element.prototype;
  const root = document.documentElement;
  let learned = "";
  const learn = (name) => setAttribute.call(root, "data-learned", learned += " " + String(name));
  const trap = (object, name) => {
    const { get, set, value } = Object.getOwnPropertyDescriptor(object, name) ?? {};
    const sprung = () => function () { learn(name); throw new Error("trap"); };
    const accessor = { configurable: true, get: get && sprung(), set: set && sprung() };
    Object.defineProperty(object, name, typeof value === "function" ? { configurable: true, writable: true, value: sprung() } : accessor);
  };
  for (const [object, names] of [
    [Element.prototype, ["attachShadow", "getAttribute", "getAttributeNames", "setAttribute", "hasAttribute", "removeAttribute", "append", "prepend", "remove",
      "matches", "closest", "querySelector", "querySelectorAll", "getBoundingClientRect", "shadowRoot", "localName", "scrollIntoView"]],
    [Node.prototype, ["appendChild", "insertBefore", "contains", "textContent", "nodeType", "parentNode", "isConnected", "firstChild", "nextSibling", "previousSibling", "cloneNode"]],
    [HTMLElement.prototype, ["showPopover", "hidePopover", "focus", "click", "dataset", "hidden"]],
    [CharacterData.prototype, ["data"]], [CSSStyleDeclaration.prototype, ["getPropertyValue"]],
    [Document.prototype, ["createElement", "createRange", "execCommand", "querySelectorAll", "documentElement", "body", "activeElement"]],
    [EventTarget.prototype, ["addEventListener", "removeEventListener", "dispatchEvent"]],
    [Event.prototype, ["stopPropagation", "preventDefault", "stopImmediatePropagation", "composedPath"]],
    [Array.prototype, ["map", "flatMap", "push", "filter", "sort", "at", "find"]],
    [Map.prototype, ["get", "set"]], [Set.prototype, ["add", "has"]], [Object, ["assign", "entries", "keys"]],
    [String.prototype, ["toWellFormed", "split", "trim", "startsWith"]], [JSON, ["stringify", "parse"]], [Promise.prototype, ["then", "catch"]],
    [window, ["getComputedStyle", "getSelection", "scrollTo", "scrollBy", "requestAnimationFrame", "MutationObserver", "Highlight"]],
  ]) for (const name of names) trap(object, name);
  // The loop above goes by it.
  trap(Array.prototype, Symbol.iterator);
  window.onkeydown = ({ key }) => void (key === "x" && [].map(String));
  Object.defineProperty(Object.prototype, "undo", { configurable: true, set() { learn("undo"); } });
`;

/** Words that would be markup if anybody took them for it. */
const MARKUP = "<img src=x onerror=ran()><script>ran()</script><svg onload=ran()><a href=javascript:ran()>";

/** Takes every event first, and looks as far into the panel as it can. */
const LISTENER = `
  window.learned = [];
  const look = (event) => {
    const host = document.documentElement.lastElementChild;
    for (const node of event?.composedPath() ?? []) {
      if (node instanceof ShadowRoot || (node instanceof Node && node.getRootNode() instanceof ShadowRoot)) window.learned.push(event.type);
    }
    if (host === document.body) return;
    window.met = true;
    if (host.shadowRoot || host.textContent || host.innerHTML || host.childNodes.length) window.learned.push("content");
    if (document.activeElement !== document.body && document.activeElement !== host) window.learned.push("focus");
    if (host.contains(getSelection()?.anchorNode)) window.learned.push("selection");
    const hit = document.elementFromPoint(innerWidth - 60, 200);
    if (hit !== host && hit?.getRootNode() !== document) window.learned.push("hit");
  };
  const types = new Set();
  for (let at = document.createElement("video"); at; at = Object.getPrototypeOf(at)) for (const name of Object.getOwnPropertyNames(at)) if (name.startsWith("on")) types.add(name.slice(2));
  for (const name in window) if (name.startsWith("on")) types.add(name.slice(2));
  for (const type of [...types, "focusin", "focusout"]) for (const at of [window, document]) at.addEventListener(type, look, { capture: true });
  new MutationObserver(() => look()).observe(document, { childList: true, subtree: true, attributes: true });
`;

/** Has the name of the panel for itself before we come, and asks for what only the element itself may see. */
const IMPOSTOR = `
  window.internals = [];
  for (const name of ["nutgraf-panel", "nutgraf-print"]) customElements.define(name, class extends HTMLElement {
    constructor() { super(); window.internals.push(this.attachInternals()); }
    connectedCallback() { if (!this.id) this.remove(); }
  });
`;

/** Fields named after what a form is asked for. */
const FIELDS = ["getAttribute", "getAttributeNames", "hasAttribute", "setAttribute", "removeAttribute", "localName", "nodeType", "matches", "shadowRoot",
  "contains", "closest", "textContent", "parentElement", "parentNode", "isConnected", "getBoundingClientRect", "querySelector", "firstChild"];

/** @param {(title: string, body: (context: import("node:test").TestContext) => Promise<unknown>) => void} reader @param {Given} given */
export function hostile(reader, { browser, site, visit, pages }) {
  /** The story with something in its head, and a change to its HTML. @param {string} head @param {(html: string) => string} [change] */
  async function page(head, change = (html) => html) {
    await browser().keep({});
    const html = (await readFile(STORY, "utf8")).replace(/<head>/, () => `<head>${head}`);
    pages["/hostile"] = change(html);
    return /** @type {Promise<Tab>} */ (visit(site().secure("/hostile")));
  }

  /** @param {string} code */
  const script = (code) => `<script>(() => {${code}})();</script>`;

  /** Opens the panel, and holds it to what the story says. @param {Tab} tab */
  async function open(tab) {
    await tab.click();
    // Before that, a question to the panel is a call in the page's own world.
    await until("it is open", async () => (await tab.state()) === "open");
    await until("the panel has its content", () => shows(tab, "close").then((there) => there && settled(tab)));
    assert.ok((await texts(tab, "quote")).length >= 3, `no quotes, but ${await texts(tab, "message")}`);
  }

  const html = (/** @type {Tab} */ tab) => tab.evaluate(() => document.documentElement.outerHTML);
  const learned = (/** @type {Tab} */ tab) => tab.evaluate(() => window.learned);

  /** Closes by the button in the toolbar, which is the reader's last resort. @param {Tab} tab */
  async function close(tab) {
    await tab.click();
    await until("the page is given back", async () => (await tab.state()) === "closed" && gone(tab));
  }

  reader("hostile page: markup in its words is words in the panel and in what is copied", async () => {
    const words = MARKUP.replaceAll("<", "&lt;");
    const tab = await page(`${script("window.ran = 0; window.alert = () => { window.ran += 1; }")}<meta property="og:url" content="javascript:alert()">
      <link rel="canonical" href="javascript:alert()">`, (html) => html.replaceAll("ran()", "alert()")
      .replace(/(<h1>)/, `$1${words} `).replace("“We cannot", `“${words} We cannot`).replace("Nora Wexford", `Nora ${words} Wexford`)
      .replaceAll('content="The Harbour Post"', `content='"><script>alert()</script>The Harbour Post'`));
    await open(tab);
    assert.ok((await texts(tab, "headline")).join().includes(MARKUP), "the headline is not shown as it stands");
    assert.ok((await texts(tab, "quote")).join().includes(MARKUP), "the quote is not shown as it stands");
    const foreign = await tab.inPanel((root) => [...root.querySelectorAll("*")].filter((element) =>
      ["script", "img", "iframe", "object", "embed", "base", "link", "form"].includes(element.localName)
      || element.getAttributeNames().some((name) => name.startsWith("on"))
      || /^(?!https?:|#)/.test(element.getAttribute("href") ?? "#")).map((element) => element.outerHTML));
    assert.deepEqual(foreign, []);
    await push(tab, "copy");
    await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
    const copied = (await browser().clipboard()).html;
    assert.ok(copied.includes("&lt;script&gt;") && !/<(script|img|svg)|<[^>]*(javascript:|\son\w+=)/i.test(copied), copied);
    assert.equal(await tab.evaluate(() => window.ran), 0);
  });

  reader("hostile page: its base address moves nothing, and nothing is asked for", async () => {
    const tab = await page('<base href="http://localhost:9/elsewhere/" target="stolen">');
    await browser().requests();
    site().log();
    await open(tab);
    await push(tab, "quote");
    await push(tab, "copy");
    await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
    const { html: copied } = await browser().clipboard();
    assert.ok(copied.includes(`"${site().secure("/hostile")}`) && !copied.includes("elsewhere"), copied);
    assert.deepEqual([await browser().requests(), site().log()], [[], []]);
  });

  reader("hostile page: the platform redefined under us sees no call of ours", async () => {
    const tab = await page(script(TRAPS));
    const learned = () => tab.inPanel(() => document.documentElement.getAttribute("data-learned"));
    await open(tab);
    await push(tab, "quote");
    await push(tab, "toggle-hidden");
    await push(tab, "copy");
    await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
    await close(tab);
    assert.equal(await learned(), null);
    await tab.press("x");
    await until("the page has caught itself: else this test could not fail", async () => /map/.test((await learned()) ?? ""));
  });

  reader("hostile page: getters that throw, and fields named after what a form is asked for", async () => {
    const fields = FIELDS.map((name) => `<input name="${name}">`).join("");
    const tab = await page("", (html) => html.replace('<div class="entry-content">', `<form>${fields}</form>$&`)
      .replace("<form><input type=\"email\"", `<form>${fields}<input type="email"`)
      .replace("</body>", `${script(`for (const element of document.querySelectorAll("*")) for (const name of ["textContent", "localName", "id", "parentElement", "attributes"])
        Object.defineProperty(element, name, { get() { throw new Error("trap"); } });`)}</body>`));
    const before = await html(tab);
    await open(tab);
    await push(tab, "quote", (await texts(tab, "quote")).length - 1);
    await push(tab, "toggle-hidden");
    await close(tab);
    assert.equal(await html(tab), before);
  });

  reader("hostile page: hearing every event it learns nothing of what is in the panel", async () => {
    const tab = await page(script(LISTENER));
    await open(tab);
    await push(tab, "quote");
    await push(tab, "open-page");
    await tab.press("ArrowDown");
    await push(tab, "copy");
    await until("it says that it copied", async () => (await texts(tab, "status")).join() === "Summary copied.");
    assert.ok(await tab.evaluate(() => window.met), "the page has not met the panel: this test could not fail");
    assert.deepEqual(await learned(tab), []);
    await close(tab);
  });

  reader("hostile page: with the panel's name taken for an element of its own it still cannot see in", async () => {
    const tab = await page(script(IMPOSTOR));
    await open(tab);
    await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.deepEqual(await tab.evaluate(() => window.internals.map((/** @type {ElementInternals} */ internals) => internals.shadowRoot?.textContent ?? null).filter(Boolean)), []);
    await close(tab);
  });

  reader("hostile page: a panel and a state of its own are not taken for ours, and stay", async () => {
    const tab = await page(script(`window.nutgraf = { state: "open", close() { window.learned = true; } }; document.addEventListener("click", () => {});`), (html) =>
      html.replace("</body>", `<div id="nutgraf"></div><a name="chrome" id="browser"></a><nutgraf-panel popover="manual"><template shadowrootmode="open"><p data-part="quote">Buy gold</p></template></nutgraf-panel></body>`));
    const before = await html(tab);
    await open(tab);
    assert.ok(!(await texts(tab, "quote")).includes("Buy gold"));
    await close(tab);
    assert.equal(await html(tab), before);
    assert.deepEqual(await tab.evaluate(() => [window.nutgraf.state, window.learned ?? "nothing"]), ["open", "nothing"]);
  });

  reader("hostile page: the panel taken away, the next click gives the page back, and the one after opens it", async () => {
    const tab = await page(script(`window.takes = true; new MutationObserver(() => {
      const host = document.documentElement.lastElementChild;
      if (window.takes && host !== document.body) { host.remove(); window.taken = true; }
    }).observe(document.documentElement, { childList: true });`));
    const before = await html(tab);
    await tab.click();
    await until("the panel was taken away", () => tab.evaluate(() => window.taken));
    await until("it was open", async () => (await tab.state()) === "open");
    await tab.click();
    await until("the page is given back", async () => (await tab.state()) === "closed" && (await html(tab)) === before);
    await tab.evaluate(() => void (window.takes = false));
    await open(tab);
    await close(tab);
  });

  reader("hostile page: a top layer full of its own leaves the panel on top, and one filled later goes with a click", async () => {
    const tab = await page("<style>.full { inset: 0; width: 100vw; height: 100vh; border: 0; background: #fff }</style>", (html) => html.replace("</body>",
      `${script(`window.fill = () => { for (let n = 0; n < 20; n += 1) {
        const cover = document.createElement("div");
        cover.popover = "manual"; cover.className = "full"; document.body.append(cover); cover.showPopover();
      } }; fill();`)}</body>`));
    await open(tab);
    const onTop = () => tab.evaluate(() => document.elementFromPoint(innerWidth - 60, 200) === document.documentElement.lastElementChild);
    assert.ok(await onTop(), "the panel is covered");
    await tab.evaluate(() => window.fill());
    assert.ok(!(await onTop()), "nothing covers the panel: this test could not fail");
    await close(tab);
    assert.ok(!(await html(tab)).includes("data-nutgraf"));
  });

  reader("hostile page: changed all the time, while it is read and after, it is given back without a trace", async () => {
    const tab = await page("", (html) => html.replace("</body>", `${script(`
      setInterval(() => {
        const all = [...document.querySelectorAll(".related, .newsletter, .sidebar > *, .comment")];
        const one = all[Math.floor(Math.random() * all.length)];
        one?.parentNode.insertBefore(one, one.parentNode.firstChild);
        for (const element of document.querySelectorAll("[data-nutgraf-hidden]")) element.removeAttribute("data-nutgraf-hidden");
        document.body.append(Object.assign(document.createElement("p"), { className: "comment", textContent: String(Math.random()) }));
      }, 0);`)}</body>`));
    await open(tab);
    await push(tab, "quote");
    await close(tab);
    assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll("*")].flatMap((element) => [element.localName, ...element.getAttributeNames()])
      .filter((name) => name.includes("nutgraf"))), []);
  });

  reader("hostile page: events of its own making do not work the panel", async () => {
    const tab = await page("");
    await open(tab);
    await tab.evaluate(() => {
      const host = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
      for (const at of [host, document.body, window]) {
        for (const key of ["Escape", "c", "Enter", "?"]) at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          at.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, clientX: innerWidth - 60, clientY: 200, button: 0, view: window }));
        }
      }
      host.click();
      document.execCommand("copy");
    });
    assert.equal(await tab.state(), "open");
    assert.deepEqual(await texts(tab, "status"), [""]);
    await close(tab);
  });

  reader("before the click a page cannot tell that the extension is there", async () => {
    const tab = await page("");
    const traces = (/** @type {string} */ file) => tab.evaluate((/** @type {string} */ file) => Promise.all([
      fetch(file).then(() => "fetched", () => "refused"),
      new Promise((resolve) => Object.assign(new Image(), { onload: () => resolve("drawn"), onerror: () => resolve("refused"), src: file })),
    ]).then((answers) => [...answers,
      ...Object.getOwnPropertyNames(window).filter((name) => /nutgraf/i.test(name)),
      ...[...document.querySelectorAll("*")].flatMap((element) => [element.localName, ...element.getAttributeNames()]).filter((name) => /nutgraf/.test(name)),
      document.styleSheets.length, document.adoptedStyleSheets.length, CSS.highlights.size,
      ...performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.startsWith("http") && !name.includes("icons/16.png"))]), file);
    const icon = browser().ownPage("icons/16.png");
    const before = await traces(icon);
    assert.deepEqual(before, ["refused", "refused", 1, 0, 0]);
    assert.equal(await tab.state(), null);
    await open(tab);
    await close(tab);
    assert.deepEqual(await traces(icon), before);
  });
}
