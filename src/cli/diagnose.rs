//! What a file is told about itself, for people and for programs.

use std::collections::HashMap;

use anstyle::{AnsiColor, Reset, Style};
use chronocarte::story::{Problem, Severity};
use clap::ValueEnum;
use serde_json::json;

use super::input::Input;
use super::position::{Lines, offsets};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// `file:line:column: severity[code]: message`, one a line
    #[default]
    Human,
    /// One JSON document
    Json,
}

/// How errors look on a terminal.
pub(crate) const BOLD_RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const BLUE: Style = AnsiColor::Blue.on_default();

fn look(severity: Severity) -> Style {
    match severity {
        Severity::Error => BOLD_RED,
        Severity::Warning => YELLOW,
        Severity::Note => BLUE,
    }
}

/// The problems of a file with their places, in the order of the file.
pub(crate) struct Diagnostics<'a> {
    input: &'a Input,
    placed: Vec<(usize, usize, &'a Problem)>,
}

impl<'a> Diagnostics<'a> {
    /// Finds the places of all problems.
    pub(crate) fn of(input: &'a Input) -> Self {
        let problems = &input.report.problems;
        let lines = Lines::new(&input.text);
        let found: HashMap<&str, usize> = match input.broken_at {
            Some(at) => HashMap::from([("", at)]),
            None => offsets(&input.text, problems.iter().map(|problem| problem.pointer.as_str())),
        };
        let place = |problem: &'a Problem| {
            let (line, column) = lines.place(found.get(problem.pointer.as_str()).copied().unwrap_or(0));
            (line, column, problem)
        };
        let mut placed: Vec<_> = problems.iter().map(place).collect();
        placed.sort_by_key(|(line, column, _)| (*line, *column));
        Self { input, placed }
    }

    fn count(&self, severity: Severity) -> usize {
        self.placed.iter().filter(|(_, _, problem)| problem.severity == severity).count()
    }

    /// Lines for a person, coloured for a terminal that is asked to strip them; those below `least` are left out.
    pub(crate) fn human(&self, least: Severity) -> String {
        let mut out = String::new();
        for (line, column, problem) in self.placed.iter().filter(|it| it.2.severity >= least) {
            let Problem { code, severity, pointer, message } = problem;
            let (on, off) = (look(*severity).render(), Reset.render());
            let name = &self.input.name;
            // A message quotes the file, and a file may hold what a terminal would obey.
            let message = plain(message);
            out.push_str(&format!(
                "{name}:{line}:{column}: {on}{}[{code}]{off}: {message}",
                severity.as_str()
            ));
            if !pointer.is_empty() {
                out.push_str(&format!(" ({})", plain(pointer)));
            }
            out.push('\n');
        }
        out
    }

    /// One JSON document.
    pub(crate) fn json(&self) -> String {
        let problem = |(line, column, problem): &(usize, usize, &Problem)| {
            json!({
                "severity": problem.severity.as_str(),
                "code": problem.code,
                "line": line,
                "column": column,
                "pointer": problem.pointer,
                "message": problem.message,
            })
        };
        let document = json!({
            "file": self.input.name,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "notes": self.count(Severity::Note),
            "problems": self.placed.iter().map(problem).collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }

    /// `13 events, 0 errors, 2 warnings, 9 notes`.
    pub(crate) fn summary(&self) -> String {
        let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        [
            count(self.input.story.events.len(), "event"),
            count(self.count(Severity::Error), "error"),
            count(self.count(Severity::Warning), "warning"),
            count(self.count(Severity::Note), "note"),
        ]
        .join(", ")
    }
}

/// A text without control characters.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
