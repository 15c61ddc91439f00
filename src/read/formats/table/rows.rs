//! The rows of a text with cells between separators (<https://www.rfc-editor.org/rfc/rfc4180>).

use std::borrow::Cow;

use crate::read::formats::sink::trimmed;

/// Reads row after row. Empty rows are passed over.
pub(super) struct Rows<'t> {
    text: &'t str,
    /// Where the next cell starts.
    at: usize,
    /// What stands between cells.
    pub(super) separator: u8,
    row: Row<'t>,
}

/// The cells of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<'t>(Vec<Cow<'t, str>>);

impl<'t> Row<'t> {
    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A cell without white space around it; empty if there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |cell| trimmed(cell))
    }

    /// All cells, as they are written.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|cell| &**cell)
    }

    /// Some of the cells.
    pub(super) fn only(&self, which: &[usize]) -> Row<'t> {
        Row(which.iter().map(|at| self.0.get(*at).cloned().unwrap_or_default()).collect())
    }
}

/// How many cells a row may have.
const MAX_CELLS: usize = 1024;

impl<'t> Rows<'t> {
    /// The rows of a text, and the first one of them apart; `None` if it is no table: one whose first row has two cells or more, and is a
    /// header, or is as wide as the next ones.
    pub(super) fn new(text: &'t str, is_header: fn(&[&str]) -> bool) -> Option<(Row<'t>, Rows<'t>)> {
        let mut ahead = Rows::start(text);
        let first = ahead.read()?.clone();
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
        Rows::separated(text.strip_prefix('\u{feff}').unwrap_or(text), separator(text))
    }

    fn separated(text: &'t str, separator: u8) -> Rows<'t> {
        Rows { text, at: 0, separator, row: Row::default() }
    }

    /// The next row.
    pub(super) fn read(&mut self) -> Option<&Row<'t>> {
        self.row.0.clear();
        while matches!(self.text.as_bytes().get(self.at), Some(b'\n' | b'\r')) {
            self.at = self.at.saturating_add(1);
        }
        if self.at >= self.text.len() {
            return None;
        }
        while self.read_cell() {
            if self.row.len() == MAX_CELLS {
                self.at = self.text.len();
                return None;
            }
        }
        Some(&self.row)
    }

    /// Reads a cell; whether another follows in its row.
    fn read_cell(&mut self) -> bool {
        let mut cell = Cow::Borrowed("");
        let mut is_quoted = self.is_at_quote();
        while is_quoted {
            self.at = self.at.saturating_add(1);
            append(&mut cell, self.until(|rest| memchr::memchr(b'"', rest)));
            self.at = self.at.saturating_add(1);
            // Two quotes are one.
            is_quoted = self.is_at_quote();
            if is_quoted {
                append(&mut cell, "\"");
            }
        }
        let separator = self.separator;
        let is_end = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
        append(&mut cell, self.until(|rest| rest.iter().position(is_end)));
        self.row.0.push(cell);
        let is_more = self.text.as_bytes().get(self.at) == Some(&separator);
        self.at = self.at.saturating_add(1);
        is_more
    }

    fn is_at_quote(&self) -> bool {
        self.text.as_bytes().get(self.at) == Some(&b'"')
    }

    /// What stands before the next sign, which is looked for in the bytes, or before the end.
    fn until(&mut self, sign: impl Fn(&[u8]) -> Option<usize>) -> &'t str {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let len = sign(rest).unwrap_or(rest.len());
        self.at = start.saturating_add(len);
        self.text.get(start..self.at).unwrap_or_default()
    }
}

/// Appends what follows; only what is of several parts is copied.
fn append<'t>(text: &mut Cow<'t, str>, part: &'t str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_those_of_another_reader(text in "[ab,;\"\n\r é]{0,40}") {
            let mut rows = Rows::separated(&text, b',');
            let mut other = csv::ReaderBuilder::new();
            let mut other = other.has_headers(false).flexible(true).from_reader(text.as_bytes());
            for record in other.records() {
                let record = record.unwrap();
                prop_assert!(rows.read().is_some_and(|row| row.cells().eq(&record)), "{:?}", record);
            }
            prop_assert!(rows.read().is_none());
        }
    }

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
