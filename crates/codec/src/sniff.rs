//! Detects the file format by the first bytes; the file name is not used.

use standard::facts::FileFormat;

/// The format of `bytes`, `None` for anything we do not read.
pub(crate) fn format_of(bytes: &[u8]) -> Option<FileFormat> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(FileFormat::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(FileFormat::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(FileFormat::Webp)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<FileFormat>) {
        assert_eq!(format_of(bytes), expected);
    }

    #[test]
    fn content_decides() {
        check(&[0xFF, 0xD8, 0xFF, 0xE0], Some(FileFormat::Jpeg));
        check(b"\x89PNG\r\n\x1a\n....", Some(FileFormat::Png));
        check(b"RIFF\0\0\0\0WEBPVP8 ", Some(FileFormat::Webp));
        check(b"RIFF\0\0\0\0WAVE", None);
        check(b"GIF89a", None);
        check(b"", None);
    }
}
