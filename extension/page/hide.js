// Takes the clutter out of sight, and gives the page back as it was.
//
// Every change is an attribute that page.css gives a meaning, a dialog closed or a scroll, and each is written down with its inverse.
// Nothing is removed and no style is set, so that closing leaves the same bytes.
"use strict";
{
  /** On what is hidden, on what takes room for nothing, on what holds the scrolling, on the story, and on <html> for the panel's side. */
  const HIDDEN = "data-nutgraf-hidden";
  const HOLLOW = "data-nutgraf-hollow";
  const LOCKED = "data-nutgraf-locked";
  const STORY = "data-nutgraf-story";
  const SIDE = "data-nutgraf-side";
  const SHOWN = "data-nutgraf-shown";
  const ZOOM = "data-nutgraf-zoom";
  const CALM = "data-nutgraf-calm";
  const DARK = "data-nutgraf-dark";

  /** Percent; page.css has a rule for each. Smaller than the last, nobody reads. */
  const ZOOMS = [90, 80, 70, 60];

  /** Reasons that count as clutter only when the reader says so, each with the choice it belongs to. */
  const CHOSEN = /** @type {Record<string, Preferences["clutter"][number]>} */ ({ comments: "comments", related: "related" });

  /** Pages of other services in the story. */
  const EMBEDS = "iframe, embed, object, amp-iframe, blockquote[class*='-embed'], blockquote.twitter-tweet, blockquote.instagram-media";

  const { ask } = nutgraf;

  /** How much of a picture's light a page in the dark has. */
  const LIGHT = 0.5;

  /**
   * @param {Document} document @param {Element[]} elements of the page, as the plan counts them
   * @param {Plan} plan what to hide, and where the story is @param {Preferences} preferences
   * @param {boolean} makesRoom for the panel
   * @returns {Hiding}
   */
  function hide(document, elements, plan, preferences, makesRoom) {
    const window = /** @type {Window} */ (document.defaultView);
    const html = document.documentElement;
    const before = { x: window.scrollX, y: window.scrollY };
    const undo = /** @type {(() => void)[]} */ ([]);
    const side = makesRoom && plan.digest.page.kind !== "none" ? preferences.side : null;

    /** @param {Element} element @param {string} name @param {string} value */
    const mark = (element, name, value) => {
      const old = ask.attribute(element, name);
      ask.setAttribute(element, name, value);
      undo.push(() => (old === null ? ask.removeAttribute(element, name) : ask.setAttribute(element, name, old)));
    };

    // Asked for before anything is written, so that the page is laid out once.
    const dialogs = modalDialogs(document);
    const holders = plan.digest.page.kind === "none" ? [] : [html, document.body];
    const locked = holders.filter((element) => holdsScrolling(window.getComputedStyle(element)));
    const clutter = chosen(elements, plan, preferences).filter(({ element }) => element !== html && element !== document.body);
    const story = plan.digest.article.blocks
      .flatMap(({ element }) => elements[element] ?? [])
      .filter((block) => !clutter.some(({ element }) => ask.contains(element, block)));
    const scrolled = before.y > 0 || document.body.getBoundingClientRect().top < 0;
    /** What the reader did, last one last. */
    const acts = /** @type {(() => void)[]} */ ([]);

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

    /** An act of the reader's, which may be taken back. @param {Element} element @param {string} name @param {boolean} on */
    const act = (element, name, on) => {
      const had = ask.hasAttribute(element, name);
      if (had === on) return;
      keepingPlace(window, story, () => toggle(element, name, on));
      acts.push(() => keepingPlace(window, story, () => toggle(element, name, had)));
    };

    return {
      groups() {
        /** @type {Map<string, { count: number, hidden: boolean }>} */
        const groups = new Map();
        for (const { element, reason, name } of clutter) {
          const { count, hidden } = groups.get(reason) ?? { count: 0, hidden: false };
          groups.set(reason, { count: count + 1, hidden: hidden || ask.hasAttribute(element, name) });
        }
        return groups;
      },
      showGroup(reason, shown) {
        keepingPlace(window, story, () => {
          for (const { element, name, reason: why } of clutter) if (why === reason) toggle(element, name, !shown);
        });
      },
      show(shown) {
        keepingPlace(window, story, () => toggle(html, SHOWN, shown));
      },
      canHide: (element) => element !== html && element !== document.body && !ask.contains(element, document.body),
      isHidden: (element) => ask.closest(element, `[${HIDDEN}]`),
      hideToo: (element) => {
        mark(element, HIDDEN, "");
        acts.push(() => keepingPlace(window, story, () => toggle(element, HIDDEN, false)));
      },
      keep: (element) => act(element, HIDDEN, false),
      makeRoom(side) {
        if (html.hasAttribute(SIDE)) keepingPlace(window, story, () => html.setAttribute(SIDE, side));
      },
      takeBack() {
        acts.pop()?.();
        return acts.length > 0;
      },
      dress({ style, text_size, line_width, dark }) {
        const dressed = style !== "site" || text_size !== 100 || line_width !== 0;
        keepingPlace(window, story, () => {
          for (const block of story) if (dressed && !ask.hasAttribute(block, STORY)) mark(block, STORY, "");
          set(html, CALM, style === "calm");
          set(html, DARK, dark && (html.hasAttribute(DARK) || isLight(window, document)));
        });
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

    /** @param {Element} element @param {string} name @param {boolean} on */
    function set(element, name, on) {
      if (on && !ask.hasAttribute(element, name)) mark(element, name, "");
      else if (!on) ask.removeAttribute(element, name);
    }
  }

  /**
   * What to hide: what the plan says and the reader counts as clutter.
   * @param {Element[]} elements @param {Plan} plan @param {Preferences} preferences
   */
  function chosen(elements, plan, { clutter }) {
    const counts = (/** @type {string} */ reason) => !CHOSEN[reason] || clutter.includes(CHOSEN[reason]);
    const planned = plan.hide.flatMap(({ element: ordinal, reason }) => {
      const element = elements[ordinal];
      if (!element || !counts(reason)) return [];
      return [{ element, reason, name: reason === "other" && isHollow(element) ? HOLLOW : HIDDEN }];
    });
    const { blocks } = plan.digest.article;
    const captions = clutter.includes("captions") ? blocks.filter(({ kind }) => kind === "caption") : [];
    const more = captions.flatMap(({ element }) => elements[element] ?? []).map((element) => ({ element, reason: "captions", name: HIDDEN }));
    const body = clutter.includes("embeds") ? around(blocks.flatMap(({ element }) => elements[element] ?? [])) : null;
    const embeds = [...(body?.querySelectorAll(EMBEDS) ?? [])].map((element) => ({ element, reason: "embeds", name: HIDDEN }));
    return [...planned, ...more, ...embeds];
  }

  /** The innermost element around all of some. @param {Element[]} elements */
  function around(elements) {
    const [first, ...others] = elements;
    let at = first ? ask.parentElement(first) : null;
    while (at && !others.every((other) => at && ask.contains(at, other))) at = ask.parentElement(at);
    return at;
  }

  /** @param {Element} element @param {string} name @param {boolean} on */
  function toggle(element, name, on) {
    if (on) ask.setAttribute(element, name, "");
    else ask.removeAttribute(element, name);
  }

  /** Whether a page is read as dark letters on light ground. @param {Window} window @param {Document} document */
  function isLight(window, document) {
    for (const element of [document.body, document.documentElement]) {
      const [red = 0, green = 0, blue = 0, opaque = 1] = (window.getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
      if (opaque > 0) return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 > LIGHT;
    }
    return true;
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
      .map((element) => ask.box(element).right)
      .filter((edge) => edge <= window.innerWidth);
    const widest = Math.max(right, ...edges);
    const share = (100 * (right - left)) / (widest - left);
    return widest > right + 1 ? ZOOMS.find((zoom) => zoom <= share) ?? ZOOMS.at(-1) : null;
  }

  /** Whether an element is a place for something that is not there, and may still come. @param {Element} element */
  function isHollow(element) {
    return !/\S/.test(ask.textContent(element) ?? "") && !ask.first(element, "img, picture, video, audio, iframe, embed, object, canvas, svg, input, button");
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
      const { top, bottom, height } = ask.box(element);
      return height > 0 && bottom > 0 && top < window.innerHeight;
    });
    const top = held ? ask.box(held).top : 0;
    change();
    if (!held) return;
    const moved = ask.box(held).top - top;
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
  }

  nutgraf.hide = hide;
}
