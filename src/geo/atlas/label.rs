//! Where a country's name stands best.

use crate::geo::{Bounds, LonLat, simplify};

/// Kilometres in a degree of latitude, as good as a name needs.
const KM: f64 = 111.2;
/// Columns and rows of the places that are tried.
const GRID: i32 = 40;

/// The place within a country that is farthest from its edges, with distances to the east and west halved, since names
/// are wide; rings are filled by the even-odd rule. `None` where no place has `room_km` around it.
pub(super) fn anchor(rings: &[Vec<LonLat>], room_km: f64) -> Option<LonLat> {
    // The largest part bears the name, on the map's own measure.
    let size = |ring: &Vec<LonLat>| {
        let shrink = ring.first().map_or(1.0, |at| at.lat_deg().to_radians().cos());
        let next = ring.iter().cycle().skip(1);
        let cross = |(a, b): (&LonLat, &LonLat)| a.lon_deg() * b.lat_deg() - b.lon_deg() * a.lat_deg();
        (ring.iter().zip(next).map(cross).sum::<f64>() * shrink).abs()
    };
    let largest = rings.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let own = bounds(largest)?;
    // A name needs no more detail than this.
    let tolerance = own.width_deg().max(own.height_deg()) / 150.0;
    let rings: Vec<Vec<LonLat>> = rings.iter().map(|ring| simplify::ring(ring, tolerance)).collect();
    let mut best: Option<(f64, LonLat)> = None;
    for row in 1..GRID {
        for column in 1..GRID {
            let share = |nth: i32| f64::from(nth) / f64::from(GRID);
            let lon = own.west_deg() + own.width_deg() * share(column);
            let lat = own.south_deg() + own.height_deg() * share(row);
            let Some(at) = LonLat::new(lon, lat) else { continue };
            if let Some(room) = room(&rings, at, best.map_or(room_km, |(most, _)| most)) {
                best = Some((room, at));
            }
        }
    }
    best.map(|(_, at)| at)
}

/// The box around a ring whose longitudes run on.
fn bounds(ring: &[LonLat]) -> Option<Bounds> {
    let first = ring.first()?;
    let (mut west, mut east) = (first.lon_deg(), first.lon_deg());
    let (mut south, mut north) = (first.lat_deg(), first.lat_deg());
    for at in ring {
        (west, east) = (west.min(at.lon_deg()), east.max(at.lon_deg()));
        (south, north) = (south.min(at.lat_deg()), north.max(at.lat_deg()));
    }
    Bounds::new(west, south, east, north)
}

/// How far a place within is from the nearest edge; `None` where it is outside or not farther than `least`.
fn room(rings: &[Vec<LonLat>], at: LonLat, least: f64) -> Option<f64> {
    let mut inside = false;
    let mut room = f64::MAX;
    let shrink = at.lat_deg().to_radians().cos() * 0.5;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let flat = |p: &LonLat| ((p.lon_deg() - at.lon_deg()) * shrink, p.lat_deg() - at.lat_deg());
            let ((ax, ay), (bx, by)) = (flat(a), flat(b));
            if (ay > 0.0) != (by > 0.0) && ax - ay / (by - ay) * (bx - ax) > 0.0 {
                inside = !inside;
            }
            let (dx, dy) = (bx - ax, by - ay);
            let length2 = dx * dx + dy * dy;
            let along = if length2 > 0.0 { (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
            room = room.min((ax + along * dx).hypot(ay + along * dy) * KM);
            if room <= least {
                return None;
            }
        }
    }
    inside.then_some(room)
}
