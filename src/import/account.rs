//! What became of every record of a file.

use std::fmt;

use crate::story::Severity;

/// Where in a file something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file, or the sheet of a workbook; empty for the file that was given.
    pub file: String,
    /// The line from 1 (in a workbook the row); 0 where there are no lines.
    pub line: u32,
    /// The cell from 1, or 0 for the whole line.
    pub column: u32,
    /// In a JSON file the JSON pointer; empty elsewhere.
    pub pointer: String,
}

impl Spot {
    /// A cell of a table.
    pub(super) fn cell(file: &str, line: u32, column: usize) -> Self {
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        Self { file: file.to_owned(), line, column, pointer: String::new() }
    }

    /// A value of a JSON file.
    pub(super) fn at(pointer: &str) -> Self {
        Self { pointer: pointer.to_owned(), ..Self::default() }
    }
}

/// Something found while a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// A warning: read all the same. An error: refused. A note: a person should know.
    pub severity: Severity,
    /// A stable word for the rule.
    pub code: &'static str,
    /// Where.
    pub spot: Spot,
    /// What was found and what became of it, in English, without a full stop.
    pub message: String,
}

/// How many records a file holds and what became of them. `read + warned + refused + passed_over + not_asked` is
/// always `records`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// All records: rows of tables, features, slides.
    pub records: usize,
    /// Read as they stand.
    pub read: usize,
    /// Read, with a warning.
    pub warned: usize,
    /// Refused, with the reason.
    pub refused: usize,
    /// Headers, comments and empty rows.
    pub passed_over: usize,
    /// Of other countries or years than were asked for.
    pub not_asked: usize,
}

impl Account {
    /// Whether the sum holds.
    pub fn adds_up(&self) -> bool {
        self.records == self.read + self.warned + self.refused + self.passed_over + self.not_asked
    }
}

impl fmt::Display for Account {
    /// `12 records = 9 read + 1 read with a warning + 1 refused + 1 passed over`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} records = {} read + {} read with a warning + {} refused + {} header, comment or empty",
            self.records, self.read, self.warned, self.refused, self.passed_over
        )?;
        if self.not_asked > 0 { write!(f, " + {} not asked for", self.not_asked) } else { Ok(()) }
    }
}
