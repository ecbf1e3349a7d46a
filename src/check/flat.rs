//! Sentences that state a number of dead or wounded as a fact, with no word of who says so.

use serde::Deserialize;

use super::terms::{Row, Token, primary, tokens_of};

/// The built-in lists, by language.
const LISTS: &str = include_str!("words/flat.json");
/// So many words may stand between a number and what befell so many.
const REACH: usize = 5;

/// Words by language that tell whether a sentence states losses, and whether it says by whom it knows.
pub(super) struct Flat(Vec<(String, Lists)>);

#[derive(Deserialize)]
struct Written {
    /// What befell people.
    befell: Vec<String>,
    /// Numbers in words.
    numbers: Vec<String>,
    /// What says that somebody says so, or that it is not certain.
    said: Vec<String>,
}

struct Lists {
    befell: Vec<Row>,
    numbers: Vec<Row>,
    said: Vec<Row>,
}

impl Flat {
    /// The lists that are built in.
    pub(super) fn built_in() -> Self {
        let written: std::collections::BTreeMap<String, Written> =
            serde_json::from_str(LISTS).unwrap_or_default();
        let lists = written.into_iter().map(|(language, it)| {
            let rows = |list: &[String]| list.iter().filter_map(|it| Row::read(it, &language)).collect();
            let lists = Lists { befell: rows(&it.befell), numbers: rows(&it.numbers), said: rows(&it.said) };
            (language, lists)
        });
        Self(lists.collect())
    }

    /// The first word of a text that tells losses with a number, in a sentence where nobody says so.
    pub(super) fn asserted<'t>(&self, language: &str, text: &'t str) -> Option<&'t str> {
        let (_, lists) = self.0.iter().find(|(known, _)| known == primary(language))?;
        sentences(text).into_iter().find_map(|sentence| {
            // Quoted words are somebody's, and before a colon stands whose.
            if sentence.contains(['“', '”', '„', '«', '»', '"', ':']) {
                return None;
            }
            let tokens = tokens_of(sentence, language);
            let fits = |rows: &[Row], nth: usize| {
                tokens.get(nth..).is_some_and(|here| rows.iter().any(|row| row.fits(here)))
            };
            if (0..tokens.len()).any(|nth| fits(&lists.said, nth)) {
                return None;
            }
            let is_number =
                |nth: usize| tokens.get(nth).is_some_and(|it| is_count(it)) || fits(&lists.numbers, nth);
            let near = |nth: usize| (nth.saturating_sub(REACH)..=nth + REACH).any(is_number);
            let found = (0..tokens.len()).find(|nth| fits(&lists.befell, *nth) && near(*nth))?;
            tokens.get(found).map(|token| token.word)
        })
    }
}

/// Whether a word is a number, and no year.
fn is_count(token: &Token<'_>) -> bool {
    let number = token.word.parse::<u32>();
    number.is_ok_and(|it| token.word.len() != 4 || !(1000..2100).contains(&it))
}

/// The sentences of a text. A full stop after one or two letters is that of a short form.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, it)| matches!(it, '.' | '!' | '?' | '…' | '։' | '؟'))
    {
        let end = at + mark.len_utf8();
        let ends = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let before = text.get(start..at).unwrap_or_default();
        let last = before.chars().rev().take_while(|it| it.is_alphanumeric()).count();
        if ends && (mark != '.' || last > 2) {
            sentences.push(text.get(start..end).unwrap_or_default());
            start = end;
        }
    }
    sentences.push(text.get(start..).unwrap_or_default());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_stated_flatly_are_told_from_losses_that_somebody_reports_in_every_language() {
        let flat = Flat::built_in();
        for (language, stated, told) in [
            ("en", "12 people were killed at the bridge", "12 people were reportedly killed at the bridge"),
            (
                "en",
                "Shelling wounded. Three soldiers were wounded",
                "Three soldiers were wounded, the ministry says",
            ),
            ("fr", "Douze civils ont été tués", "Douze civils auraient été tués"),
            ("fr", "Une attaque a fait 12 morts", "Une attaque aurait fait 12 morts, selon le ministère"),
            ("ru", "Погибли 12 человек", "Погибли 12 человек, по данным министерства"),
            ("tr", "Saldırıda 12 kişi öldü", "Bakanlığa göre saldırıda 12 kişi öldü"),
            ("az", "Atəş nəticəsində 12 nəfər həlak olub", "Nazirlik bildirir ki, 12 nəfər həlak olub"),
            ("hy", "Սպանվել է 12 զինվոր", "Ըստ նախարարության՝ սպանվել է 12 զինվոր"),
            ("ar", "قُتل 12 جنديا", "قالت الوزارة إن 12 جنديا قُتلوا"),
        ] {
            assert!(flat.asserted(language, stated).is_some(), "{stated}");
            assert_eq!(flat.asserted(language, told), None, "{told}");
        }
    }

    #[test]
    fn years_quotations_and_losses_without_a_number_are_left_alone() {
        let flat = Flat::built_in();
        for text in [
            "The bridge where the poet was killed in 1940",
            "Ministry: 12 killed",
            "“12 were killed”",
            "A commander was killed",
            "According to A. Marten, 12 were killed",
            "12 shells hit the bridge",
        ] {
            assert_eq!(flat.asserted("en", text), None, "{text}");
        }
        assert_eq!(flat.asserted("de", "12 Menschen wurden getötet"), None, "a language without lists");
    }
}
