//! What the claims about an event amount to: derived, never stored.

use super::{Claim, Event, Figure, Measure, Scope, SpeakerKind, Stance, Story};
use crate::time::TimeSpan;

/// What the claims about an event amount to.
///
/// The ladder, from the top; the first that holds is taken: the publisher withdrew it, or every claim was taken
/// back; somebody denies it; a speaker who belongs to no party and saw or examined it confirms it; speakers of
/// several parties say so; speakers of one party say so; named third parties say so; else the press or nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Only the press says so, or no source is named.
    PressOnly,
    /// Speakers of one party say so.
    OneParty,
    /// Named third parties say so.
    ThirdParties,
    /// Speakers of several parties say so.
    SeveralParties,
    /// Somebody of no party who saw or examined it confirms it.
    Confirmed,
    /// Somebody denies it.
    Disputed,
    /// The publisher or the speakers took it back.
    Withdrawn,
}

impl Standing {
    /// Every standing, in the order legends and filters list them.
    pub const ALL: [Self; 7] = [
        Self::OneParty,
        Self::PressOnly,
        Self::ThirdParties,
        Self::SeveralParties,
        Self::Confirmed,
        Self::Disputed,
        Self::Withdrawn,
    ];

    /// The word used in links and in the page, for example `one-party`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PressOnly => "press-only",
            Self::OneParty => "one-party",
            Self::ThirdParties => "third-parties",
            Self::SeveralParties => "several-parties",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Event {
    /// The claims that bear on whether the event happened. A claim that counts people speaks of the toll, not of
    /// the event, and bears only where nobody says anything else.
    pub fn bearing_claims(&self) -> Vec<&Claim> {
        let counts = |claim: &Claim| claim.figures.iter().any(|figure| figure.toll);
        let all_count = self.claims.iter().all(counts);
        self.claims.iter().filter(|claim| all_count || !counts(claim)).collect()
    }
}

impl Story {
    /// What the claims about an event amount to.
    pub fn standing(&self, event: &Event) -> Standing {
        if event.withdrawn.is_some() {
            return Standing::Withdrawn;
        }
        let stands = |claim: &&Claim| {
            !event.claims.iter().any(|other| {
                other.stance == Stance::Withdraws && other.answers.as_deref() == Some(claim.id.as_str())
            })
        };
        let spoken = |claim: &&Claim| claim.stance != Stance::Withdraws;
        let active: Vec<&Claim> =
            event.bearing_claims().into_iter().filter(|claim| spoken(claim) && stands(claim)).collect();
        if active.is_empty() && !event.claims.is_empty() {
            return Standing::Withdrawn;
        }
        if active.iter().any(|claim| claim.stance == Stance::Denies) {
            return Standing::Disputed;
        }
        let kind = |claim: &Claim| self.speaker(&claim.speaker).map(|speaker| speaker.kind);
        let confirms = |claim: &&&Claim| {
            claim.first_hand && kind(claim).is_some() && self.party_of(&claim.speaker).is_none()
        };
        if active.iter().any(|claim| confirms(&claim)) {
            return Standing::Confirmed;
        }
        let mut parties: Vec<usize> =
            active.iter().filter_map(|claim| self.party_of(&claim.speaker)).collect();
        parties.sort_unstable();
        parties.dedup();
        match parties.len() {
            0 => {
                let third = active
                    .iter()
                    .filter_map(|claim| kind(claim))
                    .any(|kind| !matches!(kind, SpeakerKind::Press | SpeakerKind::Unnamed));
                if third { Standing::ThirdParties } else { Standing::PressOnly }
            }
            1 => Standing::OneParty,
            _ => Standing::SeveralParties,
        }
    }

    /// When the first claim about an event was made. `None` when no claim says.
    pub fn first_said(&self, event: &Event) -> Option<TimeSpan> {
        let spans = event
            .claims
            .iter()
            .filter_map(|claim| claim.said.as_ref())
            .map(|said| said.anchor(self.zone.offset));
        spans.min_by_key(|span| span.end())
    }

    /// What one speaker counts, by measure and scope: the only totals there are. A later figure of the same speaker,
    /// measure, scope and people takes the place of an earlier one; figures of different speakers never meet.
    pub fn totals(&self) -> Vec<Total<'_>> {
        let mut totals: Vec<Total<'_>> = Vec::new();
        for (event, claim) in
            self.events.iter().flat_map(|event| event.claims.iter().map(move |claim| (event, claim)))
        {
            for figure in claim.figures.iter().filter(|figure| figure.toll) {
                let total = Total { event, claim, figure };
                let revised = |earlier: &Total<'_>| {
                    claim.stance == Stance::Revises
                        && claim.answers.as_deref() == Some(earlier.claim.id.as_str())
                };
                match totals.iter_mut().find(|earlier| revised(earlier)) {
                    Some(earlier) => *earlier = total,
                    None => totals.push(total),
                }
            }
        }
        totals
    }
}

/// A figure that belongs to a toll, with whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Total<'a> {
    /// The event the claim is about.
    pub event: &'a Event,
    /// The claim that gives it.
    pub claim: &'a Claim,
    /// The figure.
    pub figure: &'a Figure,
}

impl Total<'_> {
    /// What is counted.
    pub fn measure(&self) -> Measure {
        self.figure.measure
    }

    /// For which time.
    pub fn scope(&self) -> Scope {
        self.figure.scope
    }
}
