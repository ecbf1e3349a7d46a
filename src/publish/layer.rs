//! The map layer of a story, for those who go on working with it.

use super::phrases::words;
use crate::error::Error;
use crate::export::geojson;
use crate::index::Index;
use crate::scene::Frame;
use crate::story::Story;
use crate::text::Tag;
use crate::view::View;

/// A whole story as GeoJSON, as a reader downloads it from the opening view; its texts in a language.
///
/// # Errors
/// When there are no words in that language.
pub fn layer(story: &Story, tag: Tag) -> Result<String, Error> {
    let (language, _) = words(tag)?;
    let index = Index::new(story);
    let view = View::OPENING;
    let matches = view.matches(story, &index);
    let frame = Frame {
        story,
        whole: story,
        index: &index,
        view: &view,
        matches: &matches,
        basemap: None,
        language: &language,
        width_px: 0.0,
        height_px: 0.0,
    };
    Ok(geojson(&frame, ""))
}
