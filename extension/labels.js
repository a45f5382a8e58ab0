// The words on a copied summary that are ours, in the interface's language.

/** As the fields of Labels in src/digest/render.rs, weekdays and months apart. */
const WORDS = ["key_points", "facts", "who", "when", "where", "how_many", "quotes", "reported", "no_story", "rest_paywall"];

/**
 * One a line, for the core.
 * @param {(key: string) => string} message
 */
export function labels(message) {
  const locale = message("locale");
  const names = (/** @type {Intl.DateTimeFormatOptions} */ options, /** @type {number[]} */ days) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return days.map((day) => format.format(day * 86_400_000));
  };
  // The fifth day of 1970 was a Monday; each month of that year has its own name.
  const weekdays = names({ weekday: "short" }, [4, 5, 6, 7, 8, 9, 10]);
  const months = names({ month: "short" }, Array.from({ length: 12 }, (_, month) => Date.UTC(1970, month) / 86_400_000));
  return [...WORDS.map((key) => message(key)), ...weekdays, ...months].join("\n");
}
