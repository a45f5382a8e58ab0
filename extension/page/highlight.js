// Leads from the panel to a place in the story: scrolls there and marks it with the CSS Custom Highlight API, which changes no node.
"use strict";
{
  const NAME = "nutgraf";

  /**
   * @param {Document} document @param {Text[]} texts as collected @param {import("../pkg/nutgraf.js").Plan["places"]} places
   * @returns {Marker}
   */
  function marker(document, texts, places) {
    const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
    const known = new Map(places.map((place) => [key(place), place]));
    /** <details> opened on the way, to be closed at the end. */
    const opened = /** @type {HTMLDetailsElement[]} */ ([]);

    /** @param {import("../pkg/nutgraf.js").Points} points */
    function rangeOf(points) {
      const place = known.get(key(points));
      if (!place) return null;
      const from = texts[place.from[0]];
      const to = texts[place.to[0]];
      // The page may have changed since it was read: what is gone or shorter now has no place.
      if (!from?.isConnected || !to?.isConnected || place.from[1] > from.length || place.to[1] > to.length) return null;
      const range = document.createRange();
      range.setStart(from, place.from[1]);
      range.setEnd(to, place.to[1]);
      return range;
    }

    return {
      has: (points) => known.has(key(points)),
      jump(points) {
        const ranges = points.map(rangeOf).filter((range) => range !== null);
        const first = ranges[0];
        if (!first) return false;
        for (let at = first.startContainer.parentElement; at; at = at.parentElement) {
          if (at.localName === "details" && !at.hasAttribute("open")) {
            at.setAttribute("open", "");
            opened.push(/** @type {HTMLDetailsElement} */ (at));
          }
        }
        window.CSS.highlights.set(NAME, new window.Highlight(...ranges));
        scrollTo(window, first);
        return true;
      },
      clear() {
        window.CSS.highlights.delete(NAME);
        for (const details of opened.splice(0)) details.removeAttribute("open");
      },
    };
  }

  /** @param {{ start: number, end: number }} points */
  function key({ start, end }) {
    return `${start}-${end}`;
  }

  /** Scrolls a range to the upper third of what the panel leaves free. @param {Window} window @param {Range} range */
  function scrollTo(window, range) {
    const behavior = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    const scroller = window.document.scrollingElement;
    if (!scroller || scroller.scrollHeight <= window.innerHeight) {
      // The page scrolls in a box of its own.
      range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior });
      return;
    }
    const { top, bottom } = range.getBoundingClientRect();
    const third = window.innerHeight / 3;
    // What is well in sight already stays where it is.
    if (top > third / 2 && bottom < 2 * third) return;
    window.scrollBy({ top: top - Math.max(third - (bottom - top) / 2, 80), behavior });
  }

  nutgraf.marker = marker;
}
