//! The story's text: the list of events, each a card that opens.

use wasm_bindgen::JsCast as _;
use yew::html::Scope;
use yew::{Html, KeyboardEvent, html};

use super::filters::side_name;
use super::{App, Msg, Session, symbol};
use crate::index::{EventEntry, EventIndex};
use crate::scene::{
    chain_words, counted_message, distance_words, figure_words, measure_message, scope_message,
    speaker_words, stance_message, standing_message, when_words, where_words,
};
use crate::story::{Claim, Event, Words, is_https};
use crate::text::{Message, Style, dating_words};
use crate::view::{Action, Camera, View, to_permalink};

/// The closest zoom an event is shown at: the base map is honest no further.
const EVENT_ZOOM: f64 = 8.8;

/// Every event that passes, in order of time, then the background.
pub(super) fn list(session: &Session, link: &Scope<App>) -> Html {
    let shown: Vec<EventIndex> =
        session.index.order.iter().copied().filter(|event| session.matches.contains(*event)).collect();
    // One card is the stop of the Tab key: the selected one, else the first.
    let stop = session.view.selected.filter(|event| shown.contains(event)).or(shown.first().copied());
    let cards: Vec<Html> =
        shown.iter().map(|event| card(session, *event, stop == Some(*event), link)).collect();
    html! {
        <div class="list" part="list">
            if cards.is_empty() {
                <p class="empty">{ session.language.get(Message::NothingMatches) }</p>
            }
            <ol aria-label={session.language.get(Message::List).to_owned()} onkeydown={keys}>{ for cards }</ol>
            { background(session, link) }
        </div>
    }
}

/// One card at a time, with the way to its neighbours.
pub(super) fn one_card(session: &Session, link: &Scope<App>) -> Html {
    let shown: Vec<EventIndex> =
        session.index.order.iter().copied().filter(|event| session.matches.contains(*event)).collect();
    let selected = session.view.selected;
    let background = selected.filter(|event| session.index.background.contains(event));
    let at = selected.and_then(|event| shown.iter().position(|other| *other == event)).unwrap_or(0);
    let Some(event) = background.or(shown.get(at).copied()) else {
        return html! { <div class="list" part="list"><p class="empty">{ session.language.get(Message::NothingMatches) }</p></div> };
    };
    let step = |to: Option<&EventIndex>, class: &'static str, message: Message, by: isize| {
        let title = to
            .and_then(|event| session.story.events.get(*event))
            .map_or("", |event| session.words(&event.title));
        let to = to.copied();
        let onclick = link.batch_callback(move |_| to.map(|event| Msg::Act(Action::Select(Some(event)))));
        let arrow = if by < 0 { "‹ " } else { " ›" };
        html! {
            <button type="button" {class} aria-label={[session.language.get(message), ": ", title].concat()}
                aria-disabled={to.is_none().to_string()} {onclick}>
                if by < 0 { { arrow } }
                <span>{ title }</span>
                if by > 0 { { arrow } }
            </button>
        }
    };
    html! {
        <div class="list one" part="list">
            <ol aria-label={session.language.get(Message::List).to_owned()}>{ open_card(session, event, link) }</ol>
            <div class="steps">
                { step(at.checked_sub(1).and_then(|at| shown.get(at)), "step previous", Message::PreviousEvent, -1) }
                { step(shown.get(at + 1), "step next", Message::NextEvent, 1) }
            </div>
            { self::background(session, link) }
        </div>
    }
}

/// The events long before, behind a disclosure.
fn background(session: &Session, link: &Scope<App>) -> Html {
    let events: Vec<EventIndex> =
        session.index.background.iter().copied().filter(|event| session.matches.contains(*event)).collect();
    if events.is_empty() {
        return Html::default();
    }
    let open = session.view.selected.is_some_and(|event| events.contains(&event));
    let cards = events.iter().map(|event| card(session, *event, true, link));
    html! {
        <details class="background" {open}>
            <summary>{ session.language.get(Message::Background) }{ " (" }{ events.len() }{ ")" }</summary>
            <ol onkeydown={keys}>{ for cards }</ol>
        </details>
    }
}

/// Up and down move from card to card.
fn keys(event: KeyboardEvent) {
    let step: isize = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(list) = target.as_ref().and_then(|it| it.closest("ol").ok().flatten()) else { return };
    let Ok(found) = list.query_selector_all("button.event") else { return };
    let cards: Vec<web_sys::HtmlElement> =
        (0..found.length()).filter_map(|nth| found.get(nth)?.dyn_into().ok()).collect();
    let Some(at) =
        cards.iter().position(|card| target.as_ref().is_some_and(|it| card.is_same_node(Some(it))))
    else {
        return;
    };
    if let Some(card) = at.checked_add_signed(step).and_then(|next| cards.get(next)) {
        event.prevent_default();
        let _ = card.focus();
    }
}

/// One line of the list; the selected one is open.
fn card(session: &Session, event: EventIndex, stop: bool, link: &Scope<App>) -> Html {
    if session.view.selected == Some(event) {
        return open_card(session, event, link);
    }
    let Some((known, entry)) = session.story.events.get(event).zip(session.index.get(event)) else {
        return Html::default();
    };
    let onclick = link.callback(move |_| Msg::Act(Action::Select(Some(event))));
    let hover =
        |event: Option<EventIndex>| link.callback(move |_: yew::PointerEvent| Msg::Act(Action::Hover(event)));
    html! {
        <li key={known.id.clone()} class="card">
            <button type="button" class="event" data-event={known.id.clone()} aria-expanded="false"
                tabindex={if stop { "0" } else { "-1" }} {onclick}
                onpointerenter={hover(Some(event))} onpointerleave={hover(None)}>
                { symbol::mark(entry) }
                <span class="head">{ head(session, event, known, entry) }</span>
            </button>
        </li>
    }
}

/// The open card: everything that is known, and who says so.
fn open_card(session: &Session, event: EventIndex, link: &Scope<App>) -> Html {
    let Some((known, entry)) = session.story.events.get(event).zip(session.index.get(event)) else {
        return Html::default();
    };
    let language = &session.language;
    let selected = session.view.selected == Some(event);
    let toggle = link.callback(move |_| Msg::Act(Action::Select((!selected).then_some(event))));
    let claims = known.claims.iter().map(|claim| self::claim(session, claim));
    let view = View { selected: Some(event), playing: false, hovered: None, ..session.view.clone() };
    let address = ["#chronocarte=", &to_permalink(&view, &session.story, &session.index)].concat();
    let show = entry.position.and_then(|center| {
        let camera = Camera { center, zoom: crate::geo::Zoom::clamped(EVENT_ZOOM) };
        let onclick = link.callback(move |_| Msg::Act(Action::SetCamera(camera)));
        Some(html! { <button type="button" class="link" {onclick}>{ language.get(Message::ShowOnMap) }</button> })
    });
    let media = known.media.iter().map(|media| {
        html! { <p class="media">{ prose(session, &media.alt) }{ " " }<small>{ prose(session, &media.credit) }</small></p> }
    });
    html! {
        <li key={known.id.clone()} class={if selected { "card selected" } else { "card" }}>
            <button type="button" class="event" data-event={known.id.clone()} aria-expanded="true" tabindex="0" onclick={toggle}>
                { symbol::mark(entry) }
                <span class="head">{ head(session, event, known, entry) }</span>
            </button>
            <div class="details">
                if let Some(withdrawn) = &known.withdrawn {
                    <p class="note">{ prose(session, &withdrawn.reason) }</p>
                }
                <p>{ prose(session, &known.text) }</p>
                if let Some(when) = &known.when {
                    if !when.note.is_empty() { <p class="note">{ prose(session, &when.note) }</p> }
                }
                <p class="note">{ where_words(&session.story, event, language) }</p>
                <ul class="claims">{ for claims }</ul>
                { for media }
                if !known.note.is_empty() { <p class="note">{ editors(session, &known.note) }</p> }
                <p class="links">
                    <a href={address}>{ language.get(Message::LinkToEvent) }</a>
                    if let Some(show) = show { { " · " }{ show } }
                </p>
            </div>
        </li>
    }
}

/// When, what, who says so, how firm.
fn head(session: &Session, event: EventIndex, known: &Event, entry: &EventEntry) -> Html {
    let language = &session.language;
    let claim = known.bearing_claims().first().copied();
    let (lead, rest) = claim.map(|claim| speaker_words(&session.story, claim, language)).unwrap_or_default();
    let chain = claim.map(|claim| chain_words(&session.story, claim, language)).unwrap_or_default();
    let side = side_name(session, entry.side()).0;
    let standing = language.get(standing_message(entry.standing));
    let follow = |text: String, before: &str| if text.is_empty() { text } else { [before, &text].concat() };
    html! {
        <>
            <span class="when">{ when_words(&session.story, event, language) }</span>
            <span class={if known.withdrawn.is_some() { "what struck" } else { "what" }}>{ prose(session, &known.title) }</span>
            <span class="who">
                <b class={["ink-", &side].concat()}>{ lead }</b>{ follow(rest, " ") }{ follow(chain, ", ") }
                { " " }<span class="badge">{ standing }</span>
            </span>
        </>
    }
}

/// One claim: speaker, chain, stance, when it was said, wording, figures, notes, addresses.
fn claim(session: &Session, claim: &Claim) -> Html {
    let (story, language) = (&session.story, &session.language);
    let (lead, rest) = speaker_words(story, claim, language);
    let mut line = vec![rest, chain_words(story, claim, language)];
    line.push(language.get(stance_message(claim.stance)).to_owned());
    if let Some(said) = &claim.said {
        let date = dating_words(&said.dating(), story.zone.offset, language, Style::Short);
        line.push(language.fill(Message::SaidAt, &[("date", &date)]));
    }
    line.retain(|part| !part.is_empty());
    let figures = claim.figures.iter().map(|figure| {
        let words = [
            figure_words(figure, language),
            language.get(measure_message(figure.measure)).to_owned(),
            language.get(counted_message(figure.counted)).to_owned(),
            language.get(scope_message(figure.scope)).to_owned(),
        ];
        html! { <p class="figure">{ words.join(" · ") }</p> }
    });
    let distances =
        claim.distances.iter().filter_map(|distance| distance_words(&session.frame(0.0, 0.0), distance));
    let dates = claim.disputed_dates.iter().map(|dates| prose(session, &dates.note));
    let addresses = claim.via.iter().filter_map(|id| story.source(id)).flat_map(|source| {
        let address = |url: &Option<String>, message: Message| {
            let url = url.clone().filter(|url| is_https(url))?;
            let name = [session.words(&source.name), ", ", language.get(message)].concat();
            Some(html! { <a href={url} rel="noopener">{ name }</a> })
        };
        [address(&source.url, Message::Original), address(&source.archive, Message::Archived)]
            .into_iter()
            .flatten()
    });
    let side = side_name(session, story.side_of(&claim.speaker)).0;
    html! {
        <li class={["claim edge-", &side].concat()}>
            <p><b>{ lead }</b>{ ": " }{ prose(session, &claim.wording) }</p>
            <p class="chain">{ line.join(" · ") }</p>
            { for figures }
            { for distances.map(|words| html! { <p class="note">{ words }</p> }) }
            { for dates.map(|words| html! { <p class="note">{ words }</p> }) }
            if !claim.note.is_empty() { <p class="note">{ editors(session, &claim.note) }</p> }
            <p class="links">{ for addresses }</p>
        </li>
    }
}

/// A text of the story, marked with its own language where it is not the reader's.
pub(super) fn prose(session: &Session, words: &Words) -> Html {
    let tag = session.language.tag().as_str();
    let (language, text) = words.with_language(tag);
    if language == tag {
        return html! { <bdi>{ text }</bdi> };
    }
    html! { <bdi lang={language.to_owned()}>{ text }</bdi> }
}

/// What the editors add, marked as theirs.
fn editors(session: &Session, words: &Words) -> Html {
    html! { <><i>{ session.language.get(Message::EditorsNote) }</i>{ " " }{ prose(session, words) }</> }
}
