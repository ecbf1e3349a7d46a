//! `chronocarte check`.

use std::fs;
use std::path::{Path, PathBuf};

use chronocarte::check::{Terms, explain, rules};
use chronocarte::story::{Report, Value, WordLists};
use clap::Args;

use super::diagnose::{Diagnostics, Format};
use super::input::Input;
use super::{Outcome, Stop};

/// What `check` is asked.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The story; `-` reads standard input
    #[arg(required_unless_present_any = ["explain", "list"])]
    file: Option<PathBuf>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// More loaded words, as {"en": {"word": "what to write instead"}}; an empty advice takes a word off
    #[arg(long, value_name = "FILE")]
    words: Vec<PathBuf>,
    /// Say what a rule finds, why, and what to do about it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["file", "list"])]
    explain: Option<String>,
    /// List the rules
    #[arg(long, conflicts_with = "file")]
    list: bool,
}

/// Prints what a story is told about itself.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    if let Some(code) = &arguments.explain {
        let rule = explain(code).ok_or_else(|| {
            Stop(format!("there is no rule “{code}”: chronocarte check --list names them all"))
        })?;
        anstream::print!("{rule}");
        return Ok(Outcome::Fine);
    }
    if arguments.list {
        for rule in rules() {
            anstream::println!("{:<24}{:<9}{}", rule.code, rule.severity.as_str(), rule.finds);
        }
        return Ok(Outcome::Fine);
    }
    let Some(file) = &arguments.file else { return Err(Stop("no story is named".to_owned())) };
    let mut terms = Terms::built_in();
    for file in &arguments.words {
        terms.add(&word_lists(file)?);
    }
    let input = Input::read(file, &terms)?;
    let diagnostics = Diagnostics::of(&input);
    match arguments.format {
        Format::Human => {
            anstream::print!("{}", diagnostics.human());
            anstream::eprintln!("{}: {}", input.name, diagnostics.summary());
        }
        Format::Json => anstream::print!("{}", diagnostics.json()),
    }
    Ok(if input.checked.has_errors() { Outcome::Problems } else { Outcome::Fine })
}

/// A publisher's own lists of words.
fn word_lists(path: &Path) -> Result<WordLists, Stop> {
    let name = path.display();
    let stop = |why: String| Stop(format!("{name} cannot be read: {why}"));
    let text = fs::read_to_string(path).map_err(|error| stop(error.to_string()))?;
    let file: Value = serde_json::from_str(&text).map_err(|error| stop(error.to_string()))?;
    let mut report = Report::default();
    let lists = WordLists::read_file(&file, &mut report);
    match report.problems.first() {
        Some(problem) => Err(stop(format!("{} ({})", problem.message, problem.pointer))),
        None => Ok(lists),
    }
}
