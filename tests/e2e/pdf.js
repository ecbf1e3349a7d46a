// The words of a PDF as Chromium and Firefox write it: enough to read what was printed, and no more.
import { inflateSync } from "node:zlib";

/** From codes of glyphs to letters, as a font's own table says, and how many digits a code has. */
const table = (text) => {
  const map = new Map();
  map.digits = /begincodespacerange\s*<([0-9a-f]+)>/i.exec(text)?.[1].length ?? 4;
  const letters = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, body] of text.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code, to] of body.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) map.set(parseInt(code, 16), letters(to));
  }
  for (const [, body] of text.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, from, to, first] of body.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) {
      for (let code = parseInt(from, 16), nth = 0; code <= parseInt(to, 16); code += 1, nth += 1) {
        map.set(code, String.fromCodePoint(parseInt(first, 16) + nth));
      }
    }
  }
  return map;
};

/** `{ pages, words }`: how many pages there are, and all words without the blanks between them, letters that were joined taken apart. */
export const read = (pdf) => {
  const text = pdf.toString("latin1");
  const objects = new Map();
  for (const [whole, number, body] of text.matchAll(/(\d+) 0 obj([^]*?)endobj/g)) {
    const stream = /stream\r?\n/.exec(body);
    let content = "";
    if (stream) {
      const start = stream.index + stream[0].length;
      const bytes = Buffer.from(body.slice(start, body.lastIndexOf("endstream")), "latin1");
      content = /FlateDecode/.test(body.slice(0, start)) ? inflate(bytes) : bytes.toString("latin1");
    }
    objects.set(number, { head: stream ? body.slice(0, stream.index) : body, content });
  }
  // Small objects may stand together in a stream, headed by their numbers and places.
  for (const { head, content } of [...objects.values()]) {
    if (!/\/ObjStm/.test(head)) continue;
    const first = Number(/\/First (\d+)/.exec(head)[1]);
    const numbers = content.slice(0, first).trim().split(/\s+/).map(Number);
    for (let nth = 0; nth < numbers.length; nth += 2) {
      const to = numbers[nth + 3] === undefined ? undefined : first + numbers[nth + 3];
      objects.set(String(numbers[nth]), { head: content.slice(first + numbers[nth + 1], to), content: "" });
    }
  }
  const heads = [...objects.values()].map(({ head }) => head).join("\n");
  /** The table of the font of a name. */
  const tableOf = (name) => {
    const number = new RegExp(`/${name} (\\d+) 0 R`).exec(heads)?.[1];
    return table(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? "")?.[1])?.content ?? "");
  };
  const fonts = new Map();
  let words = "";
  for (const { content } of objects.values()) {
    if (!/\bTf\b/.test(content)) continue;
    let font;
    for (const [, name, hex, letters] of content.matchAll(/\/([\w-]+) [\d.]+ Tf|<([0-9a-f]+)>|\(((?:\\.|[^\\)])*)\)/gi)) {
      if (name) {
        if (!fonts.has(name)) fonts.set(name, tableOf(name));
        font = fonts.get(name);
        continue;
      }
      const codes = hex ?? Buffer.from(plain(letters), "latin1").toString("hex");
      const digits = font?.digits ?? 4;
      for (let at = 0; at < codes.length; at += digits) words += font?.get(parseInt(codes.slice(at, at + digits), 16)) ?? "";
    }
  }
  return { pages: [...heads.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, words: words.normalize("NFKC").replace(/\s+/g, "") };
};

/** A text between brackets without its signs of escape. */
const plain = (text) =>
  text.replace(/\\([0-7]{1,3}|.)/g, (_, sign) =>
    /[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8)) : ({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[sign] ?? sign));

const inflate = (bytes) => {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return "";
  }
};
