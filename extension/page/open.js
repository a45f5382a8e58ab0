// Shows the panel, and gives the page back.
"use strict";
{
  const { ask } = nutgraf;

  /** The panel that is open, and what it says once the extension is not ours any more: whoever renews it makes strangers of us. */
  let shown = /** @type {Panel | null} */ (null);
  let renewed = "";

  /** Links and controls of the page, which are clicked for their own sake. */
  const OF_THE_PAGE = "a[href], button, input, select, textarea, summary, label, video, audio, [contenteditable]";

  /** @param {Plan} plan @param {Given} given @param {number} turn */
  function open(plan, given, turn) {
    const { taken } = nutgraf;
    // Closed again while the core was reading, and perhaps read anew.
    if (nutgraf.turn !== turn || nutgraf.state !== "reading" || !taken) return false;
    const { elements, texts } = taken;
    const { preferences } = given;
    nutgraf.sheet = nutgraf.worn(given);
    const marker = nutgraf.marker(document, texts, plan.places);
    const hiding = nutgraf.hide(document, elements, plan, preferences, true);
    nutgraf.undo.push(hiding.restore, marker.clear);
    const { panel, bar, outline, host } = mount(given, {
      hiding,
      jump: marker.jump,
      back: marker.back,
      point: (points) => margin.show(marker.ranges(points)),
      pick: (what, taken, ended) => pick(hiding, what, host, outline, taken, ended),
      remember(changed) {
        void remember(changed);
        if (changed.side) {
          host.dataset.side = changed.side;
          hiding.makeRoom(changed.side);
        }
        dress();
        restyle(given);
      },
    });
    const margin = nutgraf.margin(window, bar, () => ({ left: 0, top: 0 }));
    nutgraf.undo.push(() => margin.show([]));
    panel.digest(plan);
    const dress = () => {
      hiding.dress(preferences);
      marker.all(preferences.highlight ? panel.places() : []);
    };
    dress();
    leadBack(marker, panel);
    printing(panel, given);
    watch(plan, elements, panel);
    settle();
    return true;
  }

  /** @param {string} sentence @param {string} report @param {Given} given */
  function fail(sentence, report, given) {
    if (nutgraf.state !== "reading") return false;
    mount(given, {}).panel.sentence(sentence, report);
    settle();
    return true;
  }

  /** From here on the background may stop. */
  function settle() {
    nutgraf.state = "open";
    nutgraf.lost = 0;
    nutgraf.port?.disconnect();
  }

  /** @param {Given} given */
  function waiting(given) {
    if (nutgraf.state === "reading" && !nutgraf.root) mount(given, {}).panel.sentence(message("reading"));
  }

  /** Closes from inside the page; the background takes its sheets away. */
  function leave() {
    tell(nutgraf.close());
  }

  /** Reads the page again. */
  function again() {
    leave();
    tell("again");
  }

  /** Has the page wear what the reader chose now. @param {Given} given */
  function restyle(given) {
    const before = nutgraf.sheet;
    const after = nutgraf.worn(given);
    if (before === after) return;
    nutgraf.sheet = after;
    tell({ dress: { before, after } });
  }

  /** @param {Told} told */
  function tell(told) {
    // The sheets that nobody takes away hide nothing without the attributes.
    if (!nutgraf.tell(told)) shown?.sentence(renewed);
  }

  /** @param {Partial<Preferences>} changed */
  async function remember(changed) {
    try {
      await chrome.storage.local.set(changed);
    } catch {
      shown?.say(message("not_kept"));
    }
  }

  /** @param {string} key @param {string[]} values */
  function message(key, ...values) {
    try {
      return chrome.i18n.getMessage(key, values);
    } catch {
      shown?.sentence(renewed);
      return "";
    }
  }

  /** Events that stay in the panel: the page's shortcuts and its "click outside" are not meant. */
  const OURS = [
    "keydown", "keyup", "keypress", "beforeinput", "input", "change", "copy", "cut", "paste", "click", "dblclick", "auxclick", "contextmenu",
    "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "wheel", "focusin", "focusout",
  ];

  /** A sheet for a root of ours. Its text is set at once: added piece by piece, Firefox has the page's policy judge it. @param {string} css */
  function sheetOf(css) {
    const sheet = document.createElement("style");
    sheet.textContent = css;
    return sheet;
  }

  /**
   * An element with a closed shadow root. A page that has defined an element of that name could see into it (`ElementInternals.shadowRoot`),
   * or keep us from having one: such a page gets an element that cannot be defined.
   * @param {string} name
   */
  function shelter(name) {
    for (const element of [name, "section"]) {
      const host = document.createElement(element);
      if (element === name && host.matches(":defined")) continue;
      try {
        return { host, root: host.attachShadow({ mode: "closed" }) };
      } catch {}
    }
    throw new Error("the page lets nothing be added to it");
  }

  /**
   * Puts an empty panel on the page: a closed shadow root beside <body>, in the top layer.
   * @param {Given} given @param {Partial<Surroundings>} surroundings
   */
  function mount(given, surroundings) {
    const { css, preferences } = given;
    nutgraf.root?.host.remove();
    const { host, root } = shelter("nutgraf-panel");
    host.setAttribute("popover", "manual");
    const make = nutgraf.maker(document);
    const style = sheetOf(css);
    const bar = make("div", { className: "margin-mark", part: "margin-mark" });
    const outline = make("div", { className: "outline", part: "outline" });
    outline.hidden = true;
    const panel = nutgraf.panel(document, {
      preferences,
      message,
      remember(changed) {
        void remember(changed);
        place();
      },
      jump: () => false,
      back: () => {},
      point: () => {},
      copy: (summary) => nutgraf.copy(document, summary),
      site: /^https?:$/.test(location.protocol) ? location.hostname : undefined,
      always: () => tell({ always: location.hostname }),
      close: leave,
      settings: () => tell("settings"),
      again,
      ...surroundings,
    });
    const place = () => {
      host.dataset.side = preferences.side;
      host.style.setProperty("--width", `${preferences.width}px`);
    };
    place();
    panel.element.prepend(edge(make, preferences, place, () => {
      void remember({ width: preferences.width });
      restyle(given);
    }));
    root.append(style, panel.element, bar, outline);

    /** @param {Event} event */
    const key = (event) => {
      const pressed = /** @type {KeyboardEvent} */ (event);
      if (pressed.defaultPrevented) return;
      if (panel.key(pressed)) return pressed.preventDefault();
      escape(pressed);
    };
    /** @param {KeyboardEvent} event */
    const escape = (event) => {
      // The page has no say in it: an event of its own making is not the reader's.
      if (event.key !== "Escape" || event.defaultPrevented || !event.isTrusted) return;
      event.preventDefault();
      leave();
    };
    root.addEventListener("keydown", key);
    for (const type of OURS) host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    // With the focus on the page, Escape is the page's first.
    window.addEventListener("keydown", escape);

    // Said by those who came after us, where we are strangers: see click.js.
    root.addEventListener("leave", leave);

    document.documentElement.append(host);
    host.showPopover();
    panel.element.focus({ preventScroll: true });
    nutgraf.root = root;
    renewed = message("renewed");
    shown = panel;
    nutgraf.undo.push(() => {
      window.removeEventListener("keydown", escape);
      host.remove();
      nutgraf.root = null;
      shown = null;
    });
    return { panel, bar, outline, host };
  }

  /**
   * The panel's inner edge, which makes it wider and narrower: by the pointer, and by the arrow keys.
   * @param {Make} make @param {Preferences} preferences @param {() => void} changing @param {() => void} changed
   */
  function edge(make, preferences, changing, changed) {
    const { least, most, step } = nutgraf.ranges.width;
    const edge = make("div", { className: "edge", part: "edge", role: "separator" });
    edge.tabIndex = 0;
    edge.setAttribute("aria-orientation", "vertical");
    edge.setAttribute("aria-label", message("width"));
    edge.setAttribute("aria-valuemin", String(least));
    edge.setAttribute("aria-valuemax", String(most));
    /** @param {number} width */
    const set = (width) => {
      preferences.width = Math.round(Math.min(Math.max(width, least), most));
      edge.setAttribute("aria-valuenow", String(preferences.width));
      changing();
    };
    set(preferences.width);
    edge.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      edge.setPointerCapture(event.pointerId);
      const from = { x: event.clientX, width: preferences.width };
      const towards = () => (preferences.side === "right" ? -1 : 1);
      const move = (/** @type {PointerEvent} */ moved) => set(from.width + towards() * (moved.clientX - from.x));
      edge.addEventListener("pointermove", move);
      edge.addEventListener("lostpointercapture", () => {
        edge.removeEventListener("pointermove", move);
        changed();
      }, { once: true });
      event.preventDefault();
    });
    edge.addEventListener("keydown", (event) => {
      const out = preferences.side === "right" ? "ArrowLeft" : "ArrowRight";
      const back = preferences.side === "right" ? "ArrowRight" : "ArrowLeft";
      const widths = { [out]: preferences.width + step, [back]: preferences.width - step, Home: least, End: most };
      const width = widths[event.key];
      if (width === undefined) return;
      event.preventDefault();
      set(width);
      changed();
    });
    return edge;
  }

  /**
   * Lets the reader point at things on the page.
   * @param {Hiding} hiding @param {"hide" | "keep"} what @param {HTMLElement} host @param {HTMLElement} outline
   * @param {() => void} taken @param {() => void} ended
   */
  function pick(hiding, what, host, outline, taken, ended) {
    if (what === "keep") hiding.show(true);
    const stop = nutgraf.picker(window, outline, host, {
      offers: (element) => (what === "keep" ? hiding.isHidden(element) : hiding.canHide(element) ? element : null),
      take(element) {
        if (what === "keep") hiding.keep(element);
        else hiding.hideToo(element);
        taken();
      },
      end() {
        if (what === "keep") hiding.show(false);
        // Closing has taken it off already.
        const at = nutgraf.undo.indexOf(stop);
        if (at >= 0) nutgraf.undo.splice(at, 1);
        ended();
      },
    });
    nutgraf.undo.push(stop);
    return stop;
  }

  /** A click on a marked sentence leads to its entry. @param {Marker} marker @param {Panel} panel */
  function leadBack(marker, panel) {
    /** @param {MouseEvent} event */
    const clicked = ({ clientX, clientY, target, button }) => {
      if (button !== 0 || !(target instanceof Element) || ask.closest(target, OF_THE_PAGE) || !getSelection()?.isCollapsed) return;
      const marked = CSS.highlights.has("nutgraf-all") ? panel.places() : [];
      const points = marker.at(clientX, clientY, marked);
      if (points) panel.reveal(points);
    };
    window.addEventListener("click", clicked, { passive: true });
    nutgraf.undo.push(() => window.removeEventListener("click", clicked));
  }

  /** Puts the summary before the story while the page is printed, if the reader wants it there. @param {Panel} panel @param {Given} given */
  function printing(panel, { css, preferences }) {
    /** @type {HTMLElement | null} */
    let printed = null;
    const before = () => {
      if (!preferences.print) return;
      const { host, root } = shelter("nutgraf-print");
      printed = host;
      const summary = /** @type {HTMLElement} */ (panel.element.cloneNode(true));
      for (const hidden of summary.querySelectorAll("[hidden]")) hidden.removeAttribute("hidden");
      root.append(sheetOf(css), summary);
      document.body.prepend(printed);
    };
    const after = () => {
      printed?.remove();
      printed = null;
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    nutgraf.undo.push(() => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      after();
    });
  }

  /**
   * Says so when the page has become another one under the panel: a site that changes its pages without loading them.
   * @param {Plan} plan @param {Element[]} elements @param {Panel} panel
   */
  function watch(plan, elements, panel) {
    const url = withoutHash(location.href);
    const story = plan.digest.article.blocks.flatMap(({ element }) => elements[element] ?? []);
    const isOther = () => withoutHash(location.href) !== url || (story.length > 0 && story.filter((block) => !ask.isConnected(block)).length * 2 > story.length);
    const observer = new MutationObserver(() => {
      if (!isOther()) return;
      stop();
      panel.changed();
    });
    const stop = () => observer.disconnect();
    // The title changes with the page, and the story goes from where it stood.
    const places = new Set([document.head, ...story.flatMap((block) => [...around(block), document.body])]);
    for (const place of places) if (place) observer.observe(place, { childList: true });
    const title = document.querySelector("head > title");
    if (title) observer.observe(title, { childList: true, characterData: true, subtree: true });
    nutgraf.undo.push(stop);
  }

  /** The elements that an element stands in, two levels out. @param {Element} element */
  function around(element) {
    const parent = ask.parentElement(element);
    return [parent, parent && ask.parentElement(parent)];
  }

  /** @param {string} url */
  function withoutHash(url) {
    return url.replace(/#.*/, "");
  }

  // The value of the last statement goes to the background, which has no use for it: Firefox would try to send it.
  void Object.assign(nutgraf, { open, fail, waiting });
}
