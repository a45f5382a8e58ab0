// Shows in the page's margin where an entry of the panel comes from, without touching the page: a bar beside its lines.
"use strict";
{
  const { ask } = nutgraf;

  /** Pixels between the bar and the column, and of the bar that stays in sight when its place is not. */
  const GAP = 10;
  const LEAST = 12;

  /**
   * @param {Window} window the page's @param {HTMLElement} bar fixed to the window that shows the panel
   * @param {() => { left: number, top: number }} origin of the page in that window
   * @returns {Margin}
   */
  function margin(window, bar, origin) {
    /** @type {Range | null} */
    let shown = null;
    bar.hidden = true;

    function place() {
      if (!shown) return;
      const lines = shown.getBoundingClientRect();
      const block = column(shown);
      const { left, top } = origin();
      const begins = Math.min(Math.max(lines.top, 0), window.innerHeight - LEAST);
      const ends = Math.max(Math.min(lines.bottom, window.innerHeight), begins + LEAST);
      const rtl = block && window.getComputedStyle(block).direction === "rtl";
      const box = (block ? ask.box(block) : shown.getBoundingClientRect());
      const side = rtl ? Math.min(box.right + GAP, window.innerWidth - 4) : Math.max(box.left - GAP, 1);
      Object.assign(bar.style, { left: `${left + side}px`, top: `${top + begins}px`, height: `${ends - begins}px` });
    }

    return {
      show(ranges) {
        const first = ranges[0] ?? null;
        if (!shown && first) window.addEventListener("scroll", place, { capture: true, passive: true });
        if (shown && !first) window.removeEventListener("scroll", place, { capture: true });
        shown = first;
        bar.hidden = !first;
        place();
      },
    };
  }

  /** The innermost block around a range. @param {Range} range */
  function column(range) {
    const window = range.startContainer.ownerDocument?.defaultView;
    let at = range.startContainer.parentElement;
    while (at && window?.getComputedStyle(at).display.startsWith("inline")) at = ask.parentElement(at);
    return at;
  }

  nutgraf.margin = margin;
}
