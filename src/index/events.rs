//! The events of a story in order, with everything that is derived from them once.

use super::order_of;
use crate::geo::{Bounds, LonLat};
use crate::story::{Event, Relation, Side, Standing, Story, Whereabouts};
use crate::time::{Precision, TimeSpan};

/// The position of an event in [`Story::events`].
pub type EventIndex = usize;

/// What is derived from one event.
#[derive(Clone, Debug)]
pub struct EventEntry {
    /// The number on its mark, from 1 in order of time; `None` for background.
    pub number: Option<u32>,
    /// The time a brush asks for: when it is dated to. `None` when no time is known.
    pub anchor: Option<TimeSpan>,
    /// The time it may have taken, drawn softly; holds `anchor`.
    pub outer: Option<TimeSpan>,
    /// Where its mark stands. `None` when no place is known.
    pub position: Option<LonLat>,
    /// How far from there it may have been, in metres; 0 where the place is known or is an area.
    pub radius_m: f64,
    /// What its claims amount to.
    pub standing: Standing,
    /// The sides that say it happened, parties first, without repeats; the first colours its mark. Never empty.
    pub sides: Vec<Side>,
    /// The sides that only count people of it. A reader who leaves a side out still sees what another speaks of.
    pub counting: Vec<Side>,
    /// When the first claim was made, as late as it may have been; `None` when it is not known.
    pub said: Option<TimeSpan>,
}

impl EventEntry {
    /// The side that colours its mark.
    pub fn side(&self) -> Side {
        self.sides.first().copied().unwrap_or(Side::Third)
    }
}

/// What is derived from a story once: entries by event, the order of time, bounds and spans.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// One entry per event, in the order of [`Story::events`].
    pub entries: Vec<EventEntry>,
    /// The events that are not background, in order of time.
    pub order: Vec<EventIndex>,
    /// The background events, in order of time.
    pub background: Vec<EventIndex>,
    /// What the places of the counted events cover. `None` without any place.
    pub bounds: Option<Bounds>,
    /// From the first to the last counted event, by their dates. `None` without any date.
    pub span: Option<TimeSpan>,
    /// The same for the background. Open ends are left out.
    pub background_span: Option<TimeSpan>,
}

impl Index {
    /// Derives everything from a story.
    ///
    /// Order of time: the local day an event is dated to (for an unknown moment within an interval the last day it
    /// may have been), then the clock time where one is given; what cannot be told apart keeps the author's order.
    pub fn new(story: &Story) -> Self {
        let mut index = Self::default();
        let mut keys = Vec::with_capacity(story.events.len());
        for event in &story.events {
            let entry = entry(story, event);
            keys.push(time_key(story, event, entry.anchor));
            index.entries.push(entry);
        }
        for event in order_of(&keys) {
            let background = story.events.get(event).is_some_and(|event| event.background);
            let Some(entry) = index.entries.get_mut(event) else { continue };
            if background {
                index.background.push(event);
                index.background_span = joined(index.background_span, entry.anchor);
            } else {
                index.order.push(event);
                entry.number = u32::try_from(index.order.len()).ok();
                index.span = joined(index.span, entry.anchor);
                if let Some(position) = entry.position {
                    index.bounds = Some(
                        index.bounds.map_or(Bounds::of_point(position), |bounds| bounds.extend(position)),
                    );
                }
            }
        }
        index
    }

    /// The entry of an event.
    pub fn get(&self, event: EventIndex) -> Option<&EventEntry> {
        self.entries.get(event)
    }

    /// The event before or after another in order of time; the first or last when there is none selected.
    pub fn step(&self, from: Option<EventIndex>, by: isize) -> Option<EventIndex> {
        let at = from.and_then(|event| self.order.iter().position(|other| *other == event));
        let next = match at {
            Some(at) => at.checked_add_signed(by)?,
            None if by > 0 => 0,
            None => self.order.len().checked_sub(1)?,
        };
        self.order.get(next).copied()
    }
}

/// Joins spans, leaving open ends out: an open end says nothing about how far a story reaches.
fn joined(so_far: Option<TimeSpan>, next: Option<TimeSpan>) -> Option<TimeSpan> {
    let Some(next) = next else { return so_far };
    let start = if next.is_open_start() { next.end() } else { next.start() };
    let end = if next.is_open_end() { next.start() } else { next.end() };
    let next = TimeSpan::between(start, end);
    Some(so_far.map_or(next, |span| span.union(next)))
}

fn entry(story: &Story, event: &Event) -> EventEntry {
    let offset = story.zone.offset;
    let place = event.place.as_ref().and_then(|whereabouts| story.place(&whereabouts.place));
    let mut sides: Vec<Side> = Vec::new();
    for claim in event.bearing_claims() {
        add_side(story.side_of(&claim.speaker), &mut sides);
    }
    if sides.is_empty() {
        sides.push(Side::Third);
    }
    let mut counting: Vec<Side> = Vec::new();
    for claim in &event.claims {
        let side = story.side_of(&claim.speaker);
        if !sides.contains(&side) {
            add_side(side, &mut counting);
        }
    }
    EventEntry {
        number: None,
        anchor: event.when.as_ref().map(|when| when.anchor(offset)),
        outer: event.when.as_ref().map(|when| when.outer(offset)),
        position: place.and_then(|place| place.position()),
        radius_m: radius_m(event.place.as_ref(), place.and_then(|place| place.radius_m)),
        standing: story.standing(event),
        sides,
        counting,
        said: story.first_said(event),
    }
}

/// Adds a side where it stands in order, once.
fn add_side(side: Side, sides: &mut Vec<Side>) {
    let at = sides.iter().position(|other| *other >= side).unwrap_or(sides.len());
    if sides.get(at) != Some(&side) {
        sides.insert(at, side);
    }
}

/// How far an event may have been from its mark: its own radius, else its place's; near and around a point without
/// either are drawn as within three kilometres, the distance at which a village is still "near".
fn radius_m(whereabouts: Option<&Whereabouts>, place_radius_m: Option<f64>) -> f64 {
    let Some(whereabouts) = whereabouts else { return 0.0 };
    let given = whereabouts.radius_m.or(place_radius_m).filter(|radius| radius.is_finite() && *radius > 0.0);
    given.unwrap_or(match whereabouts.relation {
        Relation::Near | Relation::Around => 3000.0,
        Relation::At | Relation::Within => 0.0,
    })
}

/// The local day in days and the clock time in milliseconds, both zero-based; undated events come last.
fn time_key(story: &Story, event: &Event, anchor: Option<TimeSpan>) -> (i64, i64) {
    let (Some(when), Some(anchor)) = (&event.when, anchor) else { return (i64::MAX, 0) };
    let moment = if when.is_within() { anchor.end().0.saturating_sub(1) } else { anchor.start().0 };
    let local = moment.saturating_add(i64::from(story.zone.offset.minutes()) * 60_000);
    let clock = match when.edtf.precision() {
        Precision::Hour | Precision::Minute | Precision::Second => local.rem_euclid(DAY_MS),
        _ => 0,
    };
    (local.div_euclid(DAY_MS), clock)
}

const DAY_MS: i64 = 86_400_000;
