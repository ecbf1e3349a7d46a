//! What a file says to its editors alone: keys that begin with `$` are read by the checks and left out of what is
//! published.

use std::cell::RefCell;

use super::node::{Node, Read, object, read_key};
use super::{Report, Value};

/// What a story file says to its editors alone.
#[derive(Clone, Debug, Default, schemars::JsonSchema)]
pub struct Editors {
    /// What a check found and the editors let stand, each with the reason.
    #[schemars(rename = "$accept", default)]
    pub accept: Vec<Acceptance>,
    /// Loaded words beyond the built-in lists: from language to word to what to write instead.
    #[schemars(rename = "$words", default)]
    pub words: WordLists,
}

impl Editors {
    /// The keys that are read.
    pub const KEYS: [&str; 2] = ["$accept", "$words"];

    /// Reads them from a story's file. What cannot be read is left out and stands in the report.
    ///
    /// ```
    /// use chronocarte::story::{Editors, Report, Value};
    /// let file = r#"{"$accept": [{"code": "distance", "reason": "Shown beside the measured one."}]}"#;
    /// let file: Value = serde_json::from_str(file)?;
    /// let mut report = Report::default();
    /// assert_eq!(Editors::read(&file, &mut report).accept[0].code, "distance");
    /// assert!(report.problems.is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn read(file: &Value, report: &mut Report) -> Self {
        let said = RefCell::new(std::mem::take(report));
        let [accept, words] = Self::KEYS;
        let editors = Self { accept: read_key(file, accept, &said), words: read_key(file, words, &said) };
        *report = said.into_inner();
        editors
    }
}

/// Something a check found that the editors let stand.
#[derive(Clone, Debug, schemars::JsonSchema)]
pub struct Acceptance {
    /// The code of the rule, for example `single-party`.
    pub code: String,
    /// Where: a JSON pointer in which an item of a list may be named by its `id`, for example
    /// `/events/bridge/claims/c3`; whatever lies below is meant too. Absent for the whole story.
    #[schemars(default)]
    pub at: Option<String>,
    /// Why, in the editors' own words. Without a reason nothing is accepted.
    #[schemars(default)]
    pub reason: String,
}

object!(Acceptance {
    code: "code" required,
    at: "at" default,
    reason: "reason" default,
});

/// Words that take a side, by language (BCP 47): from a word to what to write instead. A `*` at the end of a word
/// stands for any ending, alone for any word; several words stand for themselves in a row. Where the advice is empty, the
/// word is taken off, or in that row it takes no side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordLists(pub Vec<(String, Vec<(String, String)>)>);

impl Read for WordLists {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, node: &Node<'_>) -> bool {
        node.entries(
            "lists of words by language, such as {\"en\": {\"regime\": \"say government\"}}",
            &mut |language, node| {
                let mut words = Vec::new();
                let list = node.entries("words with what to write instead", &mut |word, node| {
                    let mut advice = String::new();
                    if advice.read(node) {
                        words.push((word.to_owned(), advice));
                    }
                });
                if list.is_some() {
                    self.0.push((language.to_owned(), words));
                }
            },
        )
        .is_some()
    }
}

impl WordLists {
    /// Reads a file of lists as they stand in a story. What cannot be read is left out and stands in the report.
    pub fn read_file(file: &Value, report: &mut Report) -> Self {
        let said = RefCell::new(std::mem::take(report));
        let lists = super::node::read(file, &said);
        *report = said.into_inner();
        lists
    }
}

impl schemars::JsonSchema for WordLists {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WordLists".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Words that take a side, by language: from a word to what to write instead. A `*` at the end of a word stands for any ending.",
            "type": "object",
            "additionalProperties": { "type": "object", "additionalProperties": { "type": "string" } }
        })
    }
}

/// The eight points of the compass as `$direction` of a stated distance has them, clockwise from north.
pub const COMPASS: [&str; 8] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
