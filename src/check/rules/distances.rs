//! How far and in which direction, as stated and as it is.

use crate::check::context::Context;
use crate::check::finding::Findings;
use crate::geo::initial_bearing_deg;
use crate::story::{COMPASS, StatedDistance, Value, contradicts};

/// A direction stated as one of eight may be this far off, in degrees: its own half sector, and as much again.
const DIRECTION_TOLERANCE: f64 = 45.0;

fn distances<'a>(cx: &Context<'a>) -> Vec<(String, &'a StatedDistance)> {
    let mut found = Vec::new();
    for (pointer, _, claim) in cx.claims() {
        for (nth, distance) in claim.distances.iter().enumerate() {
            found.push((format!("{pointer}/distances/{nth}"), distance));
        }
    }
    found
}

impl Context<'_> {
    /// How far two places may be from where they are drawn, in kilometres together.
    fn slack_km(&self, stated: &StatedDistance) -> f64 {
        let of = |id: &str| self.story.place(id).and_then(|place| place.radius_m).unwrap_or(0.0) / 1000.0;
        of(&stated.from) + of(&stated.to)
    }
}

pub(in crate::check) fn distance(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, stated) in distances(cx) {
        let Some(measured) = cx.story.measured_km(&stated.from, &stated.to) else { continue };
        if contradicts(stated.km, measured) && (stated.km - measured).abs() > cx.slack_km(stated) {
            let (stated, measured) = (stated.km.round(), measured.round());
            found
                .add(pointer, format!("stated as {stated} km, but the places are about {measured} km apart"));
        }
    }
}

pub(in crate::check) fn direction(cx: &Context<'_>, found: &mut Findings) {
    for (pointer, stated) in distances(cx) {
        let pointer = format!("{pointer}/$direction");
        let Some(value) = cx.value(&pointer) else { continue };
        let point = value.as_str().and_then(|word| COMPASS.iter().position(|known| *known == word));
        let Some(point) = point else {
            let said = value.as_str().map_or_else(|| Value::kind(value).to_owned(), |it| format!("“{it}”"));
            found.add(pointer, format!("{said} is no direction, use one of {}", COMPASS.join(", ")));
            continue;
        };
        let places = cx.story.place(&stated.from).zip(cx.story.place(&stated.to));
        let Some((from, to)) = places.and_then(|(from, to)| from.position().zip(to.position())) else {
            continue;
        };
        let measured = cx.story.measured_km(&stated.from, &stated.to).unwrap_or(0.0);
        if measured <= cx.slack_km(stated) {
            continue;
        }
        let bearing = initial_bearing_deg(from, to);
        let off = (bearing - point as f64 * 45.0 + 540.0).rem_euclid(360.0) - 180.0;
        if off.abs() > DIRECTION_TOLERANCE {
            let sector = ((bearing / 45.0).round() as usize) % COMPASS.len();
            let word = |nth: usize| COMPASS.get(nth).copied().unwrap_or_default();
            let (stated, measured) = (word(point), word(sector));
            found
                .add(pointer, format!("stated as {stated}, but on the map it is {measured} ({bearing:.0}°)"));
        }
    }
}
