//! The timeline: the picture, two native sliders for the brush, and the controls of the walk.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement};

use super::app::REACH_PX;
use super::element::{El, el};
use super::filters::{summary, time_words};
use super::map_pane::{TOOL, button};
use super::{App, Msg, Session, clock, focus};
use crate::scene::{self, Point, Scene};
use crate::text::{Message, Style, moment_words, zone_label};
use crate::time::{Instant, TimeSpan, digits};
use crate::view::{Action, Clock};

/// The timeline with its controls.
pub(super) fn timeline_pane(app: &App, session: &Session) -> El {
    let name = session.language.get(Message::Timeline);
    let (play, sign, walk) = match session.view.playing {
        true => (Message::Pause, "❚❚", Action::Pause),
        false => (Message::Play, "▶", Action::Play),
    };
    let play = button(app, session, "button type='button' class='play'", play, sign, walk);
    let tool = |message, sign, action| button(app, session, TOOL, message, sign, action);
    let zoom = |factor| Action::ZoomTimeClamped { factor, around: None };
    el("div class='timeline' part='timeline' role='group'")
        .attr("aria-label", name)
        .kid(
            el("div class='time-row' role='toolbar'")
                .attr("aria-label", name)
                .hear(app, "keydown", focus::along_toolbar)
                .kid(play)
                .kid(
                    el("p class='now'")
                        .kid(el("strong").text(&time_words(session)))
                        .kid(el("span").text(&summary(session))),
                )
                .kid(el("p class='zone'").text(&zone(session)))
                .kid(
                    el("div class='time-tools'")
                        .kid(tool(Message::TimeZoomOut, "−", zoom(0.5)))
                        .kid(tool(Message::TimeZoomIn, "+", zoom(2.0)))
                        .kid(tool(Message::ClearBrush, "⟲", Action::ResetTime)),
                ),
        )
        .kid(
            el("div class='axis'")
                .node(&app.axis)
                .hear(app, "pointerdown pointermove pointerup pointercancel", pointer)
                .kids(app.axis_surface.canvases())
                .kids(if session.view.clock == Clock::Said { Vec::new() } else { thumbs(app, session) }),
        )
        .maybe(if clock::is_first(session) { None } else { clock::slider(app, session) })
}

fn pointer(_: &App, event: &Event) -> Option<Msg> {
    Some(Msg::TimePointer(event.clone().unchecked_into()))
}
/// The zone of every time shown.
fn zone(session: &Session) -> String {
    let zone = &session.story.zone;
    let offset = zone_label(zone.offset);
    match session.words(&zone.label) {
        "" => session.language.with(Message::LocalTimes, "zone", &offset),
        place => session.language.fill(Message::TimesIn, &[("place", place), ("zone", &offset)]),
    }
}

/// The two ends of the brush as sliders.
fn thumbs(app: &App, session: &Session) -> Vec<El> {
    let Some(steps) = Steps::of(session) else { return Vec::new() };
    let (start, end) = (steps.at(steps.brush.start()), steps.at(steps.brush.end()));
    let thumb = |markup, message: Message, value: Instant, range: [i64; 3], moved| {
        let [min, max, at] = range.map(digits);
        let words = moment_words(value, session.story.zone.offset, &session.language, Style::Short);
        el(markup)
            .label(&session.language, message)
            .attr("aria-valuetext", &words)
            .attr("min", &min)
            .attr("max", &max)
            .value(&at)
            .hear(app, "input", moved)
    };
    vec![
        thumb(
            "input type='range' class='thumb from' step='1'",
            Message::BrushFrom,
            steps.brush.start(),
            [0, (end - 1).max(0), start],
            |app, event| brushed(app, event, false),
        ),
        thumb(
            "input type='range' class='thumb to' step='1'",
            Message::BrushTo,
            steps.brush.end(),
            [(start + 1).min(steps.count), steps.count, end],
            |app, event| brushed(app, event, true),
        ),
    ]
}

/// A slider was moved.
fn brushed(app: &App, event: &Event, is_end: bool) -> Option<Msg> {
    let steps = Steps::of(&app.session.borrow())?;
    let input: HtmlInputElement = event.target()?.unchecked_into();
    let moment = steps.whole.start().plus_ms(input.value_as_number() as i64 * steps.step_ms);
    let brush = if is_end {
        TimeSpan::between(steps.brush.start(), moment)
    } else {
        TimeSpan::between(moment, steps.brush.end())
    };
    Some(Msg::Act(Rc::new(Action::BrushClamped(brush))))
}

/// The steps of the sliders.
struct Steps {
    whole: TimeSpan,
    brush: TimeSpan,
    step_ms: i64,
    count: i64,
}

impl Steps {
    /// An hour up to two weeks, a day up to two years, else a two-hundredth of the story.
    fn of(session: &Session) -> Option<Self> {
        const HOUR_MS: i64 = 3_600_000;
        let whole = session.index.span?;
        let days = whole.duration_ms() / (24 * HOUR_MS);
        let step_ms = if days <= 14 {
            HOUR_MS
        } else if days <= 730 {
            24 * HOUR_MS
        } else {
            (whole.duration_ms() / 200).max(HOUR_MS)
        };
        let brush = session.view.brush.unwrap_or(whole);
        Some(Self { whole, brush, step_ms, count: whole.duration_ms() / step_ms })
    }

    fn at(&self, moment: Instant) -> i64 {
        (moment.since(self.whole.start()) / self.step_ms).clamp(0, self.count)
    }
}

/// What a tap on the timeline does.
pub(super) fn tapped(scene: &Scene, at: Point, selected: Option<usize>) -> Option<Action> {
    scene::tapped(scene, at, REACH_PX, selected)
}
