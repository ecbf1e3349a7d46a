//! The mark of an event: who says so and how firm it is, in a form that does not need its colour.

use super::{Align, Font, Layer, Mark, Point, Style, Target, Tone};
use crate::index::EventEntry;
use crate::story::{Side, Standing};

/// The width of a mark's ring, CSS pixels.
pub(super) const RING_PX: f64 = 2.25;

/// The opacity of what does not pass the reader's choices: still there as context.
pub(super) const FADED: f64 = 0.25;

/// Adds the mark of an event: a ring for one party, grey for the press or an unnamed source, doubled for third
/// parties, half filled for several parties, filled when confirmed, slashed when disputed, struck through when
/// withdrawn. Everything is drawn within `radius` and half a ring, save the slash and the strike.
///
/// `radius` is in CSS pixels; without a `number`, or below 7 pixels, no number is set. Only the disc itself bears
/// the `target`.
pub(super) fn event_mark(
    layer: &mut Layer,
    center: Point,
    radius: f64,
    number: Option<u32>,
    entry: &EventEntry,
    target: Target,
) {
    let tone = mark_tone(entry);
    let width_px = RING_PX.min(radius / 3.0);
    let ring = |fill| Style { fill: Some(fill), ..Style::stroke(tone, width_px) };
    let disc = Mark::Circle { center, radius };
    let filled = entry.standing == Standing::Confirmed;
    layer.add_target(disc, ring(if filled { tone } else { Tone::Paper }), target);
    match entry.standing {
        Standing::SeveralParties => layer.add(Mark::HalfDisc { center, radius }, Style::fill(tone)),
        Standing::ThirdParties => {
            let inner = Mark::Circle { center, radius: radius - 1.5 * width_px };
            layer.add(inner, Style::stroke(tone, width_px / 2.5));
        }
        _ => {}
    }
    if let Some(number) = number.filter(|_| radius >= 7.0) {
        let ink = match entry.standing {
            Standing::Confirmed => Style::fill(Tone::Paper),
            // Over the edge between dark and light only a halo keeps the number readable.
            Standing::SeveralParties => Style::fill(Tone::Ink).haloed(Tone::Paper, 2.0),
            Standing::Withdrawn => Style::fill(Tone::Muted),
            _ => Style::fill(Tone::Ink),
        };
        number_mark(layer, center, radius, number, ink);
    }
    match entry.standing {
        Standing::Disputed => slash(layer, center, radius, tone, width_px),
        Standing::Withdrawn => strike(layer, center, radius, tone),
        _ => {}
    }
}

/// Adds the ring around the selected mark.
pub(super) fn selection_ring(layer: &mut Layer, center: Point, radius: f64) {
    let ring = Mark::Circle { center, radius: radius + 4.0 };
    // The paper below the ring keeps it apart from whatever lies under it.
    layer.add(ring.clone(), Style::stroke(Tone::Paper, RING_PX + 2.0));
    layer.add(ring, Style::stroke(Tone::Ink, RING_PX));
}

/// The colour of a side.
pub(super) fn side_tone(side: Side) -> Tone {
    match side {
        Side::Party(party) => Tone::Party(party),
        Side::Third => Tone::Third,
    }
}

/// The colour of an event's mark: its party's when one party speaks of it, grey when none does, and nobody's when
/// several do, so that no side owns what both report.
pub(super) fn mark_tone(entry: &EventEntry) -> Tone {
    let parties = entry.sides.iter().filter(|side| matches!(side, Side::Party(_))).count();
    if parties > 1 { Tone::Muted } else { side_tone(entry.side()) }
}

/// Fades every item added to the layer since it had `from` items.
pub(super) fn fade_from(layer: &mut Layer, from: usize) {
    for item in layer.items.iter_mut().skip(from) {
        item.style.opacity = Some(item.style.opacity.unwrap_or(1.0) * FADED);
    }
}

fn number_mark(layer: &mut Layer, center: Point, radius: f64, number: u32, style: Style) {
    let digits = if number > 99 { 0.82 } else { 1.0 };
    let size_px = (radius * 1.12).min(12.0) * digits;
    // Digits are about 0.72 em high; half of that below the middle centres them.
    let at = Point::new(center.x, center.y + 0.36 * size_px);
    let text = Mark::Text {
        at,
        text: number.to_string(),
        align: Align::Middle,
        font: Font { weight: 700, ..Font::bold(size_px) },
    };
    layer.add(text, style);
}

/// Two ends of a slash across the ring that leave the number free.
fn slash(layer: &mut Layer, center: Point, radius: f64, tone: Tone, width_px: f64) {
    let end = |sign: f64, reach: f64| {
        let along = sign * (radius + reach) * std::f64::consts::FRAC_1_SQRT_2;
        Point::new(center.x + along, center.y - along)
    };
    let reach = 0.4 * radius;
    let lines =
        vec![vec![end(1.0, -reach / 2.0), end(1.0, reach)], vec![end(-1.0, -reach / 2.0), end(-1.0, reach)]];
    layer.add(Mark::Path { lines, closed: false }, Style::stroke(tone, width_px).haloed(Tone::Paper, 1.5));
}

/// A line through the whole mark.
fn strike(layer: &mut Layer, center: Point, radius: f64, tone: Tone) {
    let reach = radius + 4.0;
    let line = vec![Point::new(center.x - reach, center.y), Point::new(center.x + reach, center.y)];
    layer.add(Mark::Path { lines: vec![line], closed: false }, Style::stroke(tone, 1.5));
}
