//! The rows of a text with cells between separators (<https://www.rfc-editor.org/rfc/rfc4180>).

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Reads row after row. Empty rows are passed over.
pub(super) struct Rows<'t> {
    reader: Reader,
    rest: &'t [u8],
    is_over: bool,
    first: Option<Vec<String>>,
    /// What stands between cells.
    pub(super) separator: u8,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// How many cells a row may have.
const MAX_CELLS: usize = 1000;

impl<'t> Rows<'t> {
    /// The rows of a text; `None` if it is no table: one whose first row has two cells or more, and is a header, or is as wide as the
    /// next ones.
    pub(super) fn new(text: &'t str, is_header: fn(&[&str]) -> bool) -> Option<Rows<'t>> {
        let separator = separator(text);
        let start: Vec<Vec<String>> = Rows::start(text, separator).take(3).collect();
        let [first, next @ ..] = start.as_slice() else { return None };
        let names: Vec<&str> = first.iter().map(String::as_str).collect();
        // Of prose the lines differ, and there is one at least.
        let is_even = !next.is_empty() && next.iter().all(|row| row.len() == first.len());
        if names.len() < 2 || !(is_even || is_header(&names)) {
            return None;
        }
        let mut rows = Rows::start(text, separator);
        rows.first = rows.read();
        Some(rows)
    }

    fn start(text: &'t str, separator: u8) -> Rows<'t> {
        Rows {
            reader: ReaderBuilder::new().delimiter(separator).build(),
            rest: text.as_bytes(),
            is_over: false,
            first: None,
            separator,
            cells: vec![0; 1024],
            ends: vec![0; 64],
        }
    }

    /// How many cells the first row has.
    pub(super) fn width(&self) -> usize {
        self.first.as_ref().map_or(0, Vec::len)
    }

    /// Whether a cell of the first row is something.
    pub(super) fn first_is(&self, at: usize, is: fn(&str) -> bool) -> bool {
        self.first.as_ref().and_then(|row| row.get(at)).is_some_and(|cell| is(cell))
    }

    fn read(&mut self) -> Option<Vec<String>> {
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
                    let mut start = 0;
                    let ends = self.ends.get(..ended)?;
                    let row = ends.iter().map(|end| {
                        let cell = self.cells.get(start..*end).unwrap_or_default();
                        start = *end;
                        String::from_utf8_lossy(cell).into_owned()
                    });
                    return Some(row.collect());
                }
            }
        }
        None
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        self.first.take().or_else(|| self.read())
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
            Rows::new(text, |names| names.contains(&"date"))
                .map(Iterator::collect::<Vec<_>>)
                .unwrap_or_default()
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
