//! The heading, and what a reader may leave out.

use yew::html::Scope;
use yew::{Html, KeyboardEvent, html};

use super::{App, Msg, Session};
use crate::scene::{kind_message, span_words, standing_message};
use crate::story::{EventKind, Side, Standing};
use crate::text::{Message, number};
use crate::view::Action;

/// The heading of the widget.
pub(super) fn header(session: &Session) -> Html {
    let story = &session.story;
    let tag = session.language.tag().as_str();
    let (title_lang, title) = story.title.with_language(tag);
    let (summary_lang, summary) = story.summary.with_language(tag);
    let level = session.heading_level.clamp(1, 6).to_string();
    html! {
        <header>
            <p class="kicker">{ session.language.get(Message::MapAndTimeline) }</p>
            <div id="title" class="title" role="heading" aria-level={level} lang={title_lang.to_owned()} dir="auto">{ title }</div>
            <p class="summary" lang={summary_lang.to_owned()} dir="auto">{ summary }</p>
        </header>
    }
}

/// The chips: sides at once, kinds and standings behind a disclosure.
pub(super) fn filters(session: &Session, link: &Scope<App>) -> Html {
    let language = &session.language;
    let filter = &session.view.filter;
    let present = |side: Side| session.index.entries.iter().any(|entry| entry.sides.contains(&side));
    let sides = (0..session.story.parties.len())
        .filter_map(|party| u8::try_from(party).ok().map(Side::Party))
        .chain([Side::Third])
        .filter(|side| present(*side))
        .map(|side| {
            let (class, name) = side_name(session, side);
            let shown = !filter.hidden_sides.contains(&side);
            let onclick = link.callback(move |_| Msg::Act(Action::ToggleSide(side)));
            html! {
                <button type="button" class="chip" aria-pressed={shown.to_string()} {onclick}>
                    <i class={["dot ", &class].concat()}></i>{ name }
                </button>
            }
        });
    let kinds = choices(
        session,
        Message::Kind,
        EventKind::ALL.iter().copied().filter_map(|kind| {
            let count =
                session.index.order.iter().filter(|event| kind_of(session, **event) == Some(kind)).count();
            let shown = !filter.hidden_kinds.contains(&kind);
            (count > 0).then_some((kind_message(kind), count, shown, Action::ToggleKind(kind)))
        }),
        link,
    );
    let standings = choices(
        session,
        Message::Standing,
        Standing::ALL.into_iter().filter_map(|standing| {
            let has =
                |event: &&usize| session.index.get(**event).is_some_and(|entry| entry.standing == standing);
            let count = session.index.order.iter().filter(has).count();
            let shown = !filter.hidden_standings.contains(&standing);
            (count > 0).then_some((
                standing_message(standing),
                count,
                shown,
                Action::ToggleStanding(standing),
            ))
        }),
        link,
    );
    let clear = link.callback(|_| Msg::Act(Action::SetFilter(crate::view::Filter::default())));
    html! {
        <div class="filters" role="toolbar" aria-label={language.get(Message::Filters).to_owned()} onkeydown={rove()}>
            { for sides }
            { kinds }
            { standings }
            if !filter.is_empty() {
                <button type="button" class="chip plain" onclick={clear}>{ language.get(Message::ClearFilters) }</button>
            }
        </div>
    }
}

fn kind_of(session: &Session, event: usize) -> Option<EventKind> {
    session.story.events.get(event).map(|event| event.kind)
}

/// The class of a side's colour, and its name.
pub(super) fn side_name(session: &Session, side: Side) -> (String, String) {
    match side {
        Side::Party(party) => {
            let party_name =
                session.story.parties.get(usize::from(party)).map(|party| session.words(&party.name));
            (["party-", &(party % 6).to_string()].concat(), party_name.unwrap_or_default().to_owned())
        }
        Side::Third => ("third".to_owned(), session.language.get(Message::ThirdParties).to_owned()),
    }
}

/// A disclosure with one box to tick for each choice and how many events it has.
fn choices(
    session: &Session,
    title: Message,
    choices: impl Iterator<Item = (Message, usize, bool, Action)>,
    link: &Scope<App>,
) -> Html {
    let boxes: Vec<Html> = choices
        .map(|(message, count, shown, action)| {
            let onchange = link.callback(move |_: yew::Event| Msg::Act(action.clone()));
            let count = number(count as i64, session.language.tag());
            html! {
                <label class="choice">
                    <input type="checkbox" checked={shown} {onchange} />
                    <span>{ session.language.get(message) }</span>
                    <small>{ count }</small>
                </label>
            }
        })
        .collect();
    if boxes.len() < 2 {
        return Html::default();
    }
    html! {
        <details class="choices">
            <summary class="chip plain">{ session.language.get(title) }</summary>
            <div class="sheet">{ for boxes }</div>
        </details>
    }
}

/// Arrow keys move along a toolbar, so that it is one stop for the Tab key at its first control.
pub(super) fn rove() -> impl Fn(KeyboardEvent) + 'static {
    |event: KeyboardEvent| {
        use wasm_bindgen::JsCast as _;
        let step: isize = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(bar) = target.as_ref().and_then(|it| it.closest("[role=toolbar]").ok().flatten()) else {
            return;
        };
        let Ok(found) = bar.query_selector_all("button, summary") else { return };
        let controls: Vec<web_sys::HtmlElement> =
            (0..found.length()).filter_map(|nth| found.get(nth)?.dyn_into().ok()).collect();
        let at = controls
            .iter()
            .position(|control| target.as_ref().is_some_and(|it| control.is_same_node(Some(it))));
        let Some(at) = at else { return };
        let step = if bar.closest("[dir=rtl]").ok().flatten().is_some() { -step } else { step };
        let next = at.checked_add_signed(step).and_then(|next| controls.get(next));
        if let Some(next) = next {
            event.prevent_default();
            // Refused only by an element that cannot have the focus; buttons can.
            let _ = next.focus();
        }
    }
}

/// What is shown, in one line: `7 of 7 events · 5 casualty claims`.
pub(super) fn summary(session: &Session) -> String {
    let language = &session.language;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let matched = number(count(session.matches.matched), language.tag());
    let mut words =
        language.count(Message::EventsOfTotal, count(session.matches.total), &[("matched", &matched)]);
    let claims = session.index.order.iter().filter(|event| session.matches.contains(**event));
    let casualties = claims
        .filter_map(|event| session.story.events.get(*event))
        .flat_map(|event| &event.claims)
        .filter(|claim| claim.figures.iter().any(|figure| figure.measure.counts_people()))
        .count();
    if casualties > 0 {
        words.push_str(" · ");
        words.push_str(&language.count(Message::CasualtyClaims, count(casualties), &[]));
    }
    words
}

/// The time that is looked at, in words. Empty for a story without any date.
pub(super) fn time_words(session: &Session) -> String {
    let span = session.view.brush.or(session.index.span);
    span.map_or_else(String::new, |span| span_words(&session.story, span, &session.language))
}

/// What a screen reader is told after a change: what is shown, and what is selected.
pub(super) fn spoken(session: &Session) -> String {
    let title = session.view.selected.and_then(|event| session.story.events.get(event));
    let mut words = summary(session);
    words.push_str(". ");
    words.push_str(&time_words(session));
    if let Some(event) = title {
        words.push_str(". ");
        words.push_str(session.words(&event.title));
    }
    words
}
