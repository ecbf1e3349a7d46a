//! One language: its file of messages, and how they are filled.

use super::{Category, Message, Tag, cut, number, pieces};

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
/// People write a file of keys, in any order. Readers get the same without keys, in the order of [`Message::ALL`]: what
/// reads that needs no table of keys, and the keys need not be sent.
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
    /// In the order of [`Message::ALL`].
    entries: Vec<Entry>,
    missing: Vec<&'static str>,
    unknown: Vec<String>,
}

impl Language {
    /// A language from the keys and entries of its file, in any order; the last of equal keys stands.
    pub fn from_entries(tag: Tag, entries: impl IntoIterator<Item = (String, Entry)>) -> Self {
        let mut found = vec![None; Message::ALL.len()];
        let mut unknown = Vec::new();
        for (key, entry) in entries {
            match Message::from_key(&key).and_then(|message| found.get_mut(message as usize)) {
                Some(place) => *place = Some(entry),
                None => unknown.push(key),
            }
        }
        let mut missing = Vec::new();
        let entries = Message::ALL.iter().zip(found).map(|(message, entry)| {
            entry.unwrap_or_else(|| {
                missing.push(message.key());
                Entry::Text(message.key().to_owned())
            })
        });
        let entries = entries.collect();
        Self { tag, entries, missing, unknown }
    }

    /// A language from the entries alone, in the order of [`Message::ALL`]; `None` where they are more or fewer.
    pub fn from_row(tag: Tag, entries: Vec<Entry>) -> Option<Self> {
        let complete = entries.len() == Message::ALL.len();
        complete.then_some(Self { tag, entries, missing: Vec::new(), unknown: Vec::new() })
    }

    /// Which language it is.
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// The keys its file lacks, in the order of the table.
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
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

    /// A message with its one `{name}` replaced.
    ///
    /// ```
    /// use chronocarte::text::{Entry, Language, Message, Tag};
    /// let language = Language::from_entries(Tag::Fr, [("via".into(), Entry::Text("via {source}".into()))]);
    /// assert_eq!(language.with(Message::Via, "source", "Interfax"), "via Interfax");
    /// ```
    #[inline(never)]
    pub fn with(&self, message: Message, name: &str, value: &str) -> String {
        self.fill(message, &[(name, value)])
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
        self.entries.get(message as usize).map_or("", |entry| entry.form(category))
    }

    /// One of the texts a message keeps apart with `|`, from 0; the last, if it has fewer.
    pub(super) fn item(&self, message: Message, nth: usize) -> &str {
        let text = self.get(message);
        pieces(text, b'|').take(nth + 1).last().unwrap_or(text)
    }
}

/// Replaces each `{name}` that has a value, in one pass: what a value contains is never filled again.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some((before, after)) = cut(rest, b'{') {
        out.push_str(before);
        let value = cut(after, b'}').and_then(|(name, tail)| {
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
    fn a_row_reads_like_a_file_and_must_be_complete() {
        let keyed = Message::ALL.iter().map(|message| (message.key().to_owned(), text(message.key())));
        let row: Vec<Entry> = Message::ALL.iter().map(|message| text(message.key())).collect();
        let (keyed, language) =
            (Language::from_entries(Tag::En, keyed), Language::from_row(Tag::En, row.clone()));
        let language = language.expect("complete");
        assert!(Message::ALL.iter().all(|message| keyed.get(*message) == language.get(*message)));
        assert!(Language::from_row(Tag::En, row[1..].to_vec()).is_none());
        assert!(Language::from_row(Tag::En, [row, vec![text("")]].concat()).is_none());
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
