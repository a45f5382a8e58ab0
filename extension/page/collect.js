// The live page → a snapshot, in one walk that changes nothing: the columns that src/page/snapshot.rs reads.
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

  const BLANK = /^\s*$/;

  /**
   * What an element is asked for, by way of its prototype: a form answers with a field where one is named so, and a page names its fields as it
   * likes (`<input name="parentElement">`).
   */
  const ask = /** @type {Ask} */ ({
    nodeType: getter(Node.prototype, "nodeType"),
    parentElement: getter(Node.prototype, "parentElement"),
    textContent: getter(Node.prototype, "textContent"),
    isConnected: getter(Node.prototype, "isConnected"),
    contains: method(Node.prototype.contains),
    localName: getter(Element.prototype, "localName"),
    shadowRoot: getter(Element.prototype, "shadowRoot"),
    attributeNames: method(Element.prototype.getAttributeNames),
    attribute: method(Element.prototype.getAttribute),
    hasAttribute: method(Element.prototype.hasAttribute),
    setAttribute: method(Element.prototype.setAttribute),
    removeAttribute: method(Element.prototype.removeAttribute),
    matches: method(Element.prototype.matches),
    closest: method(Element.prototype.closest),
    first: method(Element.prototype.querySelector),
    box: method(Element.prototype.getBoundingClientRect),
  });

  /** @param {object} prototype @param {string} name */
  function getter(prototype, name) {
    return method(Object.getOwnPropertyDescriptor(prototype, name)?.get);
  }

  /** @param {Function | undefined} method @returns {any} */
  function method(method) {
    return Function.prototype.call.bind(/** @type {Function} */ (method));
  }

  /** @param {Document} document @returns {Taken} */
  function collect(document) {
    const window = /** @type {Window} */ (document.defaultView);
    const columns = new Columns();
    const walker = document.createTreeWalker(document.documentElement, 1 /* elements */ | 4 /* texts */);
    /** The innermost element around the walk that is not drawn with all that is in it: nothing below it is asked for its style. */
    let undrawn = /** @type {Node | null} */ (null);
    /** Ordinals of the open elements that begin a line of their own, innermost last. */
    const blocks = /** @type {number[]} */ ([]);
    const starts = /** @type {Node[]} */ ([]);
    /** For each of them, whether something is shown inside; one that shows nothing is measured, for it may be a hole. */
    const filled = /** @type {boolean[]} */ ([]);
    const fill = () => void (filled.length > 0 && (filled[filled.length - 1] = true));
    /** @type {Node | null} */
    let node = walker.currentNode;
    while (node) {
      let descends = false;
      if (ask.nodeType(node) === 3) {
        if (columns.text(/** @type {Text} */ (node), undrawn ? undefined : blocks.at(-1))) fill();
      } else {
        const element = /** @type {Element} */ (node);
        const name = ask.localName(element);
        if (!leftOut(element, name)) {
          const ordinal = columns.open(element, name);
          if (!undrawn && !WITHOUT_STYLE.has(name)) {
            if (name === "head") {
              undrawn = node;
            } else {
              const style = window.getComputedStyle(element);
              const { display, position } = style;
              if (display === "none" || style.visibility === "hidden") {
                columns.hidden.push(ordinal);
                undrawn = node;
              } else {
                if (position === "fixed" || position === "sticky") columns.pinned.push(ordinal);
                if (MEDIA.has(name) || position === "fixed") columns.measured.add(ordinal);
                if (MEDIA.has(name) || CONTROLS.has(name)) fill();
                // What is drawn inside a drawing is not the page's.
                if (name === "svg") undrawn = node;
                else if (!display.startsWith("inline") && display !== "contents") {
                  blocks.push(ordinal);
                  starts.push(node);
                  // A picture behind it, or a shadow tree in it, is not seen from here.
                  const shadowed = ask.shadowRoot(element) !== null || (name.includes("-") && ask.matches(element, ":defined"));
                  filled.push(shadowed || style.backgroundImage !== "none");
                }
              }
            }
          }
          descends = true;
        }
      }
      if (descends && walker.firstChild()) {
        node = walker.currentNode;
        continue;
      }
      // Up to the nearest element with something after it, closing on the way.
      for (let last = node; ; last = walker.currentNode) {
        if (descends) columns.close();
        descends = true;
        if (last === undrawn) undrawn = null;
        if (last === starts.at(-1)) {
          starts.pop();
          const block = /** @type {number} */ (blocks.pop());
          if (filled.pop()) fill();
          else columns.measured.add(block);
        }
        if (walker.nextSibling()) {
          node = walker.currentNode;
          break;
        }
        if (!walker.parentNode()) {
          node = null;
          break;
        }
      }
    }
    return { elements: columns.elements, texts: columns.texts, snapshot: columns.snapshot(document, window) };
  }

  /**
   * As `left_out` in src/page/vocabulary.rs.
   * @param {Element} element @param {string} name
   */
  function leftOut(element, name) {
    switch (name) {
      case "script": return ask.attribute(element, "type")?.trim().toLowerCase() !== "application/ld+json";
      case "style": case "noscript": case "template": return true;
      default: return false;
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
    /** Ordinals of the elements whose boxes are wanted. */
    measured = /** @type {Set<number>} */ (new Set());

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
      this.tree.push(this.name(name) + 1);
      for (const attribute of ask.attributeNames(element)) {
        // Some sites write what a `<meta>` says as its `value`; it is its content where it has no other.
        const content = name === "meta" && attribute === "value" && !ask.hasAttribute(element, "content");
        const index = this.attributeNames.get(content ? "content" : attribute);
        if (index === undefined) continue;
        let value = ask.attribute(element, attribute) ?? "";
        if (value.length > LONGEST_VALUE && attribute !== "content" && !content) value = value.slice(0, LONGEST_VALUE);
        this.attributes.push(ordinal, index);
        this.values.push(value.toWellFormed());
      }
      return ordinal;
    }

    close() {
      this.tree.push(0);
    }

    /**
     * Takes a text; whether something of it is drawn in the block.
     * @param {Text} text @param {number | undefined} block
     */
    text(text, block) {
      const data = text.data;
      this.tree.push(-1);
      this.texts.push(text);
      // Half a surrogate pair is no JSON that Rust reads; its replacement has the same length, so offsets hold.
      this.data.push(data.toWellFormed());
      if (block === undefined || BLANK.test(data)) return false;
      this.measured.add(block);
      return true;
    }

    /** @param {Document} document @param {Window} window */
    snapshot(document, window) {
      const { scrollX, scrollY } = window;
      const boxes = /** @type {number[]} */ ([]);
      for (const ordinal of [...this.measured].sort((a, b) => a - b)) {
        const box = ask.box(/** @type {Element} */ (this.elements[ordinal]));
        boxes.push(ordinal, ...[box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round));
      }
      return JSON.stringify({
        version: VERSION,
        url: document.URL,
        names: [...this.names.keys()],
        tree: this.tree,
        texts: this.data,
        attributes: this.attributes,
        attribute_values: this.values,
        hidden: this.hidden,
        pinned: this.pinned,
        boxes,
      });
    }
  }

  Object.assign(nutgraf, { collect, ask });
}
