//! The map: one stop for the keyboard, its marks as real buttons, its controls beside it.

use yew::html::Scope;
use yew::{Html, KeyboardEvent, html};

use super::app::{PointerKind, REACH_PX};
use super::filters::rove;
use super::{App, Msg, Session};
use crate::index::EventIndex;
use crate::paint::number;
use crate::scene::{Target, event_sentence, legend_rows};
use crate::text::Message;
use crate::view::{Action, Viewport};

/// The share of the map an arrow key moves it by, alone and with Shift.
const KEY_SHARE: (f64, f64) = (0.25, 0.05);

/// The map with its marks and controls.
pub(super) fn map_pane(app: &App, session: &Session, link: &Scope<App>) -> Html {
    let language = &session.language;
    let viewport = app.viewport();
    let pointer = |kind| link.callback(move |event| Msg::MapPointer(kind, event));
    let matched = i64::try_from(session.matches.matched).unwrap_or(i64::MAX);
    let label = [language.get(Message::Map), ", ", &language.count(Message::Events, matched, &[])].concat();
    let zoom =
        |levels: f64| link.callback(move |_| Msg::Act(Action::ZoomBy { levels, around_px: None, viewport }));
    html! {
        <div class="map-pane" part="map">
            <div ref={app.map.clone()} class="map" role="application" tabindex="0" aria-label={label}
                aria-roledescription={language.get(Message::Map).to_owned()} aria-describedby="map-help"
                onkeydown={keys(viewport, link)}
                onpointerdown={pointer(PointerKind::Down)} onpointermove={pointer(PointerKind::Move)}
                onpointerup={pointer(PointerKind::Up)} onpointercancel={pointer(PointerKind::Cancel)}
                onpointerleave={pointer(PointerKind::Leave)}>
                { app.map_surface.html() }
                { marks(app, session, link) }
                if app.hint.is_some() {
                    <p class="hint" aria-hidden="true">{ app.hint_words(session) }</p>
                }
            </div>
            <div class="map-controls" role="toolbar" aria-label={language.get(Message::Map).to_owned()} onkeydown={rove()}>
                <button type="button" class="tool" title={language.get(Message::ZoomIn).to_owned()}
                    aria-label={language.get(Message::ZoomIn).to_owned()} onclick={zoom(1.0)}>{ "+" }</button>
                <button type="button" class="tool" title={language.get(Message::ZoomOut).to_owned()}
                    aria-label={language.get(Message::ZoomOut).to_owned()} onclick={zoom(-1.0)}>{ "−" }</button>
                <button type="button" class="tool" title={language.get(Message::ResetView).to_owned()}
                    aria-label={language.get(Message::ResetView).to_owned()}
                    onclick={link.callback(|_| Msg::Act(Action::ResetCamera))}>{ "⌂" }</button>
            </div>
            <p id="map-help" class="aside">{ language.get(Message::MapKeys) }</p>
        </div>
    }
}

/// A button for each mark in sight, for those who do not point: the pointer itself goes through to the picture.
fn marks(app: &App, session: &Session, link: &Scope<App>) -> Html {
    let Some(scene) = app.map_surface.scene() else { return Html::default() };
    let frame = session.frame(scene.width_px, scene.height_px);
    let buttons = scene.targets().into_iter().filter_map(|(at, target)| {
        let first: EventIndex = match target {
            Target::Event(event) => *event,
            Target::Cluster(events) => *events.first()?,
            Target::BrushStart | Target::BrushEnd | Target::BrushBody => return None,
        };
        let label = match target {
            Target::Cluster(events) => {
                session.language.count(Message::EventsHere, i64::try_from(events.len()).unwrap_or(i64::MAX), &[])
            }
            _ => event_sentence(&frame, first),
        };
        let id = session.story.events.get(first)?.id.clone();
        let transform = ["translate(", &number(at.x), " ", &number(at.y), ")"].concat();
        let pressed = (session.view.selected == Some(first)).to_string();
        let onclick = link.callback(move |_| Msg::Act(Action::Select(Some(first))));
        Some(html! {
            <g key={id.clone()} role="button" tabindex="-1" data-event={id} aria-label={label} aria-pressed={pressed}
                {transform} {onclick}><circle r={number(13.0 + REACH_PX)} /></g>
        })
    });
    html! { <svg class="marks">{ for buttons }</svg> }
}

/// What the keys do while the map has the focus.
fn keys(viewport: Viewport, link: &Scope<App>) -> impl Fn(KeyboardEvent) + 'static {
    let link = link.clone();
    move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let share = if event.shift_key() { KEY_SHARE.1 } else { KEY_SHARE.0 };
        let pan = |x: f64, y: f64| Action::Pan {
            dx_px: x * share * viewport.width_px,
            dy_px: y * share * viewport.height_px,
            viewport,
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
            _ => return,
        };
        event.prevent_default();
        link.send_message(Msg::Act(action));
    }
}

/// What the marks mean, as far as the story has them.
pub(super) fn legend(session: &Session) -> Html {
    let rows = legend_rows(&session.frame(0.0, 0.0)).into_iter().map(|(form, words)| {
        html! { <li><i class={["key ", form].concat()}></i>{ words }</li> }
    });
    html! {
        <ul class="legend" part="legend" aria-label={session.language.get(Message::Legend).to_owned()}>{ for rows }</ul>
    }
}
