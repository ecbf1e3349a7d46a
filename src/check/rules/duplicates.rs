//! One event, entered twice.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::terms::{lower, tokens};
use crate::geo::distance_m;
use crate::story::{Event, SourceKind, Words};
use crate::time::Precision;

/// Places closer than this are one, in metres.
const NEAR_M: f64 = 2000.0;
/// The share of common words from which two titles say the same.
const ALIKE: f64 = 0.5;

pub(in crate::check) fn duplicate_event(cx: &Context<'_>, found: &mut Findings) {
    let events: Vec<(String, &Event)> = cx.events().filter(|(_, event)| event.withdrawn.is_none()).collect();
    for (nth, (pointer, event)) in events.iter().enumerate() {
        // Of many that are alike, one is named.
        let twin = events.iter().take(nth).find(|(_, other)| is_twin(cx, event, other));
        if let Some((_, other)) = twin {
            let message = format!("the same kind, time and place as “{}”: are they one event?", other.id);
            found.add(&**pointer, message);
        }
    }
}

fn is_twin(cx: &Context<'_>, event: &Event, other: &Event) -> bool {
    let linked = event.related.contains(&other.id) || other.related.contains(&event.id);
    !linked
        && !same_data_set(cx, event, other)
        && event.kind == other.kind
        && same_time(cx, event, other)
        && same_place(cx, event, other)
        && (alike(&event.title, &other.title) || same_number(event, other))
}

/// Whether both come from one data set, which tells its rows apart itself.
fn same_data_set(cx: &Context<'_>, one: &Event, two: &Event) -> bool {
    let from = |event: &Event, id: &str| event.claims.iter().any(|claim| claim.via.iter().any(|it| it == id));
    let is_data = |id: &str| cx.story.source(id).is_some_and(|source| source.kind == SourceKind::Data);
    one.claims.iter().flat_map(|claim| &claim.via).any(|id| from(two, id) && is_data(id))
}

fn same_time(cx: &Context<'_>, one: &Event, two: &Event) -> bool {
    let offset = cx.story.zone.offset;
    let day = |event: &Event| {
        let when = event.when.as_ref().filter(|when| when.edtf.precision() >= Precision::Day)?;
        Some(when.anchor(offset))
    };
    day(one).zip(day(two)).is_some_and(|(one, two)| one.overlaps(two))
}

fn same_place(cx: &Context<'_>, one: &Event, two: &Event) -> bool {
    let (Some(one), Some(two)) = (&one.place, &two.place) else {
        return one.place.is_none() && two.place.is_none();
    };
    let position = |id: &str| cx.story.place(id).and_then(|place| place.position());
    one.place == two.place
        || position(&one.place)
            .zip(position(&two.place))
            .is_some_and(|(one, two)| distance_m(one, two) < NEAR_M)
}

fn same_number(one: &Event, two: &Event) -> bool {
    let figures = |event: &Event| -> Vec<_> {
        let figures = event.claims.iter().flat_map(|claim| &claim.figures);
        figures.filter_map(|figure| Some((figure.measure, figure.low?))).collect()
    };
    let other = figures(two);
    figures(one).iter().any(|figure| other.contains(figure))
}

fn alike(one: &Words, two: &Words) -> bool {
    one.iter().any(|(language, one)| {
        let words = |text: &str| -> Vec<String> {
            let mut words: Vec<String> = tokens(text).map(|(_, word)| lower(word, language)).collect();
            words.sort();
            words.dedup();
            words
        };
        let Some(two) = two.exactly(language) else { return false };
        let (one, two) = (words(one), words(two));
        let common = one.iter().filter(|word| two.contains(word)).count();
        let all = one.len() + two.len() - common;
        all > 0 && common as f64 / all as f64 >= ALIKE
    })
}
