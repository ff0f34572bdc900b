//! Tables of dBase and `FoxPro`: fields of fixed lengths, in a code page that the header names seldom and often wrongly.
//! The number of rows in the header is only compared: rows are read until the file ends.

use encoding_rs::{BIG5, Encoding, GB18030};

use super::cells::{Kind, Sheet};
use super::encoding;
use super::error::TableError;
use super::merged::Merged;
use super::writer::{Budget, Writer};
use crate::Format;

/// Length of the header before the fields, and of each field in it.
const BLOCK_BYTES: usize = 32;

/// Ends the list of fields.
const FIELDS_END: u8 = 0x0D;

/// Code pages of the header that are Big5; others are not believed.
const BIG5_MARKS: [u8; 2] = [0x4F, 0x78];

/// Rows by which the encoding is found.
const SAMPLE_ROWS: usize = 2_000;

/// A table, and how its rows compare to the header.
pub(super) struct Read {
    pub(super) sheet: Sheet,
    /// Rows that the header promises, where it is wrong.
    pub(super) promised_rows: Option<u64>,
    pub(super) deleted_rows: usize,
}

struct Field<'a> {
    name: &'a [u8],
    kind: u8,
    offset: usize,
    length: usize,
}

/// Reads the names of the fields as row 1 and the rows below it, numbered as Excel shows them: without deleted ones.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Read, TableError> {
    let damaged = TableError::Damaged {
        format: Format::Dbf,
    };
    let header = bytes.first_chunk::<BLOCK_BYTES>().ok_or(damaged.clone())?;
    let promised = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    let start = usize::from(u16::from_le_bytes([header[8], header[9]]));
    let row_bytes = usize::from(u16::from_le_bytes([header[10], header[11]]));
    let block = bytes.get(BLOCK_BYTES..start).ok_or(damaged.clone())?;
    let fields = fields(block);
    let used = fields.last().map_or(0, |field| field.offset + field.length);
    if fields.is_empty() || used > row_bytes {
        return Err(damaged);
    }
    let body = &bytes[start..];
    let encoding = encoding_of(header[29], &fields, body, row_bytes);
    let mut writer = Writer::new(None, Format::Dbf, budget);
    writer.row(1, false)?;
    for (column, field) in fields.iter().enumerate() {
        writer.cell(
            column,
            &encoding.decode_without_bom_handling(field.name).0,
            Kind::Text,
        )?;
    }
    let (mut rows, mut deleted) = (0, 0);
    for row in body.chunks(row_bytes) {
        match row[0] {
            b' ' if row.len() == row_bytes => {}
            b'*' if row.len() == row_bytes => {
                deleted += 1;
                continue;
            }
            // The last row of a file that was cut, or the end.
            _ => break,
        }
        rows += 1;
        writer.row(rows + 1, false)?;
        for (column, field) in fields.iter().enumerate() {
            let (text, kind) = value(
                field,
                &row[field.offset..field.offset + field.length],
                encoding,
            );
            writer.cell(column, &text, kind)?;
        }
    }
    let found = rows + deleted as u64;
    Ok(Read {
        sheet: writer.finish(Merged::default()),
        promised_rows: Some(u64::from(promised)).filter(|promised| *promised != found),
        deleted_rows: deleted,
    })
}

fn fields(block: &[u8]) -> Vec<Field<'_>> {
    let blocks = block.chunks_exact(BLOCK_BYTES);
    let mut offset = 1;
    let named = blocks.take_while(|field| field[0] != FIELDS_END && field[0] != 0);
    named
        .map(|field| {
            let name = field[..11]
                .split(|byte| *byte == 0)
                .next()
                .unwrap_or_default();
            // Texts longer than 255 have the upper byte where numbers have their decimals.
            let upper = if field[11] == b'C' { field[17] } else { 0 };
            let length = usize::from(u16::from_le_bytes([field[16], upper]));
            let field = Field {
                name,
                kind: field[11],
                offset,
                length,
            };
            offset += length;
            field
        })
        .collect()
}

/// `FoxPro` marks any table with the code page of the machine it was installed on, so the content decides.
fn encoding_of(mark: u8, fields: &[Field<'_>], body: &[u8], row_bytes: usize) -> &'static Encoding {
    if BIG5_MARKS.contains(&mark) {
        return BIG5;
    }
    let names = fields.iter().map(|field| field.name);
    let texts = body
        .chunks_exact(row_bytes)
        .take(SAMPLE_ROWS)
        .flat_map(|row| {
            let texts = fields.iter().filter(|field| field.kind == b'C');
            texts.map(|field| row[field.offset..field.offset + field.length].trim_ascii_end())
        });
    encoding::of_parts(&names.chain(texts)).unwrap_or(GB18030)
}

/// A value as text. Memos are kept in a file of their own, which nobody hands over.
fn value(field: &Field<'_>, bytes: &[u8], encoding: &'static Encoding) -> (String, Kind) {
    match field.kind {
        b'M' | b'G' | b'P' | b'T' | b'0' => (String::new(), Kind::Text),
        b'I' => {
            let number = bytes
                .first_chunk::<4>()
                .map(|bytes| i32::from_le_bytes(*bytes));
            (
                number.map_or_else(String::new, |number| number.to_string()),
                Kind::Number,
            )
        }
        b'B' if bytes.len() == 8 => {
            let number = bytes
                .first_chunk::<8>()
                .map_or(0.0, |bytes| f64::from_le_bytes(*bytes));
            super::number::shown(number, &super::number::NumberFormat::Plain, false)
        }
        b'D' => (day(bytes), Kind::Date),
        kind => text(bytes, encoding, matches!(kind, b'N' | b'F')),
    }
}

/// `20230901` as `2023-09-01`.
fn day(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).trim().to_owned();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
    }
    text
}

fn text(bytes: &[u8], encoding: &'static Encoding, is_number: bool) -> (String, Kind) {
    let end = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    let bytes = bytes[..end].trim_ascii();
    let (text, is_cut) = encoding.decode_without_bom_handling(bytes);
    if is_number {
        // Stars stand where a number did not fit.
        let kind = if text.contains('*') {
            Kind::Error
        } else {
            Kind::Number
        };
        return (text.into_owned(), kind);
    }
    if is_cut {
        let whole = text
            .trim_end_matches(char::REPLACEMENT_CHARACTER)
            .to_owned();
        return (whole, Kind::Cut);
    }
    (text.into_owned(), Kind::Text)
}
