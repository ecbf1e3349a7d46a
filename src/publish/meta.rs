//! What a page says to those who pass it on: link previews, search engines, oEmbed consumers.

use serde_json::{Value, json};

use super::edition::Edition;
use super::figure::facts;
use super::html::{El, el};
use super::oembed;
use crate::story::is_https;

/// The size of the card, pixels.
pub(super) const CARD: (u32, u32) = (1200, 630);

/// The elements in the head of the page that tells everything.
pub(super) fn head(edition: &Edition<'_>) -> Vec<El> {
    let site = edition.site;
    let title = edition.plain(&edition.story.title);
    let summary = &description(edition);
    let page = site.reference(&edition.name("index.html"));
    let card = site.reference(&edition.name("card.png"));
    let (width, height) = (CARD.0.to_string(), CARD.1.to_string());
    let property = |name: &str, value: &str| el("meta").attr("property", name).attr("content", value);
    let named = |name: &str, value: &str| el("meta").attr("name", name).attr("content", value);
    let mut head = vec![
        named("description", summary),
        property("og:type", "article"),
        property("og:title", title),
        property("og:description", summary),
        property("og:url", &page),
        property("og:image", &card),
        property("og:image:width", &width),
        property("og:image:height", &height),
        property("og:image:alt", &edition.map_alt()),
        named("twitter:card", "summary_large_image"),
        named("twitter:title", title),
        named("twitter:description", summary),
        named("twitter:image", &card),
        el("link rel='canonical'").attr("href", &page),
        el("link rel='alternate' type='application/json+oembed'")
            .attr("href", &site.reference(&edition.name("oembed.json")))
            .attr("title", &oembed::title(edition)),
    ];
    for other in site.languages.iter().filter(|_| site.languages.len() > 1) {
        head.push(
            el("link rel='alternate'")
                .attr("hreflang", other.as_str())
                .attr("href", &site.reference(&site.name("index.html", *other))),
        );
    }
    head.push(el("script type='application/ld+json'").data(&linked_data(edition).to_string()));
    head
}

/// What the story is about, in its own words; when, and how many events and claims, where it has none.
fn description(edition: &Edition<'_>) -> String {
    let summary = &edition.story.summary;
    if summary.is_empty() { facts(edition) } else { edition.plain(summary).to_owned() }
}

/// The story as search engines read it.
fn linked_data(edition: &Edition<'_>) -> Value {
    let (story, site) = (edition.story, edition.site);
    let sources: Vec<Value> = story
        .sources
        .iter()
        .map(|source| {
            let mut work = json!({ "@type": "CreativeWork", "name": edition.plain(&source.name) });
            if let Some(url) = source.url.as_deref().filter(|url| is_https(url)) {
                work["url"] = url.into();
            }
            work
        })
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": edition.plain(&story.title),
        "description": description(edition),
        "inLanguage": edition.tag().as_str(),
        "url": site.reference(&edition.name("index.html")),
        "image": site.reference(&edition.name("card.png")),
        "isBasedOn": sources,
        "distribution": [{
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": site.reference("story.json"),
        }],
    });
    if story.version > 0 {
        data["version"] = story.version.to_string().into();
    }
    for (key, words) in [("license", &story.licence), ("creditText", &story.credit)] {
        if !words.is_empty() {
            data[key] = edition.plain(words).into();
        }
    }
    data
}
