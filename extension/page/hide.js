// Takes the clutter out of sight, and gives the page back as it was.
//
// Every change is an attribute that page.css gives a meaning, a dialog closed or a scroll, and each is written down with its inverse.
// Nothing is removed and no style is set, so that closing leaves the same bytes.
"use strict";
{
  /** On what is hidden, on what takes room for nothing, on what holds the scrolling, and on <html> for the panel's side. */
  const HIDDEN = "data-nutgraf-hidden";
  const HOLLOW = "data-nutgraf-hollow";
  const LOCKED = "data-nutgraf-locked";
  const SIDE = "data-nutgraf-side";
  const SHOWN = "data-nutgraf-shown";
  const ZOOM = "data-nutgraf-zoom";

  /** Percent; page.css has a rule for each. Smaller than the last, nobody reads. */
  const ZOOMS = [90, 80, 70, 60];

  /**
   * @param {Document} document @param {Element[]} elements of the page, as the plan counts them
   * @param {Plan} plan what to hide, and where the story is @param {string | null} side where the panel is, if room is to be made
   * @returns {Hiding}
   */
  function hide(document, elements, plan, side) {
    const window = /** @type {Window} */ (document.defaultView);
    const html = document.documentElement;
    const before = { x: window.scrollX, y: window.scrollY };
    const undo = /** @type {(() => void)[]} */ ([]);

    /** @param {Element} element @param {string} name @param {string} value */
    const mark = (element, name, value) => {
      const old = element.getAttribute(name);
      element.setAttribute(name, value);
      undo.push(() => (old === null ? element.removeAttribute(name) : element.setAttribute(name, old)));
    };

    // Asked for before anything is written, so that the page is laid out once.
    const dialogs = modalDialogs(document);
    const holders = plan.digest.page.kind === "none" ? [] : [html, document.body];
    const locked = holders.filter((element) => holdsScrolling(window.getComputedStyle(element)));
    const clutter = plan.hide.flatMap(({ element: ordinal, reason }) => {
      const element = elements[ordinal];
      if (!element || element === html || element === document.body) return [];
      return [{ element, name: reason === "other" && isHollow(element) ? HOLLOW : HIDDEN }];
    });
    const story = plan.digest.article.blocks
      .flatMap(({ element }) => elements[element] ?? [])
      .filter((block) => !clutter.some(({ element }) => element.contains(block)));
    const modal = dialogs.length > 0;
    const scrolled = before.y > 0 || document.body.getBoundingClientRect().top < 0;
    keepingPlace(window, scrolled ? story : [], () => {
      for (const dialog of dialogs) {
        dialog.close();
        undo.push(() => reopen(dialog));
      }
      for (const element of locked) mark(element, LOCKED, "");
      if (side) mark(html, SIDE, side);
      for (const { element, name } of clutter) mark(element, name, "");
      const zoom = side && fitting(window, html, [...story, ...document.querySelectorAll("h1")]);
      if (zoom) mark(html, ZOOM, String(zoom));
    });
    const after = { x: window.scrollX, y: window.scrollY };

    return {
      modal,
      show(shown) {
        keepingPlace(window, story, () => (shown ? html.setAttribute(SHOWN, "") : html.removeAttribute(SHOWN)));
      },
      restore() {
        const unmoved = Math.abs(window.scrollY - after.y) < 2 && Math.abs(window.scrollX - after.x) < 2;
        keepingPlace(window, unmoved ? [] : story, () => {
          html.removeAttribute(SHOWN);
          while (undo.length > 0) undo.pop()?.();
        });
        // Whoever has read on stays at the line they read; everybody else is back where they were.
        if (unmoved) window.scrollTo({ left: before.x, top: before.y, behavior: "instant" });
      },
    };
  }

  /** Dialogs that make everything else inert, the panel too. @param {Document} document */
  function modalDialogs(document) {
    return /** @type {HTMLDialogElement[]} */ ([...document.querySelectorAll("dialog:modal")]);
  }

  /** @param {HTMLDialogElement} dialog */
  function reopen(dialog) {
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  }

  /**
   * How far a page must shrink whose columns do not give way, so that the panel covers nothing of the story; null when it fits.
   * @param {Window} window @param {HTMLElement} html @param {Element[]} story
   */
  function fitting(window, html, story) {
    const { left, right } = html.getBoundingClientRect();
    // What lay beyond the window before, a slide of a gallery, is not meant to be seen.
    const edges = story
      .map((element) => element.getBoundingClientRect().right)
      .filter((edge) => edge <= window.innerWidth);
    const widest = Math.max(right, ...edges);
    const share = (100 * (right - left)) / (widest - left);
    return widest > right + 1 ? ZOOMS.find((zoom) => zoom <= share) ?? ZOOMS.at(-1) : null;
  }

  /** Whether an element is a place for something that is not there, and may still come. @param {Element} element */
  function isHollow(element) {
    return !/\S/.test(element.textContent ?? "") && !element.querySelector("img, picture, video, audio, iframe, embed, object, canvas, svg, input, button");
  }

  /** @param {CSSStyleDeclaration} style */
  function holdsScrolling(style) {
    return style.overflowY === "hidden" || style.overflowY === "clip" || style.position === "fixed";
  }

  /**
   * Makes a change and scrolls so that the first piece of the story in sight stays where it is.
   * @param {Window} window @param {Element[]} story @param {() => void} change
   */
  function keepingPlace(window, story, change) {
    const held = story.find((element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && bottom > 0 && top < window.innerHeight;
    });
    const top = held?.getBoundingClientRect().top ?? 0;
    change();
    if (!held) return;
    const moved = held.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
  }

  nutgraf.hide = hide;
}
