//! The story's text: the list of events, each a card that opens.

use super::element::{El, el};
use super::filters::side_name;
use super::{App, Session, clock, focus, symbol};
use crate::index::{EventEntry, EventIndex};
use crate::scene::{
    claim_line, disputed_words, distance_words, event_line, origin_words, standing_reason, toll_row,
    where_words,
};
use crate::story::{Claim, DisputedDate, Event, Media, Total, Words, is_https, is_own_path};
use crate::text::Message;
use crate::time::digits;
use crate::view::{Action, Camera, to_permalink};

/// The closest zoom an event is shown at: the base map is honest no further.
const EVENT_ZOOM: f64 = 8.8;

/// Every event that passes, in order of time, then the background.
pub(super) fn list(app: &App, session: &Session) -> El {
    let shown = passing(session, &session.index.order);
    // One card is the stop of the Tab key: the selected one, else the first.
    let stop = session.view.selected.filter(|event| shown.contains(event)).or(shown.first().copied());
    let nothing = shown.is_empty().then(|| nothing(app, session));
    el("div class='list' part='list'")
        .maybe(nothing)
        .kid(
            el("ol")
                .label(&session.language, Message::List)
                .hear(app, "keydown", focus::along_cards)
                .kids(cards(app, session, &shown, stop)),
        )
        .maybe(background(app, session))
}

/// One card at a time, with the way to its neighbours.
pub(super) fn one_card(app: &App, session: &Session) -> El {
    let shown = passing(session, &session.index.order);
    let selected = session.view.selected;
    // An event of the background opens where it stands, in its own list.
    let at = selected.and_then(|event| shown.iter().position(|other| *other == event)).unwrap_or(0);
    let Some(event) = shown.get(at).copied() else {
        return el("div class='list' part='list'").kid(nothing(app, session)).maybe(background(app, session));
    };
    let (previous, next) = (at.checked_sub(1).and_then(|at| shown.get(at)), shown.get(at + 1));
    let last = next.is_none();
    el("div class='list one' part='list'")
        .kid(
            el("ol")
                .label(&session.language, Message::List)
                .kids(card(app, session, event, true).into_iter().collect()),
        )
        .kid(
            el("div class='steps' role='toolbar'")
                .label(&session.language, Message::List)
                .hear(app, "keydown", focus::along_toolbar)
                .kid(step(app, session, previous, false).attr("tabindex", if last { "0" } else { "-1" }))
                .kid(step(app, session, next, true).attr("tabindex", if last { "-1" } else { "0" })),
        )
        .maybe(background(app, session))
}

/// What stands in place of an empty list, and why.
fn nothing(app: &App, session: &Session) -> El {
    clock::nothing_said(app, session)
        .unwrap_or_else(|| el("p class='empty'").message(&session.language, Message::NothingMatches))
}

/// The way to a neighbour, with its title.
fn step(app: &App, session: &Session, to: Option<&EventIndex>, forward: bool) -> El {
    let title =
        to.and_then(|event| session.story.events.get(*event)).map_or("", |event| session.words(&event.title));
    let (markup, message) = match forward {
        true => ("button type='button' class='step next'", Message::NextEvent),
        false => ("button type='button' class='step previous'", Message::PreviousEvent),
    };
    let mut button = el(markup)
        .attr("aria-label", &[session.language.get(message), ": ", title].concat())
        .flag("aria-disabled", to.is_none());
    if let Some(event) = to {
        button = button.act(app, "click", Action::Select(Some(*event)));
    }
    let title = el("span").text(title);
    if forward { button.kid(title).text(" ›") } else { button.text("‹ ").kid(title) }
}

/// The events of a list that pass.
fn passing(session: &Session, events: &[EventIndex]) -> Vec<EventIndex> {
    events.iter().copied().filter(|event| session.matches.contains(*event)).collect()
}

/// The events long before, behind a disclosure.
fn background(app: &App, session: &Session) -> Option<El> {
    let events = passing(session, &session.index.background);
    if events.is_empty() {
        return None;
    }
    // Once open it is closed by the reader alone: the focus may be in it.
    let open = session.view.selected.is_some_and(|event| events.contains(&event)) || app.background.get();
    app.background.set(open);
    let title = [session.language.get(Message::Background), " (", &digits(events.len() as i64), ")"].concat();
    let list = el("ol").hear(app, "keydown", focus::along_cards).kids(cards(app, session, &events, None));
    Some(el("details class='background'").present("open", open).kid(el("summary").text(&title)).kid(list))
}

/// The cards of some events. Only the `stop` can be reached with the Tab key, or each of them without one.
fn cards(app: &App, session: &Session, events: &[EventIndex], stop: Option<EventIndex>) -> Vec<El> {
    events
        .iter()
        .filter_map(|event| card(app, session, *event, stop.is_none_or(|stop| stop == *event)))
        .collect()
}

/// One line of the list; the selected one is open.
fn card(app: &App, session: &Session, event: EventIndex, stop: bool) -> Option<El> {
    if session.view.selected == Some(event) {
        return open_card(app, session, event);
    }
    let (known, entry) = session.story.events.get(event).zip(session.index.get(event))?;
    let line = el("button type='button' class='event' aria-expanded='false'")
        .attr("data-event", &known.id)
        .attr("tabindex", if stop { "0" } else { "-1" })
        .act(app, "click", Action::Select(Some(event)))
        .act(app, "pointerover", Action::Hover(Some(event)))
        .act(app, "pointerout", Action::Hover(None));
    // The place of the details is kept, so that the button stays itself, and focused, when the card opens.
    Some(el("li class='card'").key(&known.id).kid(head(session, line, event, known, entry)).maybe(None))
}

/// The open card: everything that is known, and who says so.
fn open_card(app: &App, session: &Session, event: EventIndex) -> Option<El> {
    let (known, entry) = session.story.events.get(event).zip(session.index.get(event))?;
    let selected = session.view.selected == Some(event);
    let line = el("button type='button' class='event' aria-expanded='true' tabindex='0'")
        .attr("data-event", &known.id)
        .act(app, "click", Action::Select((!selected).then_some(event)));
    let mut details = el("div class='details'");
    if let Some(withdrawn) = &known.withdrawn {
        details = details.kid(note(session, &withdrawn.reason));
    }
    details = details.kid(el("p").kid(prose(session, &known.text)));
    if let Some(when) = known.when.as_ref().filter(|when| !when.note.is_empty()) {
        details = details.kid(note(session, &when.note));
    }
    details = details
        .kid(el("p class='note'").text(&where_words(&session.story, event, &session.language)))
        .kid(reason(session, event, entry))
        .kid(el("ul class='claims'").kids(claims(session, known, None)))
        .kids(known.media.iter().map(|it| media(session, it)).collect())
        .maybe(editors(session, &known.note))
        .maybe(related(app, session, known))
        .maybe(selected.then(|| links(app, session, event, entry)));
    let card = el(if selected { "li class='card selected'" } else { "li class='card'" });
    Some(card.key(&known.id).kid(head(session, line, event, known, entry)).kid(details))
}

/// Why the event stands as it does, and how many origins it is known from.
fn reason(session: &Session, event: EventIndex, entry: &EventEntry) -> El {
    let why = session.language.get(reason_of(session, event, entry));
    let origins = origin_words(&session.story, event, &session.language);
    let words = if origins.is_empty() { why.to_owned() } else { [why, " ", &origins, "."].concat() };
    el("p class='note why'").text(&words)
}

fn reason_of(session: &Session, event: EventIndex, entry: &EventEntry) -> Message {
    let known = session.story.events.get(event);
    known.map_or(Message::WhyPressOnly, |known| standing_reason(&session.story, known, entry.standing))
}

/// The claims that answer another, or those that answer none here: what is denied, revised or taken back has its answers
/// below it.
fn claims(session: &Session, event: &Event, answered: Option<&Claim>) -> Vec<El> {
    let belongs = |it: &&Claim| match (event.answered(it), answered) {
        (Some(one), Some(other)) => one.id == other.id,
        (None, None) => true,
        _ => false,
    };
    let item = |it: &Claim| {
        // Nothing answers an answer: what does, stands beside it.
        let answers = if answered.is_none() { claims(session, event, Some(it)) } else { Vec::new() };
        let line = claim(session, event, it);
        if answers.is_empty() { line } else { line.kid(el("ul class='claims answers'").kids(answers)) }
    };
    event.claims.iter().filter(belongs).map(item).collect()
}

/// A picture or film: shown where it lies on the publisher's own origin, else as a link; what may disturb behind a word of
/// warning.
fn media(session: &Session, media: &Media) -> El {
    let credit = (!media.credit.is_empty()).then(|| el("small").kid(prose(session, &media.credit)));
    let (_, alt) = media.alt.with_language(session.language.tag().as_str());
    let shown = match media.url.as_deref().filter(|url| is_own_path(url) || is_https(url)) {
        Some(url) if is_own_path(url) => {
            let picture = el("img loading='lazy' decoding='async'").attr("src", url).attr("alt", alt);
            if media.graphic {
                let gate = el("summary").message(&session.language, Message::GraphicMedia);
                el("details class='gate'").kid(gate).kid(picture)
            } else {
                picture
            }
        }
        Some(url) => el("a rel='noopener'").attr("href", url).text(alt),
        None => prose(session, &media.alt),
    };
    el("div class='media'").kid(shown).text(if credit.is_some() { " " } else { "" }).maybe(credit)
}

/// The events this one belongs to.
fn related(app: &App, session: &Session, event: &Event) -> Option<El> {
    let mut line = el("p class='links'").message(&session.language, Message::RelatedEvents);
    let mut any = false;
    for id in &event.related {
        let Some(at) = session.story.event_index(id).filter(|at| session.matches.contains(*at)) else {
            continue;
        };
        let other = session.story.events.get(at)?;
        let button = el("button type='button' class='link'").act(app, "click", Action::Select(Some(at)));
        line = line.text(if any { " · " } else { " " }).kid(button.kid(prose(session, &other.title)));
        any = true;
    }
    any.then_some(line)
}

/// Where an event can be found again: its address, its place on the map.
fn links(app: &App, session: &Session, event: EventIndex, entry: &EventEntry) -> El {
    let mut view = session.view.clone();
    (view.selected, view.hovered, view.playing) = (Some(event), None, false);
    let address = ["#chronocarte=", &to_permalink(&view, &session.story, &session.index)].concat();
    let link = el("a").attr("href", &address).message(&session.language, Message::LinkToEvent);
    let contact = session.story.contact.as_deref().filter(|it| is_https(it) || it.starts_with("mailto:"));
    let mut links = el("p class='links'").kid(link);
    if let Some(contact) = contact {
        let report = el("a rel='noopener'").attr("href", &contact_about(session, event, contact));
        links = links.text(" · ").kid(report.message(&session.language, Message::ReportError));
    }
    let Some(center) = entry.position else { return links };
    let camera = Camera { center, zoom: crate::geo::Zoom::clamped(EVENT_ZOOM) };
    let show = el("button type='button' class='link'").message(&session.language, Message::ShowOnMap);
    links.text(" · ").kid(show.act(app, "click", Action::SetCamera(camera)))
}

/// Where errors about an event are reported: a letter says which event it is about, unless the story says what stands there.
#[inline(never)]
fn contact_about(session: &Session, event: EventIndex, contact: &str) -> String {
    let Some(known) = session.story.events.get(event).filter(|_| contact.starts_with("mailto:")) else {
        return contact.to_owned();
    };
    let (address, fields) = contact.split_once('?').unwrap_or((contact, ""));
    if fields.split('&').any(|field| field.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("subject=")))
    {
        return contact.to_owned();
    }
    let subject = crate::view::escaped(&[&known.id, ": ", session.words(&known.title)].concat());
    [address, "?subject=", &subject, if fields.is_empty() { "" } else { "&" }, fields].concat()
}

/// Adds the mark of an event, when, what, who says so and how firm.
fn head(session: &Session, line: El, event: EventIndex, known: &Event, entry: &EventEntry) -> El {
    let Some(words) = event_line(&session.frame(0.0, 0.0), event) else { return line };
    let side = side_name(session, words.side).0;
    let lead = el("b").attr("class", &["ink-", &side].concat()).text(&words.speaker);
    let who = el("span class='who'")
        .kid(lead)
        .text(&words.after)
        .kid(el("span class='badge'").text(&words.standing));
    let what = el(if known.withdrawn.is_some() { "span class='what struck'" } else { "span class='what'" });
    let changed = session.story.is_corrected(known).then(|| changed(session));
    line.kid(symbol::mark(entry)).kid(
        el("span class='head'")
            .kid(el("span class='when'").text(&words.when).maybe(changed))
            .kid(what.kid(prose(session, &known.title)))
            .kid(who),
    )
}

/// The dot on an event that was changed after publication.
#[inline(never)]
fn changed(session: &Session) -> El {
    let words = session.language.get(Message::CorrectedEvent);
    el("i class='changed' role='img'").attr("aria-label", words).attr("title", words)
}

/// One claim: speaker, chain, stance, when it was said, wording, figures, notes, addresses.
fn claim(session: &Session, event: &Event, claim: &Claim) -> El {
    let (story, language) = (&session.story, &session.language);
    let (lead, line) = claim_line(story, claim, language);
    let side = side_name(session, story.side_of(&claim.speaker)).0;
    let mut item = el("li")
        .attr(
            "class",
            &[if story.is_superseded(event, claim) { "claim old edge-" } else { "claim edge-" }, &side]
                .concat(),
        )
        .kid(
            el("p")
                .kid(el("b").text(&lead))
                .message(language, Message::Colon)
                .kid(prose(session, &claim.wording)),
        )
        .kid(el("p class='chain'").text(&line));
    for it in &claim.figures {
        let row = toll_row(story, &Total { event, claim, figure: it }, language);
        item = item.kid(el("p class='figure'").text(&[&row.value, " · ", &row.whole].concat()));
    }
    for distance in &claim.distances {
        if let Some(words) = distance_words(&session.frame(0.0, 0.0), claim, distance) {
            item = item.kid(el("p class='note'").text(&words));
        }
    }
    for dates in &claim.disputed_dates {
        item = item.kid(disputed(session, dates));
    }
    let mut links = el("p class='links'");
    let mut any = false;
    for source in claim.via.iter().filter_map(|id| story.source(id)) {
        for (url, message) in [(&source.url, Message::Original), (&source.archive, Message::Archived)] {
            if let Some(url) = url.as_deref().filter(|url| is_https(url)) {
                let name =
                    [session.words(&source.name), language.get(Message::ListComma), language.get(message)]
                        .concat();
                links = links.text(if any { " · " } else { "" });
                links = links.kid(el("a rel='noopener'").attr("href", url).text(&name));
                any = true;
            }
        }
    }
    item.maybe(editors(session, &claim.note)).kid(links)
}

/// A date that others contradict, and where the usual one is found.
#[inline(never)]
fn disputed(session: &Session, dates: &DisputedDate) -> El {
    let mut line = if dates.note.is_empty() {
        el("p class='note'").text(&disputed_words(&session.story, dates, &session.language))
    } else {
        note(session, &dates.note)
    };
    if let Some(source) = dates.source.as_deref().and_then(|id| session.story.source(id)) {
        let name = session.words(&source.name);
        let link = match source.url.as_deref().filter(|url| is_https(url)) {
            Some(url) => el("a rel='noopener'").attr("href", url).text(name),
            None => el("span").text(name),
        };
        line = line.text(" ").kid(link);
    }
    line
}

/// A text of the story, marked with its own language where it is not the reader's.
fn prose(session: &Session, words: &Words) -> El {
    let tag = session.language.tag().as_str();
    let (language, text) = words.with_language(tag);
    let marked = if language == tag { el("bdi") } else { el("bdi").attr("lang", language) };
    marked.text(text)
}

/// A text of the story that stands back.
fn note(session: &Session, words: &Words) -> El {
    el("p class='note'").kid(prose(session, words))
}

/// What the editors add, marked as theirs.
fn editors(session: &Session, words: &Words) -> Option<El> {
    if words.is_empty() {
        return None;
    }
    let whose = el("i").message(&session.language, Message::EditorsNote);
    Some(el("p class='note'").kid(whose).text(" ").kid(prose(session, words)))
}
