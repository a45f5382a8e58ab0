// What the panel tells of a story: its head, key points, facts, quotes and reported speech.
//
// What the page says is set in serif, what we say in sans. Every entry leads to its place in the story.
"use strict";
{
  /** How many entries of a list are shown before "12 more". */
  const FIRST = { people: 5, inline: 8, dates: 4, numbers: 6, quotes: 6 };

  /** Characters of the day in "2025-03-13T18:02". */
  const ISO_DAY = 10;

  /**
   * The parts of a story that there are, in order.
   * @param {Building} building @param {Entries} entries @param {Plan} plan
   * @returns {HTMLElement[]}
   */
  function story({ make, surroundings, message, preferences, button, choose }, entries, plan) {
    const { digest, clips } = plan;
    const { day, counted } = nutgraf.words;
    const lang = digest.page.language;
    const points = [...digest.article.text];
    const told = digest.page.kind !== "none";
    /** Lay the quotes out anew when their order is changed. */
    const relays = /** @type {(() => void)[]} */ ([]);
    const sections = told ? present(keyPoints(), facts(), quotes("quotes"), quotes("reported")) : [];
    const sentence = !told ? "no_story" : plan.rest ? `rest_${plan.rest}` : sections.length === 0 ? "nothing_found" : null;
    return present(head(), sentence && make("p", { className: "message", part: "message" }, message(sentence)), ...sections);

    function head() {
      const { page } = digest;
      const published = page.published && day(page.published, message("locale"), {});
      // Some pages tell the one in their own time and the other in their server's: nothing is changed before it is out.
      const later = page.modified && (page.published ?? "").slice(0, ISO_DAY) < page.modified.slice(0, ISO_DAY);
      const modified = later && day(page.modified ?? "", message("locale"), {});
      const line = present(
        page.site && make("b", { part: "site" }, page.site),
        page.byline.length > 0 && make("span", { part: "byline" }, page.byline.join(", ")),
        published && make("span", { part: "date" }, published),
        modified && make("span", { part: "updated" }, message("updated", modified)),
        page.minutes > 0 && told && make("span", { part: "minutes" }, counted(message, "minutes", page.minutes)),
      );
      const headline = page.title && make("h2", { className: "headline", part: "headline", lang }, page.title);
      if (!headline && line.length === 0 && plan.count === 0) return null;
      const separated = line.flatMap((item, index) => (index === 0 ? [item] : [" · ", item]));
      return make("header", { className: "head" }, headline,
        line.length > 0 && make("p", { className: "line" }, ...separated), plan.count > 0 && hidden(plan.count));
    }

    /** @param {number} count */
    function hidden(count) {
      const text = make("span", {}, counted(message, "hidden", count));
      let shown = false;
      const toggle = button(message("show"), "toggle-hidden", () => {
        shown = !shown;
        surroundings.hiding?.show(shown);
        text.textContent = counted(message, shown ? "shown" : "hidden", count);
        toggle.textContent = message(shown ? "hide" : "show");
      });
      return make("p", { className: "hidden", part: "hidden-count" }, text, " ", surroundings.hiding && toggle);
    }

    function keyPoints() {
      const items = digest.key_points.map((point, index) =>
        make("li", {}, entries.entry({ part: "key-point", places: [point], clip: clips.key_points[index], lang }, point.text)));
      return section("key_points", items.length > 0 && make("ul", { className: "points" }, ...items));
    }

    function facts() {
      const rows = present(
        row("who", listed(FIRST.people, digest.people.map(person))),
        row("organisations", inline(digest.organisations, clips.organisations)),
        row("when", listed(FIRST.dates, moments(digest.dates).map(moment))),
        row("where", inline(digest.places, clips.places)),
        row("how_many", listed(FIRST.numbers, amounts(digest.numbers).map(amount))),
      );
      return section("facts", rows.length > 0 && make("dl", { className: "facts" }, ...rows.flat()));
    }

    /** @param {Plan["digest"]["people"][number]} person @param {number} index */
    function person({ name, role, mentions }, index) {
      return entries.entry({ part: "fact", places: mentions, clip: clips.people[index], lang }, name, role && make("small", {}, role));
    }

    /** @param {Grouped} moment */
    function moment({ text, value, places, index }) {
      const date = value && day(value, message("locale"), { weekday: "short" });
      return entries.entry({ part: "fact", places, clip: clips.dates[index] }, date || text, date && make("small", {}, message("printed", text)));
    }

    /** @param {Grouped} amount */
    function amount({ text, about, places, index }) {
      return entries.entry({ part: "fact", places, clip: clips.numbers[index], className: "number", lang }, make("b", {}, text), about && ` ${about}`);
    }

    /** @param {Plan["digest"]["places"]} named @param {Plan["clips"]["places"]} clips */
    function inline(named, clips) {
      const items = named.map(({ name, mentions }, index) =>
        entries.entry({ part: "fact", places: mentions, clip: clips[index], inline: true, lang }, name));
      return items.length > 0 && make("div", { className: "run" }, ...firstFew(items, FIRST.inline));
    }

    /** @param {number} few @param {HTMLElement[]} items */
    function listed(few, items) {
      return items.length > 0 && make("div", {}, ...firstFew(items, few));
    }

    /** @param {string} label @param {HTMLElement | false | null} content */
    function row(label, content) {
      return content && [make("dt", {}, message(label)), make("dd", {}, content)];
    }

    /** @param {"quotes" | "reported"} name */
    function quotes(name) {
      const mine = digest.quotes.map((quote, index) => ({ quote, clip: clips.quotes[index] }))
        .filter(({ quote }) => (quote.kind === "indirect") === (name === "reported"));
      if (mine.length === 0) return null;
      const content = make("div", {});
      const several = new Set(mine.map(({ quote }) => quote.speaker?.name)).size > 1;
      const lay = () => content.replaceChildren(...(several && preferences.quotes === "speaker" ? bySpeaker(mine) : [list(mine.map(said))]));
      const toggle = button(message("by_speaker"), "by-speaker", () => {
        choose({ quotes: preferences.quotes === "speaker" ? "order" : "speaker" });
        for (const relay of relays) relay();
        toggle.setAttribute("aria-pressed", String(preferences.quotes === "speaker"));
      }, "quiet");
      toggle.setAttribute("aria-pressed", String(preferences.quotes === "speaker"));
      relays.push(lay);
      lay();
      return section(name, content, mine.length, several && name === "quotes" && toggle);
    }

    /** @param {Spoken[]} quotes */
    function bySpeaker(quotes) {
      const groups = Map.groupBy(quotes, ({ quote }) => quote.speaker?.name ?? "");
      // What nobody is named for comes last.
      const named = [...groups].sort(([one], [other]) => Number(one === "") - Number(other === ""));
      return named.map(([, mine]) => {
        const first = /** @type {Spoken} */ (mine[0]).quote;
        return make("div", { className: "group" }, speaker(first), list(mine.map((one) => said(one, null))));
      });
    }

    /** @param {HTMLElement[]} items */
    function list(items) {
      return make("ul", { className: "quotes" }, ...firstFew(items, FIRST.quotes));
    }

    /** @param {Spoken} spoken @param {unknown} index null where the speaker is told already */
    function said({ quote, clip }, index) {
      const places = quote.parts.length > 0 ? quote.parts : [quote];
      const words = entries.entry({ part: "quote", places, whole: true, clip, lang }, ...spoken(quote));
      return make("li", { className: quote.kind === "indirect" ? "said reported" : "said" },
        make("blockquote", {}, words), index !== null && speaker(quote));
    }

    /** The words of a quote: those of a direct one alone, with a mark where the writer breaks in. @param {Plan["digest"]["quotes"][number]} quote */
    function spoken(quote) {
      if (quote.kind !== "direct" || quote.parts.length < 2) return [quote.text];
      return quote.parts.flatMap(({ start, end }, index) => {
        const words = points.slice(start, end).join("");
        return index === 0 ? [words] : [make("span", { className: "gap" }, " … "), words];
      });
    }

    /** @param {Plan["digest"]["quotes"][number]} quote */
    function speaker({ speaker }) {
      if (!speaker) return make("p", { className: "speaker", part: "speaker" }, make("small", {}, message("nobody")));
      const { name, role, anonymous } = speaker;
      return make("p", { className: "speaker" },
        entries.entry({ part: "speaker", places: [speaker], inline: true, lang }, make("b", {}, name)),
        role && make("small", { lang }, role), anonymous && make("small", {}, message("unnamed")));
    }

    /**
     * A section that can be folded.
     * @param {Section} name @param {HTMLElement | false} content @param {number} [count] @param {HTMLElement | false} [control]
     */
    function section(name, content, count, control) {
      if (!content) return null;
      const title = button(message(name), `fold-${name}`, () => {
        const folded = preferences.folded.includes(name);
        choose({ folded: folded ? preferences.folded.filter((other) => other !== name) : [...preferences.folded, name] });
        fold();
      }, "fold");
      const fold = () => {
        content.hidden = preferences.folded.includes(name);
        title.setAttribute("aria-expanded", String(!content.hidden));
        if (control) control.hidden = content.hidden;
      };
      fold();
      return make("section", { part: name },
        make("div", { className: "title" }, make("h3", {}, title), control, count !== undefined && make("span", {}, String(count))), content);
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
      const more = button(message("more", String(rest.length)), "more", () => {
        for (const item of rest) item.hidden = false;
        const next = rest[0];
        (next instanceof HTMLButtonElement ? next : next?.querySelector("button"))?.focus();
        holder.remove();
      }, "more");
      const holder = items[0]?.localName === "li" ? make("li", {}, more) : more;
      return [...items, holder];
    }
  }

  /**
   * @typedef {{ quote: Plan["digest"]["quotes"][number], clip?: import("../pkg/nutgraf.js").EntryClip }} Spoken
   * @typedef {{ text: string, value?: string | null, about?: string, places: Points[], index: number }} Grouped what is told more than once
   */

  /**
   * Numbers told more than once are one entry with several places; those that say what they count come first.
   * @param {Plan["digest"]["numbers"]} numbers
   */
  function amounts(numbers) {
    const all = grouped(numbers.map(({ text, about, start, end }, index) =>
      ({ key: `${text} ${about ?? ""}`, text, about, places: [{ start, end }], index })));
    return [...all.filter(({ about }) => about), ...all.filter(({ about }) => !about)];
  }

  /**
   * One entry a day: expressions with the same value are one moment, in the order of the story. How long and how often are no moments.
   * @param {Plan["digest"]["dates"]} dates
   */
  function moments(dates) {
    const isMoment = (/** @type {Plan["digest"]["dates"][number]} */ { type, value }) =>
      (type === "date" || type === "time") && !value?.endsWith("_REF");
    return grouped(dates.flatMap((date, index) => {
      const { text, value, start, end } = date;
      return isMoment(date) ? [{ key: value ?? text, text, value, places: [{ start, end }], index }] : [];
    }));
  }

  /** @param {(Grouped & { key: string })[]} items */
  function grouped(items) {
    return [...Map.groupBy(items, ({ key }) => key).values()].map((same) =>
      ({ .../** @type {Grouped} */ (same[0]), places: same.flatMap(({ places }) => places) }));
  }

  /**
   * @template T
   * @param {(T | false | null | undefined | "" | 0)[]} items
   * @returns {T[]}
   */
  function present(...items) {
    return /** @type {T[]} */ (items.filter((item) => item));
  }

  nutgraf.story = story;
}
