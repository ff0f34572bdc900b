//! Lists as Excel workbooks: one sheet, its header kept in sight. Every cell is text, so that no number loses its
//! zeros and no cell is a formula. Rows go to a temporary file without a name as they come, so that a long list
//! takes no memory.

use std::io::{Seek, Write};

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// The most rows of a sheet, the header among them (ECMA-376; Excel's own limit).
pub const MAX_ROWS: u32 = 1_048_576;

/// Why a workbook could not be made: no room for the temporary file, or more than a sheet can hold.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// A list that is being written.
pub struct ListWorkbook {
    book: Workbook,
    next: u32,
}

impl std::fmt::Debug for ListWorkbook {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ListWorkbook({} rows)", self.next)
    }
}

impl ListWorkbook {
    /// Begins a list. `title` is the name of its sheet, 1 to 31 characters without `[]:*?/\`; a column is `width`
    /// characters wide, at most 255.
    ///
    /// # Errors
    /// [`WorkbookError`] for a title that no sheet can have, or where there is no room.
    pub fn new(title: &str, head: &[(&str, u16)]) -> Result<Self, WorkbookError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(title)?.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, (name, width)) in (0..).zip(head) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, *name, &bold)?;
        }
        Ok(Self { book, next: 1 })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`WorkbookError`] beyond [`MAX_ROWS`], for a cell of more than 32 767 characters, or where there is no room.
    pub fn row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), WorkbookError> {
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(self.next, column, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// [`WorkbookError`] where `to` fails.
    pub fn finish(mut self, to: impl Write + Seek + Send) -> Result<(), WorkbookError> {
        Ok(self.book.save_to_writer(to)?)
    }
}

/// How a cell is shown in which something is wrong, and one that is worth a look.
pub(crate) fn marked() -> [Format; 2] {
    [0x00FF_C7CE, 0x00FF_EB9C].map(|colour| {
        Format::new()
            .set_background_color(colour)
            .set_align(FormatAlign::Top)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::Limits;
    use crate::table;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let mut list = ListWorkbook::new("学生", &[("学号", 16), ("备注", 30)]).unwrap();
        list.row(["0012", "=1+1"]).unwrap();
        list.row(["20210003456789012345", "𠮷"]).unwrap();
        let mut bytes = Cursor::new(Vec::new());
        list.finish(&mut bytes).unwrap();
        let book = table::read(bytes.get_ref(), &Limits::default()).unwrap();
        let rows: Vec<Vec<&str>> = book.sheets[0]
            .rows()
            .map(|row| row.cells().collect())
            .collect();
        let expected = [
            ["学号", "备注"],
            ["0012", "=1+1"],
            ["20210003456789012345", "𠮷"],
        ];
        assert_eq!(rows, expected);
        assert_eq!(book.sheets[0].name.as_deref(), Some("学生"));
    }

    #[test]
    fn a_sheet_that_cannot_be_is_refused() {
        assert!(ListWorkbook::new("a/b", &[]).is_err());
        let mut list = ListWorkbook::new("a", &[("a", 8)]).unwrap();
        assert!(list.row([&*"a".repeat(40_000)]).is_err());
    }
}
