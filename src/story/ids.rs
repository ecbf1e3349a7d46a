//! Identifiers of a list, found without going through it.

use super::Story;

/// What claims and events of a story may name.
pub(super) struct Names<'a> {
    events: Ids<'a>,
    places: Ids<'a>,
    speakers: Ids<'a>,
    sources: Ids<'a>,
}

impl<'a> Names<'a> {
    /// Those of a story.
    pub(super) fn of(story: &'a Story) -> Self {
        Self {
            events: Ids::new(story.events.iter().map(|it| it.id.as_str()).collect()),
            places: Ids::new(story.places.iter().map(|it| it.id.as_str()).collect()),
            speakers: Ids::new(story.speakers.iter().map(|it| it.id.as_str()).collect()),
            sources: Ids::new(story.sources.iter().map(|it| it.id.as_str()).collect()),
        }
    }

    /// The first event of a name.
    pub(super) fn event(&self, id: &str) -> Option<usize> {
        self.events.find(id)
    }

    /// Whether there is a place of a name.
    pub(super) fn has_place(&self, id: &str) -> bool {
        self.places.find(id).is_some()
    }

    /// Whether there is a speaker of a name.
    pub(super) fn has_speaker(&self, id: &str) -> bool {
        self.speakers.find(id).is_some()
    }

    /// Whether there is a source of a name.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.sources.find(id).is_some()
    }
}

/// The identifiers of a list by their positions: a table of slots by hash.
pub(super) struct Ids<'a> {
    names: Vec<&'a str>,
    /// 0 where nothing is, else the position and one; a power of two of them, at most half filled.
    slots: Vec<u32>,
}

impl<'a> Ids<'a> {
    /// Of equal identifiers the first is found.
    pub(super) fn new(names: Vec<&'a str>) -> Self {
        let slots = vec![0; (names.len() * 2 + 2).next_power_of_two()];
        let mut it = Self { names, slots };
        for nth in 0..it.names.len() {
            let slot = it.slot(it.names.get(nth).copied().unwrap_or_default());
            if let Some(free @ 0) = it.slots.get_mut(slot) {
                *free = nth as u32 + 1;
            }
        }
        it
    }

    /// The position of an identifier in the list.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        (*self.slots.get(self.slot(id))? as usize).checked_sub(1)
    }

    /// The slot of an identifier, or the one where it would be.
    fn slot(&self, id: &str) -> usize {
        let hash =
            id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        while let Some(nth) = self.slots.get(slot).and_then(|it| (*it as usize).checked_sub(1))
            && self.names.get(nth) != Some(&id)
        {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn the_first_of_equal_identifiers_is_found_and_no_other_thing() {
        let names: Vec<String> = (0..1000).map(|nth| format!("e{}", nth % 700)).collect();
        let ids = Ids::new(names.iter().map(String::as_str).collect());
        for (nth, name) in names.iter().enumerate() {
            assert_eq!(ids.find(name), Some(nth % 700), "{name}");
        }
        assert_eq!((ids.find("e700"), ids.find("")), (None, None));
        assert_eq!(Ids::new(Vec::new()).find(""), None);
    }
}
