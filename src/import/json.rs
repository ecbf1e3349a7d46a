//! JSON in any encoding.

use crate::error::Error;
use crate::story::Value;

/// Reads a JSON text; deeper than 64 levels is refused.
pub(super) fn parse(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| {
        let before: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        Error::new("json", error.to_string()).at((before + error.column().saturating_sub(1)).min(text.len()))
    })
}

/// The items of a list; none for anything else.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The keys and values of an object; none for anything else.
pub(super) fn entries(value: &Value) -> &[(String, Value)] {
    match value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

/// A plain value as a cell would have it; empty for null, lists and objects.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => super::document::number_text(*number, ""),
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

/// The value of the first key that is there, letters' case aside.
pub(super) fn find<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| {
        entries(value)
            .iter()
            .find(|(known, value)| known.eq_ignore_ascii_case(key) && *value != Value::Null)
            .map(|it| &it.1)
    })
}
