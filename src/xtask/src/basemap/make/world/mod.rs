//! The whole world: an archive of cells for each licence, and the overview every widget has beside it.
//!
//! | file | holds | licence |
//! | --- | --- | --- |
//! | `world/ground.cells` | land by country, borders, divisions, disputed lines | public domain |
//! | `world/water.cells` | lakes, rivers | LGPL-3.0-or-later |
//! | `world/towns.cells` | towns | CC BY 4.0 |
//! | `world/countries.pack` | names of countries | Unicode-3.0 |
//! | `world/overview-*.pack` | the same at a glance | each its own |

mod borders;
mod divisions;
mod grid;
mod near;
mod overview;
mod pictures;
mod towns;
mod water;

pub(super) use divisions::FILE as DIVISIONS;

use super::{LANGUAGES, Sources, licences, places};
use anyhow::{Context, Result};
use chronocarte::geo::atlas::weave::Point;
use chronocarte::geo::atlas::{Archive, Atlas, CODE, Cell};
use chronocarte::geo::{Area, AreaKind, Basemap, CountryLabel, Level, Line, LonLat, Names};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How far a line may be from the source's, in degrees of latitude: as in the finest level of a region.
const TOLERANCE_DEG: f64 = 0.001;

/// The cells of one layer while they are filled.
pub(super) type Cells = BTreeMap<Cell, Level>;

/// Makes every file of the world, and pictures to look at.
pub(super) fn write(sources: &Sources, epoch: i32, folder: &Path, pictures: &Path) -> Result<()> {
    let folder = folder.join("world");
    fs::create_dir_all(&folder)?;
    let ground = archive(&ground(sources)?, Some(epoch), licences::NATURAL_EARTH)?;
    let water = archive(&water::cells(&sources.gshhg, &sources.topology)?, None, licences::GSHHG)?;
    let towns = archive(&towns::cells(sources)?, None, licences::GEONAMES)?;
    let countries = countries(sources)?.encode(1);
    for (name, bytes) in [
        ("ground.cells", &ground),
        ("water.cells", &water),
        ("towns.cells", &towns),
        ("countries.pack", &countries),
    ] {
        fs::write(folder.join(name), bytes).with_context(|| format!("writing {name}"))?;
        super::say(&format!("world/{name}: {} bytes", bytes.len()));
    }
    let atlas = Atlas::open(&ground, &water, &towns, &countries)?;
    overview::write(&atlas, &folder)?;
    pictures::write(&atlas, &folder, pictures)
}

/// Packs cells that hold something.
fn archive(cells: &Cells, epoch: Option<i32>, credit: &licences::Credit) -> Result<Vec<u8>> {
    let common = super::pack(epoch, &[credit]);
    let mut bodies = Vec::new();
    for (cell, level) in cells {
        let pack = Basemap { levels: vec![level.clone()], ..Basemap::default() };
        let units = super::UNITS_PER_DEGREE;
        bodies.push((*cell, crate::bytes::brotli(&pack.encode(units))?));
    }
    Ok(Archive::write(&common, &bodies))
}

/// The level of a cell, a new one where there is none.
fn level(cells: &mut Cells, cell: Cell) -> &mut Level {
    cells.entry(cell).or_insert_with(|| Level {
        bounds: cell.bounds(),
        min_zoom: 6,
        lines: Vec::new(),
        areas: Vec::new(),
        countries: Vec::new(),
        towns: Vec::new(),
    })
}

/// Adds a line to every cell it runs through, a piece each.
fn add_line(cells: &mut Cells, line: &Line) {
    for (cell, points) in grid::pieces(&grid::cut(&line.points)) {
        level(cells, cell).lines.push(Line { points, ..line.clone() });
    }
}

/// Adds a ring to every cell it reaches into, to the area that is like another.
fn add_ring(cells: &mut Cells, like: &Area, ring: &[Point]) {
    for (cell, ring) in grid::parts(ring) {
        let level = level(cells, cell);
        match level.areas.iter_mut().find(|area| area.kind == like.kind && area.names == like.names) {
            Some(area) => area.rings.push(ring),
            None => level.areas.push(Area { rings: vec![ring], ..like.clone() }),
        }
    }
}

fn ground(sources: &Sources) -> Result<Cells> {
    super::say("cutting land and borders");
    let topology = &sources.topology;
    let arcs = borders::simplified(topology);
    let mut cells = Cells::new();
    for country in &topology.countries {
        let names = Names::new(vec![(CODE.to_owned(), code(sources, country))]);
        let like = Area { kind: AreaKind::Land, date: None, names, rings: Vec::new() };
        for numbers in country.polygons.iter().flatten() {
            add_ring(&mut cells, &like, &grid::ring(&arcs, numbers));
        }
    }
    let disputed: Vec<Line> = super::disputed::join(sources.disputed.clone())
        .into_iter()
        .map(|line| {
            let points = chronocarte::geo::simplify::line(&line.points, TOLERANCE_DEG);
            Line { points, ..line }
        })
        .collect();
    let borders = borders::lines(topology, &arcs, &disputed);
    super::say("reading divisions");
    let mut taken: Vec<&[LonLat]> = borders.iter().map(|line| line.points.as_slice()).collect();
    taken.extend(disputed.iter().map(|line| line.points.as_slice()));
    let divisions = divisions::lines(&sources.divisions, &taken)?;
    for line in borders.iter().chain(&disputed).chain(&divisions) {
        add_line(&mut cells, line);
    }
    for level in cells.values_mut() {
        level.lines.sort_by_key(|line| line.kind);
    }
    Ok(cells)
}

/// What a country is called among areas and names: its two letters, else a word of its own.
fn code(sources: &Sources, country: &super::topology::Country) -> String {
    let letters = country.numeric.and_then(|numeric| sources.codes.get(&numeric)).cloned();
    letters.unwrap_or_else(|| match country.name.as_str() {
        // The locale data's own code, where the standard has none.
        "Kosovo" => "XK".to_owned(),
        other => other.to_lowercase(),
    })
}

/// The names of all countries. Where they stand is decided when a map is cut.
fn countries(sources: &Sources) -> Result<Basemap> {
    let mut level = Level {
        bounds: chronocarte::geo::Bounds::WORLD,
        min_zoom: 0,
        lines: Vec::new(),
        areas: Vec::new(),
        countries: Vec::new(),
        towns: Vec::new(),
    };
    let anchor = LonLat::new(0.0, 0.0).context("the middle of the map")?;
    let mut codes: Vec<String> =
        sources.topology.countries.iter().map(|country| code(sources, country)).collect();
    codes.sort();
    codes.dedup();
    for code in codes.iter().filter(|code| code.len() == 2) {
        let names = places::country_names(&sources.cldr, code)?;
        let mut names: Vec<(String, String)> =
            names.iter().map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect();
        debug_assert!(names.len() <= LANGUAGES.len());
        names.push((CODE.to_owned(), code.clone()));
        level.countries.push(CountryLabel { anchor, names: Names::new(names) });
    }
    let mut map = super::pack(None, &[licences::CLDR]);
    map.levels.push(level);
    Ok(map)
}
