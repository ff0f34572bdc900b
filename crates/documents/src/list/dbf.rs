//! A list as a dBase III table in GBK, as the registry and the systems of schools import it. Every field is text.

use std::io::Write;

use super::gbk;
use super::sheet::{ListError, Sheet};

/// dBase III without memo fields.
const VERSION: u8 = 0x03;

/// Mark of code page 936.
const CODE_PAGE_936: u8 = 0x4D;

/// A field is no longer than this, bytes.
const MAX_FIELD: usize = 254;

/// More fields than dBase III has.
const MAX_FIELDS: usize = 128;

/// Writes `sheet` as a dBase table, changed on this day (year, month, day).
///
/// # Errors
/// [`ListError::Field`] for a name that a field cannot have, [`ListError::CellTooLong`] above 254 bytes,
/// [`ListError::Uneven`], [`ListError::TooLarge`], [`ListError::Write`].
pub fn write_dbf(
    sheet: Sheet<'_>,
    (year, month, day): (u16, u8, u8),
    out: &mut dyn Write,
) -> Result<(), ListError> {
    let widths = widths(sheet)?;
    let rows = u32::try_from(sheet.rows.count()).map_err(|_| ListError::TooLarge)?;
    let record = 1 + widths
        .iter()
        .map(|width| usize::from(*width))
        .sum::<usize>();
    let record = u16::try_from(record).map_err(|_| ListError::TooLarge)?;
    let header = 32 + 32 * widths.len() + 1;
    let header = u16::try_from(header).map_err(|_| ListError::TooLarge)?;
    let mut head = vec![VERSION, (year.saturating_sub(1900)) as u8, month, day];
    head.extend(rows.to_le_bytes());
    head.extend(header.to_le_bytes());
    head.extend(record.to_le_bytes());
    head.resize(29, 0);
    head.push(CODE_PAGE_936);
    head.resize(32, 0);
    for (column, width) in sheet.columns.iter().zip(&widths) {
        let start = head.len();
        head.extend(column.field.as_bytes());
        head.resize(start + 11, 0);
        head.push(b'C');
        head.resize(start + 16, 0);
        head.push(*width);
        head.resize(start + 32, 0);
    }
    head.push(0x0D);
    out.write_all(&head)?;
    let mut line = Vec::with_capacity(usize::from(record));
    sheet.each(|_, cells| {
        line.clear();
        // Not deleted.
        line.push(b' ');
        for (cell, width) in cells.iter().zip(&widths) {
            let end = line.len() + usize::from(*width);
            line.extend_from_slice(&gbk::encode(cell));
            line.resize(end, b' ');
        }
        Ok(out.write_all(&line)?)
    })?;
    out.write_all(&[0x1A])?;
    Ok(())
}

/// The longest cell of each column, bytes; at least one.
fn widths(sheet: Sheet<'_>) -> Result<Vec<u8>, ListError> {
    if sheet.columns.len() > MAX_FIELDS || sheet.columns.is_empty() {
        return Err(ListError::TooLarge);
    }
    for (index, column) in sheet.columns.iter().enumerate() {
        let field = &column.field;
        let letters = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = (1..=10).contains(&field.len()) && field.bytes().all(letters);
        let is_new = sheet.columns[..index]
            .iter()
            .all(|before| before.field != *field);
        if !fits || !is_new {
            return Err(ListError::Field(field.clone()));
        }
    }
    let mut widths = vec![1; sheet.columns.len()];
    sheet.each(|row, cells| {
        for (column, cell) in cells.iter().enumerate() {
            let bytes = gbk::encode(cell).len();
            if bytes > MAX_FIELD {
                return Err(ListError::CellTooLong { row, column });
            }
            widths[column] = widths[column].max(bytes as u8);
        }
        Ok(())
    })?;
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::Column;

    fn written(field: &str, cells: &[&str]) -> Result<Vec<u8>, ListError> {
        let columns = [Column {
            head: "学号".into(),
            field: field.into(),
        }];
        let rows: Vec<Vec<String>> = vec![cells.iter().map(|cell| (*cell).to_owned()).collect()];
        let sheet = Sheet {
            columns: &columns,
            rows: &rows,
        };
        let mut bytes = Vec::new();
        write_dbf(sheet, (2023, 9, 6), &mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn the_table_is_as_long_as_its_header_says() {
        let bytes = written("XH", &["0012中"]).unwrap();
        assert_eq!(bytes.len(), 32 + 32 + 1 + (1 + 6) + 1);
        assert_eq!(&bytes[..12], &[3, 123, 9, 6, 1, 0, 0, 0, 65, 0, 7, 0]);
        assert_eq!(bytes[65..].first(), Some(&b' '));
        assert_eq!(bytes.last(), Some(&0x1A));
    }

    #[test]
    fn what_a_table_cannot_hold_is_refused() {
        let field = |name| written(name, &["1"]).unwrap_err();
        assert!(matches!(field("学号"), ListError::Field(_)));
        assert!(matches!(field("TOO_LONG_NAME"), ListError::Field(_)));
        let long = written("XH", &[&"中".repeat(128)]).unwrap_err();
        assert!(matches!(long, ListError::CellTooLong { row: 0, column: 0 }));
        let uneven = written("XH", &["1", "2"]).unwrap_err();
        assert!(matches!(uneven, ListError::Uneven { row: 0 }));
    }
}
