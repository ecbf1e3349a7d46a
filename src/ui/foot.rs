//! As of when, from whom, on which map.

use super::Session;
use super::element::{El, el};
use crate::story::{Source, is_https};
use crate::text::{Message, Style, as_of_words, number};

/// The footer: as-of, version, sources, credits, where to report errors.
pub(super) fn foot(session: &Session) -> El {
    let (story, language) = (&session.story, &session.language);
    let mut state: Vec<String> = Vec::new();
    if let Some(as_of) = session.view.as_of.or(story.as_of.map(|as_of| as_of.0)) {
        let date = as_of_words(as_of, story.zone.offset, language, Style::Medium);
        state.push(language.fill(Message::AsOf, &[("date", &date)]));
    }
    if story.version > 0 {
        let version = number(i64::from(story.version), language.tag());
        state.push(language.fill(Message::DataVersion, &[("version", &version)]));
    }
    let credits = session.basemap.as_ref().map(|map| map.credits.join(" · ")).unwrap_or_default();
    let credit = (!credits.is_empty())
        .then(|| el("p").text(&language.fill(Message::BaseMapCredit, &[("credit", &credits)])));
    let contact =
        story.contact.as_deref().filter(|contact| is_https(contact) || contact.starts_with("mailto:"));
    let contact = contact.map(|contact| {
        el("p").kid(el("a rel='noopener'").attr("href", contact).text(language.get(Message::ReportError)))
    });
    el("footer").kid(el("p").text(&state.join(" · "))).maybe(credit).kid(
        el("details class='sources'")
            .kid(el("summary").text(language.get(Message::SourcesAndCredits)))
            .kid(el("ul").kids(story.sources.iter().map(|it| source(session, it)).collect()))
            .kid(el("p").text(session.words(&story.credit)))
            .kid(el("p").text(session.words(&story.licence)))
            .maybe(contact),
    )
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
