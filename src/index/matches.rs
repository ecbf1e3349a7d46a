//! Which events pass the reader's choices.

use super::{Bits, EventIndex, Index};

/// Which events pass filter, brush and clock; background events are passed but not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The events that pass.
    pub bits: Bits,
    /// How many of them are counted.
    pub matched: usize,
    /// How many events are counted at all.
    pub total: usize,
}

impl Matches {
    /// The events for which `passes` holds.
    pub fn new(index: &Index, passes: impl Fn(EventIndex) -> bool) -> Self {
        let mut bits = Bits::none(index.entries.len());
        for event in (0..index.entries.len()).filter(|event| passes(*event)) {
            bits.insert(event);
        }
        let matched = index.order.iter().filter(|event| bits.contains(**event)).count();
        Self { bits, matched, total: index.order.len() }
    }

    /// Whether an event passes.
    pub fn contains(&self, event: EventIndex) -> bool {
        self.bits.contains(event)
    }
}
