//! Files of other tools, read as a story: bytes in, a [`Story`] and what was found out.
//!
//! Pure: no files, no clock, no network; what an address in a file leads to is never fetched. The only doubter of the
//! house: everything above reads what it made. Every row of a file is accounted for ([`Account`]): read, read with a
//! warning, or refused with the reason and the place.

mod account;
mod acled;
mod bytes;
mod columns;
mod date;
mod date_column;
mod document;
mod draft;
mod features;
mod formats;
mod html;
mod json;
#[cfg(not(target_arch = "wasm32"))]
mod manual;
mod mapping;
mod placemarks;
mod record;
mod sheet_rows;
mod slides;
mod table;
mod tabular;
mod timemap;
mod ucdp;
mod ucdp_figures;
mod workbook;
#[cfg(not(target_arch = "wasm32"))]
mod xlsx;

pub use account::{Account, Notice, Spot};
pub use date_column::DateOrder;
pub use document::to_json;
pub use formats::{FORMATS, Format, sniff};
#[cfg(not(target_arch = "wasm32"))]
pub use manual::columns_page;
pub use mapping::Mapping;
pub use workbook::{Sheet, csv_files, sheets};
#[cfg(not(target_arch = "wasm32"))]
pub use xlsx::xlsx;

use crate::error::Error;
use crate::story::{Report, Story, Value};

/// One file of what is imported: most formats are one file, a folder of tables is several.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its name, for its ending and for what is said about it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a person decides about an import; by default nothing is decided, and nothing is guessed that cannot be known.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format by its name in [`FORMATS`]; without it the file is looked at.
    pub from: Option<String>,
    /// Which column holds what.
    pub mapping: Option<Mapping>,
    /// Whether days come before months, where a column leaves it open.
    pub date_order: Option<DateOrder>,
    /// The offset of the zone in which times without one are meant, such as `+04:00`.
    pub zone: Option<String>,
    /// The heading.
    pub title: Option<String>,
    /// The language of the texts (BCP 47); English without it.
    pub language: Option<String>,
    /// Only records of these countries, by name or code; all where empty.
    pub countries: Vec<String>,
    /// Only records that touch these years, both included.
    pub years: Option<(i64, i64)>,
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The name of the format that was read.
    pub format: &'static str,
    /// The story.
    pub story: Story,
    /// What the story is told about itself, with JSON pointers into [`document`](Self::document).
    pub report: Report,
    /// The story as the file it would be; [`to_json`] writes it.
    pub document: Value,
    /// What became of every record.
    pub account: Account,
    /// What was found while reading, in the order of the file.
    pub notices: Vec<Notice>,
    /// Which column was read as what; empty for a format without columns.
    pub mapping: Mapping,
}

/// Reads a file of any known format.
///
/// ```
/// use chronocarte::import::{Options, Part, import};
/// let table = b"date,title,lat,lon\n2020-09-28,Bridge said to be destroyed,40.34,46.93\n";
/// let read = import(&[Part { name: "table.csv", bytes: table }], &Options::default())?;
/// assert_eq!((read.format, read.story.events.len(), read.account.read), ("table", 1, 1));
/// # Ok::<(), chronocarte::error::Error>(())
/// ```
///
/// # Errors
/// When no format fits, or the file breaks off where nothing can be read any more; what is wrong with single records is
/// in [`Imported::notices`].
pub fn import(parts: &[Part<'_>], options: &Options) -> Result<Imported, Error> {
    let mut draft = draft::Draft::new(options);
    let format = formats::read(parts, options, &mut draft)?;
    let draft::Finished { document, account, notices, mapping } = draft.finish();
    let (story, mut report) = Story::read(&document);
    story.check(&mut report);
    Ok(Imported { format, story, report, document, account, notices, mapping })
}
