//! Everything a picture is made from.

use crate::geo::Basemap;
use crate::index::{Index, Matches};
use crate::story::Story;
use crate::text::Language;
use crate::view::View;

/// What a scene is made from: the story, what is known of it, what is looked at, and the room there is.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// What is known.
    pub story: &'a Story,
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
