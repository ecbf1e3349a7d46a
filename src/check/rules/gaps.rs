//! What is missing: translations, descriptions of pictures, archived copies.

use crate::check::context::Context;
use crate::check::finding::Findings;

pub(in crate::check) fn missing_language(cx: &Context<'_>, found: &mut Findings) {
    for text in cx.texts() {
        let languages = cx.story.languages.iter().map(String::as_str);
        let missing: Vec<&str> =
            languages.filter(|language| text.words.exactly(language).is_none()).collect();
        if !missing.is_empty() {
            found.add(text.pointer, format!("the text is missing in {}", missing.join(", ")));
        }
    }
}

pub(in crate::check) fn missing_alt(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event) in cx.events() {
        for (nth, media) in event.media.iter().enumerate() {
            if media.alt.is_empty() {
                let message = "nothing says what it shows to those who do not see it";
                found.add(format!("{pointer}/media/{nth}/alt"), message);
            }
        }
    }
}

pub(in crate::check) fn missing_archive(cx: &Context<'_>, found: &mut Findings) {
    for (nth, source) in cx.story.sources.iter().enumerate() {
        if source.url.is_some() && source.archive.is_none() {
            found.add(
                cx.item("/sources", nth) + "/url",
                "it has an address, but no archived copy for the day it is gone",
            );
        }
    }
}
