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

  // The address of the article, where the host tells it: what links to a view lead to; and the view it was opened with.
  const follow = (address) => {
    if (!/^https?:\/\//.test(address)) return;
    const [article, view] = String(address).split("#");
    for (const container of document.querySelectorAll(".chronocarte")) container.setAttribute("data-page", article);
    const hash = `#${view}`;
    if (/^#chronocarte=./.test(hash) && hash !== location.hash) location.replace(hash);
  };

  new ResizeObserver(() => tell(false)).observe(document.documentElement);
  addEventListener("load", () => tell(true));
  addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    if (data?.sentinel === "chronocarte" && data.type === "article") follow(data.address);
    // Whatever else the host asks, it is how high we are; nobody else is answered.
    else tell(true);
  });
})();
