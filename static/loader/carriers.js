// The ways in which a page asks for a widget. All come to a container, an element with the options as its attributes.

const TAG = `chrono-carte`;
const CONTAINER = `div.${NAME}, ${TAG}`;
const SCRIPT = `script[src*="${NAME}"]`;
const CARRIER = `${CONTAINER}, a.${NAME}[href*=".json"], ${SCRIPT}`;

/** The tag of this script; one that was moved into a module or rewritten has none. */
const TAG_OF_THIS = document.currentScript ?? document.querySelector(SCRIPT);

/** What an option is called in the markup of an element. */
const attribute = (element, name) => (element.localName === TAG ? name : `data-${name}`);

/** What an element says of an option; `null` where it says nothing. */
const told = (element, name) => {
  const value = element.getAttribute(attribute(element, name));
  if (value !== null) return value;
  if (element.localName === "a") return name === "story" ? element.getAttribute("href") : null;
  // An address is costly to take apart, and few scripts have a query.
  return element.src?.includes("?") ? (address(element.src)?.searchParams.get(name) ?? null) : null;
};

/** Writes what a link or a script says into the container it comes to. The container's own word stands. */
const carry = (carrier, host) => {
  for (const [name] of OPTIONS) {
    const value = told(carrier, name);
    if (value !== null && !host.hasAttribute(attribute(host, name))) host.setAttribute(attribute(host, name), value);
  }
};

/** Scripts and links of which the container has been made. */
const placed = new WeakSet();

/**
 * The container a carrier comes to: itself, the one around it, or a new one in its place, where a link goes on standing
 * as the fallback. `undefined` for a script that asks for nothing.
 */
const hostOf = (carrier) => {
  const around = carrier.closest(CONTAINER);
  if (around) {
    if (around === carrier && !widgets.has(carrier)) {
      for (const script of carrier.querySelectorAll(SCRIPT)) carry(script, carrier);
    }
    return around;
  }
  if (placed.has(carrier) || told(carrier, "story") === null || !carrier.closest("body")) return undefined;
  placed.add(carrier);
  const host = document.createElement("div");
  host.className = NAME;
  carry(carrier, host);
  carrier.after(host);
  if (carrier.localName === "a") host.append(carrier);
  return host;
};
