//! Numbers that are said to be made of others.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::story::{Claim, Counted, Event, Figure, Qualifier, Scope, Stance};

/// A figure with whose it is.
#[derive(Clone, Copy)]
struct Named<'a> {
    event: &'a Event,
    claim: &'a Claim,
    figure: &'a Figure,
}

/// A figure that says which claims it is made of.
struct Sum<'a> {
    pointer: String,
    total: Named<'a>,
    parts: Vec<Named<'a>>,
    /// Whether each claim it names has a figure of the same measure.
    whole: bool,
}

fn sums<'a>(cx: &Context<'a>) -> Vec<Sum<'a>> {
    let mut sums = Vec::new();
    for (pointer, event, claim) in cx.claims() {
        for (nth, figure) in claim.figures.iter().enumerate().filter(|(_, it)| !it.sum_of.is_empty()) {
            let part = |id: &String| {
                let (event, claim) = cx.story.claim(id)?;
                let figure = claim.figures.iter().find(|part| part.measure == figure.measure)?;
                Some(Named { event, claim, figure })
            };
            let parts: Vec<Named<'a>> = figure.sum_of.iter().filter_map(part).collect();
            let whole = parts.len() == figure.sum_of.len();
            let pointer = number(&format!("{pointer}/figures/{nth}"), figure);
            sums.push(Sum { pointer, total: Named { event, claim, figure }, parts, whole });
        }
    }
    sums
}

/// The pointer of the number in a figure.
pub(super) fn number(pointer: &str, figure: &Figure) -> String {
    match (figure.low, figure.high) {
        (Some(_), _) => format!("{pointer}/low"),
        (None, Some(_)) => format!("{pointer}/high"),
        (None, None) => pointer.to_owned(),
    }
}

/// From the lowest to the highest number a figure may mean; open above where nothing bounds it.
fn range(figure: &Figure) -> Option<(u64, Option<u64>)> {
    let exact = figure.qualifier == Qualifier::Exact;
    let low = figure.low.map(u64::from);
    let high = figure.high.or(figure.low.filter(|_| exact)).map(u64::from);
    if figure.qualifier == Qualifier::About || (low.is_none() && high.is_none()) {
        return None;
    }
    Some((low.unwrap_or(0), high))
}

fn added(ranges: impl Iterator<Item = Option<(u64, Option<u64>)>>) -> Option<(u64, Option<u64>)> {
    ranges.into_iter().try_fold((0_u64, Some(0_u64)), |(low, high), range| {
        let (more_low, more_high) = range?;
        Some((low + more_low, high.zip(more_high).map(|(high, more)| high + more)))
    })
}

/// What a sum comes to: its words, such as `59 + 9 = 68`, and whether it holds; `None` where it cannot be told.
fn outcome(total: &Figure, parts: &[(u64, Option<u64>)]) -> Option<(String, bool)> {
    let (low, high) = range(total)?;
    let (sum_low, sum_high) = added(parts.iter().copied().map(Some))?;
    let words = |(low, high): (u64, Option<u64>)| match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}–{high}"),
        None => format!("{low} or more"),
    };
    let listed: Vec<String> = parts.iter().copied().map(words).collect();
    let sum = format!("{} = {}", listed.join(" + "), words((sum_low, sum_high)));
    let apart = sum_high.is_some_and(|it| it < low) || high.is_some_and(|it| it < sum_low);
    if apart {
        return Some((format!("{sum}, but the total stated is {}", words((low, high))), false));
    }
    (low == sum_low && high == sum_high && high == Some(low))
        .then(|| (format!("{sum}: adds up, so it is not independent of its parts"), true))
}

/// The outcomes of all sums: of the claims a figure names, and of its own parts by side.
fn outcomes(cx: &Context<'_>) -> Vec<(String, String, bool)> {
    let mut outcomes = Vec::new();
    for (pointer, _, claim) in cx.claims() {
        for (nth, figure) in claim.figures.iter().enumerate().filter(|(_, it)| !it.parts.is_empty()) {
            let count = |count: u32| (u64::from(count), Some(u64::from(count)));
            let parts: Vec<_> = figure.parts.iter().map(|part| count(part.count)).collect();
            let outcome = outcome(figure, &parts);
            let pointer = number(&format!("{pointer}/figures/{nth}"), figure);
            outcomes.extend(outcome.map(|(words, holds)| (pointer, words, holds)));
        }
    }
    for sum in sums(cx).into_iter().filter(|sum| sum.whole) {
        let parts: Option<Vec<_>> = sum.parts.iter().map(|part| range(part.figure)).collect();
        let outcome = parts.and_then(|parts| outcome(sum.total.figure, &parts));
        outcomes.extend(outcome.map(|(words, holds)| (sum.pointer, words, holds)));
    }
    outcomes
}

pub(in crate::check) fn sum(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, words, _) in outcomes(cx).into_iter().filter(|it| it.2) {
        found.add(pointer, words);
    }
}

pub(in crate::check) fn sum_wrong(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, words, _) in outcomes(cx).into_iter().filter(|it| !it.2) {
        found.add(pointer, words);
    }
}

pub(in crate::check) fn sum_mixed(cx: &Context<'_>, found: &mut Findings) {
    for Sum { pointer, total, parts, whole } in sums(cx) {
        if !whole {
            let message = "a claim it is the sum of has no number of the same measure";
            found.add(&*pointer, message);
        }
        let all: Vec<Named<'_>> = [total].into_iter().chain(parts.iter().copied()).collect();
        let mut scopes: Vec<&str> = Vec::new();
        for scope in all.iter().map(|it| it.figure.scope).filter(|it| *it != Scope::Unspecified) {
            if !scopes.contains(&scope.as_str()) {
                scopes.push(scope.as_str());
            }
        }
        let stated = scopes.len();
        let of_events = parts.iter().any(|part| part.event.id != total.event.id);
        if stated > 1 {
            found.add(&*pointer, format!("numbers for different times are added: {}", scopes.join(", ")));
        } else if total.figure.scope == Scope::Event && of_events {
            let message =
                "numbers of several events are added, and the total is said to be of this one alone";
            found.add(&*pointer, message);
        }
        let one = |counted: Counted| matches!(counted, Counted::Military | Counted::Civilian);
        let other = |part: &&Named<'_>| part.figure.counted != total.figure.counted;
        if one(total.figure.counted)
            && let Some(part) = parts.iter().find(other)
        {
            let (total, part) = (total.figure.counted.as_str(), part.figure.counted.as_str());
            found.add(pointer, format!("the total is said to be {total}, but a part of it is {part}"));
        }
    }
}

pub(in crate::check) fn sum_dependent(cx: &Context<'_>, found: &mut Findings) {
    for Sum { pointer, total, parts, .. } in sums(cx) {
        if let Some(why) = dependent(cx, total, &parts) {
            found.add(pointer, why);
        }
    }
}

/// Why parts of a sum may count the same people twice.
fn dependent(cx: &Context<'_>, total: Named<'_>, parts: &[Named<'_>]) -> Option<String> {
    if parts.iter().any(|part| part.claim.id == total.claim.id) {
        return Some("the number is said to be a part of itself".to_owned());
    }
    for (nth, part) in parts.iter().enumerate() {
        for other in parts.iter().skip(nth + 1) {
            let (one, two) = (&part.claim.id, &other.claim.id);
            let holds = |sum: &Named<'_>, id: &String| sum.figure.sum_of.contains(id);
            let answers = |claim: &Claim, id: &String| {
                claim.stance != Stance::Denies && claim.answers.as_ref() == Some(id)
            };
            if one == two {
                return Some(format!("{one} is added twice"));
            }
            if holds(part, two) || holds(other, one) {
                return Some(format!("{one} and {two} are added, and one is part of the other"));
            }
            if answers(part.claim, two) || answers(other.claim, one) {
                return Some(format!("{one} and {two} are added, and one takes the place of the other"));
            }
            let same_people = part.event.id == other.event.id
                && part.figure.side == other.figure.side
                && part.figure.counted == other.figure.counted
                && part.figure.side.is_some()
                && cx.story.speaker(&part.claim.speaker).map(|it| &it.id)
                    != cx.story.speaker(&other.claim.speaker).map(|it| &it.id);
            if same_people {
                return Some(format!("{one} and {two} are added, and both may count the same people"));
            }
        }
    }
    None
}
