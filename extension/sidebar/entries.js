// Entries: buttons that lead to a place in the story, and to the next one when there are several.
//
// An entry that is pointed at or has the focus shows its place in the page's margin, and beside it a button that copies it alone. There is
// one such button, put behind the entry it is meant for: nothing else moves, and Tab finds it there.
"use strict";
{
  /**
   * @param {Building} building @param {HTMLElement} panel
   * @returns {Entries}
   */
  function entries({ make, surroundings, message, say, button, copied }, panel) {
    /** @typedef {{ places: Points[], clip?: import("../pkg/nutgraf.js").EntryClip }} About */
    const all = /** @type {Map<HTMLButtonElement, About>} */ (new Map());
    let current = /** @type {HTMLButtonElement | null} */ (null);
    const copying = button(message("copy_entry"), "copy-entry", () => void copyEntry(current), "quiet");
    const back = button(message("back"), "back", () => {
      surroundings.back();
      say("");
      unmark();
    }, "quiet");

    function unmark() {
      panel.querySelector("[aria-current]")?.removeAttribute("aria-current");
    }

    /** @param {HTMLButtonElement | null} entry */
    async function copyEntry(entry) {
      const clip = entry && all.get(entry)?.clip;
      if (!clip) return;
      const { format } = surroundings.preferences;
      const text = format === "plain" || format === "citation" ? clip.text : format === "html" ? clip.html : clip.markdown;
      await copied(format === "rich" ? { html: clip.html, text } : { text }, message("copied_entry"));
    }

    /** @param {HTMLButtonElement | null} entry */
    function turnTo(entry) {
      current = entry;
      surroundings.point(entry ? all.get(entry)?.places ?? [] : []);
      if (entry && all.get(entry)?.clip) entry.after(copying);
      else copying.remove();
    }

    /** @param {HTMLButtonElement} entry @param {EventTarget | null} next */
    function turnFrom(entry, next) {
      if (current !== entry || next === copying || next === entry) return;
      const root = /** @type {ShadowRoot | Document} */ (panel.getRootNode());
      const focused = root.activeElement;
      turnTo(focused instanceof HTMLButtonElement && all.has(focused) ? focused : null);
    }

    copying.addEventListener("blur", ({ relatedTarget }) => current && turnFrom(current, relatedTarget));
    copying.addEventListener("pointerleave", ({ relatedTarget }) => current && turnFrom(current, relatedTarget));

    return {
      entry({ places, clip, inline, whole, className, ...about }, ...children) {
        const entry = make("button", { ...about, className: present("entry", className, inline && "inline").join(" ") }, ...children);
        all.set(entry, { places, clip });
        // The parts of a quote are one place; the mentions of a name are visited in turn.
        const stops = whole ? [places] : places.map((place) => [place]);
        let next = 0;
        entry.addEventListener("click", () => {
          const stop = stops[next];
          if (!stop || !surroundings.jump(stop)) return say(message("gone"));
          unmark();
          entry.setAttribute("aria-current", "true");
          say(stops.length > 1 ? message("nth", String(next + 1), String(stops.length)) : message("in_sight"), back);
          next = (next + 1) % stops.length;
        });
        entry.addEventListener("focus", () => turnTo(entry));
        entry.addEventListener("blur", ({ relatedTarget }) => turnFrom(entry, relatedTarget));
        entry.addEventListener("pointerenter", () => turnTo(entry));
        entry.addEventListener("pointerleave", ({ relatedTarget }) => turnFrom(entry, relatedTarget));
        return inline ? entry : make("div", { className: "item" }, entry);
      },
      visible: () => [...panel.querySelectorAll("button.entry")].flatMap((entry) =>
        entry instanceof HTMLButtonElement && entry.getClientRects().length > 0 ? [entry] : []),
      places: () => [...all.values()].flatMap(({ places }) => places),
      of: ({ start, end }) => [...all].find(([, { places }]) => places.some((place) => place.start === start && place.end === end))?.[0],
      copyFocused() {
        const focused = /** @type {ShadowRoot | Document} */ (panel.getRootNode()).activeElement;
        if (!current || (focused !== current && focused !== copying)) return false;
        void copyEntry(current);
        return true;
      },
    };
  }

  /** @template T @param {(T | false | undefined)[]} items */
  function present(...items) {
    return items.filter((item) => item);
  }

  nutgraf.entries = entries;
}
