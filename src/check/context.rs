//! What every rule sees: the story, the file it was read from, and the way from the one to the other.

use std::collections::HashMap;

use super::Terms;
use crate::story::{Claim, Dating, Event, Story, Value};

/// What every rule sees.
pub(super) struct Context<'a> {
    pub(super) story: &'a Story,
    pub(super) terms: &'a Terms,
    file: &'a Value,
    /// Of a list in the file, which of its items the story has: reading leaves out what it cannot use.
    kept: HashMap<String, Vec<usize>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(story: &'a Story, file: &'a Value, terms: &'a Terms) -> Self {
        let mut it = Self { story, terms, file, kept: HashMap::new() };
        it.keep("/parties", story.parties.iter().map(|it| it.id.as_str()));
        it.keep("/speakers", story.speakers.iter().map(|it| it.id.as_str()));
        it.keep("/sources", story.sources.iter().map(|it| it.id.as_str()));
        it.keep("/places", story.places.iter().map(|it| it.id.as_str()));
        it.keep("/areas", story.areas.iter().map(|it| it.id.as_str()));
        it.keep("/events", story.events.iter().map(|it| it.id.as_str()));
        for (nth, event) in story.events.iter().enumerate() {
            let list = it.item("/events", nth) + "/claims";
            it.keep(&list, event.claims.iter().map(|it| it.id.as_str()));
        }
        it
    }

    fn keep<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i str>) {
        let Some(Value::List(items)) = self.value(list) else { return };
        let mut rest = items.iter().enumerate();
        let kept = ids
            .map_while(|id| rest.find(|(_, item)| item.get("id").and_then(Value::as_str) == Some(id)))
            .map(|(at, _)| at)
            .collect();
        self.kept.insert(list.to_owned(), kept);
    }

    /// The pointer of the nth item that the story has of a list.
    pub(super) fn item(&self, list: &str, nth: usize) -> String {
        let at = self.kept.get(list).and_then(|kept| kept.get(nth)).copied().unwrap_or(nth);
        format!("{list}/{at}")
    }

    /// The pointer in the file of what the story has at one of its own.
    pub(super) fn in_file(&self, pointer: &str) -> String {
        pointer.split('/').skip(1).fold(String::new(), |list, step| match step.parse() {
            Ok(nth) => self.item(&list, nth),
            Err(_) => format!("{list}/{step}"),
        })
    }

    /// What stands in the file at a pointer.
    pub(super) fn value(&self, pointer: &str) -> Option<&'a Value> {
        pointer.split('/').skip(1).try_fold(self.file, |value, step| match value {
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => value.get(&step.replace("~1", "/").replace("~0", "~")),
        })
    }

    /// Every event with its pointer.
    pub(super) fn events(&self) -> impl Iterator<Item = (String, &'a Event)> {
        self.story.events.iter().enumerate().map(|(nth, event)| (self.item("/events", nth), event))
    }

    /// The claims of an event with their pointers.
    pub(super) fn claims_of(
        &self,
        pointer: &str,
        event: &'a Event,
    ) -> impl Iterator<Item = (String, &'a Claim)> {
        let list = format!("{pointer}/claims");
        event.claims.iter().enumerate().map(move |(nth, claim)| (self.item(&list, nth), claim))
    }

    /// Every claim with its event and its pointer.
    pub(super) fn claims(&self) -> impl Iterator<Item = (String, &'a Event, &'a Claim)> {
        self.events().flat_map(move |(pointer, event)| {
            let claims: Vec<_> = self.claims_of(&pointer, event).collect();
            claims.into_iter().map(move |(pointer, claim)| (pointer, event, claim))
        })
    }

    /// Every date of the story with its pointer.
    pub(super) fn datings(&self) -> Vec<(String, &'a Dating)> {
        let mut found = Vec::new();
        let mut add = |pointer: String, dating: Option<&'a Dating>| {
            found.extend(dating.map(|dating| (pointer, dating)));
        };
        for (nth, source) in self.story.sources.iter().enumerate() {
            add(self.item("/sources", nth) + "/date", source.date.as_ref());
        }
        for (nth, area) in self.story.areas.iter().enumerate() {
            let pointer = self.item("/areas", nth);
            add(format!("{pointer}/validFrom"), area.valid_from.as_ref());
            add(format!("{pointer}/validTo"), area.valid_to.as_ref());
        }
        for (pointer, event) in self.events() {
            add(format!("{pointer}/when"), event.when.as_ref());
        }
        for (pointer, _, claim) in self.claims() {
            add(format!("{pointer}/said"), claim.said.as_ref());
            for (nth, dates) in claim.disputed_dates.iter().enumerate() {
                add(format!("{pointer}/disputedDates/{nth}/stated"), Some(&dates.stated));
                add(format!("{pointer}/disputedDates/{nth}/usual"), Some(&dates.usual));
            }
        }
        for (nth, step) in self.story.steps.iter().enumerate() {
            add(format!("/steps/{nth}/time"), step.time.as_ref());
        }
        found
    }
}
