//! A story as a workbook and back: one sheet for each list, one column for each thing that can be said.
//!
//! A column is named by the path of keys in the story file, `title.en` or `when.edtf`; the rows of a list within a list
//! name what they belong to in their first columns. What is a list of words in the file has `; ` between them in a cell.
//! Nothing is lost: the workbook of a story reads back as the same file, byte for byte.

use std::collections::BTreeMap;

use super::account::Spot;
use super::document::{arranged, number_text, order};
use super::draft::Draft;
use super::table::{Row, Table};
use crate::story::{Severity, Value};

/// One table of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, such as `Events`.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each as long as there are columns; a cell without a value is empty.
    pub rows: Vec<Vec<String>>,
}

/// A list of the story that has a sheet of its own: the lists above it, its key, the name of its sheet.
struct Listed {
    above: &'static [(&'static str, &'static str)],
    key: &'static str,
    sheet: &'static str,
}

const EVENT: (&str, &str) = ("events", "event");
const CLAIM: (&str, &str) = ("claims", "claim");

const LISTS: [Listed; 16] = [
    Listed { above: &[], key: "events", sheet: "Events" },
    Listed { above: &[EVENT], key: "claims", sheet: "Claims" },
    Listed { above: &[EVENT, CLAIM], key: "figures", sheet: "Figures" },
    Listed { above: &[EVENT, CLAIM, ("figures", "figure")], key: "parts", sheet: "Parts" },
    Listed { above: &[EVENT, CLAIM], key: "distances", sheet: "Distances" },
    Listed { above: &[EVENT, CLAIM], key: "disputedDates", sheet: "Disputed dates" },
    Listed { above: &[EVENT], key: "media", sheet: "Media" },
    Listed { above: &[], key: "parties", sheet: "Parties" },
    Listed { above: &[], key: "speakers", sheet: "Speakers" },
    Listed { above: &[], key: "sources", sheet: "Sources" },
    Listed { above: &[], key: "places", sheet: "Places" },
    Listed { above: &[("places", "place")], key: "names", sheet: "Names" },
    Listed { above: &[], key: "areas", sheet: "Areas" },
    Listed { above: &[], key: "corrections", sheet: "Corrections" },
    Listed { above: &[], key: "steps", sheet: "Steps" },
    Listed { above: &[], key: "$accept", sheet: "Accepted" },
];

const STORY: &str = "Story";
const NUMBERS: [&str; 12] = [
    "chronocarte",
    "version",
    "refresh",
    "lon",
    "lat",
    "radiusM",
    "rank",
    "importance",
    "low",
    "high",
    "count",
    "km",
];
const TRUTHS: [&str; 7] =
    ["inferred", "firstHand", "background", "graphic", "sideInferred", "scopeInferred", "toll"];
const WORD_LISTS: [&str; 7] = ["languages", "events", "spellings", "parties", "related", "via", "sumOf"];
const RAW: [&str; 2] = ["geometry", "camera"];
/// The key under which an event keeps what the format has no word for.
pub(super) const FIELDS: &str = "$fields";

/// The workbook of a story file.
pub fn sheets(document: &Value) -> Vec<Sheet> {
    let mut story = Vec::new();
    flatten(document, "", &mut story);
    let mut out = vec![Sheet {
        name: STORY.to_owned(),
        columns: vec!["key".to_owned(), "value".to_owned()],
        rows: story.into_iter().map(|(path, cell)| vec![path, cell]).collect(),
    }];
    for list in &LISTS {
        let mut rows: Vec<Vec<(String, String)>> = Vec::new();
        collect(document, list.above, &mut Vec::new(), list.key, &mut rows);
        if rows.is_empty() {
            continue;
        }
        let mut columns: Vec<&str> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (path, _) in rows.iter().flatten() {
            if seen.insert(path.as_str()) {
                columns.push(path);
            }
        }
        let above = list.above.len();
        if let Some(own) = columns.get_mut(above..) {
            own.sort_by_key(|path| rank(path, list.key));
        }
        let places: BTreeMap<&str, usize> =
            columns.iter().enumerate().map(|(at, path)| (*path, at)).collect();
        let line = |row: &Vec<(String, String)>| {
            let mut cells = vec![String::new(); columns.len()];
            for (path, cell) in row {
                if let Some(slot) = places.get(path.as_str()).and_then(|at| cells.get_mut(*at)) {
                    slot.clone_from(cell);
                }
            }
            cells
        };
        let lines = rows.iter().map(line).collect();
        out.push(Sheet {
            name: list.sheet.to_owned(),
            columns: columns.iter().map(|path| (*path).to_owned()).collect(),
            rows: lines,
        });
    }
    out
}

/// Where a column stands: by the order of the keys on its path.
fn rank(path: &str, list: &str) -> Vec<usize> {
    let mut ranks = Vec::new();
    let mut of = list;
    for key in path.split('.') {
        let order = order(of);
        ranks.push(order.iter().position(|known| *known == key).unwrap_or(order.len()));
        of = key;
    }
    ranks
}

/// The rows of a list within lists.
fn collect(
    value: &Value,
    above: &[(&str, &str)],
    keys: &mut Vec<(String, String)>,
    key: &str,
    rows: &mut Vec<Vec<(String, String)>>,
) {
    match above.split_first() {
        None => {
            for item in objects(value.get(key)) {
                let mut row = keys.clone();
                flatten(item, key, &mut row);
                rows.push(row);
            }
        }
        Some(((list, column), deeper)) => {
            for (position, item) in objects(value.get(list)).enumerate() {
                let id = item.get("id").and_then(Value::as_str).map_or((position + 1).to_string(), guarded);
                keys.push(((*column).to_owned(), id));
                collect(item, deeper, keys, key, rows);
                keys.pop();
            }
        }
    }
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let items = match value {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter(|item| matches!(item, Value::Map(_)))
}

/// Paths and cells of an object; lists of objects have sheets of their own.
fn flatten(value: &Value, _list: &str, out: &mut Vec<(String, String)>) {
    fn walk(value: &Value, path: &str, key: &str, out: &mut Vec<(String, String)>) {
        match value {
            Value::Map(entries) if !RAW.contains(&key) => {
                for (key, value) in entries {
                    let path = if path.is_empty() { key.clone() } else { [path, ".", key].concat() };
                    walk(value, &path, key, out);
                }
            }
            Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))) => {}
            Value::List(items) if items.is_empty() => {}
            value => {
                let cell = cell_of(value, key);
                if !cell.is_empty() {
                    out.push((path.to_owned(), cell));
                }
            }
        }
    }
    walk(value, "", "", out);
}

fn cell_of(value: &Value, key: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number_text(*number, key),
        Value::String(text) => guarded(text),
        Value::List(items) => {
            let words: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            let plain = |word: &&str| {
                !word.is_empty() && !word.contains(';') && word.trim() == *word && !word.starts_with('[')
            };
            match words {
                Some(words) if words.iter().all(plain) => guarded(&words.join("; ")),
                _ => super::to_json(value).trim_end().to_owned(),
            }
        }
        Value::Map(_) => super::to_json(value).trim_end().to_owned(),
    }
}

/// What a spreadsheet would take for a formula gets an apostrophe, as people type it.
fn guarded(text: &str) -> String {
    if is_formula(text) { ["'", text].concat() } else { text.to_owned() }
}

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// The files of a workbook as separated values: name and text. They are read back as a folder or a zip.
pub fn csv_files(sheets: &[Sheet]) -> Vec<(String, String)> {
    let name = |sheet: &Sheet| sheet.name.to_lowercase().replace(' ', "-") + ".csv";
    sheets
        .iter()
        .map(|sheet| {
            let mut out = String::from("\u{feff}");
            for row in std::iter::once(&sheet.columns).chain(&sheet.rows) {
                for (position, cell) in row.iter().enumerate() {
                    if position > 0 {
                        out.push(',');
                    }
                    let quoted = cell.contains([',', '"', '\n', '\r', ';'])
                        || cell.trim() != cell
                        || (row.len() == 1 && cell.is_empty());
                    if quoted {
                        out.push('"');
                        out.push_str(&cell.replace('"', "\"\""));
                        out.push('"');
                    } else {
                        out.push_str(cell);
                    }
                }
                out.push_str("\r\n");
            }
            (name(sheet), out)
        })
        .collect()
}

pub(super) fn is_number(key: &str) -> bool {
    NUMBERS.contains(&key)
}

/// Whether tables are a story's workbook: paths in the header of its events.
pub(super) fn is_workbook(tables: &[Table]) -> bool {
    let head =
        |name: &str| tables.iter().find(|table| is_called(table, name)).and_then(|table| table.rows.first());
    let path = |cell: &str| ["title.", "when.edtf"].iter().any(|it| cell.trim().starts_with(it));
    head("events").is_some_and(|row| row.cells().any(path))
}

/// Whether a table has this name, its ending and blanks aside.
pub(super) fn is_called(table: &Table, name: &str) -> bool {
    let plain = |text: &str| {
        let stem = text.rsplit('/').next().unwrap_or(text);
        stem.trim_end_matches(".csv").to_lowercase().replace([' ', '-', '_'], "")
    };
    plain(&table.name) == plain(name)
}

/// Reads a story's workbook.
pub(super) fn read(tables: &[Table], draft: &mut Draft<'_>) {
    // A spreadsheet knows text from formulas and has no need of apostrophes: those that stand there are meant.
    let mut tables = tables.to_vec();
    for row in tables.iter_mut().filter(|it| it.is_typed).flat_map(|it| &mut it.rows) {
        let guarded = |cell: &str| if is_formula(cell) { ["'", cell].concat() } else { cell.to_owned() };
        *row = Row::new(row.line, row.cells().map(guarded));
    }
    let tables = tables.as_slice();
    let mut story = Value::Map(Vec::new());
    for table in tables {
        let known = is_called(table, STORY) || LISTS.iter().any(|list| is_called(table, list.sheet));
        if !known && !table.rows.is_empty() {
            let spot = Spot::cell(&table.name, 0, 0);
            draft.say(Severity::Note, "other-sheet", spot, "this sheet has no meaning here and was not read");
        }
    }
    if let Some(table) = tables.iter().find(|table| is_called(table, STORY)) {
        for (position, row) in table.rows.iter().enumerate() {
            let (key, cell) = (row.cell(0), row.get(1).unwrap_or_default());
            // A key without a value says nothing: a template has such rows.
            if position == 0 || key.is_empty() || cell.trim().is_empty() {
                draft.pass_over();
                continue;
            }
            match put(&mut story, key, cell) {
                Ok(()) => count(draft),
                Err(why) => draft.refuse("cell", Spot::cell(&table.name, row.line, 2), why),
            }
        }
    }
    if story.get("chronocarte").is_none() {
        let _ = put(&mut story, "chronocarte", "1");
    }
    for list in &LISTS {
        let Some(table) = tables.iter().find(|table| is_called(table, list.sheet)) else { continue };
        rows(table, list, &mut story, draft);
    }
    if let Value::Map(entries) = &mut story
        && !entries.iter().any(|(key, _)| key == "title")
        && let Some(title) = &draft.options.title
    {
        entries.push(("title".to_owned(), draft.words(title)));
    }
    draft.whole = Some(arranged(story, ""));
}

fn count(draft: &mut Draft<'_>) {
    draft.account.records += 1;
    draft.account.read += 1;
}

fn rows(table: &Table, list: &Listed, story: &mut Value, draft: &mut Draft<'_>) {
    let Some((head, body)) = table.rows.split_first() else { return };
    draft.pass_over();
    for row in body {
        if row.is_blank() || row.is_comment() || row.is_tags() {
            draft.pass_over();
            continue;
        }
        let spot = |column: usize| Spot::cell(&table.name, row.line, column);
        let mut item = Value::Map(Vec::new());
        let mut above = vec![""; list.above.len()];
        let mut wrong = None;
        for (column, name) in head.cells().map(str::trim).enumerate() {
            let cell = row.get(column).unwrap_or_default();
            if let Some(slot) = list.above.iter().position(|(_, above)| *above == name) {
                if let Some(slot) = above.get_mut(slot) {
                    *slot = unguarded(cell.trim());
                }
            } else if !name.is_empty()
                && !cell.trim().is_empty()
                && let Err(why) = put(&mut item, name, cell)
            {
                wrong = wrong.or(Some((column + 1, why)));
            }
        }
        let parent = list
            .above
            .iter()
            .zip(&above)
            .try_fold(&mut *story, |value, ((list, _), id)| descend(value, list, id));
        match (parent, wrong) {
            (None, _) => draft.refuse(
                "parent",
                spot(1),
                format!(
                    "there is no {} “{}” this row could belong to",
                    list.above.last().map_or("list", |it| it.1),
                    above.join(" ")
                ),
            ),
            (_, Some((column, why))) => draft.refuse("cell", spot(column), why),
            (Some(Value::Map(entries)), None) => {
                match entries.iter_mut().find(|(key, _)| key == list.key) {
                    Some((_, Value::List(items))) => items.push(item),
                    _ => entries.push((list.key.to_owned(), Value::List(vec![item]))),
                }
                count(draft);
            }
            (Some(_), None) => {}
        }
    }
}

/// The item of a list by its identifier, or by its number from 1. Rows mostly belong to the last.
fn descend<'v>(value: &'v mut Value, list: &str, id: &str) -> Option<&'v mut Value> {
    let Value::Map(entries) = value else { return None };
    let (_, Value::List(items)) = entries.iter_mut().find(|(key, _)| key == list)? else { return None };
    let at = items.iter().rposition(|item| item.get("id").and_then(Value::as_str) == Some(id));
    let at = at.or_else(|| {
        id.parse::<usize>()
            .ok()?
            .checked_sub(1)
            .filter(|at| items.get(*at).is_some_and(|it| it.get("id").is_none()))
    })?;
    items.get_mut(at)
}

/// Puts a cell where its path leads.
fn put(object: &mut Value, path: &str, cell: &str) -> Result<(), String> {
    let (key, rest) = match path.split_once('.') {
        Some((key, rest)) => (key, Some(rest)),
        None => (path, None),
    };
    let Value::Map(entries) = object else {
        return Err(format!("“{path}” leads into what is no object"));
    };
    if let Some(rest) = rest {
        let at = entries.iter().position(|(known, _)| known == key).unwrap_or(entries.len());
        if at == entries.len() {
            entries.push((key.to_owned(), Value::Map(Vec::new())));
        }
        let Some((_, inner)) = entries.get_mut(at) else { return Ok(()) };
        if key == FIELDS {
            if let Value::Map(fields) = inner {
                fields.push((rest.to_owned(), Value::String(unguarded(cell).to_owned())));
            }
            return Ok(());
        }
        if rest.matches('.').count() > 8 {
            return Err("this column leads too deep".to_owned());
        }
        return put(inner, rest, cell);
    }
    let value = value_of(key, cell)?;
    entries.push((key.to_owned(), value));
    Ok(())
}

fn value_of(key: &str, cell: &str) -> Result<Value, String> {
    let trimmed = cell.trim();
    let shown = || super::tabular::shortened(trimmed, 40);
    if is_number(key) {
        let number = unguarded(trimmed).replace(',', ".").parse().ok().filter(|it: &f64| it.is_finite());
        return number.map(Value::Number).ok_or_else(|| format!("“{}” is no number", shown()));
    }
    if TRUTHS.contains(&key) {
        return match trimmed.to_lowercase().as_str() {
            "yes" | "true" | "1" | "x" | "oui" => Ok(Value::Bool(true)),
            "no" | "false" | "0" | "non" => Ok(Value::Bool(false)),
            _ => Err(format!("“{}” is neither yes nor no", shown())),
        };
    }
    if RAW.contains(&key) || (WORD_LISTS.contains(&key) && trimmed.starts_with('[')) {
        return super::json::parse(trimmed).map_err(|error| format!("this is no JSON: {}", error.message));
    }
    if WORD_LISTS.contains(&key) {
        let words = unguarded(trimmed).split(';').map(str::trim).filter(|word| !word.is_empty());
        return Ok(Value::List(words.map(|word| Value::String(word.to_owned())).collect()));
    }
    Ok(Value::String(unguarded(cell).to_owned()))
}
