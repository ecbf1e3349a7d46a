// Finds the containers of the page and follows what becomes of them.

const SELECTOR = "div.chronocarte[data-story]";

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

/** Starts what came into the page and ends what left it. */
const scan = () => {
  for (const [host, widget] of [...widgets]) {
    if (host.isConnected) widget.attached = true;
    else if (widget.attached) widget.destroy();
  }
  for (const host of document.querySelectorAll(SELECTOR)) widgetFor(host);
  if (widgets.size) markLinks();
};

const mount = async (element, options = {}) => {
  if (!(element instanceof Element)) throw new TypeError(`${NAME}: mount needs an element`);
  const names = OPTIONS.map(([name]) => name);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) warn(`there is no option ${name}`);
  }
  return widgetFor(element, options).ready;
};

const present = window[NAME];
if (present?.versions) {
  // The first script of a page serves it; every other only says that it was there.
  if (!present.versions.includes(MANIFEST.version)) present.versions.push(MANIFEST.version);
} else {
  window[NAME] = Object.freeze({ version: MANIFEST.version, versions: [MANIFEST.version], mount });
  document.addEventListener("click", follow);
  document.addEventListener("keydown", follow);
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  scan();
}
