//! The cells of a list: rows of one width, each cell with its position. It does *not* know what a
//! column means; `header` finds that out and the list's own module decides.

use crate::{Format, Limits};

/// Where a cell is in the file, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line of a text file at which the row begins, or row of a worksheet.
    pub line: u64,
    /// Number of the column, from 0 at the left.
    pub column: usize,
}

/// Why the cells of a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file is larger than [`Limits::max_bytes`].
    #[error("the file has more than {max_bytes} bytes")]
    TooLarge {
        /// The limit.
        max_bytes: usize,
    },
    /// The file is of a format that is not read.
    #[error("the file is {format}, not CSV")]
    UnsupportedFormat {
        /// What it is.
        format: Format,
    },
    /// The text is in another encoding.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The first line that is not UTF-8.
        line: u64,
    },
    /// A row has more or fewer cells than the first one.
    #[error("line {line} has {actual} cells, the first row has {expected}")]
    Uneven {
        /// The row's line.
        line: u64,
        /// Cells of the row.
        actual: usize,
        /// Cells of the first row.
        expected: usize,
    },
    /// More columns than [`Limits::max_columns`].
    #[error("there are more than {max_columns} columns")]
    TooManyColumns {
        /// The limit.
        max_columns: usize,
    },
    /// More rows than [`Limits::max_rows`].
    #[error("there are more than {max_rows} rows")]
    TooManyRows {
        /// The limit.
        max_rows: usize,
    },
    /// A cell is longer than [`Limits::max_cell_bytes`].
    #[error("line {}, column {} is longer than {max_cell_bytes} bytes", position.line, position.column)]
    CellTooLong {
        /// Where it is.
        position: Position,
        /// The limit.
        max_cell_bytes: usize,
    },
}

/// All cells of a list, trimmed. Blank rows are left out.
#[derive(Default)]
pub(crate) struct Table {
    /// The cells one after another: one allocation for millions of short texts.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    /// The line of each row.
    lines: Vec<u64>,
    /// Cells of every row; 0 while there is none.
    width: usize,
}

impl Table {
    /// Appends a row, unless it is blank; the first one sets the width.
    pub(super) fn push<'a>(
        &mut self,
        line: u64,
        cells: impl Iterator<Item = &'a str> + Clone,
        limits: &Limits,
    ) -> Result<(), TableError> {
        let is_first = self.lines.is_empty();
        let width = cells.clone().count();
        if is_first && width > limits.max_columns {
            return Err(TableError::TooManyColumns {
                max_columns: limits.max_columns,
            });
        }
        if !is_first && width != self.width {
            return Err(TableError::Uneven {
                line,
                actual: width,
                expected: self.width,
            });
        }
        let cells = cells.map(str::trim);
        if cells.clone().all(str::is_empty) {
            return Ok(());
        }
        // The header line is no row of the list.
        if self.lines.len() > limits.max_rows {
            return Err(TableError::TooManyRows {
                max_rows: limits.max_rows,
            });
        }
        self.width = width;
        self.lines.push(line);
        for (place, cell) in cells.enumerate() {
            if cell.len() > limits.max_cell_bytes {
                return Err(TableError::CellTooLong {
                    position: Position {
                        line,
                        column: place + 1,
                    },
                    max_cell_bytes: limits.max_cell_bytes,
                });
            }
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    /// The rows from the top, the header line first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        (0..self.lines.len()).map(|index| Row { table: self, index })
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    index: usize,
}

impl<'a> Row<'a> {
    /// Its line in the file, from 1.
    pub(crate) fn line(self) -> u64 {
        self.table.lines[self.index]
    }

    /// The cell at a place from 0; empty beyond the last one.
    pub(crate) fn cell(self, place: usize) -> &'a str {
        let Table {
            text, ends, width, ..
        } = self.table;
        if place >= *width {
            return "";
        }
        let at = self.index * width + place;
        let start = if at == 0 { 0 } else { ends[at - 1] };
        &text[start..ends[at]]
    }

    /// Its cells from the left.
    pub(crate) fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.table.width).map(move |place| self.cell(place))
    }

    /// The position of the cell at a place from 0.
    pub(crate) fn position(self, place: usize) -> Position {
        Position {
            line: self.line(),
            column: place + 1,
        }
    }
}
