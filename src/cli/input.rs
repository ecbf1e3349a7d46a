//! A story file as it lies on the disk: its text, its story, what it is told about itself.

use std::path::{Path, PathBuf};

use chronocarte::check::{Checked, Finding, Terms, check};
use chronocarte::import::{FORMATS, Options, to_json};
use chronocarte::story::{Problem, Severity, Story, Value};

use super::Stop;
use super::foreign::{self, Foreign};

/// A file that was read. Its story is empty where the file is no JSON; the problems say so.
pub(crate) struct Input {
    /// What diagnostics call it.
    pub(crate) name: String,
    /// Its folder; `None` for standard input.
    pub(crate) folder: Option<PathBuf>,
    /// Its text, without a byte order mark.
    pub(crate) text: String,
    /// What was read.
    pub(crate) story: Story,
    /// What it is told, and what of it its editors accept.
    pub(crate) checked: Checked,
    /// Where in the text the JSON breaks off, as a byte offset.
    pub(crate) broken_at: Option<usize>,
    /// What was found while a file of another format was read: how bad it is and a line for a person.
    pub(crate) said: Vec<(Severity, String)>,
}

impl Input {
    /// Reads and checks a file, or standard input for `-`.
    pub(crate) fn read(path: &Path, terms: &Terms) -> Result<Self, Stop> {
        let foreign = Foreign::read(path)?;
        let name = foreign.name.clone();
        let folder = path.parent().filter(|_| path.as_os_str() != "-").map(Path::to_path_buf);
        if let Some(from) = foreign.is_foreign() {
            return Self::imported(&foreign, from, folder, terms);
        }
        let bytes = foreign.into_bytes();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let why = "this is not UTF-8 text: save the file as UTF-8".to_owned();
                return Ok(Self::broken(name, folder, text, ("encoding", why, at)));
            }
        };
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        Ok(Self::of(name, folder, text, terms))
    }

    /// A file of another format, as the story it would be; what was found in it is said at once.
    fn imported(
        foreign: &Foreign,
        from: &'static str,
        folder: Option<PathBuf>,
        terms: &Terms,
    ) -> Result<Self, Stop> {
        debug_assert!(FORMATS.iter().any(|format| format.name == from), "a known format");
        let read = foreign.import(&Options { from: Some(from.to_owned()), ..Options::default() })?;
        let said = foreign::lines(foreign, &read);
        said.iter().for_each(|(_, line)| anstream::eprintln!("{line}"));
        let said = said.iter().map(|it| (it.0, anstream::adapter::strip_str(&it.1).to_string())).collect();
        let name = [&foreign.name, " as a story"].concat();
        let checked = check(&read.story, &read.document, read.report, terms);
        Ok(Self {
            name,
            folder,
            text: to_json(&read.document),
            story: read.story,
            checked,
            broken_at: None,
            said,
        })
    }

    fn of(name: String, folder: Option<PathBuf>, text: String, terms: &Terms) -> Self {
        match Story::from_json(&text) {
            Ok((story, report)) => {
                let file: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
                let checked = check(&story, &file, report, terms);
                Self { name, folder, text, story, checked, broken_at: None, said: Vec::new() }
            }
            Err(error) => {
                // The diagnostic's own place says what the end of the message repeats.
                let message = error.message.rsplit_once(" at line ").map_or(&*error.message, |it| it.0);
                let problem = (error.code, message.to_owned(), error.at.unwrap_or(0));
                Self::broken(name, folder, text, problem)
            }
        }
    }

    /// A file that is no story from the place on where it breaks off.
    fn broken(
        name: String,
        folder: Option<PathBuf>,
        text: String,
        (code, message, at): (&'static str, String, usize),
    ) -> Self {
        let problem = Problem { code, severity: Severity::Error, pointer: String::new(), message };
        let checked = Checked { findings: vec![Finding::new(problem)] };
        Self { name, folder, text, story: Story::default(), checked, broken_at: Some(at), said: Vec::new() }
    }
}
