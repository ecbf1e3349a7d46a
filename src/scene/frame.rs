//! Everything a picture is made from.

use crate::geo::Basemap;
use crate::index::{Index, Matches};
use crate::story::{Area, Story};
use crate::text::Language;
use crate::time::Instant;
use crate::view::View;

/// What a scene is made from: the story, what is known of it, what is looked at, and the room there is.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// What is known at the reader's moment.
    pub story: &'a Story,
    /// What was said until the end; the same as `story` where no earlier moment is looked at.
    pub whole: &'a Story,
    /// What is derived from it.
    pub index: &'a Index,
    /// What is looked at.
    pub view: &'a View,
    /// Which events pass filter, brush and clock.
    pub matches: &'a Matches,
    /// The map below, when there is one.
    pub basemap: Option<&'a Basemap>,
    /// The reader's language.
    pub language: &'a Language,
    /// CSS pixels.
    pub width_px: f64,
    /// CSS pixels.
    pub height_px: f64,
}

impl Frame<'_> {
    /// The moment as of which the reader looks: one of their own, else the story's. `None` where neither is given.
    pub fn as_of(&self) -> Option<Instant> {
        self.view.as_of.or(self.story.as_of.map(|as_of| as_of.0))
    }

    /// Whether an area or line is shown: where it holds at some time that is asked for, or else at the reader's moment,
    /// or, where no moment is given at all, at some time of the story.
    /// Between two dates nothing is made up: what ended is gone, and what has not begun is not there.
    pub fn shows(&self, area: &Area) -> bool {
        let held = self.story.validity(area);
        match (self.view.brush, self.as_of()) {
            (Some(brush), _) => held.overlaps(brush),
            (None, Some(at)) => held.contains(at),
            (None, None) => self.index.span.is_none_or(|span| held.overlaps(span)),
        }
    }
}
