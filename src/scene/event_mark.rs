//! The mark of an event: who says so and how firm it is, in a form that does not need its colour.

use super::{Align, Font, Layer, Mark, Point, Style, Target, Tone};
use crate::index::{EventEntry, EventIndex};
use crate::story::{Side, Standing};
use crate::time::digits;

/// The width of a mark's ring, CSS pixels.
pub(super) const RING_PX: f64 = 2.25;

/// The opacity of what does not pass the reader's choices: still there as context.
pub(super) const FADED: f64 = 0.25;

/// The paper below a selection keeps it apart from whatever lies under it.
const SELECTED_BELOW: Style = Style::stroke(Tone::Paper, RING_PX + 2.0);
const SELECTED: Style = Style::stroke(Tone::Ink, RING_PX);

/// Numbers. Over the edge between dark and light only a halo keeps one readable.
const ON_PAPER: Style = Style::fill(Tone::Ink);
const ON_TONE: Style = Style::fill(Tone::Paper);
const ON_BOTH: Style = Style::fill(Tone::Ink).haloed(Tone::Paper, 2.0);
const WITHDRAWN: Style = Style::fill(Tone::Muted);

/// Adds the mark of an event: a ring for one party, grey for the press or an unnamed source, doubled for third
/// parties, half filled for several parties, filled when confirmed, slashed when disputed, struck through when
/// withdrawn. Everything is drawn within `radius` and half a ring, save the slash and the strike.
///
/// `radius` is in CSS pixels; below 7 pixels no number is set. Only the disc itself bears the target, the event.
#[inline(never)]
pub(super) fn event_mark(
    layer: &mut Layer,
    center: Point,
    radius: f64,
    entry: &EventEntry,
    event: EventIndex,
) {
    let tone = mark_tone(entry);
    let width_px = RING_PX.min(radius / 3.0);
    let mut ring = Style::stroke(tone, width_px);
    ring.fill = Some(if entry.standing == Standing::Confirmed { tone } else { Tone::Paper });
    layer.circle(center, radius, &ring);
    layer.aim(Target::Event(event));
    ring.fill = None;
    let mut ink = &ON_PAPER;
    match entry.standing {
        Standing::SeveralParties => {
            layer.add(Mark::HalfDisc { center, radius }, &Style::fill(tone));
            ink = &ON_BOTH;
        }
        Standing::ThirdParties => {
            ring.width_px = width_px / 2.5;
            layer.circle(center, radius - 1.5 * width_px, &ring);
        }
        Standing::Confirmed => ink = &ON_TONE,
        Standing::Withdrawn => ink = &WITHDRAWN,
        _ => {}
    }
    if let Some(number) = entry.number.filter(|_| radius >= 7.0) {
        let digits = if number > 99 { 0.82 } else { 1.0 };
        number_mark(layer, center, i64::from(number), (radius * 1.12).min(12.0) * digits, ink);
    }
    match entry.standing {
        Standing::Disputed => slash(layer, center, radius, &ring.haloed(Tone::Paper, 1.5)),
        Standing::Withdrawn => {
            // A line through the whole mark.
            let (reach, mut end) = (radius + 4.0, center);
            end.x += reach;
            ring.width_px = 1.5;
            layer.line(Point::new(center.x - reach, center.y), end, &ring);
        }
        _ => {}
    }
}

/// Adds the ring around the selected mark.
#[inline(never)]
pub(super) fn selection_ring(layer: &mut Layer, center: Point, radius: f64) {
    layer.circle(center, radius + 4.0, &SELECTED_BELOW);
    layer.circle(center, radius + 4.0, &SELECTED);
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
#[inline(never)]
pub(super) fn mark_tone(entry: &EventEntry) -> Tone {
    let mut parties = 0;
    for side in &entry.sides {
        parties += u32::from(matches!(side, Side::Party(_)));
    }
    if parties > 1 { Tone::Muted } else { side_tone(entry.side()) }
}

/// Fades every item added to the layer since it had `from` items.
#[inline(never)]
pub(super) fn fade_from(layer: &mut Layer, from: usize) {
    for item in layer.items.iter_mut().skip(from) {
        item.style.opacity = Some(item.style.opacity.unwrap_or(1.0) * FADED);
    }
}

/// Adds a number in the middle of a mark.
#[inline(never)]
pub(super) fn number_mark(layer: &mut Layer, center: Point, number: i64, size_px: f64, style: &Style) {
    // Digits are about 0.72 em high; half of that below the middle centres them.
    let at = Point::new(center.x, center.y + 0.36 * size_px);
    let font = Font { weight: 700, ..Font::bold(size_px) };
    layer.text(at, digits(number), Align::Middle, &font, style);
}

/// Two ends of a slash across the ring that leave the number free.
fn slash(layer: &mut Layer, center: Point, radius: f64, style: &Style) {
    let end = |sign: f64, reach: f64| {
        let along = sign * (radius + reach) * std::f64::consts::FRAC_1_SQRT_2;
        Point::new(center.x + along, center.y - along)
    };
    let reach = 0.4 * radius;
    let mut lines = Vec::new();
    for sign in [1.0, -1.0] {
        lines.push(vec![end(sign, -reach / 2.0), end(sign, reach)]);
    }
    layer.lines(lines, style);
}
