//! Finding things by their identifiers, and whose side a speaker is on.

use super::{Area, Claim, Dating, Event, Place, Source, Speaker, Story};
use crate::geo::{LonLat, distance_m};
use crate::time::{self, TimeSpan, UtcOffset};

/// Whose claim colours a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A party, by its order in the story.
    Party(u8),
    /// Third parties, the press, no source named.
    Third,
}

/// How far `of` is followed from speaker to speaker. A press officer of a ministry of a government is two steps;
/// a ring of speakers must come to an end.
const MAX_OF: usize = 8;

impl Story {
    /// The event of an identifier.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The position of an event in [`events`](Self::events).
    pub fn event_index(&self, id: &str) -> Option<usize> {
        self.events.iter().position(|event| event.id == id)
    }

    /// The place of an identifier.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The area or line of an identifier.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The speaker of an identifier.
    pub fn speaker(&self, id: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id == id)
    }

    /// The source of an identifier.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The claim of an identifier, with its event.
    pub fn claim(&self, id: &str) -> Option<(&Event, &Claim)> {
        self.events
            .iter()
            .flat_map(|event| event.claims.iter().map(move |claim| (event, claim)))
            .find(|(_, claim)| claim.id == id)
    }

    /// The geodesic distance between two places, in kilometres. `None` when either has no position.
    pub fn measured_km(&self, from: &str, to: &str) -> Option<f64> {
        Some(distance_m(self.place(from)?.position()?, self.place(to)?.position()?) / 1000.0)
    }

    /// The position of the party a speaker speaks for, its own or that of the speaker it speaks for.
    pub fn party_of(&self, speaker: &str) -> Option<usize> {
        let mut speaker = self.speaker(speaker)?;
        for _ in 0..MAX_OF {
            if let Some(party) = &speaker.party {
                return self.parties.iter().position(|known| known.id == *party);
            }
            speaker = self.speaker(speaker.of.as_deref()?)?;
        }
        None
    }

    /// The side a speaker is on. Parties beyond the 255th are third parties.
    pub fn side_of(&self, speaker: &str) -> Side {
        self.party_of(speaker).and_then(|party| u8::try_from(party).ok()).map_or(Side::Third, Side::Party)
    }
}

/// Stated and measured distances further apart than this share of the measured one contradict each other.
const DISTANCE_TOLERANCE: f64 = 0.1;

/// Whether a stated distance and a measured one cannot both be right.
pub(crate) fn contradicts(stated_km: f64, measured_km: f64) -> bool {
    (stated_km - measured_km).abs() > DISTANCE_TOLERANCE * measured_km.max(1.0)
}

/// Whether an address may be linked.
pub(crate) fn is_https(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

/// An address on the publisher's own origin: a path from its root, of letters that need no care.
pub(crate) fn is_own_path(address: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%?=&".contains(&byte);
    address.starts_with('/') && !address.starts_with("//") && address.bytes().all(plain)
}

impl Place {
    /// The point, when both degrees are given and possible.
    pub fn position(&self) -> Option<LonLat> {
        LonLat::new(self.lon?, self.lat?)
    }
}

impl Dating {
    /// The date in the words of [`time`].
    pub fn dating(&self) -> time::Dating {
        time::Dating {
            when: self.edtf.clone(),
            part: self.part_of_day,
            sense: self.sense,
            inferred: self.inferred,
        }
    }

    /// The time it may have taken, drawn softly.
    pub fn outer(&self, offset: UtcOffset) -> TimeSpan {
        self.dating().outer(offset)
    }

    /// The time a brush asks for.
    pub fn anchor(&self, offset: UtcOffset) -> TimeSpan {
        self.dating().anchor(offset)
    }

    /// Whether it happened at an unknown moment within the time named.
    pub fn is_within(&self) -> bool {
        self.sense == time::Sense::Within
    }
}
