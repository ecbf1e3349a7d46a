//! The world at a glance: what shows where a reader leaves the ground of a story.

use anyhow::{Context, Result};
use chronocarte::geo::Bounds;
use chronocarte::geo::atlas::{Atlas, Scope};
use std::fs;
use std::path::Path;

/// 11 km of latitude in five steps.
const UNITS_PER_DEGREE: u32 = 20;

/// How much it shows.
pub(super) fn scope() -> Scope {
    Scope {
        min_zoom: 0,
        tolerance_deg: 0.16,
        island_km2: 2_500.0,
        lake_km2: 8_000.0,
        river_rank: 0,
        town_rank: 1,
        town_km: 400.0,
        label_km: 70.0,
        divisions: false,
        former: false,
    }
}

/// Writes the overview, a file for each licence.
pub(super) fn write(atlas: &Atlas<'_>, folder: &Path) -> Result<()> {
    let packs = atlas.packs(vec![atlas.gather(&Bounds::WORLD)?.cut(&scope())], UNITS_PER_DEGREE);
    for (name, bytes) in ["ground", "water", "countries", "towns"].iter().zip(&packs) {
        let path = folder.join(format!("overview-{name}.pack"));
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        let packed = crate::bytes::brotli(bytes)?.len();
        super::super::say(&format!("world/overview-{name}.pack: {} bytes, {packed} in brotli", bytes.len()));
    }
    let all = crate::bytes::brotli(&packs.concat())?.len();
    super::super::say(&format!("the overview as one file: {all} bytes in brotli"));
    Ok(())
}
