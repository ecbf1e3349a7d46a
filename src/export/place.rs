//! How well a place is known, in one word.

use crate::geo::LonLat;
use crate::scene::Frame;
use crate::story::{Event, Place, Relation, Whereabouts};

/// Where an event is placed.
pub(super) struct Placed<'a> {
    pub(super) whereabouts: &'a Whereabouts,
    pub(super) place: &'a Place,
    /// `point`, `approximate`, `area` or `none`; see the column `position` of [`COLUMNS`](super::COLUMNS).
    pub(super) position: &'static str,
    /// The point, where that is what is known; of an area the point that bears its name is not.
    pub(super) point: Option<LonLat>,
    /// How far from the point it may have been, in metres; as the story says, nothing where it says nothing.
    pub(super) radius_m: Option<f64>,
}

/// Where an event is placed; `None` where the story names no place that it knows.
pub(super) fn placed<'a>(frame: &Frame<'a>, event: &'a Event) -> Option<Placed<'a>> {
    let whereabouts = event.place.as_ref()?;
    let place = frame.story.place(&whereabouts.place)?;
    let radius_m =
        whereabouts.radius_m.or(place.radius_m).filter(|radius| radius.is_finite() && *radius > 0.0);
    let point = place.position().filter(|_| place.area.is_none());
    let position = if place.area.is_some() {
        "area"
    } else if point.is_none() {
        "none"
    } else if radius_m.is_some() || whereabouts.relation != Relation::At {
        "approximate"
    } else {
        "point"
    };
    Some(Placed { whereabouts, place, position, point, radius_m })
}
