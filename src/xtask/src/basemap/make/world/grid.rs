//! Lines and rings cut where they cross from cell to cell, so that what two shapes share is cut at the same points.

use chronocarte::geo::atlas::Cell;
use chronocarte::geo::atlas::weave::{Point, SIDE, UNITS, point};
use chronocarte::geo::{Bounds, LonLat, clip};

/// The line on the grid of units, with a point of its own wherever it crosses the side of a cell. The same from both
/// ends.
pub(super) fn split(line: &[LonLat]) -> Vec<LonLat> {
    let mut points: Vec<Point> = line.iter().map(|at| point(*at, 0)).collect();
    points.dedup();
    let mut out: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (a, b) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        let mut between = crossings(a, b);
        between.push(b);
        between.insert(0, a);
        between.sort_unstable();
        between.dedup();
        if pair[0] > pair[1] {
            between.reverse();
        }
        out.extend(between.into_iter().skip(1));
    }
    out.into_iter().filter_map(position).collect()
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

fn position(at: Point) -> Option<LonLat> {
    let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
    LonLat::new(degrees(at.0), degrees(at.1))
}

/// The pieces of a line that was split, each with its cell. A stretch along a side belongs to one cell.
pub(super) fn pieces(line: &[LonLat]) -> Vec<(Cell, Vec<LonLat>)> {
    let mut pieces: Vec<(Cell, Vec<LonLat>)> = Vec::new();
    for pair in line.windows(2) {
        let middle = |of: fn(LonLat) -> f64| (of(pair[0]) + of(pair[1])) / 2.0;
        let Some(cell) = cell(middle(LonLat::lon_deg), middle(LonLat::lat_deg)) else { continue };
        match pieces.last_mut() {
            Some((last, piece)) if *last == cell && piece.last() == Some(&pair[0]) => piece.push(pair[1]),
            _ => pieces.push((cell, pair.to_vec())),
        }
    }
    pieces
}

/// The cell a place is in.
pub(super) fn cell(lon: f64, lat: f64) -> Option<Cell> {
    let at = |degrees: f64, most: u16| ((degrees / 5.0).floor().max(0.0) as u16).min(most);
    Cell::new(at(lon + 180.0, 71), at(lat + 90.0, 35))
}

/// The parts of a ring that was split, each with its cell: first cut into columns, then those into rows.
pub(super) fn parts(ring: &[LonLat]) -> Vec<(Cell, Vec<LonLat>)> {
    let mut parts = Vec::new();
    let Some((low, high)) = span(ring, LonLat::lon_deg) else { return parts };
    for column in steps(low, high, -180.0) {
        let west = f64::from(column) * 5.0 - 180.0;
        let Some(strip) = Bounds::new(west, -90.0, west + 5.0, 90.0) else { continue };
        let strip = clip::ring(ring, &strip);
        let Some((low, high)) = span(&strip, LonLat::lat_deg) else { continue };
        for row in steps(low, high, -90.0) {
            let Some(cell) = Cell::new(column, row) else { continue };
            let part = clip::ring(&strip, &cell.bounds());
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

fn steps(low: f64, high: f64, origin: f64) -> std::ops::Range<u16> {
    let first = ((low - origin) / 5.0).floor().max(0.0) as u16;
    first..((high - origin) / 5.0).ceil().max(0.0) as u16
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
        let mut split_backwards = split(&backwards);
        split_backwards.reverse();
        assert_eq!(split(&line), split_backwards);
        assert!(split(&line).len() > 10);
        for (cell, piece) in pieces(&split(&line)) {
            assert!(piece.iter().all(|at| cell.bounds().contains(*at)), "{cell:?} {piece:?}");
        }
    }

    #[test]
    fn a_square_over_four_cells_is_four_parts() {
        let square = split(&points(&[(3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0), (3.0, 3.0)]));
        let parts = parts(square.split_last().unwrap().1);
        assert_eq!(parts.len(), 4);
        for (cell, part) in parts {
            assert!(part.len() >= 4 && part.iter().all(|at| cell.bounds().contains(*at)));
        }
    }
}
