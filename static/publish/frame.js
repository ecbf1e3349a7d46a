// The guest's side of a frame: tells the page around it how high the content is, in the two forms that hosts know.
// The widget takes the place of its fallback, so the height is that of the page and changes only with its width.
(() => {
  "use strict";
  if (window.parent === window) return;

  // A host that speaks pym names its frames in their address.
  const child = new URLSearchParams(location.search).get("childId") ?? "";
  let told = 0;

  const tell = (again) => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (!height || (height === told && !again)) return;
    told = height;
    // A height is no secret, and a host without an origin of its own could not be named.
    window.parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
    window.parent.postMessage(`pymxPYMx${child}xPYMxheightxPYMx${height}`, "*");
  };

  new ResizeObserver(() => tell(false)).observe(document.documentElement);
  addEventListener("load", () => tell(true));
  addEventListener("message", ({ source }) => {
    // Whatever the host asks, it is how high we are; nobody else is answered.
    if (source === window.parent) tell(true);
  });
})();
