// Dates and numbers as people write them in the interface's language.
"use strict";
{
  /**
   * A day, "Wed 28 Feb 2024"; null for what is no day or month.
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

  nutgraf.words = { day, counted };
}
