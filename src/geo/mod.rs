//! Where things are: positions, bounds, the map projection, distances on the earth, and the base map pack.
//!
//! Longitude comes first, always through [`LonLat`]. Degrees are WGS84, positive to the east and to the north.
//! `y` grows down from [`WorldPoint`] on. Everything here is pure and total: what cannot be meant cannot be made.

#[cfg(not(target_arch = "wasm32"))]
pub mod atlas;
mod basemap;
mod bounds;
mod geodesic;
mod lonlat;
pub(crate) mod math;
mod mercator;
mod names;
mod scale_bar;

pub use basemap::{Area, AreaKind, Basemap, CountryLabel, Level, Line, LineKind, Town};
#[cfg(not(target_arch = "wasm32"))]
pub use basemap::{clip, encode, simplify};
pub use bounds::Bounds;
pub use geodesic::{Course, course, destination, distance_m, initial_bearing_deg};
pub use lonlat::LonLat;
pub use mercator::{Mercator, WorldPoint, Zoom};
pub use names::Names;
pub use scale_bar::{ScaleBar, ScaleUnit, scale_bar};
