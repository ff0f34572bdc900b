//! Text in UTF-8 with commas, with or without a byte order mark.

use csv::{ReaderBuilder, StringRecord};

use super::cells::{Table, TableError};
use crate::Limits;

/// Reads all rows; a row that is over a limit ends it.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, TableError> {
    let text = std::str::from_utf8(bytes).map_err(|error| TableError::NotUtf8 {
        line: Lines::of(bytes).at(error.valid_up_to()),
    })?;
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let mut lines = Lines::of(text);
    let mut table = Table::default();
    let mut record = StringRecord::new();
    // Reading can fail only for text that is not UTF-8, which was ruled out above.
    while reader
        .read_record(&mut record)
        .map_err(|error| TableError::NotUtf8 {
            line: error.position().map_or(1, csv::Position::line),
        })?
    {
        let start = record.position().map_or(0, csv::Position::byte);
        table.push(lines.at_row(start as usize), record.iter(), limits)?;
    }
    Ok(table)
}

/// Counts lines as an editor does. The `csv` crate's own count is one short in files with CR LF, and
/// leaves blank lines before a row to that row.
struct Lines<'a> {
    bytes: &'a [u8],
    place: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    const fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            place: 0,
            line: 1,
        }
    }

    /// The line, from 1, of the byte at `place`; places may only grow.
    fn at(&mut self, place: usize) -> u64 {
        while self.place < place {
            let next = self.bytes.get(self.place + 1);
            match self.bytes.get(self.place) {
                Some(b'\n') => self.line += 1,
                Some(b'\r') if next != Some(&b'\n') => self.line += 1,
                _ => {}
            }
            self.place += 1;
        }
        self.line
    }

    /// The line of a row whose bytes begin at `start` with the line breaks before it.
    fn at_row(&mut self, start: usize) -> u64 {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        self.at(start + breaks.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[u64]) {
        let table = read(text.as_bytes(), &Limits::default()).unwrap();
        let lines: Vec<u64> = table.rows().map(super::super::cells::Row::line).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        check("a\nb\n\n\nc", &[1, 2, 5]);
        check("a\r\nb\r\n\r\nc\r\n", &[1, 2, 4]);
        check("a\rb\r\rc", &[1, 2, 4]);
        check("\u{feff}\na,\"1\r\n2\"\r\nb,c", &[2, 4]);
    }
}
