//! The content of a QR symbol: bytes, and text only where the character set is certain.

use std::fmt;

/// The content of one QR symbol, byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload {
    bytes: Vec<u8>,
    text: Option<String>,
}

impl Payload {
    /// Takes over the bytes of a symbol; `declared_text` is its text where the symbol itself names
    /// the character set (an ECI header).
    ///
    /// Without such a header only UTF-8 counts as text. A guess between GB 18030, Shift JIS and
    /// Latin 1 succeeds on almost any bytes and is silently wrong: such payloads keep their bytes
    /// and have no text, and a [`crate::PayloadDecoder`] that knows the format may still read them.
    pub fn new(bytes: Vec<u8>, declared_text: Option<String>) -> Self {
        let text = match declared_text {
            Some(text) => Some(text).filter(|text| is_sound(text)),
            None => String::from_utf8(bytes.clone()).ok(),
        };
        Self { bytes, text }
    }

    /// The bytes as the symbol holds them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text; `None` where the bytes are not text beyond doubt.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

impl fmt::Debug for Payload {
    // A payload names a person: only its size is printed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Payload({} bytes)", self.bytes.len())
    }
}

/// A converter that met bytes outside its character set leaves replacement characters behind.
fn is_sound(text: &str) -> bool {
    !text.contains(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, expected: Option<&str>) {
        let payload = Payload::new(bytes.to_vec(), declared.map(str::to_owned));
        assert_eq!(payload.text(), expected);
        assert_eq!(payload.bytes(), bytes);
    }

    #[test]
    fn utf8_is_text() {
        check("采集码".as_bytes(), None, Some("采集码"));
    }

    #[test]
    fn other_bytes_are_not_guessed() {
        check(&[0xb2, 0xc9, 0xbc, 0xaf], None, None);
    }

    #[test]
    fn a_declared_character_set_is_believed_unless_it_failed() {
        check(&[0xb2, 0xc9], Some("采"), Some("采"));
        check(&[0xb2, 0xff], Some("\u{fffd}"), None);
    }

    #[test]
    fn debug_prints_no_content() {
        let payload = Payload::new(b"secret".to_vec(), None);
        assert_eq!(format!("{payload:?}"), "Payload(6 bytes)");
    }
}
