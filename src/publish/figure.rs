//! The fallback: what stands in an article, or in a frame, until or where the widget does not run.

use super::edition::Edition;
use super::html::{El, el};
use crate::index::EventIndex;
use crate::scene::{count_words, edition_words, event_line, map_credit, sum_words, toll_rows};
use crate::story::Measure;
use crate::text::Message;

/// How large a picture is on a page and on a phone, CSS pixels. They reserve the height until the pictures are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The width of every picture for a page.
    pub page_width: u32,
    /// The width of every picture for a phone.
    pub phone_width: u32,
    /// The height of the map for a page.
    pub map_page: u32,
    /// The height of the map for a phone.
    pub map_phone: u32,
    /// The height of the timeline for a page; follows from the story.
    pub timeline_page: u32,
    /// The height of the timeline for a phone; follows from the story.
    pub timeline_phone: u32,
}

/// The figure that goes inside the widget's container. It links to the page that tells everything.
pub(super) fn figure(edition: &Edition<'_>, sizes: &Sizes, address: &dyn Fn(&str) -> String) -> El {
    let page = address(&edition.name("index.html"));
    let frame = edition.frame();
    let facts: Vec<String> = [edition.time_words(), count_words(&frame), edition_words(&frame)]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let caption = el("figcaption")
        .kid(el("h2").kid(edition.prose(&edition.story.title)))
        .maybe(
            (!edition.story.summary.is_empty()).then(|| el("p").kid(edition.prose(&edition.story.summary))),
        )
        .kid(el("p").text(&facts.join(" · ")));
    let map = picture(edition, "map", &edition.map_alt(), sizes, address);
    let timeline = picture(edition, "timeline", &edition.timeline_alt(), sizes, address);
    let credit = map_credit(&frame);
    let story_credit = edition.prose(&edition.story.credit);
    el("figure")
        .kid(caption)
        .kid(el("p").kid(el("a").attr("href", &page).kid(map)))
        .maybe(edition.index.span.map(|_| el("p").kid(timeline)))
        .kid(el("h3").text(edition.phrases.get("whatIsSaid")))
        .kid(list(edition, &edition.index.order))
        .kids(tolls(edition))
        .maybe(background(edition))
        .kid(
            el("p")
                .kid(story_credit)
                .text(if edition.story.credit.is_empty() || credit.is_empty() { "" } else { " · " })
                .text(&credit),
        )
        .kid(el("p").kid(el("a").attr("href", &page).text(edition.phrases.get("allOnOnePage"))))
}

/// A picture in the reader's colours, for a page and for a phone.
pub(super) fn picture(
    edition: &Edition<'_>,
    what: &str,
    alt: &str,
    sizes: &Sizes,
    address: &dyn Fn(&str) -> String,
) -> El {
    let (page, phone) = match what {
        "map" => ((sizes.page_width, sizes.map_page), (sizes.phone_width, sizes.map_phone)),
        _ => ((sizes.page_width, sizes.timeline_page), (sizes.phone_width, sizes.timeline_phone)),
    };
    let file = |ending: &str| address(&edition.name(&[what, ending, ".svg"].concat()));
    let source = |media: &str, ending: &str, size| {
        el("source").attr("media", media).attr("srcset", &file(ending)).size(size)
    };
    el("picture")
        .kid(source("(max-width: 35rem) and (prefers-color-scheme: dark)", "-phone-dark", phone))
        .kid(source("(max-width: 35rem)", "-phone", phone))
        .kid(source("(prefers-color-scheme: dark)", "-dark", page))
        .kid(el("img").attr("src", &file("")).size(page).attr("alt", alt))
}

/// The lines of some events, in the words of the widget's list.
pub(super) fn list(edition: &Edition<'_>, events: &[EventIndex]) -> El {
    el("ol").kids(events.iter().filter_map(|event| line(edition, *event)))
}

/// One line of the list.
fn line(edition: &Edition<'_>, event: EventIndex) -> Option<El> {
    let known = edition.story.events.get(event)?;
    let words = event_line(&edition.frame(), event)?;
    let title = edition.prose(&known.title);
    let title = if known.withdrawn.is_some() { el("s").kid(title) } else { title };
    let who = el("span class='cc-who'")
        .kid(el("b").text(&words.speaker))
        .text(&words.after)
        .kid(el("i").text(&words.standing));
    Some(
        el("li")
            .kid(el("span class='cc-when'").text(&words.when))
            .kid(el("br"))
            .kid(el("b class='cc-what'").kid(title))
            .kid(el("br"))
            .kid(who),
    )
}

/// What came long before, behind a disclosure that works without script.
fn background(edition: &Edition<'_>) -> Option<El> {
    let events = &edition.index.background;
    let title = [edition.language.get(Message::Background), " (", &events.len().to_string(), ")"].concat();
    (!events.is_empty()).then(|| el("details").kid(el("summary").text(&title)).kid(list(edition, events)))
}

/// Deaths by who reports them; nothing for a story that counts nobody.
fn tolls(edition: &Edition<'_>) -> Vec<El> {
    let frame = edition.frame();
    let rows = toll_rows(&frame, Measure::Killed);
    if rows.is_empty() {
        return Vec::new();
    }
    let language = &edition.language;
    let note = [language.get(Message::NeverSummed), " ", &sum_words(&frame, Measure::Killed)].concat();
    vec![
        el("h3").text(language.get(Message::DeathsReported)),
        el("ul").kids(rows.iter().map(|row| el("li").text(&row.sentence))),
        el("p").text(note.trim_end()),
    ]
}
