//! A set of events, one bit each.

use super::EventIndex;

/// A set of events of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `len` events.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// How many events there are at all.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no events at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Puts an event in. Events beyond the story are ignored.
    pub fn insert(&mut self, event: EventIndex) {
        if event < self.len
            && let Some(word) = self.words.get_mut(event / 64)
        {
            *word |= 1 << (event % 64);
        }
    }

    /// Whether an event is in. Events beyond the story are not.
    pub fn contains(&self, event: EventIndex) -> bool {
        self.words.get(event / 64).is_some_and(|word| word & (1 << (event % 64)) != 0)
    }

    /// How many are in.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The events that are in, by index.
    pub fn iter(&self) -> impl Iterator<Item = EventIndex> + '_ {
        (0..self.len).filter(|event| self.contains(*event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_ignores_what_lies_beyond() {
        let mut bits = Bits::none(70);
        for event in [0, 63, 64, 69, 70, 1000] {
            bits.insert(event);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 69]);
        assert_eq!(bits.count(), 4);
        assert!(!bits.contains(70));
    }
}
