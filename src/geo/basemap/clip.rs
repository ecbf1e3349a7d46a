//! Cutting lines and rings to a box (native only).
//!
//! The box must not cross the antimeridian: a pack that does is cut as two.

use crate::geo::{Bounds, LonLat};

/// The pieces of a line inside the box, in order; a piece has two points or more.
///
/// Source: the clipping of a piece of line after Y.-D. Liang and B. A. Barsky, *ACM Transactions on Graphics* 3 (1984).
pub fn line(points: &[LonLat], bounds: &Bounds) -> Vec<Vec<LonLat>> {
    let mut pieces: Vec<Vec<LonLat>> = Vec::new();
    // Whether the piece under way ends where the next segment begins.
    let mut open = false;
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let Some((start, end)) = segment(*from, *to, bounds) else {
            open = false;
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if open && start == *from => piece.push(end),
            _ => pieces.push(vec![start, end]),
        }
        open = end == *to;
    }
    // Where a line only touches the box.
    pieces.retain_mut(|piece| {
        piece.dedup();
        piece.len() >= 2
    });
    pieces
}

/// The part of a ring inside the box as one ring, which runs along the edge of the box where the ring leaves it; empty
/// where nothing is inside. The last point does not repeat the first, in what is given and in what is returned.
///
/// Source: I. E. Sutherland and G. W. Hodgman, *Communications of the ACM* 17 (1974).
pub fn ring(points: &[LonLat], bounds: &Bounds) -> Vec<LonLat> {
    let mut ring: Vec<(f64, f64)> = points.iter().map(|at| (at.lon_deg(), at.lat_deg())).collect();
    for side in sides(bounds) {
        let mut cut = Vec::with_capacity(ring.len());
        let mut before = ring.last().copied();
        for at in ring {
            if let Some(before) = before
                && side.holds(before) != side.holds(at)
            {
                cut.push(side.crossing(before, at));
            }
            if side.holds(at) {
                cut.push(at);
            }
            before = Some(at);
        }
        ring = cut;
    }
    let mut ring: Vec<LonLat> = ring.into_iter().filter_map(|(lon, lat)| LonLat::new(lon, lat)).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 { Vec::new() } else { ring }
}

/// The runs of a ring in a box that do not lie along the edge of the box: shores, where the ring is land. A ring that
/// nowhere does is one run, closed.
pub fn off_edge(ring: &[LonLat], bounds: &Bounds) -> Vec<Vec<LonLat>> {
    let along = |a: &LonLat, b: &LonLat| {
        let both = |of: fn(LonLat) -> f64, edge: f64| of(*a) == edge && of(*b) == edge;
        both(LonLat::lon_deg, bounds.west_deg())
            || both(LonLat::lon_deg, bounds.east_deg())
            || both(LonLat::lat_deg, bounds.south_deg())
            || both(LonLat::lat_deg, bounds.north_deg())
    };
    let count = ring.len();
    let edge = |index: usize| along(&ring[index % count], &ring[(index + 1) % count]);
    let Some(first) = (0..count).find(|index| edge(*index)) else {
        // An island whole.
        let mut whole = ring.to_vec();
        whole.extend(ring.first());
        return vec![whole];
    };
    let mut runs: Vec<Vec<LonLat>> = vec![Vec::new()];
    for index in first..first + count {
        let Some(run) = runs.last_mut() else { break };
        if edge(index) {
            if !run.is_empty() {
                runs.push(Vec::new());
            }
        } else {
            if run.is_empty() {
                run.push(ring[index % count]);
            }
            run.push(ring[(index + 1) % count]);
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
}

/// One side of the box: what is at least (`sign` 1) or at most (-1) `edge` is inside.
struct Side {
    edge: f64,
    sign: f64,
    meridian: bool,
}

fn sides(bounds: &Bounds) -> [Side; 4] {
    [
        Side { edge: bounds.west_deg(), sign: 1.0, meridian: true },
        Side { edge: bounds.east_deg(), sign: -1.0, meridian: true },
        Side { edge: bounds.south_deg(), sign: 1.0, meridian: false },
        Side { edge: bounds.north_deg(), sign: -1.0, meridian: false },
    ]
}

impl Side {
    fn holds(&self, (lon, lat): (f64, f64)) -> bool {
        let across = if self.meridian { lon } else { lat };
        self.sign * (across - self.edge) >= 0.0
    }

    /// Where a segment with its ends on both sides crosses; exactly on the edge.
    fn crossing(&self, a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
        if self.meridian {
            (self.edge, a.1 + (b.1 - a.1) * (self.edge - a.0) / (b.0 - a.0))
        } else {
            (a.0 + (b.0 - a.0) * (self.edge - a.1) / (b.1 - a.1), self.edge)
        }
    }
}

/// The part of a segment inside the box; its own ends are returned unchanged.
fn segment(from: LonLat, to: LonLat, bounds: &Bounds) -> Option<(LonLat, LonLat)> {
    let (mut a, mut b) = ((from.lon_deg(), from.lat_deg()), (to.lon_deg(), to.lat_deg()));
    for side in sides(bounds) {
        match (side.holds(a), side.holds(b)) {
            (true, true) => {}
            (false, false) => return None,
            (true, false) => b = side.crossing(a, b),
            (false, true) => a = side.crossing(a, b),
        }
    }
    Some((LonLat::new(a.0, a.1)?, LonLat::new(b.0, b.1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    fn unit_box() -> Bounds {
        Bounds::new(0.0, 0.0, 1.0, 1.0).unwrap()
    }

    fn area(ring: &[LonLat]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        let twice: f64 =
            ring.iter().zip(next).map(|(a, b)| a.lon_deg() * b.lat_deg() - b.lon_deg() * a.lat_deg()).sum();
        twice.abs() / 2.0
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two_pieces() {
        let zigzag = points(&[(0.2, 0.5), (0.2, 2.0), (0.8, 2.0), (0.8, 0.5)]);
        let pieces = line(&zigzag, &unit_box());
        assert_eq!(pieces, [points(&[(0.2, 0.5), (0.2, 1.0)]), points(&[(0.8, 1.0), (0.8, 0.5)])]);
    }

    #[test]
    fn the_edge_of_the_box_is_no_shore() {
        let bounds = Bounds::new(0.0, 0.0, 2.0, 2.0).unwrap();
        let land = points(&[(0.0, 0.0), (1.0, 0.0), (1.5, 1.0), (1.0, 2.0), (0.0, 2.0)]);
        assert_eq!(off_edge(&land, &bounds), [points(&[(1.0, 0.0), (1.5, 1.0), (1.0, 2.0)])]);
        let island = points(&[(0.5, 0.5), (1.0, 0.5), (0.5, 1.0)]);
        assert_eq!(off_edge(&island, &bounds), [points(&[(0.5, 0.5), (1.0, 0.5), (0.5, 1.0), (0.5, 0.5)])]);
    }

    #[test]
    fn a_segment_through_the_whole_box_is_kept() {
        let across = points(&[(-1.0, 0.5), (2.0, 0.5)]);
        assert_eq!(line(&across, &unit_box()), [points(&[(0.0, 0.5), (1.0, 0.5)])]);
        assert!(line(&points(&[(-1.0, 0.5), (0.5, 2.0)]), &unit_box()).is_empty());
    }

    #[test]
    fn a_ring_around_the_box_becomes_the_box() {
        let around = points(&[(-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0)]);
        assert!((area(&ring(&around, &unit_box())) - 1.0).abs() < 1e-12);
        assert!(ring(&points(&[(2.0, 2.0), (3.0, 2.0), (3.0, 3.0)]), &unit_box()).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_cut_lies_in_the_box(list in prop::collection::vec((-2.0..3.0f64, -2.0..3.0f64), 2..20)) {
            let given = points(&list);
            for piece in line(&given, &unit_box()) {
                prop_assert!(piece.len() >= 2);
                prop_assert!(piece.iter().all(|at| unit_box().contains(*at)), "{piece:?}");
            }
            prop_assert!(ring(&given, &unit_box()).iter().all(|at| unit_box().contains(*at)));
        }

        #[test]
        fn cutting_what_is_inside_changes_nothing(list in prop::collection::vec((0.1..0.9f64, 0.1..0.9f64), 3..20)) {
            let given = points(&list);
            prop_assert_eq!(line(&given, &unit_box()), vec![given.clone()]);
            prop_assert_eq!(ring(&given, &unit_box()), given);
        }
    }
}
