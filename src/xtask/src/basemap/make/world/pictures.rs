//! Pictures of the world's trouble spots, to look at after a rebuild.

use super::super::preview;
use anyhow::Result;
use chronocarte::geo::atlas::Atlas;
use chronocarte::geo::{Basemap, Bounds};
use chronocarte::publish::region;
use std::fs;
use std::path::Path;

/// What stories would be about: west, south, east, north.
const STORIES: [(&str, [f64; 4]); 14] = [
    ("karabakh-z7", [45.0, 38.6, 48.6, 41.2]),
    ("karabakh-z8", [45.9, 39.2, 47.6, 40.6]),
    ("karabakh-z9", [46.6, 39.9, 47.2, 40.4]),
    ("kashmir", [73.0, 32.0, 79.0, 36.5]),
    ("crimea", [30.0, 43.5, 38.5, 47.5]),
    ("black-sea", [27.0, 40.5, 42.0, 47.5]),
    ("israel-palestine", [34.2, 30.5, 35.9, 33.4]),
    ("western-sahara", [-17.0, 21.0, -9.0, 28.0]),
    ("taiwan-strait", [117.5, 22.5, 122.0, 26.0]),
    ("fiji", [177.0, -19.0, -179.5, -16.0]),
    ("svalbard", [13.0, 77.0, 22.0, 80.0]),
    ("middle-of-russia", [97.0, 63.0, 97.0, 63.0]),
    ("europe", [-8.0, 36.0, 40.0, 60.0]),
    ("antarctica", [-60.0, -75.0, -60.0, -75.0]),
];

/// Draws the overview, and of each story the finest level and what is around it.
pub(super) fn write(atlas: &Atlas<'_>, folder: &Path, pictures: &Path) -> Result<()> {
    let mut overview = Vec::new();
    for name in ["ground", "water", "countries", "towns"] {
        overview.extend(fs::read(folder.join(format!("overview-{name}.pack")))?);
    }
    let mut maps = vec![("world", Basemap::decode(&overview)?)];
    for (name, [west, south, east, north]) in STORIES {
        let Some(places) = Bounds::new(west, south, east, north) else { continue };
        let Some(pack) = region(atlas, &places)? else { continue };
        let packed = crate::bytes::brotli(&pack)?.len();
        super::super::say(&format!("{name}: {} bytes, {packed} in brotli", pack.len()));
        maps.push((name, Basemap::decode(&pack)?));
    }
    for (name, map) in maps {
        for level in &map.levels {
            let path = pictures.join(format!("{name}-{}.svg", level.min_zoom));
            fs::write(&path, preview::svg(&map, level, 1400.0, "en"))?;
        }
    }
    Ok(())
}
