//! A story as a file: the order of its keys, and how its lines are broken.

use std::fmt::Write as _;

use crate::story::Value;

/// How long a line may be before it is broken, in letters.
const WIDTH: usize = 118;

/// Keys in the order people write them. Two kinds of object never give the same key another neighbour, so one list
/// serves them all; what is not here keeps its place at the end.
const HEAD: &[&str] = &[
    "$schema",
    "chronocarte",
    "id",
    "title",
    "summary",
    "languages",
    "zone",
    "asOf",
    "version",
    "corrections",
    "licence",
    "credit",
    "contact",
    "basemap",
    "refresh",
    "parties",
    "speakers",
    "sources",
    "places",
    "areas",
    "events",
    "steps",
];
const EVENT: &[&str] = &[
    "id",
    "title",
    "text",
    "when",
    "where",
    "kind",
    "parties",
    "claims",
    "media",
    "importance",
    "related",
    "withdrawn",
    "note",
    "background",
];

/// The keys of the objects in the lists of a story, in the order of a file.
pub(super) fn order(list: &str) -> &'static [&'static str] {
    match list {
        "" => HEAD,
        "parties" => &["id", "name", "short"],
        "speakers" => &["id", "kind", "party", "of", "seat", "name", "role", "spellings"],
        "sources" => &["id", "kind", "name", "publisher", "url", "archive", "language", "date", "note"],
        "places" => &["id", "name", "names", "lon", "lat", "radiusM", "area", "rank", "note"],
        "names" => &["community", "name"],
        "areas" => &["id", "kind", "name", "geometry", "basemap", "validFrom", "validTo", "source"],
        "events" => EVENT,
        "claims" => &[
            "id",
            "speaker",
            "via",
            "said",
            "stance",
            "answers",
            "wording",
            "firstHand",
            "figures",
            "distances",
            "disputedDates",
            "note",
        ],
        "figures" => &[
            "measure",
            "low",
            "high",
            "qualifier",
            "words",
            "counted",
            "side",
            "sideInferred",
            "scopeInferred",
            "parts",
            "sumOf",
            "toll",
            "scope",
        ],
        "parts" => &["side", "count", "label"],
        "distances" => &["from", "to", "km"],
        "disputedDates" => &["stated", "usual", "source", "note"],
        "media" => &["url", "alt", "credit", "graphic"],
        "corrections" => &["at", "text", "events"],
        "steps" => &["text", "events", "camera", "time"],
        "$accept" => &["code", "at", "reason"],
        "where" => &["place", "relation", "radiusM", "inferred"],
        "when" | "said" | "date" | "stated" | "usual" | "validFrom" | "validTo" | "time" => {
            &["edtf", "partOfDay", "sense", "inferred", "note"]
        }
        "withdrawn" => &["at", "reason"],
        "zone" => &["offset", "name", "label"],
        "geometry" => &["type", "coordinates"],
        _ => &[],
    }
}

/// The same story with its keys in their order; what has no order stays in its own, after them.
pub(super) fn arranged(value: Value, list: &str) -> Value {
    match value {
        Value::Map(entries) => {
            let order = order(list);
            let rank = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
            let mut entries: Vec<(String, Value)> = entries
                .into_iter()
                .map(|(key, value)| {
                    let value = arranged(value, &key);
                    (key, value)
                })
                .collect();
            entries.sort_by_key(|(key, _)| rank(key));
            Value::Map(entries)
        }
        Value::List(items) => Value::List(items.into_iter().map(|item| arranged(item, list)).collect()),
        plain => plain,
    }
}

/// Writes a story as a JSON file: two blanks a level, short objects on one line, a line break at the end. Degrees keep
/// a decimal point, all other whole numbers have none.
///
/// ```
/// use chronocarte::import::to_json;
/// use chronocarte::story::Value;
/// let place = Value::Map(vec![("lon".to_owned(), Value::Number(46.0)), ("rank".to_owned(), Value::Number(1.0))]);
/// assert_eq!(to_json(&place), "{\"lon\": 46.0, \"rank\": 1}\n");
/// ```
pub fn to_json(document: &Value) -> String {
    let mut out = String::new();
    write(&mut out, document, "", 0, 0, 0);
    out.push('\n');
    out
}

/// Writes a value that begins after `before` letters on a line indented by `indent`, with `after` letters behind it.
fn write(out: &mut String, value: &Value, key: &str, indent: usize, before: usize, after: usize) {
    let line = inline(value, key, WIDTH.saturating_sub(indent + before + after));
    let (open, close, count) = match (value, line) {
        (_, Some(line)) => return out.push_str(&line),
        (Value::Map(entries), None) => ('{', '}', entries.len()),
        (Value::List(items), None) => ('[', ']', items.len()),
        (plain, None) => return plain_value(out, plain, key),
    };
    let inner = indent + 2;
    out.push(open);
    let separate = |out: &mut String, position: usize| {
        out.push_str(if position == 0 { "\n" } else { ",\n" });
        (0..inner).for_each(|_| out.push(' '));
        usize::from(position + 1 < count)
    };
    match value {
        Value::Map(entries) => {
            for (position, (key, value)) in entries.iter().enumerate() {
                let comma = separate(out, position);
                let start = out.len();
                string(out, key);
                out.push_str(": ");
                let before = out.get(start..).map_or(0, |name| name.chars().count());
                write(out, value, key, inner, before, comma);
            }
        }
        Value::List(items) => {
            for (position, item) in items.iter().enumerate() {
                let comma = separate(out, position);
                write(out, item, key, inner, 0, comma);
            }
        }
        _ => {}
    }
    out.push('\n');
    (0..indent).for_each(|_| out.push(' '));
    out.push(close);
}

/// A value on one line, where it fits in so many letters.
fn inline(value: &Value, key: &str, room: usize) -> Option<String> {
    let mut out = String::new();
    fill(&mut out, value, key, room.saturating_mul(4))?;
    (out.chars().count() <= room).then_some(out)
}

fn fill(out: &mut String, value: &Value, key: &str, most: usize) -> Option<()> {
    match value {
        Value::Map(entries) => {
            out.push('{');
            for (position, (key, value)) in entries.iter().enumerate() {
                if position > 0 {
                    out.push_str(", ");
                }
                string(out, key);
                out.push_str(": ");
                fill(out, value, key, most)?;
            }
            out.push('}');
        }
        Value::List(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push_str(", ");
                }
                fill(out, item, key, most)?;
            }
            out.push(']');
        }
        plain => plain_value(out, plain, key),
    }
    (out.len() <= most.max(8)).then_some(())
}

fn plain_value(out: &mut String, value: &Value, key: &str) {
    match value {
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number_text(*number, key)),
        Value::String(text) => string(out, text),
        _ => out.push_str("null"),
    }
}

/// A number as a file has it.
pub(super) fn number_text(number: f64, key: &str) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let degrees = ["lon", "lat", "coordinates", "camera"].contains(&key);
    if degrees || number.abs() >= 1e15 { format!("{number:?}") } else { format!("{number}") }
}

/// A JSON string.
fn string(out: &mut String, text: &str) {
    out.push('"');
    // Control characters beyond ASCII begin with 0xC2, line separators with 0xE2.
    let plain = |byte: u8| !matches!(byte, 0..0x20 | b'"' | b'\\' | 0x7f | 0xc2 | 0xe2);
    if text.bytes().all(plain) {
        out.push_str(text);
        out.push('"');
        return;
    }
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Line ends to some readers of JSON; nothing is lost in naming them.
            letter if letter.is_control() || ['\u{2028}', '\u{2029}'].contains(&letter) => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}
