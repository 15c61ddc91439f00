//! The rows of a text with cells between separators (<https://www.rfc-editor.org/rfc/rfc4180>).

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::read::formats::sink::trimmed;

/// Reads row after row. Empty rows are passed over.
pub(super) struct Rows<'t> {
    reader: Reader,
    rest: &'t [u8],
    is_over: bool,
    /// What stands between cells.
    pub(super) separator: u8,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// The cells of a row, one after the other in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<'r> {
    text: Cow<'r, str>,
    ends: Cow<'r, [usize]>,
}

impl Row<'_> {
    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, as it is written; empty if there is none.
    fn raw(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let cell = start.zip(self.ends.get(at)).and_then(|(start, end)| self.text.get(start..*end));
        cell.unwrap_or_default()
    }

    /// A cell without white space around it; empty if there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        trimmed(self.raw(at))
    }

    /// All cells, as they are written.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.raw(at))
    }

    /// A copy of some of the cells.
    pub(super) fn only(&self, which: &[usize]) -> Row<'static> {
        let mut text = String::new();
        let ends = which.iter().map(|at| {
            text.push_str(self.raw(*at));
            text.len()
        });
        let ends: Vec<usize> = ends.collect();
        Row { text: text.into(), ends: ends.into() }
    }
}

/// How many cells a row may have.
const MAX_CELLS: usize = 1000;

impl<'t> Rows<'t> {
    /// The rows of a text, and the first one of them apart; `None` if it is no table: one whose first row has two cells or more, and is a
    /// header, or is as wide as the next ones.
    pub(super) fn new(text: &'t str, is_header: fn(&[&str]) -> bool) -> Option<(Row<'static>, Rows<'t>)> {
        let mut ahead = Rows::start(text);
        let first = ahead.read()?;
        let first = first.only(&Vec::from_iter(0..first.len()));
        // Of prose the lines differ, and there is one at least.
        let mut is_even = false;
        for _ in 0..2 {
            let Some(row) = ahead.read() else { break };
            is_even = row.len() == first.len();
            if !is_even {
                break;
            }
        }
        if first.len() < 2 || !(is_even || is_header(&Vec::from_iter(first.cells()))) {
            return None;
        }
        let mut rows = Rows::start(text);
        rows.read();
        Some((first, rows))
    }

    fn start(text: &'t str) -> Rows<'t> {
        let separator = separator(text);
        Rows {
            reader: ReaderBuilder::new().delimiter(separator).build(),
            rest: text.as_bytes(),
            is_over: false,
            separator,
            cells: vec![0; 1024],
            ends: vec![0; 64],
        }
    }

    /// The next row.
    pub(super) fn read(&mut self) -> Option<Row<'_>> {
        let (mut written, mut ended) = (0_usize, 0_usize);
        while !self.is_over {
            let (cells, ends) = (self.cells.get_mut(written..)?, self.ends.get_mut(ended..)?);
            let (result, read, wrote, more) = self.reader.read_record(self.rest, cells, ends);
            self.rest = self.rest.get(read..)?;
            written = written.checked_add(wrote)?;
            ended = ended.checked_add(more)?;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len().checked_mul(2)?, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MAX_CELLS => return None,
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len().checked_mul(2)?, 0),
                ReadRecordResult::End => self.is_over = true,
                ReadRecordResult::Record => {
                    let text = str::from_utf8(self.cells.get(..written)?).ok()?;
                    return Some(Row { text: text.into(), ends: self.ends.get(..ended)?.into() });
                }
            }
        }
        None
    }
}

/// What stands between cells: whichever there is most of in the first line, outside quotes. Spreadsheets of many countries write `;`.
fn separator(text: &str) -> u8 {
    let mut counts = [0_usize; 4];
    let mut quoted = false;
    for byte in text.bytes().take(64 * 1024) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            byte => {
                if let Some(count) =
                    SEPARATORS.iter().position(|known| *known == byte).and_then(|at| counts.get_mut(at))
                {
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    // Of as many the first.
    let best = SEPARATORS.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(separator, _)| separator)
}

const SEPARATORS: [u8; 4] = *b"\t;,|";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        let rows = |text: &str| {
            let mut all: Vec<Vec<String>> = Vec::new();
            if let Some((first, mut rows)) = Rows::new(text, |names| names.contains(&"date")) {
                all.push(first.cells().map(str::to_owned).collect());
                while let Some(row) = rows.read() {
                    all.push(row.cells().map(str::to_owned).collect());
                }
            }
            all
        };
        assert_eq!(rows("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n"), [["a", "b"], ["1", "x, \"y\"\nz"]]);
        assert_eq!(rows("a;b,c\n\n1;2,5"), [["a", "b,c"], ["1", "2,5"]]);
        assert_eq!(rows("a\tb\n\"x\t1\"\t2\n"), [["a", "b"], ["x\t1", "2"]]);
        assert_eq!(rows("a,b\n1,2\n3\n"), Vec::<Vec<String>>::new());
        assert_eq!(rows("a,date\n3\n1,2\n").len(), 3);
        assert_eq!(rows("Please wait, then try again.\nThank you."), Vec::<Vec<String>>::new());
        assert_eq!(rows("one line, only"), Vec::<Vec<String>>::new());
        let wide = "x,".repeat(300);
        assert_eq!(rows(&format!("{wide}\n{wide}\n")).len(), 2);
        let long = "y".repeat(10_000);
        assert_eq!(rows(&format!("a,b\n{long},2\n"))[1][0].len(), 10_000);
    }
}
