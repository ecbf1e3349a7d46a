//! Dates that contradict each other, times without a zone, midnights that are none.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::story::{Dating, Stance, Value};
use crate::time::{ClockTime, Precision, When};

pub(in crate::check) fn date_conflict(cx: &Context<'_>, found: &mut Findings) {
    let offset = cx.story.zone.offset;
    let meets = |one: &Dating, other: &Dating| one.outer(offset).overlaps(other.outer(offset));
    for (pointer, _, claim) in cx.claims() {
        for (nth, dates) in claim.disputed_dates.iter().enumerate() {
            let (stated, usual) = (dates.stated.edtf.as_str(), dates.usual.edtf.as_str());
            let message = format!("stated as {stated}, usually {usual}; both are shown");
            found.add(format!("{pointer}/disputedDates/{nth}"), message);
        }
    }
    for (pointer, event) in cx.events() {
        let claims: Vec<_> = cx.claims_of(&pointer, event).collect();
        for (nth, (pointer, claim)) in claims.iter().enumerate() {
            let earlier = claims.iter().take(nth).flat_map(|(_, other)| {
                other.disputed_dates.iter().map(move |dates| (&other.id, &dates.stated))
            });
            for (id, other) in earlier {
                if let Some(dates) = claim.disputed_dates.iter().find(|dates| !meets(&dates.stated, other)) {
                    let (one, two) = (dates.stated.edtf.as_str(), other.edtf.as_str());
                    let message = format!("this claim dates it {one}, {id} dates it {two}");
                    found.add(format!("{pointer}/disputedDates"), message);
                }
            }
        }
    }
}

pub(in crate::check) fn said_too_early(cx: &Context<'_>, found: &mut Findings) {
    let offset = cx.story.zone.offset;
    for (pointer, event, claim) in cx.claims() {
        let (Some(said), Some(when)) = (&claim.said, &event.when) else { continue };
        let tells = matches!(claim.stance, Stance::Asserts | Stance::Confirms);
        if tells && said.outer(offset).end() <= when.outer(offset).start() {
            let (said, when) = (said.edtf.as_str(), when.edtf.as_str());
            found.add(format!("{pointer}/said"), format!("said {said}, before it happened ({when})"));
        }
    }
}

/// The times of day in a date as written.
fn times(when: &When) -> Vec<ClockTime> {
    let mut edges = vec![when.edges()];
    if let Some((_, items)) = when.set() {
        edges = items.iter().map(|(from, to)| (from, to)).collect();
    }
    let both = edges.into_iter().flat_map(|(from, to)| [from, to]);
    both.filter_map(|edge| edge.date()?.time()).collect()
}

pub(in crate::check) fn time_without_zone(cx: &Context<'_>, found: &mut Findings) {
    if cx.value("/zone/offset").is_some() {
        return;
    }
    for (pointer, dating) in cx.datings() {
        if times(&dating.edtf).iter().any(|time| time.offset.is_none()) {
            let message = "a time of day without a zone, and the story names none: it is read as UTC";
            found.add(format!("{pointer}/edtf"), message);
        }
    }
}

pub(in crate::check) fn midnight(cx: &Context<'_>, found: &mut Findings) {
    const MESSAGE: &str = "exactly midnight: a time that was not known may have become one";
    let at_midnight = |time: &ClockTime| {
        matches!(time.hour, 0 | 24)
            && time.minute == 0
            && time.second == 0
            && time.precision >= Precision::Minute
    };
    for (pointer, dating) in cx.datings() {
        if times(&dating.edtf).iter().any(at_midnight) {
            found.add(format!("{pointer}/edtf"), MESSAGE);
        }
    }
    let corrections = (0..cx.story.corrections.len()).map(|nth| format!("/corrections/{nth}/at"));
    let withdrawn = cx.events().map(|(pointer, _)| format!("{pointer}/withdrawn/at"));
    for pointer in corrections.chain(withdrawn) {
        let text = cx.value(&pointer).and_then(Value::as_str).unwrap_or_default();
        let clock = text.get(11..16).zip(text.get(10..11));
        if clock.is_some_and(|(clock, mark)| clock == "00:00" && mark.eq_ignore_ascii_case("T")) {
            found.add(pointer, MESSAGE);
        }
    }
}
