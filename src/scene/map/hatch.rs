//! Hatching computed as lines, so that every painter draws the same.

use super::super::Point;
use super::plane::tenth;

/// How far the lines are apart, across.
const SPACING_PX: f64 = 6.5;

/// No picture has room for more lines.
const MOST_LINES: f64 = 10_000.0;

/// Lines at 45° (rising to the right) within rings filled by the even-odd rule. They are anchored to `origin`, so that
/// they move with the map and never crawl over it.
pub(super) fn hatch(rings: &[Vec<Point>], origin: Point) -> Vec<Vec<Point>> {
    // Along such a line x + y does not change; it is the line's number times the step.
    let step = SPACING_PX * core::f64::consts::SQRT_2;
    let sum = origin.x + origin.y;
    let phase = sum - (sum / step).floor() * step;
    let sum = |at: Point| at.x + at.y - phase;
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for ring in rings {
        for point in ring {
            (least, most) = (least.min(sum(*point)), most.max(sum(*point)));
        }
    }
    let first = (least / step).ceil();
    let mut lines = Vec::new();
    for nth in 0..((most / step).ceil() - first).min(MOST_LINES) as i32 {
        let level = (first + f64::from(nth)) * step;
        // Where the line crosses an edge, by x. An edge holds its lower end and not its upper, so that a line through a
        // corner counts once or twice as the ring turns, and crossings always come in pairs.
        let mut crossings: Vec<f64> = Vec::new();
        for ring in rings {
            let Some(mut from) = ring.last() else { continue };
            for to in ring {
                let (a, b) = (sum(*from), sum(*to));
                if (a <= level) != (b <= level) {
                    let x = from.x + (to.x - from.x) * (level - a) / (b - a);
                    let place = crossings.iter().position(|other| x < *other).unwrap_or(crossings.len());
                    crossings.insert(place, x);
                }
                from = to;
            }
        }
        for pair in crossings.chunks_exact(2) {
            if let [left, right] = *pair
                && right - left > 0.5
            {
                let y = level + phase;
                lines.push(vec![tenth(Point::new(left, y - left)), tenth(Point::new(right, y - right))]);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::plane::inside;
    use super::*;
    use proptest::prelude::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn a_hatched_square_is_covered_evenly() {
        let square = vec![p(0.0, 0.0), p(100.0, 0.0), p(100.0, 100.0), p(0.0, 100.0)];
        let lines = hatch(&[square], p(0.0, 0.0));
        let length: f64 = lines.iter().map(|line| line[0].distance(line[1])).sum();
        // Lines so far apart cover an area of their length times the spacing.
        assert!((length * SPACING_PX - 10_000.0).abs() < 300.0, "{length}");
    }

    #[test]
    fn a_hole_is_not_hatched() {
        let square = |low: f64, high: f64| vec![p(low, low), p(high, low), p(high, high), p(low, high)];
        let lines = hatch(&[square(0.0, 100.0), square(30.0, 70.0)], p(0.0, 0.0));
        assert!(!lines.is_empty());
        for line in &lines {
            let middle = p((line[0].x + line[1].x) / 2.0, (line[0].y + line[1].y) / 2.0);
            assert!(!(middle.x > 31.0 && middle.x < 69.0 && middle.y > 31.0 && middle.y < 69.0), "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn every_line_lies_inside(
            points in prop::collection::vec((0.0..200.0f64, 0.0..200.0f64), 3..12),
            origin in (-5000.0..5000.0f64, -5000.0..5000.0f64),
        ) {
            let ring: Vec<Point> = points.into_iter().map(|(x, y)| p(x, y)).collect();
            for line in hatch(core::slice::from_ref(&ring), p(origin.0, origin.1)) {
                if line[1].x - line[0].x > 2.0 {
                    let middle = p((line[0].x + line[1].x) / 2.0, (line[0].y + line[1].y) / 2.0);
                    let near = |dx: f64, dy: f64| inside(core::slice::from_ref(&ring), p(middle.x + dx, middle.y + dy));
                    prop_assert!(near(0.0, 0.0) || near(0.2, 0.2) || near(-0.2, -0.2), "{line:?}");
                }
            }
        }
    }
}
