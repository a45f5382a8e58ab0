// The panel: a digest as a page of paper beside the page.
//
// Takes a plan and its surroundings (the extension's or the playground's) and gives elements; the other files of this folder make its
// parts. Nothing here decides anything about text.
"use strict";
{
  /** @param {Document} document @param {Surroundings} surroundings @returns {Panel} */
  function panel(document, surroundings) {
    const { message, preferences } = surroundings;
    const make = nutgraf.maker(document);
    const status = make("p", { className: "status", part: "status", role: "status" });
    const passing = make("div", { className: "passing" }, status);
    const notice = make("div", { part: "notice", role: "status" });
    const scroller = make("div", { className: "scroller" });
    const content = make("div", {});
    scroller.append(notice, content);
    const sheet = make("div", { className: "sheet", part: "sheet" });
    sheet.hidden = true;
    const foot = make("footer", { className: "foot" });
    const element = make("aside", { className: "panel", part: "panel", role: "complementary" });
    element.setAttribute("aria-label", message("panel"));
    element.lang = message("locale");
    element.dir = message("direction");
    element.tabIndex = -1;

    /** @type {Building} */
    const building = {
      make, surroundings, message, preferences,
      say(text, more) {
        status.textContent = text;
        passing.replaceChildren(status, ...(more ? [more] : []));
      },
      button(text, part, act, className) {
        const button = make("button", { className, part }, text);
        button.addEventListener("click", act);
        return button;
      },
      async copied(summary, said) {
        const done = await surroundings.copy(summary);
        building.say(done ? said : message("copy_by_hand"));
        if (!done) byHand(summary.text);
      },
      choose(changed) {
        Object.assign(preferences, changed);
        surroundings.remember(changed);
        dress();
      },
    };
    let entries = /** @type {Entries | null} */ (null);
    let copySummary = () => {};

    /** The buttons that open a sheet, by its name. @type {Map<string, HTMLButtonElement>} */
    const openers = new Map();
    const opener = (/** @type {"page" | "settings" | "help"} */ name, /** @type {string} */ text) => {
      const button = building.button(text, `open-${name}`, () => turn(name), "quiet");
      button.setAttribute("aria-expanded", "false");
      openers.set(name, button);
      return button;
    };
    const help = opener("help", "?");
    help.setAttribute("aria-label", message("keys"));
    const tools = make("span", { className: "tools" });
    const bar = make("div", { className: "bar" }, make("span", { className: "brand" }, message("name")), tools,
      surroundings.close && building.button(message("close"), "close", surroundings.close, "quiet"));
    element.append(bar, sheet, scroller, make("div", { className: "bottom" }, passing, foot));
    dress();

    // What was said is over once the reader reads on.
    for (const moved of ["wheel", "touchmove"]) scroller.addEventListener(moved, () => building.say(""), { passive: true });

    function dress() {
      element.dataset.theme = preferences.theme;
      element.dataset.side = preferences.side;
      element.style.setProperty("--size", String(preferences.size / 100));
    }

    /** Opens a sheet, or closes it. @param {"page" | "settings" | "help"} name */
    function turn(name) {
      const opens = openers.get(name)?.getAttribute("aria-expanded") !== "true";
      for (const [other, button] of openers) button.setAttribute("aria-expanded", String(opens && other === name));
      sheet.hidden = !opens;
      sheet.replaceChildren(...(opens ? [nutgraf.sheets[name](building)] : []));
    }

    /** Closes the sheet that is open; whether there was one. */
    function closeSheet() {
      const open = [...openers].find(([, button]) => button.getAttribute("aria-expanded") === "true");
      if (!open) return false;
      turn(/** @type {"page"} */ (open[0]));
      open[1].focus();
      return true;
    }

    /** @param {number} step */
    function walk(step) {
      const visible = entries?.visible() ?? [];
      const root = /** @type {ShadowRoot | Document} */ (element.getRootNode());
      const at = visible.findIndex((entry) => entry === root.activeElement);
      const next = at < 0 ? (step > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + step, 0), visible.length - 1);
      visible[next]?.focus();
    }

    /** Each key with what it does. @type {Record<string, () => boolean | void>} */
    const keys = {
      j: () => walk(1),
      ArrowDown: () => walk(1),
      k: () => walk(-1),
      ArrowUp: () => walk(-1),
      b: () => surroundings.back(),
      c: () => entries?.copyFocused() || copySummary(),
      "?": () => help.isConnected && turn("help"),
      Escape: () => closeSheet(),
    };

    /** The last way to copy: the text, selected. @param {string} text */
    function byHand(text) {
      const area = make("textarea", { className: "by-hand" });
      area.value = text;
      area.readOnly = true;
      area.setAttribute("aria-label", message("copy"));
      content.querySelector("textarea")?.remove();
      content.prepend(area);
      area.focus();
      area.select();
    }

    return {
      element,
      say: building.say,
      sentence(text, report) {
        tools.replaceChildren();
        const copyReport = report && building.button(message("copy_report"), "copy-report",
          () => void building.copied({ text: report }, message("copied_report")), "plain");
        content.replaceChildren(make("p", { className: "message", part: "message" }, text),
          ...(copyReport ? [make("p", { className: "acts" }, copyReport)] : []));
        foot.replaceChildren();
      },
      digest(plan) {
        const told = plan.digest.page.kind !== "none";
        tools.replaceChildren(...(told ? [opener("page", message("page"))] : []), opener("settings", message("settings")), ...(told ? [help] : []));
        entries = nutgraf.entries(building, element);
        content.replaceChildren(...nutgraf.story(building, entries, plan));
        const made = told ? nutgraf.foot(building, plan) : null;
        copySummary = made?.copy ?? copySummary;
        foot.replaceChildren(...(made?.elements ?? []));
      },
      changed() {
        notice.replaceChildren(make("p", { className: "message" }, message("changed"),
          surroundings.again && building.button(message("again"), "again", surroundings.again, "plain")));
      },
      places: () => entries?.places() ?? [],
      reveal(points) {
        const entry = entries?.of(points);
        if (!entry) return;
        for (let at = /** @type {HTMLElement | null} */ (entry); at && at !== element; at = at.parentElement) {
          if (at.hidden) unfold(at);
        }
        entry.focus();
        entry.scrollIntoView({ block: "nearest" });
      },
      key(event) {
        const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
        const types = target.matches("input, select, textarea");
        const act = keys[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey || (types && event.key !== "Escape")) return false;
        return act() !== false;
      },
    };

    /** Opens what keeps an entry out of sight. @param {HTMLElement} hidden */
    function unfold(hidden) {
      const section = hidden.closest("section");
      const title = section?.querySelector(".fold[aria-expanded=false]");
      if (title instanceof HTMLElement) title.click();
      const more = hidden.parentElement?.querySelector("[data-part=more]");
      if (hidden.hidden && more instanceof HTMLElement) more.click();
    }
  }

  nutgraf.panel = panel;
}
