//! The lines of the list, of its cards and of the footer, word for word: whoever writes the story as text, in a page
//! with script or without, takes them from here.

use super::Frame;
use super::sentence::{
    add, chain_words, date_style, speaker_words, stance_message, standing_words, when_words,
};
use crate::index::EventIndex;
use crate::story::{Claim, Event, Measure, Side, Story};
use crate::text::{Language, Message, Style, as_of_words, dating_words, number};

/// What the line of an event says: when, (its title,) who says so, how firm that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// When it happened.
    pub when: String,
    /// Who says so, the name that leads. Empty where nobody is named at all.
    pub speaker: String,
    /// What follows the name: who spoke for it, through whom it reached us. Ends with a space.
    pub after: String,
    /// What its claims amount to.
    pub standing: String,
    /// The side of whoever leads.
    pub side: Side,
}

/// The line of an event; `None` for an event that is not in the story.
pub fn event_line(frame: &Frame<'_>, event: EventIndex) -> Option<EventLine> {
    let Frame { story, index, language, .. } = frame;
    let (known, entry) = story.events.get(event).zip(index.get(event))?;
    let (mut speaker, mut after) = (String::new(), String::new());
    let mut side = Side::Third;
    if let Some(claim) = story.leading_claim(known, entry.standing) {
        side = story.side_of(&claim.speaker);
        let (lead, rest) = speaker_words(story, claim, language);
        speaker = lead;
        if !rest.is_empty() {
            after.push_str(&language.with(Message::RoleAfter, "role", &rest));
        }
        let chain = chain_words(story, claim, language);
        if !chain.is_empty() {
            after.push_str(language.get(Message::ListComma));
            after.push_str(&chain);
        }
    }
    after.push(' ');
    let standing = language.get(standing_words(story, known, entry.standing)).to_owned();
    Some(EventLine { when: when_words(story, event, language), speaker, after, standing, side })
}

/// Who makes a claim, and the line below it: who spoke for them, through whom it reached us, what the claim does, when
/// it was made.
pub fn claim_line(story: &Story, claim: &Claim, language: &Language) -> (String, String) {
    let (speaker, mut line) = speaker_words(story, claim, language);
    add(&mut line, " · ", &chain_words(story, claim, language));
    add(&mut line, " · ", language.get(stance_message(claim.stance)));
    if let Some(said) = &claim.said {
        let date = dating_words(&said.dating(), story.zone.offset, language, date_style(story));
        add(&mut line, " · ", &language.with(Message::SaidAt, "date", &date));
    }
    (speaker, line)
}

/// What is shown, in one line: `7 of 7 events · 5 casualty claims`.
pub fn count_words(frame: &Frame<'_>) -> String {
    let Frame { language, matches, .. } = frame;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let matched = number(count(matches.matched), language.tag());
    let mut words = language.count(Message::EventsOfTotal, count(matches.total), &[("matched", &matched)]);
    let hidden = &frame.view.filter.hidden_measures;
    let counts = |measure: Measure| measure.counts_people() && !hidden.contains(&measure);
    let casualties = frame
        .index
        .order
        .iter()
        .filter(|event| matches.contains(**event))
        .filter_map(|event| frame.story.events.get(*event))
        .flat_map(|event: &Event| &event.claims)
        .filter(|claim| frame.view.filter.passes_claim(frame.story, claim))
        .filter(|claim| claim.figures.iter().any(|figure| counts(figure.measure)))
        .count();
    if casualties > 0 {
        add(&mut words, " · ", &language.count(Message::CasualtyClaims, count(casualties), &[]));
    }
    words
}

/// As of when this is known, and the edition of the file. Empty where the story says neither.
pub fn edition_words(frame: &Frame<'_>) -> String {
    let Frame { story, view, language, .. } = frame;
    let mut words = String::new();
    if let Some(as_of) = view.as_of.or(story.as_of.map(|as_of| as_of.0)) {
        let date = as_of_words(as_of, story.zone.offset, language, Style::Medium);
        words = language.with(Message::AsOf, "date", &date);
    }
    if story.version > 0 {
        let version = number(i64::from(story.version), language.tag());
        add(&mut words, " · ", &language.with(Message::DataVersion, "version", &version));
    }
    words
}

/// Who must be named for the map below. Empty without one.
pub fn map_credit(frame: &Frame<'_>) -> String {
    let mut credits = String::new();
    for credit in frame.basemap.iter().flat_map(|map| &map.credits) {
        add(&mut credits, " · ", credit);
    }
    if credits.is_empty() { credits } else { frame.language.with(Message::BaseMapCredit, "credit", &credits) }
}
