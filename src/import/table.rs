//! Rows of cells with their places, whatever separated them.

use std::sync::Arc;

/// A row. Its cells lie in a block that many rows share, since a file may have half a million rows of fifty.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its line in the file, or its row in the sheet, from 1.
    pub(super) line: u32,
    block: Arc<Block>,
    /// Where in the block's edges the beginning of its first cell stands; the ends of its cells follow.
    from: u32,
    cells: u32,
}

/// Cells one after the other.
#[derive(Debug, Default)]
struct Block {
    text: String,
    edges: Vec<u32>,
}

/// How much text a block holds before the next is begun.
const BLOCK: usize = 1 << 18;

/// Rows in the making.
#[derive(Default)]
struct Rows {
    done: Vec<Row>,
    block: Block,
    /// Line, first edge and number of cells of the rows of the block.
    open: Vec<(u32, u32, u32)>,
}

impl Rows {
    /// Adds a row whose cells stand in one text and end at these places.
    fn push(&mut self, line: u32, text: &str, ends: impl Iterator<Item = usize>) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (start, from) = (self.block.text.len(), small(self.block.edges.len()));
        self.block.text.push_str(text);
        self.block.edges.push(small(start));
        self.block.edges.extend(ends.map(|end| small(start + end)));
        let cells = small(self.block.edges.len()) - from - 1;
        self.open.push((line, from, cells));
        if self.block.text.len() >= BLOCK {
            self.close();
        }
    }

    fn close(&mut self) {
        let block = Arc::new(std::mem::take(&mut self.block));
        let row = |(line, from, cells)| Row { line, block: Arc::clone(&block), from, cells };
        self.done.extend(self.open.drain(..).map(row));
    }

    fn finish(mut self) -> Vec<Row> {
        self.close();
        self.done
    }
}

impl Row {
    /// A row of cells.
    pub(super) fn new<C: AsRef<str>>(line: u32, cells: impl IntoIterator<Item = C>) -> Self {
        let mut block = Block { text: String::new(), edges: vec![0] };
        for cell in cells {
            block.text.push_str(cell.as_ref());
            block.edges.push(u32::try_from(block.text.len()).unwrap_or(u32::MAX));
        }
        let cells = u32::try_from(block.edges.len() - 1).unwrap_or(u32::MAX);
        Self { line, block: Arc::new(block), from: 0, cells }
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells as usize
    }

    /// A cell as it stands in the file; `None` where the row ends before it.
    pub(super) fn get(&self, column: usize) -> Option<&str> {
        if column >= self.len() {
            return None;
        }
        let at = self.from as usize + column;
        let edge = |at: usize| self.block.edges.get(at).map(|it| *it as usize);
        self.block.text.get(edge(at)?..edge(at + 1)?)
    }

    /// A cell, trimmed; empty where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &str {
        let cell = self.get(column).unwrap_or_default();
        // Most cells have no blanks around them, and what is no blank in ASCII is seen at once.
        let solid = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_graphic());
        if solid(cell.as_bytes().first()) && solid(cell.as_bytes().last()) { cell } else { cell.trim() }
    }

    /// Its cells as they stand in the file.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|column| self.get(column))
    }

    /// All its cells in one text.
    fn whole(&self) -> &str {
        let edge = |at: u32| self.block.edges.get(at as usize).map(|it| *it as usize);
        let text = edge(self.from).zip(edge(self.from + self.cells));
        text.and_then(|(start, end)| self.block.text.get(start..end)).unwrap_or_default()
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.whole().trim().is_empty()
    }

    /// A row of tags (`#date+start`), as humanitarian data has it under its header.
    pub(super) fn is_tags(&self) -> bool {
        if !self.whole().contains('#') {
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
        let mut rows = Rows::default();
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
            let ends = (0..record.len()).filter_map(|column| Some(record.range(column)?.end));
            rows.push(u32::try_from(line).unwrap_or(u32::MAX), record.as_slice(), ends);
        }
        let rows = rows.finish();
        let tail = text.get(last..).unwrap_or_default();
        // Shorter than every other: whoever leaves empty cells off at the end of a row does so more than once.
        let least = rows.iter().rev().skip(1).map(Row::len).min().unwrap_or(0);
        let short = rows.last().is_some_and(|row| row.len() < least);
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
        assert!(Table::of_text("t", "a,b,c\n1,2,3\n1,2", None).is_cut);
        assert!(!Table::of_text("t", "a,b,c\n1,2,3\n1,2,3", None).is_cut);
        assert!(!Table::of_text("t", "a,b,c\n1,2\n1,2,3\n1,2", None).is_cut, "its rows are ragged");
    }
}
