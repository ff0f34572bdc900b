//! A list in memory that is written in several formats, each as its readers want it.

use std::fmt;

/// A column of a list that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The head for people, such as `学号`.
    pub head: String,
    /// The name of the field in a dBase table: 1 to 10 capital letters, digits or `_`, such as `XH`.
    pub field: String,
}

/// Rows of texts under columns. Numbers are texts: `0012` stays `0012`.
pub trait Rows {
    /// How many there are.
    fn count(&self) -> usize;

    /// Puts the cells of a row into `cells`, one for each column; rows are counted from 0.
    fn cells<'a>(&'a self, row: usize, cells: &mut Vec<&'a str>);
}

impl Rows for Vec<Vec<String>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn cells<'a>(&'a self, row: usize, cells: &mut Vec<&'a str>) {
        let row = self.get(row).into_iter().flatten();
        cells.extend(row.map(String::as_str));
    }
}

/// A list that is written row by row; its rows stay where they are.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// From left to right.
    pub columns: &'a [Column],
    /// From the top.
    pub rows: &'a dyn Rows,
}

impl fmt::Debug for Sheet<'_> {
    /// The cells are about people and stay out of logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sheet")
            .field("columns", &self.columns.len())
            .field("rows", &self.rows.count())
            .finish()
    }
}

/// Why a list cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A row has another number of cells than there are columns; counted from 0.
    #[error("row {row} has another number of cells than the list has columns")]
    Uneven {
        /// Row from 0.
        row: usize,
    },
    /// A name that no dBase field may have, or twice the same.
    #[error("`{0}` cannot be the name of a dBase field")]
    Field(String),
    /// A cell is longer than 254 bytes in GBK, which no dBase field can hold; counted from 0.
    #[error("the cell in row {row}, column {column} is too long for a dBase table")]
    CellTooLong {
        /// Row from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
    /// More rows or columns than the format has.
    #[error("the list has too many rows or columns for this format")]
    TooLarge,
    /// The place where it is written fails.
    #[error("the list cannot be written")]
    Write(#[from] std::io::Error),
}

impl Sheet<'_> {
    /// Hands on every row with its place from 0.
    pub(super) fn each(
        &self,
        mut take: impl FnMut(usize, &[&str]) -> Result<(), ListError>,
    ) -> Result<(), ListError> {
        for row in 0..self.rows.count() {
            let mut cells = Vec::with_capacity(self.columns.len());
            self.rows.cells(row, &mut cells);
            if cells.len() != self.columns.len() {
                return Err(ListError::Uneven { row });
            }
            take(row, &cells)?;
        }
        Ok(())
    }
}
