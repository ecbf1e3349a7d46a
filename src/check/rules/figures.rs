//! Numbers as they are given, and numbers that come to others although nobody says so.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::rules::sums::number;
use crate::story::{Claim, Counted, Event, Figure, Qualifier, Stance};

pub(in crate::check) fn exact_range(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, claim) in cx.claims() {
        for (nth, figure) in
            claim.figures.iter().enumerate().filter(|(_, it)| it.qualifier == Qualifier::Exact)
        {
            let message = match (figure.low, figure.high) {
                // Above its highest number the lowest is an error of its own.
                (Some(low), Some(high)) if low < high => {
                    format!("from {low} to {high}, and yet exact: say \"qualifier\": \"between\"")
                }
                (None, Some(high)) => {
                    format!("at most {high}, and yet exact: give `low` too, or say \"qualifier\": \"up-to\"")
                }
                _ => continue,
            };
            found.add(number(&format!("{pointer}/figures/{nth}"), figure), message);
        }
    }
}

/// From here on a total is unlikely to be met by chance: of two parts, and of three.
const TOTALS: [u32; 2] = [20, 50];
/// Parts below this are in everything.
const SMALLEST: u32 = 5;
/// Among more numbers than this, some come to others by chance: for two parts, and for three.
const AMONG: [usize; 2] = [16, 8];

/// An exact number of a toll.
struct Given<'a> {
    pointer: String,
    claim: &'a Claim,
    figure: &'a Figure,
    count: u32,
}

pub(in crate::check) fn sum_undeclared(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event) in cx.events().filter(|(_, event)| event.withdrawn.is_none()) {
        let given = given(cx, &pointer, event);
        for total in given.iter().filter(|total| total.figure.sum_of.is_empty()) {
            let may_be_part = |it: &&Given<'_>| cx.is_part(total, it);
            let parts: Vec<&Given<'_>> = given.iter().filter(may_be_part).collect();
            let Some(parts) = cx.parts(total.count, &parts) else { continue };
            let counts: Vec<String> = parts.iter().map(|it| it.count.to_string()).collect();
            let ids: Vec<String> = parts.iter().map(|it| format!("\"{}\"", it.claim.id)).collect();
            let message = format!(
                "{} = {}: if it was added up from them it confirms nothing, and \"sumOf\": [{}] says so",
                counts.join(" + "),
                total.count,
                ids.join(", ")
            );
            found.add(number(&total.pointer, total.figure), message);
        }
    }
}

/// The exact numbers of an event, those that were taken back left out.
fn given<'a>(cx: &Context<'a>, pointer: &str, event: &'a Event) -> Vec<Given<'a>> {
    let mut given = Vec::new();
    let says_so = |claim: &Claim| !matches!(claim.stance, Stance::Denies | Stance::Withdraws);
    for (pointer, claim) in cx.claims_of(pointer, event).filter(|(_, claim)| says_so(claim)) {
        for (nth, figure) in claim.figures.iter().enumerate().filter(|(_, it)| it.toll) {
            let exact =
                figure.qualifier == Qualifier::Exact && figure.high.is_none_or(|it| Some(it) == figure.low);
            if let Some(count) = figure.low.filter(|_| exact) {
                given.push(Given { pointer: format!("{pointer}/figures/{nth}"), claim, figure, count });
            }
        }
    }
    given
}

impl Context<'_> {
    /// Whether a number can be a part of another: it counts no others, was not said after it, and is not an earlier number
    /// of the same speaker for the same people.
    fn is_part(&self, total: &Given<'_>, part: &Given<'_>) -> bool {
        let offset = self.story.zone.offset;
        let (whole, own) = (total.figure, part.figure);
        let later = total.claim.said.as_ref().zip(part.claim.said.as_ref());
        let later =
            later.is_some_and(|(total, part)| total.outer(offset).end() <= part.outer(offset).start());
        let people =
            matches!(whole.counted, Counted::Both | Counted::Unspecified) || whole.counted == own.counted;
        let alike = whole.side == own.side && whole.counted == own.counted;
        whole.measure == own.measure
            && (SMALLEST..total.count).contains(&part.count)
            && total.claim.id != part.claim.id
            && !answers(total.claim, part.claim)
            && !later
            && people
            && (whole.side.is_none() || whole.side == own.side)
            && !(alike && self.story.is_one_voice(total.claim, part.claim))
    }

    /// Whether two numbers count different people, as far as can be told.
    fn are_apart(&self, one: &Given<'_>, two: &Given<'_>) -> bool {
        let (a, b) = (one.figure, two.figure);
        let same_people = a.side == b.side && a.counted == b.counted;
        let rivals = same_people && (a.side.is_some() || self.story.is_one_voice(one.claim, two.claim));
        one.claim.id != two.claim.id
            && !rivals
            && !answers(one.claim, two.claim)
            && !answers(two.claim, one.claim)
    }

    /// The first two of some numbers that count different people and come to a sum.
    fn pair<'g, 'a>(&self, sum: u32, parts: &[&'g Given<'a>]) -> Option<[&'g Given<'a>; 2]> {
        parts.iter().enumerate().find_map(|(nth, one)| {
            let meant =
                |two: &&&Given<'_>| one.count.checked_add(two.count) == Some(sum) && self.are_apart(one, two);
            parts.iter().skip(nth + 1).find(meant).map(|two| [*one, *two])
        })
    }

    /// Two or three numbers that a total may have been added up from.
    fn parts<'g, 'a>(&self, total: u32, parts: &[&'g Given<'a>]) -> Option<Vec<&'g Given<'a>>> {
        let likely = |nth: usize| {
            TOTALS.get(nth).is_some_and(|least| total >= *least)
                && AMONG.get(nth).is_some_and(|most| parts.len() <= *most)
        };
        let two = self.pair(total, parts).filter(|_| likely(0)).map(Vec::from);
        two.or_else(|| {
            parts.iter().enumerate().filter(|_| likely(1)).find_map(|(nth, one)| {
                let apart = |it: &&&Given<'_>| self.are_apart(one, it);
                let rest: Vec<&'g Given<'a>> = parts.iter().skip(nth + 1).filter(apart).copied().collect();
                let [two, three] = self.pair(total.checked_sub(one.count)?, &rest)?;
                Some(vec![*one, two, three])
            })
        })
    }
}

fn answers(claim: &Claim, other: &Claim) -> bool {
    claim.answers.as_ref() == Some(&other.id)
}
