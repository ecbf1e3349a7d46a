//! The command line: arguments, exit codes, and one file a command.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks by printing")]

mod build;
mod check;
mod completions;
mod diagnose;
mod export;
mod foreign;
mod import;
mod input;
mod interrupt;
mod new;
mod position;
mod serve;
mod write;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

/// What a command ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is fine; warnings and notes may have been said.
    Fine,
    /// The story has errors.
    Problems,
}

/// What makes a command impossible: wrong usage, a file that cannot be read or written. One sentence for a person.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) String);

impl<E: std::error::Error> From<E> for Stop {
    fn from(error: E) -> Self {
        let mut words = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            words.push_str(": ");
            words.push_str(&inner.to_string());
            cause = inner.source();
        }
        Self(words)
    }
}

/// Map and timeline of a conflict for news pages: checks a story and makes the folder a publisher uploads.
#[derive(Parser)]
#[command(name = "chronocarte", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  chronocarte new clashes
  chronocarte serve clashes/story.xlsx
  chronocarte check story.json
  chronocarte import table.csv -o story.json
  chronocarte export story.json --to xlsx -o story.xlsx
  chronocarte build story.json -o out --base-url https://news.example/stories/clashes/

Exit codes: 0 fine, 1 the story has errors, 2 wrong usage or a file that cannot be read or written";

#[derive(Subcommand)]
enum Command {
    /// Make a starter folder: a small invented story, an empty workbook, a page that says how to go on
    New(new::Arguments),
    /// Show a story as readers will see it, page and phone, light and dark, and again after every save
    Serve(serve::Arguments),
    /// Say what is wrong with a story, and what its editors should know
    Check(check::Arguments),
    /// Make the folder of static files that a publisher uploads
    Build(build::Arguments),
    /// Read a file of another tool as a story: tables, UCDP, ACLED, GeoJSON, KML, TimelineJS and others
    Import(import::Arguments),
    /// Write a story as a workbook that can be edited and imported again, or as a map layer
    Export(export::Arguments),
    /// Print what a shell needs to complete commands and options
    Completions(completions::Arguments),
}

/// Runs the command that the arguments of this process name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    interrupt::listen();
    let outcome = match &arguments.command {
        Command::New(arguments) => new::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Completions(arguments) => completions::run(arguments, Arguments::command()),
        Command::Check(arguments) => check::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Export(arguments) => export::run(arguments),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(Stop(why)) => {
            anstream::eprintln!("{}error{}: {why}", diagnose::BOLD_RED.render(), anstyle::Reset.render());
            ExitCode::from(2)
        }
    }
}
