// Phrases of the article that show an event.

const LINK = "data-chronocarte-event";

/** The widget that a phrase of the article belongs to. */
const widgetOf = (link) => {
  const name = link.getAttribute("data-chronocarte-for");
  if (name) return widgets.get(document.getElementById(name));
  return first();
};

/** Phrases that this script made into buttons. */
const buttons = new WeakSet();

/** Makes phrases controls while there is something to control, and marks those whose event is selected. */
const markLinks = () => {
  for (const link of document.querySelectorAll(`[${LINK}]`)) {
    const widget = widgetOf(link);
    const live = widget && !widget.failed;
    if (live && !link.matches("a[href], button, [role], [tabindex]")) {
      buttons.add(link);
      link.setAttribute("role", "button");
      link.tabIndex = 0;
    } else if (!live && buttons.delete(link)) {
      link.removeAttribute("role");
      link.removeAttribute("tabindex");
    }
    const current = live && widget.handle && widget.current === link.getAttribute(LINK);
    if (current) link.setAttribute("aria-current", "true");
    else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
  }
};

const follow = (event) => {
  const link = event.target instanceof Element ? event.target.closest(`[${LINK}]`) : null;
  const widget = link && widgetOf(link);
  // Without consent a link is what it is without script.
  if (!widget || widget.failed || widget.options.consent || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.type === "keydown") {
    // Links and buttons turn the key into a click by themselves.
    if (event.target !== link || link.matches("a[href], button, input, summary")) return;
    if (event.key !== "Enter" && event.key !== " ") return;
  }
  event.preventDefault();
  widget.choose(link.getAttribute(LINK));
  widget.reveal();
};
