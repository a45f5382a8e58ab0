// How much of a known story is in sight, and how much of the clutter in it: the measure of xtask/src/score/hiding.rs on a live page.
//
// Texts are compared by their letters and digits alone, so that neither markup nor spacing matters.

/** Letters of a paragraph that stands in no two places of a page by chance; a shorter one is looked for near the one before it. */
const LONG = 40;
/** Letters among which the next short paragraph is looked for. */
const NEAR = 3000;

/** @typedef {{ text: string, title?: string, author?: string, date?: string, noise?: { t: string, fig: boolean }[] }} Gold */

/**
 * The texts of a page, and which of them can be seen; runs in the page, and again after a change, for the same texts.
 * A text that the page itself took away meanwhile is neither seen nor gone: null.
 * @returns {{ texts: string[], captions: boolean[], seen: (boolean | null)[] }}
 */
export function look() {
  const texts = (window.nutgrafTexts ??= (() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (/\S/.test(text.data) && !text.parentElement?.closest("script, style, noscript, select, textarea")) texts.push(text);
    }
    return texts;
  })());
  const range = document.createRange();
  const isSeen = (/** @type {Text} */ text) => {
    const parent = text.parentElement;
    if (!parent?.checkVisibility({ visibilityProperty: true })) return false;
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(({ width, height }) => width > 0 && height > 0);
  };
  const isCaption = (/** @type {Text} */ text) => {
    let element = text.parentElement;
    for (let level = 0; element && level < 3; level += 1, element = element.parentElement) {
      if (/^(figure|video)$/.test(element.localName)) return true;
      if (/caption|credit|photo|image|gallery|slide|tweet|instagram/i.test(element.getAttribute("class") ?? "")) return true;
    }
    return false;
  };
  return {
    texts: texts.map((/** @type {Text} */ text) => text.data),
    captions: texts.map(isCaption),
    seen: texts.map((/** @type {Text} */ text) => (text.isConnected ? isSeen(text) : null)),
  };
}

/**
 * Compares what was in sight before and after with the gold.
 * @param {ReturnType<typeof look>} before @param {ReturnType<typeof look>} after @param {Gold} gold
 */
export function compare(before, after, gold) {
  const sight = new Sight(before, after);
  const paragraphs = { all: 0, seen: 0, lost: /** @type {string[]} */ ([]) };
  let cursor = 0;
  let start = Infinity;
  let end = 0;
  for (const paragraph of gold.text.split("\n")) {
    const wanted = letters(paragraph);
    const place = wanted ? sight.paragraph(wanted, cursor) : undefined;
    if (place === undefined) continue;
    if (wanted.length >= LONG) {
      cursor = place + wanted.length;
      start = Math.min(start, place);
      end = Math.max(end, cursor);
    }
    const places = wanted.length >= LONG ? [...sight.places(wanted)] : [place];
    paragraphs.all += 1;
    if (places.some((place) => sight.share(place, wanted.length) >= 0.9)) paragraphs.seen += 1;
    else paragraphs.lost.push(paragraph);
  }
  return { paragraphs, boxes: boxes(sight, gold, start, end) };
}

/**
 * The boxes inside the story that the gold leaves out; captions, posts and the headline's block are to stay and are not counted.
 * @param {Sight} sight @param {Gold} gold @param {number} start @param {number} end
 */
function boxes(sight, gold, start, end) {
  const boxes = { all: 0, gone: 0, left: /** @type {string[]} */ ([]) };
  const head = [letters(gold.author ?? ""), (gold.date ?? "").slice(0, 4)].filter(Boolean);
  const title = letters(gold.title ?? "");
  const cursors = /** @type {Map<string, number>} */ (new Map());
  for (const { t, fig } of gold.noise ?? []) {
    const wanted = letters(t);
    const place = sight.whole(wanted, cursors.get(wanted) ?? Math.max(0, start - NEAR));
    if (place === undefined || place >= end + NEAR) continue;
    cursors.set(wanted, place + wanted.length);
    const ofHead = place < start && (head.some((words) => wanted.includes(words)) || title.includes(wanted));
    if (fig || sight.isCaption(place) || ofHead) continue;
    boxes.all += 1;
    if (sight.share(place, wanted.length) <= 0.1) boxes.gone += 1;
    else boxes.left.push(t);
  }
  return boxes;
}

/** The letters in sight before, and which of them are in sight after. */
class Sight {
  letters = "";
  /** For each letter, whether it is in sight after. @type {boolean[]} */
  seen = [];
  /** Where texts begin, and whether they are captions. @type {Map<number, boolean>} */
  starts = new Map();
  ends = /** @type {Set<number>} */ (new Set());

  /** @param {ReturnType<typeof look>} before @param {ReturnType<typeof look>} after */
  constructor(before, after) {
    const pieces = [];
    let length = 0;
    before.texts.forEach((text, index) => {
      const piece = before.seen[index] && after.seen[index] !== null ? letters(text) : "";
      if (!piece) return;
      this.starts.set(length, before.captions[index] ?? false);
      pieces.push(piece);
      length += piece.length;
      this.ends.add(length);
      for (let at = 0; at < piece.length; at += 1) this.seen.push(after.seen[index] === true);
    });
    this.letters = pieces.join("");
  }

  /** Everywhere that a text stands, from an offset on. @param {string} wanted */
  *places(wanted, from = 0) {
    for (let place = this.letters.indexOf(wanted, from); wanted && place >= 0; place = this.letters.indexOf(wanted, place + 1)) yield place;
  }

  /** Where a paragraph of the story stands: after the one before it; a long one anywhere. @param {string} wanted @param {number} cursor */
  paragraph(wanted, cursor) {
    if (wanted.length >= LONG) return this.places(wanted, cursor).next().value ?? this.places(wanted).next().value;
    const place = this.whole(wanted, cursor);
    return place !== undefined && place < cursor + NEAR ? place : undefined;
  }

  /** Where a text stands that begins and ends with a text of the page. @param {string} wanted @param {number} from */
  whole(wanted, from) {
    for (const place of this.places(wanted, from)) {
      const begins = this.starts.has(place) || this.ends.has(place);
      const stops = this.ends.has(place + wanted.length) || this.starts.has(place + wanted.length);
      if (begins && stops) return place;
    }
    return undefined;
  }

  /** @param {number} place */
  isCaption(place) {
    return this.starts.get(place) ?? false;
  }

  /** The share of a stretch that is in sight. @param {number} place @param {number} length */
  share(place, length) {
    let seen = 0;
    for (let at = place; at < place + length; at += 1) seen += this.seen[at] ? 1 : 0;
    return seen / length;
  }
}

/** @param {string} text */
function letters(text) {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}
