//! The state as plain data, and from plain data.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::input::field;
use crate::story::{EventKind, Side, Standing};
use crate::time::{Instant, TimeSpan};
use crate::ui::Session;
use crate::view::{Camera, Filter, Viewport};

/// The word for third parties among the identifiers of the parties.
const THIRD: &str = "third";

/// What `state()` returns and `chronocarte:change` carries. Moments are ISO 8601.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct State<'a> {
    story: &'a str,
    lang: &'a str,
    total: u32,
    matched: u32,
    time: Time,
    as_of: Option<String>,
    selected: Option<&'a str>,
    filter: Hidden<'a>,
    camera: At,
}

#[derive(Serialize)]
struct Time {
    from: Option<String>,
    to: Option<String>,
}

/// What is left out, by words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hidden<'a> {
    hidden_sides: Vec<&'a str>,
    hidden_kinds: Vec<&'a str>,
    hidden_standings: Vec<&'a str>,
}

#[derive(Serialize)]
struct At {
    lon: f64,
    lat: f64,
    zoom: f64,
}

/// What `chronocarte:select` carries.
#[derive(Serialize)]
struct Selected<'a> {
    event: &'a str,
}

/// Plain data, with `null` for what there is none of.
fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::new().serialize_missing_as_null(true)).unwrap_or(JsValue::NULL)
}

/// What `state()` returns and `chronocarte:change` carries.
pub(super) fn state(session: &Session, viewport: Viewport) -> JsValue {
    let view = &session.view;
    // An end of time that a link leaves open is the end of the story.
    let span = view.brush.or(session.index.span).map(|span| {
        let whole = session.index.span.unwrap_or(span);
        let start = if span.is_open_start() { whole.start() } else { span.start() };
        TimeSpan::between(start, if span.is_open_end() { whole.end() } else { span.end() })
    });
    let as_of = view.as_of.or(session.story.as_of.map(|as_of| as_of.0));
    let camera = view.camera(&session.index, viewport);
    let rounded = |value: f64, places: f64| (value * places).round() / places;
    let filter = &view.filter;
    plain(&State {
        story: &session.story.id,
        lang: session.language.tag().as_str(),
        total: session.matches.total as u32,
        matched: session.matches.matched as u32,
        time: Time {
            from: span.map(|span| span.start().to_iso8601()),
            to: span.map(|span| span.end().to_iso8601()),
        },
        as_of: as_of.map(Instant::to_iso8601),
        selected: selected_event(session),
        filter: Hidden {
            hidden_sides: filter.hidden_sides.iter().map(|side| side_word(session, *side)).collect(),
            hidden_kinds: filter.hidden_kinds.iter().map(|kind| kind.as_str()).collect(),
            hidden_standings: filter.hidden_standings.iter().map(|standing| standing.as_str()).collect(),
        },
        camera: At {
            lon: rounded(camera.center.lon_deg(), 1e5),
            lat: rounded(camera.center.lat_deg(), 1e5),
            zoom: rounded(camera.zoom.value(), 1e2),
        },
    })
}

/// What `chronocarte:select` carries: `{event}`, or `null`.
pub(super) fn selected(session: &Session) -> JsValue {
    selected_event(session).map_or(JsValue::NULL, |event| plain(&Selected { event }))
}

fn selected_event(session: &Session) -> Option<&str> {
    let event = session.story.events.get(session.view.selected?)?;
    Some(&event.id)
}

fn side_word(session: &Session, side: Side) -> &str {
    match side {
        Side::Party(party) => {
            session.story.parties.get(usize::from(party)).map_or("", |party| party.id.as_str())
        }
        Side::Third => THIRD,
    }
}

/// A filter from plain data; words that are not known are left out.
pub(super) fn filter_from(session: &Session, value: &JsValue) -> Filter {
    let mut filter = Filter::default();
    let sides = words(value, "hiddenSides");
    for (party, known) in (0..=u8::MAX).zip(&session.story.parties) {
        if has(&sides, &known.id) {
            filter.hidden_sides.push(Side::Party(party));
        }
    }
    if has(&sides, THIRD) {
        filter.hidden_sides.push(Side::Third);
    }
    let kinds = words(value, "hiddenKinds");
    for &kind in EventKind::ALL {
        if has(&kinds, kind.as_str()) {
            filter.hidden_kinds.push(kind);
        }
    }
    let standings = words(value, "hiddenStandings");
    for standing in Standing::ALL {
        if has(&standings, standing.as_str()) {
            // The list is kept in the order of the ladder, which is not the order of the legend.
            let at = filter.hidden_standings.partition_point(|other| *other < standing);
            filter.hidden_standings.insert(at, standing);
        }
    }
    filter
}

/// A list of words, empty where there is none.
fn words(object: &JsValue, key: &str) -> Array {
    let list = field(object, key);
    if list.is_object() { Array::from(&list) } else { Array::new() }
}

fn has(words: &Array, word: &str) -> bool {
    words.includes(&JsValue::from_str(word), 0)
}

/// A camera from plain data. What is left out stays as it is; nonsense gives `None`.
pub(super) fn camera_from(now: Camera, value: &JsValue) -> Option<Camera> {
    let number = |key: &str, now: f64| match field(value, key) {
        absent if absent.is_undefined() => Some(now),
        given => given.as_f64().filter(|number| number.is_finite()),
    };
    let center =
        crate::geo::LonLat::new(number("lon", now.center.lon_deg())?, number("lat", now.center.lat_deg())?)?;
    let zoom = crate::geo::Zoom::clamped(number("zoom", now.zoom.value())?);
    Some(Camera { center, zoom })
}

/// A moment from an ISO 8601 text, a number of milliseconds or a `Date`; `Ok(None)` for `null`.
pub(super) fn moment_from(value: &JsValue) -> Result<Option<Instant>, String> {
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    let number = value.as_f64().or_else(|| {
        let date: &js_sys::Date = wasm_bindgen::JsCast::dyn_ref(value)?;
        Some(date.get_time())
    });
    if let Some(number) = number {
        return if number.is_finite() {
            Ok(Some(Instant(number as i64)))
        } else {
            Err("not a moment".to_owned())
        };
    }
    let text = value.as_string().ok_or("expected an ISO 8601 text")?;
    Instant::parse_rfc3339(&text).map(Some).map_err(|error| error.message)
}
