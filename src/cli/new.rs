//! `chronocarte new`.

use std::path::PathBuf;

use chronocarte::error::Error;
use chronocarte::import::{Options, Part, Sheet, import, sheets, xlsx};
use chronocarte::publish::{Ground, Subject, extent, language_of, poster};
use chronocarte::scene::Theme;
use chronocarte::story::Story;
use chronocarte::text::Tag;
use clap::Args;

use super::write::folder;
use super::{Outcome, Stop};

const EXAMPLES: &str = "Examples:
  chronocarte new clashes
  chronocarte serve clashes/story.xlsx";

/// What `new` is asked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The folder to make; it must not be there yet
    dir: PathBuf,
}

/// The invented story.
const STORY: &str = include_str!("../../static/new/story.json");
/// The page that says how to go on.
const PAGE: &str = include_str!("../../static/new/index.html");
/// What the map of the page measures, CSS pixels.
const MAP: Subject = Subject::Map { width_px: 680.0, height_px: 440.0 };

/// Makes a starter folder.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Stop> {
    let read = import(&[Part { name: "story.json", bytes: STORY.as_bytes() }], &Options::default())?;
    let full = sheets(&read.document);
    let files: Vec<(String, Vec<u8>)> = vec![
        ("story.xlsx".to_owned(), xlsx(&full)?),
        ("empty.xlsx".to_owned(), xlsx(&emptied(full))?),
        ("map.svg".to_owned(), map(&read.story)?.into_bytes()),
        ("index.html".to_owned(), PAGE.into()),
    ];
    folder(&arguments.dir, &files)?;
    let shown = arguments.dir.display();
    anstream::eprintln!("{shown} is ready: open {}", arguments.dir.join("index.html").display());
    anstream::eprintln!("next: chronocarte serve {}", arguments.dir.join("story.xlsx").display());
    Ok(Outcome::Fine)
}

/// The same sheets and columns without a story; what every story has stays.
fn emptied(sheets: Vec<Sheet>) -> Vec<Sheet> {
    const KEPT: [&str; 3] = ["chronocarte", "languages", "version"];
    let emptied = |mut sheet: Sheet| {
        if sheet.name == "Story" {
            for row in &mut sheet.rows {
                let kept = row.first().is_some_and(|key| KEPT.contains(&key.as_str()));
                row.iter_mut().skip(1).filter(|_| !kept).for_each(String::clear);
            }
        } else {
            sheet.rows.clear();
        }
        sheet
    };
    sheets.into_iter().map(emptied).collect()
}

fn map(story: &Story) -> Result<String, Error> {
    let ground = extent(story).map(|places| Ground::covering(&places)).transpose()?;
    let language = language_of(Tag::En)?;
    Ok(poster(story, ground.as_ref().map(|it| &it.basemap), &language, &Theme::LIGHT, MAP))
}
