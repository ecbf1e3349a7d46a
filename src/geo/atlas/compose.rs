//! One level from the cells its box touches.

use std::collections::BTreeMap;

use super::weave::{self, Point, UNITS, Weave};
use super::{Archive, Atlas, CODE, Cell, Cut, Scope, label};
use crate::error::Error;
use crate::geo::{
    Area, AreaKind, Bounds, CountryLabel, Level, Line, LineKind, LonLat, Names, Town, clip, distance_m,
};

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

/// What the cells hold that a box touches, put together and not yet simplified.
pub struct Gathered<'a> {
    bounds: Bounds,
    flat: Flat,
    /// The land of all.
    land: Vec<Vec<Point>>,
    /// The land of each country that has names.
    countries: Vec<(&'a Names, Vec<Vec<Point>>)>,
    borders: Vec<Kin>,
    lakes: Vec<Vec<Point>>,
    rivers: Vec<Kin>,
    /// By rank; within a rank in the order of the cells, and in each the greater town first.
    towns: Vec<Town>,
}

impl Atlas<'_> {
    /// Collects what a box touches. Any number of levels can be cut from it.
    ///
    /// # Errors
    /// Where the atlas is damaged.
    pub fn gather(&self, bounds: &Bounds) -> Result<Gathered<'_>, Error> {
        let mut lands: BTreeMap<String, Vec<Vec<Point>>> = BTreeMap::new();
        let mut borders: Vec<Kin> = Vec::new();
        for (map, turns) in levels(&self.ground, bounds)? {
            for area in &map.areas {
                let code = area.names.exact(CODE).unwrap_or_default().to_owned();
                lands.entry(code).or_default().extend(area.rings.iter().map(|ring| points(ring, turns)));
            }
            for line in map.lines {
                add(&mut borders, line, turns);
            }
        }
        let mut lakes: Vec<Vec<Point>> = Vec::new();
        let mut rivers: Vec<Kin> = Vec::new();
        for (map, turns) in levels(&self.water, bounds)? {
            lakes.extend(map.areas.iter().flat_map(|area| &area.rings).map(|ring| points(ring, turns)));
            for line in map.lines {
                add(&mut rivers, line, turns);
            }
        }
        let mut towns: Vec<Town> = Vec::new();
        for (map, _) in levels(&self.towns, bounds)? {
            towns.extend(map.towns.into_iter().filter(|town| bounds.contains(town.at)));
        }
        towns.sort_by_key(|town| town.rank);
        for kin in borders.iter_mut().chain(&mut rivers) {
            kin.courses = weave::join(std::mem::take(&mut kin.courses));
        }
        let names = self.countries.levels.iter().flat_map(|level| &level.countries);
        let names: BTreeMap<&str, &Names> =
            names.filter_map(|country| Some((country.names.exact(CODE)?, &country.names))).collect();
        let land = weave::dissolve(lands.values().flatten());
        let named = |(code, rings): (&String, &Vec<Vec<Point>>)| {
            names.get(code.as_str()).map(|names| (*names, weave::dissolve(rings.iter())))
        };
        Ok(Gathered {
            bounds: *bounds,
            flat: Flat::new(bounds),
            land,
            countries: lands.iter().filter_map(named).collect(),
            borders,
            lakes: weave::dissolve(lakes.iter()),
            rivers,
            towns,
        })
    }
}

impl Gathered<'_> {
    /// One level of a map.
    pub fn cut(&self, scope: &Scope) -> Cut {
        let (ground, countries) = self.ground(scope);
        Cut { ground, countries, water: self.water(scope), towns: self.towns(scope) }
    }

    fn ground(&self, scope: &Scope) -> (Level, Level) {
        let wanted = |kin: &&Kin| match kin.like.kind {
            LineKind::Division => scope.divisions,
            LineKind::Former => scope.former,
            _ => true,
        };
        let kin: Vec<&Kin> = self.borders.iter().filter(wanted).collect();
        let land = large(&self.land, scope.island_km2);
        let countries: Vec<(&Names, Vec<Vec<Point>>)> =
            self.countries.iter().map(|(names, rings)| (*names, large(rings, scope.island_km2))).collect();
        // What is simplified together stays together.
        let mut woven =
            self.weave(&kin, land.iter().chain(countries.iter().flat_map(|(_, rings)| rings)), scope);
        let mut level = self.empty(scope);
        let mut rings = Vec::new();
        for ring in self.rings(&mut woven, &land) {
            for shore in clip::off_edge(&ring, &self.flat.bounds) {
                level.lines.push(plain(LineKind::Coast, self.flat.all_back(&shore)));
            }
            rings.push(self.flat.all_back(&ring));
        }
        if !rings.is_empty() {
            level.areas.push(Area { kind: AreaKind::Land, date: None, names: Names::default(), rings });
        }
        level.lines.extend(self.lines(&mut woven, &kin));
        level.lines.sort_by_key(|line| line.kind);

        let mut labels = self.empty(scope);
        for (names, rings) in countries {
            if let Some(anchor) = label::anchor(&self.rings(&mut woven, &rings), scope.label_km) {
                let names = names.iter().filter(|(tag, _)| *tag != CODE);
                let names = Names::new(names.map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect());
                labels.countries.push(CountryLabel { anchor: self.flat.back(anchor), names });
            }
        }
        (level, labels)
    }

    fn water(&self, scope: &Scope) -> Level {
        let kin: Vec<&Kin> = self.rivers.iter().filter(|kin| kin.like.rank <= scope.river_rank).collect();
        let lakes = large(&self.lakes, scope.lake_km2);
        let mut woven = self.weave(&kin, lakes.iter(), scope);
        let mut level = self.empty(scope);
        let rings: Vec<Vec<LonLat>> =
            self.rings(&mut woven, &lakes).iter().map(|ring| self.flat.all_back(ring)).collect();
        if !rings.is_empty() {
            level.areas.push(Area { kind: AreaKind::Lake, date: None, names: Names::default(), rings });
        }
        level.lines = self.lines(&mut woven, &kin);
        level.lines.sort_by_key(|line| line.rank);
        level
    }

    fn towns(&self, scope: &Scope) -> Level {
        let mut level = self.empty(scope);
        for town in self.towns.iter().filter(|town| town.rank <= scope.town_rank) {
            let near = |other: &Town| {
                (other.at.lat_deg() - town.at.lat_deg()).abs() * 110.0 < scope.town_km
                    && distance_m(other.at, town.at) < scope.town_km * 1000.0
            };
            if !level.towns.iter().any(near) {
                level.towns.push(town.clone());
            }
        }
        level
    }

    /// What lines and (closed) rings have in common.
    fn weave<'a>(
        &self,
        kin: &'a [&Kin],
        rings: impl Iterator<Item = &'a Vec<Point>>,
        scope: &Scope,
    ) -> Weave {
        let courses = kin.iter().flat_map(|kin| kin.courses.iter().map(Vec::as_slice));
        Weave::new(courses.chain(rings.map(Vec::as_slice)), scope.tolerance_deg, self.flat.middle)
    }

    /// The pieces of (closed) rings in the box, simplified, in longitudes from its middle.
    fn rings(&self, woven: &mut Weave, rings: &[Vec<Point>]) -> Vec<Vec<LonLat>> {
        let pieces = rings.iter().map(|ring| self.flat.ring(&open(woven.simplified(ring))));
        pieces.filter(|ring| !ring.is_empty()).collect()
    }

    /// The pieces of lines in the box, simplified.
    fn lines(&self, woven: &mut Weave, kin: &[&Kin]) -> Vec<Line> {
        let mut lines = Vec::new();
        for kin in kin {
            for course in &kin.courses {
                for piece in self.flat.line(&woven.simplified(course)) {
                    lines.push(Line { points: self.flat.all_back(&piece), ..kin.like.clone() });
                }
            }
        }
        lines
    }

    fn empty(&self, scope: &Scope) -> Level {
        Level {
            bounds: self.bounds,
            min_zoom: scope.min_zoom,
            lines: Vec::new(),
            areas: Vec::new(),
            countries: Vec::new(),
            towns: Vec::new(),
        }
    }
}

/// The rings that are large enough, each closed by its first point.
fn large(rings: &[Vec<Point>], least_km2: f64) -> Vec<Vec<Point>> {
    let large = rings.iter().filter(|ring| area_km2(ring) >= least_km2);
    large.map(|ring| ring.iter().chain(ring.first()).copied().collect()).collect()
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
