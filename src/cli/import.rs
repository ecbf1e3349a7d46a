//! `chronocarte import`.

use std::fs;
use std::path::PathBuf;

use chronocarte::import::{DateOrder, FORMATS, Mapping, Options, to_json};
use chronocarte::time::UtcOffset;
use clap::Args;

use super::foreign::{self, Foreign};
use super::write::whole;
use super::{Outcome, Stop};

const EXAMPLES: &str = "Examples:
  chronocarte import events.xlsx -o story.json
  chronocarte import table.csv --write-map mapping.toml
  chronocarte import table.csv --map mapping.toml --zone +04:00 -o story.json
  chronocarte import GEDEvent.csv --country Ukraine --year 2014 -o story.json";

/// What `import` is asked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The file, or a folder of tables; `-` reads standard input
    file: PathBuf,
    /// The format; without it the file is looked at
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.iter().map(|it| it.name).collect::<Vec<_>>())]
    from: Option<String>,
    /// Where to write the story; without it to standard output
    #[arg(short, long, value_name = "STORY.JSON")]
    out: Option<PathBuf>,
    /// A mapping file that says which column holds what
    #[arg(long, value_name = "MAPPING.TOML")]
    map: Option<PathBuf>,
    /// Write the mapping that was used, to be corrected and given with --map
    #[arg(long, value_name = "MAPPING.TOML")]
    write_map: Option<PathBuf>,
    /// What comes first in dates, where their column leaves it open
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy", "ymd"])]
    date_order: Option<String>,
    /// The offset of the zone in which times without one are meant, such as +04:00
    #[arg(long, value_name = "OFFSET", value_parser = zone, allow_hyphen_values = true)]
    zone: Option<String>,
    /// The heading of the story
    #[arg(long)]
    title: Option<String>,
    /// The language of the texts (BCP 47)
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = language)]
    lang: String,
    /// Only events of this country, by name or code; may be given several times (UCDP, ACLED)
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,
    /// Only events of this year, or of these: 2014 or 2014-2016 (UCDP, ACLED)
    #[arg(long, value_name = "YEARS", value_parser = years)]
    year: Option<(i64, i64)>,
}

fn zone(text: &str) -> Result<String, String> {
    UtcOffset::parse(text).map(|_| text.to_owned()).map_err(|error| error.message)
}

fn language(text: &str) -> Result<String, String> {
    let fits = (2..=35).contains(&text.len())
        && text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric()));
    if fits { Ok(text.to_owned()) } else { Err("a language tag such as en or pt-BR is needed".to_owned()) }
}

fn years(text: &str) -> Result<(i64, i64), String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let parse = |it: &str| {
        it.trim().parse::<i64>().map_err(|_| "a year or two are needed: 2014 or 2014-2016".to_owned())
    };
    Ok((parse(first)?, parse(last)?))
}

/// Reads a foreign file and writes a story.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let mapping = match &arguments.map {
        None => None,
        Some(path) => {
            let text = fs::read_to_string(path)
                .map_err(|error| Stop(format!("{} cannot be read: {error}", path.display())))?;
            Some(
                Mapping::from_toml(&text)
                    .map_err(|error| Stop(format!("{}: {}", path.display(), error.message)))?,
            )
        }
    };
    let options = Options {
        from: arguments.from.clone(),
        mapping,
        date_order: arguments.date_order.as_deref().and_then(DateOrder::from_word),
        zone: arguments.zone.clone(),
        title: arguments.title.clone(),
        language: Some(arguments.lang.clone()),
        countries: arguments.country.clone(),
        years: arguments.year,
    };
    let foreign = Foreign::read(&arguments.file)?;
    let read = foreign.import(&options)?;
    foreign::say(&foreign, &read);
    if let Some(path) = &arguments.write_map {
        whole(path, read.mapping.to_toml().as_bytes())?;
        anstream::eprintln!("{}: the mapping that was used", path.display());
    }
    let text = to_json(&read.document);
    match &arguments.out {
        Some(path) => {
            whole(path, text.as_bytes())?;
            anstream::eprintln!("{}: {} events", path.display(), read.story.events.len());
        }
        None if arguments.write_map.is_some() => {}
        None => {
            use std::io::Write as _;
            std::io::stdout().write_all(text.as_bytes())?;
        }
    }
    Ok(if read.account.refused > 0 { Outcome::Problems } else { Outcome::Fine })
}
