//! GeoJSON, with every common way to carry time.

use std::collections::BTreeMap;

use super::account::Spot;
use super::columns::plain;
use super::date_column::DateColumn;
use super::draft::Draft;
use super::html;
use super::json::{cell, entries, items};
use super::record::{Person, Record, Reference, Shape, Whereabouts, count, figure, position};
use super::tabular::{interval, say_order, shortened};
use crate::error::Error;
use crate::story::{Severity, Value};

const START: [&str; 16] = [
    "start",
    "startdate",
    "begin",
    "from",
    "validfrom",
    "validfr",
    "timestart",
    "date",
    "time",
    "when",
    "timestamp",
    "datetime",
    "eventdate",
    "day",
    "year",
    "startdecdate",
];
const END: [&str; 9] =
    ["end", "enddate", "to", "until", "validto", "timeend", "endtime", "endtimestamp", "enddecdate"];
const TITLE: [&str; 7] = ["title", "name", "headline", "label", "event", "place", "id"];
const TEXT: [&str; 6] = ["description", "text", "desc", "details", "notes", "summary"];
/// One time for each point of a line.
const TIMES: [&str; 4] = ["times", "coordtimes", "linestringtimestamps", "timestamps"];

/// Whether a JSON file is GeoJSON.
pub(super) fn fits(value: &Value) -> bool {
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    let list = items(value.get("features"));
    ["FeatureCollection", "Feature"].contains(&kind)
        || (!list.is_empty() && list.iter().any(|it| it.get("geometry").is_some()))
        || (value.get("coordinates").is_some() && GEOMETRIES.contains(&kind))
}

const GEOMETRIES: [&str; 6] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

/// Reads a collection, a feature, or a bare geometry.
pub(super) fn read(value: &Value, draft: &mut Draft<'_>) -> Result<(), Error> {
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    let list: Vec<(String, &Value)> = match value.get("features") {
        Some(Value::List(features)) => {
            features.iter().enumerate().map(|(at, it)| (format!("/features/{at}"), it)).collect()
        }
        _ if kind == "Feature" => vec![(String::new(), value)],
        _ if GEOMETRIES.contains(&kind) => {
            draft.refuse(
                "no-feature",
                Spot::at(""),
                "a bare geometry has neither a name nor a time: it makes no event",
            );
            return Ok(());
        }
        _ => return Err(Error::new("geojson", "a FeatureCollection has no list of features")),
    };
    if value.get("features").is_some() {
        if kind != "FeatureCollection" {
            let message = format!(
                "the type is “{}”, not FeatureCollection: its features were read all the same",
                shortened(kind, 40)
            );
            draft.say(Severity::Warning, "geojson", Spot::at("/type"), message);
        }
        let known = ["type", "features", "bbox", "name", "crs", "id"];
        let dropped: Vec<&str> =
            entries(value).iter().map(|it| it.0.as_str()).filter(|key| !known.contains(key)).collect();
        if !dropped.is_empty() {
            let message = format!("these are not part of GeoJSON and were left out: {}", dropped.join(", "));
            draft.say(Severity::Note, "unknown-key", Spot::at(""), message);
        }
    }
    let named = |feature: &Value, names: &[&'static str]| -> (&'static str, String) {
        let properties = feature.get("properties");
        let found = names.iter().find_map(|name| {
            let held = entries(properties?).iter().filter(|(key, _)| plain(key) == *name);
            let mut held = held.map(|it| cell(Some(&it.1)));
            held.find(|text| !text.is_empty() && text != "None").map(|text| (*name, text))
        });
        found.unwrap_or_default()
    };
    let said = |feature: &Value, names: &[&'static str]| named(feature, names).1;
    let starts: Vec<(&str, String)> = list.iter().map(|(_, it)| named(it, &START)).collect();
    let ends: Vec<(&str, String)> = list.iter().map(|(_, it)| named(it, &END)).collect();
    // What is called alike is written alike; each property decides for itself.
    let mut columns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in starts.iter().chain(&ends).filter(|it| !it.1.eq_ignore_ascii_case("present")) {
        columns.entry(name).or_default().push(text);
    }
    let decide = |cells: Vec<&str>| DateColumn::decide(cells.into_iter(), draft.options.date_order);
    let dates: BTreeMap<&str, DateColumn> =
        columns.into_iter().map(|(name, cells)| (name, decide(cells))).collect();
    for column in dates.values() {
        say_order(draft, column, Spot::at(""));
    }
    let zoned = draft.options.zone.is_some();
    let mut untimed = 0;
    for (((pointer, feature), start), end) in list.iter().zip(&starts).zip(&ends) {
        let spot = Spot::at(pointer);
        let feature_kind = feature.get("type").and_then(Value::as_str).unwrap_or_default();
        if feature_kind != "Feature" && feature.get("geometry").is_none() {
            draft.refuse(
                "no-feature",
                spot,
                format!("this is no feature (type “{}”)", shortened(feature_kind, 40)),
            );
            continue;
        }
        let mut record = Record { spot, kind: "other", ..Record::default() };
        let id = cell(feature.get("id"));
        record.id = if id.is_empty() { said(feature, &["id", "code", "eventid"]) } else { id };
        let text = html::plain(&said(feature, &TEXT));
        record.title = html::plain(&said(feature, &TITLE)).text.replace('\n', " ");
        if record.title.is_empty() {
            record.title = shortened(text.text.lines().next().unwrap_or_default(), 120);
        }
        if record.title.is_empty() {
            draft.refuse("no-title", record.spot, "the feature has no name, no title and no description");
            continue;
        }
        record.text = text.text;
        record.via = text.links.iter().map(|(words, url)| Reference::link(words, url)).collect();
        let address = said(feature, &["url", "link", "sourceurl", "webpage"]);
        record.via.extend(html::web(&address).map(|url| Reference::link("", &url)));
        record.speaker = Person {
            name: html::plain(&said(feature, &["source", "publisher", "net"])).text,
            ..Person::default()
        };
        let mut read = |(name, text): &(&str, String), record: &mut Record| {
            if text.is_empty() {
                return String::new();
            }
            if text.eq_ignore_ascii_case("present") {
                return "..".to_owned();
            }
            let whole = decimal_year(text);
            let column = dates.get(name).copied().unwrap_or_default();
            let reading = column.read(whole.as_deref().unwrap_or(text), zoned);
            untimed += usize::from(reading.without_zone);
            if let Some((code, message)) = reading.warning {
                record.warn(code, message);
            }
            reading.edtf
        };
        let (first, last) = (read(start, &mut record), read(end, &mut record));
        record.edtf = if first.is_empty() && !last.is_empty() {
            ["../", &last].concat()
        } else {
            interval(&first, &last)
        };
        let times: Vec<String> = TIMES.iter().find_map(|name| times(feature, name)).unwrap_or_default();
        if record.edtf.is_empty() && !times.is_empty() {
            let column = DateColumn::decide(times.iter().map(String::as_str), draft.options.date_order);
            let ends = [times.first(), times.last()]
                .map(|it| it.map(|it| column.read(it, zoned)).unwrap_or_default());
            untimed += usize::from(ends[0].without_zone);
            record.edtf = interval(&ends[0].edtf, &ends[1].edtf);
        }
        place(feature.get("geometry"), &said(feature, &["place", "location", "city"]), &mut record);
        let killed = count(&said(feature, &["killed", "deaths", "fatalities", "best"]));
        if killed.is_some() {
            record.figures.push(figure("killed", (killed, killed), "exact", "unspecified", "", true));
        }
        let spoken = |key: &str| [&TITLE[..1], &TEXT].concat().contains(&plain(key).as_str());
        for (key, value) in entries(feature.get("properties").unwrap_or(&Value::Null)) {
            let text = match value {
                Value::List(_) | Value::Map(_) => super::to_json(value).trim().to_owned(),
                value => cell(Some(value)),
            };
            if !text.is_empty() && !spoken(key) {
                record.fields.push((key.clone(), shortened(&text, 400)));
            }
        }
        draft.add(record);
    }
    if untimed > 0 {
        let message = format!(
            "times of day without a zone were left out ({untimed}): say --zone (such as --zone +04:00)"
        );
        draft.say(Severity::Warning, "zone", Spot::at(""), message);
    }
    Ok(())
}

/// The year of a decimal year; `None` for what is none.
fn decimal_year(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('.')?;
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    (year.len() == 4 && digits(year) && digits(rest)).then(|| year.to_owned())
}

fn times(feature: &Value, name: &str) -> Option<Vec<String>> {
    let properties = feature.get("properties")?;
    let list = entries(properties).iter().find(|(key, _)| plain(key) == name).map(|it| items(Some(&it.1)))?;
    let list: Vec<String> = list.iter().map(|it| cell(Some(it))).filter(|it| !it.is_empty()).collect();
    (!list.is_empty()).then_some(list)
}

/// A pair of numbers on Earth; a third number, a height or a time, is passed over.
fn pair(value: &Value) -> Result<(f64, f64), String> {
    match items(Some(value)) {
        [Value::Number(lon), Value::Number(lat), ..] => position(&lon.to_string(), &lat.to_string())
            .and_then(|it| it.ok_or_else(|| "no position".to_owned())),
        _ => Err("a position is two numbers, longitude and latitude: it is left off the map".to_owned()),
    }
}

fn line(value: &Value) -> Result<Vec<(f64, f64)>, String> {
    items(Some(value)).iter().map(pair).collect()
}

fn place(geometry: Option<&Value>, name: &str, record: &mut Record) {
    let named = |name: &str| Whereabouts { name: name.to_owned(), ..Whereabouts::default() };
    let Some(geometry @ Value::Map(_)) = geometry else {
        if !name.is_empty() {
            record.place = Some(named(name));
        }
        return;
    };
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
    let nothing = Value::Null;
    let coordinates = geometry.get("coordinates").unwrap_or(&nothing);
    let lines = |value: &Value| -> Result<Vec<Vec<(f64, f64)>>, String> {
        items(Some(value)).iter().map(line).collect()
    };
    let name = if name.is_empty() { record.title.clone() } else { name.to_owned() };
    let shaped = |rings: Vec<Vec<(f64, f64)>>, is_line: bool| {
        let shape = Shape { rings: rings.into_iter().filter(|ring| ring.len() > 1).collect(), is_line };
        Whereabouts { relation: "within", shape, ..named(&name) }
    };
    let made = match kind {
        "Point" => pair(coordinates).map(|at| Whereabouts { position: Some(at), ..named(&name) }),
        "MultiPoint" => line(coordinates).and_then(|points| {
            record.warn("shape", "of several points only the first is shown");
            let first = points.first().copied().ok_or_else(|| "there is no point".to_owned())?;
            Ok(Whereabouts { position: Some(first), ..named(&name) })
        }),
        "LineString" => line(coordinates).map(|it| shaped(vec![it], true)),
        "MultiLineString" => lines(coordinates).map(|it| shaped(it, true)),
        "Polygon" => lines(coordinates).and_then(|rings| {
            let open = rings.iter().any(|ring| ring.len() < 4 || ring.first() != ring.last());
            if open {
                Err("a ring of the area is not closed: it is left off the map".to_owned())
            } else {
                Ok(shaped(rings, false))
            }
        }),
        "MultiPolygon" => {
            let parts: Result<Vec<_>, String> = items(Some(coordinates)).iter().map(lines).collect();
            parts.and_then(|parts| {
                if parts.len() > 1 {
                    record.warn("shape", format!("of {} areas only the first is shown", parts.len()));
                }
                parts
                    .into_iter()
                    .next()
                    .map(|rings| shaped(rings, false))
                    .ok_or_else(|| "there is no area".to_owned())
            })
        }
        "GeometryCollection" => {
            record.warn("shape", "of a collection of shapes only the first is shown");
            return place(
                items(geometry.get("geometries")).first().filter(|it| it.get("geometries").is_none()),
                &name,
                record,
            );
        }
        other => Err(format!("“{}” is no shape of GeoJSON: it is left off the map", shortened(other, 40))),
    };
    match made {
        Ok(place) => record.place = Some(place),
        Err(why) => {
            record.warn("coordinates", why);
            record.place = Some(named(&name));
        }
    }
}
