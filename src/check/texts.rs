//! Every text of a story, and whose words it is.

use super::context::Context;
use crate::story::{Claim, Dating, Words};

/// Whose words a text is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice<'a> {
    /// The editors'.
    Own,
    /// Those of a claim's speaker.
    Said(&'a Claim),
    /// A name that others chose.
    Name,
}

/// A text in all its languages.
pub(super) struct Text<'a> {
    pub(super) pointer: String,
    pub(super) words: &'a Words,
    pub(super) voice: Voice<'a>,
}

impl<'a> Context<'a> {
    /// Every text of the story that stands in its languages, in the order of the format.
    pub(super) fn texts(&self) -> Vec<Text<'a>> {
        self.all_texts().written
    }

    /// The pointers of names that are not there, and of texts that were begun and show nothing.
    pub(super) fn blanks(&self) -> Vec<String> {
        self.all_texts().blank
    }

    fn all_texts(&self) -> Texts<'a> {
        let (story, mut texts) = (self.story, Texts::default());
        texts.own("", "title", &story.title);
        texts.own("", "summary", &story.summary);
        texts.name("/zone", "label", &story.zone.label);
        for (nth, correction) in story.corrections.iter().enumerate() {
            texts.own(&format!("/corrections/{nth}"), "text", &correction.text);
        }
        texts.name("", "licence", &story.licence);
        texts.name("", "credit", &story.credit);
        for (nth, party) in story.parties.iter().enumerate() {
            let pointer = self.item("/parties", nth);
            texts.own(&pointer, "name", &party.name);
            texts.own(&pointer, "short", &party.short);
        }
        for (nth, speaker) in story.speakers.iter().enumerate() {
            let pointer = self.item("/speakers", nth);
            texts.name(&pointer, "name", &speaker.name);
            texts.own(&pointer, "role", &speaker.role);
        }
        for (nth, source) in story.sources.iter().enumerate() {
            let pointer = self.item("/sources", nth);
            texts.name(&pointer, "name", &source.name);
            texts.name(&pointer, "publisher", &source.publisher);
            texts.dating(&pointer, "date", source.date.as_ref());
            texts.own(&pointer, "note", &source.note);
        }
        for (nth, place) in story.places.iter().enumerate() {
            let pointer = self.item("/places", nth);
            texts.name(&pointer, "name", &place.name);
            texts.own(&pointer, "note", &place.note);
        }
        for (nth, area) in story.areas.iter().enumerate() {
            let pointer = self.item("/areas", nth);
            texts.own(&pointer, "name", &area.name);
            texts.dating(&pointer, "validFrom", area.valid_from.as_ref());
            texts.dating(&pointer, "validTo", area.valid_to.as_ref());
        }
        self.texts_of_events(&mut texts);
        for (nth, step) in story.steps.iter().enumerate() {
            texts.own(&format!("/steps/{nth}"), "text", &step.text);
        }
        texts
    }

    fn texts_of_events(&self, texts: &mut Texts<'a>) {
        for (pointer, event) in self.events() {
            texts.own(&pointer, "title", &event.title);
            texts.own(&pointer, "text", &event.text);
            texts.dating(&pointer, "when", event.when.as_ref());
            for (pointer, claim) in self.claims_of(&pointer, event) {
                texts.said(claim, &pointer, "wording", &claim.wording);
                texts.dating(&pointer, "said", claim.said.as_ref());
                for (nth, figure) in claim.figures.iter().enumerate() {
                    let pointer = format!("{pointer}/figures/{nth}");
                    texts.said(claim, &pointer, "words", &figure.words);
                    for (nth, part) in figure.parts.iter().enumerate() {
                        texts.said(claim, &format!("{pointer}/parts/{nth}"), "label", &part.label);
                    }
                }
                for (nth, dates) in claim.disputed_dates.iter().enumerate() {
                    let pointer = format!("{pointer}/disputedDates/{nth}");
                    texts.dating(&pointer, "stated", Some(&dates.stated));
                    texts.dating(&pointer, "usual", Some(&dates.usual));
                    texts.own(&pointer, "note", &dates.note);
                }
                texts.own(&pointer, "note", &claim.note);
            }
            for (nth, media) in event.media.iter().enumerate() {
                let pointer = format!("{pointer}/media/{nth}");
                texts.own(&pointer, "alt", &media.alt);
                texts.name(&pointer, "credit", &media.credit);
            }
            if let Some(withdrawn) = &event.withdrawn {
                texts.own(&format!("{pointer}/withdrawn"), "reason", &withdrawn.reason);
            }
            texts.own(&pointer, "note", &event.note);
        }
    }
}

#[derive(Default)]
struct Texts<'a> {
    written: Vec<Text<'a>>,
    blank: Vec<String>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, pointer: &str, key: &str, words: &'a Words, voice: Voice<'a>) {
        let pointer = format!("{pointer}/{key}");
        if !words.is_blank() {
            self.written.push(Text { pointer, words, voice });
        } else if key == "name" || words.iter().next().is_some() {
            self.blank.push(pointer);
        }
    }

    fn own(&mut self, pointer: &str, key: &str, words: &'a Words) {
        self.add(pointer, key, words, Voice::Own);
    }

    fn name(&mut self, pointer: &str, key: &str, words: &'a Words) {
        self.add(pointer, key, words, Voice::Name);
    }

    fn said(&mut self, claim: &'a Claim, pointer: &str, key: &str, words: &'a Words) {
        self.add(pointer, key, words, Voice::Said(claim));
    }

    fn dating(&mut self, pointer: &str, key: &str, dating: Option<&'a Dating>) {
        if let Some(dating) = dating {
            self.own(&format!("{pointer}/{key}"), "note", &dating.note);
        }
    }
}
