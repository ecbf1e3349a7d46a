//! The brush: where it can be taken hold of, and how it looks.

use super::layout::TimelineLayout;
use crate::scene::{Layer, Rect, Style, Target, Tone};

const BODY: Style = Style::fill(Tone::Brush).faded(0.09);
const EDGE: Style = Style::stroke(Tone::Brush, 1.25);
const IDLE_EDGE: Style = Style::stroke(Tone::Brush, 1.0).faded(0.45);
const GRIP: Style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Brush, 1.5) };
const UNSEEN: Style = Style::NONE;

/// Adds what the brush is taken by, unseen. Its body lies under everything and its ends under the marks: a press on a mark
/// is about the mark.
pub(super) fn draw_reach(ground: &mut Layer, data: &mut Layer, layout: &TimelineLayout) {
    if let Some(rect) = layout.brush.filter(|_| layout.brushed) {
        ground.rect(rect, 0.0, &UNSEEN);
        ground.aim(Target::BrushBody);
    }
    if let Some(rect) = layout.handles.0 {
        data.rect(rect, 0.0, &UNSEEN);
        data.aim(Target::BrushStart);
    }
    if let Some(rect) = layout.handles.1 {
        data.rect(rect, 0.0, &UNSEEN);
        data.aim(Target::BrushEnd);
    }
}

/// Draws the brush's frame and the grips at its ends.
pub(super) fn draw(layer: &mut Layer, layout: &TimelineLayout) {
    let Some(rect) = layout.brush else { return };
    if layout.brushed {
        layer.rect(rect, 3.0, &BODY);
    }
    layer.rect(rect, 3.0, if layout.brushed { &EDGE } else { &IDLE_EDGE });
    for handle in [layout.handles.0, layout.handles.1] {
        let Some(handle) = handle else { continue };
        let height = 22.0;
        let grip = Rect::new(handle.x + handle.width / 2.0 - 3.5, layout.grip_y - height / 2.0, 7.0, height);
        layer.rect(grip, 3.5, &GRIP);
    }
}
