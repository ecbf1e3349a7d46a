//! What the claims about an event amount to: derived, never stored.

use super::{Claim, Counted, Event, Figure, Measure, Scope, SpeakerKind, Stance, Story};
use crate::time::TimeSpan;

/// What the claims about an event amount to.
///
/// The ladder, from the top; the first that holds is taken: the publisher withdrew it, or every claim was taken back by who
/// made it; somebody denies it; a speaker who belongs to no party and saw or examined it confirms it; speakers of several
/// parties say so; named third parties say so, alone or beside one party; speakers of one party say so; else the press or
/// nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Only the press says so, or no source is named.
    PressOnly,
    /// Speakers of one party say so, and no third party.
    OneParty,
    /// Named third parties say so, and one party at the most.
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
    /// The claims that bear on whether the event happened. A claim that counts people, or answers one that does, speaks of
    /// the toll, not of the event, and bears only where nobody says anything else.
    pub fn bearing_claims(&self) -> Vec<&Claim> {
        let bearing: Vec<&Claim> = self.claims.iter().filter(|claim| !self.is_about_a_count(claim)).collect();
        if bearing.is_empty() { self.claims.iter().collect() } else { bearing }
    }

    /// Whether a claim counts people, or answers one that does. Who denies that it happened may count all the same.
    fn is_about_a_count<'a>(&'a self, mut claim: &'a Claim) -> bool {
        // As many steps as there are claims: a ring of answers ends too.
        for _ in &self.claims {
            if claim.stance != Stance::Denies && claim.figures.iter().any(|figure| figure.toll) {
                return true;
            }
            let Some(answered) = self.claims.iter().find(|it| Some(&it.id) == claim.answers.as_ref()) else {
                return false;
            };
            claim = answered;
        }
        false
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
            if claim.stance == Stance::Withdraws || self.is_taken_back(event, claim) {
                continue;
            }
            spoken = true;
            denied |= claim.stance == Stance::Denies;
            if self.speaker(&claim.speaker).is_none() {
                continue;
            }
            match self.party_of(&claim.speaker) {
                Some(speaks_for) => {
                    several |= party.is_some_and(|other| other != speaks_for);
                    party = Some(speaks_for);
                }
                None => {
                    confirmed |= claim.first_hand;
                    third |= self.is_third(claim);
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
        } else if third {
            Standing::ThirdParties
        } else if party.is_some() {
            Standing::OneParty
        } else {
            Standing::PressOnly
        }
    }

    /// The claim that leads where there is room for one: the first that the standing of its event rests on, never a denial
    /// where somebody says that it happened. `None` without claims.
    pub fn leading_claim<'a>(&self, event: &'a Event, standing: Standing) -> Option<&'a Claim> {
        let bearing = event.bearing_claims();
        let says = |claim: &Claim| {
            !matches!(claim.stance, Stance::Denies | Stance::Withdraws) && !self.is_taken_back(event, claim)
        };
        let fits = |claim: &&&Claim| {
            says(claim)
                && match standing {
                    Standing::OneParty | Standing::SeveralParties => self.party_of(&claim.speaker).is_some(),
                    Standing::ThirdParties => self.is_third(claim),
                    Standing::Confirmed => claim.first_hand && self.party_of(&claim.speaker).is_none(),
                    Standing::PressOnly | Standing::Disputed | Standing::Withdrawn => true,
                }
        };
        bearing.iter().find(fits).or(bearing.iter().find(|claim| says(claim))).or(bearing.first()).copied()
    }

    /// Whether a claim is a named third party's, the press aside.
    fn is_third(&self, claim: &Claim) -> bool {
        let kind = self.speaker(&claim.speaker).map(|speaker| speaker.kind);
        self.party_of(&claim.speaker).is_none()
            && kind.is_some_and(|kind| !matches!(kind, SpeakerKind::Press | SpeakerKind::Unnamed))
    }

    /// Whether two claims are of one voice: of the same body, whoever speaks for it.
    pub fn is_one_voice(&self, one: &Claim, other: &Claim) -> bool {
        let body = |claim: &Claim| self.body_of(&claim.speaker).map(|body| &body.id);
        one.speaker == other.speaker || body(one).is_some() && body(one) == body(other)
    }

    /// Whether a claim was taken back by who made it. Nobody takes back what another says.
    pub fn is_taken_back(&self, event: &Event, claim: &Claim) -> bool {
        self.is_answered(event, claim, &[Stance::Withdraws])
    }

    /// Whether who made a claim has put another in its place, or taken it back.
    pub fn is_superseded(&self, event: &Event, claim: &Claim) -> bool {
        self.is_answered(event, claim, &[Stance::Revises, Stance::Withdraws])
    }

    fn is_answered(&self, event: &Event, claim: &Claim, stances: &[Stance]) -> bool {
        let answers = |other: &Claim| {
            stances.contains(&other.stance)
                && other.answers.as_deref() == Some(claim.id.as_str())
                && self.is_one_voice(claim, other)
        };
        event.claims.iter().any(answers)
    }

    /// When the first claim about an event was made. `None` when no claim says.
    pub fn first_said(&self, event: &Event) -> Option<TimeSpan> {
        let mut first: Option<TimeSpan> = None;
        for said in event.claims.iter().filter_map(|claim| claim.said.as_ref()) {
            let said = said.anchor(self.zone.offset);
            // When it was said for certain is not known where there is no end.
            if said.is_open_end() {
                continue;
            }
            if first.is_none_or(|first| said.end() < first.end()) {
                first = Some(said);
            }
        }
        first
    }

    /// What one speaker counts, by measure and scope: the only totals there are. A figure that its speaker revises gives way
    /// to the one that counts the same; what was taken back, or belongs to a withdrawn event, counts no more. Figures of
    /// different speakers never meet.
    pub fn totals(&self) -> Vec<Total<'_>> {
        let claims = || self.events.iter().flat_map(|event| &event.claims);
        let mut replacing: Vec<(&str, &Claim)> = claims()
            .filter(|claim| matches!(claim.stance, Stance::Revises | Stance::Withdraws))
            .filter_map(|claim| Some((claim.answers.as_deref()?, claim)))
            .collect();
        replacing.sort_by_key(|(answered, _)| *answered);
        let mut totals: Vec<Total<'_>> = Vec::new();
        for event in self.events.iter().filter(|event| event.withdrawn.is_none()) {
            for claim in &event.claims {
                let first = replacing.partition_point(|(answered, _)| *answered < claim.id.as_str());
                let later = || replacing.iter().skip(first).take_while(|(answered, _)| *answered == claim.id);
                for figure in claim.figures.iter().filter(|figure| figure.toll) {
                    let gives_way = |later: &Claim| {
                        self.is_one_voice(claim, later)
                            && (later.stance == Stance::Withdraws
                                || later.figures.iter().any(|it| it.toll && it.counts_the_same(figure)))
                    };
                    if !later().any(|(_, later)| gives_way(later)) {
                        totals.push(Total { event, claim, figure });
                    }
                }
            }
        }
        totals
    }
}

impl Figure {
    /// Whether it may stand for the same count as another: of one measure, and of sides and people that do not exclude each
    /// other.
    pub(super) fn counts_the_same(&self, other: &Self) -> bool {
        let sides = self.side.is_none() || other.side.is_none() || self.side == other.side;
        let open = |figure: &Self| matches!(figure.counted, Counted::Both | Counted::Unspecified);
        let people = open(self) || open(other) || self.counted == other.counted;
        self.measure == other.measure && sides && people
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
