//! A language file, read like a story from a [`Value`].

use super::Value;
use crate::text::{Category, Entry, Language, Tag, cut, pieces};

/// The language of a file as people write it: an object from message to text, or to one text for each plural category.
/// What is neither is passed over and shows as missing.
pub fn language(tag: Tag, file: Value) -> Language {
    let entries = match file {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    Language::from_entries(tag, entries.into_iter().filter_map(|(key, value)| Some((key, entry(value)?))))
}

/// The language of a file as readers get it: the same texts without the keys, in the order of
/// [`Message::ALL`](crate::text::Message::ALL), with `~` between them, and `^` between the six forms of one that has
/// forms, empty where the language lacks the category. `None` where they are too few or too many: the file is of
/// another version.
///
/// ```
/// use chronocarte::{story::listed_language, text::Tag};
/// assert!(listed_language(Tag::En, "too~few").is_none());
/// ```
pub fn listed_language(tag: Tag, file: &str) -> Option<Language> {
    Language::from_row(tag, pieces(file, b'~').map(listed).collect())
}

fn listed(text: &str) -> Entry {
    if cut(text, b'^').is_none() {
        return Entry::Text(text.to_owned());
    }
    let mut forms = Vec::new();
    for (category, form) in Category::ALL.into_iter().zip(pieces(text, b'^')) {
        if !form.is_empty() {
            forms.push((category, form.to_owned()));
        }
    }
    Entry::Plural(forms)
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
        let list = |texts: usize| vec!["a"; texts].join("~");
        let all = Message::ALL.len();
        let language = listed_language(Tag::En, &list(all)).expect("a language");
        assert_eq!((language.get(Message::Play), language.missing().len()), ("a", 0));
        for damaged in [list(all - 1), list(all + 1), String::new()] {
            assert!(listed_language(Tag::En, &damaged).is_none());
        }
    }

    #[test]
    fn forms_keep_their_categories() {
        let mut texts = vec!["a"; Message::ALL.len()];
        texts[Message::Events as usize] = "^{count} событие^^{count} события^{count} событий^{count} события";
        let russian = listed_language(Tag::Ru, &texts.join("~")).expect("a language");
        let said = |count| russian.count(Message::Events, count, &[]);
        assert_eq!(
            (said(21), said(3), said(11)),
            ("21 событие".into(), "3 события".into(), "11 событий".into())
        );
    }
}
