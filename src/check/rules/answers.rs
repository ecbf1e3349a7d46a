//! Claims that answer others: whose they are, and whether they say what they answer.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::story::{Claim, Figure, Stance};

/// What to call a stance in a sentence.
fn verb(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "assert",
        Stance::Denies => "deny",
        Stance::Confirms => "confirm",
        Stance::Revises => "revise",
        Stance::Withdraws => "withdraw",
    }
}

pub(in crate::check) fn not_their_own(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, claim) in cx.claims() {
        if !matches!(claim.stance, Stance::Revises | Stance::Withdraws) {
            continue;
        }
        let Some((_, other)) = claim.answers.as_deref().and_then(|id| cx.story.claim(id)) else { continue };
        let known = [claim, other].iter().all(|it| cx.story.speaker(&it.speaker).is_some());
        if known && !cx.story.is_one_voice(claim, other) {
            let (who, whose, verb) = (&claim.speaker, &other.speaker, verb(claim.stance));
            let message = format!(
                "“{who}” cannot {verb} what “{whose}” said: where it contradicts, the stance is `denies`"
            );
            found.add(format!("{pointer}/answers"), message);
        }
    }
}

pub(in crate::check) fn answers_nothing(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event, claim) in cx.claims().filter(|(_, _, claim)| claim.stance != Stance::Asserts) {
        let verb = verb(claim.stance);
        let Some(answers) = &claim.answers else {
            let message = format!("what does it {verb}? `answers` names no claim");
            found.add(format!("{pointer}/stance"), message);
            continue;
        };
        // What is not there at all is a broken reference.
        let Some((of, answered)) = cx.story.claim(answers) else { continue };
        let message = if *answers == claim.id {
            format!("a claim cannot {verb} itself")
        } else if of.id != event.id && !is_series(claim, answered) {
            format!("it answers a claim about another event, “{}”", of.id)
        } else {
            continue;
        };
        found.add(format!("{pointer}/answers"), message);
    }
}

/// Whether a later count takes the place of an earlier one: counts go on from event to event.
fn is_series(claim: &Claim, earlier: &Claim) -> bool {
    let counted = |figure: &&Figure| figure.toll;
    claim.stance == Stance::Revises
        && claim
            .figures
            .iter()
            .filter(counted)
            .any(|figure| earlier.figures.iter().filter(counted).any(|other| other.measure == figure.measure))
}
