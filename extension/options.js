// The settings: a few choices, kept in this browser.

const api = globalThis.browser ?? globalThis.chrome;
const { getMessage } = api.i18n;

/** What can be chosen; the first of each is what a new reader gets. @type {[keyof Preferences, string, string[]][]} */
const CHOICES = [
  ["format", "copy_as", ["rich", "markdown", "plain"]],
  ["side", "side", ["right", "left"]],
  ["theme", "theme", ["auto", "light", "dark"]],
];

const kept = await api.storage.local.get(Object.fromEntries(CHOICES.map(([name, , [first]]) => [name, first])));
const saved = document.createElement("p");
saved.setAttribute("role", "status");
const title = document.createElement("h1");
title.textContent = getMessage("settings_title");
const note = document.createElement("p");
note.textContent = getMessage("settings_note");

document.documentElement.lang = getMessage("locale");
document.querySelector("main")?.append(title, note, ...CHOICES.map(choice), saved);

/** @param {typeof CHOICES[number]} choice */
function choice([name, label, values]) {
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = getMessage(label);
  group.append(legend);
  for (const value of values) {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name, value, checked: kept[name] === value });
    input.addEventListener("change", async () => {
      await api.storage.local.set({ [name]: value });
      saved.textContent = getMessage("settings_saved");
    });
    const words = document.createElement("label");
    words.append(input, getMessage(`${name}_${value}`));
    group.append(words);
  }
  return group;
}

export {};
