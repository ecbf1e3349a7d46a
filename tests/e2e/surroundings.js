// Styles of a page around the widget `#one`.

/** As bad as it gets. */
export const HOSTILE = `
  *, *::before, *::after { box-sizing: content-box; margin: 7px; padding: 3px; font: italic 900 31px/3 fantasy; border-radius: 50%; }
  html { font-size: 40px; }
  body { letter-spacing: .3em; word-spacing: 1em; text-transform: uppercase; text-align: right; text-indent: 3em; text-shadow: 2px 2px red;
    white-space: pre; word-break: break-all; hyphens: auto; cursor: wait; list-style: square inside; color: red; visibility: visible;
    line-break: anywhere; tab-size: 1; font-variant: small-caps; font-feature-settings: "smcp"; -webkit-text-stroke: 1px blue;
    quotes: "<" ">"; caret-color: red; accent-color: red; pointer-events: auto; text-decoration: underline wavy; }
  button, input, select, summary, details { all: unset; display: inline; }
  svg, canvas, img { max-width: 10px; height: auto; filter: invert(1); }
  a { color: lime !important; } ul, ol, li, p, h1, h2, h3 { display: inline; }
  section, div.map, .widget, .list, .title { display: none; }
  /* The container is the page's; what is laid out within it is not. */
  #one { margin: 0; padding: 0; border-radius: 0; box-sizing: border-box; width: 1000px; height: 900px; display: block; }`;

/** The room that the hostile one gives, and nothing else. */
export const MILD = "#one { width: 1000px; height: 900px; display: block; }";
