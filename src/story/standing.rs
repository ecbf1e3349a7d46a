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

impl Event {
    /// Whether a claim was taken back by another.
    pub(super) fn is_taken_back(&self, claim: &Claim) -> bool {
        let takes_back = |other: &Claim| {
            other.stance == Stance::Withdraws && other.answers.as_deref() == Some(claim.id.as_str())
        };
        self.claims.iter().any(takes_back)
    }
}

impl Story {
    /// What the claims about an event amount to.
    pub fn standing(&self, event: &Event) -> Standing {
        if event.withdrawn.is_some() {
            return Standing::Withdrawn;
        }
        let (mut spoken, mut denied, mut confirmed, mut third) = (false, false, false, false);
        let mut party: Option<usize> = None;
        let mut several = false;
        for claim in event.bearing_claims() {
            if claim.stance == Stance::Withdraws || event.is_taken_back(claim) {
                continue;
            }
            spoken = true;
            denied |= claim.stance == Stance::Denies;
            let Some(speaker) = self.speaker(&claim.speaker) else { continue };
            match self.party_of(&claim.speaker) {
                Some(speaks_for) => {
                    several |= party.is_some_and(|other| other != speaks_for);
                    party = Some(speaks_for);
                }
                None => {
                    confirmed |= claim.first_hand;
                    third |= !matches!(speaker.kind, SpeakerKind::Press | SpeakerKind::Unnamed);
                }
            }
        }
        if !spoken && !event.claims.is_empty() {
            Standing::Withdrawn
        } else if denied {
            Standing::Disputed
        } else if confirmed {
            Standing::Confirmed
        } else if several {
            Standing::SeveralParties
        } else if party.is_some() {
            Standing::OneParty
        } else if third {
            Standing::ThirdParties
        } else {
            Standing::PressOnly
        }
    }

    /// When the first claim about an event was made. `None` when no claim says.
    pub fn first_said(&self, event: &Event) -> Option<TimeSpan> {
        let mut first: Option<TimeSpan> = None;
        for said in event.claims.iter().filter_map(|claim| claim.said.as_ref()) {
            let said = said.anchor(self.zone.offset);
            if first.is_none_or(|first| said.end() < first.end()) {
                first = Some(said);
            }
        }
        first
    }

    /// What one speaker counts, by measure and scope: the only totals there are. A figure that revises another takes
    /// its place; figures of different speakers never meet.
    pub fn totals(&self) -> Vec<Total<'_>> {
        let mut totals: Vec<Total<'_>> = Vec::new();
        for event in &self.events {
            for claim in &event.claims {
                for figure in claim.figures.iter().filter(|figure| figure.toll) {
                    let total = Total { event, claim, figure };
                    let revised = claim.answers.as_deref().filter(|_| claim.stance == Stance::Revises);
                    let earlier =
                        totals.iter_mut().find(|earlier| revised == Some(earlier.claim.id.as_str()));
                    match earlier {
                        Some(earlier) => *earlier = total,
                        None => totals.push(total),
                    }
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
