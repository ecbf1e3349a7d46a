//! The marks of events.

use super::super::event_mark::{event_mark, mark_tone, number_mark, selection_ring};
use super::super::{Frame, Layer, Mark, Point, Style, Target, Tone};
use super::arrange::{Spot, arrange, mark_px};
use super::plane::Plane;
use crate::index::EventIndex;

/// An uncertainty smaller than this lies under its mark and is not drawn.
const LEAST_DISC_PX: f64 = 6.0;

/// The outer radius of the ring within a cluster's mark.
const RING_PX: f64 = 14.5;

const SOFT: Style = Style::fill(Tone::Uncertain).faded(0.2);
const LEADER: Style = Style { round: true, ..Style::stroke(Tone::Ink, 1.2).dashed(0.1, 3.0) };
/// The soft disc around a cluster's ring tells a count from the number of an event.
const CLUSTER: Style = Style::fill(Tone::Uncertain).faded(0.3);
const WITHIN: Style = Style::fill(Tone::Paper);
const COUNT: Style = Style::fill(Tone::Ink);
const REACH: Style = Style::stroke(Tone::Ink, 1.0).dashed(3.0, 3.0);
const HOVERED: Style = Style::stroke(Tone::Ink, 1.5).faded(0.6);

/// Where every counted event with a place stands, whether it passes the reader's choices or not.
#[inline(never)]
pub(super) fn spots(frame: &Frame<'_>, plane: &Plane) -> Vec<Spot> {
    let mut events: Vec<(EventIndex, Point)> = Vec::new();
    for event in &frame.index.order {
        if let Some(at) = frame.index.get(*event).and_then(|entry| entry.position) {
            events.push((*event, plane.point(at)));
        }
    }
    // A mark that steps aside had better not cover another place of the story.
    let mut places: Vec<Point> = Vec::new();
    for place in &frame.story.places {
        if let Some(at) = place.position() {
            places.push(plane.point(at));
        }
    }
    let mut spots = arrange(&events, &places, mark_px(frame.width_px));
    let near = plane.view.grown(60.0);
    spots.retain(|spot| near.contains(spot.center) || near.contains(spot.anchor));
    spots
}

/// The events of a mark that pass the reader's choices.
#[inline(never)]
fn shown(frame: &Frame<'_>, spot: &Spot) -> Vec<EventIndex> {
    let mut events = spot.events.clone();
    events.retain(|event| frame.matches.contains(*event));
    events
}

/// Soft discs: how far from its place an event may have been. Equal ones are drawn once.
pub(super) fn discs(frame: &Frame<'_>, plane: &Plane, spots: &[Spot], layer: &mut Layer) {
    let mut drawn: Vec<(Point, f64)> = Vec::new();
    for spot in spots {
        for event in shown(frame, spot) {
            let Some(disc) = disc(frame, plane, event) else { continue };
            if !drawn.contains(&disc) {
                drawn.push(disc);
                layer.circle(disc.0, disc.1, &SOFT);
            }
        }
    }
}

#[inline(never)]
fn disc(frame: &Frame<'_>, plane: &Plane, event: EventIndex) -> Option<(Point, f64)> {
    let entry = frame.index.get(event)?;
    let at = entry.position?;
    let radius = plane.px_of_m(entry.radius_m, at);
    (radius >= LEAST_DISC_PX && radius.is_finite()).then(|| (plane.point(at), radius))
}

/// Dotted lines from the marks that stepped aside to where it happened.
pub(super) fn leaders(frame: &Frame<'_>, spots: &[Spot], layer: &mut Layer) {
    for spot in spots {
        if spot.center.distance(spot.anchor) > 2.0 && !shown(frame, spot).is_empty() {
            layer.line(spot.anchor, spot.center, &LEADER);
        }
    }
}

/// The marks themselves.
pub(super) fn marks(frame: &Frame<'_>, spots: &[Spot], layer: &mut Layer) {
    for spot in spots {
        let events = shown(frame, spot);
        if events.len() > 1 {
            cluster(frame, spot, events, layer);
        } else if let Some(event) = events.first()
            && let Some(entry) = frame.index.get(*event)
        {
            event_mark(layer, spot.center, mark_px(frame.width_px), entry, *event);
        }
    }
}

/// A count in a ring whose parts are the shares of the sides.
fn cluster(frame: &Frame<'_>, spot: &Spot, events: Vec<EventIndex>, layer: &mut Layer) {
    let mut tones: Vec<Tone> = Vec::new();
    for event in &events {
        let Some(entry) = frame.index.get(*event) else { continue };
        let tone = mark_tone(entry);
        let place = tones.iter().position(|other| tone < *other).unwrap_or(tones.len());
        tones.insert(place, tone);
    }
    let (center, total) = (spot.center, events.len());
    layer.circle(center, spot.radius, &CLUSTER);
    layer.aim(Target::Cluster(events));
    layer.circle(center, RING_PX, &WITHIN);
    let gap = if tones.first() == tones.last() { 0.0 } else { 0.012 };
    let mut from = 0.0;
    for share in tones.chunk_by(|one, other| one == other) {
        let Some(tone) = share.first() else { continue };
        let to = from + share.len() as f64 / total as f64;
        let arc = Mark::Arc { center, radius: RING_PX - 2.0, from: from + gap, to: to - gap };
        layer.add(arc, &Style::stroke(*tone, 4.0));
        from = to;
    }
    number_mark(layer, center, total as i64, 12.0, &COUNT);
}

/// The rings around what is selected and what is pointed at, and how far from its place the selected event may have
/// been.
pub(super) fn rings(frame: &Frame<'_>, plane: &Plane, spots: &[Spot], layer: &mut Layer) {
    let (selected, hovered) = (frame.view.selected, frame.view.hovered);
    for (event, is_selected) in [(selected, true), (hovered.filter(|_| hovered != selected), false)] {
        let Some(event) = event.filter(|event| frame.matches.contains(*event)) else { continue };
        let Some(spot) = spots.iter().find(|spot| spot.events.contains(&event)) else { continue };
        let radius = if shown(frame, spot).len() > 1 { spot.radius } else { mark_px(frame.width_px) };
        if !is_selected {
            layer.circle(spot.center, radius + 3.0, &HOVERED);
            continue;
        }
        // A smaller one would run through the marks on it.
        if let Some((center, radius)) = disc(frame, plane, event).filter(|(_, radius)| *radius > 36.0) {
            layer.circle(center, radius, &REACH);
        }
        selection_ring(layer, spot.center, radius);
    }
}
