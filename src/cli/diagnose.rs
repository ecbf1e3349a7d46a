//! What a file is told about itself, for people and for programs.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Reset, Style};
use chronocarte::check::{Finding, explain};
use chronocarte::story::{Problem, Severity};
use clap::ValueEnum;
use serde_json::json;

use super::input::Input;
use super::position::{Lines, ranges};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// `file:line:column: severity[code]: message`, the line of the file, and what to do
    #[default]
    Human,
    /// One JSON document
    Json,
}

/// How errors look on a terminal.
pub(crate) const BOLD_RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const BLUE: Style = AnsiColor::Blue.on_default();
const DIM: Style = Style::new().dimmed();

/// How wide the line of the file may be shown, in columns; a longer one is cut around its mark.
const WIDTH: usize = 110;

/// How many findings of a rule are told in brief.
const TOLD: usize = 5;

fn look(severity: Severity) -> Style {
    match severity {
        Severity::Error => BOLD_RED,
        Severity::Warning => YELLOW,
        Severity::Note => BLUE,
    }
}

/// A finding with its place: line, column, and the bytes that are meant.
struct Placed<'a> {
    line: usize,
    column: usize,
    bytes: Range<usize>,
    finding: &'a Finding,
}

/// The findings in a file with their places, in the order of the file.
pub(crate) struct Diagnostics<'a> {
    input: &'a Input,
    lines: Lines<'a>,
    placed: Vec<Placed<'a>>,
}

impl<'a> Diagnostics<'a> {
    /// Finds the places of all findings.
    pub(crate) fn of(input: &'a Input) -> Self {
        let findings = &input.checked.findings;
        let lines = Lines::new(&input.text);
        let found: HashMap<&str, Range<usize>> = match input.broken_at {
            Some(at) => HashMap::from([("", at..at)]),
            None => ranges(&input.text, findings.iter().map(|it| it.problem.pointer.as_str())),
        };
        let place = |finding: &'a Finding| {
            let whole = found.get(finding.problem.pointer.as_str()).cloned().unwrap_or(0..0);
            let bytes = marked(&input.text, whole, finding.mark.as_deref());
            let (line, column) = lines.place(bytes.start);
            Placed { line, column, bytes, finding }
        };
        let mut placed: Vec<_> = findings.iter().map(place).collect();
        placed.sort_by_key(|it| (it.line, it.column));
        Self { input, lines, placed }
    }

    /// Everything, for a person: what is found with the line of the file and what to do, what is accepted with the
    /// reason. Coloured for a terminal; a pipe is asked to strip the colours.
    pub(crate) fn human(&self) -> String {
        self.placed
            .iter()
            .map(|it| match &it.finding.accepted {
                Some(reason) => self.head(it) + &aside("accepted", reason),
                None => {
                    let help = explain(it.finding.problem.code)
                        .map_or_else(String::new, |it| aside("help", it.help));
                    self.head(it) + &self.snippet(it) + &help
                }
            })
            .collect()
    }

    /// One line for each finding nobody accepted, but those below `least`; of what is found again and again, the first
    /// and how many more. Errors are told one by one.
    pub(crate) fn brief(&self, least: Severity) -> String {
        let mut out = String::new();
        let mut again: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        let open = self.placed.iter().filter(|it| it.finding.accepted.is_none());
        for it in open.filter(|it| it.finding.problem.severity >= least) {
            let Problem { code, severity, .. } = &it.finding.problem;
            let (code, severity) = (*code, *severity);
            let count = again.entry((severity, code)).or_default();
            *count += 1;
            if *count <= TOLD || severity == Severity::Error {
                out += &self.head(it);
            }
        }
        let name = &self.input.name;
        for ((severity, code), count) in
            again.into_iter().filter(|it| it.1 > TOLD && it.0.0 != Severity::Error)
        {
            let more = count - TOLD;
            let severity = severity.as_str();
            out += &format!("{name}: {more} more {severity}s [{code}]: `chronocarte check` lists them\n");
        }
        out
    }

    /// The same in plain letters: how bad it is and one line.
    pub(crate) fn lines(&self) -> Vec<(Severity, String)> {
        let open = self.placed.iter().filter(|it| it.finding.accepted.is_none());
        let line = |it: &Placed<'_>| anstream::adapter::strip_str(self.head(it).trim_end()).to_string();
        open.map(|it| (it.finding.problem.severity, line(it))).collect()
    }

    /// `file:line:column: severity[code]: message (pointer)`.
    fn head(&self, it: &Placed<'_>) -> String {
        let Problem { code, severity, pointer, message } = &it.finding.problem;
        let style = if it.finding.accepted.is_some() { DIM } else { look(*severity) };
        let (on, off) = (style.render(), Reset.render());
        let (name, line, column) = (&self.input.name, it.line, it.column);
        // A message quotes the file, and a file may hold what a terminal would obey.
        let (message, severity) = (plain(message), severity.as_str());
        let pointer = if pointer.is_empty() { String::new() } else { format!(" ({})", plain(pointer)) };
        format!("{name}:{line}:{column}: {on}{severity}[{code}]{off}: {message}{pointer}\n")
    }

    /// The line of the file with a mark below what is meant.
    fn snippet(&self, it: &Placed<'_>) -> String {
        let (line, start) = self.lines.line(it.bytes.start);
        if line.trim().is_empty() {
            return String::new();
        }
        let from = it.bytes.start.saturating_sub(start).min(line.len());
        let to = it.bytes.end.saturating_sub(start).clamp(from, line.trim_end().len().max(from));
        let line = same_length(line);
        let mark = AnnotationKind::Primary.span(from..to);
        let snippet = Snippet::source(line).line_start(it.line).annotation(mark);
        let level = match it.finding.problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let group = Group::with_level(level).element(snippet);
        let drawn = Renderer::styled().term_width(WIDTH).render(&[group]);
        drawn.trim_end().to_owned() + "\n"
    }

    /// One JSON document.
    pub(crate) fn json(&self) -> String {
        let problem = |it: &Placed<'_>| {
            let Problem { code, severity, pointer, message } = &it.finding.problem;
            json!({
                "severity": severity.as_str(),
                "code": code,
                "file": self.input.name,
                "line": it.line,
                "column": it.column,
                "pointer": pointer,
                "message": message,
                "help": explain(code).map(|rule| rule.help),
                "accepted": it.finding.accepted.is_some(),
                "reason": it.finding.accepted,
            })
        };
        let count = |severity| self.input.checked.count(severity);
        let document = json!({
            "file": self.input.name,
            "events": self.input.story.events.len(),
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "notes": count(Severity::Note),
            "accepted": self.input.checked.accepted(),
            "problems": self.placed.iter().map(problem).collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }

    /// `13 events, 0 errors, 2 warnings, 9 notes, 4 accepted`.
    pub(crate) fn summary(&self) -> String {
        let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let checked = &self.input.checked;
        [
            count(self.input.story.events.len(), "event"),
            count(checked.count(Severity::Error), "error"),
            count(checked.count(Severity::Warning), "warning"),
            count(checked.count(Severity::Note), "note"),
            format!("{} accepted", checked.accepted()),
        ]
        .join(", ")
    }
}

/// The bytes of a word within a value; of the whole where it does not stand there as such.
fn marked(text: &str, whole: Range<usize>, word: Option<&str>) -> Range<usize> {
    let within = text.get(whole.clone()).unwrap_or_default();
    match word.and_then(|word| Some((within.find(word)?, word.len()))) {
        Some((at, length)) => whole.start + at..whole.start + at + length,
        None => whole,
    }
}

/// A line below a finding.
fn aside(word: &str, text: &str) -> String {
    let (on, off) = (DIM.render(), Reset.render());
    format!("  {on}= {word}:{off} {}\n", plain(text))
}

/// A text without control characters.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// A line without control characters, each letter as many bytes as it was.
fn same_length(line: &str) -> String {
    let blank = |letter: char| match (letter.is_control() && letter != '\n', letter.len_utf8()) {
        (false, _) => letter,
        (true, 1) => ' ',
        (true, _) => '\u{a0}',
    };
    line.chars().map(blank).collect()
}
