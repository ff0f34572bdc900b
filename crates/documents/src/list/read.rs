//! A list of any format as rows of texts, for lists whose columns another crate knows.

use crate::Limits;
use crate::table::{self, TableError};

/// A row with content.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Row of a worksheet, or line of a text, from 1.
    pub line: u64,
    /// Trimmed texts from the left, up to the last one with content.
    pub cells: Vec<String>,
}

/// Reads the first visible sheet of a file of any known format; blank rows are left out.
///
/// # Errors
/// [`TableError`] where the file cannot be read within the limits.
pub fn read_rows(bytes: &[u8], limits: &Limits) -> Result<Vec<ReadRow>, TableError> {
    let book = table::read(bytes, limits)?;
    let Some(sheet) = book.sheets.first() else {
        return Ok(Vec::new());
    };
    let rows = sheet.rows().map(|row| ReadRow {
        line: row.line(),
        cells: (0..row.len())
            .map(|place| row.cell(place).to_owned())
            .collect(),
    });
    Ok(rows.collect())
}
