//! What a file is told about itself.

use std::fmt;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing: a check that holds, a choice that was made.
    Note,
    /// The story can be shown, an editor should look.
    Warning,
    /// Something was left out or cannot be true.
    Error,
}

impl Severity {
    /// The word diagnostics use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing a file is told about itself. Never stops the reading of the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A stable word for the rule, for example `unknown-key` or `distance`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where: a JSON pointer (RFC 6901), for example `/events/3/claims/0`. Empty for the whole file.
    pub pointer: String,
    /// What is wrong and what to do, in English, without a full stop.
    pub message: String,
}

impl fmt::Display for Problem {
    /// `severity[code]: message (pointer)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.as_str(), self.code, self.message)?;
        if self.pointer.is_empty() { Ok(()) } else { write!(f, " ({})", self.pointer) }
    }
}

/// Everything a file is told about itself, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The problems, oldest first.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem.
    pub fn add(
        &mut self,
        code: &'static str,
        severity: Severity,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.problems.push(Problem { code, severity, pointer: pointer.into(), message: message.into() });
    }

    /// Whether something was left out or cannot be true.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The problems of one rule.
    pub fn of(&self, code: &str) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.code == code)
    }
}
