//! What a picture rests on: where an event is, who says so, through whom, and that each can be told from the others.

use super::ids::Ids;
use super::{Place, Report, Severity, Story};

impl Story {
    /// Says which events name a place, speaker or source that is not there, which speakers a party; which events
    /// share an identifier and which places are not on Earth. All are shown as far as they go.
    pub(super) fn check_references(&self, report: &mut Report) {
        let events = Ids::new(self.events.iter().map(|it| &*it.id).collect());
        let places = Ids::new(self.places.iter().map(|it| &*it.id).collect());
        let speakers = Ids::new(self.speakers.iter().map(|it| &*it.id).collect());
        let sources = Ids::new(self.sources.iter().map(|it| &*it.id).collect());
        for (position, speaker) in self.speakers.iter().enumerate() {
            if let Some(party) = &speaker.party {
                let known = self.parties.iter().any(|known| known.id == *party);
                refer(known, party, &[&at("/speakers", position), "/party"].concat(), "party", report);
            }
        }
        for (position, place) in self.places.iter().enumerate() {
            check_position(place, &at("/places", position), report);
        }
        for (position, event) in self.events.iter().enumerate() {
            let pointer = at("/events", position);
            if events.find(&event.id) != Some(position) {
                twice(&event.id, &pointer, report);
            }
            if let Some(whereabouts) = &event.place {
                let id = &whereabouts.place;
                refer(places.find(id).is_some(), id, &[&pointer, "/where/place"].concat(), "place", report);
            }
            for (position, claim) in event.claims.iter().enumerate() {
                let pointer = at(&[&pointer, "/claims"].concat(), position);
                let known = speakers.find(&claim.speaker).is_some();
                refer(known, &claim.speaker, &[&pointer, "/speaker"].concat(), "speaker", report);
                for (position, source) in claim.via.iter().enumerate() {
                    let pointer = at(&[&pointer, "/via"].concat(), position);
                    refer(sources.find(source).is_some(), source, &pointer, "source", report);
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

/// Reports degrees that are not on Earth.
fn check_position(place: &Place, pointer: &str, report: &mut Report) {
    match (place.lon, place.lat) {
        (Some(lon), Some(lat)) if place.position().is_none() => {
            let message = if lon.abs() <= 90.0 && lat.abs() <= 180.0 {
                "the latitude is beyond 90 degrees: longitude and latitude seem to be swapped"
            } else {
                "these coordinates are not on Earth: longitude -180 to 180, latitude -90 to 90"
            };
            report.add("coordinates", Severity::Error, pointer, message);
        }
        (Some(_), None) | (None, Some(_)) => {
            report.add("coordinates", Severity::Error, pointer, "longitude and latitude must come together");
        }
        _ => {}
    }
}
