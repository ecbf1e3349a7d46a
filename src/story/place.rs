//! Where: places, and the areas and lines that hold for a time.

use serde::Deserialize;

use super::de::{each, or_default};
use super::{Dating, Words};

/// A place with its names and as much position as is known: a point, a point with a radius, an area, a line, or
/// nothing. A district never becomes a point.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Its identifier.
    pub id: String,
    /// Its usual name by language.
    pub name: Words,
    /// Names that belong to a community, first the one that leads; both are shown where a name is contested.
    #[serde(default, deserialize_with = "each")]
    pub names: Vec<PlaceName>,
    /// Longitude in degrees, east positive, -180 to 180.
    #[serde(default, deserialize_with = "or_default")]
    pub lon: Option<f64>,
    /// Latitude in degrees, north positive, -90 to 90.
    #[serde(default, deserialize_with = "or_default")]
    pub lat: Option<f64>,
    /// How far from the point it may be, in metres; absent for a point that is known.
    #[serde(default, deserialize_with = "or_default")]
    pub radius_m: Option<f64>,
    /// The area or line that is meant, by identifier; a point given beside it only bears the label.
    #[serde(default, deserialize_with = "or_default")]
    pub area: Option<String>,
    /// How prominently it is labelled, 0 (first) to 9; default 3.
    #[serde(default, deserialize_with = "or_default")]
    pub rank: Option<u8>,
    /// Where the position comes from.
    #[serde(default, deserialize_with = "or_default")]
    pub note: Words,
}

/// A name that a community uses for a place.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlaceName {
    /// Whose name it is: a party's identifier, or free text.
    pub community: String,
    /// The name by language.
    pub name: Words,
}

/// An area or line on the map, with the time for which it holds.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Area {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub kind: AreaKind,
    /// What the legend calls it, with the date it stands for.
    pub name: Words,
    /// Its shape. Absent when `basemap` names one.
    #[serde(default, deserialize_with = "or_default")]
    pub geometry: Option<Geometry>,
    /// The identifier of a shape in the base map file.
    #[serde(default, deserialize_with = "or_default")]
    pub basemap: Option<String>,
    /// From when it holds; open when absent.
    #[serde(default, deserialize_with = "or_default")]
    pub valid_from: Option<Dating>,
    /// Until when it holds; open when absent.
    #[serde(default, deserialize_with = "or_default")]
    pub valid_to: Option<Dating>,
    /// Who says so.
    #[serde(default, deserialize_with = "or_default")]
    pub source: Option<String>,
}

/// What an area or line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AreaKind {
    /// An area whose belonging is disputed.
    DisputedArea,
    /// A line agreed in a ceasefire.
    CeasefireLine,
    /// An area somebody reports to be in somebody's control.
    ReportedControl,
    /// A former or claimed boundary.
    Boundary,
    /// A region that is only named.
    Region,
    /// A route or movement.
    Route,
}

/// A GeoJSON geometry (RFC 7946): coordinates are longitude, latitude.
///
/// One `kind` field and one list of rings serve all types: a `LineString` is one ring, a `Polygon` has its outer
/// ring first and holes after it, a `MultiPolygon` is given as several areas.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Geometry {
    /// `Polygon` or `MultiLineString`; both nest their coordinates alike.
    #[serde(rename = "type")]
    pub kind: GeometryKind,
    /// Rings or lines of `[longitude, latitude]` pairs in degrees.
    #[serde(deserialize_with = "each")]
    pub coordinates: Vec<Vec<(f64, f64)>>,
}

/// The geometry types that nest alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum GeometryKind {
    /// An area: outer ring, then holes.
    Polygon,
    /// One or more lines.
    MultiLineString,
}
