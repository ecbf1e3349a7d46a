//! One language: its file of messages, and how they are filled.

use super::{Category, Message, Tag, number};

/// A message as it stands in a language file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One text.
    Text(String),
    /// A text for each plural category the language has.
    Plural(Vec<(Category, String)>),
}

impl Entry {
    /// The text for a category, else the one for `other`, else the first; the only text there is; empty if
    /// there is none.
    fn form(&self, category: Category) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Plural(forms) => {
                let of = |wanted: Category| forms.iter().find(|form| form.0 == wanted);
                of(category)
                    .or_else(|| of(Category::Other))
                    .or(forms.first())
                    .map_or("", |form| form.1.as_str())
            }
        }
    }
}

/// A language with its messages. A message its file lacks reads as its key, so that a gap is seen and nothing
/// breaks.
///
/// ```
/// use chronocarte::text::{Category, Entry, Language, Message, Tag};
/// let forms = vec![(Category::One, "{count} event".into()), (Category::Other, "{count} events".into())];
/// let language = Language::from_entries(Tag::En, [("events".into(), Entry::Plural(forms))]);
/// assert_eq!(language.count(Message::Events, 30_000, &[]), "30,000 events");
/// assert_eq!(language.get(Message::Play), "play");
/// ```
#[derive(Clone, Debug)]
pub struct Language {
    tag: Tag,
    entries: Vec<Option<Entry>>,
    unknown: Vec<String>,
}

impl Language {
    /// A language from the keys and entries of its file, in any order; the last of equal keys stands.
    pub fn from_entries(tag: Tag, entries: impl IntoIterator<Item = (String, Entry)>) -> Self {
        let mut language = Self { tag, entries: vec![None; Message::ALL.len()], unknown: Vec::new() };
        for (key, entry) in entries {
            language.set(key, entry);
        }
        language
    }

    fn set(&mut self, key: String, entry: Entry) {
        let place = Message::from_key(&key).and_then(|message| self.entries.get_mut(message as usize));
        match place {
            Some(place) => *place = Some(entry),
            None => self.unknown.push(key),
        }
    }

    /// Which language it is.
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// The keys its file lacks, in the order of the table.
    pub fn missing(&self) -> Vec<&'static str> {
        Message::ALL
            .iter()
            .filter(|message| self.entry(**message).is_none())
            .map(|message| message.key())
            .collect()
    }

    /// The keys of its file that no message has, in the order of the file.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The text of a message as it stands; of one with plural forms, the form for `other`.
    pub fn get(&self, message: Message) -> &str {
        self.form(message, Category::Other)
    }

    /// A message with each `{name}` replaced by its value; names without a value stay as they are.
    pub fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        fill(self.get(message), values)
    }

    /// A message in the form for `count`, which fills `{count}` as the language writes it.
    pub fn count(&self, message: Message, count: i64, values: &[(&str, &str)]) -> String {
        let counted = number(count, self.tag);
        let filled =
            fill(self.form(message, Category::of_count(count, self.tag)), &[("count", counted.as_str())]);
        if values.is_empty() { filled } else { fill(&filled, values) }
    }

    /// The text for one category.
    pub(super) fn form(&self, message: Message, category: Category) -> &str {
        self.entry(message).map_or(message.key(), |entry| entry.form(category))
    }

    /// One of the texts a message keeps apart with `|`, from 0; the last, if it has fewer.
    pub(super) fn item(&self, message: Message, nth: usize) -> &str {
        let text = self.get(message);
        text.split('|').take(nth + 1).last().unwrap_or(text)
    }

    fn entry(&self, message: Message) -> Option<&Entry> {
        self.entries.get(message as usize).and_then(Option::as_ref)
    }
}

/// Replaces each `{name}` that has a value, in one pass: what a value contains is never filled again.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            let value = values.iter().find(|value| value.0 == name)?;
            Some((value.1, tail))
        });
        match value {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Entry {
        Entry::Text(text.to_string())
    }

    #[test]
    fn placeholders_are_filled_once_and_only_where_they_have_a_value() {
        assert_eq!(fill("{a} and {b}, {a}", &[("a", "{b}"), ("b", "2")]), "{b} and 2, {b}");
        assert_eq!(fill("{unknown} { {a", &[("a", "1")]), "{unknown} { {a");
        assert_eq!(fill("{{a}}", &[("a", "1")]), "{1}");
        assert_eq!(fill("", &[]), "");
    }

    #[test]
    fn a_gap_reads_as_its_key_and_is_listed() {
        let language = Language::from_entries(
            Tag::Fr,
            [("play".to_string(), text("Lire")), ("plya".to_string(), text("Lire"))],
        );
        assert_eq!((language.get(Message::Play), language.get(Message::Pause)), ("Lire", "pause"));
        assert_eq!(language.missing().len(), Message::ALL.len() - 1);
        assert!(!language.missing().contains(&"play"));
        assert_eq!(language.unknown(), ["plya"]);
    }

    #[test]
    fn a_missing_form_falls_back_to_other() {
        let forms = vec![(Category::Few, "few".to_string()), (Category::Other, "other {count}".to_string())];
        let language = Language::from_entries(Tag::Ru, [("events".to_string(), Entry::Plural(forms))]);
        assert_eq!(language.count(Message::Events, 3, &[]), "few");
        assert_eq!(language.count(Message::Events, 5, &[]), "other 5");
    }

    #[test]
    fn a_list_is_cut_at_its_bars() {
        let language = Language::from_entries(Tag::En, [("play".to_string(), text("a|b|c"))]);
        let items: Vec<&str> = (0..4).map(|nth| language.item(Message::Play, nth)).collect();
        assert_eq!(items, ["a", "b", "c", "c"]);
    }
}
