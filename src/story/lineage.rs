//! Where things come from: who said them first hand, and what each speaker said before.

use super::{Claim, Event, Measure, Side, Source, Speaker, SpeakerKind, Stance, Story, Total};

/// What a side says of its own people and of the other sides', for one measure.
#[derive(Clone, Debug, Default)]
pub struct Losses<'a> {
    /// Figures of its own side.
    pub own: Vec<Total<'a>>,
    /// Figures of another side.
    pub other: Vec<Total<'a>>,
}

impl Story {
    /// The body a speaker speaks for: a ministry for its officer, else the speaker.
    pub fn body_of(&self, speaker: &str) -> Option<&Speaker> {
        let speaker = self.speaker(speaker)?;
        speaker.of.as_deref().and_then(|of| self.speaker(of)).or(Some(speaker))
    }

    /// Who an event is known from: the bodies that say so, each once however many outlets repeat it. Denials, claims that
    /// were taken back and sources that are not named are no origins; a figure that is the sum of others adds none.
    pub fn origins(&self, event: &Event) -> Vec<&Speaker> {
        let mut origins: Vec<&Speaker> = Vec::new();
        for claim in event.bearing_claims() {
            let says_so = matches!(claim.stance, Stance::Asserts | Stance::Confirms | Stance::Revises);
            let sum = !claim.figures.is_empty() && claim.figures.iter().all(|it| it.sum_of.len() > 1);
            let Some(body) = self.body_of(&claim.speaker).filter(|_| says_so && !sum) else { continue };
            let named = body.kind != SpeakerKind::Unnamed && !self.is_taken_back(event, claim);
            if named && !origins.iter().any(|known| known.id == body.id) {
                origins.push(body);
            }
        }
        origins
    }

    /// The source through which every origin of an event reached us in the end; `None` where there are several, or none.
    pub fn only_source(&self, event: &Event) -> Option<&Source> {
        let mut claims = event.bearing_claims().into_iter().filter(|claim| claim.stance != Stance::Denies);
        let last = claims.next()?.via.last()?;
        if claims.any(|claim| claim.via.last() != Some(last)) {
            return None;
        }
        self.source(last)
    }

    /// What a speaker gave before the figure that stands now, the latest first: the figure it revises that counts the same,
    /// and what that one had revised. What another speaker said is never among them.
    pub fn earlier<'a>(&'a self, total: &Total<'a>) -> Vec<Total<'a>> {
        let mut earlier: Vec<Total<'a>> = Vec::new();
        let mut claim = total.claim;
        // As many steps as there are claims at the most: a ring of revisions ends too.
        while let Some(revised) = claim.answers.as_deref().filter(|_| claim.stance == Stance::Revises) {
            if revised == total.claim.id || earlier.iter().any(|known| known.claim.id == revised) {
                break;
            }
            let found = self.events.iter().find_map(|event| {
                event.claims.iter().find(|claim| claim.id == revised).map(|claim| (event, claim))
            });
            let Some((event, before)) = found.filter(|(_, before)| self.is_one_voice(claim, before)) else {
                break;
            };
            let figure = before.figures.iter().find(|it| it.toll && it.counts_the_same(total.figure));
            let Some(figure) = figure else { break };
            earlier.push(Total { event, claim: before, figure });
            claim = before;
        }
        earlier
    }

    /// What each party says of its own losses and of the others', by the order of the parties. Empty unless some party does
    /// each: without both there is nothing to set side by side. Nothing is added up.
    pub fn losses(&self, measure: Measure) -> Vec<Losses<'_>> {
        let mut losses: Vec<Losses<'_>> = self.parties.iter().map(|_| Losses::default()).collect();
        for total in self.totals().into_iter().filter(|total| total.measure() == measure) {
            let Side::Party(party) = self.side_of(&total.claim.speaker) else { continue };
            let counted = self.parties.iter().position(|it| Some(&it.id) == total.figure.side.as_ref());
            let (Some(cell), Some(counted)) = (losses.get_mut(usize::from(party)), counted) else { continue };
            if counted == usize::from(party) {
                cell.own.push(total);
            } else {
                cell.other.push(total);
            }
        }
        let both = losses.iter().any(|it| !it.own.is_empty()) && losses.iter().any(|it| !it.other.is_empty());
        if both { losses } else { Vec::new() }
    }

    /// Whether an event was changed after publication.
    pub fn is_corrected(&self, event: &Event) -> bool {
        self.corrections.iter().any(|correction| correction.events.contains(&event.id))
    }
}

impl Event {
    /// The claim of this event that another answers; `None` where it answers none, or one that itself answers another.
    pub fn answered(&self, claim: &Claim) -> Option<&Claim> {
        let target = |claim: &Claim| self.claims.iter().find(|it| Some(&it.id) == claim.answers.as_ref());
        target(claim).filter(|answered| target(answered).is_none())
    }
}
