// Click → read the page → show the panel → give the page back. The last file of each injection: its value is the click's.
"use strict";
{
  /** @returns {Click} */
  function click() {
    if (nutgraf.state !== "closed") {
      close();
      return { closed: true };
    }
    if (document.contentType === "application/pdf") return { unreadable: "pdf" };
    if (!(document.documentElement instanceof HTMLElement) || !document.body) return { unreadable: "not_a_page" };
    nutgraf.state = "reading";
    nutgraf.taken = nutgraf.collect(document);
    return { snapshot: nutgraf.taken.snapshot };
  }

  /** @param {Plan} plan @param {Given} given */
  function open(plan, given) {
    const { taken } = nutgraf;
    // Closed again while the core was reading.
    if (nutgraf.state !== "reading" || !taken) return false;
    const { elements, texts } = taken;
    const marker = nutgraf.marker(document, texts, plan.places);
    const side = plan.digest.page.kind === "none" ? null : given.preferences.side;
    const hiding = nutgraf.hide(document, elements, plan, side);
    nutgraf.undo.push(hiding.restore, marker.clear);
    const panel = mount(given, { jump: marker.jump, show: hiding.show });
    panel.digest(plan);
    nutgraf.state = "open";
    return true;
  }

  /** @param {string} sentence @param {Given} given */
  function fail(sentence, given) {
    if (nutgraf.state !== "reading") return false;
    mount(given, {}).sentence(sentence);
    nutgraf.state = "open";
    return true;
  }

  /** @param {Given} given */
  function waiting(given) {
    if (nutgraf.state === "reading" && !nutgraf.root) mount(given, {}).sentence(message("reading"));
  }

  function close() {
    const { undo } = nutgraf;
    while (undo.length > 0) undo.pop()?.();
    nutgraf.state = "closed";
    nutgraf.taken = null;
  }

  /** Closes from inside the page; the background takes its sheet away. */
  function leave() {
    close();
    // An extension that was updated meanwhile has no background to tell; the sheet hides nothing without the attributes.
    try {
      void chrome.runtime.sendMessage("closed").catch(() => {});
    } catch {}
  }

  /** @param {string} key @param {string[]} values */
  function message(key, ...values) {
    return chrome.i18n.getMessage(key, values);
  }

  /** Events that stay in the panel: the page's shortcuts and its "click outside" are not meant. */
  const OURS = [
    "keydown", "keyup", "keypress", "beforeinput", "input", "change", "copy", "cut", "paste", "click", "dblclick", "auxclick", "contextmenu",
    "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "wheel", "focusin", "focusout",
  ];

  /**
   * Puts an empty panel on the page: a closed shadow root beside <body>, in the top layer.
   * @param {Given} given @param {Partial<Surroundings>} surroundings
   */
  function mount({ css, preferences }, surroundings) {
    nutgraf.root?.host.remove();
    const focused = document.activeElement;
    const host = document.createElement("nutgraf-panel");
    host.setAttribute("popover", "manual");
    host.dataset.side = preferences.side;
    const root = host.attachShadow({ mode: "closed" });
    const style = document.createElement("style");
    style.textContent = css;
    const panel = nutgraf.panel(document, {
      preferences,
      message,
      remember: (changed) => void chrome.storage.local.set(changed),
      jump: () => false,
      show: () => {},
      copy: (summary) => nutgraf.copy(document, summary),
      close: leave,
      settings: () => void chrome.runtime.sendMessage("settings"),
      ...surroundings,
    });
    root.append(style, panel.element);

    /** @param {KeyboardEvent} event */
    const escape = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      leave();
    };
    root.addEventListener("keydown", (event) => escape(/** @type {KeyboardEvent} */ (event)));
    for (const type of OURS) host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    // With the focus on the page, Escape is the page's first.
    window.addEventListener("keydown", escape);

    document.documentElement.append(host);
    host.showPopover();
    panel.element.focus({ preventScroll: true });
    nutgraf.root = root;
    nutgraf.undo.push(() => {
      window.removeEventListener("keydown", escape);
      const hadFocus = document.activeElement === host;
      host.remove();
      nutgraf.root = null;
      if (hadFocus && focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    });
    return panel;
  }

  Object.assign(nutgraf, { click, open, fail, waiting, close });
}
nutgraf.click();
