//! The marks of events.

use super::super::event_mark::{event_mark, mark_tone, selection_ring};
use super::super::{Align, Font, Frame, Layer, Mark, Point, Style, Target, Tone};
use super::arrange::{Spot, arrange, mark_px};
use super::plane::Plane;
use crate::index::EventIndex;

/// An uncertainty smaller than this lies under its mark and is not drawn.
const LEAST_DISC_PX: f64 = 6.0;

/// The outer radius of the ring within a cluster's mark.
const RING_PX: f64 = 14.5;

/// Where every counted event with a place stands, whether it passes the reader's choices or not.
pub(super) fn spots(frame: &Frame<'_>, plane: &Plane) -> Vec<Spot> {
    let placed = |event: &EventIndex| {
        let at = frame.index.get(*event)?.position?;
        Some((*event, plane.point(at)))
    };
    let events: Vec<(EventIndex, Point)> = frame.index.order.iter().filter_map(placed).collect();
    // A mark that steps aside had better not cover another place of the story.
    let places: Vec<Point> =
        frame.story.places.iter().filter_map(|place| Some(plane.point(place.position()?))).collect();
    let mut spots = arrange(&events, &places, mark_px(frame.width_px));
    let near = plane.view.grown(60.0);
    spots.retain(|spot| near.contains(spot.center) || near.contains(spot.anchor));
    spots
}

/// The events of a mark that pass the reader's choices.
fn shown(frame: &Frame<'_>, spot: &Spot) -> Vec<EventIndex> {
    spot.events.iter().copied().filter(|event| frame.matches.contains(*event)).collect()
}

/// Soft discs: how far from its place an event may have been. Equal ones are drawn once.
pub(super) fn discs(frame: &Frame<'_>, plane: &Plane, spots: &[Spot], layer: &mut Layer) {
    let mut drawn: Vec<(Point, f64)> = Vec::new();
    for event in spots.iter().flat_map(|spot| shown(frame, spot)) {
        let Some((center, radius)) = disc(frame, plane, event) else { continue };
        if !drawn.contains(&(center, radius)) {
            drawn.push((center, radius));
            layer.add(Mark::Circle { center, radius }, Style::fill(Tone::Uncertain).faded(0.2));
        }
    }
}

fn disc(frame: &Frame<'_>, plane: &Plane, event: EventIndex) -> Option<(Point, f64)> {
    let entry = frame.index.get(event)?;
    let at = entry.position?;
    let radius = plane.px_of_m(entry.radius_m, at);
    (radius >= LEAST_DISC_PX && radius.is_finite()).then(|| (plane.point(at), radius))
}

/// Dotted lines from the marks that stepped aside to where it happened.
pub(super) fn leaders(frame: &Frame<'_>, spots: &[Spot], layer: &mut Layer) {
    let aside = |spot: &&Spot| spot.center.distance(spot.anchor) > 2.0 && !shown(frame, spot).is_empty();
    for spot in spots.iter().filter(aside) {
        let line = Mark::Path { lines: vec![vec![spot.anchor, spot.center]], closed: false };
        layer.add(line, Style { round: true, ..Style::stroke(Tone::Ink, 1.2).dashed(0.1, 3.0) });
    }
}

/// The marks themselves.
pub(super) fn marks(frame: &Frame<'_>, spots: &[Spot], layer: &mut Layer) {
    for spot in spots {
        let events = shown(frame, spot);
        match events.as_slice() {
            [] => {}
            [event] => {
                let Some(entry) = frame.index.get(*event) else { continue };
                event_mark(
                    layer,
                    spot.center,
                    mark_px(frame.width_px),
                    entry.number,
                    entry,
                    Target::Event(*event),
                );
            }
            _ => cluster(frame, spot, events, layer),
        }
    }
}

/// A count in a ring whose parts are the shares of the sides.
fn cluster(frame: &Frame<'_>, spot: &Spot, events: Vec<EventIndex>, layer: &mut Layer) {
    let mut shares: Vec<(Tone, usize)> = Vec::new();
    for entry in events.iter().filter_map(|event| frame.index.get(*event)) {
        let tone = mark_tone(entry);
        match shares.iter_mut().find(|(of, _)| *of == tone) {
            Some((_, count)) => *count += 1,
            None => shares.push((tone, 1)),
        }
    }
    shares.sort_by_key(|(tone, _)| *tone);
    let (center, total) = (spot.center, events.len());
    // The soft disc around the ring tells a count from the number of an event.
    let disc = Mark::Circle { center, radius: spot.radius };
    layer.add_target(disc, Style::fill(Tone::Uncertain).faded(0.3), Target::Cluster(events));
    layer.add(Mark::Circle { center, radius: RING_PX }, Style::fill(Tone::Paper));
    let gap = if shares.len() > 1 { 0.012 } else { 0.0 };
    let mut from = 0.0;
    for (tone, count) in shares {
        let to = from + count as f64 / total as f64;
        let arc = Mark::Arc { center, radius: RING_PX - 2.0, from: from + gap, to: to - gap };
        layer.add(arc, Style::stroke(tone, 4.0));
        from = to;
    }
    let font = Font { weight: 700, ..Font::bold(12.0) };
    let at = Point::new(center.x, center.y + 0.36 * font.size_px);
    let count = Mark::Text { at, text: total.to_string(), align: Align::Middle, font };
    layer.add(count, Style::fill(Tone::Ink));
}

/// The rings around what is selected and what is pointed at, and how far from its place the selected event may have
/// been.
pub(super) fn rings(frame: &Frame<'_>, plane: &Plane, spots: &[Spot], layer: &mut Layer) {
    let find = |event: Option<EventIndex>| {
        let event = event.filter(|event| frame.matches.contains(*event))?;
        let spot = spots.iter().find(|spot| spot.events.contains(&event))?;
        let radius = if shown(frame, spot).len() > 1 { spot.radius } else { mark_px(frame.width_px) };
        Some((event, spot.center, radius))
    };
    let selected = find(frame.view.selected);
    if let Some((event, center, radius)) = selected {
        // A smaller one would run through the marks on it.
        if let Some((center, radius)) = disc(frame, plane, event).filter(|(_, radius)| *radius > 36.0) {
            layer.add(Mark::Circle { center, radius }, Style::stroke(Tone::Ink, 1.0).dashed(3.0, 3.0));
        }
        selection_ring(layer, center, radius);
    }
    if let Some((event, center, radius)) = find(frame.view.hovered)
        && selected.is_none_or(|(selected, ..)| selected != event)
    {
        layer.add(Mark::Circle { center, radius: radius + 3.0 }, Style::stroke(Tone::Ink, 1.5).faded(0.6));
    }
}
