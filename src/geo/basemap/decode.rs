//! Reading a base map pack.
//!
//! A pack is bytes in this order, all numbers varints (7 bits a byte, the lowest first), signed ones zigzag:
//!
//! ```text
//! "CCBM"  version=1  units per degree
//! epoch                0 for none, else 1 + zigzag(year); every date likewise
//! tags, credits        each: count, then strings (length in bytes, UTF-8)
//! levels               count, then for each:
//!   min_zoom  west south east north          zigzag, in units
//!   arcs               count, then for each: count of points, then (lon, lat) zigzag, each less the one before;
//!                      the first of an arc less the first of the arc before, the very first less (west, south)
//!   lines              count, then for each: kind rank date names path
//!   areas              count, then for each: kind date names, count of rings, a path each
//!   countries          count, then for each: lon lat (less the one before) names
//!   towns              count, then for each: rank lon lat (less the one before) names
//! names                count, then (tag, string)
//! path                 count of arcs, then twice the number of each, plus 1 where it runs backwards
//! ```
//!
//! Arcs are shared: a border that also bounds a disputed area is stored once.

use super::{Area, AreaKind, Basemap, CountryLabel, Line, LineKind, Town};
use crate::error::Error;
use crate::geo::{Bounds, LonLat, Names};

/// The first bytes of a pack.
pub(super) const MAGIC: &[u8; 4] = b"CCBM";
/// The version this code reads and writes.
pub(super) const VERSION: u64 = 1;
/// How many positions a pack may unfold to: arcs are shared, so a few hostile bytes could ask for any number.
const MAX_POINTS: usize = 1 << 20;
/// How many packs in a file, levels and credits in a pack, and names of a thing there may be: each is compared with each.
pub(super) const MAX_FEW: usize = 64;

impl Basemap {
    /// Reads a file of one pack, or of several end to end, which are [merged](Basemap::merge): data of different
    /// licences stays in packs of its own and still takes one request.
    ///
    /// Total: any bytes give a map or an error with the offset where reading stopped (code `basemap-format` for what is
    /// no pack, `basemap-version` for another version, `basemap-damaged` otherwise), and the memory taken is bounded.
    ///
    /// ```
    /// use chronocarte::geo::Basemap;
    ///
    /// let error = Basemap::decode(b"{\"type\": \"Topology\"}").unwrap_err();
    /// assert_eq!((error.code, error.at), ("basemap-format", Some(0)));
    /// ```
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader {
            rest: bytes,
            points: 0,
            units: 1.0,
            tags: Vec::new(),
            arcs: Vec::new(),
            // One message for all damage: which number was wrong helps nobody, where it was does.
            refused: ("basemap-damaged", "this base map pack is damaged or incomplete", None),
        };
        reader.file(bytes.len()).ok_or_else(|| {
            let (code, message, at) = reader.refused;
            Error::new(code, message).at(at.unwrap_or(bytes.len() - reader.rest.len()))
        })
    }
}

/// What is left to read, and what was learnt on the way.
struct Reader<'a> {
    rest: &'a [u8],
    /// Positions handed out so far.
    points: usize,
    /// Units in a degree.
    units: f64,
    tags: Vec<&'a str>,
    /// The arcs of the level.
    arcs: Vec<Vec<LonLat>>,
    /// The code and message of what is refused, and where; without a place, where reading stopped.
    refused: (&'static str, &'static str, Option<usize>),
}

/// A position in units, before it is known to be on the earth.
type Raw = (i64, i64);

impl<'a> Reader<'a> {
    /// All packs of a file of `length` bytes.
    fn file(&mut self, length: usize) -> Option<Basemap> {
        let mut map = Basemap::default();
        for nth in 0..MAX_FEW {
            if nth > 0 && self.rest.is_empty() {
                break;
            }
            self.pack(length, &mut map)?;
        }
        self.rest.is_empty().then_some(map)
    }

    fn pack(&mut self, length: usize, map: &mut Basemap) -> Option<()> {
        let start = length - self.rest.len();
        let Some(rest) = self.rest.strip_prefix(MAGIC.as_slice()) else {
            self.refused = ("basemap-format", "this file is not a base map pack", Some(start));
            return None;
        };
        self.rest = rest;
        if self.number() != Some(VERSION) {
            let message = "this base map pack is of a version that is not known";
            self.refused = ("basemap-version", message, Some(start + MAGIC.len()));
            return None;
        }
        let units = u32::try_from(self.number()?).ok().filter(|units| (1..=10_000_000).contains(units))?;
        self.units = f64::from(units);
        map.epoch = map.epoch.or(self.date()?);
        self.tags.clear();
        for _ in 0..self.count()? {
            let tag = self.text()?;
            self.tags.push(tag);
        }
        for _ in 0..self.few()? {
            map.add_credit(self.text()?);
        }
        let mut zoom = 0;
        for _ in 0..self.few()? {
            let least = zoom;
            zoom = self.byte()?;
            // The order is part of the promise to painters.
            if zoom < least {
                return None;
            }
            self.level(zoom, map)?;
        }
        Some(())
    }

    fn level(&mut self, min_zoom: u8, map: &mut Basemap) -> Option<()> {
        let corner = (self.signed()?, self.signed()?);
        let opposite = (self.signed()?, self.signed()?);
        let (low, high) = (self.position(corner)?, self.position(opposite)?);
        let bounds = Bounds::new(low.lon_deg(), low.lat_deg(), high.lon_deg(), high.lat_deg())?;
        self.arcs(corner)?;
        let level = map.level_of(min_zoom, bounds)?;
        for _ in 0..self.count()? {
            let kind = *LineKind::ALL.get(usize::from(self.byte()?))?;
            let rank = self.byte()?;
            let (date, names) = (self.date()?, self.names()?);
            level.lines.push(Line { kind, rank, date, names, points: self.path()? });
        }
        for _ in 0..self.count()? {
            let kind = *AreaKind::ALL.get(usize::from(self.byte()?))?;
            let (date, names) = (self.date()?, self.names()?);
            level.areas.push(Area { kind, date, names, rings: self.rings()? });
        }
        let mut at = corner;
        for _ in 0..self.count()? {
            let anchor = self.step(&mut at)?;
            level.countries.push(CountryLabel { anchor, names: self.names()? });
        }
        at = corner;
        for _ in 0..self.count()? {
            let rank = self.byte()?;
            let here = self.step(&mut at)?;
            level.add_town(Town { at: here, rank, names: self.names()? });
        }
        Some(())
    }

    fn arcs(&mut self, corner: Raw) -> Option<()> {
        self.arcs.clear();
        let mut start = corner;
        for _ in 0..self.count()? {
            let count = self.count()?;
            if count < 2 {
                return None;
            }
            let mut arc = vec![self.step(&mut start)?];
            let mut at = start;
            for _ in 1..count {
                arc.push(self.step(&mut at)?);
            }
            self.arcs.push(arc);
        }
        Some(())
    }

    /// The arcs of a path joined; where one begins at the end of the one before, that position stands once.
    fn path(&mut self) -> Option<Vec<LonLat>> {
        let mut points: Vec<LonLat> = Vec::new();
        for _ in 0..self.count()? {
            let number = self.number()?;
            let arc = self.arcs.get(usize::try_from(number >> 1).ok()?)?;
            self.points += arc.len();
            if self.points > MAX_POINTS {
                return None;
            }
            let joined = points.len();
            if number & 1 == 0 {
                points.extend(arc);
            } else {
                points.extend(arc.iter().rev());
            }
            if joined > 0 && points.get(joined - 1) == points.get(joined) {
                points.remove(joined);
            }
        }
        (points.len() >= 2).then_some(points)
    }

    fn rings(&mut self) -> Option<Vec<Vec<LonLat>>> {
        let mut rings = Vec::new();
        for _ in 0..self.count()? {
            let mut ring = self.path()?;
            if ring.first() == ring.last() {
                ring.pop();
            }
            if ring.len() < 3 {
                return None;
            }
            rings.push(ring);
        }
        Some(rings)
    }

    fn names(&mut self) -> Option<Names> {
        let mut names = Names::default();
        for _ in 0..self.few()? {
            let number = usize::try_from(self.number()?).ok()?;
            let tag = *self.tags.get(number)?;
            names.add(tag, self.text()?);
        }
        Some(names)
    }

    /// Moves by the next two numbers.
    fn step(&mut self, at: &mut Raw) -> Option<LonLat> {
        let (lon, lat) = (self.signed()?, self.signed()?);
        *at = (at.0.checked_add(lon)?, at.1.checked_add(lat)?);
        self.position(*at)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a number too large to be exact is not on the earth either"
    )]
    fn position(&self, (lon, lat): Raw) -> Option<LonLat> {
        LonLat::new(lon as f64 / self.units, lat as f64 / self.units)
    }

    fn date(&mut self) -> Option<Option<i32>> {
        match self.number()?.checked_sub(1) {
            None => Some(None),
            Some(number) => Some(Some(i32::try_from(unzigzag(number)).ok()?)),
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        str::from_utf8(text).ok()
    }

    /// A count of things that take at least a byte each: never more than there are bytes left.
    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.rest.len())
    }

    /// A count of things there are only ever a few of.
    fn few(&mut self) -> Option<usize> {
        self.count().filter(|count| *count <= MAX_FEW)
    }

    fn signed(&mut self) -> Option<i64> {
        self.number().map(unzigzag)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        // Nine groups of seven bits: 63 bits, more than any number in a pack.
        for shift in 0..9 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << (shift * 7);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

/// 0, 1, 2, 3 … stand for 0, -1, 1, -2 ….
fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
