//! Hatching computed as lines, so that every painter draws the same.

use super::super::Point;

/// How far the lines are apart, across.
const SPACING_PX: f64 = 6.5;

/// Lines at 45° (rising to the right) within rings filled by the even-odd rule. They are anchored to `origin`, so that
/// they move with the map and never crawl over it.
pub(super) fn hatch(rings: &[Vec<Point>], origin: Point) -> Vec<Vec<Point>> {
    // Along such a line x + y does not change; it is the line's number times the step.
    let step = SPACING_PX * core::f64::consts::SQRT_2;
    // Not rem_euclid, which takes 2 kB: this need not be exact.
    let sum = origin.x + origin.y;
    let phase = sum - (sum / step).floor() * step;
    // Where each line crosses an edge: the line's number and x there.
    let mut crossings: Vec<(i64, f64)> = Vec::new();
    for ring in rings {
        let mut before = ring.last();
        for at in ring {
            if let Some(from) = before {
                cross(*from, *at, step, phase, &mut crossings);
            }
            before = Some(at);
        }
    }
    crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut lines = Vec::with_capacity(crossings.len() / 2);
    for pair in crossings.chunks_exact(2) {
        let [(number, left), (_, right)] = pair else { continue };
        let sum = *number as f64 * step + phase;
        if right - left > 0.5 {
            lines.push(vec![point(*left, sum), point(*right, sum)]);
        }
    }
    lines
}

/// The point of a line at an x, in tenths of a pixel.
fn point(x: f64, sum: f64) -> Point {
    Point::new((x * 10.0).round() / 10.0, ((sum - x) * 10.0).round() / 10.0)
}

/// Every line that crosses an edge crosses it once: an edge holds its lower end and not its upper, so that a line
/// through a corner counts once or twice as the ring turns, and crossings always come in pairs.
fn cross(from: Point, to: Point, step: f64, phase: f64, out: &mut Vec<(i64, f64)>) {
    let (a, b) = (from.x + from.y - phase, to.x + to.y - phase);
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let (first, end) = ((low / step).ceil() as i64, (high / step).ceil() as i64);
    for number in first..end {
        let share = (number as f64 * step - a) / (b - a);
        out.push((number, from.x + (to.x - from.x) * share));
    }
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
