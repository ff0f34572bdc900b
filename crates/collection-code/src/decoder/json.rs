//! Decodes payloads that are JSON with the known keys, plain or in base64.
//!
//! Accepted variants are those that chats and web pages produce: standard and URL-safe alphabet,
//! with or without padding, percent-encoded, with line breaks inside. Trailing bytes are *not*
//! accepted.

use std::borrow::Cow;

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use encoding_rs::GB18030;
use serde_json::{Map, Value};

use super::content::{Content, PayloadDecoder};
use super::fields::CodeFields;
use crate::payload::Payload;

/// The standard alphabet; padding was stripped, stray bits in the last character are refused.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Base64 of a JSON object: the best known format of the code.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base64Json;

impl PayloadDecoder for Base64Json {
    fn name(&self) -> &'static str {
        "base64-json"
    }

    fn decode(&self, payload: &Payload) -> Option<Content> {
        let text = without_percent_encoding(payload.text()?)?;
        fields_of(&from_base64(&text)?)
    }
}

/// The JSON object itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainJson;

impl PayloadDecoder for PlainJson {
    fn name(&self) -> &'static str {
        "json"
    }

    fn decode(&self, payload: &Payload) -> Option<Content> {
        let Some(text) = payload.text() else {
            // Not UTF-8, and no character set declared: GB 18030 is tried inside.
            return fields_of(payload.bytes());
        };
        // Percent signs are also allowed inside plain JSON: as it stands first.
        fields_of(text.as_bytes()).or_else(|| fields_of(without_percent_encoding(text)?.as_bytes()))
    }
}

/// The fields of JSON bytes in UTF-8 or GB 18030; both are checked, and the shape decides.
fn fields_of(bytes: &[u8]) -> Option<Content> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes)?,
    };
    let json = text.trim_start_matches('\u{feff}');
    let object: Map<String, Value> = serde_json::from_str(json).ok()?;
    CodeFields::from_json(object).map(|fields| Content::Fields(Box::new(fields)))
}

/// Decodes base64 of any of the usual spellings; `None` where a character does not belong.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().trim_end_matches('=');
    let spelled = text.chars().filter_map(|character| match character {
        '\r' | '\n' | '\t' => None,
        // The URL-safe alphabet; and web forms turn a plus into a blank.
        '-' | ' ' => Some('+'),
        '_' => Some('/'),
        other => Some(other),
    });
    let spelled: String = spelled.collect();
    if spelled.is_empty() {
        return None;
    }
    BASE64.decode(spelled).ok()
}

/// Resolves `%2B` and the like; `None` where a percent sign is not followed by two hex digits or the
/// result is not UTF-8.
fn without_percent_encoding(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};

    use super::*;

    /// Has `+`, `/` and padding in base64, invented values only.
    const JSON: &str = r#"{"cjm":"??>~ÿ1","yxdm":"10001","xm":"张*"}"#;

    #[track_caller]
    fn check(
        decoder: &dyn PayloadDecoder,
        bytes: impl AsRef<[u8]>,
        expected_code_id: Option<&str>,
    ) {
        let payload = Payload::new(bytes.as_ref().to_vec(), None);
        let code_id = match decoder.decode(&payload) {
            Some(Content::Fields(fields)) => fields.code_id,
            Some(Content::Opaque) | None => None,
        };
        assert_eq!(code_id.as_deref(), expected_code_id);
    }

    #[test]
    fn base64_in_every_spelling() {
        let id = Some("??>~ÿ1");
        check(&Base64Json, BASE64_STANDARD.encode(JSON), id);
        check(&Base64Json, BASE64_URL_SAFE.encode(JSON), id);
        check(&Base64Json, BASE64_URL_SAFE_NO_PAD.encode(JSON), id);
        let encoded = BASE64_STANDARD.encode(JSON);
        check(
            &Base64Json,
            encoded.replace('+', "%2B").replace('=', "%3d"),
            id,
        );
        check(&Base64Json, encoded.replace('+', " "), id);
        check(
            &Base64Json,
            format!(" {}\r\n{}\n", &encoded[..20], &encoded[20..]),
            id,
        );
    }

    #[test]
    fn json_as_it_is() {
        check(&PlainJson, JSON, Some("??>~ÿ1"));
        check(&PlainJson, format!("\u{feff}{JSON}"), Some("??>~ÿ1"));
        check(&PlainJson, "%7B%22cjm%22%3A%22A1%22%7D", Some("A1"));
        check(&PlainJson, r#"{"cjm":"50%"}"#, Some("50%"));
    }

    #[test]
    fn gb18030_is_read_where_the_shape_proves_it() {
        let (gb, _, _) = GB18030.encode(r#"{"cjm":"采集码"}"#);
        check(&PlainJson, &gb, Some("采集码"));
        check(&Base64Json, BASE64_STANDARD.encode(&gb), Some("采集码"));
    }

    #[test]
    fn anything_else_is_declined() {
        check(&Base64Json, "", None);
        check(&Base64Json, "=", None);
        check(&Base64Json, "https://example.org/", None);
        check(&Base64Json, BASE64_STANDARD.encode("not json"), None);
        check(
            &Base64Json,
            BASE64_STANDARD.encode(format!("{JSON} and more")),
            None,
        );
        check(
            &Base64Json,
            format!("{}!", BASE64_STANDARD.encode(JSON)),
            None,
        );
        check(&PlainJson, [b'{', 0xff, 0xff, b'}'], None);
        check(&PlainJson, "[1]", None);
        check(&PlainJson, "%7", None);
        check(&PlainJson, "{\"a\":".repeat(5000), None);
    }
}
