// The plan as JavaScript sees it: src/digest.rs and src/digest/plan.rs, field by field.

/** A range of `article.text` in code points. */
export interface Points { start: number; end: number }
export interface Excerpt extends Points { text: string }
export interface Entity { name: string; role?: string; mentions: Points[] }
export interface DateFound extends Excerpt {
  type: "date" | "time" | "duration" | "set";
  /** TIMEX3, which is ISO 8601 and a little more. */
  value: string | null;
}
export interface NumberFound extends Excerpt { value: number; unit?: string; about?: string }
export interface Speaker extends Points { name: string; mention: string; role?: string; anonymous: boolean }
export interface Quote extends Excerpt {
  kind: "direct" | "indirect" | "mixed";
  parts: Points[];
  cue?: string;
  speaker: Speaker | null;
}
export interface Digest {
  version: number;
  page: {
    url: string; title: string | null; site: string | null; byline: string[];
    published: string | null; modified: string | null; language: string;
    kind: "article" | "live" | "stub" | "none"; words: number; minutes: number;
  };
  article: { text: string; blocks: { kind: string; start?: number; end?: number; element: number }[] };
  key_points: Excerpt[];
  people: Entity[];
  organisations: Entity[];
  places: Entity[];
  dates: DateFound[];
  numbers: NumberFound[];
  quotes: Quote[];
  clutter: { element: number; reason: string; text: string }[];
}

/** A piece of the summary in the formats that can be copied. */
export interface Clip { html: string; markdown: string; text: string }
/** An entry of the panel on its own, with its speaker, its source and a link that leads to it on the page. */
export interface EntryClip extends Clip { link: string }

/** A digest, and how to show it beside the page it came from. */
export interface Plan {
  digest: Digest;
  hide: { element: number; reason: string }[];
  count: number;
  /** Where the rest of the story is, when it is not all on the page. */
  rest: "paywall" | "pages" | null;
  /** Text node (in document order) and UTF-16 units into it, for every range the panel leads to. */
  places: { start: number; end: number; from: [number, number]; to: [number, number] }[];
  /** The summary: its pieces joined make one of each format, and sections may be left out. `citation` stands alone. */
  copy: { head: Clip; key_points: Clip; facts: Clip; quotes: Clip; reported: Clip; citation: Clip };
  /** One for each entry of the digest's lists, in their order. */
  clips: {
    key_points: EntryClip[]; people: EntryClip[]; organisations: EntryClip[]; places: EntryClip[];
    dates: EntryClip[]; numbers: EntryClip[]; quotes: EntryClip[];
  };
  /** Milliseconds for reading the page's form and for reading the story. */
  ms: { page: number; story: number };
}
