// What the stores are told, and what they get: the package as it was built, the texts and pictures of the listing.
//
// Each check is a function from content to complaints or to what is found, so that the tests can show that it is able to complain.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
/** @param {string} file */
const read = (file) => readFileSync(new URL(file, root), "utf8");
const packages = ["chrome", "firefox"];
/** @param {string} name */
const manifest = (name) => JSON.parse(read(`target/dist/${name}/manifest.json`));

/** Everything that a package asks of the browser and of the reader. A line more here is a line more in docs/store/reviewers.md. */
const ASKED = {
  permissions: ["activeTab", "scripting", "storage"],
  optional_host_permissions: ["*://*/*"],
  content_security_policy: {
    extension_pages: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; frame-src 'self'",
  },
  commands: { _execute_action: { suggested_key: { default: "Alt+Shift+G" } } },
  incognito: "spanning",
  options_ui: { page: "options.html" },
};

/** What says who we are and for whom, and asks for nothing. */
const TOLD = ["manifest_version", "name", "description", "version", "default_locale", "icons", "action", "background", "minimum_chrome_version", "browser_specific_settings"];

/** @param {Record<string, unknown>} manifest */
const asked = (manifest) => Object.fromEntries(Object.entries(manifest).filter(([key]) => !TOLD.includes(key)));

for (const name of packages) {
  test(`the ${name} package asks for what it needs and no more`, () => assert.deepEqual(asked(manifest(name)), ASKED));

  test(`the ${name} package holds what is known to be in it`, () => {
    const files = readdirSync(new URL(`target/dist/${name}/`, root), { withFileTypes: true }).map((entry) => entry.name + (entry.isDirectory() ? "/" : "")).sort();
    assert.deepEqual(files, ["THIRD_PARTY.txt", "_locales/", "background.js", "icons/", "labels.js", "make.js", "manifest.json", "options.css", "options.html",
      "options.js", "page/", "pkg/", "playground.html", "preferences.js", "sample.txt", "sidebar/", "welcome.css", "welcome.html", "welcome.js", "welcome/", "www.css",
      "www.js"]);
    assert.deepEqual(readdirSync(new URL(`target/dist/${name}/pkg/`, root)).sort(), ["nutgraf.js", "nutgraf_bg.wasm"]);
  });
}

test("a permission that is added is seen", () => {
  for (const key of ["host_permissions", "optional_permissions", "content_scripts", "web_accessible_resources", "externally_connectable", "host_permissions"]) {
    assert.notDeepEqual(asked({ ...manifest("chrome"), [key]: ["x"] }), ASKED, key);
  }
  assert.notDeepEqual(asked({ ...manifest("chrome"), permissions: [...ASKED.permissions, "tabs"] }), ASKED);
});

test("the add-on store's lint has no error, no warning and no notice", () => {
  const lint = fileURLToPath(new URL("node_modules/.bin/web-ext", root));
  const words = ["lint", "--self-hosted=false", "--output=json", "--source-dir", fileURLToPath(new URL("target/dist/firefox", root))];
  const { summary, errors, warnings, notices } = JSON.parse(execFileSync(process.execPath, [lint, ...words], { encoding: "utf8" }));
  assert.deepEqual(summary, { errors: 0, notices: 0, warnings: 0 }, JSON.stringify([errors, warnings, notices], null, 2));
});

/** The text below a heading. @param {string} markdown @param {string} heading */
function below(markdown, heading) {
  return markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))?.slice(heading.length).trim() ?? "";
}

/** The rows of the tables of a text, cell by cell. @param {string} markdown */
const rows = (markdown) => markdown.split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

test("the listing is what the stores take, and what the extension says of itself", () => {
  const listing = read("docs/store/listing.md");
  const english = JSON.parse(read("extension/_locales/en/messages.json"));
  assert.equal(below(listing, "Name"), english.name.message);
  assert.equal(below(listing, "Summary"), english.description.message);
  // Chrome takes 132 letters of the manifest's description, in every language.
  for (const language of readdirSync(new URL("extension/_locales/", root))) {
    const { description } = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    assert.ok(description.message.length <= 132, `${language}: ${description.message.length} letters`);
  }
  const { length } = below(listing, "Description");
  assert.ok(length > 500 && length < 15_000, `${length} letters`);
});

test("every permission has its reason in the notes for reviewers, and every reason its permission", () => {
  const named = rows(below(read("docs/store/reviewers.md"), "Permissions")).slice(1).map(([permission = ""]) => /`([^`]+)`/.exec(permission)?.[1] ?? "").filter(Boolean);
  assert.deepEqual(named, [...ASKED.permissions, ...ASKED.optional_host_permissions]);
});

/** The width, the height and whether there is an alpha channel. @param {string} file a PNG */
function picture(file) {
  const bytes = readFileSync(new URL(file, root));
  assert.equal(bytes.toString("latin1", 1, 4), "PNG", file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), alpha: bytes[25] === 4 || bytes[25] === 6, kilobytes: bytes.length / 1000 };
}

test("pictures and icons have the stores' sizes", () => {
  const readme = read("docs/store/README.md");
  const shots = rows(below(readme, "Screenshots, 1280 × 800, in this order")).slice(1).map(([file = ""]) => file.replaceAll("`", ""));
  assert.ok(shots.length >= 1 && shots.length <= 5, `${shots.length} screenshots`);
  for (const file of shots) {
    const { width, height, alpha, kilobytes } = picture(file);
    assert.deepEqual({ width, height, alpha }, { width: 1280, height: 800, alpha: false }, file);
    assert.ok(kilobytes < 300, `${file}: ${kilobytes} kB`);
  }
  const tile = picture("docs/store/tile.png");
  assert.deepEqual([tile.width, tile.height, tile.alpha], [440, 280, false]);
  for (const [size, file] of Object.entries(manifest("chrome").icons)) assert.deepEqual([picture(`extension/${file}`).width, picture(`extension/${file}`).height], [Number(size), Number(size)]);
});

/** How what the table of versions names is found in the sources. @type {[string, RegExp][]} */
const USED = [
  ["CSS.highlights", /CSS\.highlights/], ["caretPositionFromPoint", /caretPositionFromPoint/], ["zoom", /^\s*zoom:/m], ["light-dark()", /light-dark\(/],
  ["showPopover", /\.showPopover\(/], ["toWellFormed", /toWellFormed/], ["color-mix()", /color-mix\(/], ["optional_host_permissions", /"optional_host_permissions"/],
  ["data_collection_permissions", /"data_collection_permissions"/],
];

test("the oldest browsers that are asked for are the oldest that have what is used", () => {
  const table = rows(below(read("docs/store/README.md"), "Browser versions")).slice(1);
  const named = table.map(([what = "", chrome, firefox, where = ""]) => ({ what: /`([^`]+)`/.exec(what)?.[1] ?? "", chrome: Number(chrome), firefox: Number(firefox), where: where.replaceAll("`", "") }));
  assert.deepEqual(named.map(({ what }) => what), USED.map(([what]) => what));
  named.forEach(({ where }, at) => {
    assert.ok(existsSync(new URL(`extension/${where}`, root)), where);
    assert.match(read(`extension/${where}`), /** @type {[string, RegExp]} */ (USED[at])[1]);
  });
  assert.equal(manifest("chrome").minimum_chrome_version, String(Math.max(...named.map(({ chrome }) => chrome))));
  const { gecko, gecko_android } = manifest("firefox").browser_specific_settings;
  assert.equal(gecko.strict_min_version, `${Math.max(...named.map(({ firefox }) => firefox))}.0`);
  assert.equal(gecko_android.strict_min_version, "142.0");
});
