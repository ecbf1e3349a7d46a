//! The state as plain data, and from plain data.

use js_sys::{Array, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast as _, JsValue};

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

/// The lists of a filter, as the page calls them.
const LISTS: [&str; 5] = ["hiddenSides", "hiddenKinds", "hiddenStandings", "hiddenMeasures", "hiddenSources"];

/// A filter from plain data. Parties and sources that the story does not have are left out: a page may know a newer story.
///
/// # Errors
/// A sentence, where it is no object of these lists and `search`, or names a word that there is not.
pub(super) fn filter_from(session: &Session, value: &JsValue) -> Result<Filter, String> {
    let known = |key: &str| key == "search" || LISTS.contains(&key);
    if let Some(key) = strange_key(value, &known)? {
        return Err([
            "\"",
            &key,
            "\" is no part of a filter, expected hiddenSides, hiddenKinds, hiddenStandings, \
                    hiddenMeasures, hiddenSources or search",
        ]
        .concat());
    }
    let mut lists = Vec::new();
    for key in LISTS {
        lists.push(words(value, key)?);
    }
    let [sides, kinds, standings, measures, sources] = lists.as_slice() else { return Err(String::new()) };
    let mut filter = Filter::default();
    for (party, known) in (0..=u8::MAX).zip(&session.story.parties) {
        if sides.contains(&known.id) {
            filter.hidden_sides.push(Side::Party(party));
        }
    }
    if sides.iter().any(|word| word == THIRD) {
        filter.hidden_sides.push(Side::Third);
    }
    filter.hidden_kinds = chosen(kinds, EventKind::ALL.iter().copied(), EventKind::as_str, "hiddenKinds")?;
    filter.hidden_standings =
        chosen(standings, Standing::ALL.into_iter(), Standing::as_str, "hiddenStandings")?;
    // The list is kept in the order of the ladder, which is not the order of the legend.
    filter.hidden_standings.sort_unstable();
    filter.hidden_measures =
        chosen(measures, Measure::ALL.iter().copied(), Measure::as_str, "hiddenMeasures")?;
    for (at, source) in session.story.sources.iter().enumerate() {
        if sources.contains(&source.id) {
            filter.hidden_sources.push(at);
        }
    }
    let search = field(value, "search");
    if !search.is_undefined() {
        filter.search = search.as_string().ok_or("search: expected a text")?;
    }
    Ok(filter)
}

/// The first key of a plain object that is not known.
///
/// # Errors
/// Where it is none.
fn strange_key(value: &JsValue, known: &dyn Fn(&str) -> bool) -> Result<Option<String>, &'static str> {
    if !value.is_object() || Array::is_array(value) {
        return Err("expected an object");
    }
    let keys = Object::keys(value.unchecked_ref::<Object>()).into_iter();
    Ok(keys.filter_map(|key| key.as_string()).find(|key| !known(key)))
}

/// Those of some words that a list names, in their order. Every word of the list must be one of them.
fn chosen<T: Copy>(
    list: &[String],
    all: impl Iterator<Item = T> + Clone,
    word: fn(T) -> &'static str,
    name: &str,
) -> Result<Vec<T>, String> {
    for given in list {
        if !all.clone().any(|known| word(known) == given) {
            let known: Vec<_> = all.map(word).collect();
            return Err([name, ": there is no \"", given, "\", expected of ", &known.join(", ")].concat());
        }
    }
    Ok(all.filter(|known| list.iter().any(|given| given == word(*known))).collect())
}

/// A list of words, empty where there is none.
fn words(object: &JsValue, key: &str) -> Result<Vec<String>, String> {
    let list = field(object, key);
    if list.is_undefined() {
        return Ok(Vec::new());
    }
    let words =
        Array::is_array(&list).then(|| Array::from(&list).iter().map(|word| word.as_string()).collect());
    words.flatten().ok_or_else(|| [key, ": expected a list of texts"].concat())
}

/// A camera from plain data. What is left out stays as it is; nonsense gives `None`.
pub(super) fn camera_from(now: Camera, value: &JsValue) -> Option<Camera> {
    if strange_key(value, &|key| matches!(key, "lon" | "lat" | "zoom")).ok()?.is_some() {
        return None;
    }
    let number = |key: &str, now: f64| match field(value, key) {
        absent if absent.is_undefined() => Some(now),
        given => given.as_f64().filter(|number| number.is_finite()),
    };
    let center =
        crate::geo::LonLat::new(number("lon", now.center.lon_deg())?, number("lat", now.center.lat_deg())?)?;
    let zoom = crate::geo::Zoom::clamped(number("zoom", now.zoom.value())?);
    Some(Camera { center, zoom })
}

/// What is said of what is no moment.
const NO_MOMENT: &str =
    "expected a moment: ISO 8601 with an offset, as 2020-09-28T14:30Z, milliseconds since 1970, or a Date";

/// A moment from an ISO 8601 text, a number of milliseconds or a `Date`; `Ok(None)` for `null`.
pub(super) fn moment_from(value: &JsValue) -> Result<Option<Instant>, &'static str> {
    read_moment(value, &|text| Instant::parse_minute(text))
}

/// As [`moment_from`], and a day is its end in the story's zone.
pub(super) fn as_of_from(session: &Session, value: &JsValue) -> Result<Option<Instant>, &'static str> {
    read_moment(value, &|text| Instant::parse_as_of(text, session.story.zone.offset))
}

fn read_moment(
    value: &JsValue,
    read: &dyn Fn(&str) -> Result<Instant, crate::error::Error>,
) -> Result<Option<Instant>, &'static str> {
    /// As far as a `Date` reaches, milliseconds on either side of 1970.
    const REACH_MS: f64 = 8.64e15;
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    let number = value.as_f64().or_else(|| Some(value.dyn_ref::<js_sys::Date>()?.get_time()));
    let moment = match number {
        Some(number) if number.abs() <= REACH_MS => Instant(number as i64),
        Some(_) => return Err(NO_MOMENT),
        None => value.as_string().and_then(|text| read(&text).ok()).ok_or(NO_MOMENT)?,
    };
    if (moment.0 as f64).abs() <= REACH_MS { Ok(Some(moment)) } else { Err(NO_MOMENT) }
}
