//! What a check found.

use super::Rule;
use crate::story::{Problem, Severity};

/// One thing a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What and where.
    pub problem: Problem,
    /// The word that is meant within the text at the pointer, as it stands there; `None` for the whole.
    pub mark: Option<String>,
    /// Why the editors let it stand; `None` while they do not.
    pub accepted: Option<String>,
}

impl Finding {
    /// A finding nobody has accepted.
    pub fn new(problem: Problem) -> Self {
        Self { problem, mark: None, accepted: None }
    }
}

/// A story that was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Everything that was found, accepted or not.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Whether something was left out or cannot be true. Nothing of the kind can be accepted.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings of a severity nobody accepted.
    pub fn count(&self, severity: Severity) -> usize {
        self.open().filter(|finding| finding.problem.severity == severity).count()
    }

    /// How many findings were accepted.
    pub fn accepted(&self) -> usize {
        self.findings.len() - self.open().count()
    }

    /// The findings of one rule, accepted or not.
    pub fn of(&self, code: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.problem.code == code)
    }

    /// The findings nobody accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }
}

/// Where a rule writes what it finds.
pub(super) struct Findings {
    code: &'static str,
    severity: Severity,
    found: Vec<Finding>,
}

impl Findings {
    pub(super) fn of(rule: &Rule) -> Self {
        Self { code: rule.code, severity: rule.severity, found: Vec::new() }
    }

    /// Adds what was found at a pointer; the message without a full stop.
    pub(super) fn add(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        let (code, severity) = (self.code, self.severity);
        let problem = Problem { code, severity, pointer: pointer.into(), message: message.into() };
        self.found.push(Finding::new(problem));
    }

    /// As [`add`](Self::add), about one word of the text there.
    pub(super) fn add_word(&mut self, pointer: impl Into<String>, word: &str, message: impl Into<String>) {
        self.add(pointer, message);
        if let Some(last) = self.found.last_mut() {
            last.mark = Some(word.to_owned());
        }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.found
    }
}
