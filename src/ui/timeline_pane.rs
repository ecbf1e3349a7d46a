//! The timeline: the picture, two native sliders for the brush, and the controls of the walk.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::{Html, InputEvent, html};

use super::app::{PointerKind, REACH_PX};
use super::filters::{rove, summary, time_words};
use super::{App, Msg, Session};
use crate::scene::{self, Point, Scene};
use crate::text::{Message, Style, moment_words, zone_label};
use crate::time::{Instant, TimeSpan};
use crate::view::Action;

/// The timeline with its controls.
pub(super) fn timeline_pane(app: &App, session: &Session, link: &Scope<App>) -> Html {
    let language = &session.language;
    let act = |action: Action| link.callback(move |_| Msg::Act(action.clone()));
    let playing = session.view.playing;
    let (play, symbol) = if playing { (Message::Pause, "❚❚") } else { (Message::Play, "▶") };
    let pointer = |kind| link.callback(move |event| Msg::TimePointer(kind, event));
    let label = |message: Message| language.get(message).to_owned();
    let zoom = |factor| act(Action::ZoomTimeClamped { factor, around: None });
    html! {
        <div class="timeline" part="timeline" role="group" aria-label={label(Message::Timeline)}>
            <div class="time-row">
                <button type="button" class="play" aria-label={label(play)} title={label(play)}
                    onclick={act(if playing { Action::Pause } else { Action::Play })}>{ symbol }</button>
                <p class="now"><strong>{ time_words(session) }</strong><span>{ summary(session) }</span></p>
                <p class="zone">{ zone(session) }</p>
                <div class="time-tools" role="toolbar" aria-label={label(Message::Timeline)} onkeydown={rove()}>
                    <button type="button" class="tool" aria-label={label(Message::TimeZoomOut)} title={label(Message::TimeZoomOut)}
                        onclick={zoom(0.5)}>{ "−" }</button>
                    <button type="button" class="tool" aria-label={label(Message::TimeZoomIn)} title={label(Message::TimeZoomIn)}
                        onclick={zoom(2.0)}>{ "+" }</button>
                    <button type="button" class="tool" aria-label={label(Message::ClearBrush)} title={label(Message::ClearBrush)}
                        onclick={act(Action::ResetTime)}>{ "⟲" }</button>
                </div>
            </div>
            <div ref={app.axis.clone()} class="axis"
                onpointerdown={pointer(PointerKind::Down)} onpointermove={pointer(PointerKind::Move)}
                onpointerup={pointer(PointerKind::Up)} onpointercancel={pointer(PointerKind::Cancel)}>
                { app.axis_surface.html() }
                { thumbs(session, link) }
            </div>
        </div>
    }
}

/// The zone of every time shown.
fn zone(session: &Session) -> String {
    let zone = &session.story.zone;
    let offset = zone_label(zone.offset);
    match session.words(&zone.label) {
        "" => session.language.fill(Message::LocalTimes, &[("zone", &offset)]),
        place => session.language.fill(Message::TimesIn, &[("place", place), ("zone", &offset)]),
    }
}

/// The two ends of the brush as sliders, in steps of an hour or, for longer stories, of a day or more.
fn thumbs(session: &Session, link: &Scope<App>) -> Html {
    let Some(whole) = session.index.span else { return Html::default() };
    let brush = session.view.brush.unwrap_or(whole);
    let step_ms = step_ms(whole);
    let steps = whole.duration_ms() / step_ms;
    let at = |moment: Instant| (moment.since(whole.start()) / step_ms).clamp(0, steps);
    let words = |moment| moment_words(moment, session.story.zone.offset, &session.language, Style::Short);
    let thumb = |message: Message,
                 class: &'static str,
                 value: Instant,
                 min: i64,
                 max: i64,
                 to: fn(TimeSpan, Instant) -> TimeSpan| {
        let oninput = link.batch_callback(move |event: InputEvent| {
            let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
            let moment = whole.start().plus_ms(input.value_as_number() as i64 * step_ms);
            Some(Msg::Act(Action::BrushClamped(to(brush, moment))))
        });
        html! {
            <input type="range" {class} aria-label={session.language.get(message).to_owned()} aria-valuetext={words(value)}
                min={min.to_string()} max={max.to_string()} step="1" value={at(value).to_string()} {oninput} />
        }
    };
    html! {
        <>
            { thumb(Message::BrushFrom, "thumb from", brush.start(), 0, (at(brush.end()) - 1).max(0),
                |brush, moment| TimeSpan::between(moment, brush.end())) }
            { thumb(Message::BrushTo, "thumb to", brush.end(), (at(brush.start()) + 1).min(steps), steps,
                |brush, moment| TimeSpan::between(brush.start(), moment)) }
        </>
    }
}

/// One step of a slider: an hour up to two weeks, a day up to two years, else a two-hundredth of the story.
fn step_ms(whole: TimeSpan) -> i64 {
    const HOUR_MS: i64 = 3_600_000;
    let days = whole.duration_ms() / (24 * HOUR_MS);
    if days <= 14 {
        HOUR_MS
    } else if days <= 730 {
        24 * HOUR_MS
    } else {
        (whole.duration_ms() / 200).max(HOUR_MS)
    }
}

/// What a tap on the timeline does.
pub(super) fn tapped(scene: &Scene, at: Point, selected: Option<usize>) -> Option<Action> {
    scene::tapped(scene, at, REACH_PX, selected)
}
