// A click on the button: closes the panel, or reads the page. The last file of the first injection: its value is the click's.
"use strict";
{
  /** @returns {Promise<Click>} */
  async function click() {
    if (nutgraf.state !== "closed") return close();
    if (document.contentType === "application/pdf") return { unreadable: "pdf" };
    if (!(document.documentElement instanceof HTMLElement) || !document.body) return { unreadable: "not_a_page" };
    nutgraf.state = "reading";
    const focused = document.activeElement;
    // The first to be pushed, so that it runs last: what was hidden can take no focus.
    nutgraf.undo.push(() => {
      const free = document.activeElement === null || document.activeElement === document.body;
      if (free && focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    });
    const turn = (nutgraf.turn += 1);
    const taken = await nutgraf.collect(document, () => nutgraf.turn === turn);
    // Clicked again meanwhile.
    if (!taken || nutgraf.turn !== turn) return { closed: nutgraf.sheet };
    if (taken === "too_large") return { unreadable: taken };
    nutgraf.taken = taken;
    return { snapshot: taken.snapshot };
  }

  /** Gives the page back, the last thing that was done to it first. */
  function close() {
    const { undo } = nutgraf;
    while (undo.length > 0) undo.pop()?.();
    nutgraf.state = "closed";
    nutgraf.turn += 1;
    nutgraf.taken = null;
    return { closed: nutgraf.sheet };
  }

  Object.assign(nutgraf, { click, close });
}
nutgraf.click();
