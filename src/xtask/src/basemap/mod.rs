//! `cargo xtask basemap`: rebuilds the committed files under `static/basemap/` from packages.
//!
//! Nobody needs it to build or test, so it waits behind the feature `basemap`: every other command compiles faster.

#[cfg(feature = "basemap")]
mod make;
#[cfg(not(feature = "basemap"))]
#[path = "restart.rs"]
mod make;

pub(crate) use make::run;
