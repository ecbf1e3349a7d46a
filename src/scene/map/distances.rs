//! Distances that a claim states and the map contradicts: measured on the map, with what was stated beside it.

use super::super::label::Room;
use super::super::{Align, Font, Frame, Layer, Mark, Point, Rect, Style, Tone, text_width_px};
use super::plane::Plane;
use crate::index::EventIndex;
use crate::story::contradicts;
use crate::text::{Message, number, tenths};

/// A distance to show.
pub(super) struct Measured {
    /// The event whose claim states it.
    pub event: EventIndex,
    /// One place.
    pub from: Point,
    /// The other place.
    pub to: Point,
    /// What is written.
    pub text: String,
}

/// How far from the middle of its line a distance may be written.
const REACH_PX: f64 = 180.0;

/// A shorter line is not drawn.
const LEAST_PX: f64 = 12.0;

const FONT: Font = Font::bold(11.0);

/// The distances the map contradicts between places that are seen, each pair of places once.
pub(super) fn contradicted(frame: &Frame<'_>, plane: &Plane) -> Vec<Measured> {
    let mut found: Vec<Measured> = Vec::new();
    for event in &frame.index.order {
        let claims = frame.story.events.get(*event).map_or(&[] as &[_], |event| &event.claims);
        for stated in claims.iter().flat_map(|claim| &claim.distances) {
            let point = |id: &str| Some(plane.point(frame.story.place(id)?.position()?));
            let (Some(from), Some(to)) = (point(&stated.from), point(&stated.to)) else { continue };
            let Some(measured) = frame.story.measured_km(&stated.from, &stated.to) else { continue };
            // Where the two places are almost one point there is nothing to be seen.
            let seen = plane.view.contains(from) && plane.view.contains(to) && from.distance(to) > LEAST_PX;
            let known = found
                .iter()
                .any(|known| (known.from, known.to) == (from, to) || (known.to, known.from) == (from, to));
            if seen && !known && stated.km.is_finite() && contradicts(stated.km, measured) {
                let (measured, stated) = (kilometres(frame, measured), kilometres(frame, stated.km));
                let values = [("measured", measured.as_str()), ("stated", stated.as_str())];
                let text = frame.language.fill(Message::MeasuredDistance, &values);
                found.push(Measured { event: *event, from, to, text });
            }
        }
    }
    found
}

/// Whole kilometres, tenths below ten.
fn kilometres(frame: &Frame<'_>, km: f64) -> String {
    let tag = frame.language.tag();
    if km < 9.95 { tenths((km * 10.0).round() as i64, tag) } else { number(km.round() as i64, tag) }
}

impl Measured {
    /// The dotted line between the two places.
    pub(super) fn line(&self, layer: &mut Layer) {
        let style = Style { round: true, ..Style::stroke(Tone::Ink, 1.6).dashed(0.1, 4.0) };
        layer.add(Mark::Path { lines: vec![vec![self.from, self.to]], closed: false }, style);
    }

    /// Finds room for what is written, near the middle of the line.
    pub(super) fn find(&self, room: &mut Room) -> Option<Rect> {
        let middle = Point::new((self.from.x + self.to.x) / 2.0, (self.from.y + self.to.y) / 2.0);
        room.place_rect(middle, text_width_px(&self.text, &FONT) + 14.0, 20.0, REACH_PX)
    }

    /// What is written, in its room.
    pub(super) fn pill(&self, rect: Rect, layer: &mut Layer) {
        let style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Hairline, 1.0) };
        layer.add(Mark::Rect { rect, radius: rect.height / 2.0 }, style);
        let at = Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + 0.36 * FONT.size_px);
        let mark = Mark::Text { at, text: self.text.clone(), align: Align::Middle, font: FONT };
        layer.add(mark, Style::fill(Tone::Ink));
    }
}
