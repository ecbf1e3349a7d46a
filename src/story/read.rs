//! From a [`Value`] to a [`Story`].

use std::cell::RefCell;

use crate::time::{Civil, Instant};

use super::{Report, Severity, Story, Value, node};

impl Story {
    /// Reads a story. What cannot be read is left out and stands in the report with its JSON pointer, and so do the
    /// references of events that lead nowhere; everything else an editor should know is found natively, by `check`.
    ///
    /// Never fails: a value that is no object gives an empty story and a report that says so.
    pub fn read(value: &Value) -> (Self, Report) {
        let report = RefCell::new(Report::default());
        let story: Self = node::read(value, &report);
        let mut report = report.into_inner();
        if value.get("chronocarte").is_none() {
            report.add(
                "version",
                Severity::Warning,
                "",
                "\"chronocarte\": 1 is missing, reading as version 1",
            );
        } else if story.chronocarte != 1 {
            let message = "only version 1 of the format is known here, what is newer may be missing";
            report.add("version", Severity::Error, "/chronocarte", message);
        }
        story.check_references(&mut report);
        let story = Self { years: story.tells_of_years(), ..story };
        (story, report)
    }

    /// Whether it tells of more than one year, so that days need theirs. Background does not count.
    pub fn tells_of_several_years(&self) -> bool {
        self.years
    }

    /// Whether its events, background aside, are dated to more than one year.
    fn tells_of_years(&self) -> bool {
        let mut first = None;
        let dated =
            self.events.iter().filter(|event| !event.background).filter_map(|event| event.when.as_ref());
        for when in dated {
            let span = when.anchor(self.zone.offset);
            for end in [span.start(), span.end().plus_ms(-1)] {
                if end == Instant::MIN || end >= Instant::MAX.plus_ms(-1) {
                    continue;
                }
                let year = Civil::of(end, self.zone.offset).year;
                if *first.get_or_insert(year) != year {
                    return true;
                }
            }
        }
        false
    }
}
