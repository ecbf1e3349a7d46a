//! The table of formats: what each is called, how it is known, how it is read.

use super::account::Spot;
use super::bytes::decode;
use super::draft::Draft;
use super::table::Table;
use super::{Options, Part};
use super::{acled, features, json, placemarks, sheet_rows, slides, tabular, timemap, ucdp, workbook};
use crate::error::Error;
use crate::story::{Severity, Value};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for a person.
    pub what: &'static str,
}

/// What a file turned out to be before its format is known.
enum Content {
    Tables(Vec<Table>),
    Json(Value),
    Xml(String),
}

struct Reader {
    format: Format,
    fits: fn(&Content) -> bool,
    read: fn(&Content, &mut Draft<'_>) -> Result<(), Error>,
}

macro_rules! formats {
    ($($name:literal $what:literal $fits:expr, $read:expr;)*) => {
        /// All formats, in the order in which a file is tried.
        pub const FORMATS: &[Format] = &[$(Format { name: $name, what: $what }),*];
        const READERS: &[Reader] = &[$(Reader { format: Format { name: $name, what: $what }, fits: $fits, read: $read }),*];
    };
}

formats! {
    "story" "a story of this format" |it| json_of(it).is_some_and(|it| it.get("chronocarte").is_some()), whole;
    "workbook" "a story's workbook: XLSX, ODS, a folder or a zip of CSV files" |it| tables_of(it).is_some_and(workbook::is_workbook), |it, draft| { workbook::read(tables_of(it).unwrap_or_default(), draft); Ok(()) };
    "ucdp" "UCDP GED: CSV, workbook, API page" |it| tables_of(it).is_some_and(|it| it.iter().any(ucdp::fits)) || json_of(it).is_some_and(|it| ucdp::json_events(it).is_some()), |it, draft| { each(it, draft, ucdp::fits, ucdp::read); json_of(it).into_iter().for_each(|it| ucdp::read_json(it, draft)); Ok(()) };
    "acled" "ACLED: CSV or workbook" |it| tables_of(it).is_some_and(|it| it.iter().any(acled::fits)), |it, draft| { each(it, draft, acled::fits, acled::read); Ok(()) };
    "timemap" "TimeMap: JSON or workbook" |it| json_of(it).is_some_and(timemap::fits) || tables_of(it).is_some_and(timemap::fits_tables), |it, draft| match (json_of(it), tables_of(it)) {
        (Some(json), _) => timemap::read(json, draft),
        (_, Some(tables)) => timemap::read_tables(tables, draft),
        _ => Ok(()),
    };
    "storymapjs" "StoryMapJS: JSON" |it| json_of(it).is_some_and(slides::is_storymap), |it, draft| json_with(it, draft, slides::read_storymap);
    "timelinejs" "TimelineJS 2 and 3: JSON" |it| json_of(it).is_some_and(slides::is_timeline), |it, draft| json_with(it, draft, slides::read_timeline);
    "geojson" "GeoJSON with time" |it| json_of(it).is_some_and(features::fits), |it, draft| json_with(it, draft, features::read);
    "items" "a JSON list of objects, such as vis-timeline's items" |it| json_of(it).is_some_and(slides::is_items), |it, draft| json_with(it, draft, slides::read_items);
    "kml" "KML and KMZ" |it| xml_of(it).is_some_and(|it| it.contains("<kml") || it.contains("<Placemark")), |it, draft| xml_of(it).map_or(Ok(()), |it| placemarks::read_kml(it, draft));
    "gpx" "GPX" |it| xml_of(it).is_some_and(|it| it.contains("<gpx")), |it, draft| xml_of(it).map_or(Ok(()), |it| placemarks::read_gpx(it, draft));
    "table" "any table: CSV, TSV, XLSX, ODS; sheets of TimelineJS, timemapper, Datawrapper, Flourish" |it| tables_of(it).is_some(), |it, draft| table(it, draft);
}

fn tables_of(content: &Content) -> Option<&[Table]> {
    if let Content::Tables(tables) = content { Some(tables) } else { None }
}

fn json_of(content: &Content) -> Option<&Value> {
    if let Content::Json(value) = content { Some(value) } else { None }
}

fn xml_of(content: &Content) -> Option<&str> {
    if let Content::Xml(text) = content { Some(text) } else { None }
}

fn json_with(
    content: &Content,
    draft: &mut Draft<'_>,
    read: fn(&Value, &mut Draft<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    json_of(content).map_or(Ok(()), |value| read(value, draft))
}

fn whole(content: &Content, draft: &mut Draft<'_>) -> Result<(), Error> {
    let events = json_of(content).map_or(0, |it| json::items(it.get("events")).len());
    draft.account.records = events;
    draft.account.read = events;
    draft.whole = json_of(content).cloned();
    Ok(())
}

fn each(
    content: &Content,
    draft: &mut Draft<'_>,
    fits: fn(&Table) -> bool,
    read: fn(&Table, &mut Draft<'_>),
) {
    for table in tables_of(content).unwrap_or_default() {
        if fits(table) {
            read(table, draft);
        } else {
            other_sheet(table, draft);
        }
    }
}

fn other_sheet(table: &Table, draft: &mut Draft<'_>) {
    if !table.rows.is_empty() {
        let message = "this sheet was not read: it is not of the format of the others";
        draft.say(Severity::Warning, "other-sheet", Spot::cell(&table.name, 1, 0), message);
    }
}

/// Every sheet that can be read; an error where none can.
fn table(content: &Content, draft: &mut Draft<'_>) -> Result<(), Error> {
    let mut refused = None;
    let mut read = false;
    for table in tables_of(content).unwrap_or_default().iter().filter(|table| !table.rows.is_empty()) {
        match tabular::read(table, draft) {
            Ok(()) => read = true,
            Err(why) => {
                other_sheet(table, draft);
                refused = refused.or(Some(why));
            }
        }
    }
    match refused {
        Some(why) if !read => Err(why),
        None if !read => Err(Error::new("empty", "the file holds no rows")),
        _ => Ok(()),
    }
}

/// How much of a table is looked at to know what it is.
const HEAD: usize = 1 << 20;

/// The name of the format of a file; `None` where it has none that is known, and for what could be a broken story.
pub fn sniff(parts: &[Part<'_>]) -> Option<&'static str> {
    let options = Options::default();
    // The head of a long table says what it is; all else is looked at whole.
    let head = |part: &Part<'_>| {
        let cut = part.bytes.get(..HEAD).and_then(|head| head.iter().rposition(|byte| *byte == b'\n'));
        let plain = part.bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        cut.filter(|_| {
            plain.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'"')
                && !part.bytes.starts_with(b"PK")
        })
    };
    let heads: Vec<Part<'_>> = parts
        .iter()
        .map(|part| Part {
            name: part.name,
            bytes: head(part).and_then(|at| part.bytes.get(..at)).unwrap_or(part.bytes),
        })
        .collect();
    let content = content(&heads, &mut Draft::new(&options)).ok()?;
    let name = READERS.iter().find(|reader| (reader.fits)(&content))?.format.name;
    // Any text is a table of one column.
    let narrow = tables_of(&content).is_some_and(|tables| tables.iter().all(|table| table.width() < 2));
    (!narrow).then_some(name)
}

/// Reads whatever it is; the name of its format.
pub(super) fn read(
    parts: &[Part<'_>],
    options: &Options,
    draft: &mut Draft<'_>,
) -> Result<&'static str, Error> {
    let pinned = Some(draft.mapping.format.clone()).filter(|it| !it.is_empty());
    let wanted = options.from.clone().or(pinned);
    let chosen = wanted.as_deref().map(|name| {
        READERS.iter().find(|reader| reader.format.name == name).ok_or_else(|| {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            Error::new("format", format!("“{name}” is not one of: {}", known.join(", ")))
        })
    });
    let chosen = chosen.transpose()?;
    let content = content(parts, draft)?;
    if draft.title.is_empty() {
        let name = parts.first().map_or("", |part| part.name);
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        draft.title = file.split_once('.').map_or(file, |it| it.0).replace(['_', '-'], " ");
    }
    let reader = match chosen {
        Some(reader) => Some(reader),
        None => READERS.iter().find(|reader| (reader.fits)(&content)),
    };
    let reader = reader.ok_or_else(|| {
        Error::new(
            "format",
            "this is no file of a format that is known here: name one with --from, or save it as a table",
        )
    })?;
    (reader.read)(&content, draft)?;
    if let (Some(country), false) =
        (options.countries.first(), ["ucdp", "acled"].contains(&reader.format.name))
    {
        let message = format!(
            "--country {country} and --year choose among records of UCDP and ACLED; here nothing was left out"
        );
        draft.say(Severity::Warning, "selection", Spot::default(), message);
    }
    draft.mapping.format = reader.format.name.to_owned();
    Ok(reader.format.name)
}

/// The parts of what may be an archive.
fn content(parts: &[Part<'_>], draft: &mut Draft<'_>) -> Result<Content, Error> {
    if let [part] = parts {
        if part.bytes.starts_with(b"PK") {
            let names = archive_names(part.bytes)?;
            let book = names
                .iter()
                .any(|name| name == "xl/workbook.xml" || name == "mimetype" || name == "xl/workbook.bin");
            return if book {
                Ok(Content::Tables(sheet_rows::read(part.bytes)?))
            } else {
                archive(part.bytes, draft)
            };
        }
        // Compound files: workbooks of before 2007.
        if part.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Ok(Content::Tables(sheet_rows::read(part.bytes)?));
        }
        return of_text(part, draft, false);
    }
    let mut tables = Vec::new();
    for part in parts {
        if let Content::Tables(more) = of_text(part, draft, true)? {
            tables.extend(more);
        }
    }
    Ok(Content::Tables(tables))
}

fn of_text(part: &Part<'_>, draft: &mut Draft<'_>, named: bool) -> Result<Content, Error> {
    let decoded = decode(part.bytes);
    if let Some(remark) = decoded.remark {
        let spot = Spot {
            file: if named { part.name.to_owned() } else { String::new() },
            line: decoded.line,
            ..Spot::default()
        };
        draft.say(Severity::Note, "encoding", spot, remark);
    }
    let text = decoded.text;
    let start = text.trim_start();
    if start.starts_with('<') {
        return Ok(Content::Xml(text.into_owned()));
    }
    let ending = part.name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if (start.starts_with(['{', '[']) && !["csv", "tsv", "txt"].contains(&&*ending))
        || ending == "json"
        || ending == "geojson"
    {
        return json::parse(start.trim_end()).map(Content::Json);
    }
    let separator = (ending == "tsv").then_some(b'\t').filter(|_| text.contains('\t'));
    let name = if named { part.name } else { "" };
    Ok(Content::Tables(vec![Table::of_text(name, &text, separator)]))
}

fn zip_refused(error: zip::result::ZipError) -> Error {
    Error::new("zip", format!("the archive cannot be read: {error}"))
}

fn archive_names(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(zip_refused)?;
    Ok(archive.file_names().map(str::to_owned).collect())
}

/// How much an archive may unpack to.
const UNPACKED: u64 = 1 << 30;

/// The map of a KMZ, or the tables of a zip.
fn archive(bytes: &[u8], draft: &mut Draft<'_>) -> Result<Content, Error> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(zip_refused)?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut room = UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(zip_refused)?;
        let name = file.name().to_owned();
        let lower = name.to_lowercase();
        if ![".kml", ".csv", ".tsv", ".json", ".geojson"].iter().any(|ending| lower.ends_with(ending))
            || lower.contains("__macosx")
        {
            continue;
        }
        let mut bytes = Vec::new();
        file.take(room + 1).read_to_end(&mut bytes).map_err(|error| Error::new("zip", error.to_string()))?;
        room = room
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| Error::new("zip", "the archive unpacks to more than a gigabyte"))?;
        files.push((name, bytes));
    }
    let map = files.iter().position(|(name, _)| name.eq_ignore_ascii_case("doc.kml"));
    let map = map.or_else(|| files.iter().position(|(name, _)| name.to_lowercase().ends_with(".kml")));
    if let Some((_, bytes)) = map.and_then(|at| files.get(at)) {
        return Ok(Content::Xml(decode(bytes).text.into_owned()));
    }
    let parts: Vec<Part<'_>> = files.iter().map(|(name, bytes)| Part { name, bytes }).collect();
    match parts.as_slice() {
        [] => Err(Error::new("zip", "the archive holds no table and no map")),
        [part] => of_text(part, draft, false),
        parts => content(parts, draft),
    }
}
