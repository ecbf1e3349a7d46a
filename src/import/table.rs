//! Rows of cells with their places, whatever separated them.

/// A row: its cells one after the other in one text, since a file may have half a million rows of fifty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line in the file, or its row in the sheet, from 1.
    pub(super) line: u32,
    text: Box<str>,
    /// Where in the text each cell ends.
    ends: Box<[u32]>,
}

impl Row {
    /// A row of cells.
    pub(super) fn new<C: AsRef<str>>(line: u32, cells: impl IntoIterator<Item = C>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text.push_str(cell.as_ref());
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { line, text: text.into(), ends: ends.into() }
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands in the file; `None` where the row ends before it.
    pub(super) fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)? as usize;
        let start =
            column.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |it| *it as usize);
        self.text.get(start..end)
    }

    /// A cell, trimmed; empty where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.get(column).map_or("", str::trim)
    }

    /// Its cells as they stand in the file.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|column| self.get(column))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A row of tags (`#date+start`), as humanitarian data has it under its header.
    pub(super) fn is_tags(&self) -> bool {
        if !self.text.contains('#') {
            return false;
        }
        let filled = self.cells().map(str::trim).filter(|cell| !cell.is_empty());
        let (tags, others) = filled.fold((0, 0), |(tags, others), cell| {
            let tag =
                cell.strip_prefix('#').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()));
            if tag && !cell.contains(' ') { (tags + 1, others) } else { (tags, others + 1) }
        });
        tags > others && tags > 1
    }

    /// A comment: nothing but text from a # on.
    pub(super) fn is_comment(&self) -> bool {
        self.cell(0).starts_with('#') && !self.is_tags()
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The file or the sheet.
    pub(super) name: String,
    /// Its rows; empty lines of a text are not among them.
    pub(super) rows: Vec<Row>,
    /// Whether the file breaks off within its last row.
    pub(super) is_cut: bool,
    /// Whether its cells were told apart by kind, as in a spreadsheet.
    pub(super) is_typed: bool,
}

/// What separates cells.
const SEPARATORS: [u8; 5] = [b',', b'\t', b';', b'|', b':'];

impl Table {
    /// Reads a text of separated cells; quotes hold separators and line breaks.
    pub(super) fn of_text(name: &str, text: &str, separator: Option<u8>) -> Self {
        let separator = separator.unwrap_or_else(|| separator_of(text));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        let mut last = 0;
        // What the reader says about lines is made good by counting, since it passes over empty ones.
        let (mut line, mut counted) = (1_usize, 0_usize);
        while let Ok(true) = reader.read_record(&mut record) {
            let start = record.position().map_or(0, |it| it.byte() as usize);
            let blank =
                text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
            last = start + blank;
            line +=
                text.get(counted..last).map_or(0, |part| part.bytes().filter(|byte| *byte == b'\n').count());
            counted = last;
            let ends = (0..record.len()).filter_map(|column| record.range(column));
            rows.push(Row {
                line: u32::try_from(line).unwrap_or(u32::MAX),
                text: record.as_slice().into(),
                ends: ends.map(|cell| u32::try_from(cell.end).unwrap_or(u32::MAX)).collect(),
            });
        }
        let tail = text.get(last..).unwrap_or_default();
        let widths = rows.iter().take(50).map(Row::len).max().unwrap_or(0);
        let short = rows.last().is_some_and(|row| row.len() * 2 < widths);
        let quotes = tail.bytes().filter(|byte| *byte == b'"').count();
        let ends = tail.ends_with(['\n', '\r']);
        Self {
            name: name.to_owned(),
            is_cut: quotes % 2 == 1 || (!ends && short && rows.len() > 2),
            is_typed: false,
            rows,
        }
    }

    /// The columns, as many as the widest row has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Row::len).max().unwrap_or(0)
    }
}

/// The separator that cuts the first rows most evenly.
fn separator_of(text: &str) -> u8 {
    let mut best = (0_usize, b',');
    for separator in SEPARATORS {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(30).filter_map(|row| Some(row.ok()?.len())).collect();
        let Some(usual) =
            widths.iter().copied().max_by_key(|width| widths.iter().filter(|it| *it == width).count())
        else {
            continue;
        };
        if usual < 2 {
            continue;
        }
        let even = widths.iter().filter(|width| **width == usual).count();
        // Times and addresses hold colons: they separate only where nothing else does.
        let score =
            if separator == b':' { 1 } else { even * 1000 / widths.len().max(1) * 100 + usual.min(99) };
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = Table::of_text("t", text, None).rows;
        rows.iter().map(|row| row.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_separator_people_use_is_found() {
        for separator in [",", "\t", ";", "|", ":"] {
            let text = ["a", "b", "c\n1", "2", "3\n4", "5", "6\n"].join(separator);
            assert_eq!(cells(&text), [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], "{separator}");
        }
        assert_eq!(cells("a;b\n1,5;2\n3,5;4\n")[1], ["1,5", "2"]);
        assert_eq!(cells("time,b\n10:00,2\n11:00,3\n")[1], ["10:00", "2"]);
    }

    #[test]
    fn lines_are_those_of_the_file_whatever_breaks_within_cells() {
        let table = Table::of_text("t", "a,b\r\n\r\n\"x\ny\",2\r\n\n3,4\r\n", None);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3, 6]);
        assert_eq!(table.rows[1].cells().collect::<Vec<_>>(), ["x\ny", "2"]);
        assert!(!table.is_cut);
    }

    #[test]
    fn a_file_cut_in_mid_row_is_noticed() {
        assert!(Table::of_text("t", "a,b,c,d,e\n1,2,3,4,5\n1,2", None).is_cut);
        assert!(Table::of_text("t", "a,b\n1,\"two", None).is_cut);
        assert!(!Table::of_text("t", "a,b,c\n1,2,3\n1,2,3", None).is_cut);
    }
}
