//! Fewer points for the same picture (native only: packs are simplified before they are written).

use crate::geo::LonLat;

/// The line with as few of its own points as keep every dropped one within `tolerance_deg` of it; the ends stay. The
/// tolerance is in degrees of latitude, longitudes are shortened to match at the line's own latitude. A tolerance that
/// is not positive drops nothing.
///
/// Source: D. H. Douglas and T. K. Peucker, *Cartographica* 10 (1973).
pub fn line(points: &[LonLat], tolerance_deg: f64) -> Vec<LonLat> {
    let mut keep = vec![false; points.len()];
    if let Some(last) = points.len().checked_sub(1) {
        keep[0] = true;
        keep[last] = true;
        keep_farthest(points, tolerance_deg, 0, last, &mut keep);
    }
    picked(points, &keep)
}

/// The ring (its last point does not repeat the first) with fewer points, as [`line()`] does it. The first point stays,
/// and so does the one farthest from it; what shrinks to less than three points is empty.
pub fn ring(points: &[LonLat], tolerance_deg: f64) -> Vec<LonLat> {
    let Some(first) = points.first() else { return Vec::new() };
    let distance = |index: &usize| off(points[*index], *first, *first);
    let far = (0..points.len()).max_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0);
    let mut closed = points.to_vec();
    closed.push(*first);
    let last = closed.len() - 1;
    let mut keep = vec![false; closed.len()];
    (keep[0], keep[far]) = (true, true);
    keep_farthest(&closed, tolerance_deg, 0, far, &mut keep);
    keep_farthest(&closed, tolerance_deg, far, last, &mut keep);
    keep[last] = false;
    let ring = picked(&closed, &keep);
    if ring.len() < 3 { Vec::new() } else { ring }
}

fn picked(points: &[LonLat], keep: &[bool]) -> Vec<LonLat> {
    points.iter().zip(keep).filter(|(_, keep)| **keep).map(|(point, _)| *point).collect()
}

/// Marks, between two kept points, the one farthest from the straight line where it is too far to drop, and so on in
/// both halves. A list of work, not recursion: a coast may be a hundred thousand points long.
fn keep_farthest(points: &[LonLat], tolerance: f64, from: usize, to: usize, keep: &mut [bool]) {
    let mut work = vec![(from, to)];
    while let Some((low, high)) = work.pop() {
        let mut far = (tolerance.max(0.0), None);
        for middle in low + 1..high {
            let distance = off(points[middle], points[low], points[high]);
            // A point on the very line is dropped only where a tolerance was asked for.
            if distance > far.0 || (far.1.is_none() && tolerance <= 0.0) {
                far = (distance, Some(middle));
            }
        }
        if let Some(middle) = far.1 {
            keep[middle] = true;
            work.push((low, middle));
            work.push((middle, high));
        }
    }
}

/// How far a point is from the piece of line between two others, in degrees of latitude.
fn off(point: LonLat, from: LonLat, to: LonLat) -> f64 {
    let shrink = from.lat_deg().to_radians().cos();
    let x = |at: LonLat| (at.lon_deg() - from.lon_deg()) * shrink;
    let y = |at: LonLat| at.lat_deg() - from.lat_deg();
    let (bx, by, px, py) = (x(to), y(to), x(point), y(point));
    let length2 = bx * bx + by * by;
    let along = if length2 > 0.0 { ((px * bx + py * by) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (px - along * bx).hypot(py - along * by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn a_straight_line_keeps_its_ends_only() {
        let straight = points(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (5.0, 0.0)]);
        assert_eq!(line(&straight, 0.001), points(&[(0.0, 0.0), (5.0, 0.0)]));
        assert_eq!(line(&straight, 0.0), straight);
        assert_eq!(line(&[], 1.0), []);
    }

    #[test]
    fn a_ring_too_small_to_see_is_gone() {
        let pond = points(&[(0.0, 0.0), (0.001, 0.0), (0.001, 0.001)]);
        assert_eq!(ring(&pond, 0.01), []);
        assert_eq!(ring(&pond, 0.0001).len(), 3);
    }

    proptest! {
        #[test]
        fn every_dropped_point_is_near_the_line(list in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 2..40)) {
            let all = points(&list);
            let few = line(&all, 0.1);
            prop_assert_eq!(few.first(), all.first());
            prop_assert_eq!(few.last(), all.last());
            for point in all {
                let near = few.windows(2).map(|pair| off(point, pair[0], pair[1])).fold(f64::MAX, f64::min);
                prop_assert!(near <= 0.1 + 1e-9, "{near}");
            }
        }
    }
}
