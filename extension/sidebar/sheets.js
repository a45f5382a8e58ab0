// What opens between the panel's bar and the story: how the page looks, the settings asked for most, and the keys.
"use strict";
{
  /** Where shortening the lines begins, in letters. */
  const FIRST_WIDTH = 75;

  /** The keys of the panel, each with what it does. */
  const KEYS = [["j ↓", "key_next"], ["k ↑", "key_previous"], ["Enter", "key_jump"], ["b", "key_back"], ["c", "key_copy"], ["?", "key_help"], ["Esc", "key_close"]];

  /** @param {Building} building */
  function page(building) {
    const { make, message, surroundings } = building;
    const { hiding } = surroundings;
    return make("div", {},
      hiding && clutter(building, hiding),
      hiding && surroundings.pick && pointing(building, hiding),
      make("fieldset", {}, make("legend", {}, message("story_in_place")),
        stepper(building, "text_size", (value) => `${value} %`),
        stepper(building, "line_width", (value) => (value === 0 ? message("as_site") : message("letters", String(value)))),
        checkbox(building, message("calm"), "calm", building.preferences.style === "calm", (on) => ({ style: on ? "calm" : "site" })),
        checkbox(building, message("dark_page"), "dark", building.preferences.dark, (dark) => ({ dark })),
        checkbox(building, message("mark_all"), "mark-all", building.preferences.highlight, (highlight) => ({ highlight })),
        checkbox(building, message("print_summary"), "print", building.preferences.print, (print) => ({ print }))));
  }

  /** What is hidden, by reason, each to be shown again. @param {Building} building @param {Hiding} hiding */
  function clutter({ make, message }, hiding) {
    const groups = [...hiding.groups()].map(([reason, { count, hidden }]) => {
      const box = make("input", { part: `reason-${reason}` });
      box.type = "checkbox";
      box.checked = hidden;
      box.addEventListener("change", () => hiding.showGroup(reason, !box.checked));
      return make("label", {}, box, message(`reason_${reason.replaceAll("-", "_")}`), make("small", {}, String(count)));
    });
    return groups.length > 0 && make("fieldset", { className: "reasons" }, make("legend", {}, message("hidden_here")), ...groups);
  }

  /** Pointing at what is clutter and at what is not. @param {Building} building @param {Hiding} hiding */
  function pointing({ make, message, surroundings, button, say }, hiding) {
    let stop = /** @type {(() => void) | null} */ (null);
    const undo = button(message("take_back"), "take-back", () => {
      undo.disabled = !hiding.takeBack();
    }, "quiet");
    undo.disabled = true;
    const ways = /** @type {const} */ (["hide", "keep"]).map((what) => {
      const way = button(message(`point_${what}`), `point-${what}`, () => {
        const wasThis = way.getAttribute("aria-pressed") === "true";
        stop?.();
        if (wasThis) return;
        way.setAttribute("aria-pressed", "true");
        say(message(`pointing_${what}`));
        const taken = () => {
          undo.disabled = false;
        };
        stop = surroundings.pick?.(what, taken, () => {
          stop = null;
          way.setAttribute("aria-pressed", "false");
          say("");
        }) ?? null;
      }, "plain");
      way.setAttribute("aria-pressed", "false");
      return way;
    });
    return make("p", { className: "acts" }, ...ways, undo);
  }

  /** @param {Building} building */
  function settings(building) {
    const { make, message, surroundings, preferences, button } = building;
    return make("div", {},
      make("fieldset", {}, make("legend", {}, message("panel_looks")),
        select(building, "theme", ["auto", "light", "dark"], preferences.theme),
        select(building, "side", ["right", "left"], preferences.side),
        stepper(building, "size", (value) => `${value} %`)),
      make("p", { className: "acts" },
        surroundings.always && surroundings.site && button(message("always_here", surroundings.site), "always", surroundings.always, "plain"),
        surroundings.settings && button(message("all_settings"), "all-settings", surroundings.settings, "plain")));
  }

  /** @param {Building} building */
  function help({ make, message }) {
    return make("div", {}, make("dl", { className: "keys" }, ...KEYS.flatMap(([key, does]) =>
      [make("dt", {}, ...String(key).split(" ").flatMap((one, index) => [index > 0 && " ", make("kbd", {}, one)])), make("dd", {}, message(String(does)))])));
  }

  /**
   * @param {Building} building @param {string} words @param {string} part @param {boolean} checked
   * @param {(on: boolean) => Partial<Preferences>} chosen
   */
  function checkbox({ make, choose }, words, part, checked, chosen) {
    const box = make("input", { part });
    box.type = "checkbox";
    box.checked = checked;
    box.addEventListener("change", () => choose(chosen(box.checked)));
    return make("label", {}, box, words);
  }

  /** @param {Building} building @param {"theme" | "side"} name @param {string[]} values @param {string} value */
  function select({ make, message, choose }, name, values, value) {
    const list = make("select", { part: name });
    for (const each of values) {
      const option = make("option", {}, message(`${name}_${each}`));
      option.value = each;
      list.append(option);
    }
    list.value = value;
    list.addEventListener("change", () => choose({ [name]: list.value }));
    return make("label", {}, make("span", {}, message(name)), list);
  }

  /**
   * A number that goes up and down by steps.
   * @param {Building} building @param {"size" | "text_size" | "line_width"} name @param {(value: number) => string} written
   */
  function stepper({ make, message, preferences, choose, button }, name, written) {
    const { least, most, step } = nutgraf.ranges[name];
    const value = make("output", { part: name }, written(preferences[name]));
    const less = button("−", `${name}-less`, () => go(-1), "step");
    const more = button("+", `${name}-more`, () => go(1), "step");
    less.setAttribute("aria-label", message(`${name}_less`));
    more.setAttribute("aria-label", message(`${name}_more`));

    /** @param {number} direction */
    function go(direction) {
      const now = preferences[name];
      // Lines are as long as the site has them, until the reader shortens them.
      const free = name === "line_width" && now === 0;
      const next = free ? (direction < 0 ? FIRST_WIDTH : 0) : now + direction * step;
      const open = name === "line_width" && next > most;
      choose({ [name]: open ? 0 : next === 0 ? 0 : Math.min(Math.max(next, least), most) });
      value.textContent = written(preferences[name]);
    }
    const group = make("div", { className: "stepper", role: "group" }, make("span", {}, message(name)), less, value, more);
    group.setAttribute("aria-label", message(name));
    return group;
  }

  nutgraf.sheets = { page, settings, help };
}
