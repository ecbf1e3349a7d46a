//! The state as plain data, and from plain data.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::input::field;
use crate::story::{EventKind, Measure, Side, Standing};
use crate::time::{Instant, TimeSpan};
use crate::ui::Session;
use crate::view::{Camera, Filter, Viewport};

/// The word for third parties among the identifiers of the parties.
const THIRD: &str = "third";

/// Plain data on its way to the page. One type for all of it: a derived writer for each kind of object would cost
/// readers a kilobyte before they see anything.
enum Plain<'a> {
    Null,
    Number(f64),
    Text(&'a str),
    Words(Vec<&'a str>),
    Object(&'a [(&'static str, Plain<'a>)]),
}

impl Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Words(words) => serializer.collect_seq(words),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'a> Plain<'a> {
    fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    fn handed_over(&self) -> JsValue {
        let serializer = Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
        self.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
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
    let moment = |moment: Option<Instant>| moment.map(Instant::to_iso8601);
    let (from, to) = (moment(span.map(TimeSpan::start)), moment(span.map(TimeSpan::end)));
    let as_of = moment(as_of);
    let [sides, kinds, standings, measures, sources] =
        if filter.is_empty() { Default::default() } else { hidden(session, filter) };
    Plain::Object(&[
        ("story", Plain::Text(&session.story.id)),
        ("lang", Plain::Text(session.language.tag().as_str())),
        ("total", Plain::Number(session.matches.total as f64)),
        ("matched", Plain::Number(session.matches.matched as f64)),
        (
            "time",
            Plain::Object(&[("from", Plain::text(from.as_deref())), ("to", Plain::text(to.as_deref()))]),
        ),
        ("asOf", Plain::text(as_of.as_deref())),
        ("selected", Plain::text(selected_event(session))),
        (
            "filter",
            Plain::Object(&[
                ("hiddenSides", Plain::Words(sides)),
                ("hiddenKinds", Plain::Words(kinds)),
                ("hiddenStandings", Plain::Words(standings)),
                ("hiddenMeasures", Plain::Words(measures)),
                ("hiddenSources", Plain::Words(sources)),
                ("search", Plain::Text(&filter.search)),
            ]),
        ),
        (
            "camera",
            Plain::Object(&[
                ("lon", Plain::Number(rounded(camera.center.lon_deg(), 1e5))),
                ("lat", Plain::Number(rounded(camera.center.lat_deg(), 1e5))),
                ("zoom", Plain::Number(rounded(camera.zoom.value(), 1e2))),
            ]),
        ),
    ])
    .handed_over()
}

/// What is left out, by its words: sides, kinds, standings, measures, sources.
#[inline(never)]
fn hidden<'a>(session: &'a Session, filter: &Filter) -> [Vec<&'a str>; 5] {
    let sources = filter.hidden_sources.iter().filter_map(|at| session.story.sources.get(*at));
    [
        filter.hidden_sides.iter().map(|side| side_word(session, *side)).collect(),
        filter.hidden_kinds.iter().map(|kind| kind.as_str()).collect(),
        filter.hidden_standings.iter().map(|standing| standing.as_str()).collect(),
        filter.hidden_measures.iter().map(|measure| measure.as_str()).collect(),
        sources.map(|source| source.id.as_str()).collect(),
    ]
}

/// What `chronocarte:select` carries: `{event}`, or `null`.
pub(super) fn selected(session: &Session) -> JsValue {
    let Some(event) = selected_event(session) else { return JsValue::NULL };
    Plain::Object(&[("event", Plain::Text(event))]).handed_over()
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
    if field(value, "hiddenMeasures").is_object()
        || field(value, "hiddenSources").is_object()
        || field(value, "search").is_string()
    {
        add_rarer(&mut filter, session, value);
    }
    filter
}

/// What a page asks for less often.
#[inline(never)]
fn add_rarer(filter: &mut Filter, session: &Session, value: &JsValue) {
    let measures = words(value, "hiddenMeasures");
    for &measure in Measure::ALL {
        if has(&measures, measure.as_str()) {
            filter.hidden_measures.push(measure);
        }
    }
    let sources = words(value, "hiddenSources");
    for (at, source) in session.story.sources.iter().enumerate() {
        if has(&sources, &source.id) {
            filter.hidden_sources.push(at);
        }
    }
    filter.search = field(value, "search").as_string().unwrap_or_default();
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
