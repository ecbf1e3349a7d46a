// The host's side of a frame: gives the frames of this script's own folder the height they ask for, and no other.
(() => {
  "use strict";
  const own = document.currentScript ?? document.querySelector('script[src$="/resize.js"]');
  if (!own) return;
  // The script lies in a folder of the widget, the pages for frames lie above it.
  const folder = new URL("..", own.src).href;
  const isOurs = (frame) => frame.src.startsWith(folder);

  addEventListener("message", ({ source, data }) => {
    if (data?.sentinel !== "amp" || data.type !== "embed-size") return;
    const { height } = data;
    if (!Number.isFinite(height) || height < 100 || height > 4000) return;
    const frame = [...document.querySelectorAll("iframe")].find((frame) => frame.contentWindow === source);
    // An attribute, not a style: a strict policy has nothing to say about it.
    if (!frame || !isOurs(frame)) return;
    frame.height = Math.ceil(height);
    if (!told.has(source)) tell(frame);
  });

  // A frame cannot know which article it stands in: it is told, so that links to a view lead here, and those that come
  // here open it.
  const told = new WeakSet();
  const tell = ({ contentWindow }) => {
    told.add(contentWindow);
    // A frame in a sandbox has no origin to name. It is ours, and the address is the one the reader sees.
    contentWindow.postMessage({ sentinel: "chronocarte", type: "article", address: location.href }, "*");
  };
  addEventListener("hashchange", () => {
    for (const frame of document.querySelectorAll("iframe")) if (isOurs(frame)) tell(frame);
  });

  // Frames that spoke before anybody listened are asked once more; a frame answers whatever its parent says.
  for (const frame of document.querySelectorAll("iframe")) {
    if (isOurs(frame)) frame.contentWindow?.postMessage({ sentinel: "amp", type: "send-embed-size" }, "*");
  }
})();
