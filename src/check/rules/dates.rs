//! Dates that contradict each other, times without a zone, midnights that are none.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::story::{Dating, Stance, Timestamp, Value};
use crate::time::{ClockTime, Edge, Precision, Sense, UtcOffset, When};

pub(in crate::check) fn date_conflict(cx: &Context<'_>, found: &mut Findings) {
    let offset = cx.story.zone.offset;
    let meets = |one: &Dating, other: &Dating| one.outer(offset).overlaps(other.outer(offset));
    // A year and a day in it agree: one is only more precise.
    let agree = |one: &Dating, other: &Dating| {
        let (one, other) = (one.outer(offset), other.outer(offset));
        one.covers(other) || other.covers(one)
    };
    for (pointer, _, claim) in cx.claims() {
        let disputed = claim.disputed_dates.iter().enumerate();
        for (nth, dates) in disputed.filter(|(_, it)| !agree(&it.stated, &it.usual)) {
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

/// Whether a date leaves open when something was said for the last time.
fn never_ends(said: &Dating) -> bool {
    let (from, to) = said.edtf.edges();
    let bounded = |edge: &Edge| edge.date().is_some_and(|date| date.precision() != Precision::Unknown);
    said.sense == Sense::Since || !bounded(from) || !bounded(to)
}

pub(in crate::check) fn said_open(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, claim) in cx.claims() {
        let Some(said) = claim.said.as_ref().filter(|said| never_ends(said)) else { continue };
        let message = format!(
            "“{}” leaves open when it was said: write the day, or the last day it can have been with \
             \"sense\": \"by\"",
            said.edtf.as_str()
        );
        let key = if said.sense == Sense::Since { "sense" } else { "edtf" };
        found.add(format!("{pointer}/said/{key}"), message);
    }
}

pub(in crate::check) fn said_after_as_of(cx: &Context<'_>, found: &mut Findings) {
    let Some(as_of) = cx.story.as_of else { return };
    for (pointer, _, claim) in cx.claims() {
        let Some(said) = claim.said.as_ref().filter(|said| !never_ends(said)) else { continue };
        if !cx.story.said_by(claim, as_of.0) {
            let written = cx.value("/asOf").and_then(Value::as_str).unwrap_or_default();
            let later = said.outer(cx.story.zone.offset).start() > as_of.0;
            let how = if later { "said" } else { "perhaps said" };
            let message =
                format!("{how} after the story’s own moment, {written}: readers of that moment miss it");
            found.add(format!("{pointer}/said"), message);
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

/// Whether a moment is midnight by a clock that is so far from UTC.
fn is_midnight(at: Timestamp, offset: UtcOffset) -> bool {
    (at.0.0 + i64::from(offset.minutes()) * 60_000).rem_euclid(86_400_000) == 0
}

pub(in crate::check) fn midnight(cx: &Context<'_>, found: &mut Findings) {
    const MESSAGE: &str = "exactly midnight: a time that was not known may have become one";
    let zone = cx.story.zone.offset;
    const HERE: &str = "midnight in the story’s zone, though written in another: a time that was not known may have \
                        become one";
    for (pointer, dating) in cx.datings() {
        let sharp = |time: &&ClockTime| time.second == 0 && time.precision >= Precision::Minute;
        let times = times(&dating.edtf);
        let minutes = |time: &ClockTime| i32::from(time.hour) * 60 + i32::from(time.minute);
        let local = |time: &&ClockTime| {
            let ahead = zone.minutes() - time.offset.unwrap_or(zone).minutes();
            (minutes(time) + ahead).rem_euclid(1440) == 0
        };
        if times.iter().filter(sharp).any(|time| minutes(time).rem_euclid(1440) == 0) {
            found.add(format!("{pointer}/edtf"), MESSAGE);
        } else if times.iter().filter(sharp).any(|time| local(&time)) {
            found.add(format!("{pointer}/edtf"), HERE);
        }
    }
    let corrections = cx
        .story
        .corrections
        .iter()
        .enumerate()
        .map(|(nth, it)| (format!("/corrections/{nth}/at"), Some(it.at)));
    let withdrawn = cx.events().map(|(pointer, event)| {
        let at = event.withdrawn.as_ref().and_then(|it| it.at);
        (format!("{pointer}/withdrawn/at"), at)
    });
    for (pointer, at) in corrections.chain(withdrawn) {
        let text = cx.value(&pointer).and_then(Value::as_str).unwrap_or_default();
        let clock = text.get(11..16).zip(text.get(10..11));
        if clock.is_some_and(|(clock, mark)| clock == "00:00" && mark.eq_ignore_ascii_case("T")) {
            found.add(pointer, MESSAGE);
        } else if at.is_some_and(|at| is_midnight(at, zone)) {
            found.add(pointer, HERE);
        }
    }
}
