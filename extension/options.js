// The settings: what can be chosen, kept in this browser at once. Also where a site is allowed to be opened by itself.

import { maker } from "./make.js";
import { DEFAULTS, clean, load, origin, save } from "./preferences.js";

const api = globalThis.browser ?? globalThis.chrome;
const message = api.i18n.getMessage;
const make = maker(document);
const said = /** @type {HTMLElement} */ (document.querySelector("#said"));

/** The groups of choices: of each its name, its label, and what it may be. @type {[string, Choice[]][]} */
const GROUPS = [
  ["panel_looks", [
    ["side", "side", ["right", "left"]],
    ["theme", "theme", ["auto", "light", "dark"]],
    ["size", "size", { unit: "%" }],
    ["quotes", "quotes", ["order", "speaker"]],
  ]],
  ["copying", [
    ["format", "copy_as", nutgraf.formats],
    ["left_out", "goes_in", { each: nutgraf.sections, inverted: true }],
  ]],
  ["page", [
    ["clutter", "counts_as_clutter", { each: ["comments", "related", "embeds", "captions"] }],
    ["highlight", "mark_all", "switch"],
    ["print", "print_summary", "switch"],
  ]],
  ["story_in_place", [
    ["style", "style", ["site", "calm"]],
    ["text_size", "text_size", { unit: "%" }],
    ["line_width", "line_width", { unit: "letters", none: true }],
    ["dark", "dark_page", "switch"],
  ]],
];

/**
 * @typedef {{ unit: string, none?: boolean }} Scale
 * @typedef {{ each: string[], inverted?: boolean }} Several
 * @typedef {[keyof Preferences, string, string[] | Scale | Several | "switch"]} Choice
 */

let unread = false;
let kept = await load(() => void (unread = true));
document.documentElement.lang = message("locale");
document.documentElement.dir = message("direction");
document.title = message("settings_title");

/** Draws everything anew. @param {string} [held] what is to have the focus; without it, what has it now */
async function draw(held = document.activeElement?.id) {
  const groups = GROUPS.map(([name, choices]) =>
    make("section", {}, make("h2", {}, message(name)), ...choices.map(choice)));
  const keys = await shortcut();
  document.querySelector("main")?.replaceChildren(
    make("h1", {}, message("settings_title")), make("p", { className: "note" }, message("settings_note")),
    ...groups, await sites(), ...(keys ? [keys] : []), keeping());
  if (held) document.getElementById(held)?.focus();
}

/** @param {Choice} choice */
function choice([name, label, values]) {
  if (values === "switch") return box(name, message(label), Boolean(kept[name]), (on) => ({ [name]: on }));
  if (Array.isArray(values)) return oneOf(name, label, values);
  return "each" in values ? someOf(name, label, values) : scale(name, label, values);
}

/** @param {keyof Preferences} name @param {string} label @param {string[]} values */
function oneOf(name, label, values) {
  const choices = values.map((value) => {
    const input = make("input", { id: `${name}-${value}` });
    Object.assign(input, { type: "radio", name, value, checked: kept[name] === value });
    input.addEventListener("change", () => choose({ [name]: value }));
    return make("label", {}, input, message(`${name}_${value}`));
  });
  return make("fieldset", {}, make("legend", {}, message(label)), ...choices);
}

/** @param {keyof Preferences} name @param {string} label @param {Several} several */
function someOf(name, label, { each, inverted }) {
  const chosen = /** @type {string[]} */ (kept[name]);
  const boxes = each.map((value) => {
    const words = message(inverted ? value : `reason_${value}`);
    return box(`${name}-${value}`, words, chosen.includes(value) !== Boolean(inverted), (on) => {
      const now = /** @type {string[]} */ (kept[name]).filter((other) => other !== value);
      return { [name]: on === Boolean(inverted) ? now : [...now, value] };
    });
  });
  return make("fieldset", {}, make("legend", {}, message(label)), ...boxes);
}

/** @param {keyof Preferences} name @param {string} label @param {Scale} scale */
function scale(name, label, { unit, none }) {
  const { least, most, step } = nutgraf.ranges[/** @type {keyof typeof nutgraf.ranges} */ (name)];
  const list = make("select", { id: name });
  const percent = new Intl.NumberFormat(message("locale"), { style: "percent" });
  const numbers = Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);
  for (const value of [...(none ? [0] : []), ...numbers]) {
    const words = value === 0 ? message("as_site") : unit === "%" ? percent.format(value / 100) : message(unit, String(value));
    list.append(new Option(words, String(value), false, kept[name] === value));
  }
  // A value between two steps, which the panel does not give, stays as it is until another is chosen.
  list.addEventListener("change", () => choose({ [name]: Number(list.value) }));
  return make("label", { className: "row" }, make("span", {}, message(label)), list);
}

/** @param {string} id @param {string} words @param {boolean} on @param {(on: boolean) => object} chosen */
function box(id, words, on, chosen) {
  const input = make("input", { id });
  input.type = "checkbox";
  input.checked = on;
  input.addEventListener("change", () => choose(chosen(input.checked)));
  return make("label", {}, input, words);
}

/** @param {Partial<Preferences>} changed */
async function choose(changed) {
  kept = { ...kept, ...changed };
  say((await keeps(changed)) ? "settings_saved" : "not_kept");
}

/** Keeps settings; whether the browser could. @param {Partial<Preferences>} changed */
function keeps(changed) {
  return save(changed).then(() => true, () => false);
}

/** Sites that are opened by themselves, and the one that was asked for. */
async function sites() {
  const asked = decodeURIComponent(/^#site=(.+)/.exec(location.hash)?.[1] ?? "");
  const { origins = [] } = await api.permissions.getAll();
  const hosts = origins.flatMap((pattern) => /^\*:\/\/([^*/]+)\/\*$/.exec(pattern)?.[1] ?? []).sort();
  const allow = asked && !hosts.includes(asked) && button("always", message("always_here", asked), async () => {
    if (!(await api.permissions.request({ origins: [origin(asked)] }))) return say("site_refused", asked);
    await renew("site_on", asked);
    document.getElementById(`off-${asked}`)?.focus();
  });
  const list = hosts.map((host) => make("li", {}, make("span", {}, host), button(`off-${host}`, message("site_off"), async () => {
    await api.permissions.remove({ origins: [origin(host)] });
    await renew("site_is_off", host);
    document.getElementById("sites")?.focus();
  })));
  const head = make("h2", { id: "sites" }, message("sites"));
  // Where the focus goes when the button that had it is there no more.
  head.tabIndex = -1;
  return make("section", {}, head, make("p", { className: "note" }, message("sites_note")),
    allow && make("p", {}, allow), list.length > 0 && make("ul", { className: "sites" }, ...list));
}

/** The key that opens the panel, where the browser has keys. */
async function shortcut() {
  const [command] = (await api.commands?.getAll()) ?? [];
  if (!command) return null;
  const key = command.shortcut ? message("shortcut_is", command.shortcut) : message("shortcut_none");
  const isFirefox = location.protocol === "moz-extension:";
  return make("section", {}, make("h2", {}, message("shortcut")), make("p", { id: "shortcut" }, key),
    isFirefox ? make("p", { className: "note" }, message("shortcut_firefox"))
      : make("p", {}, button("shortcuts", message("shortcut_change"), () => void api.tabs.create({ url: "chrome://extensions/shortcuts" }))));
}

/** What is kept can be taken elsewhere, brought back and given up. */
function keeping() {
  const file = make("input", { id: "import" });
  Object.assign(file, { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen) await bring(await chosen.text());
  });
  return make("section", {}, make("h2", {}, message("keep")),
    make("p", { className: "acts" },
      button("export", message("export"), take),
      make("label", { className: "button" }, file, message("import")),
      button("reset", message("reset"), async () => {
        const before = kept;
        await renew("settings_reset", undefined, { ...DEFAULTS });
        if (kept === before) return;
        const undo = button("undo", message("take_back"), async () => {
          await renew("settings_saved", undefined, before);
          document.getElementById("reset")?.focus();
        });
        said.append(" ", undo);
      }),
      button("welcome", message("welcome_again"), () => void api.tabs.create({ url: api.runtime.getURL("welcome.html") }))));
}

/** Hands the settings out as a file. */
function take() {
  const link = make("a", {});
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ nutgraf: 1, ...kept }, null, 2)], { type: "application/json" }));
  link.download = "nutgraf-settings.json";
  link.click();
  URL.revokeObjectURL(link.href);
  say("exported");
}

/** @param {string} text of a file */
async function bring(text) {
  let settings;
  try {
    settings = JSON.parse(text);
  } catch {
    return say("import_failed");
  }
  if (settings?.nutgraf !== 1) return say("import_failed");
  await renew("imported", undefined, clean(settings));
}

/** Keeps other settings, if any are given, and draws what is kept now. @param {string} key @param {string} [value] @param {Preferences} [settings] */
async function renew(key, value, settings) {
  if (settings && !(await keeps(settings))) return say("not_kept");
  kept = settings ?? kept;
  await draw();
  say(key, value);
}

/** @param {string} id @param {string} words @param {() => unknown} act */
function button(id, words, act) {
  const button = make("button", { id }, words);
  button.addEventListener("click", act);
  return button;
}

/** @param {string} key @param {string} [value] */
function say(key, value) {
  said.textContent = message(key, value);
}

// Chosen elsewhere: in the panel, or on this page in another tab.
api.storage.local.onChanged.addListener(async () => {
  const now = await load();
  if (JSON.stringify(now) === JSON.stringify(kept)) return;
  kept = now;
  await draw();
});
// The one button for which the panel opens this page.
window.addEventListener("hashchange", () => void draw("always"));
await draw("always");
if (unread) say("not_read");

export {};
