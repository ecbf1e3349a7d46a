//! Reading one table of a GeoPackage: an SQLite file whose rows hold geometries.
//!
//! Only what the base map needs: a walk over the rows of an ordinary table, and lines as geometries. Formats: "Database
//! File Format" of the SQLite documentation; OGC 12-128 (GeoPackage) clause 2.1.3 for the blob, OGC 06-103r4 (WKB).

use anyhow::{Context, Result, bail};
use chronocarte::geo::LonLat;

/// A value of a row.
pub(super) enum Cell {
    /// NULL, a number, or anything else that is not asked for.
    Other,
    Text(String),
    Blob(Vec<u8>),
}

/// The rows of a table in the order of their keys.
pub(super) fn rows(file: &[u8], table: &str) -> Result<Vec<Vec<Cell>>> {
    let damaged = "a damaged SQLite file";
    if !file.starts_with(b"SQLite format 3\0") {
        bail!("this is no SQLite file");
    }
    let size = usize::from(u16::from_be_bytes([file[16], file[17]]));
    let database =
        Database { file, size: if size == 1 { 65536 } else { size }, reserved: usize::from(file[20]) };
    let mut schema = Vec::new();
    database.walk(1, &mut schema).context(damaged)?;
    // The schema's columns: type, name, table name, root page, SQL.
    for row in schema {
        if let [kind, name, ..] = row.cells.as_slice()
            && matches!((kind, name), (Cell::Text(kind), Cell::Text(name)) if kind == "table" && name == table)
        {
            let root = usize::try_from(*row.numbers.get(3).context(damaged)?).context(damaged)?;
            let mut rows = Vec::new();
            database.walk(root, &mut rows).context(damaged)?;
            return Ok(rows.into_iter().map(|row| row.cells).collect());
        }
    }
    bail!("the file has no table {table}")
}

/// The lines of a GeoPackage geometry: a line, or several.
pub(super) fn lines(blob: &[u8]) -> Option<Vec<Vec<LonLat>>> {
    let flags = *blob.get(3).filter(|_| blob.starts_with(b"GP"))?;
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    let mut wkb = blob.get(8 + envelope..)?;
    match header(&mut wkb)? {
        2 => Some(vec![line(&mut wkb)?]),
        5 => (0..number(&mut wkb)?)
            .map(|_| if header(&mut wkb)? == 2 { line(&mut wkb) } else { None })
            .collect(),
        _ => None,
    }
}

/// The type of the geometry that follows; only the little-endian order is known.
fn header(wkb: &mut &[u8]) -> Option<u32> {
    let (order, rest) = wkb.split_first()?;
    *wkb = rest;
    if *order == 1 { number(wkb) } else { None }
}

fn number(wkb: &mut &[u8]) -> Option<u32> {
    let (number, rest) = wkb.split_first_chunk::<4>()?;
    *wkb = rest;
    Some(u32::from_le_bytes(*number))
}

fn line(wkb: &mut &[u8]) -> Option<Vec<LonLat>> {
    let coordinate = |wkb: &mut &[u8]| {
        let (number, rest) = wkb.split_first_chunk::<8>()?;
        *wkb = rest;
        Some(f64::from_le_bytes(*number))
    };
    (0..number(wkb)?).map(|_| LonLat::new(coordinate(wkb)?, coordinate(wkb)?)).collect()
}

struct Database<'a> {
    file: &'a [u8],
    /// Bytes in a page.
    size: usize,
    /// Bytes at the end of each page that belong to extensions.
    reserved: usize,
}

struct Row {
    cells: Vec<Cell>,
    /// The same cells as whole numbers, 0 where they are none.
    numbers: Vec<i64>,
}

impl Database<'_> {
    /// Collects the rows of the table that starts at a page (pages count from 1).
    fn walk(&self, page: usize, rows: &mut Vec<Row>) -> Option<()> {
        let start = page.checked_sub(1)? * self.size;
        let bytes = self.file.get(start..start + self.size)?;
        // The first page begins with the header of the file.
        let header = if page == 1 { 100 } else { 0 };
        let kind = *bytes.get(header)?;
        let count = short(bytes, header + 3)?;
        let pointers = header + if kind == 5 { 12 } else { 8 };
        for index in 0..count {
            let cell = bytes.get(short(bytes, pointers + 2 * index)?..)?;
            match kind {
                5 => self.walk(long(cell, 0)?, rows)?,
                13 => rows.push(self.row(cell)?),
                _ => return None,
            }
        }
        if kind == 5 { self.walk(long(bytes, header + 8)?, rows) } else { Some(()) }
    }

    /// A row from its cell in a leaf page, and from overflow pages where it does not fit.
    fn row(&self, mut cell: &[u8]) -> Option<Row> {
        let length = usize::try_from(varint(&mut cell)?).ok()?;
        varint(&mut cell)?;
        let usable = self.size - self.reserved;
        let most = usable - 35;
        let mut payload;
        if length <= most {
            payload = cell.get(..length)?.to_vec();
        } else {
            let least = (usable - 12) * 32 / 255 - 23;
            let local = least + (length - least) % (usable - 4);
            let local = if local <= most { local } else { least };
            payload = cell.get(..local)?.to_vec();
            let mut next = long(cell, local)?;
            while payload.len() < length {
                let start = next.checked_sub(1)? * self.size;
                let page = self.file.get(start..start + usable)?;
                payload.extend_from_slice(page.get(4..)?.get(..(length - payload.len()).min(usable - 4))?);
                next = long(page, 0)?;
            }
        }
        record(&payload)
    }
}

fn record(payload: &[u8]) -> Option<Row> {
    let mut after = payload;
    let header = usize::try_from(varint(&mut after)?).ok()?;
    let mut kinds = payload.get(payload.len() - after.len()..header)?;
    let mut body = payload.get(header..)?;
    let mut row = Row { cells: Vec::new(), numbers: Vec::new() };
    while !kinds.is_empty() {
        let kind = varint(&mut kinds)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => (kind - 12) / 2,
        };
        let (value, rest) = body.split_at_checked(usize::try_from(length).ok()?)?;
        body = rest;
        row.numbers.push(match kind {
            1..=6 => value.iter().fold(0, |number, byte| number << 8 | i64::from(*byte)),
            9 => 1,
            _ => 0,
        });
        row.cells.push(match kind {
            0..=11 => Cell::Other,
            _ if kind % 2 == 1 => Cell::Text(str::from_utf8(value).ok()?.to_owned()),
            _ => Cell::Blob(value.to_vec()),
        });
    }
    Some(row)
}

/// SQLite's varint: big-endian groups of seven bits, the ninth byte whole.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for index in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if index == 8 {
            return Some(number << 8 | u64::from(*byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if *byte < 0x80 {
            break;
        }
    }
    Some(number)
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_text_blob_and_numbers_is_read() {
        // Header of 5 bytes: a 16-bit number, text of 2, blob of 1, NULL.
        let row = record(&[5, 2, 17, 14, 0, 1, 2, b'o', b'k', 9]).unwrap();
        assert_eq!(row.numbers[0], 258);
        assert!(
            matches!(row.cells.as_slice(), [Cell::Other, Cell::Text(text), Cell::Blob(blob), Cell::Other]
            if text == "ok" && blob == &[9])
        );
        assert!(record(&[5, 2, 17, 14, 0, 1]).is_none());
    }

    #[test]
    fn a_line_in_a_geometry_blob_is_read_and_a_short_one_refused() {
        let mut blob = b"GP\0\x01\0\0\0\0".to_vec();
        blob.extend([1, 2, 0, 0, 0, 2, 0, 0, 0]);
        for number in [46.0f64, 40.0, 47.0, 40.5] {
            blob.extend(number.to_le_bytes());
        }
        let ends = vec![LonLat::new(46.0, 40.0).unwrap(), LonLat::new(47.0, 40.5).unwrap()];
        assert_eq!(lines(&blob), Some(vec![ends]));
        assert_eq!(lines(&blob[..blob.len() - 1]), None);
    }

    #[test]
    fn what_is_no_database_is_refused() {
        assert!(rows(b"", "t").is_err());
        assert!(rows(&[b"SQLite format 3\0".as_slice(), &[0; 84]].concat(), "t").is_err());
    }
}
