//! A view as a short text that a link can carry, and back.
//!
//! `e=heights&t=2020-09-26T20:00Z..2020-09-27T20:00Z&m=46.7500,40.1000,8.20`: one key and value for each thing that is not
//! as it opens. Keys and their forms are published: links must last.

use super::filter::toggle;
use super::{Camera, Clock, Filter, View};
use crate::geo::{LonLat, Zoom};
use crate::index::{EventIndex, Index};
use crate::story::{EventKind, Measure, Side, Standing, Story};
use crate::time::{Instant, TimeSpan, push_padded};

/// The word for third parties; a party that is called so is escaped.
const THIRD: &str = "third";

/// The word for the time at which things were said.
const SAID: &str = "said";

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
    let Filter { hidden_sides, hidden_kinds, hidden_standings, hidden_measures, hidden_sources, search } =
        &view.filter;
    let (mut measures, mut sources) = (String::new(), String::new());
    for measure in hidden_measures {
        push_word(&mut measures, measure.as_str());
    }
    for source in hidden_sources.iter().filter_map(|source| story.sources.get(*source)) {
        push_word(&mut sources, &escaped(&source.id));
    }
    let (mut sides, mut kinds, mut standings) = (String::new(), String::new(), String::new());
    for side in hidden_sides {
        push_word(&mut sides, &side_text(*side, story));
    }
    for kind in hidden_kinds {
        push_word(&mut kinds, kind.as_str());
    }
    for standing in hidden_standings {
        push_word(&mut standings, standing.as_str());
    }
    let selected = known(view.selected, index).and_then(|event| story.events.get(event));
    let mut out = String::new();
    for (name, value) in [
        // The selected event, by its identifier.
        ("e=", selected.map_or(String::new(), |event| escaped(&event.id))),
        // The time that is asked for, `from..to` in UTC to the minute; an end that is left out is open.
        ("t=", view.brush.map_or(String::new(), span_text)),
        // The time the dense part of the timeline shows.
        ("w=", view.window.map_or(String::new(), span_text)),
        // Where the map looks: longitude, latitude in degrees, zoom.
        ("m=", view.camera.map_or(String::new(), camera_text)),
        // What is left out: sides by the party's identifier or `third`, kinds and standings by their words.
        ("s=", sides),
        ("k=", kinds),
        ("c=", standings),
        // Measures by their words, sources by their identifiers, and the words that are looked for.
        ("n=", measures),
        ("u=", sources),
        ("q=", escaped(search)),
        // Whose figures are drawn, where they are not those of the first measure.
        ("f=", view.measure.map_or(String::new(), |measure| measure.as_str().to_owned())),
        // The moment as of which the reader looks.
        ("a=", view.as_of.map_or(String::new(), as_of_text)),
        // Which time the timeline shows, where it is not when things happened.
        ("o=", if view.clock == Clock::Said { SAID.to_owned() } else { String::new() }),
    ] {
        if !value.is_empty() {
            push_separated(&mut out, "&", name);
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
        match name {
            "e" => view.selected = story.event_index(&unescaped(value)).or(view.selected),
            "t" => view.brush = span(value).or(view.brush),
            "w" => view.window = span(value).or(view.window),
            "m" => view.camera = camera(value).or(view.camera),
            "s" => read_sides(&mut view.filter, story, value),
            "k" => read_kinds(&mut view.filter, value),
            "c" => read_standings(&mut view.filter, value),
            "n" => read_measures(&mut view.filter, value),
            "u" => read_sources(&mut view.filter, story, value),
            "q" => view.filter.search = unescaped(value),
            "f" => {
                view.measure =
                    Measure::ALL.iter().copied().find(|measure| measure.as_str() == value).or(view.measure)
            }
            "a" => view.as_of = as_of(value, story).or(view.as_of),
            "o" if value == SAID => view.clock = Clock::Said,
            _ => {}
        }
    }
    view.selected = known(view.selected, index);
    view
}

/// The first part of a permalink that asks for nothing: a key or value that makes no sense, an event the story does not
/// have. For those who wrote the link; readers are shown what is left.
#[inline(never)]
pub fn unread_part<'a>(text: &'a str, story: &Story, index: &Index) -> Option<&'a str> {
    let mut parts = text.split('&').filter(|part| !part.is_empty());
    parts.find(|part| from_permalink(part, story, index) == View::OPENING)
}

fn known(event: Option<EventIndex>, index: &Index) -> Option<EventIndex> {
    event.filter(|event| index.get(*event).is_some())
}

/// A word for a side; empty for a party that the story does not have.
fn side_text(side: Side, story: &Story) -> String {
    let Side::Party(party) = side else { return THIRD.to_owned() };
    let id = story.parties.get(usize::from(party)).map_or(String::new(), |party| escaped(&party.id));
    if id == THIRD { "%74hird".to_owned() } else { id }
}

fn read_sides(filter: &mut Filter, story: &Story, text: &str) {
    for word in text.split(',') {
        if word == THIRD {
            hide(&mut filter.hidden_sides, Side::Third);
            continue;
        }
        let id = unescaped(word);
        for (party, nth) in story.parties.iter().zip(0..=u8::MAX) {
            if party.id == id {
                hide(&mut filter.hidden_sides, Side::Party(nth));
                break;
            }
        }
    }
}

fn read_kinds(filter: &mut Filter, text: &str) {
    for kind in EventKind::ALL {
        if has_word(text, kind.as_str()) {
            hide(&mut filter.hidden_kinds, *kind);
        }
    }
}

fn read_standings(filter: &mut Filter, text: &str) {
    for standing in Standing::ALL {
        if has_word(text, standing.as_str()) {
            hide(&mut filter.hidden_standings, standing);
        }
    }
}

#[inline(never)]
fn read_measures(filter: &mut Filter, text: &str) {
    for measure in Measure::ALL {
        if has_word(text, measure.as_str()) {
            hide(&mut filter.hidden_measures, *measure);
        }
    }
}

#[inline(never)]
fn read_sources(filter: &mut Filter, story: &Story, text: &str) {
    for word in text.split(',') {
        let id = unescaped(word);
        if let Some(at) = story.sources.iter().position(|source| source.id == id) {
            hide(&mut filter.hidden_sources, at);
        }
    }
}

fn hide<T: Ord + Copy>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        toggle(list, item);
    }
}

fn has_word(text: &str, wanted: &str) -> bool {
    text.split(',').any(|word| word == wanted)
}

fn push_word(out: &mut String, word: &str) {
    if !word.is_empty() {
        push_separated(out, ",", word);
    }
}

fn push_separated(out: &mut String, separator: &str, text: &str) {
    if !out.is_empty() {
        out.push_str(separator);
    }
    out.push_str(text);
}

/// To the second, where it is not a whole minute: a day that is over has been said at 23:59:59 and not before.
fn as_of_text(at: Instant) -> String {
    if at.0.rem_euclid(MINUTE_MS) == 0 { at.to_iso8601_minute() } else { at.to_iso8601() }
}

/// `from..to`, widened to whole minutes, so that no span comes back empty; an open end is left out.
fn span_text(span: TimeSpan) -> String {
    let mut out = String::new();
    if !span.is_open_start() {
        out.push_str(&span.start().to_iso8601_minute());
    }
    out.push_str("..");
    if !span.is_open_end() {
        out.push_str(&span.end().plus_ms(MINUTE_MS - 1).to_iso8601_minute());
    }
    out
}

/// An empty or backward span makes no sense.
fn span(text: &str) -> Option<TimeSpan> {
    let text = unescaped(text);
    // By bytes: the search for a text takes kilobytes.
    let at = text.as_bytes().windows(2).position(|pair| pair == b"..")?;
    let (from, to) = (text.get(..at)?, text.get(at + 2..)?);
    let start = if from.is_empty() { Instant::MIN } else { moment(from)? };
    let end = if to.is_empty() { Instant::MAX } else { moment(to)? };
    TimeSpan::new(start, end).ok().filter(|span| !span.is_empty())
}

const MINUTE_MS: i64 = 60_000;

/// `2020-09-26T20:00Z`, or any RFC 3339 date and time.
fn moment(text: &str) -> Option<Instant> {
    Instant::parse_minute(&unescaped(text)).ok()
}

/// A moment, or a day: its end.
fn as_of(text: &str, story: &Story) -> Option<Instant> {
    Instant::parse_as_of(&unescaped(text), story.zone.offset).ok()
}

fn camera_text(camera: Camera) -> String {
    let mut out = String::new();
    push_decimal(&mut out, camera.center.lon_deg(), 10_000, 4);
    out.push(',');
    push_decimal(&mut out, camera.center.lat_deg(), 10_000, 4);
    out.push(',');
    push_decimal(&mut out, camera.zoom.value(), 100, 2);
    out
}

fn camera(text: &str) -> Option<Camera> {
    let text = unescaped(text);
    let (lon, rest) = text.split_once(',')?;
    let (lat, zoom) = rest.split_once(',')?;
    let center = LonLat::new(decimal(lon)?, decimal(lat)?)?;
    Some(Camera { center, zoom: Zoom::new(decimal(zoom)?)? })
}

/// A number with so many decimals, `scale` being the power of ten with as many zeros. Through integers: the standard
/// library's own way costs a reader kilobytes.
fn push_decimal(out: &mut String, value: f64, scale: i64, decimals: usize) {
    let scaled = (value.abs() * scale as f64 + 0.5) as i64;
    if value < 0.0 && scaled > 0 {
        out.push('-');
    }
    push_padded(out, scaled / scale, 1);
    out.push('.');
    push_padded(out, scaled % scale, decimals);
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
pub(crate) fn escaped(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte);
        } else {
            out.extend_from_slice(&[b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The inverse; a `%` that encodes nothing stays, and what is no UTF-8 afterwards is nothing.
fn unescaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let mut byte = *first;
        rest = after;
        if let (b'%', [high, low, after @ ..]) = (byte, after)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            byte = high << 4 | low;
            rest = after;
        }
        out.push(byte);
    }
    String::from_utf8(out).unwrap_or_default()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' | b'A'..=b'F' => Some((digit | 0x20) - b'a' + 10),
        _ => None,
    }
}
