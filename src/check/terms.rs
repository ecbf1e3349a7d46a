//! Loaded words: which take a side, in which language, and what to write instead.

use crate::story::{Value, WordLists};

/// The built-in lists, by language.
const LISTS: [(&str, &str); 7] = [
    ("ar", include_str!("words/ar.json")),
    ("az", include_str!("words/az.json")),
    ("en", include_str!("words/en.json")),
    ("fr", include_str!("words/fr.json")),
    ("hy", include_str!("words/hy.json")),
    ("ru", include_str!("words/ru.json")),
    ("tr", include_str!("words/tr.json")),
];

/// Words that take a side, by language.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<Term>);

#[derive(Clone, Debug)]
struct Term {
    language: String,
    /// The words in a row, in lower case; `true` where any ending fits.
    words: Vec<(String, bool)>,
    advice: String,
}

/// A loaded word that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit<'t> {
    /// As it stands in the text.
    pub(super) text: &'t str,
    /// What to write instead.
    pub(super) advice: String,
}

impl Terms {
    /// The lists that are built in: Arabic, Armenian, Azerbaijani, English, French, Russian, Turkish.
    pub fn built_in() -> Self {
        let mut terms = Self::default();
        for (language, text) in LISTS {
            let Ok(list) = serde_json::from_str::<Value>(text) else { continue };
            terms.add_list(language, entries(&list));
        }
        terms
    }

    /// Adds lists, of a story or of a publisher's own file. A word that is there already gets the new advice; an empty
    /// advice takes it off the list.
    pub fn add(&mut self, lists: &WordLists) {
        for (language, words) in &lists.0 {
            self.add_list(language, words.iter().map(|(word, advice)| (word.as_str(), advice.as_str())));
        }
    }

    fn add_list<'t>(&mut self, language: &str, list: impl Iterator<Item = (&'t str, &'t str)>) {
        for (term, advice) in list {
            let words: Vec<(String, bool)> = term
                .split_whitespace()
                .flat_map(|word| word.split('-'))
                .map(|word| (lower(word.trim_end_matches('*'), language), word.ends_with('*')))
                .filter(|(word, _)| !word.is_empty())
                .collect();
            self.0.retain(|known| known.language != language || known.words != words);
            if !words.is_empty() && !advice.is_empty() {
                self.0.push(Term { language: language.to_owned(), words, advice: advice.to_owned() });
            }
        }
    }

    /// The loaded words of a text, each once.
    pub(super) fn hits<'t>(&self, language: &str, text: &'t str) -> Vec<Hit<'t>> {
        let primary = language.split('-').next().unwrap_or(language);
        let meant: Vec<&Term> =
            self.0.iter().filter(|it| it.language == primary || it.language == language).collect();
        if meant.is_empty() {
            return Vec::new();
        }
        let tokens: Vec<(usize, &str, String)> =
            tokens(text).map(|(at, word)| (at, word, lower(word, primary))).collect();
        let mut hits: Vec<Hit<'t>> = Vec::new();
        for start in 0..tokens.len() {
            let here = tokens.get(start..).unwrap_or_default();
            // The longest row of words says most.
            let Some(term) = meant
                .iter()
                .filter(|term| term.fits(here))
                .max_by_key(|term| (term.words.len(), term.length()))
            else {
                continue;
            };
            let ends = here.first().zip(here.get(term.words.len() - 1));
            let found = ends.and_then(|((from, _, _), (to, last, _))| text.get(*from..*to + last.len()));
            let Some(found) = found else { continue };
            if !hits.iter().any(|hit| hit.text == found) {
                hits.push(Hit { text: found, advice: term.advice.clone() });
            }
        }
        hits
    }
}

impl Term {
    fn fits(&self, tokens: &[(usize, &str, String)]) -> bool {
        self.words.len() <= tokens.len()
            && self.words.iter().zip(tokens).all(
                |((word, open), (_, _, token))| {
                    if *open { token.starts_with(word) } else { token == word }
                },
            )
    }

    fn length(&self) -> usize {
        self.words.iter().map(|(word, _)| word.len()).sum()
    }
}

fn entries(list: &Value) -> impl Iterator<Item = (&str, &str)> {
    let entries = match list {
        Value::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(|(term, advice)| Some((term.as_str(), advice.as_str()?)))
}

/// The words of a text with their places. Armenian puts its marks of question and emphasis into words, Arabic its vowels.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| {
        letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter) || is_mark(letter)
    };
    text.split(move |letter| !is_part(letter))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// What stands within words and changes none: marks of Armenian, vowels and stretches of Arabic.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{55a}'..='\u{55f}' | '\u{640}' | '\u{64b}'..='\u{65f}')
}

/// A word in lower case, as its language has it.
pub(super) fn lower(word: &str, language: &str) -> String {
    let dotted = matches!(language.split('-').next(), Some("az" | "tr"));
    let mut out = String::new();
    for letter in word.chars().filter(|letter| !is_mark(*letter)) {
        match letter {
            'I' if dotted => out.push('ı'),
            'İ' => out.push('i'),
            _ => out.extend(letter.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, text: &str) -> Vec<String> {
        Terms::built_in().hits(language, text).into_iter().map(|hit| hit.text.to_owned()).collect()
    }

    #[test]
    fn every_built_in_list_is_read_and_says_what_to_write_instead() {
        for (language, text) in LISTS {
            let list: Value = serde_json::from_str(text).unwrap();
            let read = entries(&list).count();
            assert!(read >= 12, "{language}: {read}");
            assert!(entries(&list).all(|(_, advice)| advice.len() > 5), "{language}");
        }
    }

    #[test]
    fn a_word_is_found_with_its_endings_and_in_any_case() {
        assert_eq!(
            found("en", "The REGIME’s troops, so-called liberators"),
            ["REGIME", "so-called", "liberators"]
        );
        assert_eq!(found("en-GB", "a regimental band"), [""; 0]);
        assert_eq!(found("fr", "Les régimes"), ["régimes"]);
        assert_eq!(found("de", "The regime"), [""; 0], "a language without a list has no loaded words");
    }

    #[test]
    fn the_two_i_of_turkish_and_the_marks_within_armenian_and_arabic_words_hide_nothing() {
        assert_eq!(found("ar", "مقتل العَدُوّ"), ["العَدُوّ"]);
        assert_eq!(found("tr", "İŞGALCİ güçler"), ["İŞGALCİ"]);
        assert_eq!(found("hy", "ահաբեկի՞չ"), ["ահաբեկի՞չ"]);
    }

    #[test]
    fn a_publisher_adds_words_and_takes_words_off() {
        let mut terms = Terms::built_in();
        let list = |term: &str, advice: &str| {
            WordLists(vec![("en".to_owned(), vec![(term.to_owned(), advice.to_owned())])])
        };
        terms.add(&list("strongman", "name the office"));
        terms.add(&list("regime", ""));
        let hits = terms.hits("en", "the strongman of the regime");
        assert_eq!(hits, [Hit { text: "strongman", advice: "name the office".to_owned() }]);
    }
}
