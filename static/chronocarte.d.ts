/** Types of what `chronocarte.js` adds to a page: `window.chronocarte`, the events, the property of a container. */

/** What a reader looks at. Times are ISO 8601 in UTC. */
export interface ChronocarteState {
  /** The story's own id. */
  story: string;
  lang: string;
  /** Events that are not background. */
  total: number;
  /** Of these, the ones within the time window and the filter. */
  matched: number;
  /** Of a story without dates both are `null`. */
  time: { from: string | null; to: string | null };
  /** The moment as of which the reader looks; `null` where the story names none. */
  asOf: string | null;
  /** The id of the selected event. */
  selected: string | null;
  filter: ChronocarteFilter;
  camera: ChronocarteCamera;
}

/** Where the map looks: degrees, and the zoom of web maps (one more doubles the scale). */
export interface ChronocarteCamera {
  lon: number;
  lat: number;
  zoom: number;
}

/** What is left out. Of words nobody knows nothing is left out. */
export interface ChronocarteFilter {
  /** Parties by their ids, and `third` for third parties. */
  hiddenSides: string[];
  /** Kinds of events, as the story names them. */
  hiddenKinds: string[];
  /** Standings of events, by their words. */
  hiddenStandings: string[];
  /** Measures (`killed`, `wounded`, …) whose events are left out, unless they count something else too. */
  hiddenMeasures: string[];
  /** Sources by their ids: what they alone brought is left out. */
  hiddenSources: string[];
  /** Words that must all stand in an event: its texts, names of its place in any language, speakers, sources. */
  search: string;
}

/** A moment: ISO 8601 with an offset or `Z`, to the minute or the second, milliseconds since 1970, or a `Date`. */
export type ChronocarteMoment = string | number | Date;

/**
 * A widget that has painted. A call that makes no sense throws an `Error` and changes nothing. On a widget that has
 * stopped every call does nothing and returns `undefined`.
 * Until somebody acts, only the first part of the widget is there: a call that changes something is kept until the second part
 * has come and done then, and what it would throw is said on the console.
 */
export interface ChronocarteHandle {
  state(): ChronocarteState | undefined;
  /** Selects an event by its id; `null` selects none. Throws where there is no such event. */
  select(event: string | null): void;
  /** Asks for a time; `null` leaves an end open, for both it asks for all of it. Throws unless the end is after the start. */
  setTime(from: ChronocarteMoment | null, to: ChronocarteMoment | null): void;
  /** Looks as of a moment, or of a day such as `2020-09-28`, which is its end in the story's zone; `null` is the story's own. */
  setAsOf(instant: ChronocarteMoment | null): void;
  /** Leaves out what is named, and nothing else. Throws for a kind, standing or measure there is not; parties and sources that the story does not have are passed over. */
  setFilter(filter: Partial<ChronocarteFilter>): void;
  /** Looks elsewhere; what is left out stays. Throws unless all are numbers on Earth. */
  setCamera(camera: Partial<ChronocarteCamera>): void;
  /** Shows another version of the story, given as the content of its file. Throws where it has no events; the old one stays. */
  update(story: object): void;
  /** Takes the widget away for good, or until `mount` is called; the fallback shows again. */
  destroy(): void;
}

/**
 * The options of a container: `data-NAME` on a `div`, a link or a script, `NAME` on a `chrono-carte`, or `NAME=…` in the
 * query of the script's address. A wrong value is named once on the console, and the default is taken.
 */
export interface ChronocarteOptions {
  /** The address of the story. */
  story?: string;
  lang?: string;
  theme?: "auto" | "light" | "dark";
  /** When to fetch anything beyond the loader. */
  load?: "visible" | "click" | "eager";
  /** Fetch nothing before `chronocarte:consent` or the reader's own click; `given` says that it was given. */
  consent?: "required" | "given";
  /** The fragment of a permalink to open with. */
  view?: string;
  /** The address of the article, which links to a view lead to; that of the page where it is not given. */
  page?: string;
  /** Which name of a place with several leads. Taken, without effect yet. */
  names?: string;
  /** Which set of boundaries is drawn. Taken, without effect yet. */
  boundaries?: string;
  /** The address of tiles below the map. Taken, without effect yet. */
  tiles?: string;
  /** A folder of base maps, instead of the place the story names. */
  basemap?: string;
  /** The level of the widget's heading, 1 to 6; 2 where it is not given. */
  "heading-level"?: number;
  /** The height in CSS pixels, 160 to 4000, instead of the fallback's. */
  height?: number;
}

/** What went wrong; `code` does not change from version to version. */
export interface ChronocarteError {
  code:
    /** The policy of the page refuses wasm. */
    | "csp-wasm"
    /** The widget was taken away; only in the promise of `mount`. */
    | "destroyed"
    /** The element cannot hold a widget. */
    | "host"
    /** The file of the language could not be read. */
    | "language"
    /** There is no story that could be shown. */
    | "story"
    /** Nothing arrived for two minutes. */
    | "timeout"
    /** The widget stopped by a fault of its own. */
    | "trap"
    /** The browser is too old, or has wasm switched off. */
    | "unsupported"
    /** The wasm could not be read. */
    | "wasm"
    | (string & {});
  message: string;
}

export interface Chronocarte {
  /** The version that serves the page: the first one loaded. */
  readonly version: string;
  /** Every version that was loaded. */
  readonly versions: readonly string[];
  /**
   * Starts a widget in an element of the page, as its options say: with `load: "click"` the promise waits for the click.
   * Where there is a widget already, it takes up the options and answers with that; where one has failed, it tries again.
   * Rejects with an `Error` that is a `ChronocarteError`.
   */
  mount(element: Element, options?: ChronocarteOptions): Promise<ChronocarteHandle>;
}

declare global {
  interface Window {
    readonly chronocarte: Chronocarte;
  }
  interface Element {
    /** The handle of a container whose `data-state` is `ready`. */
    readonly chronocarte?: ChronocarteHandle;
  }
  interface HTMLElementTagNameMap {
    "chrono-carte": HTMLElement;
  }
  interface GlobalEventHandlersEventMap {
    "chronocarte:ready": CustomEvent<null>;
    "chronocarte:change": CustomEvent<ChronocarteState>;
    "chronocarte:select": CustomEvent<{ event: string } | null>;
    "chronocarte:error": CustomEvent<ChronocarteError>;
    "chronocarte:consent": Event;
  }
}
