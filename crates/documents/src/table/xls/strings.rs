//! Texts of records: in UTF-16 or its lower half since Excel 97, before that in the code page of the workbook. The
//! shared texts go on over several records, also inside a character's text.

use encoding_rs::Encoding;

use super::damaged::DAMAGED;
use crate::table::error::TableError;

const IS_WIDE: u8 = 1;
const HAS_EXTENSION: u8 = 4;
const HAS_RUNS: u8 = 8;

/// A place in the data of a record and of those that go on with it.
pub(super) struct Cursor<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn of(parts: Vec<&'a [u8]>) -> Self {
        Self {
            parts,
            part: 0,
            at: 0,
        }
    }

    /// Bytes that are left of the record at hand.
    fn rest(&self) -> &'a [u8] {
        self.parts
            .get(self.part)
            .map_or(&[], |part| &part[self.at..])
    }

    fn next_part(&mut self) -> Result<(), TableError> {
        self.part += 1;
        self.at = 0;
        if self.part < self.parts.len() {
            Ok(())
        } else {
            Err(DAMAGED)
        }
    }

    fn u8(&mut self) -> Result<u8, TableError> {
        while self.rest().is_empty() {
            self.next_part()?;
        }
        let byte = self.rest()[0];
        self.at += 1;
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, TableError> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Result<u32, TableError> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), TableError> {
        while bytes > 0 {
            if self.rest().is_empty() {
                self.next_part()?;
            }
            let step = bytes.min(self.rest().len());
            self.at += step;
            bytes -= step;
        }
        Ok(())
    }

    /// Appends characters. Where a record ends among them, the next one begins with their width anew.
    fn letters(
        &mut self,
        count: usize,
        mut is_wide: bool,
        text: &mut String,
    ) -> Result<(), TableError> {
        let mut left = count;
        let mut units = Vec::new();
        while left > 0 {
            if self.rest().is_empty() {
                self.next_part()?;
                is_wide = self.u8()? & IS_WIDE != 0;
            }
            let rest = self.rest();
            let width = if is_wide { 2 } else { 1 };
            let here = left.min(rest.len() / width);
            if here == 0 {
                return Err(DAMAGED);
            }
            units.extend(
                rest[..here * width]
                    .chunks_exact(width)
                    .map(|unit| match *unit {
                        [low, high] => u16::from_le_bytes([low, high]),
                        _ => u16::from(unit[0]),
                    }),
            );
            self.at += here * width;
            left -= here;
        }
        let letters = char::decode_utf16(units);
        text.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    /// Appends a text with its length, and skips its looks.
    pub(super) fn unicode(&mut self, text: &mut String) -> Result<(), TableError> {
        let count = self.u16()?;
        self.unicode_of(usize::from(count), text)
    }

    /// The same with a length of one byte.
    pub(super) fn short_unicode(&mut self, text: &mut String) -> Result<(), TableError> {
        let count = self.u8()?;
        self.unicode_of(usize::from(count), text)
    }

    fn unicode_of(&mut self, count: usize, text: &mut String) -> Result<(), TableError> {
        let flags = self.u8()?;
        let runs = if flags & HAS_RUNS == 0 {
            0
        } else {
            self.u16()?
        };
        let extension = if flags & HAS_EXTENSION == 0 {
            0
        } else {
            self.u32()?
        };
        self.letters(count, flags & IS_WIDE != 0, text)?;
        self.skip(usize::from(runs) * 4 + extension as usize)
    }
}

/// A text of one record, with its length before it.
pub(super) fn text(data: &[u8], encoding: Option<&'static Encoding>) -> Result<String, TableError> {
    let Some(encoding) = encoding else {
        let mut text = String::new();
        Cursor::of(vec![data]).unicode(&mut text)?;
        return Ok(text);
    };
    let (length, rest) = data.split_first_chunk::<2>().ok_or(DAMAGED)?;
    let bytes = rest
        .get(..usize::from(u16::from_le_bytes(*length)))
        .ok_or(DAMAGED)?;
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The same with a length of one byte.
pub(super) fn short_text(
    data: &[u8],
    encoding: Option<&'static Encoding>,
) -> Result<String, TableError> {
    let Some(encoding) = encoding else {
        let mut text = String::new();
        Cursor::of(vec![data]).short_unicode(&mut text)?;
        return Ok(text);
    };
    let (length, rest) = data.split_first().ok_or(DAMAGED)?;
    let bytes = rest.get(..usize::from(*length)).ok_or(DAMAGED)?;
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_with_another_width() {
        let first = [5, 0, 0, b'a', b'b'];
        let second = [1, 0x66, 0x5B, b'c', 0, b'd', 0];
        let mut text = String::new();
        let mut cursor = Cursor::of(vec![&first, &second]);
        cursor.unicode(&mut text).unwrap();
        assert_eq!(text, "ab学cd");
        assert_eq!(cursor.unicode(&mut text), Err(DAMAGED));
    }

    #[test]
    fn looks_are_skipped() {
        let data = [1, 0, HAS_RUNS, 1, 0, b'a', 9, 9, 9, 9, 1, 0, 0, b'b'];
        let mut text = String::new();
        let mut cursor = Cursor::of(vec![&data]);
        cursor.unicode(&mut text).unwrap();
        cursor.unicode(&mut text).unwrap();
        assert_eq!(text, "ab");
    }
}
