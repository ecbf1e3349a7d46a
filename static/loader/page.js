// Finds the containers of the page and follows what becomes of them.

/** The widget that a phrase of the article belongs to. */
const widgetOf = (link) => {
  const name = link.getAttribute(FOR);
  return name ? widgets.get(document.getElementById(name)) : first();
};

/** The widget of a container, made where there is none. */
const widgetFor = (host, given = {}) => {
  if (!widgets.has(host)) {
    const widget = new Widget(host, given);
    widgets.set(host, widget);
    widget.attached = host.isConnected;
    widget.begin();
  }
  return widgets.get(host);
};

/** Containers that were seen without a story. */
const storyless = new WeakSet();

/** A container that names no story fails, unless its page gives it one within some seconds. */
const missStory = (host) => {
  if (storyless.has(host)) return;
  storyless.add(host);
  setTimeout(() => host.isConnected && !left.has(host) && widgetFor(host), 3000);
};

/** Starts what came into the page, `guest` too where it stands in a tree of its own, and ends what left it. */
const scan = (guest) => {
  for (const [host, widget] of [...widgets]) {
    if (host.isConnected) widget.attached = true;
    else if (widget.attached) widget.destroy();
  }
  const carriers = [...document.querySelectorAll(CARRIER)];
  if (guest?.isConnected) carriers.push(guest);
  for (const carrier of carriers) {
    const host = hostOf(carrier);
    if (!host || left.has(host)) continue;
    if (told(host, "story") !== null) widgetFor(host);
    else if (!widgets.has(host)) missStory(host);
  }
  if (widgets.size) markLinks();
};

/** The attributes that say what a container or a phrase is for. */
const WATCHED = ["lang", LINK, FOR, ...OPTIONS.map(([name]) => `data-${name}`)];

/** What became of the page: containers that came or went, and other wishes for those that stay. */
const changed = (records) => {
  scan();
  if (records.some(({ type }) => type === "attributes")) for (const widget of widgets.values()) widget.change();
};

const mount = async (element, options = {}) => {
  if (!(element instanceof Element)) throw new TypeError(`${NAME}: mount needs an element`);
  if (typeof (options ?? 0) !== "object") throw new TypeError(`${NAME}: mount(element, options): expected an object of options`);
  const names = OPTIONS.map(([name]) => name);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) warn(`there is no option ${name}`);
  }
  left.delete(element);
  const present = widgets.get(element);
  // A second call is a second try, or has other wishes.
  if (present?.failed) present.destroy();
  else if (present) present.change(options);
  return widgetFor(element, options).ready;
};

/** The element tells of itself where nobody looks: in the shadow tree of another. */
const define = () => {
  // Once a name is taken there is no way back, and a second taker throws.
  if (!window.customElements || customElements.get(TAG)) return;
  const tell = function () {
    queueMicrotask(() => {
      scan(this);
      widgets.get(this)?.change();
    });
  };
  class Carrier extends HTMLElement {
    static observedAttributes = OPTIONS.map(([name]) => name);
  }
  Object.assign(Carrier.prototype, { connectedCallback: tell, disconnectedCallback: tell, attributeChangedCallback: tell });
  customElements.define(TAG, Carrier);
};

const present = window[NAME];
if (present?.versions) {
  // The first script of a page serves it; every other only says that it was there.
  if (!present.versions.includes(MANIFEST.version)) present.versions.push(MANIFEST.version);
} else {
  window[NAME] = Object.freeze({ version: MANIFEST.version, versions: [MANIFEST.version], mount });
  consented = TAG_OF_THIS?.dataset.consent === "given";
  document.addEventListener(`${NAME}:consent`, ({ target }) => (consented ||= target === document));
  listenToPhrases();
  addEventListener("hashchange", () => {
    const widget = first();
    const view = widget && fragment(widget);
    if (view) widget.open(view);
  });
  new MutationObserver(changed).observe(document, { childList: true, subtree: true, attributeFilter: WATCHED });
  define();
  scan();
}
