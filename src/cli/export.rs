//! `chronocarte export`.

use std::path::PathBuf;

use chronocarte::import::{Imported, Options, csv_files, sheets, xlsx};
use chronocarte::publish::layer;
use chronocarte::story::Severity;
use chronocarte::text::Tag;
use clap::{Args, ValueEnum};

use super::foreign::{self, Foreign};
use super::write::{folder, whole};
use super::{Outcome, Stop};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// A workbook for a spreadsheet program; importing it gives the same story
    Xlsx,
    /// The same sheets as a folder of CSV files
    Csv,
    /// A map layer, as readers download it
    Geojson,
}

const EXAMPLES: &str = "Examples:
  chronocarte export story.json --to xlsx -o story.xlsx
  chronocarte export story.json --to csv -o sheets
  chronocarte import story.xlsx -o story.json";

/// What `export` is asked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The story, or any file that can be imported; `-` reads standard input
    file: PathBuf,
    /// What to write
    #[arg(long, value_enum)]
    to: To,
    /// Where to write it; without it the file's own name with another ending
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
}

/// Writes a story in another form.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let foreign = Foreign::read(&arguments.file)?;
    let read: Imported = foreign.import(&Options::default())?;
    if read.format != "story" {
        foreign::say(&foreign, &read);
    }
    let lost = read.report.problems.iter().filter(|it| it.severity == Severity::Error).count();
    let ending = match arguments.to {
        To::Xlsx => "xlsx",
        To::Csv => "sheets",
        To::Geojson => "geojson",
    };
    let own = || {
        PathBuf::from(arguments.file.file_stem().unwrap_or_else(|| "story".as_ref())).with_extension(ending)
    };
    let out = arguments.out.clone().unwrap_or_else(own);
    match arguments.to {
        To::Xlsx => whole(&out, &xlsx(&sheets(&read.document))?)?,
        To::Csv => folder(&out, &csv_files(&sheets(&read.document)))?,
        To::Geojson => {
            let tag = read.story.languages.iter().find_map(|it| Tag::from_tag(it)).unwrap_or_default();
            whole(&out, layer(&read.story, tag)?.as_bytes())?;
        }
    }
    anstream::eprintln!("{}: {} events", out.display(), read.story.events.len());
    if lost > 0 {
        anstream::eprintln!("{}: the story has {lost} errors, `chronocarte check` names them", foreign.name);
    }
    Ok(if read.account.refused > 0 { Outcome::Problems } else { Outcome::Fine })
}
