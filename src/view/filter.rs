//! Which events a reader wants to see.

use crate::index::EventEntry;
use crate::story::{Event, EventKind, Side, Standing};

/// What is left out. Empty lists leave nothing out, so that a new side or kind is seen by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Sides whose events are left out; an event stays while any of its sides does.
    pub hidden_sides: Vec<Side>,
    /// Kinds that are left out.
    pub hidden_kinds: Vec<EventKind>,
    /// Standings that are left out.
    pub hidden_standings: Vec<Standing>,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.hidden_sides.is_empty() && self.hidden_kinds.is_empty() && self.hidden_standings.is_empty()
    }

    /// Whether an event passes.
    pub fn passes(&self, event: &Event, entry: &EventEntry) -> bool {
        entry.sides.iter().chain(&entry.counting).any(|side| !self.hidden_sides.contains(side))
            && !self.hidden_kinds.contains(&event.kind)
            && !self.hidden_standings.contains(&entry.standing)
    }
}

/// Takes an item out of a list that has it and puts it into one that has not, in order.
pub(super) fn toggle<T: Ord + Copy>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other >= item) {
        Some(at) if list.get(at) == Some(&item) => drop(list.remove(at)),
        at => list.insert(at.unwrap_or(list.len()), item),
    }
}
