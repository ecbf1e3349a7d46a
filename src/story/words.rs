//! Texts by language.

use super::node::{Node, Read};
use crate::text::pieces;

/// A text in one or more languages: an object from BCP 47 language tag to text, for example
/// `{"en": "Clashes", "fr": "Combats"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// A text in one language.
    pub fn new(language: &str, text: &str) -> Self {
        Self(vec![(language.to_owned(), text.to_owned())])
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Whether no language has a letter, a number or a sign to show: nothing but blanks, or nothing at all.
    ///
    /// ```
    /// use chronocarte::story::Words;
    /// assert!(Words::new("en", " \u{a0}\u{200b}").is_blank() && !Words::new("en", "–").is_blank());
    /// ```
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|(_, text)| is_blank(text))
    }

    /// Whether there is a text in exactly this language, and it is not [blank](Self::is_blank).
    pub fn speaks(&self, language: &str) -> bool {
        self.exactly(language).is_some_and(|text| !is_blank(text))
    }

    /// The text in exactly this language.
    pub fn exactly(&self, language: &str) -> Option<&str> {
        self.0.iter().find(|(tag, text)| tag == language && !text.is_empty()).map(|(_, text)| text.as_str())
    }

    /// The text for a reader of this language: the same language, else English, else whatever comes first, else
    /// empty; and the language it is in.
    ///
    /// ```
    /// use chronocarte::story::Words;
    /// let words = Words::new("fr", "Combats");
    /// assert_eq!(words.get("fr-CA"), "Combats");
    /// assert_eq!(words.with_language("hy"), ("fr", "Combats"));
    /// ```
    pub fn get(&self, language: &str) -> &str {
        self.with_language(language).1
    }

    /// As [`get`](Self::get), with the tag of the language the text is in.
    pub fn with_language(&self, language: &str) -> (&str, &str) {
        let primary = pieces(language, b'-').next().unwrap_or(language);
        let find = |wanted: &str| self.0.iter().find(|(tag, text)| tag == wanted && !text.is_empty());
        find(language)
            .or_else(|| find(primary))
            .or_else(|| find("en"))
            .or_else(|| self.0.iter().find(|(_, text)| !text.is_empty()))
            .map_or(("", ""), |(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// Every language and its text, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str()))
    }
}

/// Whether a text shows nothing.
fn is_blank(text: &str) -> bool {
    let shows_nothing = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
            )
    };
    text.chars().all(shows_nothing)
}

impl Read for Words {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        node.entries("texts by language, such as {\"en\": \"…\"}", &mut |tag, node| {
            let mut text = String::new();
            if text.read(node) {
                self.0.push((tag.to_owned(), text));
            }
        })
        .is_some()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Words {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A text in one or more languages: from BCP 47 language tag to text.",
            "type": "object",
            "additionalProperties": { "type": "string" }
        })
    }
}
