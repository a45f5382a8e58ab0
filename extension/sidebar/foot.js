// The foot of the panel: the one thing to do, in the format and with the sections that the reader chose.
"use strict";
{
  const { formats, sections } = nutgraf;

  /**
   * @param {Building} building @param {Plan} plan
   */
  function foot({ make, message, preferences, button, copied, choose }, plan) {
    const copying = button(message("copy"), "copy", copy, "copy");
    const format = make("select", { part: "format" });
    format.setAttribute("aria-label", message("format"));
    for (const name of formats) {
      const option = make("option", {}, message(`format_${name}`));
      option.value = name;
      format.append(option);
    }
    format.value = preferences.format;
    format.addEventListener("change", () => choose({ format: /** @type {Preferences["format"]} */ (format.value) }));

    const present = sections.filter((name) => plan.copy[name].text !== "");
    const parts = make("fieldset", { className: "parts", part: "parts" }, make("legend", {}, message("goes_in")), ...present.map((name) => {
      const box = make("input", { part: `part-${name}` });
      box.type = "checkbox";
      box.checked = !preferences.left_out.includes(name);
      box.addEventListener("change", () => choose({
        left_out: box.checked ? preferences.left_out.filter((other) => other !== name) : [...preferences.left_out, name],
      }));
      return make("label", {}, box, message(name));
    }));
    parts.hidden = true;
    const opener = button(message("parts"), "open-parts", () => {
      parts.hidden = !parts.hidden;
      opener.setAttribute("aria-expanded", String(!parts.hidden));
    }, "quiet");
    opener.setAttribute("aria-expanded", "false");

    function copy() {
      void copied(summary(plan, preferences), message("copied"));
    }
    return { elements: [parts, copying, format, ...(present.length > 1 ? [opener] : [])], copy };
  }

  /**
   * The summary as the reader wants it: the pieces that go in, joined.
   * @param {Plan} plan @param {Preferences} preferences
   * @returns {{ html?: string, text: string }}
   */
  function summary({ copy, digest }, { format, left_out }) {
    const wanted = sections.filter((name) => !left_out.includes(name));
    const pieces = [copy.head, ...wanted.map((name) => copy[name])];
    const joined = (/** @type {"html" | "markdown" | "text"} */ form) => pieces.map((piece) => piece[form]).join("").trimStart();
    switch (format) {
      case "rich": return { html: joined("html"), text: joined("markdown") };
      case "markdown": return { text: joined("markdown") };
      case "plain": return { text: joined("text") };
      case "html": return { text: joined("html") };
      case "json": return { text: JSON.stringify(data(digest, wanted), null, 2) };
      case "citation": return { html: copy.citation.html, text: copy.citation.text };
    }
  }

  /** @param {Plan["digest"]} digest @param {Section[]} wanted */
  function data(digest, wanted) {
    const { version, page, key_points, people, organisations, places, dates, numbers, quotes } = digest;
    const has = (/** @type {Section} */ name) => wanted.includes(name);
    return {
      version,
      page,
      ...(has("key_points") && { key_points }),
      ...(has("facts") && { people, organisations, places, dates, numbers }),
      quotes: quotes.filter(({ kind }) => has(kind === "indirect" ? "reported" : "quotes")),
    };
  }

  nutgraf.foot = foot;
}
