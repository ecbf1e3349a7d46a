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
        let mut story: Self = node::read(value, &report);
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
        story.years = story.tells_of_years();
        (story, report)
    }

    /// Whether it tells of more than one year, so that days need theirs. Background does not count.
    pub fn tells_of_several_years(&self) -> bool {
        self.years
    }

    /// Whether its events, background aside, are dated to more than one year. Open ends say nothing of that.
    #[inline(never)]
    fn tells_of_years(&self) -> bool {
        let (mut first, mut last) = (Instant::MAX, Instant::MIN);
        for event in self.events.iter().filter(|event| !event.background) {
            let Some(span) = event.when.as_ref().map(|when| when.anchor(self.zone.offset)) else { continue };
            if !span.is_open_start() && !span.is_open_end() {
                first = first.min(span.start());
                last = last.max(span.end().plus_ms(-1));
            }
        }
        let year = |at| Civil::of(at, self.zone.offset).year;
        first < last && year(first) != year(last)
    }
}
