// Phrases of the article that show an event. What they drive, a widget in the page or one in a frame, is told by
// `widgetOf(link)`: `live`, whether it can be driven; `current`, the selected event; `choose`, `point` and `reveal`.

const LINK = "data-chronocarte-event";
const FOR = "data-chronocarte-for";

/** Phrases that this script made into buttons, and those that it marked. */
const buttons = new WeakSet();
const marked = new WeakSet();

/** Makes phrases controls while there is something to control, and marks those whose event is selected. */
const markLinks = () => {
  for (const link of document.querySelectorAll(`[${LINK}]`)) {
    const widget = widgetOf(link);
    if (widget?.live && !link.matches("a[href], button, [role], [tabindex]")) {
      buttons.add(link);
      link.setAttribute("role", "button");
      link.tabIndex = 0;
    } else if (!widget?.live && buttons.delete(link)) {
      link.removeAttribute("role");
      link.removeAttribute("tabindex");
    }
    if (widget?.live && widget.current === link.getAttribute(LINK)) {
      marked.add(link);
      link.setAttribute("aria-current", "true");
    } else if (marked.delete(link)) link.removeAttribute("aria-current");
  }
};

/** The phrase that something happens to, if it drives anything now. */
const phrase = ({ target }) => {
  const link = target instanceof Element ? target.closest(`[${LINK}]`) : null;
  return link && widgetOf(link)?.live ? link : null;
};

const follow = (event) => {
  const link = phrase(event);
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.type === "keydown") {
    // Links and buttons turn the key into a click by themselves.
    if (event.target !== link || link.matches("a[href], button, input, summary")) return;
    if (event.key !== "Enter" && event.key !== " ") return;
  }
  event.preventDefault();
  const widget = widgetOf(link);
  widget.choose(link.getAttribute(LINK));
  widget.reveal();
};

/** Whatever has the focus or the pointer is pointed out, and nothing moves for it. */
const pointAt = (event) => {
  const link = phrase(event);
  if (link) widgetOf(link).point(/in$|over$/.test(event.type) ? link.getAttribute(LINK) : null);
};

const listenToPhrases = () => {
  for (const name of ["click", "keydown"]) document.addEventListener(name, follow);
  for (const name of ["focusin", "focusout", "pointerover", "pointerout"]) document.addEventListener(name, pointAt);
};
