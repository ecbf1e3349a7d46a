//! The words of pages that only a publisher's folder has; the widget never carries them.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::story::{Value, language};
use crate::text::{Language, Tag};

/// Every language of the widget that is built in, with its messages and the phrases of pages.
const FILES: [(Tag, &str, &str); 7] = [
    (Tag::En, include_str!("../../static/lang/en.json"), include_str!("../../static/publish/en.json")),
    (Tag::Fr, include_str!("../../static/lang/fr.json"), include_str!("../../static/publish/fr.json")),
    (Tag::Az, include_str!("../../static/lang/az.json"), include_str!("../../static/publish/az.json")),
    (Tag::Hy, include_str!("../../static/lang/hy.json"), include_str!("../../static/publish/hy.json")),
    (Tag::Ru, include_str!("../../static/lang/ru.json"), include_str!("../../static/publish/ru.json")),
    (Tag::Tr, include_str!("../../static/lang/tr.json"), include_str!("../../static/publish/tr.json")),
    (Tag::Ar, include_str!("../../static/lang/ar.json"), include_str!("../../static/publish/ar.json")),
];

/// The phrases of one language.
#[derive(Clone, Debug)]
pub(super) struct Phrases(BTreeMap<String, String>);

impl Phrases {
    /// A phrase; of one that the language lacks, its key, so that a gap is seen.
    pub(super) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// A phrase with each `{name}` replaced by its value.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        crate::text::fill(self.get(key), values)
    }
}

/// The words of a language.
///
/// # Errors
/// When pages cannot be made in it.
pub fn language_of(tag: Tag) -> Result<Language, Error> {
    Ok(words(tag)?.0)
}

/// The languages a folder can be made in.
pub fn languages() -> Vec<Tag> {
    FILES.iter().map(|(tag, ..)| *tag).collect()
}

/// The words of a language: those of the widget, and those of pages.
///
/// # Errors
/// When the language is not built in, or its file is broken.
pub(super) fn words(tag: Tag) -> Result<(Language, Phrases), Error> {
    let (_, messages, phrases) = FILES.iter().find(|(known, ..)| *known == tag).ok_or_else(|| {
        Error::new("language", format!("there are no words for pages in \"{}\"", tag.as_str()))
    })?;
    let broken = |error: serde_json::Error| Error::new("language", error.to_string());
    let messages: Value = serde_json::from_str(messages).map_err(broken)?;
    let phrases = serde_json::from_str(phrases).map_err(broken)?;
    Ok((language(tag, messages), Phrases(phrases)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_phrase() {
        let keys = |tag| words(tag).unwrap().1.0.into_keys().collect::<Vec<_>>();
        let english = keys(Tag::En);
        assert!(english.len() > 20);
        for tag in languages() {
            assert_eq!(keys(tag), english, "{tag:?}");
        }
    }
}
