//! Identifiers of a list, in few bytes: what readers get has short lists.

use super::Story;

/// What claims and events of a story may name.
pub(super) struct Names<'a>(&'a Story);

impl<'a> Names<'a> {
    /// Those of a story.
    pub(super) fn of(story: &'a Story) -> Self {
        Self(story)
    }

    /// The first event of a name.
    pub(super) fn event(&self, id: &str) -> Option<usize> {
        self.0.event_index(id)
    }

    /// Whether there is a place of a name.
    pub(super) fn has_place(&self, id: &str) -> bool {
        self.0.place(id).is_some()
    }

    /// Whether there is a speaker of a name.
    pub(super) fn has_speaker(&self, id: &str) -> bool {
        self.0.speaker(id).is_some()
    }

    /// Whether there is a source of a name.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.0.source(id).is_some()
    }
}
