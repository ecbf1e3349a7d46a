//! Which events a reader wants to see.

use crate::index::EventEntry;
use crate::story::{Claim, Event, EventKind, Measure, Side, Standing, Story, Words};
use crate::text::folded;

/// What is left out. Empty lists leave nothing out, so that a new side or kind is seen by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Sides whose events are left out; an event stays while any of its sides does.
    pub hidden_sides: Vec<Side>,
    /// Kinds that are left out.
    pub hidden_kinds: Vec<EventKind>,
    /// Standings that are left out.
    pub hidden_standings: Vec<Standing>,
    /// Measures whose events are left out; an event stays while any of its figures counts something else, and so does one
    /// without figures.
    pub hidden_measures: Vec<Measure>,
    /// Sources, by position in the story, whose events are left out; an event stays while another brought any claim of it,
    /// and so does one without sources.
    pub hidden_sources: Vec<usize>,
    /// Words that must all stand somewhere in an event, as typed. Empty leaves nothing out.
    pub search: String,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.hidden_sides.is_empty()
            && self.hidden_kinds.is_empty()
            && self.hidden_standings.is_empty()
            && self.hidden_measures.is_empty()
            && self.hidden_sources.is_empty()
            && self.search.is_empty()
    }

    /// Whether an event passes.
    pub fn passes(&self, story: &Story, event: &Event, entry: &EventEntry) -> bool {
        entry.sides.iter().chain(&entry.counting).any(|side| !self.hidden_sides.contains(side))
            && !self.hidden_kinds.contains(&event.kind)
            && !self.hidden_standings.contains(&entry.standing)
            && (self.hidden_measures.is_empty() || self.passes_measures(event))
            && (self.hidden_sources.is_empty() || self.passes_sources(story, event))
            && (self.search.is_empty() || is_found(&self.search, story, event))
    }

    /// Whether a claim is of a side and came through a source that are not left out.
    pub fn passes_claim(&self, story: &Story, claim: &Claim) -> bool {
        !self.hidden_sides.contains(&story.side_of(&claim.speaker))
            && (self.hidden_sources.is_empty() || self.came_through(story, &claim.via))
    }

    #[inline(never)]
    fn came_through(&self, story: &Story, via: &[String]) -> bool {
        let is_shown = |id: &String| {
            let at = story.sources.iter().position(|source| source.id == *id);
            at.is_none_or(|at| !self.hidden_sources.contains(&at))
        };
        via.is_empty() || via.iter().any(is_shown)
    }

    #[inline(never)]
    fn passes_measures(&self, event: &Event) -> bool {
        let mut figures = event.claims.iter().flat_map(|claim| &claim.figures).peekable();
        figures.peek().is_none() || figures.any(|figure| !self.hidden_measures.contains(&figure.measure))
    }

    #[inline(never)]
    fn passes_sources(&self, story: &Story, event: &Event) -> bool {
        let brought = |claim: &Claim| !claim.via.is_empty() && self.came_through(story, &claim.via);
        event.claims.iter().all(|claim| claim.via.is_empty()) || event.claims.iter().any(brought)
    }
}

/// Whether every word of a search stands somewhere in an event: its texts, those of its claims, who speaks, through whom,
/// and every name of its place, in any language.
#[inline(never)]
fn is_found(search: &str, story: &Story, event: &Event) -> bool {
    let mut hay = String::new();
    let mut add = |words: &Words| {
        for (_, text) in words.iter() {
            hay.push_str(&folded(text));
            hay.push(' ');
        }
    };
    [&event.title, &event.text, &event.note].into_iter().for_each(&mut add);
    if let Some(when) = &event.when {
        add(&when.note);
    }
    if let Some(withdrawn) = &event.withdrawn {
        add(&withdrawn.reason);
    }
    for media in &event.media {
        add(&media.alt);
        add(&media.credit);
    }
    if let Some(place) = event.place.as_ref().and_then(|it| story.place(&it.place)) {
        add(&place.name);
        add(&place.note);
        place.names.iter().for_each(|name| add(&name.name));
    }
    for claim in &event.claims {
        add(&claim.wording);
        add(&claim.note);
        for speaker in [story.speaker(&claim.speaker), story.body_of(&claim.speaker)].into_iter().flatten() {
            add(&speaker.name);
            add(&speaker.role);
        }
        for source in claim.via.iter().filter_map(|id| story.source(id)) {
            add(&source.name);
            add(&source.publisher);
        }
        for figure in &claim.figures {
            add(&figure.words);
        }
        for dates in &claim.disputed_dates {
            add(&dates.note);
        }
    }
    folded(search).split(' ').all(|word| contains(&hay, word))
}

/// By bytes: the standard library's search for a text takes kilobytes.
fn contains(hay: &str, word: &str) -> bool {
    word.is_empty() || hay.as_bytes().windows(word.len()).any(|part| part == word.as_bytes())
}

/// Takes an item out of a list that has it and puts it into one that has not, in order.
pub(super) fn toggle<T: Ord + Copy>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other >= item) {
        Some(at) if list.get(at) == Some(&item) => drop(list.remove(at)),
        at => list.insert(at.unwrap_or(list.len()), item),
    }
}
