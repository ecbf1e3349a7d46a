//! Workbooks of spreadsheet programs: the stored results of their cells, sheet by sheet.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::table::{Row, Table};
use crate::error::Error;

/// Reads all sheets. Formulas give what was last computed; dates become ISO 8601.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    let refused = |error: calamine::Error| Error::new("workbook", error.to_string());
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(refused)?;
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or((0, 0));
        let row = |(position, cells): (usize, &[Data])| {
            let line = top.saturating_add(u32::try_from(position + 1).unwrap_or(u32::MAX));
            Row::new(line, std::iter::repeat_n(String::new(), left as usize).chain(cells.iter().map(cell)))
        };
        tables.push(Table {
            name,
            rows: range.rows().enumerate().map(row).collect(),
            is_cut: false,
            is_typed: true,
        });
    }
    Ok(tables)
}

fn cell(data: &Data) -> String {
    match data {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => super::document::number_text(*number, ""),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) => date(moment.as_f64(), moment.is_duration()),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A serial number of days since the end of 1899 as a date, a time of day, or both.
fn date(serial: f64, is_duration: bool) -> String {
    let ms = (serial * 86_400_000.0).round() as i64;
    let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let clock = format!("{:02}:{:02}:{:02}", rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    if is_duration || days == 0 {
        return clock;
    }
    let civil = crate::time::Civil::of(
        crate::time::Instant((days - 25_569).saturating_mul(86_400_000)),
        crate::time::UtcOffset::UTC,
    );
    let day = super::date::edtf(civil.year, Some(civil.month), Some(civil.day)).unwrap_or_default();
    if rest == 0 { day } else { [&day, " ", &clock].concat() }
}
