//! The state as plain data, and from plain data.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::input::field;
use crate::story::{EventKind, Side, Standing};
use crate::time::{Instant, TimeSpan};
use crate::ui::Session;
use crate::view::{Camera, Filter, Viewport};

/// The word for third parties among the identifiers of the parties.
const THIRD: &str = "third";

/// An object from its keys and values.
pub(super) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // A plain new object takes every key.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
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
    let moment = |moment: Option<Instant>| moment.map_or(JsValue::NULL, |moment| moment.to_iso8601().into());
    let as_of = view.as_of.or(session.story.as_of.map(|as_of| as_of.0));
    let camera = view.camera(&session.index, viewport);
    let number = |value: f64, places: f64| JsValue::from_f64((value * places).round() / places);
    object(&[
        ("story", session.story.id.as_str().into()),
        ("lang", session.language.tag().as_str().into()),
        ("total", count(session.matches.total)),
        ("matched", count(session.matches.matched)),
        (
            "time",
            object(&[("from", moment(span.map(TimeSpan::start))), ("to", moment(span.map(TimeSpan::end)))]),
        ),
        ("asOf", moment(as_of)),
        ("selected", selected(session)),
        ("filter", filter(session)),
        (
            "camera",
            object(&[
                ("lon", number(camera.center.lon_deg(), 1e5)),
                ("lat", number(camera.center.lat_deg(), 1e5)),
                ("zoom", number(camera.zoom.value(), 1e2)),
            ]),
        ),
    ])
}

/// The identifier of the selected event, or `null`.
pub(super) fn selected(session: &Session) -> JsValue {
    let event = session.view.selected.and_then(|event| session.story.events.get(event));
    event.map_or(JsValue::NULL, |event| event.id.as_str().into())
}

fn count(count: usize) -> JsValue {
    JsValue::from_f64(count as f64)
}

/// What is left out: `{hiddenSides, hiddenKinds, hiddenStandings}`, each a list of words.
fn filter(session: &Session) -> JsValue {
    let filter = &session.view.filter;
    let (sides, kinds, standings) = (Array::new(), Array::new(), Array::new());
    for side in &filter.hidden_sides {
        sides.push(&side_word(session, *side).into());
    }
    for kind in &filter.hidden_kinds {
        kinds.push(&kind.as_str().into());
    }
    for standing in &filter.hidden_standings {
        standings.push(&standing.as_str().into());
    }
    object(&[
        ("hiddenSides", sides.into()),
        ("hiddenKinds", kinds.into()),
        ("hiddenStandings", standings.into()),
    ])
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
