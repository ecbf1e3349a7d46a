//! First-level divisions of states, from areas that do not share their edges: an edge two areas of one state have in
//! common is a line between them.

use super::TOLERANCE_DEG;
use super::near::Near;
use anyhow::{Context, Result};
use chronocarte::geo::atlas::weave::{self, Point};
use chronocarte::geo::{Line, LineKind, LonLat, Names, simplify};
use serde_json::Value;
use std::collections::BTreeMap;

/// The file in the package.
pub(in crate::basemap::make) const FILE: &str = "data/states/admin1.json";

/// Degrees in the units edges are compared in: finer than the map's own, so that no edge is taken for another.
const FINE: f64 = 10_000.0;

/// The divisions' borders that do not follow one of the lines that are `taken`: states' own borders are not repeated.
pub(super) fn lines(json: &[u8], taken: &[&[LonLat]]) -> Result<Vec<Line>> {
    let json: Value = serde_json::from_slice(json)?;
    // The states of the areas an edge bounds; `None` for several.
    let mut edges: BTreeMap<(Point, Point), (u8, Option<String>)> = BTreeMap::new();
    for feature in json["features"].as_array().context("no features")? {
        let state = feature["properties"]["adm0_a3"].as_str().unwrap_or_default();
        let geometry = &feature["geometry"];
        let coordinates = geometry["coordinates"].as_array().map_or(&[][..], Vec::as_slice);
        let polygons: Vec<&Value> = match geometry["type"].as_str() {
            Some("Polygon") => vec![&geometry["coordinates"]],
            _ => coordinates.iter().collect(),
        };
        for ring in polygons.into_iter().filter_map(Value::as_array).flatten() {
            let mut ring: Vec<Point> = ring.as_array().into_iter().flatten().filter_map(fine).collect();
            ring.dedup();
            for pair in ring.windows(2) {
                let edge = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                let known = edges.entry(edge).or_insert_with(|| (0, Some(state.to_owned())));
                known.0 = known.0.saturating_add(1);
                known.1.take_if(|other| other != state);
            }
        }
    }
    let shared = edges.into_iter().filter(|(_, (uses, state))| *uses >= 2 && state.is_some());
    let joined = weave::join(shared.map(|((a, b), _)| vec![a, b]).collect());
    let near = Near::new(taken.iter().copied());
    let mut lines = Vec::new();
    for course in joined {
        let positions: Vec<LonLat> = course
            .into_iter()
            .filter_map(|(x, y)| LonLat::new(f64::from(x) / FINE, f64::from(y) / FINE))
            .collect();
        for run in near.away(&simplify::line(&positions, TOLERANCE_DEG * 2.0), 1.2) {
            let points = run;
            if points.len() >= 2 {
                lines.push(Line {
                    kind: LineKind::Division,
                    rank: 0,
                    date: None,
                    names: Names::default(),
                    points,
                });
            }
        }
    }
    Ok(lines)
}

fn fine(pair: &Value) -> Option<Point> {
    let units = |nth: usize| Some((pair.get(nth)?.as_f64()? * FINE).round() as i32);
    Some((units(0)?, units(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_between_two_divisions_of_one_state_is_there_once_and_one_between_states_is_not() {
        let area = |state: &str, west: f64, east: f64| {
            let ring = [[west, 0.0], [east, 0.0], [east, 1.0], [west, 1.0], [west, 0.0]];
            serde_json::json!({"properties": {"adm0_a3": state}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
        };
        let json =
            serde_json::json!({"features": [area("A", 1.0, 2.0), area("A", 2.0, 3.0), area("B", 3.0, 4.0)]});
        let lines = lines(json.to_string().as_bytes(), &[]).unwrap();
        let courses: Vec<_> = lines.iter().map(|line| line.points.clone()).collect();
        assert_eq!(courses, [[LonLat::new(2.0, 0.0).unwrap(), LonLat::new(2.0, 1.0).unwrap()]]);
    }
}
