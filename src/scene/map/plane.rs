//! From the earth to the picture: projecting, clipping and thinning lines.

use super::super::label::{crossing, depth};
use super::super::{Point, Rect};
use crate::geo::{LonLat, Mercator, WorldPoint};
use crate::view::{Camera, Viewport};

/// A map's picture plane: a camera with the size of its picture, shifted by the picture's top left corner.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    /// Where it looks.
    pub camera: Camera,
    /// How large it is.
    pub viewport: Viewport,
    /// What is seen, in CSS pixels of the scene.
    pub view: Rect,
    middle: WorldPoint,
    world_px: f64,
    bleed_px: f64,
}

/// How far shapes reach beyond the picture, so that no cut edge is ever stroked in it.
const BLEED_PX: f64 = 6.0;

/// Points nearer than this to the one before are left out.
const NEAR_PX: f64 = 0.7;

impl Plane {
    /// The plane of a camera over a rectangle of the scene.
    pub(super) fn new(camera: Camera, view: Rect) -> Self {
        Self {
            camera,
            viewport: Viewport { width_px: view.width, height_px: view.height },
            view,
            middle: Mercator::project(camera.center),
            world_px: Mercator::world_px(camera.zoom),
            bleed_px: BLEED_PX,
        }
    }

    /// The same with shapes cut at the very edge, for a picture within a picture.
    pub(super) fn tight(self) -> Self {
        Self { bleed_px: 0.0, ..self }
    }

    /// The same with shapes cut far outside the picture: what decides where names go also lies beyond its edge.
    pub(super) fn wide(self) -> Self {
        Self { bleed_px: self.view.width.max(self.view.height), ..self }
    }

    /// The rectangle shapes are cut to.
    pub(super) fn frame(&self) -> Rect {
        self.view.grown(self.bleed_px)
    }

    /// Where a position is drawn: its copy nearest to the middle.
    pub(super) fn point(&self, at: LonLat) -> Point {
        let (x, y) = self.camera.project(at, self.viewport);
        Point::new(x + self.view.x, y + self.view.y)
    }

    /// The pixels of a length on the ground, at a latitude.
    pub(super) fn px_of_m(&self, metres: f64, at: LonLat) -> f64 {
        metres / Mercator::metres_per_px(at.lat_deg(), self.camera.zoom)
    }

    /// Where the north-western corner of the world would be drawn: what patterns are anchored to.
    pub(super) fn origin(&self) -> Point {
        let (half_x, half_y) = (self.view.width / 2.0, self.view.height / 2.0);
        Point::new(
            self.view.x + half_x - self.middle.x * self.world_px,
            self.view.y + half_y - self.middle.y * self.world_px,
        )
    }

    /// The copies of the world that can be seen: turns round the earth to add.
    pub(super) fn copies(&self) -> core::ops::Range<i32> {
        let half = self.view.width / 2.0 / self.world_px;
        let (first, last) = ((self.middle.x - half).floor() as i32, (self.middle.x + half).floor() as i32);
        first..last.min(first.saturating_add(8)).saturating_add(1)
    }

    /// What is seen of a line or, when it is `closed`, of a ring, in every copy of the world; added to `out`. `west` is
    /// the western edge of a box that crosses the antimeridian, for what lies in one.
    #[inline(never)]
    pub(super) fn cut(
        &self,
        positions: &[LonLat],
        closed: bool,
        west: Option<f64>,
        out: &mut Vec<Vec<Point>>,
    ) {
        for copy in self.copies() {
            self.cut_copy(positions, closed, west, copy, out);
        }
    }

    /// As [`cut`](Self::cut), in one copy of the world.
    #[inline(never)]
    pub(super) fn cut_copy(
        &self,
        positions: &[LonLat],
        closed: bool,
        west: Option<f64>,
        copy: i32,
        out: &mut Vec<Vec<Point>>,
    ) {
        let frame = self.frame();
        let points = self.points(positions, west, f64::from(copy), frame);
        if !closed {
            clip_line(&thinned(&points), frame, out);
            return;
        }
        let ring = thinned(&clip_ring(points, frame));
        if ring.len() > 2 {
            out.push(ring);
        }
    }

    /// The positions as points; none when their box lies outside the frame.
    fn points(&self, positions: &[LonLat], west: Option<f64>, copy: f64, frame: Rect) -> Vec<Point> {
        let west = west.unwrap_or(f64::NEG_INFINITY);
        // Longitudes and latitudes grow evenly along the axes, so the box can be tested before anything is projected.
        let (mut low_lon, mut high_lon) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut low, mut high) = (positions.first(), positions.first());
        for at in positions {
            let lon = turned(*at, west);
            (low_lon, high_lon) = (low_lon.min(lon), high_lon.max(lon));
            if low.is_some_and(|low| at.lat_deg() < low.lat_deg()) {
                low = Some(at);
            }
            if high.is_some_and(|high| at.lat_deg() > high.lat_deg()) {
                high = Some(at);
            }
        }
        let (Some(low), Some(high)) = (low, high) else { return Vec::new() };
        let origin = self.origin();
        let point = |at: LonLat, lon: f64| {
            let x = origin.x + (lon / 360.0 + 0.5 + copy) * self.world_px;
            Point::new(x, origin.y + Mercator::project(at).y * self.world_px)
        };
        let (first, last) = (point(*high, low_lon), point(*low, high_lon));
        let seen = first.x <= frame.x + frame.width
            && last.x >= frame.x
            && first.y <= frame.y + frame.height
            && last.y >= frame.y;
        if !seen {
            return Vec::new();
        }
        let mut points = Vec::with_capacity(positions.len());
        for at in positions {
            points.push(point(*at, turned(*at, west)));
        }
        points
    }
}

/// A longitude that does not jump within a box that begins at `west`.
fn turned(at: LonLat, west: f64) -> f64 {
    if at.lon_deg() < west { at.lon_deg() + 360.0 } else { at.lon_deg() }
}

/// A tenth of a pixel is finer than anything here is known, and short to write down.
#[inline(never)]
pub(super) fn tenth(point: Point) -> Point {
    Point::new((point.x * 10.0).round() / 10.0, (point.y * 10.0).round() / 10.0)
}

/// The points at tenths of a pixel, without those too near to the one before; the last always stays.
fn thinned(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for (position, point) in points.iter().enumerate() {
        let point = tenth(*point);
        let near = kept.last().is_some_and(|last| last.distance(point) < NEAR_PX);
        if !near {
            kept.push(point);
        } else if position + 1 == points.len() && kept.len() > 1 {
            kept.pop();
            kept.push(point);
        }
    }
    kept
}

/// The part of a ring within a rectangle, by the method of Sutherland and Hodgman (*Communications of the ACM* 17, 1974):
/// one edge of the rectangle after the other. What is cut off runs along the edges.
fn clip_ring(mut points: Vec<Point>, rect: Rect) -> Vec<Point> {
    for edge in 0..4 {
        let inside = |point: Point| depth(point, rect, edge);
        let mut cut: Vec<Point> = Vec::with_capacity(points.len());
        let mut before = points.last().copied();
        for point in &points {
            if let Some(from) = before {
                let (a, b) = (inside(from), inside(*point));
                if (a < 0.0) != (b < 0.0) {
                    cut.push(between(from, *point, a / (a - b)));
                }
                if b >= 0.0 {
                    cut.push(*point);
                }
            }
            before = Some(*point);
        }
        points = cut;
    }
    if points.len() < 3 { Vec::new() } else { points }
}

fn between(a: Point, b: Point, share: f64) -> Point {
    Point::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
}

/// The parts of a line within a rectangle, each segment cut by its depth inside the four edges.
fn clip_line(points: &[Point], rect: Rect, out: &mut Vec<Vec<Point>>) {
    let mut part: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = *pair else { continue };
        let Some((enter, leave)) = crossing(from, to, rect) else {
            flush(&mut part, out);
            continue;
        };
        if part.is_empty() || enter > 0.0 {
            flush(&mut part, out);
            part.push(tenth(between(from, to, enter)));
        }
        part.push(tenth(between(from, to, leave)));
    }
    flush(&mut part, out);
}

#[inline(never)]
fn flush(part: &mut Vec<Point>, out: &mut Vec<Vec<Point>>) {
    let done = core::mem::take(part);
    if done.len() > 1 {
        out.push(done);
    }
}

/// Whether two segments cross.
pub(super) fn crosses(a: Point, b: Point, c: Point, d: Point) -> bool {
    // Most pairs lie apart; this is where the time goes.
    if a.x.max(b.x) < c.x.min(d.x)
        || c.x.max(d.x) < a.x.min(b.x)
        || a.y.max(b.y) < c.y.min(d.y)
        || c.y.max(d.y) < a.y.min(b.y)
    {
        return false;
    }
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

/// Whether a point lies inside rings filled by the even-odd rule.
pub(super) fn inside(rings: &[Vec<Point>], point: Point) -> bool {
    let mut odd = false;
    for ring in rings {
        let mut before = ring.last();
        for at in ring {
            if let Some(from) = before
                && (from.y > point.y) != (at.y > point.y)
                && point.x < from.x + (at.x - from.x) * (point.y - from.y) / (at.y - from.y)
            {
                odd = !odd;
            }
            before = Some(at);
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Rect = Rect::new(0.0, 0.0, 100.0, 50.0);

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn area(ring: &[Point]) -> f64 {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn a_ring_that_holds_the_frame_is_cut_to_the_frame() {
        let ring = clip_ring(vec![p(-10.0, -10.0), p(200.0, -10.0), p(200.0, 90.0), p(-10.0, 90.0)], FRAME);
        assert!((area(&ring) - 5000.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two_lines() {
        let mut out = Vec::new();
        clip_line(&[p(50.0, 25.0), p(50.0, -25.0), p(70.0, -25.0), p(70.0, 25.0)], FRAME, &mut out);
        assert_eq!(out, [vec![p(50.0, 25.0), p(50.0, 0.0)], vec![p(70.0, 0.0), p(70.0, 25.0)]]);
    }

    #[test]
    fn a_line_outside_is_nothing() {
        let mut out = Vec::new();
        clip_line(&[p(-10.0, 60.0), p(110.0, 60.0)], FRAME, &mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn a_point_in_a_hole_is_outside() {
        let square = |low: f64, high: f64| vec![p(low, low), p(high, low), p(high, high), p(low, high)];
        let rings = [square(0.0, 10.0), square(3.0, 7.0)];
        assert!(inside(&rings, p(1.0, 1.0)) && !inside(&rings, p(5.0, 5.0)) && !inside(&rings, p(11.0, 5.0)));
    }

    proptest! {
        #[test]
        fn what_is_clipped_lies_within_the_frame(
            points in prop::collection::vec((-300.0..300.0f64, -300.0..300.0f64), 2..20),
        ) {
            let points: Vec<Point> = points.into_iter().map(|(x, y)| p(x, y)).collect();
            let mut out = Vec::new();
            clip_line(&points, FRAME, &mut out);
            let ring = clip_ring(points, FRAME);
            for point in out.iter().flatten().chain(&ring) {
                // Tenths may round outwards by half a tenth.
                prop_assert!(FRAME.grown(0.06).contains(*point), "{point:?}");
            }
        }
    }
}
