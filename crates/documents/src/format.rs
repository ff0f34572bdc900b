//! The format of a list, told from its first bytes, never from its file name.

use std::fmt;

/// What a file is by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with separators (CSV).
    Text,
    /// A zip archive, such as an Excel workbook (`.xlsx`).
    Workbook,
    /// A compound file, such as an Excel workbook from before 2007 (`.xls`).
    OldWorkbook,
    /// A dBase III or IV table (`.dbf`).
    Dbf,
}

/// First byte of a dBase table: III, III with memo, IV with memo.
const DBF_VERSIONS: [u8; 3] = [0x03, 0x83, 0x8B];

/// Smallest header of a dBase table: 32 bytes and the terminator.
const DBF_MIN_HEADER_BYTES: u16 = 33;

impl Format {
    /// The format of `bytes`; whatever has no other format's signature is text.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Workbook
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Self::OldWorkbook
        } else if is_dbf(bytes) {
            Self::Dbf
        } else {
            Self::Text
        }
    }
}

/// A dBase table has no signature. Its first byte is a control character, which no text begins with;
/// the date of the last change and the length of the header confirm it.
fn is_dbf(bytes: &[u8]) -> bool {
    let Some(&[version, _, month, day, _, _, _, _, low, high]) = bytes.first_chunk::<10>() else {
        return false;
    };
    DBF_VERSIONS.contains(&version)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && u16::from_le_bytes([low, high]) >= DBF_MIN_HEADER_BYTES
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "text",
            Self::Workbook => "an Excel workbook",
            Self::OldWorkbook => "an Excel workbook from before 2007",
            Self::Dbf => "a dBase table",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Format) {
        assert_eq!(Format::of(bytes), expected);
    }

    #[test]
    fn content_decides() {
        check(b"PK\x03\x04\x14\0", Format::Workbook);
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", Format::OldWorkbook);
        check(b"\x03\x18\x06\x1E\x02\0\0\0\x61\0\x1E\0", Format::Dbf);
        check(b"student_number,level\n", Format::Text);
        check("\u{feff}学号".as_bytes(), Format::Text);
        check(b"", Format::Text);
    }

    #[test]
    fn a_control_character_alone_is_no_table() {
        check(b"\x03\x18\x0D\x1E\x02\0\0\0\x61\0", Format::Text);
        check(b"\x03\x18\x06", Format::Text);
    }
}
