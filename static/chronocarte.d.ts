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
  time: { from: string; to: string };
  /** The moment as of which the reader looks; `null` where the story names none. */
  asOf: string | null;
  /** The id of the selected event. */
  selected: string | null;
  filter: Record<string, unknown>;
  camera: ChronocarteCamera;
}

/** Where the map looks: degrees, and the zoom of web maps (one more doubles the scale). */
export interface ChronocarteCamera {
  lon: number;
  lat: number;
  zoom: number;
}

/** A widget that has painted. On a widget that has stopped every call does nothing and returns `undefined`. */
export interface ChronocarteHandle {
  state(): ChronocarteState | undefined;
  /** Selects an event by its id; `null` selects none. */
  select(event: string | null): void;
  /** Asks for a time, as ISO 8601; `null` for both asks for all of it. */
  setTime(from: string | null, to: string | null): void;
  setAsOf(instant: string | null): void;
  setFilter(filter: Record<string, unknown>): void;
  setCamera(camera: Partial<ChronocarteCamera>): void;
  /** Shows another version of the story, given as the content of its file. */
  update(story: object): void;
  /** Takes the widget away; the fallback shows again. */
  destroy(): void;
}

/** The options of a container: in the markup `data-NAME`. */
export interface ChronocarteOptions {
  /** The address of the story. */
  story?: string;
  lang?: string;
  theme?: "auto" | "light" | "dark";
  /** When to fetch anything beyond the loader. */
  load?: "visible" | "click" | "eager";
  /** Fetch nothing before `chronocarte:consent` or the reader's own click. */
  consent?: "required";
  /** The fragment of a permalink to open with. */
  view?: string;
  /** A folder of base maps, instead of the place the story names. */
  basemap?: string;
  /** The level of the widget's heading, 1 to 6; 2 where it is not given. */
  "heading-level"?: number;
  /** The height in CSS pixels, instead of the fallback's. */
  height?: number;
}

/** What went wrong; `code` does not change from version to version. */
export interface ChronocarteError {
  code:
    | "csp-wasm"
    | "destroyed"
    | "host"
    | "language"
    | "story"
    | "trap"
    | "unsupported"
    | "wasm"
    | (string & {});
  message: string;
}

export interface Chronocarte {
  /** The version that serves the page: the first one loaded. */
  readonly version: string;
  /** Every version that was loaded. */
  readonly versions: readonly string[];
  /** Starts a widget in an element of the page; rejects with a `ChronocarteError`. */
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
  interface GlobalEventHandlersEventMap {
    "chronocarte:ready": CustomEvent<null>;
    "chronocarte:change": CustomEvent<ChronocarteState>;
    "chronocarte:select": CustomEvent<{ event: string } | null>;
    "chronocarte:error": CustomEvent<ChronocarteError>;
    "chronocarte:consent": Event;
  }
}
