//! Countries and land as shared arcs, from a TopoJSON file.
//!
//! Format: the TopoJSON specification, version 1.

use anyhow::{Context, Result};
use chronocarte::geo::LonLat;
use serde_json::Value;

/// A polygon with its holes: rings of arc numbers, `!number` for an arc that runs backwards.
pub(super) type Polygon = Vec<Vec<i64>>;

/// Arcs, and what is made of them.
pub(super) struct Topology {
    pub(super) arcs: Vec<Vec<LonLat>>,
    pub(super) countries: Vec<Country>,
    pub(super) land: Vec<Polygon>,
}

/// One country.
pub(super) struct Country {
    /// ISO 3166-1 numeric code without leading zeros; `None` for what has none.
    pub(super) numeric: Option<u32>,
    /// The source's English name.
    pub(super) name: String,
    pub(super) polygons: Vec<Polygon>,
}

impl Topology {
    /// Reads the objects `countries` and `land`.
    pub(super) fn read(json: &[u8]) -> Result<Self> {
        let json: Value = serde_json::from_slice(json)?;
        let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
        let scale = pair(&json["transform"]["scale"]).context("no scale")?;
        let translate = pair(&json["transform"]["translate"]).context("no translation")?;
        let mut arcs = Vec::new();
        for arc in json["arcs"].as_array().context("no arcs")? {
            let (mut x, mut y) = (0.0, 0.0);
            let mut points = Vec::new();
            for step in arc.as_array().context("an arc that is no list")? {
                let (dx, dy) = pair(step).context("a point that is no pair")?;
                (x, y) = (x + dx, y + dy);
                // The last grid line may round past the edge of the world.
                let lon: f64 = x * scale.0 + translate.0;
                let lat: f64 = y * scale.1 + translate.1;
                let point = LonLat::new(lon.clamp(-180.0, 180.0), lat.clamp(-90.0, 90.0));
                points.push(point.context("a point that is no number")?);
            }
            arcs.push(points);
        }
        let countries = json["objects"]["countries"]["geometries"].as_array().context("no countries")?;
        let countries = countries
            .iter()
            .map(|country| Country {
                numeric: country["id"].as_str().and_then(|id| id.parse().ok()),
                name: country["properties"]["name"].as_str().unwrap_or_default().to_owned(),
                polygons: polygons(country),
            })
            .collect();
        let land = &json["objects"]["land"];
        let parts = land["geometries"].as_array().map_or(std::slice::from_ref(land), Vec::as_slice);
        Ok(Self { arcs, countries, land: parts.iter().flat_map(polygons).collect() })
    }

    /// For each arc, how many countries it bounds.
    pub(super) fn uses(&self) -> Vec<usize> {
        let mut uses = vec![0; self.arcs.len()];
        for number in self.countries.iter().flat_map(|country| country.polygons.iter().flatten().flatten()) {
            uses[index(*number)] += 1;
        }
        uses
    }

    /// For each arc, the places in [`countries`](Self::countries) of those it bounds, each once.
    pub(super) fn sides(&self) -> Vec<Vec<usize>> {
        let mut sides = vec![Vec::new(); self.arcs.len()];
        for (nth, country) in self.countries.iter().enumerate() {
            for number in country.polygons.iter().flatten().flatten() {
                let sides: &mut Vec<usize> = &mut sides[index(*number)];
                if sides.last() != Some(&nth) {
                    sides.push(nth);
                }
            }
        }
        sides
    }

    /// A ring of points (the last does not repeat the first) from a ring of arc numbers, the arcs taken from `arcs`.
    pub(super) fn ring(arcs: &[Vec<LonLat>], numbers: &[i64]) -> Vec<LonLat> {
        let mut ring: Vec<LonLat> = Vec::new();
        for number in numbers {
            let arc = &arcs[index(*number)];
            // An arc starts where the one before ended.
            ring.pop();
            if *number < 0 {
                ring.extend(arc.iter().rev());
            } else {
                ring.extend(arc);
            }
        }
        ring.pop();
        ring
    }
}

fn index(number: i64) -> usize {
    (if number < 0 { !number } else { number }).unsigned_abs() as usize
}

fn polygons(geometry: &Value) -> Vec<Polygon> {
    let ring = |ring: &Value| ring.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let polygon = |polygon: &Value| polygon.as_array().into_iter().flatten().map(ring).collect();
    match geometry["type"].as_str() {
        Some("Polygon") => vec![polygon(&geometry["arcs"])],
        Some("MultiPolygon") => geometry["arcs"].as_array().into_iter().flatten().map(polygon).collect(),
        _ => Vec::new(),
    }
}
