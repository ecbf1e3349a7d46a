//! What a picture rests on: where an event is, who says so, through whom, and that each can be told from the others.

use super::ids::Names;
use super::{Place, Report, Severity, Story};

impl Story {
    /// Says which events name a place, speaker or source that is not there, which speakers a party; which events
    /// share an identifier and which places are not on Earth. All are shown as far as they go.
    ///
    /// What is sound is looked at first and nothing made of it: readers get the rest only with a story that needs it.
    pub(super) fn check_references(&self, report: &mut Report) {
        let names = Names::of(self);
        for (position, speaker) in self.speakers.iter().enumerate() {
            if let Some(party) = &speaker.party
                && !self.parties.iter().any(|known| known.id == *party)
            {
                refer(false, party, &[&at("/speakers", position), "/party"].concat(), "party", report);
            }
        }
        for (position, place) in self.places.iter().enumerate() {
            if place.position().is_none() && (place.lon.is_some() || place.lat.is_some()) {
                misplaced(place, &at("/places", position), report);
            }
        }
        for (position, event) in self.events.iter().enumerate() {
            if names.event(&event.id) != Some(position) {
                twice(&event.id, &at("/events", position), report);
            }
            if let Some(whereabouts) = event.place.as_ref().filter(|it| !names.has_place(&it.place)) {
                let pointer = [&at("/events", position), "/where/place"].concat();
                refer(false, &whereabouts.place, &pointer, "place", report);
            }
            for (claim_position, claim) in event.claims.iter().enumerate() {
                let pointer = || at(&[&at("/events", position), "/claims"].concat(), claim_position);
                if !names.has_speaker(&claim.speaker) {
                    refer(false, &claim.speaker, &[&pointer(), "/speaker"].concat(), "speaker", report);
                }
                for (position, source) in claim.via.iter().enumerate() {
                    if !names.has_source(source) {
                        let pointer = at(&[&pointer(), "/via"].concat(), position);
                        refer(false, source, &pointer, "source", report);
                    }
                }
            }
        }
    }
}

/// Reports an identifier that names nothing.
pub(super) fn refer(known: bool, id: &str, pointer: &str, what: &str, report: &mut Report) {
    if !known {
        let shown: String = id.chars().take(60).collect();
        let message = ["there is no ", what, " with the id \"", &shown, "\""].concat();
        report.add("broken-reference", Severity::Error, pointer, message);
    }
}

/// The pointer of an item of a list.
pub(super) fn at(list: &str, position: usize) -> String {
    [list, "/", &position.to_string()].concat()
}

/// Reports an identifier that stands twice in a list.
pub(super) fn twice(id: &str, pointer: &str, report: &mut Report) {
    let shown: String = id.chars().take(60).collect();
    let message = ["the id \"", &shown, "\" is used twice; links will find the first"].concat();
    report.add("duplicate-id", Severity::Error, pointer, message);
}

/// Reports degrees that are not on Earth, or one of them alone.
#[inline(never)]
fn misplaced(place: &Place, pointer: &str, report: &mut Report) {
    let message = match (place.lon, place.lat) {
        (Some(lon), Some(lat)) if lon.abs() <= 90.0 && lat.abs() <= 180.0 => {
            "the latitude is beyond 90 degrees: longitude and latitude seem to be swapped"
        }
        (Some(_), Some(_)) => "these coordinates are not on Earth: longitude -180 to 180, latitude -90 to 90",
        _ => "longitude and latitude must come together",
    };
    report.add("coordinates", Severity::Error, pointer, message);
}
