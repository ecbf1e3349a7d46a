//! A view as a short text that a link can carry, and back.
//!
//! `e=heights&t=2020-09-26T20:00Z..2020-09-27T20:00Z&m=46.7500,40.1000,8.20`: one key and value for each thing that is not
//! as it opens. Keys and their forms are published: links must last.

use super::filter::toggle;
use super::{Camera, View};
use crate::geo::{LonLat, Zoom};
use crate::index::{EventIndex, Index};
use crate::story::{EventKind, Side, Standing, Story};
use crate::time::{Civil, Instant, TimeSpan, UtcOffset, push_padded};

/// One key of a permalink: how it is written (`None` where it is as it opens) and how it is read; what cannot be
/// read changes nothing.
struct Key {
    name: &'static str,
    write: fn(&View, &Story) -> Option<String>,
    read: fn(&mut View, &Story, &str),
}

/// Every key, in the order in which links carry them.
const KEYS: [Key; 8] = [
    // The selected event, by its identifier.
    Key { name: "e", write: write_selected, read: read_selected },
    // The time that is asked for, `from..to` in UTC to the minute; an end that is left out is open.
    Key {
        name: "t",
        write: |view, _| view.brush.map(span_text),
        read: |view, _, text| view.brush = some(span(text), view.brush),
    },
    // The time the dense part of the timeline shows.
    Key {
        name: "w",
        write: |view, _| view.window.map(span_text),
        read: |view, _, text| view.window = some(span(text), view.window),
    },
    // Where the map looks: longitude, latitude in degrees, zoom.
    Key {
        name: "m",
        write: |view, _| view.camera.map(camera_text),
        read: |view, _, text| view.camera = some(camera(text), view.camera),
    },
    // What is left out: sides by the party's identifier or `third`, kinds and standings by their words.
    Key { name: "s", write: write_sides, read: read_sides },
    Key { name: "k", write: write_kinds, read: read_kinds },
    Key { name: "c", write: write_standings, read: read_standings },
    // The moment as of which the reader looks.
    Key {
        name: "a",
        write: |view, _| view.as_of.map(moment_text),
        read: |view, _, text| view.as_of = some(moment(text), view.as_of),
    },
];

/// The word for third parties; a party that is called so is escaped.
const THIRD: &str = "third";

/// A view as `key=value` pairs joined by `&`: only characters that a fragment may hold. Empty for the opening view.
///
/// Times are widened to whole minutes, degrees rounded to 4 decimals (about ten metres), zoom to 2; what is hovered and
/// whether the story is being walked through are left out, and so is a selected event that the index does not know.
///
/// ```
/// use chronocarte::{index::Index, story::Story};
/// use chronocarte::view::{View, from_permalink, to_permalink};
/// let (story, index) = (Story::default(), Index::default());
/// let view = from_permalink("t=2020-09-26T20:00Z..2020-09-27T20:00Z&e=unknown&x", &story, &index);
/// assert_eq!(to_permalink(&view, &story, &index), "t=2020-09-26T20:00Z..2020-09-27T20:00Z");
/// assert_eq!(to_permalink(&View::OPENING, &story, &index), "");
/// ```
pub fn to_permalink(view: &View, story: &Story, index: &Index) -> String {
    let mut out = String::new();
    let view = &View { selected: known(view.selected, index), ..view.clone() };
    for key in &KEYS {
        if let Some(value) = (key.write)(view, story) {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(key.name);
            out.push('=');
            out.push_str(&value);
        }
    }
    out
}

/// The view a permalink asks for. Total: unknown keys and what makes no sense are ignored, of a key given twice the
/// last that makes sense counts. Taken as given: a time or place outside the story is looked at all the same.
pub fn from_permalink(text: &str, story: &Story, index: &Index) -> View {
    let mut view = View::OPENING;
    for (name, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
        if let Some(key) = KEYS.iter().find(|key| key.name == name) {
            (key.read)(&mut view, story, value);
        }
    }
    view.selected = known(view.selected, index);
    view
}

fn known(event: Option<EventIndex>, index: &Index) -> Option<EventIndex> {
    event.filter(|event| index.get(*event).is_some())
}

/// What was read, or else what was there before.
fn some<T>(read: Option<T>, before: Option<T>) -> Option<T> {
    read.or(before)
}

fn write_selected(view: &View, story: &Story) -> Option<String> {
    story.events.get(view.selected?).map(|event| escaped(&event.id))
}

fn read_selected(view: &mut View, story: &Story, text: &str) {
    view.selected = some(story.event_index(&unescaped(text)), view.selected);
}

fn write_sides(view: &View, story: &Story) -> Option<String> {
    let word = |side: &Side| match side {
        Side::Third => Some(THIRD.to_owned()),
        Side::Party(party) => story.parties.get(usize::from(*party)).map(|party| {
            let id = escaped(&party.id);
            if id == THIRD { id.replace('t', "%74") } else { id }
        }),
    };
    list(view.filter.hidden_sides.iter().filter_map(word))
}

fn read_sides(view: &mut View, story: &Story, text: &str) {
    for word in text.split(',') {
        let side = if word == THIRD {
            Some(Side::Third)
        } else {
            let id = unescaped(word);
            let party = story.parties.iter().position(|party| party.id == id);
            party.and_then(|party| u8::try_from(party).ok()).map(Side::Party)
        };
        if let Some(side) = side.filter(|side| !view.filter.hidden_sides.contains(side)) {
            toggle(&mut view.filter.hidden_sides, side);
        }
    }
}

fn write_kinds(view: &View, _: &Story) -> Option<String> {
    list(view.filter.hidden_kinds.iter().map(|kind| kind.as_str().to_owned()))
}

fn read_kinds(view: &mut View, _: &Story, text: &str) {
    for kind in EventKind::ALL {
        if text.split(',').any(|word| word == kind.as_str()) && !view.filter.hidden_kinds.contains(&kind) {
            toggle(&mut view.filter.hidden_kinds, *kind);
        }
    }
}

fn write_standings(view: &View, _: &Story) -> Option<String> {
    list(view.filter.hidden_standings.iter().map(|standing| standing.as_str().to_owned()))
}

fn read_standings(view: &mut View, _: &Story, text: &str) {
    for standing in Standing::ALL {
        if text.split(',').any(|word| word == standing.as_str())
            && !view.filter.hidden_standings.contains(&standing)
        {
            toggle(&mut view.filter.hidden_standings, standing);
        }
    }
}

fn list(words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(","))
}

/// `from..to`, widened to whole minutes, so that no span comes back empty; an open end is left out.
fn span_text(span: TimeSpan) -> String {
    let mut out = String::new();
    if !span.is_open_start() {
        out.push_str(&moment_text(span.start()));
    }
    out.push_str("..");
    if !span.is_open_end() {
        out.push_str(&moment_text(span.end().plus_ms(MINUTE_MS - 1)));
    }
    out
}

/// An empty or backward span makes no sense.
fn span(text: &str) -> Option<TimeSpan> {
    let text = unescaped(text);
    let (from, to) = text.split_once("..")?;
    let start = if from.is_empty() { Instant::MIN } else { moment(from)? };
    let end = if to.is_empty() { Instant::MAX } else { moment(to)? };
    TimeSpan::new(start, end).ok().filter(|span| !span.is_empty())
}

const MINUTE_MS: i64 = 60_000;

/// `2020-09-26T20:00Z`: the last whole minute.
fn moment_text(at: Instant) -> String {
    let civil = Civil::of(at, UtcOffset::UTC);
    let mut out = String::with_capacity(20);
    let four = (0..=9999).contains(&civil.year);
    if !four {
        out.push(if civil.year < 0 { '-' } else { '+' });
    }
    push_padded(&mut out, civil.year.unsigned_abs(), if four { 4 } else { 6 });
    for (mark, value) in [('-', civil.month), ('-', civil.day), ('T', civil.hour), (':', civil.minute)] {
        out.push(mark);
        push_padded(&mut out, value.into(), 2);
    }
    out.push('Z');
    out
}

/// What [`moment_text`] writes, or any RFC 3339 date and time.
fn moment(text: &str) -> Option<Instant> {
    let text = unescaped(text);
    let with_seconds = text.strip_suffix('Z').map(|minutes| [minutes, ":00Z"].concat());
    let read = |text: &str| Instant::parse_rfc3339(text).ok();
    with_seconds.and_then(|text| read(&text)).or_else(|| read(&text))
}

fn camera_text(camera: Camera) -> String {
    let mut out = String::new();
    push_decimal(&mut out, camera.center.lon_deg(), 4);
    out.push(',');
    push_decimal(&mut out, camera.center.lat_deg(), 4);
    out.push(',');
    push_decimal(&mut out, camera.zoom.value(), 2);
    out
}

fn camera(text: &str) -> Option<Camera> {
    let text = unescaped(text);
    let mut numbers = text.split(',').map(decimal);
    let (lon, lat, zoom) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let center = LonLat::new(lon, lat)?;
    numbers.next().is_none().then_some(Camera { center, zoom: Zoom::new(zoom)? })
}

/// A number with so many decimals, through integers: the standard library's own way costs a reader kilobytes.
fn push_decimal(out: &mut String, value: f64, decimals: u32) {
    let scale = 10_u64.pow(decimals);
    let scaled = (value * scale as f64).round() as i64;
    if scaled < 0 {
        out.push('-');
    }
    let scaled = scaled.unsigned_abs();
    out.push_str(&(scaled / scale).to_string());
    out.push('.');
    push_padded(out, scaled % scale, decimals as usize);
}

/// An optional sign, digits, and perhaps a point with digits; at most 15 digits in all.
fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || whole.len() + part.len() > 15 {
        return None;
    }
    let (mut value, mut scale) = (0_u64, 1_u64);
    for digit in whole.bytes().chain(part.bytes()) {
        value = value * 10 + u64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    for _ in part.bytes() {
        scale *= 10;
    }
    Some(sign * value as f64 / scale as f64)
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn escaped(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// The inverse; a `%` that encodes nothing stays, and what is no UTF-8 afterwards is replaced.
fn unescaped(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
