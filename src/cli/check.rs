//! `chronocarte check`.

use std::path::PathBuf;

use chronocarte::story::Severity;
use clap::Args;

use super::diagnose::{Diagnostics, Format};
use super::input::Input;
use super::{Outcome, Stop};

/// What `check` is asked.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The story; `-` reads standard input
    file: PathBuf,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints what a story is told about itself.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let input = Input::read(&arguments.file)?;
    let diagnostics = Diagnostics::of(&input);
    match arguments.format {
        Format::Human => {
            anstream::print!("{}", diagnostics.human(Severity::Note));
            anstream::eprintln!("{}: {}", input.name, diagnostics.summary());
        }
        Format::Json => anstream::print!("{}", diagnostics.json()),
    }
    Ok(if input.report.has_errors() { Outcome::Problems } else { Outcome::Fine })
}
