//! Lines and rings cut where they cross from cell to cell, so that what two shapes share is cut at the same points.

use chronocarte::geo::atlas::Cell;
use chronocarte::geo::atlas::weave::{Point, SIDE, UNITS, point};
use chronocarte::geo::{Bounds, LonLat, clip};

/// Whole turns of the earth in units.
const TURN: i32 = 360 * UNITS;

/// The line on the grid of units, its longitudes running on beyond the antimeridian instead of leaping.
pub(super) fn unwrapped(line: &[LonLat]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for at in line {
        let (x, y) = point(*at, 0);
        let before = points.last().map_or(x, |last| last.0);
        points.push((x + ((before - x) as f64 / f64::from(TURN)).round() as i32 * TURN, y));
    }
    points.dedup();
    points
}

/// The line with a point of its own wherever it crosses the side of a cell. The same from both ends.
pub(super) fn split(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (a, b) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        let mut between = crossings(a, b);
        between.push(b);
        between.insert(0, a);
        // Along the way, where rounding gives two the same longitude too.
        let down = b.1 < a.1;
        between.sort_unstable_by_key(|(x, y)| (*x, if down { -y } else { *y }));
        between.dedup();
        if pair[0] > pair[1] {
            between.reverse();
        }
        out.extend(between.into_iter().skip(1));
    }
    out
}

/// [`unwrapped`] and [`split`].
pub(super) fn cut(line: &[LonLat]) -> Vec<Point> {
    split(&unwrapped(line))
}

/// Arcs end to end as one ring, without the first point at its end. One that goes round the earth is closed over the
/// south pole.
pub(super) fn ring(arcs: &[Vec<Point>], numbers: &[i64]) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::new();
    for number in numbers {
        let backwards = *number < 0;
        let place = if backwards { !number } else { *number };
        let Some(arc) = usize::try_from(place).ok().and_then(|place| arcs.get(place)) else { continue };
        let mut arc = arc.clone();
        if backwards {
            arc.reverse();
        }
        // An arc starts where the one before ended, perhaps a turn away.
        let (from, to) = (arc.first().map_or(0, |at| at.0), ring.pop());
        let shift = to.map_or(0, |to| (f64::from(to.0 - from) / f64::from(TURN)).round() as i32 * TURN);
        ring.extend(arc.into_iter().map(|(x, y)| (x + shift, y)));
    }
    let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied()) else { return ring };
    if first.0 == last.0 {
        ring.pop();
    } else {
        let pole = -90 * UNITS;
        ring.extend(split(&[last, (last.0, pole)]).into_iter().skip(1));
        let mut back = split(&[first, (first.0, pole)]);
        back.reverse();
        back.pop();
        ring.extend(back);
    }
    ring
}

/// Where a stretch crosses sides of cells, apart from its ends. `a` is before `b` in their order.
fn crossings(a: Point, b: Point) -> Vec<Point> {
    let mut found = Vec::new();
    let rounded = |value: f64| value.round() as i32;
    let sides = |low: i32, high: i32| {
        let first = low.div_euclid(SIDE) + 1;
        (first..).map(|nth| nth * SIDE).take_while(move |side| *side < high)
    };
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    for x in sides(a.0.min(b.0), a.0.max(b.0)) {
        found.push((x, rounded(f64::from(a.1) + dy * f64::from(x - a.0) / dx)));
    }
    for y in sides(a.1.min(b.1), a.1.max(b.1)) {
        found.push((rounded(f64::from(a.0) + dx * f64::from(y - a.1) / dy), y));
    }
    found
}

/// A point on the earth.
pub(super) fn position(at: Point) -> Option<LonLat> {
    let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
    LonLat::new(degrees(at.0), degrees(at.1))
}

/// The pieces of a line that was split, each with its cell. A stretch along a side belongs to one cell.
pub(super) fn pieces(line: &[Point]) -> Vec<(Cell, Vec<LonLat>)> {
    let mut pieces: Vec<(Cell, Vec<Point>)> = Vec::new();
    for pair in line.windows(2) {
        // Twice the middle, so that it stays whole.
        let middle = (pair[0].0 + pair[1].0, pair[0].1 + pair[1].1);
        let turns = (middle.0 + TURN).div_euclid(2 * TURN) * TURN;
        let degrees = |twice: i32| f64::from(twice) / f64::from(2 * UNITS);
        let Some(cell) = cell(degrees(middle.0 - 2 * turns), degrees(middle.1)) else { continue };
        let [a, b] = [pair[0], pair[1]].map(|(x, y)| (x - turns, y));
        match pieces.last_mut() {
            Some((last, piece)) if *last == cell && piece.last() == Some(&a) => piece.push(b),
            _ => pieces.push((cell, vec![a, b])),
        }
    }
    let earthly = |piece: Vec<Point>| piece.into_iter().filter_map(position).collect();
    pieces.into_iter().map(|(cell, piece)| (cell, earthly(piece))).collect()
}

/// The cell a place is in.
pub(super) fn cell(lon: f64, lat: f64) -> Option<Cell> {
    let at = |degrees: f64, most: u16| ((degrees / 5.0).floor().max(0.0) as u16).min(most);
    Cell::new(at(lon + 180.0, 71), at(lat + 90.0, 35))
}

/// The parts of a ring that was split, each with its cell: first cut into columns, then those into rows.
pub(super) fn parts(ring: &[Point]) -> Vec<(Cell, Vec<LonLat>)> {
    let mut parts = Vec::new();
    let (Some(low), Some(high)) = (ring.iter().map(|at| at.0).min(), ring.iter().map(|at| at.0).max()) else {
        return parts;
    };
    // Taken from a side of cells in its middle, no longitude is out of range.
    let middle = (low + high).div_euclid(2 * SIDE) * SIDE;
    let flat: Vec<LonLat> = ring.iter().filter_map(|(x, y)| position((x - middle, *y))).collect();
    for column in low.div_euclid(SIDE)..=(high - 1).div_euclid(SIDE) {
        let west = f64::from((column * SIDE - middle) / UNITS);
        let Some(strip) = Bounds::new(west, -90.0, west + 5.0, 90.0) else { continue };
        let strip = clip::ring(&flat, &strip);
        let Some((low, high)) = span(&strip, LonLat::lat_deg) else { continue };
        let west_of_cell = (column + 36).rem_euclid(72) * 5 - 180;
        let first = ((low + 90.0) / 5.0).floor().max(0.0) as u16;
        for row in first..((high + 90.0) / 5.0).ceil().max(0.0) as u16 {
            let Some(cell) = Cell::new((column + 36).rem_euclid(72) as u16, row) else { continue };
            let south = f64::from(row) * 5.0 - 90.0;
            let Some(bounds) = Bounds::new(west, south, west + 5.0, south + 5.0) else { continue };
            let part = clip::ring(&strip, &bounds);
            let shift = f64::from(west_of_cell) - west;
            let part: Vec<LonLat> =
                part.iter().filter_map(|at| LonLat::new(at.lon_deg() + shift, at.lat_deg())).collect();
            if !part.is_empty() {
                parts.push((cell, part));
            }
        }
    }
    parts
}

fn span(ring: &[LonLat], of: fn(LonLat) -> f64) -> Option<(f64, f64)> {
    let all = || ring.iter().map(|at| of(*at));
    Some((all().reduce(f64::min)?, all().reduce(f64::max)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_same_points_from_both_ends() {
        let line = points(&[(1.003, 1.007), (13.017, 17.301), (-7.5, 4.999)]);
        let mut backwards = line.clone();
        backwards.reverse();
        let mut split_backwards = cut(&backwards);
        split_backwards.reverse();
        assert_eq!(cut(&line), split_backwards);
        assert!(cut(&line).len() > 8);
        for (cell, piece) in pieces(&cut(&line)) {
            assert!(piece.iter().all(|at| cell.bounds().contains(*at)), "{cell:?} {piece:?}");
        }
    }

    #[test]
    fn a_square_over_four_cells_is_four_parts() {
        let square = cut(&points(&[(3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0), (3.0, 3.0)]));
        let parts = parts(square.split_last().unwrap().1);
        assert_eq!(parts.len(), 4);
        for (cell, part) in parts {
            assert!(part.len() >= 4 && part.iter().all(|at| cell.bounds().contains(*at)));
        }
    }

    #[test]
    fn a_ring_across_the_antimeridian_is_parts_on_both_sides() {
        let island = cut(&points(&[(178.0, 1.0), (-178.0, 1.0), (-178.0, 2.0), (178.0, 2.0), (178.0, 1.0)]));
        let parts = parts(&ring(std::slice::from_ref(&island), &[0]));
        assert_eq!(
            parts.iter().map(|(cell, _)| cell.corner_deg()).collect::<Vec<_>>(),
            [(175, 0), (-180, 0)]
        );
        assert!(parts.iter().all(|(cell, part)| part.iter().all(|at| cell.bounds().contains(*at))));
        for (cell, piece) in pieces(&island) {
            assert!(piece.iter().all(|at| cell.bounds().contains(*at)), "{cell:?} {piece:?}");
        }
    }

    #[test]
    fn a_ring_round_the_earth_is_closed_over_the_south_pole() {
        let round: Vec<LonLat> =
            (0..=8).map(|nth| LonLat::new([0., 90., 180., -90., 0.][nth / 2], -80.0).unwrap()).collect();
        let parts = parts(&ring(&[cut(&round)], &[0]));
        assert_eq!(parts.len(), 144);
        assert!(parts.iter().all(|(cell, part)| part.iter().all(|at| cell.bounds().contains(*at))));
    }
}
