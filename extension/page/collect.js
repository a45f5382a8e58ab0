// The live page → a snapshot, in one walk that changes nothing: the columns that src/page/snapshot.rs reads. A long walk rests on its way,
// so that the page can answer its reader meanwhile.
// Elements and texts are numbered in document order and kept, so that an ordinal in the plan leads back to its node.
// Frames and shadow trees are not entered. It decides nothing about text: what is a story is the core's business.
"use strict";
{
  const VERSION = 1;

  // The same list, in the same order, as Attribute in src/page/vocabulary.rs; tests/tidy.rs compares them.
  const ATTRIBUTES = [
    "alt", "aria-hidden", "aria-label", "charset", "class", "content", "data-component", "data-module", "data-name", "data-qa",
    "data-test", "data-testid", "data-type", "datetime", "dir", "hidden", "href", "id", "itemprop", "itemtype", "lang", "media",
    "name", "open", "property", "rel", "role", "src", "style", "title", "type",
  ];

  /** Attribute values beyond this are data in disguise (`src="data:…"`); `content` may be long and is kept whole. */
  const LONGEST_VALUE = 1024;

  /** Elements whose style says nothing about the page: they are never drawn, or are part of what is around them. */
  const WITHOUT_STYLE = new Set(["br", "wbr", "source", "option", "script", "meta", "link", "title", "base", "track", "param", "col"]);

  const MEDIA = new Set(["img", "video", "iframe", "embed", "object", "canvas", "svg", "amp-img", "amp-ad"]);

  /** Elements that show something without a text of their own, beside media. */
  const CONTROLS = new Set(["input", "button", "select", "textarea", "progress", "meter", "hr", "audio"]);

  /** Attributes by which a page's rules tell elements of one kind apart; an id does so without its digits. */
  const TELLING = new Set(["aria-hidden", "class", "data-component", "data-module", "data-name", "data-qa", "data-test", "data-testid", "data-type",
    "dir", "hidden", "open", "role", "style", "type"]);

  const BLANK = /^\s*$/;

  const ELEMENT = 1;
  const TEXT = 3;

  /** Milliseconds at work before the page has its turn: a frame or two at worst are late. */
  const SLICE = 40;

  /** How many nodes are read, or boxes measured, between two looks at the clock. */
  const STRIDE = 64;

  /** Beyond these a page is no story: elements, a hundred times what is large for news, and UTF-16 units of attributes. */
  const MOST_ELEMENTS = 250_000;
  const MOST_VALUES = 1 << 24;

  /** As in src/page.rs, which tests/tidy.rs compares: there it counts bytes, and no unit is less than one. */
  const MOST_TEXT = 2 << 20;

  const { ask } = nutgraf;

  /**
   * Reads a page; null when that is wanted no longer. A page that has moved what was being read is read again, then without a rest.
   * @param {Document} document @param {() => boolean} wanted
   * @returns {Promise<Taken | "too_large" | null>}
   */
  async function collect(document, wanted) {
    return (await inSlices(new Walk(document), wanted)) ?? (wanted() ? inSlices(new Walk(document), null) : null);
  }

  /**
   * Walks to the end; null when it could not, after a rest. Without `wanted` it takes none.
   * @param {Walk} walk @param {(() => boolean) | null} wanted
   */
  async function inSlices(walk, wanted) {
    const steps = walk.steps();
    let ends = performance.now() + SLICE;
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (!wanted || performance.now() < ends) continue;
      const places = walk.where();
      await new Promise((resolve) => setTimeout(resolve));
      if (!wanted() || !places.every(isThere)) return null;
      ends = performance.now() + SLICE;
    }
  }

  /**
   * Whether a node is where it was. What came or went on one side of it is taken or left as it is; on both sides, it is the node that moved.
   * @param {ReturnType<Walk["where"]>[number]} place
   */
  function isThere({ node, parent, before, after }) {
    return ask.parentNode(node) === parent && (ask.previousSibling(node) === before || ask.nextSibling(node) === after);
  }

  /**
   * An element around the walk. `block` is the innermost that begins a line of its own, it or one around it. Nothing below one that is not
   * `drawn` is asked for its style. A block that is not `filled`, for nothing is shown inside, is measured: it may be a hole. Of one `kind` are
   * elements of the same make in elements of the same make.
   * @typedef {{ element: Element, ordinal: number, drawn: boolean, block: Frame | null, filled: boolean, kind: Kind }} Frame
   *
   * What elements of the same make have in common: a number, and how one of them is drawn, which the others are presumed to be as well, for to
   * ask each is half of the work; null where nothing is presumed.
   * @typedef {{ number: number, drawn: "block" | "inline" | null }} Kind
   */

  class Walk {
    columns = new Columns();
    /** The elements around the walk, the innermost last. */
    open = /** @type {Frame[]} */ ([]);
    kinds = /** @type {Map<string, Kind>} */ (new Map());
    /** What comes next. @type {Node | null} */
    next;

    /** @param {Document} document */
    constructor(document) {
      this.document = document;
      this.window = /** @type {Window} */ (document.defaultView);
      this.next = document.documentElement;
    }

    /** The walk from beginning to end; it can rest wherever it yields. @returns {Generator<undefined, Taken | "too_large">} */
    *steps() {
      const { columns, document, window } = this;
      for (let count = 1; this.next; count += 1) {
        this.next = this.take(this.next);
        if (columns.tooLarge()) return "too_large";
        if (count % STRIDE === 0) yield;
      }
      const boxes = yield* columns.boxes(window);
      const snapshot = yield* columns.snapshot(document, boxes);
      return { elements: columns.elements, texts: columns.texts, snapshot };
    }

    /** Takes a node; the one to be taken next, as the document has them. @param {Node} node @returns {Node | null} */
    take(node) {
      const type = ask.nodeType(node);
      if (type === TEXT) this.text(/** @type {Text} */ (node));
      else if (type === ELEMENT && this.enter(/** @type {Element} */ (node))) {
        const first = ask.firstChild(node);
        if (first) return first;
        this.leave();
      }
      for (let at = node; this.open.length > 0; at = this.leave()) {
        const sibling = ask.nextSibling(at);
        if (sibling) return sibling;
      }
      return null;
    }

    /** Where the walk is: what it stands in, with parents and siblings. */
    where() {
      const around = this.open.map(({ element }) => /** @type {Node} */ (element));
      if (this.next) around.push(this.next);
      return around.map((node) => ({ node, parent: ask.parentNode(node), before: ask.previousSibling(node), after: ask.nextSibling(node) }));
    }

    /** Opens an element, if it is read. @param {Element} element */
    enter(element) {
      const name = ask.localName(element);
      if (leftOut(element, name)) return false;
      const around = this.open.at(-1);
      const { ordinal, make } = this.columns.open(element, name);
      const frame = {
        element,
        ordinal,
        drawn: around?.drawn ?? true,
        block: around?.block ?? null,
        filled: false,
        kind: this.kind(`${around?.kind.number} ${make}`),
      };
      if (frame.drawn && !WITHOUT_STYLE.has(name)) this.look(frame, name);
      this.open.push(frame);
      return true;
    }

    /** @param {string} make */
    kind(make) {
      let kind = this.kinds.get(make);
      if (!kind) this.kinds.set(make, (kind = { number: this.kinds.size, drawn: null }));
      return kind;
    }

    /** Closes the innermost element. */
    leave() {
      const frame = /** @type {Frame} */ (this.open.pop());
      this.columns.close();
      if (frame.block === frame) {
        const around = this.open.at(-1)?.block;
        if (!frame.filled) this.columns.measured.add(frame.ordinal);
        else if (around) around.filled = true;
      }
      return frame.element;
    }

    /** @param {Text} text */
    text(text) {
      const around = this.open.at(-1);
      const blank = BLANK.test(this.columns.text(text));
      if (blank || !around?.drawn || !around.block) return;
      around.block.filled = true;
      this.columns.measured.add(around.block.ordinal);
    }

    /** Sees how an element is drawn. @param {Frame} frame @param {string} name */
    look(frame, name) {
      const { hidden, pinned, measured, presumed } = this.columns;
      const { element, ordinal, kind } = frame;
      if (kind.drawn) {
        presumed.set(element, ordinal);
        if (kind.drawn === "block") frame.block = frame;
        return;
      }
      // Its children are not the page's text.
      if (name === "head") return void (frame.drawn = false);
      const style = ask.style(this.window, element);
      const display = ask.property(style, "display");
      if (display === "none" || ask.property(style, "visibility") === "hidden") {
        hidden.push(ordinal);
        return void (frame.drawn = false);
      }
      const position = ask.property(style, "position");
      if (position === "fixed" || position === "sticky") pinned.push(ordinal);
      const shows = MEDIA.has(name);
      if (shows || position === "fixed") measured.add(ordinal);
      if (frame.block && (shows || CONTROLS.has(name))) frame.block.filled = true;
      // What is drawn inside a drawing is not the page's.
      if (name === "svg") frame.drawn = false;
      else if (!display.startsWith("inline") && display !== "contents") {
        frame.block = frame;
        // A picture behind it, or a shadow tree in it, is not seen from here.
        frame.filled =
          ask.shadowRoot(element) !== null ||
          (name.includes("-") && ask.matches(element, ":defined")) ||
          ask.property(style, "background-image") !== "none";
      }
      const isBlock = frame.block === frame;
      const shown = shows || CONTROLS.has(name) || name.includes("-") || (isBlock && frame.filled);
      if (!shown && (position === "static" || position === "relative")) kind.drawn = isBlock ? "block" : "inline";
    }
  }

  /**
   * As `left_out` in src/page/vocabulary.rs.
   * @param {Element} element @param {string} name
   */
  function leftOut(element, name) {
    switch (name) {
      case "script": return ask.attribute(element, "type")?.trim().toLowerCase() !== "application/ld+json";
      case "style": case "noscript": case "template": return true;
      // Our own panel, which says that this takes a while.
      default: return element === nutgraf.root?.host;
    }
  }

  class Columns {
    elements = /** @type {Element[]} */ ([]);
    texts = /** @type {Text[]} */ ([]);
    /** Tag and attribute names, each once; the map gives their index. */
    names = /** @type {Map<string, number>} */ (new Map());
    attributeNames = new Map(ATTRIBUTES.map((name) => [name, this.name(name)]));
    tree = /** @type {number[]} */ ([]);
    data = /** @type {string[]} */ ([]);
    attributes = /** @type {number[]} */ ([]);
    values = /** @type {string[]} */ ([]);
    hidden = /** @type {number[]} */ ([]);
    pinned = /** @type {number[]} */ ([]);
    /** UTF-16 units of the texts, and of the values. */
    textLength = 0;
    valueLength = 0;
    /** Ordinals of the elements whose boxes are wanted. */
    measured = /** @type {Set<number>} */ (new Set());
    /** Elements that are presumed to be drawn, as others of their kind are, with their ordinals; and those of them that are not. */
    presumed = /** @type {Map<Element, number>} */ (new Map());
    vanished = /** @type {Set<Element>} */ (new Set());

    /** @param {string} name */
    name(name) {
      const known = this.names.get(name);
      if (known !== undefined) return known;
      this.names.set(name, this.names.size);
      return this.names.size - 1;
    }

    /** @param {Element} element @param {string} name */
    open(element, name) {
      const ordinal = this.elements.push(element) - 1;
      const tag = this.name(name);
      this.tree.push(tag + 1);
      let make = `${tag}`;
      for (const attribute of ask.attributeNames(element)) {
        // Some sites write what a `<meta>` says as its `value`; it is its content where it has no other.
        const content = name === "meta" && attribute === "value" && !ask.hasAttribute(element, "content");
        const index = this.attributeNames.get(content ? "content" : attribute);
        if (index === undefined) {
          make += `|${attribute}`;
          continue;
        }
        let value = ask.attribute(element, attribute) ?? "";
        if (value.length > LONGEST_VALUE && attribute !== "content" && !content) value = value.slice(0, LONGEST_VALUE);
        this.valueLength += value.length;
        this.attributes.push(ordinal, index);
        this.values.push(value.toWellFormed());
        if (TELLING.has(attribute)) make += `|${index}=${value}`;
        else if (attribute === "id") make += `|#${value.replace(/\d+/g, "")}`;
      }
      return { ordinal, make };
    }

    close() {
      this.tree.push(0);
    }

    tooLarge() {
      return this.elements.length > MOST_ELEMENTS || this.textLength > MOST_TEXT || this.valueLength > MOST_VALUES;
    }

    /** @param {Text} text */
    text(text) {
      const data = ask.data(text);
      this.tree.push(-1);
      this.texts.push(text);
      this.textLength += data.length;
      // Half a surrogate pair is no JSON that Rust reads; its replacement has the same length, so offsets hold.
      this.data.push(data.toWellFormed());
      return data;
    }

    /** Where the measured elements are on the page: ordinal, x, y, width, height. @param {Window} window */
    *boxes({ scrollX, scrollY }) {
      const boxes = /** @type {number[]} */ ([]);
      for (const ordinal of [...this.measured].sort((a, b) => a - b)) {
        const element = /** @type {Element} */ (this.elements[ordinal]);
        const box = ask.box(element);
        if (box.width === 0 && box.height === 0 && this.isGone(element, window)) continue;
        boxes.push(ordinal, Math.round(box.x + scrollX), Math.round(box.y + scrollY), Math.round(box.width), Math.round(box.height));
        if (boxes.length % STRIDE === 0) yield;
      }
      return boxes;
    }

    /**
     * Whether an element without a place on the page is not drawn after all, for it or one around it was presumed to be: a rule may tell them
     * apart by their number (`:nth-child(n + 4)`).
     * @param {Element} element @param {Window} window
     */
    isGone(element, window) {
      for (let at = /** @type {Element | null} */ (element); at; at = ask.parentElement(at)) {
        if (this.vanished.has(at)) return true;
        const ordinal = this.presumed.get(at);
        if (ordinal === undefined || ask.property(ask.style(window, at), "display") !== "none") continue;
        this.hidden.push(ordinal);
        this.vanished.add(at);
        return true;
      }
      return false;
    }

    /** The columns as JSON, each by itself: together they can take long. @param {Document} document @param {number[]} boxes */
    *snapshot(document, boxes) {
      const columns = {
        version: VERSION,
        url: document.URL,
        names: [...this.names.keys()],
        tree: this.tree,
        texts: this.data,
        attributes: this.attributes,
        attribute_values: this.values,
        hidden: this.hidden.sort((a, b) => a - b),
        pinned: this.pinned,
        boxes,
      };
      const written = [];
      for (const [name, column] of Object.entries(columns)) {
        written.push(`"${name}":${JSON.stringify(column)}`);
        yield;
      }
      return `{${written.join()}}`;
    }
  }

  Object.assign(nutgraf, { collect });
}
