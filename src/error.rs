//! What stops an operation, and where.

use std::fmt;

/// What stopped an operation: a stable code, a sentence for a person, and the place in the input when it is known.
///
/// An `Error` is for what stops; what does not stop is a [`Problem`](crate::story::Problem) in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// A short stable word a program may match on, for example `edtf` or `nesting`.
    pub code: &'static str,
    /// What is wrong and what to do about it, in English, without a full stop.
    pub message: String,
    /// Byte offset into the text that was read; `None` where the whole is meant.
    pub at: Option<usize>,
}

impl Error {
    /// An error about the whole input.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at: None }
    }

    /// The same error, at a byte offset of the input.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.at = Some(offset);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
