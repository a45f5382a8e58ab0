// Leads from the panel to a place in the story and back: scrolls there and marks it with the CSS Custom Highlight API, which changes no node.
"use strict";
{
  /** The place asked for, and the places of all entries; mark.css has a rule for each. */
  const ASKED = "nutgraf";
  const ALL = "nutgraf-all";

  const { ask } = nutgraf;

  /** Pixels that a place keeps from the top of the window, or from what sticks there. */
  const CLEARANCE = 80;

  /**
   * @param {Document} document @param {Text[]} texts as collected @param {Plan["places"]} places
   * @returns {Marker}
   */
  function marker(document, texts, places) {
    const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
    const known = new Map(places.map((place) => [key(place), place]));
    /** <details> opened on the way, to be closed at the end. */
    const opened = /** @type {HTMLDetailsElement[]} */ ([]);
    /** What is marked, with the entry's place that it belongs to. */
    let marked = /** @type {{ range: Range, points: Points }[]} */ ([]);
    /** Where the reader was before the first jump. @type {{ left: number, top: number } | null} */
    let left = null;

    /** @param {Points} points */
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

    /** @param {Points[]} points */
    function located(points) {
      return points.flatMap((one) => {
        const range = rangeOf(one);
        return range ? [{ range, points: one }] : [];
      });
    }

    return {
      ranges: (points) => located(points).map(({ range }) => range),
      jump(points) {
        const found = located(points);
        const first = found[0]?.range;
        if (!first) return false;
        left ??= { left: window.scrollX, top: window.scrollY };
        for (let at = first.startContainer.parentElement; at; at = ask.parentElement(at)) {
          if (ask.localName(at) === "details" && !ask.hasAttribute(at, "open")) {
            at.setAttribute("open", "");
            opened.push(/** @type {HTMLDetailsElement} */ (at));
          }
        }
        marked = found;
        window.CSS.highlights.set(ASKED, highlight(window, found, 1));
        scrollTo(window, first);
        return true;
      },
      back() {
        if (left) window.scrollTo({ ...left, behavior: motion(window) });
        left = null;
        marked = [];
        window.CSS.highlights.delete(ASKED);
      },
      all(points) {
        const found = located(points);
        if (found.length > 0) window.CSS.highlights.set(ALL, highlight(window, found, 0));
        else window.CSS.highlights.delete(ALL);
        return found.length;
      },
      at(x, y, points) {
        const caret = document.caretPositionFromPoint(x, y);
        if (!caret) return null;
        const holds = (/** @type {Range} */ range) => range.isPointInRange(caret.offsetNode, caret.offset);
        // The narrowest first: a number stands in a key point.
        const found = [...marked, ...located(points)].filter(({ range }) => holds(range));
        found.sort((one, other) => length(one.points) - length(other.points));
        return found[0]?.points ?? null;
      },
      clear() {
        window.CSS.highlights.delete(ASKED);
        window.CSS.highlights.delete(ALL);
        for (const details of opened.splice(0)) details.removeAttribute("open");
      },
    };
  }

  /** @param {Points} points */
  function key({ start, end }) {
    return `${start}-${end}`;
  }

  /** @param {Points} points */
  function length({ start, end }) {
    return end - start;
  }

  /** @param {Window & typeof globalThis} window @param {{ range: Range }[]} found @param {number} priority */
  function highlight(window, found, priority) {
    const highlight = new window.Highlight(...found.map(({ range }) => range));
    highlight.priority = priority;
    return highlight;
  }

  /** @param {Window} window @returns {ScrollBehavior} */
  function motion(window) {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  }

  /** Scrolls a range to the upper third of what the panel leaves free. @param {Window} window @param {Range} range */
  function scrollTo(window, range) {
    const behavior = motion(window);
    const scroller = window.document.scrollingElement;
    if (!scroller || scroller.scrollHeight <= window.innerHeight) {
      // The page scrolls in a box of its own.
      range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior });
      return;
    }
    const { top, bottom } = range.getBoundingClientRect();
    const third = window.innerHeight / 3;
    const clear = Math.max(CLEARANCE, stuck(window, range) + CLEARANCE / 4);
    // What is well in sight already stays where it is.
    if (top > Math.max(third / 2, clear) && bottom < 2 * third) return;
    window.scrollBy({ top: top - Math.max(third - (bottom - top) / 2, clear), behavior });
  }

  /** How far down the window something sticks to its top, in the range's column. @param {Window} window @param {Range} range */
  function stuck(window, range) {
    const { left, width } = range.getBoundingClientRect();
    for (let at = window.document.elementFromPoint(left + width / 2, 1); at; at = ask.parentElement(at)) {
      const { position } = window.getComputedStyle(at);
      if (position === "fixed" || position === "sticky") return Math.min(ask.box(at).bottom, window.innerHeight / 3);
    }
    return 0;
  }

  nutgraf.marker = marker;
}
