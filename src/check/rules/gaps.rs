//! What is missing: texts, translations, descriptions of pictures, archived copies, reasons.

use crate::check::context::Context;
use crate::check::finding::Findings;

pub(in crate::check) fn empty_text(cx: &Context<'_>, found: &mut Findings) {
    // Titles of events, descriptions of pictures and reasons have rules of their own.
    let own_rule = |it: &String| {
        it.ends_with("/alt")
            || it.ends_with("/withdrawn/reason")
            || (it.starts_with("/events/") && it.ends_with("/title"))
    };
    for pointer in cx.blanks().into_iter().filter(|it| !own_rule(it)) {
        found.add(pointer, "nothing stands here in any language, or only blanks");
    }
}

pub(in crate::check) fn missing_language(cx: &Context<'_>, found: &mut Findings) {
    for text in cx.texts() {
        let languages = cx.story.languages.iter().map(String::as_str);
        let missing: Vec<&str> = languages.filter(|language| !text.words.speaks(language)).collect();
        if !missing.is_empty() {
            found.add(text.pointer, format!("the text is missing in {}", missing.join(", ")));
        }
    }
}

pub(in crate::check) fn missing_alt(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event) in cx.events() {
        for (nth, media) in event.media.iter().enumerate() {
            if media.alt.is_blank() {
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

pub(in crate::check) fn bare_withdrawal(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, event) in cx.events() {
        let Some(withdrawn) = &event.withdrawn else { continue };
        let pointer = format!("{pointer}/withdrawn");
        let missing = match (withdrawn.at.is_none(), withdrawn.reason.is_blank()) {
            (true, true) => "neither when nor why",
            (true, false) => "not when",
            (false, true) => "not why",
            (false, false) => continue,
        };
        found.add(pointer, format!("it was withdrawn, but the story says {missing}"));
    }
}
