//! As of when, from whom, on which map.

use super::element::{El, el};
use super::{App, Session, print, share};
use crate::scene::{edition_words, map_credit};
use crate::story::{Source, is_https};
use crate::text::Message;

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

/// A source with its address and what it is.
fn source(session: &Session, source: &Source) -> El {
    let name = session.words(&source.name);
    let line = match source.url.as_deref().filter(|url| is_https(url)) {
        Some(url) => el("li").kid(el("a rel='noopener'").attr("href", url).text(name)),
        None => el("li").text(name),
    };
    line.kid(el("small").text(session.words(&source.note)))
}
