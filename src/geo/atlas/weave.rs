//! Lines and rings on a grid that share their points: joined again where they were cut, made one where they touch, and
//! simplified together, so that no gap opens between neighbours.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::CELL_DEG;
use crate::geo::{LonLat, simplify};

/// Units in a degree.
pub const UNITS: i32 = 1000;
/// Units along the side of a cell.
pub const SIDE: i32 = CELL_DEG * UNITS;

/// Longitude and latitude in units. Beyond the antimeridian longitudes go on, so that what lies together is together.
pub type Point = (i32, i32);

/// The nearest point of the grid, a whole number of turns to the east.
#[expect(clippy::cast_possible_truncation, reason = "at most 180,000")]
pub fn point(at: LonLat, turns: u8) -> Point {
    let units = |deg: f64| (deg * f64::from(UNITS)).round() as i32;
    (units(at.lon_deg()) + i32::from(turns) * 360 * UNITS, units(at.lat_deg()))
}

/// Lines joined where exactly two ends meet, each cut piece in one line with the next; a line that ends where it begins
/// stays as it is. Sorted, so that the order of the pieces does not matter.
pub fn join(mut lines: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
    lines.retain(|line| line.len() >= 2);
    // One way to write each line.
    for line in &mut lines {
        if line.last() < line.first() {
            line.reverse();
        }
    }
    lines.sort_unstable();
    lines.dedup();
    let mut ends: HashMap<Point, Vec<usize>> = HashMap::new();
    for (nth, line) in lines.iter().enumerate() {
        for end in [line.first(), line.last()].into_iter().flatten() {
            ends.entry(*end).or_default().push(nth);
        }
    }
    let mut used = vec![false; lines.len()];
    let mut joined = Vec::new();
    for start in 0..lines.len() {
        if used[start] {
            continue;
        }
        used[start] = true;
        let mut whole = lines[start].clone();
        for _ in 0..2 {
            while let Some(end) = whole.last().copied()
                && whole.first() != whole.last()
                && let Some(next) = next(&ends, end, &used)
            {
                used[next] = true;
                let line = &lines[next];
                if line.first() == Some(&end) {
                    whole.extend(line.iter().skip(1));
                } else {
                    whole.extend(line.iter().rev().skip(1));
                }
            }
            whole.reverse();
        }
        joined.push(whole);
    }
    joined
}

/// The one other line that ends at a point where exactly two do.
fn next(ends: &HashMap<Point, Vec<usize>>, end: Point, used: &[bool]) -> Option<usize> {
    let [a, b] = ends.get(&end)?.as_slice() else { return None };
    [*a, *b].into_iter().find(|nth| !used[*nth])
}

/// The edges of rings that belong to an odd number of them, as rings: where two areas touch the edge between them goes,
/// and what remains, filled by the even-odd rule, is both. Edges along the sides of cells may be cut differently in
/// neighbours; all others meet in their ends. A ring's last point does not repeat its first.
pub fn dissolve<'a>(rings: impl Iterator<Item = &'a Vec<Point>> + Clone) -> Vec<Vec<Point>> {
    let mut on_meridian: BTreeMap<i32, BTreeSet<i32>> = BTreeMap::new();
    let mut on_parallel: BTreeMap<i32, BTreeSet<i32>> = BTreeMap::new();
    for (x, y) in rings.clone().flatten() {
        if x % SIDE == 0 {
            on_meridian.entry(*x).or_default().insert(*y);
        }
        if y % SIDE == 0 {
            on_parallel.entry(*y).or_default().insert(*x);
        }
    }
    let mut edges: BTreeSet<(Point, Point)> = BTreeSet::new();
    let mut toggle = |a: Point, b: Point| {
        let edge = (a.min(b), a.max(b));
        if a != b && !edges.remove(&edge) {
            edges.insert(edge);
        }
    };
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let mut before = a.min(b).to_owned();
            if a.0 == b.0 && a.0 % SIDE == 0 {
                for y in
                    on_meridian.get(&a.0).into_iter().flat_map(|all| all.range(a.1.min(b.1)..=a.1.max(b.1)))
                {
                    toggle(before, (a.0, *y));
                    before = (a.0, *y);
                }
            } else if a.1 == b.1 && a.1 % SIDE == 0 {
                for x in
                    on_parallel.get(&a.1).into_iter().flat_map(|all| all.range(a.0.min(b.0)..=a.0.max(b.0)))
                {
                    toggle(before, (*x, a.1));
                    before = (*x, a.1);
                }
            } else {
                toggle(*a, *b);
            }
        }
    }
    trace(edges)
}

/// Edges as rings: an even number meets in every point, so every walk comes back.
fn trace(mut edges: BTreeSet<(Point, Point)>) -> Vec<Vec<Point>> {
    let mut next: HashMap<Point, Vec<Point>> = HashMap::new();
    for (a, b) in &edges {
        next.entry(*a).or_default().push(*b);
        next.entry(*b).or_default().push(*a);
    }
    let mut rings = Vec::new();
    while let Some((start, second)) = edges.pop_first() {
        let mut ring = vec![start];
        let mut at = second;
        // A place passed twice closes a ring of its own there: none touches itself.
        let mut places: HashMap<Point, usize> = HashMap::from([(start, 0)]);
        loop {
            if let Some(place) = places.get(&at).copied() {
                let closed: Vec<Point> = ring.drain(place..).collect();
                for point in &closed {
                    places.remove(point);
                }
                if closed.len() >= 3 {
                    rings.push(closed);
                }
                if place == 0 {
                    break;
                }
            }
            places.insert(at, ring.len());
            ring.push(at);
            let onward =
                next.get(&at).into_iter().flatten().find(|to| edges.remove(&(at.min(**to), at.max(**to))));
            let Some(onward) = onward else { break };
            at = *onward;
        }
    }
    rings
}

/// What the paths over a piece of ground have in common: where they part, and how each piece between is simplified.
pub struct Weave {
    /// The neighbours of a point on the way through it, smaller first; `None` where ways differ or one ends.
    through: HashMap<Point, Option<(Point, Point)>>,
    tolerance_deg: f64,
    /// The middle of what is woven, in units: longitudes are taken from there.
    middle: i32,
    done: HashMap<Vec<Point>, Vec<Point>>,
}

impl Weave {
    /// Over all paths that are to be simplified together; rings closed by their first point.
    pub fn new<'a>(paths: impl Iterator<Item = &'a [Point]>, tolerance_deg: f64, middle: i32) -> Self {
        let mut through: HashMap<Point, Option<(Point, Point)>> = HashMap::new();
        for path in paths {
            for end in [path.first(), path.last()].into_iter().flatten() {
                through.insert(*end, None);
            }
            for window in path.windows(3) {
                let [before, at, after] = window else { continue };
                // What runs along the side of a cell is no shore, and must not be mixed with one; its corners stay.
                let corner = side(*before, *at) != side(*at, *after);
                let pair = Some((*before.min(after), *before.max(after))).filter(|_| !corner);
                through
                    .entry(*at)
                    .and_modify(|known| *known = known.filter(|known| Some(*known) == pair))
                    .or_insert(pair);
            }
        }
        Self { through, tolerance_deg, middle, done: HashMap::new() }
    }

    /// A path with fewer points; less than two where it shrinks to nothing.
    pub fn simplified(&mut self, path: &[Point]) -> Vec<Point> {
        let mut whole: Vec<Point> = Vec::new();
        let mut arc: Vec<Point> = Vec::new();
        for (nth, at) in path.iter().enumerate() {
            arc.push(*at);
            let cut = self.through.get(at).is_none_or(Option::is_none) || nth + 1 == path.len();
            if cut && arc.len() >= 2 {
                let simple = self.arc(std::mem::replace(&mut arc, vec![*at]));
                let joined = usize::from(whole.last() == simple.first() && !whole.is_empty());
                whole.extend(simple.into_iter().skip(joined));
            }
        }
        whole
    }

    /// A piece between two partings, the same in both directions.
    fn arc(&mut self, mut arc: Vec<Point>) -> Vec<Point> {
        let mut backwards = arc.clone();
        backwards.reverse();
        let turned = backwards < arc;
        if turned {
            std::mem::swap(&mut arc, &mut backwards);
        }
        if !self.done.contains_key(&arc) {
            let simple = self.simple(&arc);
            self.done.insert(arc.clone(), simple);
        }
        let mut simple = self.done.get(&arc).cloned().unwrap_or_default();
        if turned {
            simple.reverse();
        }
        simple
    }

    fn simple(&self, arc: &[Point]) -> Vec<Point> {
        let positions: Vec<LonLat> = arc.iter().filter_map(|at| position(*at, self.middle)).collect();
        let simple = if arc.first() == arc.last() {
            let open = positions.split_last().map_or(positions.as_slice(), |(_, open)| open);
            let mut ring = simplify::ring(open, self.tolerance_deg);
            ring.extend(ring.first().copied());
            ring
        } else {
            simplify::line(&positions, self.tolerance_deg)
        };
        simple.into_iter().map(|at| point(at, 0)).map(|(x, y)| (x + self.middle, y)).collect()
    }
}

/// Whether a stretch runs along a side of a cell: a meridian, a parallel.
fn side(a: Point, b: Point) -> (bool, bool) {
    (a.0 == b.0 && a.0 % SIDE == 0, a.1 == b.1 && a.1 % SIDE == 0)
}

/// A point as a position, its longitude taken from a middle; `None` beyond half a turn from there.
pub fn position(at: Point, middle: i32) -> Option<LonLat> {
    let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
    LonLat::new(degrees(at.0 - middle), degrees(at.1))
}
