//! Disputed lines, and the area that one of them encloses together with state borders.

use super::geopackage::{self, Cell};
use super::shapes;
use anyhow::{Context, Result, bail, ensure};
use chronocarte::geo::{Area, AreaKind, Bounds, Line, LineKind, LonLat, Names, clip, distance_m};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// The file in the QGIS package.
pub(super) const FILE: &str = "usr/share/qgis/resources/data/world_map.gpkg";

/// An area to close: a line that stops at the borders on both ends.
pub(super) struct Closing {
    /// The name of the line in the source.
    pub(super) line: &'static str,
    /// Points (longitude, latitude) that must come to lie inside, each with what it is.
    pub(super) inside: &'static [(f64, f64, &'static str)],
    /// Points that must come to lie outside.
    pub(super) outside: &'static [(f64, f64, &'static str)],
    /// The least and the greatest area in square kilometres that is believed.
    pub(super) km2: (f64, f64),
}

/// A line's end is drawn to a border at most this far away.
const SNAP_KM: f64 = 2.5;

/// Every disputed line of the source as it stands there.
pub(super) fn lines(file: &[u8]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for row in geopackage::rows(file, "disputed_borders")? {
        let [_, Cell::Blob(geometry), Cell::Text(name), ..] = row.as_slice() else {
            bail!("a disputed line without a shape or a name");
        };
        let (kind, date) = kind(name);
        for points in
            geopackage::lines(geometry).with_context(|| format!("a shape of {name} that is not known"))?
        {
            let names = Names::new(vec![("en".to_owned(), name.clone())]);
            lines.push(Line { kind, rank: 0, date, names, points });
        }
    }
    Ok(lines)
}

/// What a line of the source is by its name, and the year that stands at the end of it.
fn kind(name: &str) -> (LineKind, Option<i32>) {
    let kind = if name.contains("Ceasefire") || name.contains("Armistice") || name.contains("Line of Control")
    {
        LineKind::Ceasefire
    } else if name.contains("Former") {
        LineKind::Former
    } else {
        LineKind::Claim
    };
    (kind, name.split(' ').next_back().and_then(|word| word.parse().ok()))
}

/// The lines of the same kind, name and date joined, in a stable order.
pub(super) fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match groups.iter_mut().find(|group| group[0].names == line.names && group[0].kind == line.kind) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let mut joined = Vec::new();
    for group in groups {
        let head = Line { points: Vec::new(), ..group[0].clone() };
        for points in shapes::join(group.into_iter().map(|line| line.points).collect()) {
            joined.push(Line { points, ..head.clone() });
        }
    }
    joined
}

/// Draws the line's ends to the nearest borders and closes it along them. Line and borders are changed, so that the area
/// runs over the same points; the ring is returned.
pub(super) fn close(
    closing: &Closing,
    lines: &mut [Line],
    borders: &mut [Vec<LonLat>],
) -> Result<Vec<LonLat>> {
    let mut named = lines.iter_mut().filter(|line| line.names.exact("en") == Some(closing.line));
    let line = named.next().with_context(|| format!("the source has no line {}", closing.line))?;
    ensure!(named.next().is_none(), "{} is in several pieces", closing.line);
    let (Some(start), Some(end)) = (line.points.first().copied(), line.points.last().copied()) else {
        bail!("{} has no points", closing.line);
    };
    let (start, end) = (snap(start, borders)?, snap(end, borders)?);
    let count = line.points.len();
    line.points[0] = start;
    line.points[count - 1] = end;
    let back = way(end, start, borders)
        .with_context(|| format!("no way along the borders closes {}", closing.line))?;
    let mut ring = line.points.clone();
    ring.extend(back.into_iter().skip(1));
    ring.pop();
    check(closing, &ring)?;
    Ok(ring)
}

/// The area inside a closed line, with the line's date.
pub(super) fn area(closing: &Closing, lines: &[Line], ring: Vec<LonLat>, bounds: &Bounds) -> Area {
    let line = lines.iter().find(|line| line.names.exact("en") == Some(closing.line));
    let ring = clip::ring(&ring, bounds);
    Area {
        kind: AreaKind::Disputed,
        date: line.and_then(|line| line.date),
        names: Names::default(),
        rings: vec![ring],
    }
}

fn check(closing: &Closing, ring: &[LonLat]) -> Result<()> {
    let rings = [ring.to_vec()];
    for (points, wanted) in [(closing.inside, true), (closing.outside, false)] {
        for (lon, lat, name) in points {
            let at = LonLat::new(*lon, *lat).context("a check point that is not on the earth")?;
            ensure!(shapes::inside(&rings, at) == wanted, "{name} is on the wrong side of {}", closing.line);
        }
    }
    let area = shapes::area_km2(ring);
    let (least, greatest) = closing.km2;
    ensure!(
        (least..greatest).contains(&area),
        "{} encloses {area:.0} km², which is not believed",
        closing.line
    );
    super::say(&format!("{} closes along the borders: {area:.0} km²", closing.line));
    Ok(())
}

/// The place on a border nearest to a line's end. It becomes a point of that border, so that both meet in it.
fn snap(at: LonLat, borders: &mut [Vec<LonLat>]) -> Result<LonLat> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (border, points) in borders.iter().enumerate() {
        for (index, pair) in points.windows(2).enumerate() {
            let away = shapes::off_km(at, pair[0], pair[1], 1.0);
            if best.is_none_or(|(least, ..)| away < least) {
                best = Some((away, border, index));
            }
        }
    }
    let (away, border, index) = best.context("there are no borders")?;
    ensure!(away <= SNAP_KM, "a line ends {away:.1} km from the nearest border, at {at:?}");
    let border = &mut borders[border];
    let point = shapes::nearest(at, border[index], border[index + 1]);
    if point != border[index] && point != border[index + 1] {
        border.insert(index + 1, point);
    }
    Ok(point)
}

/// Bits of a position: the same point has the same key.
fn key(at: LonLat) -> (u64, u64) {
    (at.lon_deg().to_bits(), at.lat_deg().to_bits())
}

/// The shortest way along borders, both ends included (E. W. Dijkstra, *Numerische Mathematik* 1, 1959).
fn way(from: LonLat, to: LonLat, borders: &[Vec<LonLat>]) -> Option<Vec<LonLat>> {
    let mut next: BTreeMap<(u64, u64), Vec<LonLat>> = BTreeMap::new();
    for (a, b) in borders.iter().flat_map(|border| border.iter().zip(border.iter().skip(1))) {
        next.entry(key(*a)).or_default().push(*b);
        next.entry(key(*b)).or_default().push(*a);
    }
    // Whole millimetres, so that the order is total.
    let millimetres = |a: LonLat, b: LonLat| (distance_m(a, b) * 1000.0) as u64;
    let mut best: BTreeMap<(u64, u64), (u64, LonLat)> = BTreeMap::from([(key(from), (0, from))]);
    let mut queue = BinaryHeap::from([Reverse((0, key(from)))]);
    while let Some(Reverse((length, at_key))) = queue.pop() {
        let at = LonLat::new(f64::from_bits(at_key.0), f64::from_bits(at_key.1))?;
        for point in next.get(&at_key).into_iter().flatten() {
            let length = length + millimetres(at, *point);
            if best.get(&key(*point)).is_none_or(|(known, _)| length < *known) {
                best.insert(key(*point), (length, at));
                queue.push(Reverse((length, key(*point))));
            }
        }
    }
    let mut way = vec![to];
    let mut at = to;
    while key(at) != key(from) {
        at = best.get(&key(at))?.1;
        way.push(at);
    }
    way.reverse();
    Some(way)
}

/// The lines inside a box.
pub(super) fn cut(lines: &[Line], bounds: &Bounds) -> Vec<Line> {
    let mut pieces = Vec::new();
    for line in lines {
        for points in clip::line(&line.points, bounds) {
            pieces.push(Line { points, ..line.clone() });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Closing = Closing {
        line: "Ceasefire Line 1950",
        inside: &[(1.8, 1.0, "east")],
        outside: &[(0.2, 1.0, "west")],
        km2: (20_000.0, 25_000.0),
    };

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    /// A line down a square state, nearer to its east; the ends miss the border by a kilometre.
    fn split() -> (Vec<Line>, Vec<Vec<LonLat>>) {
        let names = Names::new(vec![("en".to_owned(), SQUARE.line.to_owned())]);
        let down = points(&[(1.1, 1.99), (1.0, 1.0), (1.1, 0.01)]);
        let line = Line { kind: LineKind::Ceasefire, rank: 0, date: Some(1950), names, points: down };
        let long_way = points(&[(0.0, 0.0), (0.0, 2.0), (1.5, 2.0)]);
        (vec![line], vec![long_way, points(&[(1.5, 2.0), (2.0, 2.0), (2.0, 0.0), (0.0, 0.0)])])
    }

    #[test]
    fn a_line_closes_the_short_way_along_the_borders_and_shares_their_points() {
        let (mut lines, mut borders) = split();
        let ring = close(&SQUARE, &mut lines, &mut borders).unwrap();
        assert!(ring.iter().all(|at| lines[0].points.contains(at) || borders.concat().contains(at)));
        assert_eq!(lines[0].points[0], LonLat::new(1.1, 2.0).unwrap());
        assert!(borders[0].contains(&lines[0].points[0]));
    }

    #[test]
    fn a_closing_that_is_not_believed_is_refused() {
        let wrong_side = Closing { inside: SQUARE.outside, outside: SQUARE.inside, ..SQUARE };
        let too_large = Closing { km2: (1.0, 2.0), ..SQUARE };
        let unknown = Closing { line: "Ceasefire Line 1951", ..SQUARE };
        for closing in [wrong_side, too_large, unknown] {
            let (mut lines, mut borders) = split();
            lines[0].points[1] = LonLat::new(1.2, 1.0).unwrap();
            assert!(close(&closing, &mut lines, &mut borders).is_err());
        }
        let (mut lines, mut borders) = split();
        lines[0].points[0] = LonLat::new(1.0, 1.5).unwrap();
        assert!(close(&SQUARE, &mut lines, &mut borders).is_err(), "an end 55 km from any border");
    }

    #[test]
    fn a_name_tells_what_a_line_is_and_when() {
        assert_eq!(kind("Ceasefire Line 1994"), (LineKind::Ceasefire, Some(1994)));
        assert_eq!(kind("Former USSR oblast in 1991"), (LineKind::Former, Some(1991)));
        assert_eq!(kind("Georgian claim"), (LineKind::Claim, None));
    }
}
