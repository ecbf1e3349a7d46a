// The options of a container: names, values, defaults, and the language they come to.

/** A fallback lower than this, in px, is none: the widget then gets a room of its own (`.bare` above). */
const LEAST_HEIGHT = 160;

const text = (value) => String(value);
const oneOf = (...words) => (value) => (words.includes(value) ? value : undefined);
const whole = (low, high) => (value) => (/^\d{1,5}$/.test(value) && value >= low && value <= high ? +value : undefined);
const address = (value) => {
  try {
    const url = new URL(value, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
};

/** Every option: its name in the markup, its default, and how a value is read; `undefined` is a wrong value. */
const OPTIONS = [
  ["story", null, address],
  ["lang", null, (value) => (/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(value) ? value : undefined)],
  ["theme", "auto", oneOf("auto", "light", "dark")],
  ["load", "visible", oneOf("visible", "click", "eager")],
  // Once it is given, nothing is asked for: as without the option.
  ["consent", null, (value) => (value === "given" ? null : oneOf("required")(value))],
  ["view", null, text],
  ["page", null, address],
  ["names", null, text],
  ["boundaries", null, text],
  ["basemap", null, address],
  ["tiles", null, text],
  ["heading-level", 2, whole(1, 6)],
  ["height", null, whole(LEAST_HEIGHT, 4000)],
];

/** The options of a container: those given by call, else its attributes, else what the script's tag says, else the defaults. */
const read = (host, given) =>
  Object.fromEntries(
    OPTIONS.map(([name, standard, parse]) => {
      // A story belongs to one container, everything else may be said for the whole page.
      const raw = given[name] ?? told(host, name) ?? (name !== "story" && TAG_OF_THIS ? told(TAG_OF_THIS, name) : null);
      if (raw === null || raw === "") return [name, standard];
      const value = parse(String(raw));
      if (value === undefined) {
        warn(`${name}="${String(raw).slice(0, 80)}" is not a value of this option, using ${standard ?? "none"}`);
      }
      return [name, value ?? standard];
    }),
  );

/** The best language there is: the one asked for, else the one of the text around, else English. */
const language = (host, option) => {
  const tags = Object.keys(MANIFEST.lang);
  const wishes = [option, host.closest("[lang]")?.lang, "en"];
  for (const wish of wishes.filter(Boolean)) {
    const parts = wish.toLowerCase().split("-");
    for (; parts.length; parts.pop()) {
      const found = tags.find((tag) => tag.toLowerCase() === parts.join("-"));
      if (found) return found;
    }
    if (wish === option) warn(`lang="${wish}" is none of ${tags}`);
  }
  return tags[0] ?? "en";
};
