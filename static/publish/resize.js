// The host's side of frames, and of this script's own folder alone: gives them the height they ask for, tells them which
// article they stand in, and lets the article's phrases drive the widgets in them.
const own = document.currentScript ?? document.querySelector('script[src$="/resize.js"]');
// The script lies in a folder of the widget, the pages for frames lie above it.
const folder = own && new URL("..", own.src).href;
const isOurs = (frame) => Boolean(folder) && frame?.localName === "iframe" && frame.src.startsWith(folder);
const ours = () => [...document.querySelectorAll("iframe")].filter(isOurs);

/** The widget in a frame, as it tells of itself. */
class Framed {
  live = false;
  current = null;

  constructor(frame) {
    this.frame = frame;
  }

  // A frame in a sandbox has no origin to name. It is ours, and what it is told is what the reader sees.
  tell(message) {
    this.frame.contentWindow.postMessage({ sentinel: "chronocarte", ...message }, "*");
  }

  choose(event) {
    this.tell({ type: "select", event });
  }

  point(event) {
    this.tell({ type: "highlight", event });
  }

  reveal() {
    const { top, bottom } = this.frame.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) this.frame.scrollIntoView({ block: "nearest" });
  }

  // A frame cannot know which article it stands in: it is told, so that links to a view lead here, and those that come
  // here open it.
  introduce() {
    this.introduced = true;
    this.tell({ type: "article", address: location.href });
  }
}

const frames = new WeakMap();
const framed = (frame) => {
  if (!frames.has(frame)) frames.set(frame, new Framed(frame));
  return frames.get(frame);
};

/** The framed widget that a phrase belongs to; phrases without a name are a widget's in the page itself, if there is one. */
const widgetOf = (link) => {
  const name = link.getAttribute(FOR);
  const frame = name ? document.getElementById(name) : window.chronocarte ? null : ours()[0];
  return isOurs(frame) ? framed(frame) : undefined;
};

addEventListener("message", ({ source, data }) => {
  if (!data || typeof data !== "object") return;
  const frame = ours().find((frame) => frame.contentWindow === source);
  if (!frame) return;
  if (data.sentinel === "amp" && data.type === "embed-size") {
    const { height } = data;
    if (!Number.isFinite(height) || height < 100 || height > 4000) return;
    // An attribute, not a style: a strict policy has nothing to say about it.
    frame.height = Math.ceil(height);
    if (!framed(frame).introduced) framed(frame).introduce();
  } else if (data.sentinel === "chronocarte" && data.type === "state") {
    const widget = framed(frame);
    widget.live = data.live === true;
    widget.current = typeof data.selected === "string" ? data.selected : null;
    markLinks();
  }
});

addEventListener("hashchange", () => ours().forEach((frame) => framed(frame).introduce()));

// Frames that spoke before anybody listened are asked once more; a frame answers whatever its parent says.
for (const frame of ours()) frame.contentWindow?.postMessage({ sentinel: "amp", type: "send-embed-size" }, "*");
