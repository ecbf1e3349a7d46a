//! The page of the story format, made from its schema.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::schema;

const HEAD: &str = "# The story format

Made from the schema (`story.schema.json`); a test holds the two together. A story is one JSON file in UTF-8. Keys that are not
here are named by `chronocarte check` and left out; keys that begin with `$` speak to editors and are not published. Texts for
readers are objects by language: `{\"en\": \"A bridge\", \"fr\": \"Un pont\"}`. In a workbook the columns have the same names,
with points between them: `title.en`, `when.edtf`.

";

/// The page `static/docs/format.md`: every key of every object, and every word.
pub fn format_page() -> String {
    let schema: Json = serde_json::from_str(&schema()).unwrap_or_default();
    let mut out = HEAD.to_owned();
    object(&mut out, "Story", &schema);
    let empty = serde_json::Map::new();
    let types = schema["$defs"].as_object().unwrap_or(&empty);
    for (name, node) in types.iter().filter(|it| it.1["properties"].is_object()) {
        object(&mut out, name, node);
    }
    for (name, node) in types.iter().filter(|it| it.1["oneOf"].is_array() || it.1["enum"].is_array()) {
        words(&mut out, name, node);
    }
    for (name, node) in types
        .iter()
        .filter(|it| !it.1["properties"].is_object() && !it.1["oneOf"].is_array() && !it.1["enum"].is_array())
    {
        let _ = writeln!(out, "## {name}\n\n{}\n", prose(node));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn prose(node: &Json) -> String {
    node["description"].as_str().unwrap_or_default().to_owned()
}

/// A text within a cell of a table.
fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}

fn object(out: &mut String, name: &str, node: &Json) {
    let _ = write!(out, "## {name}\n\n{}\n\n| key | holds | |\n| --- | --- | --- |\n", prose(node));
    let required: Vec<&str> =
        node["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    for (key, property) in node["properties"].as_object().into_iter().flatten() {
        let must = if required.contains(&key.as_str()) { " (required)" } else { "" };
        let _ = writeln!(out, "| `{key}` | {}{must} | {} |", kind(property), cell(&prose(property)));
    }
    out.push('\n');
}

fn words(out: &mut String, name: &str, node: &Json) {
    let _ = write!(out, "## {name}\n\n{}\n\n", prose(node));
    for word in node["oneOf"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "- `{}`: {}", word["const"].as_str().unwrap_or_default(), prose(word));
    }
    for word in node["enum"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        let _ = writeln!(out, "- `{word}`");
    }
    out.push('\n');
}

/// What a key holds, with a link to its table.
fn kind(node: &Json) -> String {
    if let Some(name) = node["$ref"].as_str().and_then(|it| it.rsplit('/').next()) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(one) = node["anyOf"].as_array().and_then(|of| of.iter().find(|it| it["type"] != "null")) {
        return kind(one);
    }
    let known = match &node["type"] {
        Json::Array(types) => types.iter().find_map(|it| it.as_str().filter(|it| *it != "null")),
        other => other.as_str(),
    };
    match known {
        Some("array") => format!("list of {}", kind(&node["items"])),
        Some("string") => "text".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("object") if node["additionalProperties"].is_object() => {
            format!("object of {}", kind(&node["additionalProperties"]))
        }
        Some(other) => other.to_owned(),
        None if node["enum"].is_array() => {
            let words = node["enum"].as_array().into_iter().flatten().filter_map(Json::as_str);
            words.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
        }
        None => "anything".to_owned(),
    }
}
