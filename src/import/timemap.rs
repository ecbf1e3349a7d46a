//! TimeMap: events, sources and associations, as JSON or as a workbook.

use super::account::Spot;
use super::date;
use super::date_column::DateColumn;
use super::draft::{Draft, text};
use super::html;
use super::json::{cell, entries, find, items};
use super::record::{Picture, Record, Reference, Whereabouts, position};
use super::table::Table;
use super::tabular::{say_order, shortened};
use super::workbook::is_called;
use crate::error::Error;
use crate::story::{Severity, Value};

const KNOWN: [&str; 16] = [
    "id",
    "description",
    "date",
    "time",
    "location",
    "latitude",
    "longitude",
    "sources",
    "associations",
    "graphic",
    "title",
    "comments",
    "civid",
    "category",
    "filters",
    "type",
];

fn list(value: &Value) -> (&'static str, &[Value]) {
    match find(value, &["events"]) {
        Some(Value::List(events)) => ("events", events),
        _ => ("", items(Some(value))),
    }
}

/// Whether a JSON file is of TimeMap: its whole, `events.json`, or `api.json`.
pub(super) fn fits(value: &Value) -> bool {
    let (_, list) = list(value);
    let shaped = |it: &Value| {
        it.get("description").is_some()
            && (it.get("sources").is_some() || it.get("associations").is_some())
            && it.get("date").is_some()
    };
    list.first().is_some_and(shaped)
}

/// Whether a workbook is of TimeMap: its exports, or its sheets.
pub(super) fn fits_tables(tables: &[Table]) -> bool {
    let named = |name: &str| tables.iter().any(|table| is_called(table, name));
    named("EXPORT_EVENTS")
        || (named("Events") && named("Sources") && (named("Associations") || named("Filters")))
}

/// Reads the JSON.
pub(super) fn read(value: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    let (key, _) = list(value);
    let own =
        entries(value).iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or("", |it| it.0.as_str());
    let pointer = if own.is_empty() { String::new() } else { format!("/{own}") };
    read_at(value, draft, &|at| Spot::at(&format!("{pointer}/{at}")))
}

fn read_at(value: &Value, draft: &mut Draft<'_>, spot: &dyn Fn(usize) -> Spot) -> Result<(), Error> {
    let top = ["events", "sources", "associations"];
    let others: Vec<&str> = entries(value)
        .iter()
        .map(|it| it.0.as_str())
        .filter(|key| !top.iter().any(|it| it.eq_ignore_ascii_case(key)))
        .collect();
    if !others.is_empty() {
        let message =
            format!("these were dropped, they may hold what is not meant for readers: {}", others.join(", "));
        draft.say(Severity::Warning, "unknown-key", Spot::at(""), message);
    }
    let (_, events) = list(value);
    let file = Spot { line: 0, pointer: String::new(), ..spot(0) };
    let mut sources: Vec<(String, &Value)> = Vec::new();
    match find(value, &["sources"]) {
        Some(Value::Map(by_id)) => sources.extend(by_id.iter().map(|(id, it)| (id.clone(), it))),
        Some(Value::List(all)) => sources.extend(all.iter().map(|it| (cell(it.get("id")), it))),
        _ => {}
    }
    sources.sort_by(|one, other| one.0.cmp(&other.0));
    let associations = items(find(value, &["associations"]));
    let days: Vec<String> = events.iter().map(|it| cell(it.get("date"))).collect();
    let dates = DateColumn::decide(days.iter().map(String::as_str), draft.options.date_order);
    say_order(draft, &dates, file.clone());
    let clocks: Vec<String> = events.iter().map(|it| cell(it.get("time"))).collect();
    let midnight = clocks.iter().all(|it| it.is_empty() || it.starts_with("00:00"));
    let zoned = draft.options.zone.is_some();
    let (mut untimed, mut dangling) = (0, 0);
    for (at, event) in events.iter().enumerate() {
        let mut record = Record { spot: spot(at), kind: "other", ..Record::default() };
        let get = |key: &str| cell(find(event, &[key])).trim().to_owned();
        record.id = [get("id"), get("civId")].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        let said = html::plain(&get("description"));
        record.via.extend(said.links.iter().map(|(words, url)| Reference::link(words, url)));
        let title = get("title");
        record.title = shortened(
            if title.is_empty() { said.text.lines().next().unwrap_or_default() } else { &title },
            120,
        );
        record.text = if said.text == record.title { String::new() } else { said.text };
        if record.title.is_empty() {
            draft.refuse("no-title", record.spot, "the event has no description");
            continue;
        }
        let reading = dates.read(&get("date"), zoned);
        if let Some((code, message)) = reading.warning {
            record.warn(code, message);
        } else if get("date").is_empty() {
            record.warn("date", "there is no date");
        }
        record.edtf = reading.edtf;
        if let (false, Some((Some(clock), _)), 10) = (midnight, date::clock(&get("time")), record.edtf.len())
        {
            if zoned {
                record.edtf = [&record.edtf, "T", &clock].concat();
            } else {
                untimed += 1;
            }
        }
        let place = position(&get("longitude"), &get("latitude"));
        let position = place.unwrap_or_else(|why| {
            record.warn("coordinates", why);
            None
        });
        if position.is_some() || !get("location").is_empty() {
            record.place = Some(Whereabouts { name: get("location"), position, ..Whereabouts::default() });
        }
        for source in items(find(event, &["sources"])) {
            let reference = match source {
                Value::String(id) if html::web(id).is_some() => {
                    html::web(id).map(|url| Reference::link("", &url))
                }
                Value::String(id) => match sources.binary_search_by(|it| it.0.as_str().cmp(id)) {
                    Ok(at) => sources.get(at).and_then(|it| reference(id, it.1, &mut record)),
                    Err(_) => {
                        dangling += 1;
                        record.warn("dangling", format!("there is no source “{}”", shortened(id, 60)));
                        None
                    }
                },
                other => reference(&cell(other.get("id")), other, &mut record),
            };
            record.via.extend(reference);
        }
        record.via.dedup_by(|one, other| one.url == other.url && one.name == other.name);
        if get("graphic").eq_ignore_ascii_case("true") {
            record.media.push(Picture { graphic: true, ..Picture::default() });
        }
        let mut names: Vec<String> = Vec::new();
        for id in items(find(event, &["associations"])) {
            let id = cell(Some(id));
            match associations.iter().find(|it| cell(it.get("id")) == id) {
                Some(found) => names.push(cell(found.get("title"))),
                None if !associations.is_empty() => dangling += 1,
                None => names.push(id),
            }
        }
        names.retain(|it| !it.is_empty());
        if !names.is_empty() {
            record.fields.push(("associations".to_owned(), names.join("; ")));
        }
        for (key, value) in entries(event) {
            let known = KNOWN.contains(&key.to_lowercase().as_str())
                && !["category", "comments", "type"].contains(&key.as_str());
            let value = match value {
                Value::List(_) | Value::Map(_) => super::to_json(value).trim().to_owned(),
                value => cell(Some(value)),
            };
            if !known && !value.is_empty() {
                record.fields.push((key.clone(), shortened(&value, 400)));
            }
        }
        draft.add(record);
    }
    if untimed > 0 {
        let message = format!(
            "times of day without a zone were left out ({untimed}): say --zone (such as --zone +04:00)"
        );
        draft.say(Severity::Warning, "zone", file.clone(), message);
    }
    if dangling > 0 {
        draft.say(
            Severity::Note,
            "dangling",
            file.clone(),
            format!("{dangling} references lead to nothing in the file"),
        );
    }
    Ok(())
}

/// A source with the first of its addresses; more are kept in its note.
fn reference(id: &str, source: &Value, record: &mut Record) -> Option<Reference> {
    let paths: Vec<String> = match find(source, &["paths"]) {
        Some(Value::List(paths)) => paths.iter().map(|it| cell(Some(it))).collect(),
        _ => ["path", "url"].iter().map(|key| cell(source.get(key))).collect(),
    };
    let given: Vec<&String> = paths.iter().filter(|it| !it.trim().is_empty()).collect();
    let links: Vec<String> = given.iter().filter_map(|it| html::web(it)).collect();
    if links.len() < given.len() {
        record.warn(
            "address",
            format!("the source “{}” has an address that is none: it was left out", shortened(id, 60)),
        );
    }
    let title = cell(source.get("title"));
    let named = if title.trim().len() > 1 { html::plain(&title).text } else { String::new() };
    let name = match links.first() {
        Some(url) if named.is_empty() => url.split('/').nth(2).unwrap_or_default().to_owned(),
        None if named.is_empty() => format!("Source {id}"),
        _ => named,
    };
    let mut notes = vec![html::plain(&cell(find(source, &["description", "desc"]))).text];
    notes.extend(links.iter().skip(1).cloned());
    notes.retain(|it| !it.is_empty());
    let id = if id.is_empty() { String::new() } else { format!("src-{id}") };
    Some(Reference {
        id,
        name,
        url: links.first().cloned().unwrap_or_default(),
        kind: "footage",
        note: notes.join("\n"),
    })
}

/// Reads the workbook: what it exports where it does, else its own sheets, and the places of its sites.
pub(super) fn read_tables(tables: &[Table], draft: &mut Draft<'_>) -> Result<(), Error> {
    let named = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| tables.iter().find(|table| is_called(table, name) && table.rows.len() > 1))
    };
    let events = named(&["EXPORT_EVENTS", "Events"])
        .ok_or_else(|| Error::new("timemap", "the workbook has no sheet of events"))?;
    let sources = named(&["EXPORT_SOURCES", "Sources"]);
    let associations = named(&["EXPORT_ASSOCIATIONS", "Associations"]);
    let json = |table: &Table| -> Vec<Value> {
        let Some((head, body)) = table.rows.split_first() else { return Vec::new() };
        let object = |row: &super::table::Row| {
            let mut made: Vec<(String, Value)> = Vec::new();
            let mut lists: Vec<(&str, Vec<Value>)> =
                vec![("sources", Vec::new()), ("associations", Vec::new()), ("paths", Vec::new())];
            for (at, name) in head.cells().enumerate() {
                let (name, value) = (name.trim(), row.cell(at));
                let stem = name.to_lowercase();
                let stem = stem.trim_end_matches(|it: char| it.is_ascii_digit());
                let of = match stem {
                    "source" | "sources" => 0,
                    "association" | "associations" | "filter" | "narrative" | "tag" => 1,
                    "path" | "paths" => 2,
                    _ => usize::MAX,
                };
                match lists.get_mut(of) {
                    Some((_, list)) => list
                        .extend(value.split([',', ';']).map(str::trim).filter(|it| !it.is_empty()).map(text)),
                    None if !value.is_empty() && !name.is_empty() => {
                        made.push((name.to_owned(), text(value)))
                    }
                    None => {}
                }
            }
            made.extend(
                lists
                    .into_iter()
                    .filter(|it| !it.1.is_empty())
                    .map(|(name, list)| (name.to_owned(), Value::List(list))),
            );
            Value::Map(made)
        };
        body.iter().filter(|row| !row.is_blank()).map(object).collect()
    };
    let mut story = vec![("events".to_owned(), Value::List(json(events)))];
    story.extend(sources.map(|it| ("sources".to_owned(), Value::List(json(it)))));
    story.extend(associations.map(|it| ("associations".to_owned(), Value::List(json(it)))));
    let filled = events.rows.iter().skip(1).filter(|row| !row.is_blank());
    let lines: Vec<u32> = filled.map(|row| row.line).collect();
    draft.account.records += 1;
    draft.account.passed_over += 1;
    read_at(&Value::Map(story), draft, &|at| Spot::cell(&events.name, lines.get(at).copied().unwrap_or(0), 0))
}
