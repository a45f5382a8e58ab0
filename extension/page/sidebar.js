// The panel: a digest as a page of paper beside the page.
//
// Takes a plan and its surroundings (the extension's or the playground's) and gives elements. What the page says is set in serif, what we
// say in sans. Page text is only ever `textContent`; every entry is a button that leads to its place in the story.
"use strict";
{
  /** How many entries of a list are shown before "12 more". */
  const FIRST = { people: 5, inline: 8, dates: 4, numbers: 6, quotes: 6 };

  /**
   * @param {Document} document @param {Surroundings} surroundings
   * @returns {Panel}
   */
  function panel(document, surroundings) {
    const { message, preferences } = surroundings;
    const make = maker(document);
    const status = make("p", { className: "status", part: "status", role: "status" });
    const scroller = make("div", { className: "scroller" });
    const foot = make("footer", { className: "foot" });
    const bar = make("div", { className: "bar" },
      make("span", { className: "brand" }, message("name")),
      surroundings.settings && quietButton(message("settings"), "settings", surroundings.settings),
      surroundings.close && quietButton(message("close"), "close", surroundings.close));
    const element = make("aside", { className: "panel", part: "panel", role: "complementary" }, bar, scroller, status, foot);
    element.setAttribute("aria-label", message("panel"));
    element.lang = message("locale");
    element.tabIndex = -1;
    element.dataset.theme = preferences.theme;
    element.dataset.side = preferences.side;

    /** @param {string} text @param {string} part @param {() => void} act */
    function quietButton(text, part, act) {
      const button = make("button", { className: "quiet", part }, text);
      button.addEventListener("click", act);
      return button;
    }

    /** @param {string} text */
    function say(text) {
      status.textContent = text;
    }

    // What was said is over once the reader reads on.
    scroller.addEventListener("scroll", () => say(""), { passive: true });

    const entries = entryMaker(make, surroundings, say, element);
    return {
      element,
      sentence(text) {
        scroller.replaceChildren(make("p", { className: "message", part: "message" }, text));
        foot.replaceChildren();
      },
      digest(plan) {
        const { digest } = plan;
        const story = digest.page.kind !== "none";
        const sections = story ? [keyPoints(digest), facts(digest), quotes(digest)] : [];
        const found = sections.some((section) => section !== null);
        const sentence = !story ? "no_story" : digest.page.kind === "stub" ? "stub" : found ? null : "nothing_found";
        scroller.replaceChildren(...present(
          head(plan),
          sentence && make("p", { className: "message", part: "message" }, message(sentence)),
          ...sections,
        ));
        foot.replaceChildren(...(story ? copying(plan) : []));
      },
    };

    /** @param {Plan} plan */
    function head({ digest: { page }, count }) {
      const published = page.published && day(page.published, message("locale"), {});
      const line = present(
        page.site && make("b", { part: "site" }, page.site),
        page.byline.length > 0 && make("span", { part: "byline" }, page.byline.join(", ")),
        published && make("span", { part: "date" }, published),
        page.minutes > 0 && page.kind !== "none" && make("span", { part: "minutes" }, counted(message, "minutes", page.minutes)),
      );
      const headline = page.title && make("h2", { className: "headline", part: "headline", lang: page.language }, page.title);
      if (!headline && line.length === 0 && count === 0) return null;
      return make("header", { className: "head" }, headline,
        line.length > 0 && make("p", { className: "line" }, ...separated(line, document)),
        count > 0 && hidden(count));
    }

    /** @param {number} count */
    function hidden(count) {
      const text = make("span", {}, counted(message, "hidden", count));
      const button = make("button", { part: "toggle-hidden" }, message("show"));
      let shown = false;
      button.addEventListener("click", () => {
        shown = !shown;
        surroundings.show(shown);
        text.textContent = counted(message, shown ? "shown" : "hidden", count);
        button.textContent = message(shown ? "hide" : "show");
      });
      return make("p", { className: "hidden", part: "hidden-count" }, text, " ", button);
    }

    /** @param {Plan["digest"]} digest */
    function keyPoints(digest) {
      const items = digest.key_points.map((point) =>
        make("li", {}, entries.entry({ part: "key-point", places: [point], lang: digest.page.language }, point.text)));
      return section("key_points", items.length > 0 && make("ul", { className: "points" }, ...items));
    }

    /** @param {Plan["digest"]} digest */
    function facts(digest) {
      const rows = present(
        row("who", listed(FIRST.people, digest.people.map((person) => named(person)))),
        row("organisations", inline(digest.organisations)),
        row("when", listed(FIRST.dates, moments(digest.dates).map(moment))),
        row("where", inline(digest.places)),
        row("how_many", listed(FIRST.numbers, amounts(digest.numbers).map(({ text, about, places }) =>
          entries.entry({ part: "fact", places, className: "number" }, make("b", {}, text), about && ` ${about}`)))),
      );
      return section("facts", rows.length > 0 && make("dl", { className: "facts" }, ...rows.flat()));

      /** @param {Plan["digest"]["people"][number]} person */
      function named({ name, role, mentions }) {
        return entries.entry({ part: "fact", places: mentions }, name, role && make("small", {}, role));
      }

      /** @param {{ text: string, value: string | null, places: Points[] }} moment */
      function moment({ text, value, places }) {
        const date = value && day(value, message("locale"), { weekday: "short" });
        return entries.entry({ part: "fact", places },
          date || text, date && make("small", {}, message("printed", text)));
      }
    }

    /** @param {Plan["digest"]["places"]} named */
    function inline(named) {
      if (named.length === 0) return null;
      const items = named.map(({ name, mentions }) => entries.entry({ part: "fact", places: mentions, className: "inline" }, name));
      return make("div", { className: "run" }, ...firstFew(items, FIRST.inline));
    }

    /** @param {number} few @param {HTMLElement[]} items */
    function listed(few, items) {
      return items.length > 0 && make("div", {}, ...firstFew(items, few));
    }

    /** @param {string} label @param {HTMLElement | false | null} content */
    function row(label, content) {
      return content && [make("dt", {}, message(label)), make("dd", {}, content)];
    }

    /** @param {Plan["digest"]} digest */
    function quotes(digest) {
      const points = [...digest.article.text];
      const items = digest.quotes.map((quote) => {
        const words = entries.entry({ part: "quote", places: quote.parts.length > 0 ? quote.parts : [quote], lang: digest.page.language },
          ...spoken(quote, points));
        return make("li", { className: quote.kind === "direct" ? "said" : "said reported" },
          make("blockquote", {}, words), speaker(quote));
      });
      return section("quotes", items.length > 0 && make("ul", { className: "quotes" }, ...firstFew(items, FIRST.quotes)), items.length);
    }

    /**
     * The words of a quote: those of a direct one alone, with a mark where the writer breaks in.
     * @param {Plan["digest"]["quotes"][number]} quote @param {string[]} points the story, a code point each
     */
    function spoken(quote, points) {
      if (quote.kind !== "direct" || quote.parts.length < 2) return [quote.text];
      return quote.parts.flatMap(({ start, end }, index) => {
        const words = points.slice(start, end).join("");
        return index === 0 ? [words] : [make("span", { className: "gap" }, " … "), words];
      });
    }

    /** @param {Plan["digest"]["quotes"][number]} quote */
    function speaker({ kind, speaker }) {
      const reported = kind === "indirect" && make("small", {}, message("reported"));
      if (!speaker) return make("p", { className: "speaker", part: "speaker" }, make("small", {}, message("nobody")), reported);
      const { name, role, anonymous } = speaker;
      const more = present(role && make("small", {}, role), anonymous && make("small", {}, message("unnamed")), reported);
      return make("p", { className: "speaker" },
        entries.entry({ part: "speaker", places: [speaker], className: "inline" }, make("b", {}, name)), ...more);
    }

    /** @param {string} heading @param {HTMLElement | false} content @param {number} [count] */
    function section(heading, content, count) {
      if (!content) return null;
      const title = make("h3", {}, message(heading));
      return make("section", {},
        count === undefined ? title : make("div", { className: "title" }, title, make("span", {}, String(count))),
        content);
    }

    /**
     * The first few, and a button that brings the rest.
     * @param {HTMLElement[]} items @param {number} few
     */
    function firstFew(items, few) {
      // A button for one more would take the place of that one.
      if (items.length <= few + 1) return items;
      const rest = items.slice(few);
      for (const item of rest) item.hidden = true;
      const inside = items[0]?.localName === "li";
      const button = make("button", { className: "more" }, message("more", String(rest.length)));
      const holder = inside ? make("li", {}, button) : button;
      button.addEventListener("click", () => {
        for (const item of rest) item.hidden = false;
        const next = rest[0];
        (next instanceof HTMLButtonElement ? next : next?.querySelector("button"))?.focus();
        holder.remove();
      });
      return [...items, holder];
    }

    /** @param {Plan} plan */
    function copying({ copy }) {
      const button = make("button", { className: "copy", part: "copy" }, message("copy"));
      const format = make("select", { part: "format" });
      format.setAttribute("aria-label", message("format"));
      for (const name of ["rich", "markdown", "plain"]) {
        const option = make("option", {}, message(`format_${name}`));
        option.value = name;
        format.append(option);
      }
      format.value = preferences.format;
      format.addEventListener("change", () => surroundings.remember({ format: /** @type {Preferences["format"]} */ (format.value) }));
      button.addEventListener("click", async () => {
        const summary = format.value === "rich" ? { html: copy.html, text: copy.markdown }
          : { text: format.value === "markdown" ? copy.markdown : copy.text };
        const copied = await surroundings.copy(summary);
        say(message(copied ? "copied" : "copy_by_hand"));
        if (!copied) byHand(summary.text);
      });
      return [button, format];
    }

    /** The last way to copy: the text, selected. @param {string} text */
    function byHand(text) {
      const area = make("textarea", { className: "by-hand" });
      area.value = text;
      area.readOnly = true;
      area.setAttribute("aria-label", message("copy"));
      scroller.querySelector("textarea")?.remove();
      scroller.prepend(area);
      area.focus();
      area.select();
    }
  }

  /**
   * @typedef {{ className?: string, part?: string, role?: string, lang?: string }} Attributes
   * @typedef {Node | string | false | null | undefined | 0} Child
   */

  /** @param {Document} document */
  function maker(document) {
    /**
     * @template {keyof HTMLElementTagNameMap} Name
     * @param {Name} name @param {Attributes} attributes @param {Child[]} children
     */
    return (name, { className, part, role, lang }, ...children) => {
      const element = document.createElement(name);
      if (name === "button") element.setAttribute("type", "button");
      if (className) element.className = className;
      if (part) element.dataset.part = part;
      if (role) element.setAttribute("role", role);
      if (lang) {
        element.lang = lang;
        element.dir = "auto";
      }
      element.append(...present(...children));
      return element;
    };
  }

  /**
   * Entries: buttons that lead to a place in the story, and to the next one when there are several.
   * @param {ReturnType<typeof maker>} make @param {Surroundings} surroundings
   * @param {(text: string) => void} say @param {HTMLElement} element
   */
  function entryMaker(make, { jump, message }, say, element) {
    return {
      /**
       * @param {Attributes & { places: Points[] }} about @param {Child[]} children
       */
      entry({ places, className, ...about }, ...children) {
        const button = make("button", { ...about, className: className ? `entry ${className}` : "entry" }, ...children);
        // The parts of a quote are one place; the mentions of a name are visited in turn.
        const stops = about.part === "quote" ? [places] : places.map((place) => [place]);
        let next = 0;
        button.addEventListener("click", () => {
          const stop = stops[next];
          if (!stop || !jump(stop)) return;
          element.querySelector("[aria-current]")?.removeAttribute("aria-current");
          button.setAttribute("aria-current", "true");
          say(stops.length > 1 ? message("nth", String(next + 1), String(stops.length)) : "");
          next = (next + 1) % stops.length;
        });
        return button;
      },
    };
  }

  /**
   * Numbers told more than once are one entry with several places; those that say what they count come first.
   * @param {Plan["digest"]["numbers"]} numbers
   */
  function amounts(numbers) {
    /** @type {Map<string, { text: string, about?: string, places: Points[] }>} */
    const told = new Map();
    for (const { text, about, start, end } of numbers) {
      const key = `${text} ${about ?? ""}`;
      const amount = told.get(key) ?? { text, about, places: [] };
      amount.places.push({ start, end });
      told.set(key, amount);
    }
    const all = [...told.values()];
    return [...all.filter(({ about }) => about), ...all.filter(({ about }) => !about)];
  }

  /**
   * One entry a day: expressions with the same value are one moment, in the order of the story. How long and how often are no moments.
   * @param {Plan["digest"]["dates"]} dates
   */
  function moments(dates) {
    const moments = /** @type {Map<string, { text: string, value: string | null, places: Points[] }>} */ (new Map());
    for (const { text, type, value, start, end } of dates) {
      if ((type !== "date" && type !== "time") || value?.endsWith("_REF")) continue;
      const key = value ?? text;
      const moment = moments.get(key);
      if (moment) moment.places.push({ start, end });
      else moments.set(key, { text, value, places: [{ start, end }] });
    }
    return [...moments.values()];
  }

  /**
   * A day as people write it, "Wed 28 Feb 2024"; null for what is no day or month.
   * @param {string} value ISO 8601 @param {string} locale @param {Intl.DateTimeFormatOptions} options
   */
  function day(value, locale, options) {
    const [, year, month, date, time] = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:T(\d\d:\d\d))?/.exec(value) ?? [];
    if (!year || !month) return null;
    const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1)));
    const format = new Intl.DateTimeFormat(locale, date
      ? { ...options, day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }
      : { month: "long", year: "numeric", timeZone: "UTC" });
    const written = format.format(moment).replace(/^(\p{L}+), /u, "$1 ");
    return time && options.weekday ? `${written}, ${time}` : written;
  }

  /**
   * The sentence for a number of things, by the plural rules of the interface's language.
   * @param {Surroundings["message"]} message @param {string} key @param {number} count
   */
  function counted(message, key, count) {
    const locale = message("locale");
    const form = new Intl.PluralRules(locale).select(count);
    const written = new Intl.NumberFormat(locale).format(count);
    return message(`${key}_${form}`, written) || message(`${key}_other`, written);
  }

  /** @param {HTMLElement[]} items @param {Document} document */
  function separated(items, document) {
    return items.flatMap((item, index) => (index === 0 ? [item] : [document.createTextNode(" · "), item]));
  }

  /**
   * @template T
   * @param {(T | false | null | undefined | "" | 0)[]} items
   * @returns {T[]}
   */
  function present(...items) {
    return /** @type {T[]} */ (items.filter((item) => item || item === 0));
  }

  nutgraf.panel = panel;
}
