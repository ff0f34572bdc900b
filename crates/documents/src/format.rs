//! The format of a list, told from its first bytes, never from its file name.

use std::fmt;

/// What a file is by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with separators (CSV, TXT).
    Text,
    /// A web page, which web systems hand out under the name `.xls`.
    Html,
    /// A workbook in XML from Excel 2003, also under the name `.xls`.
    XmlWorkbook,
    /// A web page with its parts in one file (MHTML), also under the name `.xls`.
    WebArchive,
    /// A zip archive, such as an Excel workbook (`.xlsx`).
    Workbook,
    /// A binary Excel workbook (`.xlsb`).
    BinaryWorkbook,
    /// An `OpenDocument` spreadsheet (`.ods`).
    OpenDocument,
    /// A compound file, such as an Excel workbook from before 2007 (`.xls`).
    OldWorkbook,
    /// A dBase table (`.dbf`).
    Dbf,
    /// No list: a picture, a document, another archive.
    Other,
}

/// First bytes of a dBase table: III and IV, with and without memo; `FoxPro` and its successor.
const DBF_VERSIONS: [u8; 10] = [0x03, 0x83, 0x8B, 0x30, 0x31, 0x32, 0x43, 0x63, 0xF5, 0xFB];

/// Smallest header of a dBase table: 32 bytes, one field and the terminator.
const DBF_MIN_HEADER_BYTES: u16 = 65;

/// How much of a text is looked at for a mark of its format, bytes.
const HEAD_BYTES: usize = 4_096;

/// First bytes of files that are no lists.
const OTHERS: &[&[u8]] = &[
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"Rar!",
    b"7z\xBC\xAF\x27\x1C",
    b"\x1F\x8B",
    b"{\\rtf",
];

impl Format {
    /// The format of `bytes`; whatever has no other format's signature is text.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Self::Workbook
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Self::OldWorkbook
        } else if OTHERS.iter().any(|signature| bytes.starts_with(signature)) {
            Self::Other
        } else if is_dbf(bytes) {
            Self::Dbf
        } else {
            Self::Text
        }
    }

    /// The format of a text that was decoded.
    pub(crate) fn of_text(text: &str) -> Self {
        let start = text.trim_start();
        let mut end = start.len().min(HEAD_BYTES);
        while !start.is_char_boundary(end) {
            end -= 1;
        }
        let head = start[..end].to_ascii_lowercase();
        if head.starts_with("mime-version") {
            Self::WebArchive
        } else if !head.starts_with('<') {
            Self::Text
        } else if head.contains("schemas-microsoft-com:office:spreadsheet")
            && head.starts_with("<?xml")
            && head.contains("workbook")
        {
            Self::XmlWorkbook
        } else if [
            "<html",
            "<table",
            "<meta",
            "<!doctype html",
            "<head",
            "<body",
        ]
        .iter()
        .any(|mark| head.contains(mark))
        {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// A dBase table has no signature. The date of the last change (which some programs leave empty), two bytes
/// that are always zero, and the lengths of header and record confirm its first byte.
fn is_dbf(bytes: &[u8]) -> bool {
    let Some(
        &[
            version,
            _,
            month,
            day,
            _,
            _,
            _,
            _,
            low,
            high,
            record_low,
            record_high,
            zero,
            zero_too,
        ],
    ) = bytes.first_chunk::<14>()
    else {
        return false;
    };
    DBF_VERSIONS.contains(&version)
        && month <= 12
        && day <= 31
        && u16::from_le_bytes([low, high]) >= DBF_MIN_HEADER_BYTES
        && u16::from_le_bytes([record_low, record_high]) >= 2
        && zero == 0
        && zero_too == 0
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "text",
            Self::Html => "a web page",
            Self::XmlWorkbook => "a workbook in XML",
            Self::WebArchive => "a web archive",
            Self::Workbook => "an Excel workbook",
            Self::BinaryWorkbook => "a binary Excel workbook",
            Self::OpenDocument => "an OpenDocument file",
            Self::OldWorkbook => "an Excel workbook from before 2007",
            Self::Dbf => "a dBase table",
            Self::Other => "no list",
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
        check(b"\x03\x18\x06\x1E\x02\0\0\0\x61\0\x1E\0\0\0", Format::Dbf);
        check(b"\x03\0\0\0\x02\0\0\0\x61\0\x1E\0\0\0", Format::Dbf);
        check(b"student_number,level\n", Format::Text);
        check("\u{feff}学号".as_bytes(), Format::Text);
        check(b"%PDF-1.7", Format::Other);
        check(b"", Format::Text);
    }

    #[test]
    fn a_control_character_or_a_digit_alone_is_no_table() {
        check(b"\x03\x18\x0D\x1E\x02\0\0\0\x61\0\x1E\0\0\0", Format::Text);
        check(b"\x03\x18\x06", Format::Text);
        check(b"0,1,2,3,4,5,6,7,8,9\n", Format::Text);
    }

    #[test]
    fn texts_are_told_apart_by_their_marks() {
        let check = |text: &str, expected| assert_eq!(Format::of_text(text), expected, "{text}");
        check("学号,姓名\n", Format::Text);
        check("<学号>,姓名\n", Format::Text);
        check(" <html><table><tr><td>学号", Format::Html);
        check("<TABLE border=1>", Format::Html);
        check(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            Format::XmlWorkbook,
        );
        check("MIME-Version: 1.0\n", Format::WebArchive);
    }
}
