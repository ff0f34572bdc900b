//! Lists of any format as tables of cells: one reader per format, one kind of table.

mod cells;
mod csv;
mod header;

use crate::{Format, Limits};

pub use self::cells::{Position, TableError};
pub(crate) use self::cells::{Row, Table};
pub(crate) use self::header::{Heading, Headings, normal};

/// Reads a file of any known format.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, TableError> {
    if bytes.len() > limits.max_bytes {
        return Err(TableError::TooLarge {
            max_bytes: limits.max_bytes,
        });
    }
    match Format::of(bytes) {
        Format::Text => csv::read(bytes, limits),
        format => Err(TableError::UnsupportedFormat { format }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits {
        max_bytes: 40,
        max_rows: 2,
        max_columns: 3,
        max_cell_bytes: 8,
    };

    #[track_caller]
    fn check(text: &[u8], expected: &[(u64, &[&str])]) {
        let table = read(text, &SMALL).unwrap();
        let rows: Vec<(u64, Vec<&str>)> = table
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
            &[
                (1, &["12345678", "b", "c"]),
                (2, &["1", "", ""]),
                (3, &["2", "", ""]),
            ],
        );
        check_refused(b"a,b,c,d\n", &TableError::TooManyColumns { max_columns: 3 });
        check_refused(b"a\n1\n2\n3\n", &TableError::TooManyRows { max_rows: 2 });
        let position = Position { line: 2, column: 2 };
        check_refused(
            b"a,b\n1,123456789\n",
            &TableError::CellTooLong {
                position,
                max_cell_bytes: 8,
            },
        );
    }

    #[test]
    fn size_is_checked_before_anything_else() {
        check_refused(&[0xFF; 41], &TableError::TooLarge { max_bytes: 40 });
        check_refused(&[0xFF; 40], &TableError::NotUtf8 { line: 1 });
    }

    #[test]
    fn what_is_no_even_text_is_named_by_its_line() {
        check_refused(b"a,b\n\nx,\xB2\xE3\n", &TableError::NotUtf8 { line: 3 });
        let uneven = TableError::Uneven {
            line: 3,
            actual: 1,
            expected: 2,
        };
        check_refused(b"a,b\n1,2\n3\n", &uneven);
        let format = Format::Workbook;
        check_refused(b"PK\x03\x04", &TableError::UnsupportedFormat { format });
    }
}
