//! Tables of a web page, which web systems hand out under the name `.xls`. `html5gum` reads the page as browsers
//! do, and only rows and cells are looked at: what is not closed ends where the next one begins.

use std::collections::HashMap;

use html5gum::{StartTag, Token, Tokenizer};

use super::cells::{Kind, Sheet};
use super::error::TableError;
use super::merged::Merged;
use super::writer::{Budget, Writer};
use crate::Format;

/// The most rows or columns that one cell may claim.
const MAX_SPAN: usize = 65_534;

/// Reads the rows of all tables, one below the other.
pub(super) fn read(text: &str, is_broken: bool, budget: &mut Budget) -> Result<Sheet, TableError> {
    let mut page = Page {
        writer: Writer::new(None, Format::Html, budget),
        merged: Merged::default(),
        is_broken,
        row: 0,
        column: 0,
        taken: HashMap::new(),
        cell: None,
        text: String::new(),
        skipped: None,
    };
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(part) => page.text(&String::from_utf8_lossy(&part.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_cell()?;
    Ok(page.writer.finish(page.merged))
}

struct Page<'a> {
    writer: Writer<'a>,
    merged: Merged,
    is_broken: bool,
    /// The row that is read, from 1, and the next free column.
    row: u64,
    column: usize,
    /// Columns that a cell above claims, and the last row it claims.
    taken: HashMap<usize, u64>,
    /// The columns and rows that the cell that is read claims.
    cell: Option<(usize, u64)>,
    text: String,
    /// The element whose text is no text of the page.
    skipped: Option<&'static [u8]>,
}

impl Page<'_> {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), TableError> {
        match tag.name.as_slice() {
            b"tr" => {
                self.end_cell()?;
                self.row += 1;
                self.column = 0;
                self.writer.row(self.row, is_hidden(tag))?;
            }
            b"td" | b"th" if self.row > 0 => {
                self.end_cell()?;
                self.cell = Some((span(tag, b"colspan"), span(tag, b"rowspan") as u64));
            }
            b"br" | b"p" | b"div" if !self.text.is_empty() => self.text.push(' '),
            b"style" => self.skipped = Some(b"style"),
            b"script" => self.skipped = Some(b"script"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), TableError> {
        if self.skipped == Some(name) {
            self.skipped = None;
        }
        match name {
            b"td" | b"th" | b"tr" | b"table" => self.end_cell(),
            _ => Ok(()),
        }
    }

    fn text(&mut self, part: &str) {
        // One byte over the limit is enough for the writer to refuse the cell.
        let max = self.writer.budget().limits.max_cell_bytes;
        if self.cell.is_some() && self.skipped.is_none() && self.text.len() <= max {
            self.text.push_str(part);
        }
    }

    fn end_cell(&mut self) -> Result<(), TableError> {
        let Some((columns, rows)) = self.cell.take() else {
            self.text.clear();
            return Ok(());
        };
        while self
            .taken
            .get(&self.column)
            .is_some_and(|last| *last >= self.row)
        {
            self.column += 1;
        }
        let first = self.column;
        let limits = self.writer.budget().limits;
        let last_row = self.row + rows - 1;
        if columns > 1 || rows > 1 {
            let last_column = first.saturating_add(columns - 1);
            self.merged
                .add((self.row, last_row), (first, last_column), &limits)?;
            if rows > 1 {
                let taken = first..first + columns.min(limits.max_columns);
                self.taken.extend(taken.map(|column| (column, last_row)));
            }
        }
        self.column += columns;
        // Blanks and line breaks of the source are one blank of the page.
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        let is_cut = self.is_broken && text.contains(char::REPLACEMENT_CHARACTER);
        let kind = if is_cut { Kind::Cut } else { Kind::Text };
        self.writer.cell(first, &text, kind)
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(&value.value).to_ascii_lowercase())
}

/// How many columns or rows a cell claims.
fn span(tag: &StartTag<()>, name: &[u8]) -> usize {
    let number = attribute(tag, name).and_then(|value| value.trim().parse().ok());
    number.unwrap_or(1).clamp(1, MAX_SPAN)
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style").unwrap_or_default();
    style.replace(' ', "").contains("display:none")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let sheet = read(text, false, &mut Budget::new(Limits::default())).unwrap();
        let rows: Vec<Vec<&str>> = sheet
            .rows()
            .map(|row| (0..row.len()).map(|place| row.cell(place)).collect())
            .collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn rows_and_cells_with_and_without_ends() {
        check(
            "<html><style>td{}</style><table><tr><th>学号</th><th>姓 名</th></tr>\
             <tr><td>001</td><td><b>甲</b>&amp;乙</td></tr></table>",
            &[&["学号", "姓 名"], &["001", "甲&乙"]],
        );
        check(
            "<TABLE><TR><TD>a<TD>b<TR><TD>1<TD>2",
            &[&["a", "b"], &["1", "2"]],
        );
    }

    #[test]
    fn cells_over_several_rows_and_columns_keep_the_others_in_place() {
        check(
            "<table><tr><td colspan=2>名单<tr><td rowspan=2>文学院<td>1<tr><td>2</table>",
            &[&["名单"], &["文学院", "1"], &["文学院", "2"]],
        );
    }

    #[test]
    fn rows_that_are_not_shown_are_left_out() {
        check("<table><tr style='display: none'><td>a<tr><td>b", &[&["b"]]);
    }
}
