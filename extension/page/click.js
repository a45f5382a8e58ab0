// A click on the button: closes the panel, or reads the page. The last file of the first injection: its value is the click's.
"use strict";
{
  /** @returns {Promise<Click>} */
  async function click() {
    if (nutgraf.state !== "closed") return close();
    clear();
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
    watch(turn);
    const taken = await nutgraf.collect(document, () => nutgraf.turn === turn);
    // Clicked again meanwhile.
    if (!taken || nutgraf.turn !== turn) return { closed: nutgraf.sheet };
    if (taken === "too_large") return { unreadable: taken };
    nutgraf.taken = taken;
    return { snapshot: taken.snapshot, turn };
  }

  /** Gives the page back, the last thing that was done to it first. */
  function close() {
    const { undo } = nutgraf;
    while (undo.length > 0) undo.pop()?.();
    nutgraf.state = "closed";
    nutgraf.turn += 1;
    nutgraf.taken = null;
    nutgraf.port?.disconnect();
    return { closed: nutgraf.sheet };
  }

  /** Begins anew where the browser stops the background in the middle, which nobody else would notice; not for ever. @param {number} turn */
  function watch(turn) {
    nutgraf.port = chrome.runtime.connect();
    nutgraf.port.onDisconnect.addListener(() => {
      if (nutgraf.turn !== turn || nutgraf.state !== "reading") return;
      close();
      nutgraf.lost += 1;
      tell(nutgraf.lost > 1 ? "lost" : "again");
    });
  }

  /** Tells the background something; whether there is one to tell: an extension that was renewed has none for the pages it was open on. @param {Told} told */
  function tell(told) {
    try {
      void chrome.runtime.sendMessage(told).catch(() => {});
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Takes away what is left of us where the extension was renewed while its panel was open: its scripts there are none of ours any more. Those
   * that still run, in Chrome, give the page back themselves; in Firefox nobody else can.
   */
  function clear() {
    // Chrome's alone: in Firefox an element is asked.
    const { dom } = chrome;
    for (const host of document.querySelectorAll(":root > :not(head, body)")) {
      if (nutgraf.ask.shadowRoot(host)) continue;
      const root = /** @type {any} */ (host).openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(/** @type {HTMLElement} */ (host));
      if (!root?.querySelector("[data-part=panel]")) continue;
      root.dispatchEvent(new Event("leave"));
      if (!nutgraf.ask.isConnected(host)) continue;
      host.remove();
      for (const element of document.querySelectorAll("*")) {
        for (const name of nutgraf.ask.attributeNames(element)) if (name.startsWith("data-nutgraf-")) nutgraf.ask.removeAttribute(element, name);
      }
    }
  }

  Object.assign(nutgraf, { click, close, tell });
}
nutgraf.click();
