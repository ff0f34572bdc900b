//! Files of any format as sheets of cells: one reader per format behind one shape.

mod cells;
mod csv;
mod dbf;
mod encoding;
mod error;
mod header;
mod html;
mod merged;
mod number;
mod place;
mod writer;
mod xls;
mod xlsx;

use crate::{Format, Limits};

pub(crate) use self::cells::{Book, Kind, Row, Sheet};
pub use self::error::TableError;
pub(crate) use self::header::normal;
pub use self::place::CellRef;
pub(crate) use self::place::column_letters;
use self::writer::Budget;

/// Reads a file of any known format.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, TableError> {
    if bytes.len() > limits.max_bytes {
        return Err(TableError::TooLarge {
            max_bytes: limits.max_bytes,
        });
    }
    let mut budget = Budget::new(*limits);
    match Format::of(bytes) {
        Format::Workbook => xlsx::read(bytes, &mut budget),
        Format::OldWorkbook => xls::read(bytes, &mut budget),
        Format::Dbf => {
            let read = dbf::read(bytes, &mut budget)?;
            Ok(Book {
                promised_rows: read.promised_rows,
                deleted_rows: read.deleted_rows,
                ..Book::of_one(read.sheet)
            })
        }
        Format::Text => text(bytes, &mut budget),
        format => Err(TableError::UnsupportedFormat { format }),
    }
}

/// A text is decoded before its format shows.
fn text(bytes: &[u8], budget: &mut Budget) -> Result<Book, TableError> {
    let decoded = encoding::decode(bytes)?;
    let text = &decoded.text;
    match Format::of_text(text) {
        // Texts have no zeros; programs, pictures and archives do.
        Format::Text if text.contains('\0') => Err(TableError::UnsupportedFormat {
            format: Format::Other,
        }),
        Format::Text => csv::read(text, decoded.is_broken, budget).map(Book::of_one),
        Format::Html => html::read(text, decoded.is_broken, budget).map(Book::of_one),
        format => Err(TableError::UnsupportedFormat { format }),
    }
}

impl Book {
    fn of_one(sheet: Sheet) -> Self {
        Self {
            sheets: vec![sheet],
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits {
        max_bytes: 40,
        max_rows: 3,
        max_columns: 3,
        max_cell_bytes: 8,
        max_unpacked_bytes: 1_000,
        max_cells: 20,
        max_text_bytes: 30,
    };

    #[track_caller]
    fn check(text: &[u8], expected: &[(u64, &[&str])]) {
        let book = read(text, &SMALL).unwrap();
        let rows: Vec<(u64, Vec<&str>)> = book.sheets[0]
            .rows()
            .map(|row| (row.line(), row.cells().collect()))
            .collect();
        let expected: Vec<(u64, Vec<&str>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.to_vec()))
            .collect();
        assert_eq!(rows, expected);
    }

    #[track_caller]
    fn check_refused(text: &[u8], expected: &TableError) {
        assert_eq!(read(text, &SMALL).err().as_ref(), Some(expected));
    }

    #[test]
    fn cells_are_trimmed_and_keep_their_lines() {
        check(b"", &[]);
        check(b"a,b\n1, 2 \n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "\u{feff}a,b\r\n\r\n,\r\n\u{3000}1,\"x\ny\"\r\n3,4".as_bytes(),
            &[(1, &["a", "b"]), (4, &["1", "x\ny"]), (6, &["3", "4"])],
        );
    }

    #[test]
    fn every_limit_holds_up_to_its_value() {
        check(
            b"12345678,b,c\n1,,\n2,,\n",
            &[(1, &["12345678", "b", "c"]), (2, &["1"]), (3, &["2"])],
        );
        check_refused(b"a,b,c,d\n", &TableError::TooManyColumns { max_columns: 3 });
        check_refused(b"a\n1\n2\n3\n", &TableError::TooManyRows { max_rows: 3 });
        let cell = CellRef {
            sheet: None,
            row: 2,
            column: 1,
        };
        check_refused(
            b"a,b\n1,123456789\n",
            &TableError::CellTooLong {
                cell,
                max_cell_bytes: 8,
            },
        );
        let max_cells = TableError::TooManyCells { max_cells: 20 };
        check_refused(b"1,2\n,,,,,,,,,,,,,,,,,,,,,,\n", &max_cells);
        check_refused(b"12345678,12345678,12345678\n12345678\n", &max_cells);
    }

    #[test]
    fn size_is_checked_before_anything_else() {
        check_refused(&[0xFF; 41], &TableError::TooLarge { max_bytes: 40 });
        check_refused(&[0xFF; 40], &TableError::UnknownEncoding { line: 1 });
    }

    #[test]
    fn what_is_no_list_is_named() {
        let unsupported = |format| TableError::UnsupportedFormat { format };
        check_refused(b"a,b\0\x01\x02\n", &unsupported(Format::Other));
        check_refused(b"%PDF-1.7", &unsupported(Format::Other));
        let format = Format::Workbook;
        check_refused(b"PK\x03\x04", &TableError::Damaged { format });
        let format = Format::OldWorkbook;
        let bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        check_refused(bytes, &TableError::Damaged { format });
    }
}
