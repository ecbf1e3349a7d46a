//! One person or place, several spellings.

use std::collections::HashSet;

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::terms::{lower, primary, tokens};
use crate::story::{SpeakerKind, Words};

pub(in crate::check) fn spelling(cx: &Context<'_>, found: &mut Findings) {
    for (nth, speaker) in cx.story.speakers.iter().enumerate() {
        if !speaker.spellings.is_empty() {
            let spellings = speaker.spellings.join(", ");
            let message = format!("also spelt {spellings}: one speaker under several spellings");
            found.add(cx.item("/speakers", nth) + "/spellings", message);
        }
    }
    for (nth, place) in cx.story.places.iter().enumerate() {
        let mut names: Vec<&str> = Vec::new();
        for name in &place.names {
            let name = cx.story.languages.first().map_or_else(|| name.name.get("en"), |it| name.name.get(it));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() > 1 {
            let message = format!("one place under several names: {}", names.join(", "));
            found.add(cx.item("/places", nth) + "/names", message);
        }
    }
}

/// A word of a name that should be spelt in one way.
struct Known {
    language: String,
    word: String,
    /// In lower case.
    lower: String,
}

/// The words of all names, and of those the ones a typing error is looked for.
fn known(cx: &Context<'_>) -> (HashSet<String>, Vec<Known>) {
    let (mut all, mut watched) = (HashSet::new(), Vec::new());
    let mut add = |words: &Words, watch: bool| {
        for (language, name) in words.iter() {
            for (_, word) in tokens(name) {
                let lower = lower(word, language);
                if watch && lower.chars().count() >= 5 {
                    let (language, word) = (language.to_owned(), word.to_owned());
                    watched.push(Known { language, word, lower: lower.clone() });
                }
                all.insert(lower);
            }
        }
    };
    for speaker in &cx.story.speakers {
        add(&speaker.name, speaker.kind == SpeakerKind::Person);
        for spelling in &speaker.spellings {
            add(&Words::new("", spelling), false);
        }
    }
    for place in &cx.story.places {
        add(&place.name, true);
        place.names.iter().for_each(|name| add(&name.name, true));
    }
    (all, watched)
}

pub(in crate::check) fn spelling_variant(cx: &Context<'_>, found: &mut Findings) {
    let (all, watched) = known(cx);
    for text in cx.texts() {
        for (language, words) in text.words.iter() {
            let mut said: Vec<&str> = Vec::new();
            for (_, word) in tokens(words) {
                let typed = lower(word, language);
                let is_name = word.chars().next().is_some_and(char::is_uppercase);
                if !is_name || all.contains(&typed) || said.contains(&word) {
                    continue;
                }
                let meant = watched
                    .iter()
                    .find(|it| primary(&it.language) == primary(language) && is_slip(&typed, &it.lower));
                if let Some(Known { word: meant, .. }) = meant {
                    said.push(word);
                    let message = format!("“{word}” looks like “{meant}” spelt otherwise");
                    found.add_word(format!("{}/{language}", text.pointer), word, message);
                }
            }
        }
    }
    twins(cx, found);
}

/// Two speakers, or two places, whose names differ by a slip.
fn twins(cx: &Context<'_>, found: &mut Findings) {
    let speakers: Vec<&Words> = cx.story.speakers.iter().map(|it| &it.name).collect();
    let places: Vec<&Words> = cx.story.places.iter().map(|it| &it.name).collect();
    for (list, names) in [("/speakers", speakers), ("/places", places)] {
        for (nth, name) in names.iter().enumerate() {
            for (earlier, other) in names.iter().take(nth).enumerate() {
                let slip = name.iter().find_map(|(language, name)| {
                    let (one, two) = (lower(name, language), lower(other.exactly(language)?, language));
                    (one.chars().count() >= 5 && (one == two || is_slip(&one, &two)))
                        .then_some((language, name))
                });
                if let Some((language, _)) = slip {
                    let message = format!("almost the name of {}: are they one?", cx.item(list, earlier));
                    found.add(format!("{}/name/{language}", cx.item(list, nth)), message);
                }
            }
        }
    }
}

/// Whether two words differ by one letter too many, too few, another, or two that changed places; endings are none.
fn is_slip(one: &str, two: &str) -> bool {
    if one == two || one.starts_with(two) || two.starts_with(one) {
        return false;
    }
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let same = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let ends = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = if one.len() < two.len() { (&one, &two) } else { (&two, &one) };
    match long.len() - short.len() {
        1 => same + ends >= short.len(),
        0 => {
            let differ: Vec<usize> = (0..one.len()).filter(|at| one.get(*at) != two.get(*at)).collect();
            match differ.as_slice() {
                // Another last letter is an ending, unless a consonant stands for a consonant.
                [at] => at + 1 < one.len() || (!may_end(one.get(*at)) && !may_end(two.get(*at))),
                [at, next] => {
                    next - at == 1 && one.get(*at) == two.get(*next) && one.get(*next) == two.get(*at)
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether a letter is one of those in which endings differ: vowels and the signs of Russian.
fn may_end(letter: Option<&char>) -> bool {
    const OPEN: &str = "aeiouyàâäéèêëîïôöùûüəıаеёиоуыэюяйьъіїєաեէըիոօւև";
    letter.is_none_or(|it| OPEN.contains(*it))
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places_and_no_ending() {
        for (one, two) in
            [("eyvazov", "evyazov"), ("marten", "maren"), ("bakuriani", "bakoriani"), ("aghdan", "aghdam")]
        {
            assert!(is_slip(one, two) && is_slip(two, one), "{one} {two}");
        }
        for (one, two) in [
            ("ortov", "ortov"),
            ("ortov", "ortova"),
            ("ortova", "ortovo"),
            ("ortov", "vorto"),
            ("a", "b"),
            ("казань", "казани"),
            ("шуша", "шуши"),
        ] {
            assert!(!is_slip(one, two) && !is_slip(two, one), "{one} {two}");
        }
    }
}
