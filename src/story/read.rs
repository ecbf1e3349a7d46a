//! From a [`Value`] to a [`Story`].

use std::cell::RefCell;

use serde::{Deserialize, Deserializer};

use super::{Report, Severity, Story, Value, node};
#[cfg(not(target_arch = "wasm32"))]
use crate::error::Error;

impl<'de> Deserialize<'de> for Story {
    /// Reads a story as [`Story::read`] does, and drops the report.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self::read(&value).0)
    }
}

impl Story {
    /// Reads a story. What cannot be read is left out and stands in the report with its JSON pointer, and so do the
    /// references of events that lead nowhere; everything else an editor should know is found natively, by `check`.
    ///
    /// Never fails: a value that is no object gives an empty story and a report that says so.
    pub fn read(value: &Value) -> (Self, Report) {
        let report = RefCell::new(Report::default());
        let story: Self = node::read(value, &report).unwrap_or_default();
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
        (story, report)
    }

    /// Reads a story from JSON text and checks it.
    ///
    /// # Errors
    /// When the text is not JSON, or nests deeper than 64 levels; the message names line and column, the
    /// error also the byte.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<(Self, Report), Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // The tree counts its own levels and refuses well before serde_json would.
        let value = Value::deserialize(&mut deserializer)
            .and_then(|value| deserializer.end().map(|()| value))
            .map_err(|error| refusal(text, &error))?;
        let (story, mut report) = Self::read(&value);
        story.check(&mut report);
        Ok((story, report))
    }
}

/// What serde_json says, with the place as a byte offset.
#[cfg(not(target_arch = "wasm32"))]
fn refusal(text: &str, error: &serde_json::Error) -> Error {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut offset = (before + error.column().saturating_sub(1)).min(text.len());
    // The column counts bytes, and may point into a letter.
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    Error::new("json", error.to_string()).at(offset)
}
