//! The fallback: what stands in an article, or in a frame, until or where the widget does not run.

use super::edition::Edition;
use super::html::{El, anchor, el};
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

/// In windows narrower than the first number a picture is as wide as the second, CSS pixels. On a page without any style
/// sheet 8 px of margin of the body and 40 px of the figure stand before it, and a scroll bar may stand behind it: it must
/// not be wider than what is left, or the page scrolls sideways.
const STEPS: [(u32, u32); 6] = [(320, 216), (360, 256), (384, 296), (576, 320), (664, 512), (744, 600)];

/// The figure that goes inside the widget's container. It links to the page that tells everything.
pub(super) fn figure(edition: &Edition<'_>, sizes: &Sizes, address: &dyn Fn(&str) -> String) -> El {
    let page = address(&edition.name("index.html"));
    let caption = el("figcaption")
        .kid(el("h2").kid(edition.prose(&edition.story.title)))
        .maybe(
            (!edition.story.summary.is_empty()).then(|| el("p").kid(edition.prose(&edition.story.summary))),
        )
        .kid(el("p").text(&facts(edition)));
    let map = picture(edition, "map", &edition.map_alt(), sizes, address);
    let timeline = picture(edition, "timeline", &edition.timeline_alt(), sizes, address);
    el("figure")
        .kid(caption)
        .kid(el("p").kid(el("a").attr("href", &page).kid(map)))
        .maybe(edition.index.span.map(|_| el("p").kid(timeline)))
        .kid(el("h3").text(edition.phrases.get("whatIsSaid")))
        .kid(first(edition, &page))
        .kids(tolls(edition))
        .maybe(background(edition))
        .kid(credit(edition))
        .kid(el("p").kid(el("a").attr("href", &page).text(edition.phrases.get("allOnOnePage"))))
}

/// The fallback in pieces of markup, for an article that sets them in a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces {
    /// The title.
    pub title: String,
    /// When, how many events and claims, and as of when.
    pub facts: String,
    /// What the map shows, for those who do not see it: text, for an attribute.
    pub map_alt: String,
    /// What the timeline shows: text, for an attribute.
    pub timeline_alt: String,
    /// The list of events under its heading. Each line can be linked to: `#event-ID`.
    pub list: String,
    /// Deaths by who reports them, under their heading; empty for a story that counts nobody.
    pub tolls: String,
    /// What came long before, behind a disclosure; empty where nothing did.
    pub background: String,
    /// The credit of the story and of the base map.
    pub credit: String,
    /// What a link to the page that tells everything says.
    pub more: String,
    /// What a link to the story file says.
    pub file: String,
}

/// What [`Pieces`] of a story there are, in the words the widget begins with.
pub fn pieces(edition: &Edition<'_>) -> Pieces {
    let lines = edition.index.order.iter().filter_map(|event| {
        let known = edition.story.events.get(*event)?;
        Some(line(edition, *event)?.attr("id", &anchor("event-", &known.id)))
    });
    let list = [el("h3").text(edition.phrases.get("whatIsSaid")), el("ol").kids(lines)];
    let markup = |elements: &[El]| elements.iter().map(El::markup).collect::<Vec<_>>().join("\n");
    let background: Vec<El> = background(edition).into_iter().collect();
    Pieces {
        title: edition.prose(&edition.story.title).markup(),
        facts: el("p").text(&facts(edition)).markup(),
        map_alt: edition.map_alt(),
        timeline_alt: edition.timeline_alt(),
        list: markup(&list),
        tolls: markup(&tolls(edition)),
        background: markup(&background),
        credit: credit(edition).markup(),
        more: edition.phrases.get("allOnOnePage").to_owned(),
        file: edition.phrases.get("storyFile").to_owned(),
    }
}

/// When, how many events and claims, and as of when.
pub(super) fn facts(edition: &Edition<'_>) -> String {
    let frame = edition.frame();
    let facts = [edition.time_words(), count_words(&frame), edition_words(&frame)];
    facts.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who made it and under which terms, and the credit of the base map.
fn credit(edition: &Edition<'_>) -> El {
    let (story, map) = (edition.story, map_credit(&edition.frame()));
    let own = [&story.credit, &story.licence].into_iter().filter(|words| !words.is_empty());
    let mut line = el("p");
    for (nth, words) in own.enumerate() {
        line = line.text(if nth > 0 { " · " } else { "" }).kid(edition.prose(words));
    }
    let between =
        if story.credit.is_empty() && story.licence.is_empty() || map.is_empty() { "" } else { " · " };
    line.text(between).text(&map)
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
    let mut picture = el("picture");
    for (below_px, width) in STEPS {
        let (of, name) = if width > phone.0 { (page, "") } else { (phone, "-phone") };
        let size = (width, (width * of.1 + of.0 / 2) / of.0);
        let narrow = ["(max-width: ", &(below_px - 1).to_string(), "px)"].concat();
        let dark = [&narrow, " and (prefers-color-scheme: dark)"].concat();
        picture =
            picture.kid(source(&dark, &[name, "-dark"].concat(), size)).kid(source(&narrow, name, size));
    }
    picture
        .kid(source("(prefers-color-scheme: dark)", "-dark", page))
        .kid(el("img").attr("src", &file("")).size(page).attr("alt", alt))
}

/// How many events stand in an article. What stands there reserves the height, which the widget takes; the page has them all.
const LISTED: usize = 60;

/// The first events, and where there are more the way to them.
fn first(edition: &Edition<'_>, page: &str) -> El {
    let order = &edition.index.order;
    let more = order.len().saturating_sub(LISTED);
    let link = || {
        let words = [edition.phrases.get("allOnOnePage"), " (+", &more.to_string(), ")"].concat();
        el("li").kid(el("a").attr("href", page).text(&words))
    };
    list(edition, order.get(..LISTED).unwrap_or(order)).maybe((more > 0).then(link))
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
