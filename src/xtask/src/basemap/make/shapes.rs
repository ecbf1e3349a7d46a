//! Arithmetic on rings and lines, in kilometres on a small part of the earth.

use chronocarte::geo::{LonLat, distance_m};

/// Kilometres in a degree of latitude, as good as a base map needs.
const KM_PER_DEGREE: f64 = 111.2;

/// The area of a ring in square kilometres.
pub(super) fn area_km2(ring: &[LonLat]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let shrink = |at: &LonLat| at.lat_deg().to_radians().cos();
    let x = |at: &LonLat| (at.lon_deg() - first.lon_deg()) * shrink(at) * KM_PER_DEGREE;
    let y = |at: &LonLat| (at.lat_deg() - first.lat_deg()) * KM_PER_DEGREE;
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|(a, b)| x(a) * y(b) - x(b) * y(a)).sum();
    twice.abs() / 2.0
}

/// Whether the point is inside by the even-odd rule.
pub(super) fn inside(rings: &[Vec<LonLat>], at: LonLat) -> bool {
    let mut inside = false;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.lat_deg() > at.lat_deg()) != (b.lat_deg() > at.lat_deg()) {
                let share = (at.lat_deg() - a.lat_deg()) / (b.lat_deg() - a.lat_deg());
                if at.lon_deg() < a.lon_deg() + (b.lon_deg() - a.lon_deg()) * share {
                    inside = !inside;
                }
            }
        }
    }
    inside
}

/// The length of a line in kilometres.
pub(super) fn length_km(line: &[LonLat]) -> f64 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| distance_m(*a, *b)).sum::<f64>() / 1000.0
}

/// How far a point is from a piece of line, in kilometres; `stretch` multiplies distances to the east and west.
pub(super) fn off_km(at: LonLat, a: LonLat, b: LonLat, stretch: f64) -> f64 {
    let (x, y, _) = foot(at, a, b, stretch);
    x.hypot(y) * KM_PER_DEGREE
}

/// The point of a piece of line nearest to another point.
pub(super) fn nearest(at: LonLat, a: LonLat, b: LonLat) -> LonLat {
    let (.., along) = foot(at, a, b, 1.0);
    let between = |a: f64, b: f64| a + (b - a) * along;
    LonLat::new(between(a.lon_deg(), b.lon_deg()), between(a.lat_deg(), b.lat_deg())).unwrap_or(a)
}

/// The way to the nearest point of a piece of line, in degrees of latitude to the east and north, and how far along the
/// piece it is, 0 to 1.
fn foot(at: LonLat, a: LonLat, b: LonLat, stretch: f64) -> (f64, f64, f64) {
    let shrink = at.lat_deg().to_radians().cos() * stretch;
    let flat = |p: LonLat| ((p.lon_deg() - at.lon_deg()) * shrink, p.lat_deg() - at.lat_deg());
    let ((ax, ay), (bx, by)) = (flat(a), flat(b));
    let (dx, dy) = (bx - ax, by - ay);
    let length2 = dx * dx + dy * dy;
    let along = if length2 > 0.0 { (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (ax + along * dx, ay + along * dy, along)
}

/// Lines joined where exactly two of them end at the same point, in the order of the first of each.
pub(super) fn join(lines: Vec<Vec<LonLat>>) -> Vec<Vec<LonLat>> {
    let mut lines: Vec<Vec<LonLat>> = lines.into_iter().filter(|line| line.len() >= 2).collect();
    let mut at = 0;
    while at < lines.len() {
        let (Some(start), Some(end)) = (lines[at].first().copied(), lines[at].last().copied()) else { break };
        let meets = |point: LonLat| -> Option<usize> {
            let others: Vec<usize> = (0..lines.len())
                .filter(|other| *other != at)
                .filter(|other| lines[*other].first() == Some(&point) || lines[*other].last() == Some(&point))
                .collect();
            if let [other] = others.as_slice() { Some(*other) } else { None }
        };
        let (point, other) = match (meets(end), meets(start)) {
            (Some(other), _) => (end, other),
            (None, Some(other)) => (start, other),
            (None, None) => {
                at += 1;
                continue;
            }
        };
        // Turned so that the first runs to the point and the second from it.
        let mut first = lines[at].clone();
        if first.last() != Some(&point) {
            first.reverse();
        }
        let mut second = lines[other].clone();
        if second.first() != Some(&point) {
            second.reverse();
        }
        first.extend(second.into_iter().skip(1));
        lines[at] = first;
        lines.remove(other);
        at -= usize::from(other < at);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn a_degree_at_the_equator_is_a_known_area() {
        let degree = points(&[(10.0, 0.0), (11.0, 0.0), (11.0, 1.0), (10.0, 1.0)]);
        assert!((area_km2(&degree) - 12_364.0).abs() < 40.0, "{}", area_km2(&degree));
        assert!((length_km(&degree[..2]) - 111.32).abs() < 0.01);
    }

    #[test]
    fn a_hole_is_outside() {
        let rings = [
            points(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]),
            points(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]),
        ];
        let at = |lon, lat| inside(&rings, LonLat::new(lon, lat).unwrap());
        assert_eq!([at(3.0, 3.0), at(1.5, 1.5), at(5.0, 1.0)], [true, false, false]);
    }

    #[test]
    fn lines_join_whichever_way_they_run_but_not_where_three_meet() {
        let joined = join(vec![
            points(&[(1.0, 0.0), (2.0, 0.0)]),
            points(&[(3.0, 0.0), (2.0, 0.0)]),
            points(&[(0.0, 0.0), (1.0, 0.0)]),
        ]);
        assert_eq!(
            joined,
            [points(&[(3.0, 0.0), (2.0, 0.0), (1.0, 0.0), (0.0, 0.0)])].map(|mut line| {
                if joined[0][0] != line[0] {
                    line.reverse();
                }
                line
            })
        );
        let star = vec![
            points(&[(0.0, 0.0), (1.0, 0.0)]),
            points(&[(0.0, 0.0), (0.0, 1.0)]),
            points(&[(0.0, 0.0), (0.0, -1.0)]),
        ];
        assert_eq!(join(star.clone()), star);
    }

    #[test]
    fn the_nearest_point_of_a_piece_of_line_is_its_foot_or_its_end() {
        let line = points(&[(0.0, 0.0), (2.0, 0.0)]);
        let foot = |lon, lat| nearest(LonLat::new(lon, lat).unwrap(), line[0], line[1]);
        assert_eq!([foot(1.0, 1.0), foot(5.0, 1.0)], [LonLat::new(1.0, 0.0).unwrap(), line[1]]);
        assert!((off_km(LonLat::new(1.0, 1.0).unwrap(), line[0], line[1], 1.0) - KM_PER_DEGREE).abs() < 1e-9);
    }
}
