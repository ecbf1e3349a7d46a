//! Lakes and rivers of the world.

use super::super::packages::Files;
use super::super::topology::Topology;
use super::super::{shapes, water};
use super::near::Near;
use super::{Cells, TOLERANCE_DEG, add_line, add_ring, grid};
use anyhow::Result;
use chronocarte::geo::atlas::weave::{self, UNITS, point};
use chronocarte::geo::{Area, AreaKind, Bounds, Line, LineKind, LonLat, Names, simplify};

/// Lakes below this area in km² are left out, and islands in them.
const LAKE_KM2: f64 = 6.0;
/// Rivers below this length in km are left out.
const RIVER_KM: f64 = 30.0;
/// Rivers nearer than this to a border, in km, are the border.
const BORDER_KM: f64 = 3.0;

/// The cells of lakes and rivers.
pub(super) fn cells(files: &Files, topology: &Topology) -> Result<Cells> {
    super::super::say("cutting lakes and rivers");
    let mut cells = Cells::new();
    let like = Area { kind: AreaKind::Lake, date: None, names: Names::default(), rings: Vec::new() };
    // Islands are rings of the same area: filled by the even-odd rule they are none of it.
    for shape in water::read(files, "gshhsmeta_f.dat", "gshhs_f.dat", &Bounds::WORLD)? {
        let in_size = (LAKE_KM2..water::GREATEST_LAKE_KM2).contains(&shape.area_km2);
        if !matches!(shape.kind, 2 | 3) || !in_size || across(&shape.points) {
            continue;
        }
        let mut ring = shape.points;
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        let mut ring = simplify::ring(&ring, TOLERANCE_DEG);
        ring.extend(ring.first().copied());
        let mut ring = grid::cut(&ring);
        ring.pop();
        add_ring(&mut cells, &like, &ring);
    }
    let rivers = water::read(files, "riversmeta_f.dat", "rivers_f.dat", &Bounds::WORLD)?;
    let courses = rivers.into_iter().filter(|shape| !across(&shape.points));
    let courses = courses.map(|shape| shape.points.iter().map(|at| point(*at, 0)).collect()).collect();
    let borders = super::borders::simplified(topology);
    let borders: Vec<Vec<LonLat>> = topology
        .uses()
        .into_iter()
        .zip(&borders)
        .filter(|(uses, _)| *uses >= 2)
        .map(|(_, arc)| arc.iter().filter_map(|at| grid::position(*at)).collect())
        .collect();
    let near = Near::new(borders.iter().map(Vec::as_slice));
    for course in weave::join(courses) {
        let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
        let river: Vec<LonLat> =
            course.into_iter().filter_map(|(x, y)| LonLat::new(degrees(x), degrees(y))).collect();
        let length = shapes::length_km(&river);
        if length < RIVER_KM {
            continue;
        }
        let rank = match length {
            700.0.. => 0,
            250.0.. => 1,
            100.0.. => 2,
            _ => 3,
        };
        for part in near.away(&simplify::line(&river, TOLERANCE_DEG * 2.0), BORDER_KM) {
            let names = Names::default();
            let line = Line { kind: LineKind::River, rank, date: None, names, points: part };
            add_line(&mut cells, &line);
        }
    }
    for level in cells.values_mut() {
        level.lines.sort_by_key(|line| line.rank);
    }
    Ok(cells)
}

/// Whether a shape's points lie on both sides of the antimeridian, where the source wraps.
fn across(points: &[LonLat]) -> bool {
    points.windows(2).any(|pair| (pair[0].lon_deg() - pair[1].lon_deg()).abs() > 180.0)
}
