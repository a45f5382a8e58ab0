// What the files that are injected into a page share: one object of the isolated world.

type Plan = import("./pkg/nutgraf.js").Plan;
type Points = import("./pkg/nutgraf.js").Points;

/** A page as it was read: what an ordinal of the plan refers to, and what the core gets. */
interface Taken {
  elements: Element[];
  texts: Text[];
  snapshot: string;
}

/** What a node is asked for where a page may have named a form's fields after it. */
interface Ask {
  nodeType(node: Node): number;
  parentElement(node: Node): HTMLElement | null;
  textContent(node: Node): string | null;
  parentNode(node: Node): Node | null;
  firstChild(node: Node): Node | null;
  nextSibling(node: Node): Node | null;
  previousSibling(node: Node): Node | null;
  isConnected(node: Node): boolean;
  contains(node: Node, other: Node | null): boolean;
  localName(element: Element): string;
  shadowRoot(element: Element): ShadowRoot | null;
  attributeNames(element: Element): string[];
  attribute(element: Element, name: string): string | null;
  hasAttribute(element: Element, name: string): boolean;
  setAttribute(element: Element, name: string, value: string): void;
  removeAttribute(element: Element, name: string): void;
  matches(element: Element, selector: string): boolean;
  closest(element: Element, selector: string): Element | null;
  first(element: Element, selector: string): Element | null;
  box(element: Element): DOMRect;
  data(text: CharacterData): string;
  style(window: Window, element: Element): CSSStyleDeclaration;
  property(style: CSSStyleDeclaration, name: string): string;
}

/** What was done to a page, and how it is undone. */
interface Hiding {
  /** What is clutter, by reason: how many things, and whether they are hidden. */
  groups(): Map<string, { count: number; hidden: boolean }>;
  showGroup(reason: string, shown: boolean): void;
  /** Shows all that was hidden, or hides it again. */
  show(shown: boolean): void;
  canHide(element: Element): boolean;
  /** The hidden element that an element is or stands in. */
  isHidden(element: Element): Element | null;
  hideToo(element: Element): void;
  keep(element: Element): void;
  /** Takes the last of these two back; whether there are more. */
  takeBack(): boolean;
  /** Moves the room that was made for the panel to the other side. */
  makeRoom(side: Preferences["side"]): void;
  /** Sets the story in place as the reader wants it. */
  dress(preferences: Preferences): void;
  /** Gives the page back as it was. */
  restore(): void;
}

/** Leads to places in the story. */
interface Marker {
  ranges(points: Points[]): Range[];
  /** Marks the places and scrolls to the first; false when it is not on the page any more. */
  jump(points: Points[]): boolean;
  /** Scrolls back to where the reader was before the first jump, and takes the mark away. */
  back(): void;
  /** Marks the places of all entries; how many of them are on the page. */
  all(points: Points[]): number;
  /** Which of some places, or of those marked, is at a point of the window. */
  at(x: number, y: number, points: Points[]): Points | null;
  /** Takes the marks away and closes what was opened. */
  clear(): void;
}

/** A bar in the page's margin. */
interface Margin {
  /** Shows where the first of the ranges stands; nothing without one. */
  show(ranges: Range[]): void;
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

/** Where the panel lives: what it asks of the extension, or of the playground. What is missing cannot be done there. */
interface Surroundings {
  preferences: Preferences;
  /** A sentence of the interface's language. */
  message(key: string, ...values: string[]): string;
  /** Keeps what was chosen, and lets it take effect. */
  remember(changed: Partial<Preferences>): void;
  jump(points: Points[]): boolean;
  back(): void;
  /** Shows in the page's margin where places stand. */
  point(points: Points[]): void;
  copy(summary: { html?: string; text: string }): Promise<boolean>;
  hiding?: Hiding;
  /** Lets the reader point at things to hide, or at hidden ones to show, until `ended`; gives a way to end it. */
  pick?(what: "hide" | "keep", taken: () => void, ended: () => void): () => void;
  /** The host that may be opened by itself from now on. */
  site?: string;
  always?(): void;
  close?(): void;
  settings?(): void;
  again?(): void;
}

interface Panel {
  element: HTMLElement;
  /** Shows a digest. */
  digest(plan: Plan): void;
  /** Says a sentence in passing. */
  say(text: string): void;
  /** Shows one sentence in place of a digest, with a report to be copied if something went wrong. */
  sentence(text: string, report?: string): void;
  /** Says above the digest that the page is another one by now. */
  changed(): void;
  /** Every place that an entry leads to. */
  places(): Points[];
  /** Leads from a place in the story to its entry. */
  reveal(points: Points): void;
  /** Handles a key pressed in the panel; whether it was one of ours. */
  key(event: KeyboardEvent): boolean;
}

/** Makes elements: name, attributes, children; what is null or false is left out. */
type Make = <Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Attributes, ...children: Child[]) => HTMLElementTagNameMap[Name];
interface Attributes { className?: string; part?: string; role?: string; lang?: string }
type Child = Node | string | false | null | undefined | 0;

/** What the files of the panel share while one is built. */
interface Building {
  make: Make;
  surroundings: Surroundings;
  message: Surroundings["message"];
  preferences: Preferences;
  /** Says something in passing, to the eye and to screen readers. */
  say(text: string, more?: HTMLElement): void;
  button(text: string, part: string, act: () => void, className?: string): HTMLButtonElement;
  copied(summary: { html?: string; text: string }, said: string): Promise<void>;
  /** Chooses, keeps the choice, and lets it take effect. */
  choose(changed: Partial<Preferences>): void;
}

interface Entries {
  /** An entry that leads to its places; a block in a box of its own unless it is `inline`. */
  entry(about: Attributes & { places: Points[]; clip?: import("./pkg/nutgraf.js").EntryClip; inline?: boolean; whole?: boolean }, ...children: Child[]): HTMLElement;
  /** Those that can be seen, in order. */
  visible(): HTMLButtonElement[];
  places(): Points[];
  /** The entry of a place. */
  of(points: Points): HTMLButtonElement | undefined;
  /** Copies the entry that has the focus; whether one has. */
  copyFocused(): boolean;
}

interface Nutgraf {
  state: "closed" | "reading" | "open";
  root: ShadowRoot | null;
  collect(document: Document, wanted: () => boolean): Promise<Taken | "too_large" | null>;
  ask: Ask;
  hide(document: Document, elements: Element[], plan: Plan, preferences: Preferences, makesRoom: boolean): Hiding;
  marker(document: Document, texts: Text[], places: Plan["places"]): Marker;
  margin(window: Window, bar: HTMLElement, origin: () => { left: number; top: number }): Margin;
  picker(window: Window, outline: HTMLElement, panel: Element,
    wanted: { offers: (element: Element) => Element | null; take: (element: Element) => void; end: () => void }): () => void;
  copy(document: Document, summary: { html?: string; text: string }): Promise<boolean>;

  maker(document: Document): Make;
  words: {
    day(value: string, locale: string, options: Intl.DateTimeFormatOptions): string | null;
    counted(message: Surroundings["message"], key: string, count: number): string;
  };
  entries(building: Building, element: HTMLElement): Entries;
  story(building: Building, entries: Entries, plan: Plan): HTMLElement[];
  sheets: Record<"page" | "settings" | "help", (building: Building) => HTMLElement>;
  foot(building: Building, plan: Plan): { elements: HTMLElement[]; copy(): void };
  panel(document: Document, surroundings: Surroundings): Panel;
  formats: Preferences["format"][];
  sections: Section[];
  ranges: Record<"width" | "size" | "text_size" | "line_width", { least: number; most: number; step: number }>;
  /** The panel's width, the size of the story and its lines, as rules of the user's. */
  measures(preferences: Preferences): string;
  /** The sheet that the page wears. */
  worn(given: Given): string;

  /** The button was clicked: closes the panel, or reads the page. */
  click(): Promise<Click>;
  /** Says that the page is being read, once that takes long. */
  waiting(given: Given): void;
  open(plan: Plan, given: Given, turn: number): boolean;
  fail(sentence: string, report: string, given: Given): boolean;
  close(): { closed: string };
  /** How often reading or closing has begun: what was begun before the last is wanted no longer. */
  turn: number;
  /** How often the background was lost since a page was last shown. */
  lost: number;
  /** The wire to the background while a page is being read. */
  port?: chrome.runtime.Port;
  /** Tells the background something; whether it could be told. */
  tell(told: Told): boolean;
  /** The sheet that the page wears. */
  sheet: string;
  /** What a reading needs until it is closed. */
  taken: Taken | null;
  undo: (() => void)[];
}

/** What the background hands to the page beside the plan. */
interface Given {
  /** The panel's sheet, and page.css. */
  css: string;
  page: string;
  preferences: Preferences;
}

type Click = { closed: string } | { snapshot: string; turn: number } | { unreadable: "pdf" | "not_a_page" | "too_large" | "restricted" | "gone" };

/** What the page tells the background. */
type Told = "settings" | "again" | "lost" | "arrived" | { closed: string } | { dress: { before: string; after: string } } | { always: string };

declare var nutgraf: Nutgraf;
