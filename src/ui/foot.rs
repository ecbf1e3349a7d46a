//! As of when, from whom, on which map.

use super::element::{El, el};
use super::{App, Session, print, share};
use crate::scene::{edition_words, map_credit};
use crate::story::{Correction, Source, is_https};
use crate::text::{Message, Style, moment_words};
use crate::time::digits;

/// The footer: as-of, version, sources, credits, where to report errors.
pub(super) fn foot(app: &App, session: &Session) -> El {
    let (story, language) = (&session.story, &session.language);
    let frame = session.frame(0.0, 0.0);
    let credit = map_credit(&frame);
    let credit = (!credit.is_empty()).then(|| el("p").text(&credit));
    let contact =
        story.contact.as_deref().filter(|contact| is_https(contact) || contact.starts_with("mailto:"));
    let contact = contact.map(|contact| {
        el("p").kid(el("a rel='noopener'").attr("href", contact).message(language, Message::ReportError))
    });
    el("footer")
        .kid(el("p").text(&edition_words(&frame)))
        .maybe(credit)
        .maybe(if story.corrections.is_empty() { None } else { Some(corrections(session)) })
        .kid(share::share(app, session))
        .kid(
            el("details class='sources'")
                .kid(el("summary").message(language, Message::SourcesAndCredits))
                .kid(el("ul").kids(story.sources.iter().map(|it| source(session, it)).collect()))
                .kid(el("p").text(session.words(&story.credit)))
                .kid(el("p").text(session.words(&story.licence)))
                .maybe(contact),
        )
        .maybe(print::address(app, session))
}

/// What was changed after publication, newest first.
#[inline(never)]
fn corrections(session: &Session) -> El {
    let (story, language) = (&session.story, &session.language);
    let item = |correction: &Correction| {
        let at = moment_words(correction.at.0, story.zone.offset, language, Style::Medium);
        let mut item = el("li").kid(el("b").text(&at)).message(language, Message::Colon);
        item = item.text(session.words(&correction.text));
        for event in correction.events.iter().filter_map(|id| story.event_index(id)) {
            let title = story.events.get(event).map_or("", |event| session.words(&event.title));
            item = item.kid(el("small").text(" ").text(title));
        }
        item
    };
    let title =
        [language.get(Message::Corrections), " (", &digits(story.corrections.len() as i64), ")"].concat();
    el("details class='corrections'")
        .kid(el("summary").text(&title))
        .kid(el("ul").kids(story.corrections.iter().rev().map(item).collect()))
}

/// A source with its address and what it is.
fn source(session: &Session, source: &Source) -> El {
    let name = session.words(&source.name);
    let line = match source.url.as_deref().filter(|url| is_https(url)) {
        Some(url) => el("li").kid(el("a rel='noopener'").attr("href", url).text(name)),
        None => el("li").text(name),
    };
    line.kid(el("small").text(session.words(&source.note)))
}
