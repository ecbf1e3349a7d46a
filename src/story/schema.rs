//! The JSON Schema of the format, generated from the types.

use super::Story;

/// The JSON Schema (draft 2020-12) of `story.json`, with a line feed at the end: the content of
/// `static/story.schema.json`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Story);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
