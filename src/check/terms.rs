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

/// Words that take a side, by language, and the rows of words in which they do not.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<Term>);

#[derive(Clone, Debug)]
struct Term {
    language: String,
    row: Row,
    means: Means,
}

/// What it means that a row of words stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Means {
    /// It takes a side; what to write instead.
    Loaded(String),
    /// It takes none: no word in it is loaded.
    Plain,
    /// It is a name where each of its words has a capital, and then no word in it is loaded.
    Name,
}

/// Words in a row, in lower case; `true` where any ending fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row(Vec<(String, bool)>);

/// A word of a text.
pub(super) struct Token<'t> {
    /// Where it begins, in bytes.
    at: usize,
    /// As it stands there.
    pub(super) word: &'t str,
    /// In lower case, without marks.
    pub(super) lower: String,
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

    /// Adds lists, of a story or of a publisher's own file. A word that is there already gets the new advice; where a
    /// word or a row of words has an empty advice, it is not loaded.
    pub fn add(&mut self, lists: &WordLists) {
        for (language, words) in &lists.0 {
            self.add_list(language, words.iter().map(|(word, advice)| (word.as_str(), advice.as_str())));
        }
    }

    fn add_list<'t>(&mut self, language: &str, list: impl Iterator<Item = (&'t str, &'t str)>) {
        for (term, advice) in list {
            let Some(row) = Row::read(term, language) else { continue };
            self.0
                .retain(|known| known.language != language || known.row != row || known.means == Means::Name);
            let means = if advice.is_empty() { Means::Plain } else { Means::Loaded(advice.to_owned()) };
            self.0.push(Term { language: language.to_owned(), row, means });
        }
    }

    /// Adds a name, whose words are not loaded where they are written as a name is.
    pub(super) fn add_name(&mut self, language: &str, name: &str) {
        if let Some(row) = Row::read(&name.replace('*', " "), language) {
            self.0.push(Term { language: language.to_owned(), row, means: Means::Name });
        }
    }

    /// The loaded words of a text, each once.
    pub(super) fn hits<'t>(&self, language: &str, text: &'t str) -> Vec<Hit<'t>> {
        let primary = primary(language);
        let meant: Vec<&Term> =
            self.0.iter().filter(|it| it.language == primary || it.language == language).collect();
        if meant.is_empty() {
            return Vec::new();
        }
        let tokens = tokens_of(text, language);
        let plain = plain(&meant, text, &tokens);
        let mut hits: Vec<Hit<'t>> = Vec::new();
        for start in 0..tokens.len() {
            let here = tokens.get(start..).unwrap_or_default();
            let found = meant.iter().filter_map(|term| match &term.means {
                Means::Loaded(advice) if term.row.fits(here) => Some((&term.row, advice)),
                _ => None,
            });
            // The longest row of words says most.
            let Some((row, advice)) = found.max_by_key(|(row, _)| (row.0.len(), row.length())) else {
                continue;
            };
            if plain.iter().skip(start).take(row.0.len()).all(|plain| *plain) {
                continue;
            }
            let ends = here.first().zip(here.get(row.0.len() - 1));
            let found = ends.and_then(|(from, to)| text.get(from.at..to.at + to.word.len()));
            let Some(found) = found else { continue };
            if !hits.iter().any(|hit| hit.text == found) {
                hits.push(Hit { text: found, advice: advice.clone() });
            }
        }
        hits
    }
}

/// Of each word of a text, whether it is plain here: in a row that is not loaded, or a name.
fn plain(meant: &[&Term], text: &str, tokens: &[Token<'_>]) -> Vec<bool> {
    let mut plain: Vec<bool> = (0..tokens.len()).map(|nth| is_name(text, tokens, nth)).collect();
    for start in 0..tokens.len() {
        let here = tokens.get(start..).unwrap_or_default();
        for term in meant.iter().filter(|term| term.row.fits(here)) {
            let length = term.row.0.len();
            let is_plain = match term.means {
                Means::Loaded(_) => false,
                Means::Plain => true,
                Means::Name => here.iter().take(length).all(|it| !it.word.starts_with(char::is_lowercase)),
            };
            if is_plain {
                plain.iter_mut().skip(start).take(length).for_each(|it| *it = true);
            }
        }
    }
    plain
}

/// Whether a word has a capital that neither the beginning of a sentence nor a headline gave it.
fn is_name(text: &str, tokens: &[Token<'_>], nth: usize) -> bool {
    let Some((before, here)) = nth.checked_sub(1).and_then(|it| tokens.get(it)).zip(tokens.get(nth)) else {
        return false;
    };
    let between = text.get(before.at + before.word.len()..here.at).unwrap_or_default();
    let begins = |it: char| !matches!(it, ' ' | '\u{a0}' | '\u{202f}' | '-' | '\'' | '’' | ',');
    let capital = here.word.starts_with(char::is_uppercase) && here.word.contains(char::is_lowercase);
    let is_prose = |it: &Token<'_>| it.word.starts_with(char::is_lowercase) && it.word.chars().count() > 3;
    capital && !between.contains(begins) && tokens.iter().any(is_prose)
}

impl Row {
    /// Reads words in a row: `*` at the end of one stands for any ending, alone for any word, a hyphen is a blank. `None`
    /// where no word is left.
    pub(super) fn read(term: &str, language: &str) -> Option<Self> {
        let words: Vec<(String, bool)> = term
            .split_whitespace()
            .flat_map(|word| word.split(['-', '’', '\'']))
            .filter(|word| !word.is_empty() && (*word == "*" || word.contains(char::is_alphanumeric)))
            .map(|word| (lower(word.trim_end_matches('*'), language), word.ends_with('*')))
            .collect();
        words.iter().any(|(word, _)| !word.is_empty()).then_some(Self(words))
    }

    /// Whether these words begin with the row.
    pub(super) fn fits(&self, tokens: &[Token<'_>]) -> bool {
        self.0.len() <= tokens.len()
            && self.0.iter().zip(tokens).all(|((word, open), token)| {
                if *open { token.lower.starts_with(word) } else { token.lower == *word }
            })
    }

    fn length(&self) -> usize {
        self.0.iter().map(|(word, _)| word.len()).sum()
    }
}

/// The language of a tag without its region: `en` for `en-GB`.
pub(super) fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The words of a text, with what they are in lower case.
pub(super) fn tokens_of<'t>(text: &'t str, language: &str) -> Vec<Token<'t>> {
    tokens(text).map(|(at, word)| Token { at, word, lower: lower(word, language) }).collect()
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
            let loaded = entries(&list).filter(|(_, advice)| advice.len() > 5).count();
            assert!(loaded >= 12, "{language}: {loaded}");
            for (term, advice) in entries(&list) {
                let excuses = |(other, advice): (&str, &str)| {
                    !advice.is_empty() && term != other && term.contains(other.trim_end_matches('*'))
                };
                let plain = advice.is_empty() && entries(&list).any(excuses);
                assert!(plain || advice.len() > 5, "{language}: {term} excuses nothing");
            }
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
    fn a_row_that_takes_no_side_and_a_capital_within_a_sentence_excuse_a_word_and_nothing_else_does() {
        for (language, text) in [
            ("en", "The talks on the ceasefire regime occupied two hours"),
            ("en", "Shells fell on Liberation Square, and near the statue in Heroes Park"),
            ("en", "A team at the surgical ward"),
            ("fr", "Rue de la Libération, un obus est tombé"),
            ("fr", "Les otages libérés sont rentrés, le régime de cessez-le-feu tient"),
            ("ru", "Режим прекращения огня соблюдается"),
            ("tr", "Şehitler Caddesi kapatıldı"),
        ] {
            assert_eq!(found(language, text), [""; 0], "{text}");
        }
        for (language, text, loaded) in [
            ("en", "Troops occupied two villages", "occupied"),
            ("en", "Enemy Positions Hit By Army", "Enemy"),
            ("en", "Shells fell. Terrorists fled", "Terrorists"),
            ("en", "They said: “Enemy forces left”", "Enemy"),
            ("en", "the REGIME spoke", "REGIME"),
            ("fr", "La ville est libérée", "libérée"),
        ] {
            assert_eq!(found(language, text), [loaded], "{text}");
        }
    }

    #[test]
    fn a_name_is_none_where_it_is_written_small() {
        let mut terms = Terms::built_in();
        terms.add_name("en", "Enemy Hill");
        assert_eq!(terms.hits("en", "Enemy Hill was shelled"), []);
        assert_eq!(terms.hits("en", "the enemy hill was shelled").len(), 1);
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
