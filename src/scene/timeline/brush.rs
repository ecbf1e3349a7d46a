//! The brush: where it can be taken hold of, and how it looks.

use super::layout::TimelineLayout;
use crate::scene::{Layer, Mark, Rect, Style, Target, Tone};

/// Adds what the brush is taken by, unseen. Its body lies under everything and its ends under the marks: a press on a mark
/// is about the mark.
pub(super) fn draw_reach(ground: &mut Layer, data: &mut Layer, layout: &TimelineLayout) {
    if let Some(rect) = layout.brush.filter(|_| layout.brushed) {
        ground.add_target(Mark::Rect { rect, radius: 0.0 }, Style::NONE, Target::BrushBody);
    }
    for (handle, target) in [(layout.handles.0, Target::BrushStart), (layout.handles.1, Target::BrushEnd)] {
        if let Some(rect) = handle {
            data.add_target(Mark::Rect { rect, radius: 0.0 }, Style::NONE, target);
        }
    }
}

/// Draws the brush's frame and the grips at its ends.
pub(super) fn draw(layer: &mut Layer, layout: &TimelineLayout) {
    let Some(rect) = layout.brush else { return };
    if layout.brushed {
        layer.add(Mark::Rect { rect, radius: 3.0 }, Style::fill(Tone::Brush).faded(0.09));
        layer.add(Mark::Rect { rect, radius: 3.0 }, Style::stroke(Tone::Brush, 1.25));
    } else {
        layer.add(Mark::Rect { rect, radius: 3.0 }, Style::stroke(Tone::Brush, 1.0).faded(0.45));
    }
    for handle in [layout.handles.0, layout.handles.1].into_iter().flatten() {
        let height = 22.0;
        let grip = Rect::new(handle.x + handle.width / 2.0 - 3.5, layout.grip_y - height / 2.0, 7.0, height);
        let style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Brush, 1.5) };
        layer.add(Mark::Rect { rect: grip, radius: 3.5 }, style);
    }
}
