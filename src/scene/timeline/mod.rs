//! The timeline: the dense part with its lanes and its brush, and the long background below it.
//!
//! Nothing sits at a clock time nobody gave: a day fills its day, an unknown moment is an empty bar with a dashed edge.

mod axis;
mod background;
mod bars;
mod brush;
mod dense;
mod layout;
mod pack;
mod said;

pub use layout::{BackgroundBand, LaneBand, TimelineLayout};

use super::{Frame, Layer, LayerKind, Scene};
use crate::view::Clock;

/// The picture of the timeline, `frame.width_px` wide and as high as it needs to be, whatever the frame's height.
///
/// Ground: nights, ticks, lane names, the ground the brush lies on. Data: bars, marks, background. Overlay: the brush's
/// frame, what is selected and pointed at. Events without a date are not drawn, only counted in
/// [`TimelineLayout::undated`].
pub fn timeline(frame: &Frame<'_>) -> Scene {
    let layout = TimelineLayout::new(frame);
    let mut ground = Layer::new(LayerKind::Ground);
    let mut data = Layer::new(LayerKind::Data);
    let mut overlay = Layer::new(LayerKind::Overlay);
    axis::draw(&mut ground, frame, &layout);
    dense::draw_lanes(&mut ground, &layout);
    if frame.view.clock == Clock::Said {
        said::draw(&mut data, &mut overlay, frame, &layout);
    }
    brush::draw_reach(&mut ground, &mut data, &layout);
    dense::draw_bars(&mut data, frame, &layout);
    brush::draw(&mut overlay, &layout);
    dense::draw_rings(&mut overlay, frame, &layout);
    background::draw(&mut ground, &mut data, &mut overlay, frame, &layout);
    Scene { width_px: layout.width_px, height_px: layout.height_px, layers: vec![ground, data, overlay] }
}

/// How high the timeline of a story is at a width, CSS pixels. Depends on the story and the width only, so that neither
/// zoom nor filter moves the article below it.
pub fn timeline_height_px(frame: &Frame<'_>) -> f64 {
    TimelineLayout::new(frame).height_px
}
