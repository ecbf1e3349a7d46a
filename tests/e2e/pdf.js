// The words of a PDF as Chromium writes it: enough to read what was printed, and no more.
import { inflateSync } from "node:zlib";

/** From codes of glyphs to letters, as a font's own table says. */
const table = (text) => {
  const map = new Map();
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
  let words = "";
  for (const { content } of objects.values()) {
    if (!/\bTf\b/.test(content)) continue;
    let font;
    for (const [, name, hex] of content.matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9a-f]+)>/gi)) {
      if (name) font = table(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(name)?.head ?? "")?.[1])?.content ?? "");
      else for (let at = 0; at < hex.length; at += 4) words += font?.get(parseInt(hex.slice(at, at + 4), 16)) ?? "";
    }
  }
  return { pages: [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, words: words.normalize("NFKC").replace(/\s+/g, "") };
};

const inflate = (bytes) => {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return "";
  }
};
