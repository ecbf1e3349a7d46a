//! The heading, and the row of what a reader may leave out.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::element::{El, el};
use super::room::Room;
use super::share::Deed;
use super::{App, Msg, Session, choices, clock, focus};
use crate::scene::{count_words, span_words};
use crate::story::Side;
use crate::text::Message;
use crate::time::digits;
use crate::view::{Action, Filter};

/// The heading of the widget.
pub(super) fn header(session: &Session) -> El {
    let story = &session.story;
    let tag = session.language.tag().as_str();
    let (title_lang, title) = story.title.with_language(tag);
    let (summary_lang, summary) = story.summary.with_language(tag);
    let level = digits(session.heading_level.clamp(1, 6).into());
    el("header")
        .kid(el("p class='kicker'").message(&session.language, Message::MapAndTimeline))
        .kid(
            el("div id='title' class='title' role='heading' dir='auto'")
                .attr("aria-level", &level)
                .attr("lang", title_lang)
                .text(title),
        )
        .kid(el("p class='summary' dir='auto'").attr("lang", summary_lang).text(summary))
}

/// The chips: sides and words at once, all else in a panel.
pub(super) fn filters(app: &App, session: &Session) -> El {
    let language = &session.language;
    let filter = &session.view.filter;
    let mut sides: Vec<El> = (0..=u8::MAX)
        .zip(&session.story.parties)
        .filter_map(|(party, _)| side(app, session, Side::Party(party)))
        .collect();
    sides.extend(side(app, session, Side::Third));
    // The toolbar is one stop of the Tab key, at its first control.
    let clock = clock::choice(app, session);
    let mut stops = clock.is_none().then_some("0").into_iter().chain(std::iter::repeat("-1"));
    let sides = sides.into_iter().map(|side| side.attr("tabindex", stops.next().unwrap_or("-1"))).collect();
    // Never taken away, since it may have the focus when it has done its work.
    let clear = if filter.is_empty() {
        "button type='button' tabindex='-1' class='chip plain idle' aria-disabled='true'"
    } else {
        "button type='button' tabindex='-1' class='chip plain' aria-disabled='false'"
    };
    let clear = el(clear).message(language, Message::ClearFilters).act(
        app,
        "click",
        Action::SetFilter(Filter::default()),
    );
    el("div class='filters' role='toolbar' part='controls'")
        .label(language, Message::Filters)
        .hear(app, "keydown", focus::along_toolbar)
        .maybe(clock)
        .kids(sides)
        .kid(
            el("div class='choices'")
                .kid(
                    el("button type='button' tabindex='-1' class='chip plain' aria-controls='choices'")
                        .flag("aria-expanded", app.choosing)
                        .hear(app, "click", |_, _| Some(Msg::Do(Deed::Choose)))
                        .message(language, Message::Filters),
                )
                .maybe(if app.choosing { Some(choices::panel(app, session)) } else { None }),
        )
        .kid(clear)
        .kid(search(app, session))
}

/// The field for words that are looked for.
fn search(app: &App, session: &Session) -> El {
    let name = session.language.get(Message::Search);
    el("input type='search' tabindex='-1' class='chip plain search' size='10' enterkeyhint='search' autocomplete='off'")
        .attr("aria-label", name)
        .attr("placeholder", name)
        .value(&session.view.filter.search)
        .hear(app, "input", |_, event| {
            let input: HtmlInputElement = event.target()?.unchecked_into();
            Some(Msg::Act(Rc::new(Action::Search(input.value()))))
        })
}

/// The chip of a side that any event has.
fn side(app: &App, session: &Session, side: Side) -> Option<El> {
    if !session.sides.contains(&side) {
        return None;
    }
    let (class, mut name) = side_name(session, side);
    if let (Room::Narrow, Side::Party(party)) = (app.room, side)
        && let Some(party) =
            session.story.parties.get(usize::from(party)).filter(|party| !party.short.is_empty())
    {
        name = session.words(&party.short);
    }
    let chip = el("button type='button' class='chip'")
        .flag("aria-pressed", !session.view.filter.hidden_sides.contains(&side))
        .act(app, "click", Action::ToggleSide(side))
        .kid(el("i").attr("class", &["dot ", &class].concat()));
    Some(chip.text(name))
}

/// The class of a side's colour, and its name.
pub(super) fn side_name(session: &Session, side: Side) -> (String, &str) {
    match side {
        Side::Party(party) => {
            let name = session.story.parties.get(usize::from(party)).map(|party| session.words(&party.name));
            (party_class(party), name.unwrap_or_default())
        }
        Side::Third => ("third".to_owned(), session.language.get(Message::ThirdParties)),
    }
}

/// The class of a party's colour, one of six.
pub(super) fn party_class(party: u8) -> String {
    ["party-", &digits((party % 6).into())].concat()
}

/// What is shown, in one line.
pub(super) fn summary(session: &Session) -> String {
    count_words(&session.frame(0.0, 0.0))
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
