//! Land, shores, borders and the names of countries.

use super::regions::Detail;
use super::shapes;
use super::topology::Topology;
use chronocarte::geo::{Area, AreaKind, Bounds, Line, LineKind, LonLat, Names, clip, simplify};

/// The arcs of the source with as few points as the level needs; the ends of every arc stay, so that all still meet.
pub(super) fn simplified(topology: &Topology, detail: &Detail) -> Vec<Vec<LonLat>> {
    let simple = |arc: &Vec<LonLat>| {
        if arc.first() == arc.last() {
            let mut ring = simplify::ring(&arc[..arc.len().saturating_sub(1)], detail.tolerance_deg);
            ring.extend(ring.first().copied());
            ring
        } else {
            simplify::line(arc, detail.tolerance_deg)
        }
    };
    // Most of the world is elsewhere.
    let grown = detail.bounds.expand_ratio(1.0);
    topology
        .arcs
        .iter()
        .map(|arc| {
            let near = Bounds::from_points(arc).is_some_and(|own| own.intersects(&grown));
            if near { simple(arc) } else { simplify::line(arc, 0.1) }
        })
        .collect()
}

/// The borders between states, each once, uncut.
pub(super) fn borders(topology: &Topology, arcs: &[Vec<LonLat>]) -> Vec<Vec<LonLat>> {
    topology.uses().into_iter().zip(arcs).filter(|(uses, _)| *uses >= 2).map(|(_, arc)| arc.clone()).collect()
}

/// The borders in the level.
pub(super) fn border_lines(borders: &[Vec<LonLat>], bounds: &Bounds) -> Vec<Line> {
    borders
        .iter()
        .flat_map(|arc| clip::line(arc, bounds))
        .map(|points| plain(LineKind::Border, points))
        .collect()
}

/// The land of the level as one area, and its shores as lines.
pub(super) fn land(topology: &Topology, arcs: &[Vec<LonLat>], detail: &Detail) -> (Area, Vec<Line>) {
    let bounds = &detail.bounds;
    let mut rings = Vec::new();
    let mut shores = Vec::new();
    for numbers in topology.land.iter().flatten() {
        let ring = clip::ring(&Topology::ring(arcs, numbers), bounds);
        if ring.is_empty() || shapes::area_km2(&ring) < detail.island_km2 {
            continue;
        }
        shores.extend(clip::off_edge(&ring, bounds).into_iter().map(|points| plain(LineKind::Coast, points)));
        rings.push(ring);
    }
    (Area { kind: AreaKind::Land, date: None, names: Names::default(), rings }, shores)
}

fn plain(kind: LineKind, points: Vec<LonLat>) -> Line {
    Line { kind, rank: 0, date: None, names: Names::default(), points }
}

/// Where a country's name stands best: the point of the country's part in the level that is farthest from its edges,
/// with distances to the east and west halved, since names are wide. `None` where there is no room for a name.
pub(super) fn anchor(
    polygons: &[Vec<Vec<LonLat>>],
    holes: &[Vec<LonLat>],
    detail: &Detail,
) -> Option<LonLat> {
    let pieces = |rings: &[Vec<LonLat>]| -> Vec<Vec<LonLat>> {
        rings.iter().map(|ring| clip::ring(ring, &detail.bounds)).filter(|ring| !ring.is_empty()).collect()
    };
    let mut best: Option<(f64, LonLat)> = None;
    for polygon in polygons {
        let mut rings = pieces(polygon);
        let Some(own) = Bounds::from_points(&rings.concat()) else { continue };
        rings.extend(pieces(holes));
        for row in 1..40 {
            for column in 1..40 {
                let lon = own.west_deg() + own.width_deg() * f64::from(column) / 40.0;
                let lat = own.south_deg() + own.height_deg() * f64::from(row) / 40.0;
                let Some(at) = LonLat::new(lon, lat) else { continue };
                if !shapes::inside(&rings, at) {
                    continue;
                }
                let pairs = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
                let room = pairs.map(|(a, b)| shapes::off_km(at, *a, *b, 0.5)).fold(f64::MAX, f64::min);
                if best.is_none_or(|(most, _)| room > most) {
                    best = Some((room, at));
                }
            }
        }
    }
    best.filter(|(room, _)| *room >= detail.label_km).map(|(_, at)| at)
}
