//! A language file, read like a story from a [`Value`].

use super::Value;
use crate::text::{Category, Entry, Language, Tag};

/// The language of a file: an object from message to text, or to one text for each plural category. What is neither
/// is passed over and shows as missing.
pub fn language(tag: Tag, file: &Value) -> Language {
    let entries = match file {
        Value::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    let entry = |value: &Value| match value {
        Value::String(text) => Some(Entry::Text(text.clone())),
        Value::Map(forms) => {
            let form = |(name, value): &(String, Value)| {
                Some((Category::from_key(name)?, value.as_str()?.to_owned()))
            };
            Some(Entry::Plural(forms.iter().filter_map(form).collect()))
        }
        _ => None,
    };
    Language::from_entries(tag, entries.iter().filter_map(|(key, value)| Some((key.clone(), entry(value)?))))
}
