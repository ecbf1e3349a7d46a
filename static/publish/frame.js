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

  // What the article's phrases may ask of the widget here is what phrases in this page would ask.
  const widget = () => document.querySelector(".chronocarte");
  const phrase = document.createElement("span");
  phrase.hidden = true;
  const ask = (event, type) => {
    if (typeof event === "string") phrase.setAttribute("data-chronocarte-event", event);
    document.body.append(phrase);
    phrase.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    phrase.remove();
  };
  const tellState = () => {
    const state = widget()?.dataset.state;
    const selected = widget()?.chronocarte?.state()?.selected ?? null;
    window.parent.postMessage({ sentinel: "chronocarte", type: "state", live: /idle|loading|ready/.test(state), selected }, "*");
  };
  for (const name of ["ready", "select", "error"]) document.addEventListener(`chronocarte:${name}`, tellState);

  new ResizeObserver(() => tell(false)).observe(document.documentElement);
  addEventListener("load", () => tell(true));
  addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    if (data?.sentinel === "chronocarte") {
      if (data.type === "article") follow(data.address);
      else if (data.type === "select") ask(data.event, "click");
      else if (data.type === "highlight") ask(data.event, data.event === null ? "focusout" : "focusin");
    }
    // Whatever else the host asks, it is how high we are; nobody else is answered.
    else tell(true);
    tellState();
  });
})();
