//! Slides of TimelineJS and StoryMapJS, items of vis-timeline, and any other list of objects.

use super::account::Spot;
use super::date;
use super::draft::Draft;
use super::html::{self, Plain};
use super::json::{cell, entries, find, items};
use super::record::{Picture, Record, Reference, Whereabouts, position};
use super::table::{Row, Table};
use super::tabular::{self, by_parts, interval, shortened};
use crate::error::Error;
use crate::story::{Severity, Value};

/// Whether a file is a story map.
pub(super) fn is_storymap(value: &Value) -> bool {
    value.get("storymap").is_some_and(|it| it.get("slides").is_some())
}

/// Whether a file is a timeline, of version 2 or 3.
pub(super) fn is_timeline(value: &Value) -> bool {
    let old = value.get("timeline").is_some_and(|it| it.get("date").is_some());
    let events = items(value.get("events"));
    old || events.iter().any(|it| it.get("start_date").is_some())
}

/// Whether a file is a list of objects with at least a time, a place or a title.
pub(super) fn is_items(value: &Value) -> bool {
    let list = item_list(value).1;
    let known = ["start", "date", "lat", "latitude", "title", "content", "time"];
    !list.is_empty() && list.iter().take(5).all(|it| known.iter().any(|key| find(it, &[key]).is_some()))
}

fn item_list(value: &Value) -> (&'static str, &[Value]) {
    let keys = ["items", "data", "results", "rows", "markers"];
    let held = keys.iter().find_map(|key| Some((*key, items(value.get(key)))).filter(|it| !it.1.is_empty()));
    held.unwrap_or(("items", items(Some(value))))
}

/// Reads a list of objects as the table it could be; its line is the number of the object.
pub(super) fn read_items(value: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    let (name, list) = item_list(value);
    let mut names: Vec<&str> = Vec::new();
    for (key, _) in list.iter().flat_map(entries) {
        if !names.contains(&key.as_str()) {
            names.push(key);
        }
    }
    let mut rows = vec![Row::new(0, &names)];
    for (line, item) in (1_u32..).zip(list) {
        let text = |name: &&str| match item.get(name) {
            Some(value @ (Value::List(_) | Value::Map(_))) => super::to_json(value).trim().to_owned(),
            value => cell(value),
        };
        rows.push(Row::new(line, names.iter().map(text)));
    }
    tabular::read(&Table { name: name.to_owned(), rows, is_cut: false, is_typed: false }, draft)
}

/// A date of version 3: texts or numbers, empty where nothing is said.
fn date(value: Option<&Value>, zoned: bool, record: &mut Record, untimed: &mut usize) -> String {
    let Some(value) = value else { return String::new() };
    let part = |key: &str| cell(value.get(key)).trim().to_owned();
    if part("year").is_empty() {
        return String::new();
    }
    let Some(mut day) = by_parts(&part("year"), &part("month"), &part("day")) else {
        record.warn("date", "there is no such day: the date is left open");
        return String::new();
    };
    if !part("hour").is_empty() && day.len() == 10 {
        let number = |key: &str| part(key).parse::<u8>().unwrap_or(0);
        if zoned && number("hour") < 24 && number("minute") < 60 {
            day = format!("{day}T{:02}:{:02}", number("hour"), number("minute"));
        } else {
            *untimed += 1;
        }
    }
    day
}

fn say_zone(untimed: usize, draft: &mut Draft<'_>) {
    if untimed > 0 {
        let message = format!(
            "times of day without a zone were left out ({untimed}): say --zone (such as --zone +04:00)"
        );
        draft.say(Severity::Warning, "zone", Spot::at(""), message);
    }
}

fn links(plain: &Plain, record: &mut Record) {
    record.via.extend(plain.links.iter().map(|(words, url)| Reference::link(words, url)));
}

/// A picture or a page; what is neither is kept as a field.
fn media(media: Option<&Value>, record: &mut Record) {
    let Some(media) = media else { return };
    let source = cell(find(media, &["url", "media"]));
    let caption = html::plain(&cell(media.get("caption")));
    let credit = html::plain(&cell(media.get("credit")));
    links(&caption, record);
    links(&credit, record);
    if record.title.is_empty() && !caption.text.is_empty() {
        record.title = shortened(caption.text.lines().next().unwrap_or_default(), 120);
        record.warn("no-title", "the slide has no headline: the caption of its picture stands in for it");
    }
    let link = cell(media.get("link"));
    record.via.extend(html::web(&link).map(|url| Reference::link("", &url)));
    match html::web(&source).filter(|url| url.starts_with("https://")) {
        Some(url) => {
            record.media.push(Picture { url, alt: caption.text, credit: credit.text, graphic: false })
        }
        None if !source.is_empty() => record.fields.push(("media".to_owned(), shortened(&source, 400))),
        None => {}
    }
}

fn headline(text: Option<&Value>, record: &mut Record) {
    let Some(text) = text else { return };
    let (title, body) = (html::plain(&cell(text.get("headline"))), html::plain(&cell(text.get("text"))));
    links(&title, record);
    links(&body, record);
    record.title = title.text.replace('\n', " ");
    record.text = body.text;
    if record.title.is_empty() {
        record.title = shortened(record.text.lines().next().unwrap_or_default(), 120);
    }
}

fn location(value: Option<&Value>, record: &mut Record) {
    let Some(value) = value else { return };
    let (lon, lat) =
        (cell(find(value, &["lon", "lng", "longitude"])), cell(find(value, &["lat", "latitude"])));
    let name = html::plain(&cell(value.get("name"))).text;
    match position(&lon, &lat) {
        Ok(position) if position.is_some() || !name.is_empty() => {
            record.place = Some(Whereabouts { name, position, ..Whereabouts::default() });
        }
        Ok(_) => {}
        Err(why) => record.warn("coordinates", why),
    }
}

/// What stands at the top of a file and is not read: named, never carried along.
fn dropped(value: &Value, known: &[&str], draft: &mut Draft<'_>) {
    let others: Vec<&str> =
        entries(value).iter().map(|it| it.0.as_str()).filter(|key| !known.contains(key)).collect();
    if !others.is_empty() {
        draft.say(
            Severity::Note,
            "unknown-key",
            Spot::at(""),
            format!("these were left out: {}", others.join(", ")),
        );
    }
}

/// Reads a timeline.
pub(super) fn read_timeline(value: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    if let Some(old) = value.get("timeline") {
        return read_old(old, draft);
    }
    dropped(value, &["events", "title", "eras", "scale"], draft);
    let zoned = draft.options.zone.is_some();
    let mut untimed = 0;
    if let Some(title) = value.get("title") {
        let mut record = Record::default();
        headline(title.get("text"), &mut record);
        draft.account.records += 1;
        draft.account.read += 1;
        draft.title = record.title;
        draft.summary = record.text;
    }
    for (list, background) in [("events", false), ("eras", true)] {
        for (at, slide) in items(value.get(list)).iter().enumerate() {
            let mut record = Record {
                spot: Spot::at(&format!("/{list}/{at}")),
                kind: "other",
                background,
                ..Record::default()
            };
            record.id = cell(slide.get("unique_id"));
            headline(slide.get("text"), &mut record);
            let start = date(slide.get("start_date"), zoned, &mut record, &mut untimed);
            let end = date(slide.get("end_date"), zoned, &mut record, &mut untimed);
            record.edtf = interval(&start, &end);
            let shown =
                [slide.get("display_date"), slide.get("start_date").and_then(|it| it.get("display_date"))];
            let shown = shown.iter().map(|it| cell(*it)).find(|it| !it.is_empty()).unwrap_or_default();
            record.date_note = html::plain(&shown).text;
            location(slide.get("location"), &mut record);
            media(slide.get("media"), &mut record);
            let group = cell(slide.get("group"));
            if !group.is_empty() {
                record.fields.push(("group".to_owned(), group));
            }
            add(record, draft);
        }
    }
    say_zone(untimed, draft);
    Ok(())
}

fn add(record: Record, draft: &mut Draft<'_>) {
    if record.title.is_empty() {
        draft.refuse("no-title", record.spot, "the slide has no headline and no text");
    } else {
        draft.add(record);
    }
}

/// Version 2: `2011,3,23` and everything in one list.
fn read_old(timeline: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    draft.title = html::plain(&cell(timeline.get("headline"))).text.replace('\n', " ");
    draft.summary = html::plain(&cell(timeline.get("text"))).text;
    let zoned = draft.options.zone.is_some();
    let mut untimed = 0;
    for (list, background) in [("date", false), ("era", true)] {
        for (at, slide) in items(timeline.get(list)).iter().enumerate() {
            let mut record = Record {
                spot: Spot::at(&format!("/timeline/{list}/{at}")),
                kind: "other",
                background,
                ..Record::default()
            };
            headline(Some(slide), &mut record);
            let mut read = |key: &str, record: &mut Record| {
                let text = cell(slide.get(key));
                let parts: Vec<&str> = text.split(',').map(str::trim).collect();
                if parts.iter().all(|part| part.is_empty()) {
                    return String::new();
                }
                let part = |at: usize| parts.get(at).copied().unwrap_or_default();
                let found = by_parts(part(0), part(1), part(2)).or_else(|| {
                    let column = super::date_column::DateColumn::decide(
                        [text.as_str()].into_iter(),
                        draft.options.date_order,
                    );
                    Some(column.read(&text, zoned).edtf).filter(|it| !it.is_empty())
                });
                let Some(day) = found.filter(|it| it.len() < 40 && !it.starts_with('Y')) else {
                    record.warn(
                        "date",
                        format!("“{}” is no date that can be read: it is left open", shortened(&text, 40)),
                    );
                    return String::new();
                };
                if parts.len() > 3 && day.len() == 10 {
                    if let (true, Some((Some(clock), _))) = (
                        zoned,
                        date::clock(
                            &[part(3), ":", if part(4).is_empty() { "00" } else { part(4) }].concat(),
                        ),
                    ) {
                        return [&day, "T", &clock].concat();
                    }
                    untimed += 1;
                }
                day
            };
            let (start, end) = (read("startDate", &mut record), read("endDate", &mut record));
            record.edtf = interval(&start, &end);
            media(slide.get("asset"), &mut record);
            let tag = cell(slide.get("tag"));
            if !tag.is_empty() {
                record.fields.push(("tag".to_owned(), tag));
            }
            add(record, draft);
        }
    }
    say_zone(untimed, draft);
    Ok(())
}

/// Reads a story map: slides in an order, whose dates are free text.
pub(super) fn read_storymap(value: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    let Some(map) = value.get("storymap") else { return Ok(()) };
    let picture = cell(map.get("map_type")) == "zoomify" || cell(map.get("map_as_image")) == "true";
    if picture {
        let message = "the slides lie on a picture, not on the Earth: their positions were left out";
        draft.say(Severity::Warning, "no-earth", Spot::at("/storymap"), message);
    }
    let mut open = 0;
    for (at, slide) in items(map.get("slides")).iter().enumerate() {
        let mut record =
            Record { spot: Spot::at(&format!("/storymap/slides/{at}")), kind: "other", ..Record::default() };
        headline(slide.get("text"), &mut record);
        if at == 0 && cell(slide.get("type")) == "overview" && !record.title.is_empty() {
            draft.account.records += 1;
            draft.account.read += 1;
            draft.title = record.title;
            draft.summary = record.text;
            continue;
        }
        let said = html::plain(&cell(slide.get("date"))).text;
        if !said.is_empty() {
            let column =
                super::date_column::DateColumn::decide([said.as_str()].into_iter(), draft.options.date_order);
            record.edtf = column.read(&said, draft.options.zone.is_some()).edtf;
            open += usize::from(record.edtf.is_empty());
            record.fields.push(("date".to_owned(), said));
        }
        if !picture {
            location(slide.get("location"), &mut record);
        }
        media(slide.get("media"), &mut record);
        add(record, draft);
    }
    if open > 0 {
        let message = format!(
            "{open} dates are free text without a year and were kept as fields: export the story as a workbook to fill them in"
        );
        draft.say(Severity::Warning, "free-dates", Spot::at("/storymap/slides"), message);
    }
    Ok(())
}
