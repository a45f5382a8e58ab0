// The sentences of the interface: every one that is asked for is there, none is left over, every language has all of them, and none is
// written into the code.
//
// Each check is a function from content to complaints, so that the tests at the end can show that it is able to complain.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);

/** @typedef {Record<string, { message: string, description?: string, placeholders?: object }>} Messages */
/** @typedef {{ file: string, text: string }[]} Sources */

/** Calls by which a sentence is asked for with its name written out. */
const ASKED = /\b(?:message|getMessage|say)\(\s*"(\w+)"|data-message="(\w+)"|__MSG_(\w+)__/g;

/** Strings without white space, as names are. */
const NAMES = /"(\w+)"|__MSG_(\w+)__/g;

/** Names that are put together: `format_${name}`. */
const TOGETHER = /`([a-z_]*(?:\$\{[^}]*\}[a-z_]*)+)`/g;

/** Names that the core has for why something is clutter. */
const REASONS = /Reason::\w+ => "([\w-]+)"/g;

/** Where what is written is shown to somebody: in a script, and in a page. */
const SHOWN_BY_SCRIPTS = [
  // What is written into a style sheet is for the browser.
  /(?<![sS](?:tyle|heet))\.(?:textContent|innerText|title|placeholder|alt|ariaLabel|ariaDescription|label)\s*=\s*(["'`])((?:(?!\1).)*)\1/g,
  /setAttribute\(\s*["'](?:aria-label|aria-description|title|alt|placeholder)["'],\s*(["'`])((?:(?!\1).)*)\1/g,
  /\b(?:append|prepend|replaceChildren|createTextNode|alert|confirm)\(\s*(["'`])((?:(?!\1).)*)\1/g,
  /\bmake\("\w+",\s*(?:\{[^{}]*\}|null),\s*(["'`])((?:(?!\1).)*)\1/g,
  /["']?(?:aria-label|ariaLabel|title|placeholder|alt)["']?:\s*(["'`])((?:(?!\1).)*)\1/g,
];
const SHOWN_BY_PAGES = [
  /<(?!style|script)[a-z]\w*[^<>]*>()([^<]+)</g,
  /\s(?:aria-label|title|alt|placeholder)=(")([^"]*)"/g,
];

/** The name is the same in every language. */
const SAME_EVERYWHERE = new Set(["Nutgraf", "nutgraf"]);

/** @param {string} text @param {RegExp} pattern */
const found = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.slice(1).find((part) => part !== undefined) ?? "");

/** What a script says to other developers. @param {string} text */
const uncommented = (text) => text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");

/** @param {Sources} sources @param {Messages} messages */
function missing(sources, messages) {
  return sources.flatMap(({ file, text }) =>
    found(text, ASKED).filter((key) => !(key in messages)).map((key) => `${file} asks for "${key}", which is not there`));
}

/** @param {Sources} sources @param {Messages} messages @param {string[]} known further names that sentences are asked for by */
function unused(sources, messages, known = []) {
  const names = new Set([...known, ...sources.flatMap(({ text }) => [...found(text, NAMES), ...found(text, ASKED)])]);
  const together = sources.flatMap(({ text }) => found(text, TOGETHER)).filter((pattern) => /^[a-z]|_/.test(pattern.replaceAll(/\$\{[^}]*\}/g, "")))
    .map((pattern) => new RegExp(`^${pattern.replaceAll(/\$\{[^}]*\}/g, "(\\w+?)")}$`));
  const isUsed = (/** @type {string} */ key) => names.has(key) || together.some((pattern) => parts(key, pattern).some((all) => all.every((part) => names.has(part))));
  // The plural forms of a language are its own: they are asked for by Intl.PluralRules.
  const plain = (/** @type {string} */ key) => key.replace(/_(zero|one|two|few|many)$/, "_other");
  return Object.keys(messages).filter((key) => !isUsed(key) && !isPlural(plain(key), names)).map((key) => `"${key}" is nowhere asked for`);
}

/**
 * Every way in which a name can be put together: "left_out_on" may be "left" and "out_on", or "left_out" and "on".
 * @param {string} key @param {RegExp} pattern @returns {string[][]}
 */
function parts(key, pattern) {
  if (pattern.source !== "^(\\w+?)_(\\w+?)$") return [...key.matchAll(new RegExp(pattern, "g"))].map((match) => match.slice(1));
  return [...key].flatMap((letter, at) => (letter === "_" ? [[key.slice(0, at), key.slice(at + 1)]] : []));
}

/** @param {string} key @param {Set<string>} names */
function isPlural(key, names) {
  return key.endsWith("_other") && names.has(key.slice(0, -"_other".length));
}

/** What is put into a sentence: "$1", "$2". @param {string} [sentence] */
const holes = (sentence = "") => [...new Set(sentence.match(/\$\d/g))].sort().join(" ");

/** @param {string} language @param {Messages} theirs @param {Messages} ours */
function differs(language, theirs, ours) {
  const isOne = (/** @type {string} */ key) => /_(zero|two|few|many)$/.test(key) && key.replace(/_\w+?$/, "_other") in ours;
  return [
    ...Object.keys(ours).filter((key) => !(key in theirs)).map((key) => `${language} has no "${key}"`),
    ...Object.keys(theirs).filter((key) => !(key in ours) && !isOne(key)).map((key) => `${language} has "${key}", which en has not`),
    ...Object.keys(ours).filter((key) => key in theirs && holes(ours[key]?.message) !== holes(theirs[key]?.message))
      .map((key) => `${language} puts other things into "${key}"`),
    ...Object.entries(theirs).filter(([, { message }]) => !message?.trim()).map(([key]) => `${language} says nothing for "${key}"`),
  ];
}

/** @param {string} file @param {string} text */
function hardCoded(file, text) {
  const [patterns, code] = file.endsWith(".html") ? [SHOWN_BY_PAGES, text.replaceAll(/<!--[\s\S]*?-->/g, "")] : [SHOWN_BY_SCRIPTS, uncommented(text)];
  const shown = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => (match[2] ?? "").replaceAll(/\$\{[^}]*\}/g, "").trim()));
  return shown.filter((words) => /\p{L}{2}/u.test(words) && !SAME_EVERYWHERE.has(words)).map((words) => `${file} shows ${JSON.stringify(words)}`);
}

/** @param {string} folder @param {RegExp} names @returns {string[]} */
function files(folder, names) {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "pkg" ? [] : files(`${folder}${entry.name}/`, names);
    return names.test(entry.name) ? [folder + entry.name] : [];
  });
}

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, root), "utf8");
const sources = ["extension/", "www/"].flatMap((folder) => files(folder, /\.(js|html)$|^manifest\.json$/)).map((file) => ({ file, text: read(file) }));
const languages = readdirSync(new URL("extension/_locales/", root));
/** @param {string} language @returns {Messages} */
const messages = (language) => JSON.parse(read(`extension/_locales/${language}/messages.json`));

test("every sentence that is asked for is there", () => assert.deepEqual(missing(sources, messages("en")), []));
const reasons = found(read("src/digest.rs"), REASONS).map((reason) => reason.replaceAll("-", "_"));
const plan = [...found(read("src/digest/plan.d.ts"), NAMES), ...reasons];
test("every sentence is asked for", () => assert.deepEqual(unused(sources, messages("en"), plan), []));
test("every reason that the core has for hiding something has its words", () => {
  assert.ok(reasons.length > 10, `${reasons.length} reasons`);
  assert.deepEqual(reasons.filter((reason) => !(`reason_${reason}` in messages("en"))), []);
});
test("no sentence is written into the code", () => {
  const code = sources.filter(({ file }) => /\.(js|html)$/.test(file));
  assert.deepEqual(code.flatMap(({ file, text }) => hardCoded(file, text)), []);
});
for (const language of languages) {
  test(`${language} has every sentence, with what is put into it`, () => assert.deepEqual(differs(language, messages(language), messages("en")), []));
}

test("a missing and an unused sentence are seen", () => {
  const en = { close: { message: "Close" }, minutes_one: { message: "$1" }, minutes_other: { message: "$1" }, format_rich: { message: "R" } };
  const from = (/** @type {string} */ text) => [{ file: "a.js", text }];
  assert.equal(missing(from('message("close"); message("open"); x.getMessage("shut")'), en).length, 2);
  assert.equal(missing(from('<p data-message="open"></p> __MSG_name__'), en).length, 2);
  assert.equal(unused(from(""), en).length, 4);
  assert.deepEqual(unused(from('message("close"); count("minutes", 3); ["rich"]; message(`format_${name}`)'), en), []);
  assert.deepEqual(unused(from('message("close"); count("minutes", 3); ["plain"]; message(`format_${name}`)'), en), ['"format_rich" is nowhere asked for']);
  const two = { left_out_on: { message: "On" }, left_out_off: { message: "Off" } };
  assert.deepEqual(unused(from('"left_out"; "on"; message(`${name}_${value}`)'), two), ['"left_out_off" is nowhere asked for']);
  assert.deepEqual(unused(from('"left_out"; message(`${name}_${value}`)'), two, ["on", "off"]), []);
});

test("a language that differs is seen", () => {
  const en = { a: { message: "$1 of $2" }, b_other: { message: "b" } };
  assert.deepEqual(differs("xx", { a: { message: "$2, $1" }, b_other: { message: "b" }, b_few: { message: "b" } }, en), []);
  assert.equal(differs("xx", {}, en).length, 2);
  assert.equal(differs("xx", { ...en, c: { message: "c" } }, en).length, 1);
  assert.equal(differs("xx", { ...en, a: { message: "$1" } }, en).length, 1);
  assert.equal(differs("xx", { ...en, b_other: { message: " " } }, en).length, 1);
});

test("words in the code are seen", () => {
  for (const line of ['p.textContent = "Saved.";', "p.append('More here')", 'x.setAttribute("aria-label", "Close")', 'make("p", {}, "Hello there")',
    "b.title = `Open ${site}`", 'Object.assign(x, { title: "Close" })']) {
    assert.equal(hardCoded("a.js", line).length, 1, line);
  }
  for (const line of ['p.textContent = message("saved");', 'p.append(" · ")', '// p.textContent = "Saved."', 'p.textContent = "";', "p.append(`${a}: ${b}`)"]) {
    assert.deepEqual(hardCoded("a.js", line), [], line);
  }
  assert.equal(hardCoded("a.html", '<p title="Close">Words</p>').length, 2);
  assert.deepEqual(hardCoded("a.html", '<title>Nutgraf</title><!-- <p>Words</p> --><p data-message="x"> </p>'), []);
});
