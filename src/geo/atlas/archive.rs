//! One layer of the whole world in one file: packs of five by five degrees.
//!
//! All numbers are varints (7 bits a byte, the lowest first):
//!
//! ```text
//! "CCBA"  version=1
//! common             length in bytes, then a base map pack: year, credits; no levels
//! cells              count, then for each: its number less the number of the one before (the first less 0), length
//! bodies             in the order of the cells: each a base map pack, compressed by brotli
//! ```
//!
//! The number of a cell is its row times 72 plus its column; rows count from the south pole, columns from the
//! antimeridian. A cell nothing is in has no body. Archives are read by native code only.

use std::io::Read;

use crate::error::Error;
use crate::geo::{Basemap, Bounds};

/// Degrees along the side of a cell.
pub const CELL_DEG: i32 = 5;
const COLUMNS: u16 = 72;
const ROWS: u16 = 36;
const MAGIC: &[u8; 4] = b"CCBA";
const VERSION: u64 = 1;
/// The most a body unfolds to; the greatest there is has a hundredth of it.
const MAX_BODY: u64 = 8 << 20;

/// Five by five degrees of the earth; never across the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(u16);

impl Cell {
    /// The cell of a column (0 to 71, from the antimeridian eastwards) and a row (0 to 35, from the south pole);
    /// `None` beyond them.
    pub fn new(column: u16, row: u16) -> Option<Self> {
        (column < COLUMNS && row < ROWS).then_some(Self(row * COLUMNS + column))
    }

    /// Degrees of its western and its southern edge.
    pub fn corner_deg(self) -> (i32, i32) {
        (i32::from(self.0 % COLUMNS) * CELL_DEG - 180, i32::from(self.0 / COLUMNS) * CELL_DEG - 90)
    }

    /// Its box.
    pub fn bounds(self) -> Bounds {
        let (west, south) = self.corner_deg();
        let edge = |deg: i32| f64::from(deg);
        let bounds = Bounds::new(edge(west), edge(south), edge(west + CELL_DEG), edge(south + CELL_DEG));
        bounds.unwrap_or(Bounds::WORLD)
    }

    /// The cells a box touches with more than an edge, row by row, each with the whole turns (0 or 1) it lies east of
    /// the world that begins at -180: 1 for what a box across the antimeridian holds beyond it.
    ///
    /// ```
    /// use chronocarte::geo::{Bounds, atlas::Cell};
    ///
    /// let fiji = Bounds::new(176.0, -19.0, -178.0, -16.0).unwrap();
    /// assert_eq!(Cell::touching(&fiji), [(Cell::new(71, 14).unwrap(), 0), (Cell::new(0, 14).unwrap(), 1)]);
    /// ```
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the table of cells")]
    pub fn touching(bounds: &Bounds) -> Vec<(Self, u8)> {
        let side = f64::from(CELL_DEG);
        let span = |low: f64, high: f64| {
            let first = (low / side).floor();
            (first as u16, ((high / side).ceil().max(first + 1.0)) as u16)
        };
        let west = bounds.west_deg() + 180.0;
        let (first, end) = span(west, west + bounds.width_deg());
        let (bottom, top) = span(bounds.south_deg() + 90.0, bounds.north_deg() + 90.0);
        let mut cells = Vec::new();
        for row in bottom..top.min(ROWS) {
            for column in first..end {
                cells.extend(Self::new(column % COLUMNS, row).map(|cell| (cell, (column / COLUMNS) as u8)));
            }
        }
        cells
    }
}

/// An archive whose directory is read.
#[derive(Clone, Debug)]
pub struct Archive<'a> {
    /// The year and the credits of every cell.
    pub common: Basemap,
    /// Ascending.
    cells: Vec<(Cell, &'a [u8])>,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive; the cells stay packed.
    ///
    /// # Errors
    /// Total: any bytes give an archive or an error (`atlas-format` for what is no archive, `atlas-version` for another
    /// version, `atlas-damaged` otherwise).
    ///
    /// ```
    /// use chronocarte::geo::atlas::Archive;
    ///
    /// assert_eq!(Archive::open(b"CCBM").unwrap_err().code, "atlas-format");
    /// ```
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let Some(mut rest) = bytes.strip_prefix(MAGIC.as_slice()) else {
            return Err(Error::new("atlas-format", "this file is no archive of base maps"));
        };
        if number(&mut rest) != Some(VERSION) {
            return Err(Error::new(
                "atlas-version",
                "this archive of base maps is of a version that is not known",
            ));
        }
        let common = take(&mut rest).ok_or_else(damaged)?;
        let common = Basemap::decode(common)?;
        let cells = directory(&mut rest).ok_or_else(damaged)?;
        Ok(Self { common, cells })
    }

    /// The cells there are, ascending, each with the size of its body in bytes, compressed.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, usize)> {
        self.cells.iter().map(|(cell, body)| (*cell, body.len()))
    }

    /// What is in a cell; `None` for a cell nothing is in.
    ///
    /// # Errors
    /// `atlas-damaged` where the body is no brotli stream or too long; that of [`Basemap::decode`] where it is no pack.
    pub fn cell(&self, cell: Cell) -> Result<Option<Basemap>, Error> {
        let Ok(place) = self.cells.binary_search_by_key(&cell, |(cell, _)| *cell) else { return Ok(None) };
        let Some((_, body)) = self.cells.get(place) else { return Ok(None) };
        let mut pack = Vec::new();
        let read = brotli::Decompressor::new(*body, 4096).take(MAX_BODY + 1).read_to_end(&mut pack);
        if read.is_err() || pack.len() as u64 > MAX_BODY {
            return Err(damaged());
        }
        Basemap::decode(&pack).map(Some)
    }

    /// An archive of cells, each with its body: a pack that is compressed already. Of two bodies of one cell the first
    /// is taken.
    pub fn write(common: &Basemap, cells: &[(Cell, Vec<u8>)]) -> Vec<u8> {
        let mut cells: Vec<&(Cell, Vec<u8>)> = cells.iter().collect();
        cells.sort_by_key(|(cell, _)| *cell);
        cells.dedup_by_key(|(cell, _)| *cell);
        let mut bytes = MAGIC.to_vec();
        write_number(&mut bytes, VERSION);
        let common = common.encode(1);
        write_number(&mut bytes, common.len() as u64);
        bytes.extend(common);
        write_number(&mut bytes, cells.len() as u64);
        let mut before = 0;
        for (cell, body) in &cells {
            write_number(&mut bytes, u64::from(cell.0 - before));
            write_number(&mut bytes, body.len() as u64);
            before = cell.0;
        }
        for (_, body) in cells {
            bytes.extend_from_slice(body);
        }
        bytes
    }
}

fn damaged() -> Error {
    Error::new("atlas-damaged", "this archive of base maps is damaged or incomplete")
}

fn directory<'a>(rest: &mut &'a [u8]) -> Option<Vec<(Cell, &'a [u8])>> {
    let count = number(rest).filter(|count| *count <= u64::from(COLUMNS * ROWS))?;
    let mut entries: Vec<(Cell, usize)> = Vec::new();
    for _ in 0..count {
        let step = u16::try_from(number(rest)?).ok()?;
        let cell = match entries.last() {
            None => step,
            // Ascending: a cell is not there twice.
            Some((before, _)) => before.0.checked_add(step).filter(|_| step > 0)?,
        };
        let length = usize::try_from(number(rest)?).ok()?;
        entries.push((Cell::new(cell % COLUMNS, cell / COLUMNS)?, length));
    }
    let mut cells = Vec::new();
    for (cell, length) in entries {
        let (body, after) = rest.split_at_checked(length)?;
        *rest = after;
        cells.push((cell, body));
    }
    rest.is_empty().then_some(cells)
}

/// A length and as many bytes.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in 0..9 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7f) << (shift * 7);
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
