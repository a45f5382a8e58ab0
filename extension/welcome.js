// The page that is shown once, after the installation: how it works, in three pictures.

import { maker } from "./make.js";

const api = globalThis.browser ?? globalThis.chrome;
const message = api.i18n.getMessage;
const make = maker(document);

document.documentElement.lang = message("locale");
document.documentElement.dir = message("direction");
document.title = message("welcome_title");

const [command] = (await api.commands?.getAll()) ?? [];
const steps = ["click", "read", "copy"].map((name) => {
  // What it shows is told below it.
  const picture = make("img", {});
  Object.assign(picture, { src: `welcome/${name}.svg`, alt: "", width: 480, height: 300 });
  const key = name === "click" && command?.shortcut && ` ${message("welcome_key", command.shortcut)}`;
  return make("li", {}, picture, make("p", {}, message(`welcome_${name}`), key));
});

document.querySelector("main")?.append(
  make("h1", {}, message("welcome_title")),
  make("ol", {}, ...steps),
  make("p", { className: "acts" },
    button("try", "main", () => void api.tabs.create({ url: api.runtime.getURL("playground.html") })),
    button("settings", "", () => void api.runtime.openOptionsPage())),
  make("p", { className: "note" }, message("welcome_pin")),
  make("p", { className: "note" }, message("welcome_private")));

/** @param {string} name @param {string} className @param {() => void} act */
function button(name, className, act) {
  const button = make("button", { id: name, className }, message(`welcome_${name}`));
  button.addEventListener("click", act);
  return button;
}

export {};
