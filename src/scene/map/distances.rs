//! Distances that a claim states and the map contradicts: measured on the map, with what was stated beside it.

use super::super::label::Room;
use super::super::{Align, Font, Frame, Layer, Point, Rect, Style, Tone, text_width_px};
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
    /// Where, when there is room.
    pub pill: Option<Rect>,
}

/// How far from the middle of its line a distance may be written.
const REACH_PX: f64 = 180.0;

/// A shorter line is not drawn.
const LEAST_PX: f64 = 12.0;

const FONT: Font = Font::bold(11.0);

const LINE: Style = Style { round: true, ..Style::stroke(Tone::Ink, 1.6).dashed(0.1, 4.0) };
const PILL: Style = Style { fill: Some(Tone::Paper), ..Style::stroke(Tone::Hairline, 1.0) };
const WORDS: Style = Style::fill(Tone::Ink);

/// The distances the map contradicts between places that are seen, each pair of places once.
pub(super) fn contradicted(frame: &Frame<'_>, plane: &Plane) -> Vec<Measured> {
    let mut found: Vec<Measured> = Vec::new();
    let story = frame.story;
    let point = |id: &str| Some(plane.point(story.place(id)?.position()?));
    for event in &frame.index.order {
        let Some(known) = story.events.get(*event) else { continue };
        for claim in &known.claims {
            for stated in &claim.distances {
                let (Some(from), Some(to)) = (point(&stated.from), point(&stated.to)) else { continue };
                // Where the two places are almost one point there is nothing to be seen.
                let seen =
                    plane.view.contains(from) && plane.view.contains(to) && from.distance(to) > LEAST_PX;
                let known = found.iter().any(|known| {
                    (known.from, known.to) == (from, to) || (known.to, known.from) == (from, to)
                });
                if !seen || known || !stated.km.is_finite() {
                    continue;
                }
                let Some(measured) = story.measured_km(&stated.from, &stated.to) else { continue };
                if contradicts(stated.km, measured) {
                    let (measured, stated) = (kilometres(frame, measured), kilometres(frame, stated.km));
                    let values = [("measured", measured.as_str()), ("stated", stated.as_str())];
                    let text = frame.language.fill(Message::MeasuredDistance, &values);
                    found.push(Measured { event: *event, from, to, text, pill: None });
                }
            }
        }
    }
    found
}

/// Whole kilometres, tenths below ten.
#[inline(never)]
fn kilometres(frame: &Frame<'_>, km: f64) -> String {
    let tag = frame.language.tag();
    if km < 9.95 { tenths((km * 10.0).round() as i64, tag) } else { number(km.round() as i64, tag) }
}

impl Measured {
    /// The dotted line between the two places.
    #[inline(never)]
    pub(super) fn line(&self, layer: &mut Layer) {
        layer.line(self.from, self.to, &LINE);
    }

    /// Finds room for what is written, near the middle of the line.
    #[inline(never)]
    pub(super) fn find(&mut self, room: &mut Room) {
        let middle = Point::new((self.from.x + self.to.x) / 2.0, (self.from.y + self.to.y) / 2.0);
        self.pill = room.place_rect(middle, text_width_px(&self.text, &FONT) + 14.0, 20.0, REACH_PX);
    }

    /// What is written, in its room.
    #[inline(never)]
    pub(super) fn pill(&self, layer: &mut Layer) {
        let Some(rect) = self.pill else { return };
        layer.rect(rect, rect.height / 2.0, &PILL);
        let at = Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + 0.36 * FONT.size_px);
        layer.text(at, self.text.clone(), Align::Middle, &FONT, &WORDS);
    }
}
