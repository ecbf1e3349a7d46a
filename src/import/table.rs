//! Rows of cells with their places, whatever separated them.

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line in the file, or its row in the sheet, from 1.
    pub(super) line: u32,
    /// Its cells.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// A cell, trimmed; empty where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// A row of tags (`#date+start`), as humanitarian data has it under its header.
    pub(super) fn is_tags(&self) -> bool {
        let filled = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let (tags, others) = filled.fold((0, 0), |(tags, others), cell| {
            let tag =
                cell.strip_prefix('#').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()));
            if tag && !cell.contains(' ') { (tags + 1, others) } else { (tags, others + 1) }
        });
        tags > others && tags > 1
    }

    /// A comment: nothing but text from a # on.
    pub(super) fn is_comment(&self) -> bool {
        self.cells.first().is_some_and(|cell| cell.trim_start().starts_with('#')) && !self.is_tags()
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
            rows.push(Row {
                line: u32::try_from(line).unwrap_or(u32::MAX),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        let tail = text.get(last..).unwrap_or_default();
        let widths = rows.iter().take(50).map(|row| row.cells.len()).max().unwrap_or(0);
        let short = rows.last().is_some_and(|row| row.cells.len() * 2 < widths);
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
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
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
        Table::of_text("t", text, None).rows.into_iter().map(|row| row.cells).collect()
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
        assert_eq!(table.rows[1].cells, ["x\ny", "2"]);
        assert!(!table.is_cut);
    }

    #[test]
    fn a_file_cut_in_mid_row_is_noticed() {
        assert!(Table::of_text("t", "a,b,c,d,e\n1,2,3,4,5\n1,2", None).is_cut);
        assert!(Table::of_text("t", "a,b\n1,\"two", None).is_cut);
        assert!(!Table::of_text("t", "a,b,c\n1,2,3\n1,2,3", None).is_cut);
    }
}
