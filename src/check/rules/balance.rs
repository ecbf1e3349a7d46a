//! Whose claims a reader sees together.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::story::{Claim, Event, SpeakerKind, Stance};

/// So many claims of one side stand for nothing yet.
const FEW: usize = 1;

pub(in crate::check) fn one_side_view(cx: &Context<'_>, found: &mut Findings) {
    let whole: Vec<&Event> = cx.story.events.iter().filter(|event| !event.background).collect();
    if let Some((party, count)) = one_side(cx, &whole) {
        found.add("/events", format!("all {count} claims of the opening view come from “{party}”"));
    }
    for (nth, step) in cx.story.steps.iter().enumerate() {
        let events: Vec<&Event> = step.events.iter().filter_map(|id| cx.story.event(id)).collect();
        if let Some((party, count)) = one_side(cx, &events) {
            found
                .add(format!("/steps/{nth}"), format!("all {count} claims of this step come from “{party}”"));
        }
    }
}

/// The party that all named speakers of some events speak for, and how many claims they make.
fn one_side<'a>(cx: &Context<'a>, events: &[&Event]) -> Option<(&'a str, usize)> {
    let speaks = |claim: &&Claim| {
        let speaker = cx.story.speaker(&claim.speaker);
        claim.stance != Stance::Withdraws && speaker.is_some_and(|it| it.kind != SpeakerKind::Unnamed)
    };
    let claims = events.iter().filter(|event| event.withdrawn.is_none()).flat_map(|event| &event.claims);
    let parties: Vec<Option<usize>> =
        claims.filter(speaks).map(|claim| cx.story.party_of(&claim.speaker)).collect();
    let party = (*parties.first()?)?;
    let party_id = cx.story.parties.get(party).map(|party| party.id.as_str())?;
    (parties.len() > FEW && parties.iter().all(|other| *other == Some(party)))
        .then_some((party_id, parties.len()))
}
