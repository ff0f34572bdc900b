//! Where a cell is, as the program shows it that the file is opened with.

use std::fmt;
use std::sync::Arc;

/// A cell: `名单!B7` in a workbook, `B7` in a file without sheets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CellRef {
    /// The sheet, where the file has sheets.
    pub sheet: Option<Arc<str>>,
    /// Row of a worksheet, or line of a text file at which the row begins, from 1.
    pub row: u64,
    /// Number of the column, from 0 at the left.
    pub column: usize,
}

impl fmt::Display for CellRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            if sheet
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
            {
                write!(formatter, "{sheet}!")?;
            } else {
                write!(formatter, "'{}'!", sheet.replace('\'', "''"))?;
            }
        }
        write!(formatter, "{}{}", column_letters(self.column), self.row)
    }
}

/// The letters of a column from 0: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Row from 1 and column from 0 of a reference such as `B7`; `None` where it is none.
pub(super) fn parse_reference(text: &str) -> Option<(u64, usize)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    // Three letters reach 18 278; worksheets end at 16 384.
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A')?;
        if value >= 26 {
            return None;
        }
        column = column * 26 + usize::from(value) + 1;
    }
    let row = row.parse().ok().filter(|row| (1..=MAX_ROW).contains(row))?;
    Some((row, column - 1))
}

/// The last row of a worksheet.
pub(super) const MAX_ROW: u64 = 1_048_576;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_programs_name_them() {
        let check = |sheet: Option<&str>, row, column, expected: &str| {
            let sheet = sheet.map(Arc::from);
            let cell = CellRef { sheet, row, column };
            assert_eq!(cell.to_string(), expected);
        };
        check(None, 7, 1, "B7");
        check(Some("名单"), 7, 26, "名单!AA7");
        check(Some("2023 级"), 1, 701, "'2023 级'!ZZ1");
        check(Some("a'b"), 1, 702, "'a''b'!AAA1");
    }

    #[test]
    fn references_are_read() {
        let check = |text, expected| assert_eq!(parse_reference(text), expected, "{text}");
        check("A1", Some((1, 0)));
        check("aa10", Some((10, 26)));
        check("XFD1048576", Some((1_048_576, 16_383)));
        check("A0", None);
        check("A1048577", None);
        check("7", None);
        check("A", None);
        check("ABCD1", None);
        check("学1", None);
    }
}
