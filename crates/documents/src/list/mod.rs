//! Lists that go out. CSV for spreadsheet programs: UTF-8 with a byte order mark or GBK, CRLF, and no cell that a
//! program would take for a formula (OWASP, "CSV Injection"); a dBase table; an Excel workbook.

mod dbf;
mod gbk;
mod read;
mod sheet;
mod xlsx;

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

pub use self::dbf::write_dbf;
pub use self::gbk::is_gbk;
pub use self::read::{ReadRow, read_rows};
pub use self::sheet::{Column, ListError, Rows, Sheet};
pub use self::xlsx::write_xlsx;

/// What a spreadsheet program needs to read UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The beginning of a list: the mark, and the header.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn head(cells: &[&str]) -> io::Result<Vec<u8>> {
    let mut bytes = BYTE_ORDER_MARK.as_bytes().to_vec();
    bytes.extend(line(cells)?);
    Ok(bytes)
}

/// One line.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn line(cells: &[&str]) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let cells = cells.iter().map(|cell| harmless(cell));
    writer.write_record(cells.map(|cell| cell.into_owned().into_bytes()))?;
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

/// In which letters a list as CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// UTF-8 with a byte order mark.
    Utf8,
    /// GBK, and the four bytes of GB 18030 for what GBK lacks ([`is_gbk`]).
    Gbk,
}

/// Writes `sheet` as CSV.
///
/// # Errors
/// [`ListError::Uneven`], [`ListError::Write`].
pub fn write_csv(sheet: Sheet<'_>, letters: Letters, out: &mut dyn Write) -> Result<(), ListError> {
    let heads: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.head.as_str())
        .collect();
    if letters == Letters::Utf8 {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    let mut put = |cells: &[&str]| -> Result<(), ListError> {
        let line = line(cells)?;
        match letters {
            Letters::Utf8 => out.write_all(&line)?,
            Letters::Gbk => out.write_all(&gbk::encode(&String::from_utf8_lossy(&line)))?,
        }
        Ok(())
    };
    put(&heads)?;
    sheet.each(|_, cells| put(cells))
}

/// With an apostrophe before what would begin a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    let begins_one =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_one {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], expected: &str) {
        let line = line(cells).unwrap();
        assert_eq!(String::from_utf8(line).unwrap(), expected);
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check(&["0012", "甲大学"], "0012,甲大学\r\n");
        check(&["a,b", "c\"d", ""], "\"a,b\",\"c\"\"d\",\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check(&["=1+1", "+1", "-1", "@x"], "'=1+1,'+1,'-1,'@x\r\n");
        check(&["\t=1", "＝1"], "'\t=1,'＝1\r\n");
        check(&["1-1"], "1-1\r\n");
    }

    #[test]
    fn programs_are_told_that_it_is_utf_8() {
        assert_eq!(head(&["学号"]).unwrap(), "\u{feff}学号\r\n".as_bytes());
    }
}
