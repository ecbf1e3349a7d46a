//! A rule: its code, how much it matters, why it is there, what to do about it, and what finds it.

use std::fmt;

use super::catalogue::RULES;
use super::context::Context;
use super::finding::Findings;
use crate::story::Severity;

/// A rule of the table.
#[derive(Clone, Copy)]
pub struct Rule {
    /// A word that stays the same from version to version, for example `single-party`.
    pub code: &'static str,
    /// How much it matters; where what is found differs, the most it can.
    pub severity: Severity,
    /// What it finds, in half a sentence.
    pub finds: &'static str,
    /// Why that matters to a reader, and exactly when it is found.
    pub why: &'static str,
    /// What to do about it, in one sentence without a full stop.
    pub help: &'static str,
    /// What finds it; `None` for what is found while a story is read.
    pub(super) find: Option<Find>,
}

/// A function that writes what it finds in a story.
pub(super) type Find = fn(&Context<'_>, &mut Findings);

/// Every rule, in the order of the documentation. Codes are unique.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule of a code.
///
/// ```
/// let rule = chronocarte::check::explain("sum").expect("a rule");
/// assert!(rule.to_string().contains("independent"));
/// assert!(chronocarte::check::explain("no-such-rule").is_none());
/// ```
pub fn explain(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

impl Rule {
    /// Whether editors may let stand what it finds.
    pub fn can_be_accepted(&self) -> bool {
        self.severity != Severity::Error
    }

    /// Whether a function of the table finds it, rather than the reader of stories.
    pub fn is_editorial(&self) -> bool {
        self.find.is_some()
    }

    /// How to let stand what it finds: the line for the story's file.
    pub fn silence(&self) -> Option<String> {
        let Self { code, .. } = self;
        self.can_be_accepted().then(|| {
            format!("\"$accept\": [{{\"code\": \"{code}\", \"at\": \"/events/ID\", \"reason\": \"why it may stand\"}}]")
        })
    }
}

impl fmt::Display for Rule {
    /// The explanation as a person reads it on a terminal, with a line feed at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}[{}]: {}\n", self.severity.as_str(), self.code, self.finds)?;
        writeln!(f, "{}\n", self.why)?;
        writeln!(f, "To mend it: {}.", self.help)?;
        match self.silence() {
            Some(line) => writeln!(f, "To let it stand, write in the story:\n\n  {line}"),
            None => writeln!(f, "It cannot be let stand."),
        }
    }
}
