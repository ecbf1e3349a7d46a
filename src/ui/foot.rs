//! As of when, from whom, on which map.

use yew::{Html, html};

use super::Session;
use crate::story::is_https;
use crate::text::{Message, Style, as_of_words, number};

/// The footer: as-of, version, sources, credits, where to report errors.
pub(super) fn foot(session: &Session) -> Html {
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
    let sources = story.sources.iter().map(|source| {
        let name = session.words(&source.name);
        let name = match source.url.as_deref().filter(|url| is_https(url)) {
            Some(url) => html! { <a href={url.to_owned()} rel="noopener">{ name }</a> },
            None => html! { { name } },
        };
        html! { <li>{ name }<small>{ session.words(&source.note) }</small></li> }
    });
    let credits = session.basemap.as_ref().map(|map| map.credits.join(" · ")).unwrap_or_default();
    let contact =
        story.contact.as_deref().filter(|contact| is_https(contact) || contact.starts_with("mailto:"));
    html! {
        <footer>
            <p>{ state.join(" · ") }</p>
            if !credits.is_empty() {
                <p>{ language.fill(Message::BaseMapCredit, &[("credit", &credits)]) }</p>
            }
            <details class="sources">
                <summary>{ language.get(Message::SourcesAndCredits) }</summary>
                <ul>{ for sources }</ul>
                <p>{ session.words(&story.credit) }</p>
                <p>{ session.words(&story.licence) }</p>
                if let Some(contact) = contact {
                    <p><a href={contact.to_owned()} rel="noopener">{ language.get(Message::ReportError) }</a></p>
                }
            </details>
        </footer>
    }
}
