// What goes wrong, and how it is said.

const NAME = "chronocarte";

/** What stopped a widget: `code` is stable, `message` is for a person. */
class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const said = new Set();

/** Says a thing on the console, once a page however many widgets it concerns. */
const warn = (message) => {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`${NAME}: ${message}`);
};
