// What the files that are injected into a page share: one object of the isolated world.

type Plan = import("./pkg/nutgraf.js").Plan;
type Points = import("./pkg/nutgraf.js").Points;

/** A page as it was read: what an ordinal of the plan refers to, and what the core gets. */
interface Taken {
  elements: Element[];
  texts: Text[];
  snapshot: string;
}

/** What was done to a page, and how it is undone. */
interface Hiding {
  /** Whether a modal dialog was closed. */
  modal: boolean;
  /** Shows what was hidden, or hides it again. */
  show(shown: boolean): void;
  /** Gives the page back as it was. */
  restore(): void;
}

/** Leads to places in the story. */
interface Marker {
  has(points: Points): boolean;
  /** Marks the places and scrolls to the first; false when it is not on the page any more. */
  jump(points: Points[]): boolean;
  /** Takes the mark away and closes what was opened. */
  clear(): void;
}

/** What the reader has chosen, on the settings page or in the panel; `preferences.js` has what a new reader gets. */
interface Preferences {
  /** What "Copy" copies. */
  format: "rich" | "markdown" | "plain" | "html" | "json" | "citation";
  side: "right" | "left";
  theme: "auto" | "light" | "dark";
  /** Of the panel, in CSS pixels. */
  width: number;
  /** Of the panel's text, in percent. */
  size: number;
  /** Sections that are not copied. */
  left_out: Section[];
  /** Sections that are folded in the panel. */
  folded: Section[];
  quotes: "order" | "speaker";
  /** What counts as clutter beside that which always does. */
  clutter: ("comments" | "related" | "embeds" | "captions")[];
  /** Whether every entry's place is marked in the story, and not only the one asked for. */
  highlight: boolean;
  /** How the story is set in place: as the site sets it, or calmly. */
  style: "site" | "calm";
  /** Of the story's text, in percent. */
  text_size: number;
  /** Of the story's lines, in letters; 0 leaves it to the site. */
  line_width: number;
  /** Whether the page is darkened. */
  dark: boolean;
  /** Whether the summary is printed with the story. */
  print: boolean;
}

type Section = "key_points" | "facts" | "quotes" | "reported";

/** Where the panel lives: what it asks of the extension, or of the playground. */
interface Surroundings {
  preferences: Preferences;
  /** A sentence of the interface's language. */
  message(key: string, ...values: string[]): string;
  remember(preferences: Partial<Preferences>): void;
  jump(points: Points[]): boolean;
  copy(summary: { html?: string; text: string }): Promise<boolean>;
  show(shown: boolean): void;
  close?(): void;
  settings?(): void;
}

interface Panel {
  element: HTMLElement;
  /** Shows a digest. */
  digest(plan: Plan): void;
  /** Shows one sentence in place of a digest. */
  sentence(text: string): void;
}

interface Nutgraf {
  state: "closed" | "reading" | "open";
  root: ShadowRoot | null;
  collect(document: Document): Taken;
  hide(document: Document, elements: Element[], plan: Plan, side: string | null): Hiding;
  marker(document: Document, texts: Text[], places: Plan["places"]): Marker;
  copy(document: Document, summary: { html?: string; text: string }): Promise<boolean>;
  panel(document: Document, surroundings: Surroundings): Panel;

  /** The button was clicked: closes the panel, or reads the page. */
  click(): Click;
  /** Says that the page is being read, once that takes long. */
  waiting(given: Given): void;
  open(plan: Plan, given: Given): boolean;
  fail(sentence: string, given: Given): boolean;
  close(): void;
  /** What a reading needs until it is closed. */
  taken: Taken | null;
  undo: (() => void)[];
}

/** What the background hands to the page beside the plan. */
interface Given {
  css: string;
  preferences: Preferences;
}

type Click = { closed: true } | { snapshot: string } | { unreadable: "pdf" | "not_a_page" };

declare var nutgraf: Nutgraf;
