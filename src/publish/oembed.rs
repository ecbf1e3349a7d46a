//! The answer to those who ask how to embed the story by its address.

use serde_json::json;

use super::edition::Edition;
use super::html::{El, el};
use super::meta::CARD;

/// What the frame is called.
pub(super) fn title(edition: &Edition<'_>) -> String {
    edition.phrases.fill("interactive", &[("title", edition.plain(&edition.story.title))])
}

/// The frame: one titled `iframe` and nothing else.
pub(super) fn iframe(edition: &Edition<'_>, width: &str, height: u32) -> El {
    el("iframe")
        .attr("title", &title(edition))
        .attr("src", &edition.site.address(&edition.name("frame.html")))
        .attr("width", width)
        .attr("height", &height.to_string())
        .attr("frameborder", "0")
}

/// `oembed.json`, version 1.0 of that format.
pub(super) fn oembed(edition: &Edition<'_>, (width, height): (u32, u32)) -> String {
    let site = edition.site;
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": edition.plain(&edition.story.title),
        "width": width,
        "height": height,
        "html": iframe(edition, &width.to_string(), height).markup(),
        "thumbnail_url": site.address(&edition.name("card.png")),
        "thumbnail_width": CARD.0,
        "thumbnail_height": CARD.1,
        "cache_age": 3600,
    });
    format!("{answer:#}\n")
}
