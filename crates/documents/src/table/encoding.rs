//! The encoding of a text: a byte order mark, UTF-16 by its zeros, UTF-8, then GB18030, which holds GBK and
//! GB 2312. Nothing else is guessed: schools of the mainland write nothing else, and a wrong guess turns names
//! into other names without a sign.

use std::borrow::Cow;
use std::cmp::Ordering;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::TableError;

/// How much of a text is looked at for zeros, bytes.
const HEAD_BYTES: usize = 4_096;

/// Whole characters that a damaged one needs beside it, so that the encoding is still believed.
const WHOLE_PER_BROKEN: usize = 10;

/// A text, and whether characters of it were broken; those are U+FFFD.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) is_broken: bool,
}

/// Decodes a whole file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, TableError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => without_mark(bytes)?,
    };
    let (text, _, is_broken) = encoding.decode(bytes);
    Ok(Decoded { text, is_broken })
}

fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, TableError> {
    if let Some(encoding) = utf_16(bytes) {
        return Ok(encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(UTF_8),
        Err(error) => of_parts(&[bytes].into_iter()).ok_or_else(|| {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            TableError::UnknownEncoding {
                line: before.matches('\n').count() as u64 + 1,
            }
        }),
    }
}

/// Separators and ends of lines have a zero as their upper half in UTF-16; no text in another encoding has zeros.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let is_sign = |byte: u8| matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r');
    let (mut little, mut big) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        little += usize::from(pair[1] == 0 && is_sign(pair[0]));
        big += usize::from(pair[0] == 0 && is_sign(pair[1]));
    }
    // A few Chinese characters look like a sign of the other order.
    match little.cmp(&big) {
        Ordering::Greater => Some(UTF_16LE),
        Ordering::Less => Some(UTF_16BE),
        Ordering::Equal => None,
    }
}

/// UTF-8 or GB18030, whichever reads the parts whole, or with a few characters that are cut; `None` where neither
/// does.
pub(super) fn of_parts<'a>(
    parts: &(impl Iterator<Item = &'a [u8]> + Clone),
) -> Option<&'static Encoding> {
    let counted = |encoding| {
        parts.clone().fold((0, 0), |(whole, broken), part| {
            let counted = count(encoding, part);
            (whole + counted.0, broken + counted.1)
        })
    };
    let (whole, broken) = counted(UTF_8);
    // Chinese text in GB18030 hardly ever makes three bytes of UTF-8 by chance.
    if broken == 0 || whole >= broken * WHOLE_PER_BROKEN {
        return Some(UTF_8);
    }
    let (whole, broken) = counted(GB18030);
    // A field that was cut to a length may leave one broken character for each three whole ones.
    (broken == 0 || whole >= broken * 3).then_some(GB18030)
}

/// Characters beyond ASCII: whole ones and broken ones.
fn count(encoding: &'static Encoding, bytes: &[u8]) -> (usize, usize) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let beyond = text.chars().filter(|letter| !letter.is_ascii());
    beyond.fold((0, 0), |(whole, broken), letter| match letter {
        char::REPLACEMENT_CHARACTER => (whole, broken + 1),
        _ => (whole + 1, broken),
    })
}

/// The encoding of a code page of Windows, where it is one that Chinese programs write.
pub(super) fn of_code_page(number: u16) -> Option<&'static Encoding> {
    match number {
        936 | 54936 => Some(GB18030),
        950 => Some(BIG5),
        1200 => Some(UTF_16LE),
        65001 => Some(UTF_8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((&*decoded.text, decoded.is_broken), (expected, false));
    }

    #[test]
    fn every_encoding_of_schools() {
        let text = "学号,姓名\n0012,𠮷野䶮\n";
        check(text.as_bytes(), text);
        check(format!("\u{feff}{text}").as_bytes(), text);
        check(&GB18030.encode(text).0, text);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, text);
        check(&[b"\xFF\xFE", little.as_slice()].concat(), text);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, text);
        check(&[b"\xFE\xFF", big.as_slice()].concat(), text);
        check(b"", "");
    }

    #[test]
    fn a_character_cut_in_half_does_not_change_the_encoding() {
        let mut bytes = "学号姓名学院班级层次年级".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.is_broken);
        assert!(decoded.text.starts_with("学号姓名学院班级层次年"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_line() {
        let error = decode(b"a\nb\xFF\xFF\xFF\xFF\n").err();
        assert_eq!(error, Some(TableError::UnknownEncoding { line: 2 }));
    }
}
