//! The panel of what a reader may leave out: kinds, standings, what is counted, sources. Written when it is opened.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::element::{El, el};
use super::share::Deed;
use super::{App, Msg, Session};
use crate::index::EventIndex;
use crate::scene::{kind_message, measure_message, standing_label};
use crate::story::{EventKind, Measure, Standing};
use crate::text::{Message, number};
use crate::view::Action;

/// The panel.
#[inline(never)]
pub(super) fn panel(app: &App, session: &Session) -> El {
    let groups = [
        (Message::Kind, kinds(app, session)),
        (Message::Standing, standings(app, session)),
        (Message::WhatIsCounted, measures(app, session)),
        (Message::WhichSource, sources(app, session)),
    ];
    let group = |(title, boxes): (Message, Vec<El>)| {
        let legend = el("legend").message(&session.language, title);
        // Where there is one thing only there is nothing to choose.
        (boxes.len() >= 2).then(|| el("fieldset").kid(legend).kids(boxes))
    };
    el("div id='choices' class='sheet' role='group'")
        .label(&session.language, Message::Filters)
        .hear(app, "keydown", keys)
        .kids(groups.into_iter().filter_map(group).collect())
}

/// Escape closes the panel and leads back to its button.
fn keys(_: &App, event: &Event) -> Option<Msg> {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.key() != "Escape" {
        return None;
    }
    let target: Element = event.target()?.unchecked_into();
    let button = target.closest(".choices").ok()??.query_selector("button").ok()??;
    let _ = button.unchecked_into::<HtmlElement>().focus();
    Some(Msg::Do(Deed::Choose))
}

fn kinds(app: &App, session: &Session) -> Vec<El> {
    let mut boxes = Vec::new();
    for &kind in EventKind::ALL {
        let of_kind =
            |event: EventIndex| session.story.events.get(event).is_some_and(|event| event.kind == kind);
        let shown = !session.view.filter.hidden_kinds.contains(&kind);
        let name = session.language.get(kind_message(kind));
        boxes.extend(choice(app, session, name, &of_kind, shown, Action::ToggleKind(kind)));
    }
    boxes
}

fn standings(app: &App, session: &Session) -> Vec<El> {
    let mut boxes = Vec::new();
    for standing in Standing::ALL {
        let of_standing =
            |event: EventIndex| session.index.get(event).is_some_and(|entry| entry.standing == standing);
        let shown = !session.view.filter.hidden_standings.contains(&standing);
        let name = standing_label(&session.frame(0.0, 0.0), standing);
        boxes.extend(choice(app, session, &name, &of_standing, shown, Action::ToggleStanding(standing)));
    }
    boxes
}

/// What the events that pass may count.
fn measures(app: &App, session: &Session) -> Vec<El> {
    let mut boxes = Vec::new();
    for &measure in Measure::ALL {
        let counts = |event: EventIndex| {
            let claims = session.story.events.get(event).into_iter().flat_map(|event| &event.claims);
            claims.flat_map(|claim| &claim.figures).any(|figure| figure.measure == measure)
        };
        let shown = !session.view.filter.hidden_measures.contains(&measure);
        let name = session.language.get(measure_message(measure));
        boxes.extend(choice(app, session, name, &counts, shown, Action::ToggleMeasure(measure)));
    }
    boxes
}

/// Through whom the events may have reached us.
fn sources(app: &App, session: &Session) -> Vec<El> {
    let mut boxes = Vec::new();
    for (nth, source) in session.story.sources.iter().enumerate() {
        let brought = |event: EventIndex| {
            let event = session.story.events.get(event);
            event.is_some_and(|event| event.claims.iter().any(|claim| claim.via.contains(&source.id)))
        };
        let shown = !session.view.filter.hidden_sources.contains(&nth);
        let name = session.words(&source.name);
        boxes.extend(choice(app, session, name, &brought, shown, Action::ToggleSource(nth)));
    }
    boxes
}

/// A box to tick, with the number of the events it stands for. Nothing when there are none.
fn choice(
    app: &App,
    session: &Session,
    name: &str,
    is_one: &dyn Fn(EventIndex) -> bool,
    shown: bool,
    action: Action,
) -> Option<El> {
    let count = session.index.order.iter().filter(|event| is_one(**event)).count();
    let label = el("label class='choice'")
        .kid(el("input type='checkbox'").checked(shown).act(app, "change", action))
        .kid(el("span").text(name))
        .kid(el("small").text(&number(count as i64, session.language.tag())));
    (count > 0).then_some(label)
}
