//! The cells of a file: sheets of rows of cells, each with its kind and its place. It does *not* know what a
//! column means; `header` finds that out and the list's own module decides.

use std::sync::Arc;

use super::error::TableError;
use super::merged::Merged;
use super::place::CellRef;

/// What a file says of a cell besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// Text, as it was written.
    #[default]
    Text,
    /// A number, shown without zeros before it.
    Number,
    /// A number whose format shows more digits than it has, such as `00000000`.
    Padded,
    /// A number that lost digits: a cell of a spreadsheet keeps 15.
    Destroyed,
    /// A day, shown as `2023-09-01`.
    Date,
    /// An error of the spreadsheet, such as `#N/A`.
    Error,
    /// A formula whose result the file does not have.
    NoValue,
    /// A text that ends inside a character, or holds one that could not be read.
    Cut,
}

/// All that was read of a file.
#[derive(Default)]
pub(crate) struct Book {
    /// Visible sheets, in their order.
    pub(crate) sheets: Vec<Sheet>,
    /// Names of the sheets that are hidden; they are not read.
    pub(crate) hidden_sheets: Vec<Arc<str>>,
    /// Rows that the header of a dBase table promises, where there are fewer or more.
    pub(crate) promised_rows: Option<u64>,
    /// Rows that a dBase table keeps although they were deleted; they are not read.
    pub(crate) deleted_rows: usize,
}

/// One sheet; a file without sheets is one without a name. Cells are trimmed, blank rows left out.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) name: Option<Arc<str>>,
    /// Whether a cell too many means that a separator stands inside a text.
    pub(crate) is_separated: bool,
    /// Rows that are hidden and have content: the first one and how many.
    pub(crate) hidden_rows: Option<(u64, usize)>,
    /// The cells one after another: one allocation for millions of short texts.
    pub(super) text: String,
    /// Where each cell ends in `text`.
    pub(super) ends: Vec<u32>,
    pub(super) kinds: Vec<Kind>,
    /// The line of each row and its first cell.
    pub(super) starts: Vec<(u32, u32)>,
    pub(super) merged: Merged,
}

impl Sheet {
    /// The rows from the top.
    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + Clone {
        (0..self.starts.len()).map(|index| Row { sheet: self, index })
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The row at a place from 0.
    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        Row { sheet: self, index }
    }

    /// The cell at a row of the file and a place from 0.
    pub(crate) fn cell_at(&self, row: u64, column: usize) -> CellRef {
        CellRef {
            sheet: self.name.clone(),
            row,
            column,
        }
    }

    fn row_of_line(&self, line: u32) -> Option<usize> {
        self.starts
            .binary_search_by_key(&line, |start| start.0)
            .ok()
    }
}

/// One row of a [`Sheet`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

impl<'a> Row<'a> {
    /// Its line in the file, from 1.
    pub(crate) fn line(self) -> u64 {
        u64::from(self.sheet.starts[self.index].0)
    }

    /// Cells up to the last one that has content.
    pub(crate) fn len(self) -> usize {
        let (first, end) = self.range();
        end - first
    }

    fn range(self) -> (usize, usize) {
        let starts = &self.sheet.starts;
        let first = starts[self.index].1 as usize;
        let end = starts
            .get(self.index + 1)
            .map_or(self.sheet.ends.len(), |next| next.1 as usize);
        (first, end)
    }

    fn own(self, place: usize) -> (&'a str, Kind) {
        let (first, end) = self.range();
        let at = first + place;
        if at >= end {
            return ("", Kind::Text);
        }
        let sheet = self.sheet;
        let start = if at == 0 { 0 } else { sheet.ends[at - 1] };
        let text = &sheet.text[start as usize..sheet.ends[at] as usize];
        (text, sheet.kinds[at])
    }

    /// Text and kind at a place from 0: of the whole merged area where it is in one, empty beyond the last cell.
    fn found(self, place: usize) -> (&'a str, Kind) {
        let own = self.own(place);
        if !own.0.is_empty() || self.sheet.merged.is_empty() {
            return own;
        }
        let line = self.sheet.starts[self.index].0;
        let origin = self.sheet.merged.origin(line, place);
        let row = origin.and_then(|(line, column)| Some((self.sheet.row_of_line(line)?, column)));
        row.map_or(own, |(index, column)| self.sheet.row(index).own(column))
    }

    /// The text of the cell at a place from 0; empty beyond the last one.
    pub(crate) fn cell(self, place: usize) -> &'a str {
        self.found(place).0
    }

    /// What the file says of it.
    pub(crate) fn kind(self, place: usize) -> Kind {
        self.found(place).1
    }

    /// The texts of its own cells from the left.
    pub(crate) fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |place| self.own(place).0)
    }

    /// How many of its own cells have content.
    pub(crate) fn filled(self) -> usize {
        self.cells().filter(|cell| !cell.is_empty()).count()
    }

    /// Where the cell at a place from 0 is.
    pub(crate) fn at(self, place: usize) -> CellRef {
        self.sheet.cell_at(self.line(), place)
    }
}

/// The cells of one file could not be kept.
pub(super) type Written = Result<(), TableError>;
