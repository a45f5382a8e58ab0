// Points at things on the page: the reader moves over one, sees its outline, and takes it with a click.
//
// The page gets none of the events meanwhile, and nothing on it is touched: the outline is the panel's.
"use strict";
{
  /** What a page would hear of the pointing. */
  const KEPT_BACK = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "auxclick", "contextmenu", "touchstart", "touchend"];

  /**
   * @param {Window} window @param {HTMLElement} outline fixed to the window @param {Element} panel is not pointed at
   * @param {{ offers: (element: Element) => Element | null, take: (element: Element) => void, end: () => void }} wanted
   * @returns {() => void} ends it
   */
  function picker(window, outline, panel, { offers, take, end }) {
    const { document } = window;
    /** Under the pointer, and so many elements farther out. @type {Element | null} */
    let under = null;
    let out = 0;

    function offered() {
      let element = under;
      for (let level = 0; element && level < out; level += 1) element = element.parentElement;
      return element && offers(element);
    }

    function draw() {
      const box = offered()?.getBoundingClientRect();
      outline.hidden = !box;
      if (!box) return;
      Object.assign(outline.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    }

    /** @param {Event} event */
    function isOurs(event) {
      return event.composedPath().includes(panel);
    }

    /** @param {PointerEvent} event */
    function move(event) {
      under = isOurs(event) ? null : document.elementFromPoint(event.clientX, event.clientY);
      out = 0;
      draw();
    }

    /** @param {Event} event */
    function hold(event) {
      if (isOurs(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type !== "click") return;
      const element = offered();
      if (element) take(element);
      draw();
    }

    /** @param {KeyboardEvent} event */
    function key(event) {
      const steps = { ArrowUp: 1, ArrowDown: -1 };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (event.key === "Escape") stop();
      else if (step) out = Math.max(0, out + step);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
      draw();
    }

    const listen = (/** @type {"addEventListener" | "removeEventListener"} */ change) => {
      for (const type of KEPT_BACK) window[change](type, hold, { capture: true });
      window[change]("pointermove", /** @type {EventListener} */ (move), { capture: true });
      window[change]("keydown", /** @type {EventListener} */ (key), { capture: true });
      window[change]("scroll", draw, { capture: true });
    };

    function stop() {
      listen("removeEventListener");
      outline.hidden = true;
      end();
    }

    listen("addEventListener");
    return stop;
  }

  nutgraf.picker = picker;
}
