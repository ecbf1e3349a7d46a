//! What every file says of itself, and the numbers in it.

use crate::index::EventIndex;
use crate::scene::{Frame, edition_words, map_credit};
use crate::story::{Event, Source};
use crate::time::{digits, push_padded};

/// The events that pass, in order of time, then the background that passes.
pub(super) fn passing<'a>(frame: &Frame<'a>) -> Vec<(EventIndex, &'a Event)> {
    let every = frame.index.order.iter().chain(&frame.index.background);
    every
        .filter(|event| frame.matches.contains(**event))
        .filter_map(|event| Some((*event, frame.story.events.get(*event)?)))
        .collect()
}

/// The sources that the claims about these events came through, in the order of the story.
pub(super) fn sources<'a>(frame: &Frame<'a>, events: &[(EventIndex, &Event)]) -> Vec<&'a Source> {
    let via =
        |id: &String| events.iter().any(|(_, event)| event.claims.iter().any(|claim| claim.via.contains(id)));
    frame.story.sources.iter().filter(|source| via(&source.id)).collect()
}

/// The moment as of which is looked, ISO 8601 in UTC; empty where the story names none.
pub(super) fn as_of(frame: &Frame<'_>) -> String {
    let moment = frame.view.as_of.or(frame.story.as_of.map(|as_of| as_of.0));
    moment.map_or(String::new(), crate::time::Instant::to_iso8601)
}

/// One line for whoever shows the file: credit, as of when, terms, base map, address; what is not known is left out.
pub fn credit_line(frame: &Frame<'_>, address: &str) -> String {
    let tag = frame.language.tag().as_str();
    let (credit, licence) = (frame.story.credit.get(tag), frame.story.licence.get(tag));
    let mut line = String::new();
    for words in [credit, &edition_words(frame), licence, &map_credit(frame), address] {
        if !words.is_empty() {
            if !line.is_empty() {
                line.push_str(" · ");
            }
            line.push_str(words);
        }
    }
    line
}

/// A name for a downloaded file: the story's id in letters, digits, `-` and `_`, and an ending.
///
/// ```
/// assert_eq!(chronocarte::export::file_name("clashes 2020/../é", "csv"), "clashes-2020.csv");
/// assert_eq!(chronocarte::export::file_name("", "svg"), "chronocarte.svg");
/// ```
pub fn file_name(id: &str, ending: &str) -> String {
    let mut name = String::new();
    for letter in id.chars().take(80) {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let stem = name.trim_end_matches('-');
    [if stem.is_empty() { "chronocarte" } else { stem }, ".", ending].concat()
}

/// A number with at most `places` decimals, the shortest way; empty for what is not finite. Through integers, as
/// elsewhere: the standard library's way costs a reader kilobytes.
pub(super) fn decimal(value: f64, places: u8) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let mut scale = 1_i64;
    for _ in 0..places {
        scale *= 10;
    }
    // A cast saturates.
    let scaled = (value.abs() * scale as f64).round() as i64;
    let mut out = String::new();
    if value < 0.0 && scaled > 0 {
        out.push('-');
    }
    out.push_str(&digits(scaled / scale));
    let rest = scaled % scale;
    if rest > 0 {
        out.push('.');
        push_padded(&mut out, rest, usize::from(places));
        out.truncate(out.trim_end_matches('0').len());
    }
    out
}

/// Degrees: six decimals are a tenth of a metre.
pub(super) fn degrees(value: f64) -> String {
    decimal(value, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_shortest_way() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.000_000_4, "0"),
            (46.75, "46.75"),
            (-179.999_999_9, "-180"),
            (46.000_001, "46.000001"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ];
        for (value, text) in cases {
            assert_eq!(degrees(value), text);
        }
        assert_eq!(decimal(17.0, 3), "17");
    }
}
