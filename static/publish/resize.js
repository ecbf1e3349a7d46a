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
    if (frame && isOurs(frame)) frame.height = Math.ceil(height);
  });

  // Frames that spoke before anybody listened are asked once more; a frame answers whatever its parent says.
  for (const frame of document.querySelectorAll("iframe")) {
    if (isOurs(frame)) frame.contentWindow?.postMessage({ sentinel: "amp", type: "send-embed-size" }, "*");
  }
})();
