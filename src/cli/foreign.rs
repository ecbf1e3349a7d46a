//! Files that are not stories yet: read, sniffed, imported, and what is said about them.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anstyle::{AnsiColor, Reset, Style};
use chronocarte::error::Error;
use chronocarte::import::{Imported, Notice, Options, Part, import, sniff};
use chronocarte::story::Severity;

use super::Stop;
use super::diagnose::BOLD_RED;
use super::position::{Lines, ranges};

/// A file, or the tables of a folder.
pub(crate) struct Foreign {
    /// What diagnostics call it.
    pub(crate) name: String,
    parts: Vec<(String, Vec<u8>)>,
}

impl Foreign {
    /// Reads a file, standard input for `-`, or the tables of a folder.
    pub(crate) fn read(path: &Path) -> Result<Self, Stop> {
        let standard_input = path.as_os_str() == "-";
        let name = if standard_input { "<stdin>".to_owned() } else { path.display().to_string() };
        let unreadable = |error: io::Error| Stop(format!("{name} cannot be read: {error}"));
        if standard_input {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map_err(unreadable)?;
            return Ok(Self { parts: vec![(String::new(), bytes)], name });
        }
        if !path.is_dir() {
            let bytes = fs::read(path).map_err(unreadable)?;
            return Ok(Self { parts: vec![(name.clone(), bytes)], name });
        }
        let mut parts = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?.path();
            let ending = entry.extension().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
            if ["csv", "tsv"].contains(&ending.as_str()) {
                let file = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
                parts.push((file, fs::read(&entry).map_err(unreadable)?));
            }
        }
        // The order of a folder is not the same everywhere.
        parts.sort();
        if parts.is_empty() {
            return Err(Stop(format!("{name} is a folder without tables (.csv, .tsv)")));
        }
        Ok(Self { name, parts })
    }

    fn parts(&self) -> Vec<Part<'_>> {
        self.parts.iter().map(|(name, bytes)| Part { name, bytes }).collect()
    }

    /// The format, where it is not a story itself nor what could be a broken one.
    pub(crate) fn is_foreign(&self) -> Option<&'static str> {
        sniff(&self.parts()).filter(|name| *name != "story")
    }

    /// The bytes of the first file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.parts.into_iter().next().map(|part| part.1).unwrap_or_default()
    }

    /// Imports it.
    pub(crate) fn import(&self, options: &Options) -> Result<Imported, Stop> {
        import(&self.parts(), options).map_err(|error| self.refusal(&error))
    }

    fn refusal(&self, error: &Error) -> Stop {
        let text = self.parts.first().and_then(|part| std::str::from_utf8(&part.1).ok());
        let place = error.at.zip(text).map(|(at, text)| Lines::new(text).place(at));
        let place = place.map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default();
        Stop(format!("{}:{place} [{}] {}", self.name, error.code, error.message))
    }

    /// Line and column of what stands in a JSON file.
    fn pointed<'n>(&self, notices: &'n [Notice]) -> std::collections::HashMap<&'n str, (usize, usize)> {
        let text = self.parts.first().and_then(|part| std::str::from_utf8(&part.1).ok()).unwrap_or_default();
        let pointers = || notices.iter().map(|it| it.spot.pointer.as_str()).filter(|it| !it.is_empty());
        if pointers().next().is_none() {
            return std::collections::HashMap::new();
        }
        let lines = Lines::new(text);
        ranges(text, pointers())
            .into_iter()
            .map(|(pointer, range)| (pointer, lines.place(range.start)))
            .collect()
    }
}

fn look(severity: Severity) -> Style {
    match severity {
        Severity::Error => BOLD_RED,
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Blue.on_default(),
    }
}

/// How many notices of one rule are printed before they are only counted.
const SHOWN: usize = 20;

/// Says what was found while reading, and the sum.
pub(crate) fn say(foreign: &Foreign, read: &Imported) {
    for (_, line) in lines(foreign, read) {
        anstream::eprintln!("{line}");
    }
}

/// What was found while reading, and the sum: how bad it is and a line for a terminal.
pub(crate) fn lines(foreign: &Foreign, read: &Imported) -> Vec<(Severity, String)> {
    let mut out = Vec::new();
    let pointed = foreign.pointed(&read.notices);
    let mut said: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
    for notice in &read.notices {
        let count = said.entry((notice.code, notice.severity.as_str())).or_default();
        *count += 1;
        // Whatever was refused is told one by one: no row is lost in silence.
        if *count > SHOWN && notice.severity != Severity::Error {
            continue;
        }
        let spot = &notice.spot;
        let (line, column) =
            pointed.get(spot.pointer.as_str()).copied().unwrap_or((spot.line as usize, spot.column as usize));
        let sheet = if spot.file.is_empty() { String::new() } else { format!("[{}]", spot.file) };
        let (on, off) = (look(notice.severity).render(), Reset.render());
        let message: String =
            notice.message.chars().map(|it| if it.is_control() { '\u{fffd}' } else { it }).collect();
        out.push((
            notice.severity,
            format!(
                "{}{sheet}:{}:{}: {on}{}[{}]{off}: {message}",
                foreign.name,
                line.max(1),
                column.max(1),
                notice.severity.as_str(),
                notice.code
            ),
        ));
    }
    for ((code, severity), count) in said.iter().filter(|it| *it.1 > SHOWN && it.0.1 != "error") {
        let line = format!("{}: {} more {severity}s [{code}]", foreign.name, count - SHOWN);
        out.push((Severity::Note, line));
    }
    out.push((Severity::Note, format!("{}: {} ({})", foreign.name, read.account, read.format)));
    out
}
