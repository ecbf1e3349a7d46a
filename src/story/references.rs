//! The references a picture rests on: where an event is, who says so, through whom.

use super::{Report, Severity, Story};

impl Story {
    /// Says which events name a place, speaker or source that is not there. They are shown without it.
    pub(super) fn check_references(&self, report: &mut Report) {
        for (position, event) in self.events.iter().enumerate() {
            let pointer = at("/events", position);
            if let Some(whereabouts) = &event.place {
                let id = &whereabouts.place;
                refer(self.place(id).is_some(), id, &[&pointer, "/where/place"].concat(), "place", report);
            }
            for (position, claim) in event.claims.iter().enumerate() {
                let pointer = at(&[&pointer, "/claims"].concat(), position);
                let known = self.speaker(&claim.speaker).is_some();
                refer(known, &claim.speaker, &[&pointer, "/speaker"].concat(), "speaker", report);
                for (position, source) in claim.via.iter().enumerate() {
                    let pointer = at(&[&pointer, "/via"].concat(), position);
                    refer(self.source(source).is_some(), source, &pointer, "source", report);
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
