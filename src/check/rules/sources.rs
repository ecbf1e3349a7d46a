//! Who says so, and through whom.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::rules::sums::number;
use crate::story::{Claim, SpeakerKind, Standing};

impl Context<'_> {
    fn is_unnamed(&self, claim: &Claim) -> bool {
        self.story.speaker(&claim.speaker).is_none_or(|speaker| speaker.kind == SpeakerKind::Unnamed)
    }
}

pub(in crate::check) fn figure_without_speaker(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, claim) in cx.claims().filter(|(_, _, claim)| cx.is_unnamed(claim)) {
        for (nth, figure) in claim.figures.iter().enumerate() {
            let message = "a number stands here, and nobody is named who gives it";
            found.add(number(&format!("{pointer}/figures/{nth}"), figure), message);
        }
    }
}

pub(in crate::check) fn unattributed(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, _) in cx.claims().filter(|(_, _, claim)| cx.is_unnamed(claim)) {
        found.add(format!("{pointer}/speaker"), "no source is named for this claim");
    }
}

pub(in crate::check) fn no_source(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, _, _) in cx.claims().filter(|(_, _, claim)| claim.via.is_empty()) {
        found.add(pointer, "no source is given through which this reached us");
    }
}

pub(in crate::check) fn single_party(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event) in cx.events() {
        if cx.story.standing(event) == Standing::OneParty {
            found.add(pointer, "only one party says so");
        }
    }
}
