//! The dense tier: lanes, bars and marks.

use super::bars::Form;
use super::layout::{MOST_NAME_PX, NAME, TimelineLayout};
use super::pack::Bar;
use super::said;
use crate::geo::math::sin_cos;
use crate::index::EventIndex;
use crate::scene::event_mark::{event_mark, fade_from, selection_ring};
use crate::scene::metrics::shortened;
use crate::scene::{Align, Frame, Layer, Point, Rect, Style, Tone};
use crate::view::Clock;

/// How much a soft fill covers.
const SOFT: f64 = 0.22;
/// How much the dashed edge of a bar covers.
const EDGE: f64 = 0.8;
/// The steps in which an open end fades.
const FADES: usize = 4;

const LANE_NAME: Style = Style::fill(Tone::Muted).haloed(Tone::Paper, 2.0);
const HOVERED: Style = Style::stroke(Tone::Muted, 1.25);

/// Draws the names of the lanes and what parts them.
pub(super) fn draw_lanes(layer: &mut Layer, layout: &TimelineLayout) {
    let align = if layout.wide { Align::Right } else { Align::Left };
    for band in &layout.lanes {
        let name = layout.names.get(band.lane).map_or("", String::as_str);
        let most_px = if layout.wide { MOST_NAME_PX } else { layout.plot.width };
        layer.text(band.name_at, shortened(name, &NAME, most_px, false), align, &NAME, &LANE_NAME);
    }
}

/// Draws the bars and their marks; those of events that do not pass are faded.
pub(super) fn draw_bars(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    for bar in &layout.bars {
        let from = layer.items.len();
        draw_bar(layer, layout, bar);
        if bar.late || !bar.marks.iter().any(|(event, _)| frame.matches.contains(*event)) {
            fade_from(layer, from);
        }
    }
    let radius = layout.density.radius_px();
    // What passes lies above what does not.
    for passing in [false, true] {
        for bar in &layout.bars {
            for (event, center) in &bar.marks {
                let Some(entry) = frame.index.get(*event) else { continue };
                if (frame.matches.contains(*event) && !bar.late) != passing {
                    continue;
                }
                let from = layer.items.len();
                if frame.view.clock == Clock::Said {
                    event_mark(layer, *center, radius, &said::entry(entry, bar.tone), *event);
                } else {
                    event_mark(layer, *center, radius, entry, *event);
                }
                if !passing {
                    fade_from(layer, from);
                }
            }
        }
    }
}

/// Draws the rings around what is selected and what is pointed at.
pub(super) fn draw_rings(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let radius = layout.density.radius_px();
    let (selected, hovered) = (frame.view.selected, frame.view.hovered);
    if hovered != selected
        && let Some(center) = mark_of(layout, hovered)
    {
        layer.circle(center, radius + 3.5, &HOVERED);
    }
    if let Some(center) = mark_of(layout, selected) {
        selection_ring(layer, center, radius);
    }
}

#[inline(never)]
fn mark_of(layout: &TimelineLayout, wanted: Option<EventIndex>) -> Option<Point> {
    for bar in &layout.bars {
        for (event, center) in &bar.marks {
            if Some(*event) == wanted {
                return Some(*center);
            }
        }
    }
    None
}

fn draw_bar(layer: &mut Layer, layout: &TimelineLayout, bar: &Bar) {
    let Some((_, first)) = bar.marks.first() else { return };
    let height = layout.density.bar_px();
    let rect = Rect::new(bar.x0, first.y - height / 2.0, bar.x1 - bar.x0, height);
    let (open0, open1) = (bar.fade0 < bar.x0, bar.fade1 > bar.x1);
    if rect.width >= 3.0 {
        let ends = (!open0 && !bar.cut.0, !open1 && !bar.cut.1);
        draw_part(layer, bar, rect, (height / 2.0).min(rect.width / 2.0).min(4.0), ends, 1.0);
    }
    if open0 {
        draw_tail(layer, bar, rect, bar.x0, bar.fade0);
    }
    if open1 {
        draw_tail(layer, bar, rect, bar.x1, bar.fade1);
    }
}

/// The end of a bar that fades out, because nobody says where it ends.
#[inline(never)]
fn draw_tail(layer: &mut Layer, bar: &Bar, rect: Rect, near: f64, far: f64) {
    let step = (far - near) / FADES as f64;
    for nth in 0..FADES {
        let (from, to) = (near + step * nth as f64, near + step * (nth + 1) as f64);
        let part = Rect { x: from.min(to), width: step.abs(), ..rect };
        draw_part(layer, bar, part, 0.0, (false, false), 1.0 - (nth as f64 + 0.5) / FADES as f64);
    }
}

/// A part of a bar with its ends, as firm as `opacity`: a soft fill, or an edge that is open where an end is left out.
#[inline(never)]
fn draw_part(layer: &mut Layer, bar: &Bar, rect: Rect, radius: f64, ends: (bool, bool), opacity: f64) {
    if bar.form == Form::Throughout {
        layer.rect(rect, radius, &Style::fill(bar.tone).faded(SOFT * opacity));
        return;
    }
    let style = Style::stroke(bar.tone, 1.25).dashed(4.0, 3.0).faded(EDGE * opacity);
    let radius = (rect.height / 2.0).min(rect.width / 2.0);
    if ends == (true, true) {
        layer.rect(rect, radius, &style);
        return;
    }
    let (top, bottom) = (rect.y, rect.y + rect.height);
    let (x0, x1) = (rect.x, rect.x + rect.width);
    let mut lines: Vec<Vec<Point>> = Vec::new();
    if ends == (false, false) {
        for y in [top, bottom] {
            lines.push(vec![Point::new(x0, y), Point::new(x1, y)]);
        }
    } else {
        let (from, center, sign) = if ends.0 { (x1, x0 + radius, -1.0) } else { (x0, x1 - radius, 1.0) };
        let mut line = vec![Point::new(from, top)];
        // A half circle in eight steps, from the top to the bottom.
        for nth in 0..9 {
            let (sin, cos) = sin_cos(std::f64::consts::PI * f64::from(nth) / 8.0);
            let y = rect.y + rect.height / 2.0 - rect.height / 2.0 * cos;
            line.push(Point::new(center + sign * radius * sin, y));
        }
        line.push(Point::new(from, bottom));
        lines.push(line);
    }
    layer.lines(lines, &style);
}
