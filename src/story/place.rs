//! Where: places, and the areas and lines that hold for a time.

use super::node::{object, words};
use super::{Dating, Words};

/// A place with its names and as much position as is known: a point, a point with a radius, an area, a line, or
/// nothing. A district never becomes a point.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Place {
    /// Its identifier.
    pub id: String,
    /// Its usual name by language.
    pub name: Words,
    /// Names that belong to a community, first the one that leads; both are shown where a name is contested.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub names: Vec<PlaceName>,
    /// Longitude in degrees, east positive, -180 to 180.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub lon: Option<f64>,
    /// Latitude in degrees, north positive, -90 to 90.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub lat: Option<f64>,
    /// How far from the point it may be, in metres; absent for a point that is known.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub radius_m: Option<f64>,
    /// The area or line that is meant, by identifier; a point given beside it only bears the label.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub area: Option<String>,
    /// How prominently it is labelled, 0 (first) to 9; default 3.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub rank: Option<u8>,
    /// Where the position comes from.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub note: Words,
}

object!(Place {
    id: "id" required,
    name: "name" required,
    names: "names" default,
    lon: "lon" default,
    lat: "lat" default,
    radius_m: "radiusM" default,
    area: "area" default,
    rank: "rank" default,
    note: "note" default,
});

/// A name that a community uses for a place.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct PlaceName {
    /// Whose name it is: a party's identifier, or free text.
    pub community: String,
    /// The name by language.
    pub name: Words,
}

object!(PlaceName {
    community: "community" required,
    name: "name" required,
});

/// An area or line on the map, with the time for which it holds.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Area {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub kind: AreaKind,
    /// What the legend calls it, with the date it stands for.
    pub name: Words,
    /// Its shape. Absent when `basemap` names one.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub geometry: Option<Geometry>,
    /// The identifier of a shape in the base map file.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub basemap: Option<String>,
    /// From when it holds; open when absent.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub valid_from: Option<Dating>,
    /// Until when it holds; open when absent.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub valid_to: Option<Dating>,
    /// Who says so.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
    pub source: Option<String>,
}

object!(Area {
    id: "id" required,
    kind: "kind" required,
    name: "name" required,
    geometry: "geometry" default,
    basemap: "basemap" default,
    valid_from: "validFrom" default,
    valid_to: "validTo" default,
    source: "source" default,
});

/// What an area or line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

words!(AreaKind { DisputedArea = "disputed-area", CeasefireLine = "ceasefire-line", ReportedControl = "reported-control", Boundary = "boundary", Region = "region", Route = "route" } else DisputedArea);

/// A GeoJSON geometry (RFC 7946): coordinates are longitude, latitude.
///
/// One `kind` field and one list of rings serve all types: a `LineString` is one ring, a `Polygon` has its outer
/// ring first and holes after it, a `MultiPolygon` is given as several areas.
#[derive(Clone, Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Geometry {
    /// `Polygon` or `MultiLineString`; both nest their coordinates alike.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "type"))]
    pub kind: GeometryKind,
    /// Rings or lines of `[longitude, latitude]` pairs in degrees.
    pub coordinates: Vec<Vec<(f64, f64)>>,
}

object!(Geometry {
    kind: "type" required,
    coordinates: "coordinates" required,
});

/// The geometry types that nest alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum GeometryKind {
    /// An area: outer ring, then holes.
    Polygon,
    /// One or more lines.
    MultiLineString,
}

words!(GeometryKind { Polygon = "Polygon", MultiLineString = "MultiLineString" } else Polygon);
