//! The map: one stop for the keyboard, its marks as real buttons, its controls beside it.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Event, KeyboardEvent};

use super::app::REACH_PX;
use super::element::{El, el};
use super::{App, Msg, Session, focus};
use crate::paint::number;
use crate::scene::{Frame, Point, Target, event_sentence, legend_rows};
use crate::text::Message;
use crate::view::Action;

/// The share of the map an arrow key moves it by, alone and with Shift.
const KEY_SHARE: (f64, f64) = (0.25, 0.05);

/// The map with its marks and controls.
pub(super) fn map_pane(app: &App, session: &Session) -> El {
    let language = &session.language;
    let matched = i64::try_from(session.matches.matched).unwrap_or(i64::MAX);
    let name = language.get(Message::Map);
    let label = [name, ", ", &language.count(Message::Events, matched, &[])].concat();
    let viewport = app.viewport();
    let zoom = |levels: f64| Action::ZoomBy { levels, around_px: None, viewport };
    let tool = |markup, message, sign, action| button(app, session, markup, message, sign, action);
    let hint = app.hint.as_ref();
    let hint =
        hint.map(|(words, _)| el("p class='hint' aria-hidden='true'").message(&session.language, *words));
    el("div class='map-pane' part='map'")
        .kid(
            el("div class='map' role='application' tabindex='0' aria-describedby='map-help'")
                .node(&app.map)
                .attr("aria-label", &label)
                .attr("aria-roledescription", name)
                .hear(app, "keydown", keys)
                .hear(app, "pointerdown pointermove pointerup pointercancel pointerleave", pointer)
                .kids(app.map_surface.canvases())
                .maybe(marks(app, session))
                .maybe(hint),
        )
        .kid(
            el("div class='map-controls' role='toolbar' part='controls'")
                .attr("aria-label", name)
                .hear(app, "keydown", focus::along_toolbar)
                .kid(tool(FIRST_TOOL, Message::ZoomIn, "+", zoom(1.0)))
                .kid(tool(TOOL, Message::ZoomOut, "−", zoom(-1.0)))
                .kid(tool(TOOL, Message::ResetView, "⌂", Action::ResetCamera)),
        )
        .kid(el("p id='map-help' class='aside'").message(language, Message::MapKeys))
}

/// A small button that shows a sign only. Arrow keys lead to it from the first of its toolbar.
pub(super) const TOOL: &str = "button type='button' class='tool' tabindex='-1'";
const FIRST_TOOL: &str = "button type='button' class='tool'";

/// A button that shows a sign and is named in words.
#[inline(never)]
pub(super) fn button(
    app: &App,
    session: &Session,
    markup: &'static str,
    name: Message,
    sign: &str,
    action: Action,
) -> El {
    let name = session.language.get(name);
    el(markup).attr("title", name).attr("aria-label", name).act(app, "click", action).text(sign)
}

fn pointer(_: &App, event: &Event) -> Option<Msg> {
    Some(Msg::MapPointer(event.clone().unchecked_into()))
}

/// A button for each mark in sight, for those who do not point: the pointer itself goes through to the picture.
fn marks(app: &App, session: &Session) -> Option<El> {
    let scene = app.map_surface.scene()?;
    let frame = session.frame(scene.width_px, scene.height_px);
    let mut buttons = Vec::new();
    for (at, target) in scene.targets() {
        buttons.extend(mark(app, session, &frame, at, target));
    }
    Some(el("svg class='marks'").kids(buttons))
}

fn mark(app: &App, session: &Session, frame: &Frame<'_>, at: Point, target: &Target) -> Option<El> {
    let (first, label) = match target {
        Target::Event(event) => (*event, event_sentence(frame, *event)),
        Target::Cluster(events) => {
            let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
            (*events.first()?, session.language.count(Message::EventsHere, count, &[]))
        }
        Target::BrushStart | Target::BrushEnd | Target::BrushBody => return None,
    };
    let id = &session.story.events.get(first)?.id;
    let transform = ["translate(", &number(at.x), " ", &number(at.y), ")"].concat();
    let button = el("g role='button' tabindex='-1'")
        .key(id)
        .attr("data-event", id)
        .attr("aria-label", &label)
        .flag("aria-pressed", session.view.selected == Some(first))
        .attr("transform", &transform)
        .act(app, "click", Action::Select(Some(first)));
    Some(button.kid(el("circle").attr("r", &number(13.0 + REACH_PX))))
}

/// What the keys do while the map has the focus.
fn keys(app: &App, event: &Event) -> Option<Msg> {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let viewport = app.viewport();
    let share = if event.shift_key() { KEY_SHARE.1 } else { KEY_SHARE.0 };
    let pan = |x: f64, y: f64| {
        let (dx_px, dy_px) = (x * share * viewport.width_px, y * share * viewport.height_px);
        Action::Pan { dx_px, dy_px, viewport }
    };
    let zoom = |levels| Action::ZoomBy { levels, around_px: None, viewport };
    let action = match event.key().as_str() {
        "ArrowLeft" => pan(1.0, 0.0),
        "ArrowRight" => pan(-1.0, 0.0),
        "ArrowUp" => pan(0.0, 1.0),
        "ArrowDown" => pan(0.0, -1.0),
        "+" | "=" => zoom(1.0),
        "-" => zoom(-1.0),
        "Home" => Action::ResetCamera,
        "PageDown" => Action::SelectStep(1),
        "PageUp" => Action::SelectStep(-1),
        "Escape" => Action::Select(None),
        _ => return None,
    };
    event.prevent_default();
    Some(Msg::Act(Rc::new(action)))
}

/// What the marks mean, as far as the story has them.
pub(super) fn legend(session: &Session) -> El {
    let row = |(form, words): (&str, String)| {
        el("li").kid(el("i").attr("class", &["key ", form].concat())).text(&words)
    };
    let name = session.language.get(Message::Legend);
    el("ul class='legend' part='legend'")
        .attr("aria-label", name)
        .kids(legend_rows(&session.frame(0.0, 0.0)).into_iter().map(row).collect())
}
