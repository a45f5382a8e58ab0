// What the reader has chosen, as it is kept in this browser. Whatever is in the storage, what comes out can be used.

import "./page/state.js";
import "./page/choices.js";

const api = globalThis.browser ?? globalThis.chrome;

/** What a new reader gets. @type {Preferences} */
export const DEFAULTS = {
  format: "rich",
  side: "right",
  theme: "auto",
  width: 384,
  size: 100,
  left_out: ["reported"],
  folded: [],
  quotes: "order",
  clutter: ["comments", "related"],
  highlight: false,
  style: "site",
  text_size: 100,
  line_width: 0,
  dark: false,
  print: false,
};

const { formats, sections, ranges } = nutgraf;

/** What each may be. @type {Record<keyof Preferences, (value: unknown) => boolean>} */
const VALID = {
  format: oneOf(...formats),
  side: oneOf("right", "left"),
  theme: oneOf("auto", "light", "dark"),
  width: between(ranges.width),
  size: between(ranges.size),
  left_out: someOf(...sections),
  folded: someOf(...sections),
  quotes: oneOf("order", "speaker"),
  clutter: someOf("comments", "related", "embeds", "captions"),
  highlight: isSwitch,
  style: oneOf("site", "calm"),
  text_size: between(ranges.text_size),
  line_width: (value) => value === 0 || between(ranges.line_width)(value),
  dark: isSwitch,
  print: isSwitch,
};

/** @param {...string} values */
function oneOf(...values) {
  return (/** @type {unknown} */ value) => values.includes(/** @type {string} */ (value));
}

/** @param {...string} values */
function someOf(...values) {
  return (/** @type {unknown} */ value) =>
    Array.isArray(value) && value.every((one) => values.includes(one)) && new Set(value).size === value.length;
}

/** @param {{ least: number, most: number }} range */
function between({ least, most }) {
  return (/** @type {unknown} */ value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** @param {unknown} value */
function isSwitch(value) {
  return typeof value === "boolean";
}

/**
 * Each field as it is kept, where it can be used, or else as a new reader gets it.
 * @param {unknown} kept @returns {Preferences}
 */
export function clean(kept) {
  const fields = kept !== null && typeof kept === "object" ? /** @type {Record<string, unknown>} */ (kept) : {};
  const chosen = Object.entries(VALID).map(([name, isValid]) =>
    [name, structuredClone(isValid(fields[name]) ? fields[name] : DEFAULTS[/** @type {keyof Preferences} */ (name)])]);
  return Object.fromEntries(chosen);
}

/**
 * A storage that cannot be read costs the choices, not the reading.
 * @param {() => void} [failed] is told then @returns {Promise<Preferences>}
 */
export async function load(failed = () => {}) {
  return clean(await api.storage.local.get(Object.keys(VALID)).catch(failed));
}

/** @param {Partial<Preferences>} changed */
export async function save(changed) {
  await api.storage.local.set(changed);
}

/** What to ask for to be opened on a site by itself. @param {string} hostname */
export function origin(hostname) {
  return `*://${hostname}/*`;
}
