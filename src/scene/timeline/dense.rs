//! The dense tier: lanes, bars and marks.

use super::axis::text;
use super::bars::Form;
use super::layout::{NAME, TimelineLayout};
use super::pack::Bar;
use crate::geo::math::sin_cos;
use crate::index::EventIndex;
use crate::scene::event_mark::{event_mark, fade_from, selection_ring};
use crate::scene::{Align, Frame, Layer, Mark, Point, Rect, Style, Target, Tone};
use crate::story::Lane;
use crate::text::Message;

/// How much a soft fill covers.
const SOFT: f64 = 0.22;
/// The steps in which an open end fades.
const FADES: usize = 4;

/// Draws the names of the lanes and what parts them.
pub(super) fn draw_lanes(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let align = if layout.wide { Align::Right } else { Align::Left };
    for band in &layout.lanes {
        let name = match band.lane {
            Lane::Fighting => Message::LaneFighting,
            Lane::Statements => Message::LaneStatements,
        };
        let name = text(band.name_at, frame.language.get(name).to_owned(), align, NAME);
        layer.add(name, Style::fill(Tone::Muted).haloed(Tone::Paper, 2.0));
    }
}

/// Draws the bars and their marks; those of events that do not pass are faded.
pub(super) fn draw_bars(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let passes = |event: &EventIndex| frame.matches.contains(*event);
    for bar in &layout.bars {
        let from = layer.items.len();
        draw_bar(layer, layout, bar);
        if !bar.marks.iter().any(|(event, _)| passes(event)) {
            fade_from(layer, from);
        }
    }
    let radius = layout.density.radius_px();
    // What passes lies above what does not.
    for passing in [false, true] {
        for (event, center) in
            layout.bars.iter().flat_map(|bar| &bar.marks).filter(|(event, _)| passes(event) == passing)
        {
            let Some(entry) = frame.index.get(*event) else { continue };
            let from = layer.items.len();
            event_mark(layer, *center, radius, entry.number, entry, Target::Event(*event));
            if !passing {
                fade_from(layer, from);
            }
        }
    }
}

/// Draws the rings around what is selected and what is pointed at.
pub(super) fn draw_rings(layer: &mut Layer, frame: &Frame<'_>, layout: &TimelineLayout) {
    let radius = layout.density.radius_px();
    let center = |wanted: EventIndex| {
        let mut marks = layout.bars.iter().flat_map(|bar| &bar.marks);
        marks.find(|(event, _)| *event == wanted).map(|(_, center)| *center)
    };
    if let Some(center) =
        frame.view.hovered.filter(|event| frame.view.selected != Some(*event)).and_then(center)
    {
        layer.add(Mark::Circle { center, radius: radius + 3.5 }, Style::stroke(Tone::Muted, 1.25));
    }
    if let Some(center) = frame.view.selected.and_then(center) {
        selection_ring(layer, center, radius);
    }
}

fn draw_bar(layer: &mut Layer, layout: &TimelineLayout, bar: &Bar) {
    let Some((_, first)) = bar.marks.first() else { return };
    let height = layout.density.bar_px();
    let y = first.y - height / 2.0;
    let radius = height / 2.0;
    let rect = Rect::new(bar.x0, y, bar.x1 - bar.x0, height);
    let (open0, open1) = (bar.fade0 < bar.x0, bar.fade1 > bar.x1);
    if rect.width >= 3.0 {
        match bar.form {
            Form::Throughout => {
                let radius = radius.min(rect.width / 2.0).min(4.0);
                layer.add(Mark::Rect { rect, radius }, Style::fill(bar.tone).faded(SOFT));
            }
            Form::Somewhere => {
                let outline = capsule(rect, !open0 && !bar.cut.0, !open1 && !bar.cut.1);
                layer.add(outline, dashes(bar).faded(0.8));
            }
        }
    }
    for (open, near, far) in [(open0, bar.x0, bar.fade0), (open1, bar.x1, bar.fade1)] {
        if open {
            draw_tail(layer, bar, Rect { y, height, ..rect }, near, far);
        }
    }
}

/// The end of a bar that fades out, because nobody says where it ends.
fn draw_tail(layer: &mut Layer, bar: &Bar, rect: Rect, near: f64, far: f64) {
    let step = (far - near) / FADES as f64;
    for nth in 0..FADES {
        let (from, to) = (near + step * nth as f64, near + step * (nth + 1) as f64);
        let part = Rect { x: from.min(to), width: step.abs(), ..rect };
        let opacity = 1.0 - (nth as f64 + 0.5) / FADES as f64;
        match bar.form {
            Form::Throughout => {
                layer
                    .add(Mark::Rect { rect: part, radius: 0.0 }, Style::fill(bar.tone).faded(SOFT * opacity));
            }
            Form::Somewhere => layer.add(capsule(part, false, false), dashes(bar).faded(0.8 * opacity)),
        }
    }
}

fn dashes(bar: &Bar) -> Style {
    Style::stroke(bar.tone, 1.25).dashed(4.0, 3.0)
}

/// The outline of a bar with round ends; an end that is left out is open.
fn capsule(rect: Rect, left: bool, right: bool) -> Mark {
    let radius = (rect.height / 2.0).min(rect.width / 2.0);
    if left && right {
        return Mark::Rect { rect, radius };
    }
    let (top, bottom, middle) = (rect.y, rect.y + rect.height, rect.y + rect.height / 2.0);
    let (x0, x1) = (rect.x, rect.x + rect.width);
    // A half circle in eight steps, from the top to the bottom.
    let cap = |center: f64, sign: f64| {
        (0..=8).map(move |nth| {
            let (sin, cos) = sin_cos(std::f64::consts::PI * f64::from(nth) / 8.0);
            Point::new(center + sign * radius * sin, middle - rect.height / 2.0 * cos)
        })
    };
    let mut lines: Vec<Vec<Point>> = Vec::new();
    if left {
        let mut line = vec![Point::new(x1, top)];
        line.extend(cap(x0 + radius, -1.0));
        line.push(Point::new(x1, bottom));
        lines.push(line);
    } else if right {
        let mut line = vec![Point::new(x0, top)];
        line.extend(cap(x1 - radius, 1.0));
        line.push(Point::new(x0, bottom));
        lines.push(line);
    } else {
        lines.push(vec![Point::new(x0, top), Point::new(x1, top)]);
        lines.push(vec![Point::new(x0, bottom), Point::new(x1, bottom)]);
    }
    Mark::Path { lines, closed: false }
}
