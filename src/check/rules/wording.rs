//! Words that take a side.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::texts::Voice;
use crate::story::SpeakerKind;

pub(in crate::check) fn loaded_term(cx: &Context<'_>, found: &mut Findings) {
    for text in cx.texts() {
        let whose = match text.voice {
            Voice::Own => "in our own voice",
            Voice::Said(claim) => {
                let speaker = cx.story.speaker(&claim.speaker);
                if speaker.is_some_and(|speaker| speaker.kind != SpeakerKind::Unnamed) {
                    continue;
                }
                "and nobody is named who says it"
            }
            Voice::Name => continue,
        };
        for (language, words) in text.words.iter() {
            for hit in cx.terms.hits(language, words) {
                let message = format!("“{}” takes a side, {whose}: {}", hit.text, hit.advice);
                found.add_word(format!("{}/{language}", text.pointer), hit.text, message);
            }
        }
    }
}
