//! The pictures that stand for the widget until, or where, it does not run.

use super::edition::Edition;
use crate::geo::Basemap;
use crate::index::Index;
use crate::paint::svg;
use crate::scene::{Frame, Theme, map, timeline, timeline_height_px};
use crate::story::Story;
use crate::text::Language;
use crate::view::View;

/// Which picture is made, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    /// The opening map.
    Map {
        /// CSS pixels.
        width_px: f64,
        /// CSS pixels.
        height_px: f64,
    },
    /// The whole timeline; its height follows from what it holds.
    Timeline {
        /// CSS pixels.
        width_px: f64,
    },
}

impl Subject {
    /// How wide and high the picture of an edition is, whole CSS pixels.
    pub fn size(self, edition: &Edition<'_>) -> (u32, u32) {
        let (width_px, height_px) = match self {
            Self::Map { width_px, height_px } => (width_px, height_px),
            Self::Timeline { width_px } => {
                (width_px, timeline_height_px(&Frame { width_px, ..edition.frame() }))
            }
        };
        (width_px.ceil() as u32, height_px.ceil() as u32)
    }
}

/// A picture of a story as it opens, as an SVG document with the story's own title and summary. Same input, same
/// bytes.
pub fn poster(
    story: &Story,
    basemap: Option<&Basemap>,
    language: &Language,
    theme: &Theme,
    subject: Subject,
) -> String {
    let index = Index::new(story);
    let view = View::OPENING;
    let matches = view.matches(story, &index);
    let (width_px, height_px) = match subject {
        Subject::Map { width_px, height_px } => (width_px, height_px),
        Subject::Timeline { width_px } => (width_px, 0.0),
    };
    let frame = Frame {
        story,
        whole: story,
        index: &index,
        view: &view,
        matches: &matches,
        basemap,
        language,
        width_px,
        height_px,
    };
    let scene = match subject {
        Subject::Map { .. } => map(&frame),
        Subject::Timeline { .. } => timeline(&Frame { height_px: timeline_height_px(&frame), ..frame }),
    };
    let tag = language.tag().as_str();
    svg::write_titled(&scene, theme, story.title.get(tag), story.summary.get(tag))
}
