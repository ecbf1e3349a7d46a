//! A language file, read like a story from a [`Value`].

use super::Value;
use crate::text::{Category, Entry, Language, Tag};

/// The language of a file as people write it: an object from message to text, or to one text for each plural category.
/// What is neither is passed over and shows as missing.
pub fn language(tag: Tag, file: Value) -> Language {
    let entries = match file {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    Language::from_entries(tag, entries.into_iter().filter_map(|(key, value)| Some((key, entry(value)?))))
}

/// The language of a file as readers get it: a list of the same without the keys, in the order of
/// [`Message::ALL`](crate::text::Message::ALL). `None` where it is not that, or is of another version.
pub fn listed_language(tag: Tag, file: Value) -> Option<Language> {
    let Value::List(list) = file else { return None };
    let mut entries = Vec::with_capacity(list.len());
    for value in list {
        entries.push(entry(value)?);
    }
    Language::from_row(tag, entries)
}

fn entry(value: Value) -> Option<Entry> {
    match value {
        Value::String(text) => Some(Entry::Text(text)),
        Value::Map(forms) => {
            let mut plural = Vec::new();
            for (name, value) in forms {
                if let (Some(category), Value::String(text)) = (Category::from_key(&name), value) {
                    plural.push((category, text));
                }
            }
            Some(Entry::Plural(plural))
        }
        _ => None,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::text::Message;

    #[test]
    fn a_list_of_the_right_length_is_a_language_and_nothing_else_is() {
        let list = |texts: usize| Value::List(vec![Value::String("a".to_owned()); texts]);
        let all = Message::ALL.len();
        let language = listed_language(Tag::En, list(all)).expect("a language");
        assert_eq!((language.get(Message::Play), language.missing().len()), ("a", 0));
        for damaged in [list(all - 1), list(all + 1), Value::Map(Vec::new()), Value::Null] {
            assert!(listed_language(Tag::En, damaged).is_none());
        }
        let mut texts = vec![Value::String("a".to_owned()); all];
        texts[3] = Value::Number(1.0);
        assert!(listed_language(Tag::En, Value::List(texts)).is_none());
    }
}
