//! Writing a base map pack (native only); the layout is described where it is read.

use super::decode::{MAGIC, MAX_FEW, VERSION};
use super::{Area, AreaKind, Basemap, Level, Line, LineKind};
use crate::geo::{LonLat, Names};
use std::collections::HashMap;

/// A position in units.
type Raw = (i64, i64);

impl Basemap {
    /// The map as a pack with positions rounded to `units_per_degree` (1000 is 111 m of latitude). Lines and rings
    /// that run over the same points share them, in either direction. The same map gives the same bytes.
    ///
    /// Repeated points are dropped, and so is what shrinks to a point: a line of one point, a ring of two, an area of
    /// no ring. Of more than 64 names of one thing the first 64 are written.
    pub fn encode(&self, units_per_degree: u32) -> Vec<u8> {
        let units = f64::from(units_per_degree.max(1));
        let mut tags: Vec<&str> = self.names().flat_map(Names::iter).map(|(tag, _)| tag).collect();
        tags.sort_unstable();
        tags.dedup();
        let mut writer = Writer { bytes: MAGIC.to_vec(), units, tags };
        writer.number(VERSION);
        writer.number(u64::from(units_per_degree.max(1)));
        writer.date(self.epoch);
        writer.count(writer.tags.len());
        for tag in writer.tags.clone() {
            writer.text(tag);
        }
        writer.count(self.credits.len());
        for credit in &self.credits {
            writer.text(credit);
        }
        let mut levels: Vec<&Level> = self.levels.iter().collect();
        levels.sort_by_key(|level| level.min_zoom);
        writer.count(levels.len());
        for level in levels {
            writer.level(level);
        }
        writer.bytes
    }

    /// Every set of names in the map.
    fn names(&self) -> impl Iterator<Item = &Names> {
        self.levels.iter().flat_map(|level| {
            let lines = level.lines.iter().map(|line| &line.names);
            let areas = level.areas.iter().map(|area| &area.names);
            let countries = level.countries.iter().map(|country| &country.names);
            let towns = level.towns.iter().map(|town| &town.names);
            lines.chain(areas).chain(countries).chain(towns)
        })
    }
}

struct Writer<'a> {
    bytes: Vec<u8>,
    units: f64,
    /// Sorted.
    tags: Vec<&'a str>,
}

impl Writer<'_> {
    fn level(&mut self, level: &Level) {
        self.bytes.push(level.min_zoom);
        let corner = self.raw_deg(level.bounds.west_deg(), level.bounds.south_deg());
        let opposite = self.raw_deg(level.bounds.east_deg(), level.bounds.north_deg());
        for number in [corner.0, corner.1, opposite.0, opposite.1] {
            self.signed(number);
        }
        let lines: Vec<(&Line, Vec<Raw>)> = level
            .lines
            .iter()
            .map(|line| (line, self.raw_line(&line.points)))
            .filter(|(_, points)| points.len() >= 2)
            .collect();
        let areas: Vec<(&Area, Vec<Vec<Raw>>)> = level
            .areas
            .iter()
            .map(|area| (area, area.rings.iter().filter_map(|ring| self.raw_ring(ring)).collect()))
            .filter(|(_, rings): &(_, Vec<_>)| !rings.is_empty())
            .collect();
        let mut arcs =
            Arcs::new(lines.iter().map(|(_, p)| p).chain(areas.iter().flat_map(|(_, rings)| rings)));
        let line_paths: Vec<Vec<u64>> = lines.iter().map(|(_, points)| arcs.path(points)).collect();
        let area_paths: Vec<Vec<Vec<u64>>> =
            areas.iter().map(|(_, rings)| rings.iter().map(|ring| arcs.path(ring)).collect()).collect();

        self.count(arcs.list.len());
        let mut start = corner;
        for arc in &arcs.list {
            self.count(arc.len());
            let mut at = start;
            for point in arc {
                self.step(&mut at, *point);
            }
            start = arc.first().copied().unwrap_or(start);
        }
        self.count(lines.len());
        for ((line, _), path) in lines.iter().zip(&line_paths) {
            self.bytes.push(place(&LineKind::ALL, line.kind));
            self.bytes.push(line.rank);
            self.date(line.date);
            self.write_names(&line.names);
            self.path(path);
        }
        self.count(areas.len());
        for ((area, _), paths) in areas.iter().zip(&area_paths) {
            self.bytes.push(place(&AreaKind::ALL, area.kind));
            self.date(area.date);
            self.write_names(&area.names);
            self.count(paths.len());
            for path in paths {
                self.path(path);
            }
        }
        self.count(level.countries.len());
        let mut at = corner;
        for country in &level.countries {
            let anchor = self.raw(country.anchor);
            self.step(&mut at, anchor);
            self.write_names(&country.names);
        }
        self.count(level.towns.len());
        at = corner;
        for town in &level.towns {
            self.bytes.push(town.rank);
            let here = self.raw(town.at);
            self.step(&mut at, here);
            self.write_names(&town.names);
        }
    }

    fn raw_line(&self, points: &[LonLat]) -> Vec<Raw> {
        let mut raw: Vec<Raw> = points.iter().map(|point| self.raw(*point)).collect();
        raw.dedup();
        raw
    }

    /// A ring closed by its first point; `None` where it has shrunk to nothing.
    fn raw_ring(&self, points: &[LonLat]) -> Option<Vec<Raw>> {
        let mut ring = self.raw_line(points);
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring.push(*ring.first()?);
        (ring.len() >= 4).then_some(ring)
    }

    fn raw(&self, point: LonLat) -> Raw {
        self.raw_deg(point.lon_deg(), point.lat_deg())
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most 180 times a 32-bit number")]
    fn raw_deg(&self, lon: f64, lat: f64) -> Raw {
        ((lon * self.units).round() as i64, (lat * self.units).round() as i64)
    }

    fn step(&mut self, at: &mut Raw, to: Raw) {
        self.signed(to.0 - at.0);
        self.signed(to.1 - at.1);
        *at = to;
    }

    fn path(&mut self, path: &[u64]) {
        self.count(path.len());
        for number in path {
            self.number(*number);
        }
    }

    fn write_names(&mut self, names: &Names) {
        self.count(names.iter().count().min(MAX_FEW));
        for (tag, name) in names.iter().take(MAX_FEW) {
            self.count(self.tags.partition_point(|other| *other < tag));
            self.text(name);
        }
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn date(&mut self, year: Option<i32>) {
        self.number(year.map_or(0, |year| 1 + zigzag(i64::from(year))));
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    fn signed(&mut self, number: i64) {
        self.number(zigzag(number));
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

/// 0, 1, 2, 3 … for 0, -1, 1, -2 ….
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

/// The number of a kind in the pack.
#[expect(clippy::cast_possible_truncation, reason = "the tables are short")]
fn place<T: PartialEq>(all: &[T], kind: T) -> u8 {
    all.iter().position(|other| *other == kind).unwrap_or(0) as u8
}

/// What paths run over, each piece once.
struct Arcs {
    list: Vec<Vec<Raw>>,
    numbers: HashMap<Vec<Raw>, u64>,
    /// The two neighbours of a point on the way through it, smaller first; `None` where ways differ or one ends: there
    /// the arcs are cut.
    through: HashMap<Raw, Option<(Raw, Raw)>>,
}

impl Arcs {
    fn new<'a>(paths: impl Iterator<Item = &'a Vec<Raw>>) -> Self {
        let mut through = HashMap::new();
        for path in paths {
            for end in [path.first(), path.last()].into_iter().flatten() {
                through.insert(*end, None);
            }
            for window in path.windows(3) {
                let [before, at, after] = window else { continue };
                let pair = Some((*before.min(after), *before.max(after)));
                through
                    .entry(*at)
                    .and_modify(|known| {
                        if *known != pair {
                            *known = None
                        }
                    })
                    .or_insert(pair);
            }
        }
        Self { list: Vec::new(), numbers: HashMap::new(), through }
    }

    /// The path as arcs: the number of each doubled, odd where it runs backwards.
    fn path(&mut self, points: &[Raw]) -> Vec<u64> {
        let mut path = Vec::new();
        let mut arc: Vec<Raw> = Vec::new();
        for (index, point) in points.iter().enumerate() {
            arc.push(*point);
            let cut = self.through.get(point).is_none_or(Option::is_none) || index + 1 == points.len();
            if cut && arc.len() >= 2 {
                let next = vec![*point];
                path.push(self.number(std::mem::replace(&mut arc, next)));
            }
        }
        path
    }

    fn number(&mut self, arc: Vec<Raw>) -> u64 {
        if let Some(number) = self.numbers.get(&arc) {
            return number << 1;
        }
        let backwards: Vec<Raw> = arc.iter().rev().copied().collect();
        if let Some(number) = self.numbers.get(&backwards) {
            return number << 1 | 1;
        }
        let number = self.list.len() as u64;
        self.list.push(arc.clone());
        self.numbers.insert(arc, number);
        number << 1
    }
}
