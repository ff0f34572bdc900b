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
    } else if is_heic(bytes) {
        Some(FileFormat::Heic)
    } else {
        None
    }
}

/// Whether the first box says that pictures in HEVC follow: by its own brand, or by one of the brands that it
/// is compatible with where its own is that of any picture. AVIF says neither.
fn is_heic(bytes: &[u8]) -> bool {
    const HEVC: [&[u8]; 4] = [b"heic", b"heix", b"heim", b"heis"];
    const ANY: [&[u8]; 2] = [b"mif1", b"mif2"];
    let Some((head, rest)) = bytes.split_first_chunk::<8>() else {
        return false;
    };
    if &head[4..] != b"ftyp" {
        return false;
    }
    let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
    let content = &rest[..length.saturating_sub(8).min(rest.len())];
    let mut brands = content.chunks_exact(4);
    let Some(own) = brands.next() else {
        return false;
    };
    // After its own brand stands the version.
    HEVC.contains(&own) || ANY.contains(&own) && brands.skip(1).any(|brand| HEVC.contains(&brand))
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
        check(
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            Some(FileFormat::Heic),
        );
        check(
            b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
            Some(FileFormat::Heic),
        );
        check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", None);
        check(b"\0\0\0\x14ftypmif1\0\0\0\0mif1heic", None);
        check(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", None);
        check(b"GIF89a", None);
        check(b"", None);
    }
}
