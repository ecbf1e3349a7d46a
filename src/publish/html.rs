//! Markup as a value, and the one place that writes it: what a story says comes out as text, whatever it says.

/// An element.
#[derive(Clone, Debug)]
pub(super) struct El {
    name: &'static str,
    attributes: Vec<(&'static str, Option<String>)>,
    kids: Vec<Kid>,
}

#[derive(Clone, Debug)]
enum Kid {
    El(El),
    Text(String),
    /// A script that holds data, not text: written as it is. See [`El::data`].
    Data(String),
}

/// Begins an element from its name and its fixed attributes, as in `el("p class='note'")`: every value between single
/// quotes, which none may contain.
pub(super) fn el(markup: &'static str) -> El {
    let mut pieces = markup.split('\'');
    let (name, mut attribute) = pieces.next().and_then(|head| head.split_once(' ')).unwrap_or((markup, ""));
    let mut element = El { name, attributes: Vec::new(), kids: Vec::new() };
    while let Some(value) = pieces.next() {
        element = element.attr(attribute.trim_matches([' ', '=']), value);
        attribute = pieces.next().unwrap_or_default();
    }
    element
}

impl El {
    /// Adds an attribute.
    pub(super) fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, Some(value.to_owned())));
        self
    }

    /// Adds an attribute without a value.
    pub(super) fn flag(mut self, name: &'static str) -> Self {
        self.attributes.push((name, None));
        self
    }

    /// Adds two attributes, a size in whole pixels.
    pub(super) fn size(self, (width, height): (u32, u32)) -> Self {
        self.attr("width", &width.to_string()).attr("height", &height.to_string())
    }

    /// Adds a text; an empty one is left out.
    pub(super) fn text(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.kids.push(Kid::Text(text.to_owned()));
        }
        self
    }

    /// Adds a child.
    pub(super) fn kid(mut self, kid: Self) -> Self {
        self.kids.push(Kid::El(kid));
        self
    }

    /// Adds a child, if there is one.
    pub(super) fn maybe(self, kid: Option<Self>) -> Self {
        match kid {
            Some(kid) => self.kid(kid),
            None => self,
        }
    }

    /// Adds any number of children.
    pub(super) fn kids(mut self, kids: impl IntoIterator<Item = Self>) -> Self {
        self.kids.extend(kids.into_iter().map(Kid::El));
        self
    }

    /// Adds JSON to a script of a data type. Nothing in it can end the script or begin a comment: the signs of markup
    /// are written as escapes, which JSON has within strings, the only place where they occur.
    pub(super) fn data(mut self, json: &str) -> Self {
        let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        self.kids.push(Kid::Data(json));
        self
    }

    /// The element as a document.
    pub(super) fn document(&self) -> String {
        let mut out = String::from("<!doctype html>\n");
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    /// The element as a block to paste.
    pub(super) fn markup(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                out.push_str("=\"");
                escape(out, value);
                out.push('"');
            }
        }
        out.push('>');
        if VOID.contains(&self.name) {
            return;
        }
        let block = self.kids.iter().any(|kid| matches!(kid, Kid::El(el) if el.is_block()))
            && !self.kids.iter().any(|kid| matches!(kid, Kid::Text(_)));
        for kid in &self.kids {
            if block {
                indent(out, depth + 1);
            }
            match kid {
                Kid::El(el) => el.write(out, depth + 1),
                Kid::Text(text) => escape(out, text),
                Kid::Data(json) => out.push_str(json),
            }
        }
        if block {
            indent(out, depth);
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }

    fn is_block(&self) -> bool {
        !INLINE.contains(&self.name)
    }
}

const VOID: [&str; 7] = ["base", "br", "hr", "img", "link", "meta", "source"];

/// Elements between which a line break would be a space.
const INLINE: [&str; 13] =
    ["a", "b", "bdi", "br", "code", "i", "img", "picture", "s", "small", "source", "span", "time"];

fn indent(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Adds text so that it is text in an element and in a quoted attribute. What HTML forbids becomes U+FFFD.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            '\t' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => out.push('\u{fffd}'),
            _ if u32::from(letter) & 0xfffe == 0xfffe => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}

/// A word that an `id`, and the fragment of an address, can be made of: what is neither letter, digit, point, dash nor
/// underscore becomes its number.
pub(super) fn anchor(prefix: &str, id: &str) -> String {
    let mut out = prefix.to_owned();
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            out.push(letter);
        } else {
            out.push_str(&format!("~{:x}~", u32::from(letter)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_story_says_is_text_in_every_place() {
        let hostile = "\"><script>alert('1')</script>&\u{0}\u{1f}\u{9f}\u{fdd0}\u{1fffe}";
        let html = el("p").attr("title", hostile).text(hostile).markup();
        assert!(!html.contains("<script") && html.matches('"').count() == 2, "{html}");
        assert_eq!(html.matches('\u{fffd}').count(), 10);
    }

    #[test]
    fn data_cannot_end_its_script() {
        let json = serde_json::json!({ "name": "</script><!--<script>&" }).to_string();
        let html = el("script type='application/ld+json'").data(&json).markup();
        assert_eq!(html.matches('<').count(), 2, "{html}");
        assert!(html.contains(r"\u003c/script\u003e\u003c!--"));
    }

    #[test]
    fn blocks_stand_on_lines_of_their_own_and_words_do_not() {
        let html = el("ul").kid(el("li").text("a ").kid(el("b").text("b"))).kid(el("li").text("c")).markup();
        assert_eq!(html, "<ul>\n  <li>a <b>b</b></li>\n  <li>c</li>\n</ul>");
    }

    #[test]
    fn different_identifiers_have_different_anchors_without_blanks() {
        assert_eq!(anchor("event-", "a-1_b.c"), "event-a-1_b.c");
        let odd = ["a b", "a~20~b", "a\"b", "ä", ""].map(|id| anchor("event-", id));
        assert!(odd.iter().all(|anchor| !anchor.contains([' ', '"'])), "{odd:?}");
        let mut unique = odd.to_vec();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), odd.len());
    }
}
