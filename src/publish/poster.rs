//! The picture that stands for the widget until, or where, it does not run.

use crate::geo::Basemap;
use crate::index::Index;
use crate::paint::svg;
use crate::scene::{Frame, Theme, map};
use crate::story::Story;
use crate::text::Language;
use crate::view::View;

/// How a poster is to be made.
#[derive(Clone, Debug)]
pub struct Poster {
    /// CSS pixels.
    pub width_px: f64,
    /// CSS pixels.
    pub height_px: f64,
    /// Its colours.
    pub theme: Theme,
}

/// The opening map of a story as an SVG document, titled with the story's own title. Same input, same bytes.
pub fn poster(story: &Story, basemap: Option<&Basemap>, language: &Language, poster: &Poster) -> String {
    let index = Index::new(story);
    let view = View::OPENING;
    let matches = view.matches(story, &index);
    let frame = Frame {
        story,
        index: &index,
        view: &view,
        matches: &matches,
        basemap,
        language,
        width_px: poster.width_px,
        height_px: poster.height_px,
    };
    let tag = language.tag().as_str();
    svg::write_titled(&map(&frame), &poster.theme, story.title.get(tag), story.summary.get(tag))
}
