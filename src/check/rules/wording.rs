//! Words that take a side, and what a party says turned into what is so.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::check::flat::Flat;
use crate::check::terms::primary;
use crate::check::texts::Voice;
use crate::story::{Event, SpeakerKind, Stance};

pub(in crate::check) fn loaded_term(cx: &Context<'_>, found: &mut Findings) {
    let texts = cx.texts();
    let mut terms = cx.terms.clone();
    for text in texts.iter().filter(|text| matches!(text.voice, Voice::Name)) {
        for (language, name) in text.words.iter() {
            // Two names of one place stand side by side.
            name.split(" / ").for_each(|name| terms.add_name(primary(language), name));
        }
    }
    for text in texts {
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
            for hit in terms.hits(language, words) {
                let message = format!("“{}” takes a side, {whose}: {}", hit.text, hit.advice);
                found.add_word(format!("{}/{language}", text.pointer), hit.text, message);
            }
        }
    }
}

pub(in crate::check) fn flat_statement(cx: &Context<'_>, found: &mut Findings) {
    let flat = Flat::built_in();
    for (pointer, event) in cx.events() {
        let Some(party) = cx.only_party(event) else { continue };
        for (key, words) in [("title", &event.title), ("text", &event.text)] {
            for (language, text) in words.iter() {
                if let Some(word) = flat.asserted(language, text) {
                    let message = format!("this stands in our own voice, and only “{party}” says so");
                    found.add_word(format!("{pointer}/{key}/{language}"), word, message);
                }
            }
        }
    }
}

impl<'a> Context<'a> {
    /// The party whose speakers alone tell of an event; what the press and nobody named say counts for nothing here.
    fn only_party(&self, event: &Event) -> Option<&'a str> {
        let told = event.claims.iter().filter(|claim| claim.stance != Stance::Withdraws);
        let mut only: Option<usize> = None;
        for claim in told {
            let speaker = self.story.speaker(&claim.speaker)?;
            if matches!(speaker.kind, SpeakerKind::Press | SpeakerKind::Unnamed) {
                continue;
            }
            let party = self.story.party_of(&claim.speaker)?;
            if only.is_some_and(|other| other != party) {
                return None;
            }
            only = Some(party);
        }
        self.story.parties.get(only?).map(|party| party.id.as_str())
    }
}
