//! Borders of the world: which are settled, and which the base map shows as lines of something else.

use super::super::topology::Topology;
use super::near::Near;
use super::{TOLERANCE_DEG, grid};
use chronocarte::geo::atlas::weave::{self, Point};
use chronocarte::geo::{Line, LineKind, LonLat, Names, simplify};

/// A border of the source between two of its countries that is not settled: drawn as what it is. The names are those of
/// the source; of a border that is contested in part, the part has a box (west, south, east, north).
struct Contested {
    between: (&'static str, &'static str),
    within: Option<(f64, f64, f64, f64)>,
    kind: LineKind,
    name: &'static str,
    date: Option<i32>,
}

const fn ceasefire(between: (&'static str, &'static str), name: &'static str, date: i32) -> Contested {
    Contested { between, within: None, kind: LineKind::Ceasefire, name, date: Some(date) }
}

const fn claim(between: (&'static str, &'static str), name: &'static str) -> Contested {
    Contested { between, within: None, kind: LineKind::Claim, name, date: None }
}

/// Every such border. An empty second name stands for any neighbour.
const CONTESTED: &[Contested] = &[
    ceasefire(("North Korea", "South Korea"), "Military Demarcation Line 1953", 1953),
    ceasefire(("Israel", "Palestine"), "Armistice Line 1949", 1949),
    ceasefire(("Israel", "Syria"), "Ceasefire Line 1974", 1974),
    ceasefire(("Morocco", "W. Sahara"), "Ceasefire Line 1991", 1991),
    ceasefire(("Cyprus U.N. Buffer Zone", ""), "Ceasefire Line 1974", 1974),
    ceasefire(("N. Cyprus", ""), "Ceasefire Line 1974", 1974),
    claim(("Kosovo", "Serbia"), "Line between Kosovo and Serbia"),
    claim(("Somalia", "Somaliland"), "Line between Somaliland and Somalia"),
    claim(("Siachen Glacier", ""), "Siachen Glacier"),
    Contested {
        within: Some((73.5, 32.4, 78.0, 35.8)),
        ..ceasefire(("India", "Pakistan"), "Line of Control 1972", 1972)
    },
    Contested {
        kind: LineKind::Ceasefire,
        within: Some((76.5, 30.0, 82.0, 36.5)),
        ..claim(("China", "India"), "Line of Actual Control")
    },
    Contested {
        kind: LineKind::Ceasefire,
        within: Some((91.5, 26.0, 97.5, 30.0)),
        ..claim(("China", "India"), "Line of Actual Control")
    },
    Contested {
        within: Some((32.0, 44.0, 37.5, 46.8)),
        date: Some(2014),
        ..claim(("Russia", "Ukraine"), "Russian claim 2014")
    },
];

impl Contested {
    fn is_meant(&self, sides: &[&str], a: LonLat, b: LonLat) -> bool {
        let (one, other) = self.between;
        let names = sides.contains(&one) && (other.is_empty() || sides.contains(&other));
        let inside = self.within.is_none_or(|(west, south, east, north)| {
            let (lon, lat) = ((a.lon_deg() + b.lon_deg()) / 2.0, (a.lat_deg() + b.lat_deg()) / 2.0);
            (west..=east).contains(&lon) && (south..=north).contains(&lat)
        });
        names && inside
    }
}

/// The source's arcs with as few points as a map at zoom 9 needs, split at the sides of cells.
pub(super) fn simplified(topology: &Topology) -> Vec<Vec<Point>> {
    topology.arcs.iter().map(|arc| simple(arc)).collect()
}

fn simple(arc: &[LonLat]) -> Vec<Point> {
    let points = grid::unwrapped(arc);
    let (Some(low), Some(high)) = (points.iter().map(|at| at.0).min(), points.iter().map(|at| at.0).max())
    else {
        return points;
    };
    // Taken from its middle, no longitude is out of range.
    let middle = i32::midpoint(low, high);
    let flat: Vec<LonLat> = points.iter().filter_map(|at| weave::position(*at, middle)).collect();
    let simple = if arc.first() == arc.last() && points.first() == points.last() {
        let mut ring = simplify::ring(&flat[..flat.len().saturating_sub(1)], TOLERANCE_DEG);
        ring.extend(ring.first().copied());
        ring
    } else {
        simplify::line(&flat, TOLERANCE_DEG)
    };
    let mut simple: Vec<Point> =
        simple.into_iter().map(|at| weave::point(at, 0)).map(|(x, y)| (x + middle, y)).collect();
    simple.dedup();
    grid::split(&simple)
}

/// Every border once: settled, or as what it is. Where the source's own disputed lines run along a border, the border is
/// theirs.
pub(super) fn lines(topology: &Topology, arcs: &[Vec<Point>], disputed: &[Line]) -> Vec<Line> {
    let own = disputed.iter().filter(|line| line.kind != LineKind::Former);
    let near = Near::new(own.map(|line| line.points.as_slice()));
    let mut lines = Vec::new();
    for (sides, arc) in topology.sides().iter().zip(arcs) {
        if sides.len() < 2 {
            continue;
        }
        let sides: Vec<&str> = sides.iter().map(|nth| topology.countries[*nth].name.as_str()).collect();
        // No border crosses the antimeridian.
        let arc: Vec<LonLat> = arc.iter().filter_map(|at| grid::position(*at)).collect();
        for run in near.away(&arc, 0.7) {
            let mut before: Option<&Contested> = None;
            let mut part: Vec<LonLat> = Vec::new();
            for pair in run.windows(2) {
                let now = CONTESTED.iter().find(|contested| contested.is_meant(&sides, pair[0], pair[1]));
                let same = now.map(std::ptr::from_ref) == before.map(std::ptr::from_ref);
                if !same || part.is_empty() {
                    lines.extend(line(before, std::mem::take(&mut part)));
                    part.push(pair[0]);
                    before = now;
                }
                part.push(pair[1]);
            }
            lines.extend(line(before, part));
        }
    }
    lines
}

fn line(contested: Option<&Contested>, points: Vec<LonLat>) -> Option<Line> {
    let plain = Line { kind: LineKind::Border, rank: 0, date: None, names: Names::default(), points };
    let line = match contested {
        None => plain,
        Some(contested) => Line {
            kind: contested.kind,
            date: contested.date,
            names: Names::new(vec![("en".to_owned(), contested.name.to_owned())]),
            ..plain
        },
    };
    (line.points.len() >= 2).then_some(line)
}
