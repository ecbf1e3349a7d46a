//! The page that tells everything without script: list, every claim, tolls, corrections, sources, terms.

use super::Sizes;
use super::claims::claims;
use super::edition::{Edition, link};
use super::figure::{list, picture};
use super::html::{El, el};
use super::meta;
use crate::scene::{
    are_of_several_events, count_words, edition_words, map_credit, measure_message, sum_words, toll_row,
    toll_title,
};
use crate::story::{Measure, Source, Total, is_https};
use crate::text::{Message, Style, as_of_words};

/// The page `index.html`.
pub(super) fn page(edition: &Edition<'_>, sizes: &Sizes) -> String {
    let story = edition.story;
    let phrases = &edition.phrases;
    let frame = edition.frame();
    let reference = |name: &str| edition.site.reference(name);
    let facts: Vec<String> = [edition.time_words(), count_words(&frame), edition_words(&frame)]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let header = el("header")
        .kid(el("h1").kid(edition.prose(&story.title)))
        .maybe((!story.summary.is_empty()).then(|| el("p class='lead'").kid(edition.prose(&story.summary))))
        .kid(el("p class='facts'").text(&facts.join(" · ")))
        .kid(
            el("p").kid(
                el("a")
                    .attr("href", &reference(&edition.name("frame.html")))
                    .text(phrases.get("openInteractive")),
            ),
        );
    let pictures =
        el("div class='pictures'").kid(picture(edition, "map", &edition.map_alt(), sizes, &reference)).kids(
            edition
                .index
                .span
                .map(|_| picture(edition, "timeline", &edition.timeline_alt(), sizes, &reference)),
        );
    let told = el("section aria-labelledby='told'")
        .kid(el("h2 id='told'").text(phrases.get("whatIsSaid")))
        .kid(list(edition, &edition.index.order))
        .kids(background(edition));
    let main = el("main")
        .kid(pictures)
        .kid(told)
        .kid(claims(edition))
        .maybe(tolls(edition))
        .maybe(corrections(edition))
        .kid(sources(edition));
    let body = el("body").kid(header).kid(main).kid(footer(edition));
    document(edition, meta::head(edition), edition.plain(&story.title), body)
}

/// A page of the folder with its language, its sheet and a policy that needs no host's help.
pub(super) fn document(edition: &Edition<'_>, head: Vec<El>, title: &str, body: El) -> String {
    let site = edition.site;
    el("html")
        .attr("lang", edition.tag().as_str())
        .attr("dir", edition.tag().dir().as_str())
        .kid(
            el("head")
                .kid(el("meta charset='utf-8'"))
                .kid(el("meta name='viewport' content='width=device-width, initial-scale=1'"))
                .kid(el("title").text(title))
                .kids(head)
                .kid(el("meta name='color-scheme' content='light dark'"))
                .kid(el("link rel='icon' href='data:,'"))
                .kid(el("link rel='stylesheet'").attr("href", &site.reference(&site.sheet))),
        )
        .kid(body)
        .document()
}

fn background(edition: &Edition<'_>) -> Vec<El> {
    if edition.index.background.is_empty() {
        return Vec::new();
    }
    let title = edition.language.get(Message::Background);
    vec![el("h3").text(title), list(edition, &edition.index.background)]
}

/// Every figure that belongs to a toll, by who gives it; nothing for a story that counts nothing.
fn tolls(edition: &Edition<'_>) -> Option<El> {
    let (story, language, phrases) = (edition.story, &edition.language, &edition.phrases);
    let totals = story.totals();
    if totals.is_empty() {
        return None;
    }
    let row = |total: &Total<'_>| {
        let row = toll_row(story, total, language);
        el("tr")
            .kid(el("th scope='row'").text(&row.speaker))
            .kid(el("td").text(&row.value))
            .kid(el("td").text(&row.whole))
    };
    let column = |key: &str| el("th scope='col'").text(phrases.get(key));
    let table = el("table")
        .kid(el("caption").text(phrases.get("tollsCaption")))
        .kid(
            el("thead")
                .kid(el("tr").kid(column("whoSaysSo")).kid(column("figure")).kid(column("whatIsCounted"))),
        )
        .kid(el("tbody").kids(totals.iter().map(row)));
    let sum = sum_words(&edition.frame(), Measure::Killed);
    let section = el("div")
        .kid(el("h2 id='tolls'").text(phrases.get("figures")))
        .kid(el("section class='wide' aria-labelledby='tolls' tabindex='0'").kid(table));
    let section = section.maybe((!sum.is_empty()).then(|| el("p").text(&sum)));
    Some(section.kids(Measure::ALL.iter().filter_map(|measure| losses(edition, *measure))))
}

/// What each side says of its own losses and of the others', side by side. Nothing unless both are said.
fn losses(edition: &Edition<'_>, measure: Measure) -> Option<El> {
    let (story, language) = (edition.story, &edition.language);
    let losses = story.losses(measure);
    if losses.is_empty() {
        return None;
    }
    let several = are_of_several_events(&story.totals(), measure);
    let cell = |totals: &[Total<'_>]| {
        let one = |total: &Total<'_>| {
            let row = toll_row(story, total, language);
            let title = if several { toll_title(total, language) } else { "" };
            let dot = if title.is_empty() { "" } else { " · " };
            let words = [" · ", &row.speaker, " · ", &row.whole, dot, title].concat();
            el("p").kid(el("b").text(&row.value)).text(&words)
        };
        if totals.is_empty() {
            return el("td").text(language.get(Message::SaysNothing));
        }
        el("td").kids(totals.iter().map(one))
    };
    let rows = losses.iter().zip(&story.parties).map(|(it, party)| {
        let name = el("th scope='row'").kid(edition.prose(&party.name));
        el("tr").kid(name).kid(cell(&it.own)).kid(cell(&it.other))
    });
    let head = |message| el("th scope='col'").text(language.get(message));
    let caption =
        [language.get(Message::LossesBySide), " · ", language.get(measure_message(measure))].concat();
    let table = el("table")
        .kid(el("caption").text(&caption))
        .kid(
            el("thead").kid(
                el("tr")
                    .kid(el("th scope='col'").text(edition.phrases.get("whoSaysSo")))
                    .kid(head(Message::SaysOwn))
                    .kid(head(Message::SaysOther)),
            ),
        )
        .kid(el("tbody").kids(rows));
    Some(el("section class='wide' aria-labelledby='tolls' tabindex='0'").kid(table))
}

/// What was changed after publication, newest first.
fn corrections(edition: &Edition<'_>) -> Option<El> {
    let story = edition.story;
    let item = |correction: &crate::story::Correction| {
        let at = as_of_words(correction.at.0, story.zone.offset, &edition.language, Style::Long);
        el("li").kid(el("b").text(&at)).text(" ").kid(edition.prose(&correction.text))
    };
    (!story.corrections.is_empty()).then(|| {
        el("section aria-labelledby='corrections'")
            .kid(el("h2 id='corrections'").text(edition.phrases.get("corrections")))
            .kid(el("ul").kids(story.corrections.iter().rev().map(item)))
    })
}

fn sources(edition: &Edition<'_>) -> El {
    let item = |source: &Source| {
        let name = edition.prose(&source.name);
        let mut item = el("li").kid(link(source.url.as_deref(), name));
        if let Some(archive) = source.archive.as_deref().filter(|archive| is_https(archive)) {
            let words = el("span").text(edition.language.get(Message::Archived));
            item = item.text(" (").kid(link(Some(archive), words)).text(")");
        }
        for words in [&source.publisher, &source.note].into_iter().filter(|words| !words.is_empty()) {
            item = item.text(" · ").kid(edition.prose(words));
        }
        item
    };
    el("section aria-labelledby='sources'")
        .kid(el("h2 id='sources'").text(edition.phrases.get("sources")))
        .kid(el("ul").kids(edition.story.sources.iter().map(item)))
}

/// Terms, credits, the file itself, where errors are reported.
pub(super) fn footer(edition: &Edition<'_>) -> El {
    let (story, phrases) = (edition.story, &edition.phrases);
    let credit = map_credit(&edition.frame());
    let contact = story.contact.as_deref().filter(|it| is_https(it) || it.starts_with("mailto:"));
    let contact = contact.map(|contact| {
        let words = edition.language.get(Message::ReportError);
        el("p").kid(el("a rel='noopener'").attr("href", contact).text(words))
    });
    let licences = edition.site.licences.iter().map(|name| {
        let short = name.rsplit('/').next().unwrap_or(name);
        el("a").attr("href", &edition.site.reference(name)).text(short)
    });
    let mut map = el("p").text(&credit);
    for licence in licences {
        map = map.text(" ").kid(licence);
    }
    let licence = (!story.licence.is_empty())
        .then(|| el("p").text(phrases.get("licence")).text(": ").kid(edition.prose(&story.licence)));
    el("footer")
        .maybe((!story.credit.is_empty()).then(|| el("p").kid(edition.prose(&story.credit))))
        .maybe(licence)
        .maybe((!credit.is_empty()).then_some(map))
        .kid(files(edition))
        .maybe(contact)
}

/// What is on the page as files: for spreadsheets, for maps, for programs.
fn files(edition: &Edition<'_>) -> El {
    let words = [
        (edition.name("events.csv"), edition.language.get(Message::TableFile)),
        (edition.name("events.geojson"), edition.language.get(Message::LayerFile)),
        ("story.json".to_owned(), edition.phrases.get("storyFile")),
    ];
    let mut line = el("p");
    for (nth, (name, words)) in words.into_iter().enumerate() {
        let between = if nth > 0 { " · " } else { "" };
        line = line.text(between).kid(el("a").attr("href", &edition.site.reference(&name)).text(words));
    }
    line
}
