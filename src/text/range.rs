//! Two dates and more in words: ranges, alternatives, sets.

use super::Message;
use super::dates::{Form, Words, place};
use super::labels::clock_text;
use super::language::fill;
use crate::time::{Certainty, DateLike, Edge, Precision, SetKind};

/// The two ends of an interval: a range, or the moment that lies between them.
pub(super) fn spread(
    words: &Words<'_>,
    from: &DateLike,
    to: &DateLike,
    within: bool,
    doubt: Certainty,
) -> String {
    let (first, last) = (from.certainty(), to.certainty());
    let all = first.or(last).or(doubt);
    if within && !are_neighbours(from, to) {
        let form = Form { phrase: true, ..Form::default() };
        let no_year = is_year_shared(from, to);
        let day = words.day_of_month(from);
        let from_text = if is_day(from) && is_day(to) && no_year && from.month() == to.month() {
            words.fill(Message::DayPhrase, &[("date", &day)])
        } else {
            words.date(from, Form { no_year, ..form })
        };
        let text = words.with_ends(Message::Between, &from_text, &words.date(to, form));
        return words.doubt_same(text, all, place(to.precision()));
    }
    // "Or" has said already that nobody is sure.
    let all = Certainty { uncertain: all.uncertain && !within, ..all };
    let (tight, loose) = if within {
        (Message::OneOrOther, Message::OneOrOther)
    } else {
        (Message::RangeTight, Message::RangeLoose)
    };
    match compact(words, from, to, tight) {
        Some(text) => words.doubt_same(text, all, place(to.precision())),
        None if first == last => {
            let from_text = words.date(from, Form { no_year: is_year_shared(from, to), ..Form::default() });
            let text = words.with_ends(loose, &from_text, &words.date(to, Form::default()));
            words.doubt_same(text, all, place(to.precision()))
        }
        None => {
            let with = |certainty: Certainty| certainty.or(doubt);
            let (from, to) = (words.doubted(from, with(first)), words.doubted(to, with(last)));
            words.with_ends(loose, &from, &to)
        }
    }
}

/// Dates that differ in one number only share the rest: `27–28 September 2020`, `1980–1994`, `5:00–8:00`.
fn compact(words: &Words<'_>, from: &DateLike, to: &DateLike, tight: Message) -> Option<String> {
    if from.has_gaps() || to.has_gaps() || !is_year_shared(from, to) {
        let years = from.precision() == Precision::Year && to.precision() == Precision::Year;
        return (years && from.estimate().is_none() && to.estimate().is_none())
            .then(|| words.with_ends(tight, &words.year(from.years().0), &words.year(to.years().0)));
    }
    if is_day(from) && is_day(to) && from.month() == to.month() {
        let days = words.with_ends(tight, &words.day_of_month(from), &words.day_of_month(to));
        return Some(words.date(from, Form { days: Some(&days), ..Form::default() }));
    }
    let (start, end) = (from.time()?, to.time()?);
    if from.month() != to.month() || from.day() != to.day() || start.offset != end.offset {
        return None;
    }
    let times = words.with_ends(tight, &clock_text(start), &clock_text(end));
    Some(words.date(from, Form { times: Some(&times), ..Form::default() }))
}

/// A set: its members with "or" or "and" before the last.
pub(super) fn set(words: &Words<'_>, kind: SetKind, items: &[(Edge, Edge)]) -> String {
    let (join, before, after) = match kind {
        SetKind::OneOf => (Message::OneOrOther, Message::OrEarlier, Message::OrLater),
        SetKind::AllOf => (Message::OneAndOther, Message::Until, Message::Since),
    };
    if let [(Edge::At(one), Edge::At(end)), (Edge::At(other), Edge::At(other_end))] = items
        && (one, other) == (end, other_end)
        && one.certainty() == other.certainty()
        && let Some(text) = compact(words, one, other, join)
    {
        return words.doubt_same(text, one.certainty(), place(one.precision()));
    }
    let texts: Vec<String> = items
        .iter()
        .map(|item| match item {
            (Edge::At(from), Edge::At(to)) if from == to => words.doubted(from, from.certainty()),
            (Edge::At(from), Edge::At(to)) => spread(words, from, to, false, Certainty::default()),
            (Edge::At(date), _) => bound(words, after, date),
            (_, Edge::At(date)) => bound(words, before, date),
            _ => words.get(Message::DateUnknown),
        })
        .collect();
    match texts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => {
            let from = others.join(words.language.item(Message::SetCommas, kind as usize));
            words.with_ends(join, &from, last)
        }
    }
}

fn bound(words: &Words<'_>, message: Message, date: &DateLike) -> String {
    let bare = words.doubted(date, date.certainty());
    let phrase = if date.certainty().is_doubtful() || date.estimate().is_some() {
        bare.clone()
    } else {
        words.date(date, Form { phrase: true, ..Form::default() })
    };
    fill(words.language.item(message, place(date.precision())), &[("date", &bare), ("phrase", &phrase)])
}

fn is_day(date: &DateLike) -> bool {
    date.precision() == Precision::Day
}

/// Both lie in one known year, and say so at their end.
fn is_year_shared(from: &DateLike, to: &DateLike) -> bool {
    let years = from.years();
    years == to.years()
        && years.0 == years.1
        && from.precision() >= Precision::Month
        && to.precision() >= Precision::Month
}

/// Nothing of the kind lies between them: two days in a row, two years.
fn are_neighbours(from: &DateLike, to: &DateLike) -> bool {
    from.precision() == to.precision() && from.time().is_none() && from.follows_into(to)
}
