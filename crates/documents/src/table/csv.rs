//! Text with separators: commas, semicolons, tabs or bars; lines end with LF, CR LF or CR.

use csv::{ReaderBuilder, StringRecord};

use super::cells::{Kind, Sheet};
use super::error::TableError;
use super::merged::Merged;
use super::writer::{Budget, Writer};
use crate::Format;

/// Separators that are tried, the usual one first.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Rows at the top by which the separator is found.
const SAMPLE_ROWS: usize = 60;

/// What Excel reads as the name of the separator, in a first line of its own.
const SEPARATOR_LINE: &str = "sep=";

/// Reads all rows; a row that is over a limit ends it. `is_broken` says that characters were lost.
pub(super) fn read(text: &str, is_broken: bool, budget: &mut Budget) -> Result<Sheet, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    let (separator, skipped) = separator(text);
    let mut reader = reader(separator, &text[skipped..]);
    let mut lines = Lines::of(text.as_bytes());
    let mut writer = Writer::new(None, Format::Text, budget);
    let mut record = StringRecord::new();
    let mut last = 0;
    // Reading can fail only for text that is not UTF-8, which `text` is.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, csv::Position::byte) as usize + skipped;
        last = start;
        writer.row(lines.at_row(start), false)?;
        for (column, cell) in record.iter().enumerate() {
            let is_cut = is_broken && cell.contains(char::REPLACEMENT_CHARACTER);
            writer.cell(column, cell, if is_cut { Kind::Cut } else { Kind::Text })?;
        }
    }
    let line = writer.line();
    if has_open_quote(&text[last.min(text.len())..]) {
        return Err(TableError::QuoteNotClosed { line });
    }
    Ok(writer.finish(Merged::default()))
}

fn reader(separator: u8, text: &str) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator, and how many bytes at the start only name it.
fn separator(text: &str) -> (u8, usize) {
    let named = text
        .get(..SEPARATOR_LINE.len())
        .filter(|start| start.eq_ignore_ascii_case(SEPARATOR_LINE));
    let rest = named.map(|start| &text.as_bytes()[start.len()..]);
    if let Some([separator, b'\r' | b'\n', ..]) = rest
        && SEPARATORS.contains(separator)
    {
        return (*separator, SEPARATOR_LINE.len() + 1);
    }
    let best = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| evenness(text, *separator));
    (best.unwrap_or(SEPARATORS[0]), 0)
}

/// How much the rows at the top are alike with a separator: the cells of all rows of the most frequent width. Titles
/// and notes contain a comma here and there, but never as many in each line as a list has columns.
fn evenness(text: &str, separator: u8) -> usize {
    let mut widths: Vec<(usize, usize)> = Vec::new();
    let mut record = StringRecord::new();
    let mut reader = reader(separator, text);
    for _ in 0..SAMPLE_ROWS {
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        match widths.iter_mut().find(|(width, _)| *width == record.len()) {
            Some((_, rows)) => *rows += 1,
            None => widths.push((record.len(), 1)),
        }
    }
    let scores = widths.iter().map(|(width, rows)| (width - 1) * rows);
    scores.max().unwrap_or(0)
}

/// Whether the last row ends inside quotes: over several lines, with an odd number of them.
fn has_open_quote(last: &str) -> bool {
    let quotes = last.bytes().filter(|byte| *byte == b'"').count();
    quotes % 2 == 1 && last.trim().contains(['\n', '\r'])
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
    use crate::Limits;

    fn read_text(text: &str) -> Result<Sheet, TableError> {
        read(text, false, &mut Budget::new(Limits::default()))
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let sheet = read_text(text).unwrap();
        let rows: Vec<(u64, Vec<&str>)> = sheet
            .rows()
            .map(|row| (row.line(), row.cells().collect()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.to_vec()))
            .collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let row = |letter| -> Vec<&'static str> { vec![letter] };
        let (a, b, c) = (row("a"), row("b"), row("c"));
        check("a\nb\n\n\nc", &[(1, &a), (2, &b), (5, &c)]);
        check("a\r\nb\r\n\r\nc\r\n", &[(1, &a), (2, &b), (4, &c)]);
        check("a\rb\r\rc", &[(1, &a), (2, &b), (4, &c)]);
        check(
            "\u{feff}\na,\"1\r\n2\"\r\nb,c",
            &[(2, &["a", "1\r\n2"]), (4, &["b", "c"])],
        );
    }

    #[test]
    fn the_separator_is_the_one_that_makes_even_rows() {
        for separator in [",", ";", "\t", "|"] {
            let text =
                "某校毕业生名单，共2人, 见附件; 请核对\n学号;姓名;层次\n1;甲;专科\n2;乙;专科\n";
            let text = text.replace(";姓", &format!("{separator}姓"));
            let text = text.replace(";层", &format!("{separator}层"));
            let text = text.replace("1;甲;", &format!("1{separator}甲{separator}"));
            let text = text.replace("2;乙;", &format!("2{separator}乙{separator}"));
            let sheet = read_text(&text).unwrap();
            assert_eq!(
                sheet.row(2).cells().collect::<Vec<_>>(),
                ["1", "甲", "专科"]
            );
        }
        check("sep=;\na,b;c\n", &[(2, &["a,b", "c"])]);
        check("alone\n1\n", &[(1, &["alone"]), (2, &["1"])]);
    }

    #[test]
    fn a_quote_that_swallows_the_rest_is_named() {
        let text = "a,b\n1,\"x\n2,y\n3,z\n";
        let error = read_text(text).err();
        assert_eq!(error, Some(TableError::QuoteNotClosed { line: 2 }));
        check(
            "a,b\n1,5\" disk\n",
            &[(1, &["a", "b"]), (2, &["1", "5\" disk"])],
        );
    }
}
