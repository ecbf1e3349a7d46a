//! One level from the cells its box touches.

use std::collections::BTreeMap;

use super::weave::{self, Point, UNITS, Weave};
use super::{Archive, Atlas, CODE, Cell, Cut, Scope, label};
use crate::error::Error;
use crate::geo::{Area, AreaKind, Bounds, CountryLabel, Level, Line, LineKind, LonLat, Names, Town, clip, distance_m};

/// Lines alike but for their course, and their courses.
struct Kin {
    like: Line,
    courses: Vec<Vec<Point>>,
}

/// A box whose longitudes are taken from its middle, so that none is beyond the antimeridian.
struct Flat {
    /// The middle in units.
    middle: i32,
    bounds: Bounds,
}

impl Flat {
    #[expect(clippy::cast_possible_truncation, reason = "at most twice 180,000")]
    fn new(bounds: &Bounds) -> Self {
        let units = |deg: f64| (deg * f64::from(UNITS)).round() as i32;
        let width = units(bounds.width_deg());
        let middle = units(bounds.west_deg()) + width / 2;
        let west = units(bounds.west_deg()) - middle;
        let degrees = |units: i32| f64::from(units) / f64::from(UNITS);
        let (south, north) = (bounds.south_deg(), bounds.north_deg());
        let flat = Bounds::new(degrees(west), south, degrees(west + width), north);
        Self { middle, bounds: flat.unwrap_or(Bounds::WORLD) }
    }

    /// The piece of a ring in the box; empty where nothing is.
    fn ring(&self, ring: &[Point]) -> Vec<LonLat> {
        let positions: Vec<LonLat> = ring.iter().filter_map(|at| weave::position(*at, self.middle)).collect();
        clip::ring(&positions, &self.bounds)
    }

    /// The pieces of a line in the box.
    fn line(&self, line: &[Point]) -> Vec<Vec<LonLat>> {
        let positions: Vec<LonLat> = line.iter().filter_map(|at| weave::position(*at, self.middle)).collect();
        clip::line(&positions, &self.bounds)
    }

    /// A position where it is on the earth.
    fn back(&self, at: LonLat) -> LonLat {
        LonLat::wrapped(at.lon_deg() + f64::from(self.middle) / f64::from(UNITS), at.lat_deg())
    }

    fn all_back(&self, line: &[LonLat]) -> Vec<LonLat> {
        line.iter().map(|at| self.back(*at)).collect()
    }
}

impl Atlas<'_> {
    /// One level of a map.
    ///
    /// # Errors
    /// Where the atlas is damaged.
    pub fn cut(&self, scope: &Scope) -> Result<Cut, Error> {
        let (ground, countries) = self.ground(scope)?;
        Ok(Cut { ground, countries, water: self.water(scope)?, towns: self.towns(scope)? })
    }

    fn ground(&self, scope: &Scope) -> Result<(Level, Level), Error> {
        let flat = Flat::new(&scope.bounds);
        let mut lands: BTreeMap<String, Vec<Vec<Point>>> = BTreeMap::new();
        let mut kin: Vec<Kin> = Vec::new();
        for (map, turns) in levels(&self.ground, &scope.bounds)? {
            for area in &map.areas {
                let code = area.names.exact(CODE).unwrap_or_default().to_owned();
                lands.entry(code).or_default().extend(area.rings.iter().map(|ring| points(ring, turns)));
            }
            for line in map.lines {
                let wanted = match line.kind {
                    LineKind::Division => scope.divisions,
                    LineKind::Former => scope.former,
                    _ => true,
                };
                if wanted {
                    add(&mut kin, line, turns);
                }
            }
        }
        let mut land = weave::dissolve(lands.values().flatten());
        land.retain(|ring| area_km2(ring) >= scope.island_km2);
        let lands: BTreeMap<&String, Vec<Vec<Point>>> =
            lands.iter().map(|(code, rings)| (code, weave::dissolve(rings.iter()))).collect();
        for kin in &mut kin {
            kin.courses = weave::join(std::mem::take(&mut kin.courses));
        }
        // What is simplified together stays together.
        let closed: Vec<Vec<Point>> = land.iter().chain(lands.values().flatten()).map(|ring| closed_ring(ring)).collect();
        let courses = kin.iter().flat_map(|kin| kin.courses.iter().map(Vec::as_slice));
        let paths = courses.chain(closed.iter().map(Vec::as_slice));
        let mut woven = Weave::new(paths, scope.tolerance_deg, flat.middle);

        let mut level = empty(scope);
        let mut rings = Vec::new();
        for ring in closed.get(..land.len()).unwrap_or_default() {
            let ring = flat.ring(&open(woven.simplified(ring)));
            if ring.is_empty() {
                continue;
            }
            for shore in clip::off_edge(&ring, &flat.bounds) {
                level.lines.push(plain(LineKind::Coast, flat.all_back(&shore)));
            }
            rings.push(flat.all_back(&ring));
        }
        if !rings.is_empty() {
            level.areas.push(Area { kind: AreaKind::Land, date: None, names: Names::default(), rings });
        }
        for kin in &kin {
            for course in &kin.courses {
                for piece in flat.line(&woven.simplified(course)) {
                    level.lines.push(Line { points: flat.all_back(&piece), ..kin.like.clone() });
                }
            }
        }
        level.lines.sort_by_key(|line| line.kind);

        let mut countries = empty(scope);
        let names = self.countries.levels.iter().flat_map(|level| &level.countries);
        let names: BTreeMap<&str, &Names> =
            names.filter_map(|country| Some((country.names.exact(CODE)?, &country.names))).collect();
        for (code, rings) in lands {
            let Some(names) = names.get(code.as_str()) else { continue };
            let rings: Vec<Vec<LonLat>> =
                rings.iter().map(|ring| flat.ring(&open(woven.simplified(&closed_ring(ring))))).collect();
            if let Some(anchor) = label::anchor(&rings, scope.label_km) {
                let names = names.iter().filter(|(tag, _)| *tag != CODE);
                let names = Names::new(names.map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect());
                countries.countries.push(CountryLabel { anchor: flat.back(anchor), names });
            }
        }
        Ok((level, countries))
    }

    fn water(&self, scope: &Scope) -> Result<Level, Error> {
        let flat = Flat::new(&scope.bounds);
        let mut rings: Vec<Vec<Point>> = Vec::new();
        let mut kin: Vec<Kin> = Vec::new();
        for (map, turns) in levels(&self.water, &scope.bounds)? {
            rings.extend(map.areas.iter().flat_map(|area| &area.rings).map(|ring| points(ring, turns)));
            for line in map.lines.into_iter().filter(|line| line.rank <= scope.river_rank) {
                add(&mut kin, line, turns);
            }
        }
        let mut lakes = weave::dissolve(rings.iter());
        lakes.retain(|ring| area_km2(ring) >= scope.lake_km2);
        let closed: Vec<Vec<Point>> = lakes.iter().map(|ring| closed_ring(ring)).collect();
        for kin in &mut kin {
            kin.courses = weave::join(std::mem::take(&mut kin.courses));
        }
        let courses = kin.iter().flat_map(|kin| kin.courses.iter().map(Vec::as_slice));
        let paths = courses.chain(closed.iter().map(Vec::as_slice));
        let mut woven = Weave::new(paths, scope.tolerance_deg, flat.middle);
        let mut level = empty(scope);
        let pieces: Vec<Vec<LonLat>> = closed
            .iter()
            .map(|ring| flat.ring(&open(woven.simplified(ring))))
            .filter(|ring| !ring.is_empty())
            .map(|ring| flat.all_back(&ring))
            .collect();
        if !pieces.is_empty() {
            level.areas.push(Area { kind: AreaKind::Lake, date: None, names: Names::default(), rings: pieces });
        }
        for kin in &kin {
            for course in &kin.courses {
                for piece in flat.line(&woven.simplified(course)) {
                    level.lines.push(Line { points: flat.all_back(&piece), ..kin.like.clone() });
                }
            }
        }
        level.lines.sort_by_key(|line| line.rank);
        Ok(level)
    }

    fn towns(&self, scope: &Scope) -> Result<Level, Error> {
        let mut found: Vec<Town> = Vec::new();
        for (map, _) in levels(&self.towns, &scope.bounds)? {
            let wanted = |town: &Town| town.rank <= scope.town_rank && scope.bounds.contains(town.at);
            found.extend(map.towns.into_iter().filter(wanted));
        }
        // Within a rank the order of the cells, and in each the greater town first.
        found.sort_by_key(|town| town.rank);
        let mut level = empty(scope);
        for town in found {
            let near = |other: &Town| {
                (other.at.lat_deg() - town.at.lat_deg()).abs() * 110.0 < scope.town_km
                    && distance_m(other.at, town.at) < scope.town_km * 1000.0
            };
            if !level.towns.iter().any(near) {
                level.towns.push(town);
            }
        }
        Ok(level)
    }
}

/// What the cells hold that a box touches, with the turns each lies to the east.
fn levels(archive: &Archive<'_>, bounds: &Bounds) -> Result<Vec<(Level, u8)>, Error> {
    let mut found = Vec::new();
    for (cell, turns) in Cell::touching(bounds) {
        let map = archive.cell(cell)?;
        found.extend(map.into_iter().flat_map(|map| map.levels).map(|level| (level, turns)));
    }
    Ok(found)
}

fn add(all: &mut Vec<Kin>, line: Line, turns: u8) {
    let course = points(&line.points, turns);
    let alike = |kin: &&mut Kin| {
        let like = &kin.like;
        (like.kind, like.rank, like.date) == (line.kind, line.rank, line.date) && like.names == line.names
    };
    match all.iter_mut().find(alike) {
        Some(kin) => kin.courses.push(course),
        None => all.push(Kin { like: Line { points: Vec::new(), ..line }, courses: vec![course] }),
    }
}

fn points(line: &[LonLat], turns: u8) -> Vec<Point> {
    let mut points: Vec<Point> = line.iter().map(|at| weave::point(*at, turns)).collect();
    points.dedup();
    points
}

/// A ring that ends with its first point.
fn closed_ring(ring: &[Point]) -> Vec<Point> {
    ring.iter().chain(ring.first()).copied().collect()
}

/// A ring without its first point at the end.
fn open(mut ring: Vec<Point>) -> Vec<Point> {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// The area of a ring in square kilometres, as good as needed to leave out islands.
fn area_km2(ring: &[Point]) -> f64 {
    const KM: f64 = 111.2 / UNITS as f64;
    let Some(first) = ring.first() else { return 0.0 };
    let x = |at: &Point| {
        let shrink = (f64::from(at.1) / f64::from(UNITS)).to_radians().cos();
        f64::from(at.0 - first.0) * shrink * KM
    };
    let y = |at: &Point| f64::from(at.1 - first.1) * KM;
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|(a, b)| x(a) * y(b) - x(b) * y(a)).sum();
    twice.abs() / 2.0
}

fn plain(kind: LineKind, points: Vec<LonLat>) -> Line {
    Line { kind, rank: 0, date: None, names: Names::default(), points }
}

fn empty(scope: &Scope) -> Level {
    Level {
        bounds: scope.bounds,
        min_zoom: scope.min_zoom,
        lines: Vec::new(),
        areas: Vec::new(),
        countries: Vec::new(),
        towns: Vec::new(),
    }
}
