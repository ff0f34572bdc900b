//! Templates with placeholders such as `{phone}`, from the configuration.

use std::fmt;

/// A text with slots. Shows nothing in `Debug`: the text around the slots may be a password.
#[derive(Clone)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Text(String),
    Slot(&'static str),
}

/// A slot that nothing can fill.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{{{name}}} is not known here; there is {{{}}}", known.join("}, {"))]
pub(crate) struct UnknownSlot {
    name: String,
    known: &'static [&'static str],
}

impl Template {
    /// Reads a text. A slot is lower-case letters and `_` in braces; other braces, such as those of
    /// JSON, are text.
    pub(crate) fn parse(text: &str, known: &'static [&'static str]) -> Result<Self, UnknownSlot> {
        let mut pieces = Vec::new();
        let mut rest = text;
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            plain.push_str(before);
            rest = after;
            let Some(name) = slot_name(after) else {
                plain.push('{');
                continue;
            };
            let slot = known.iter().find(|slot| **slot == name);
            let slot = slot.ok_or_else(|| UnknownSlot {
                name: name.to_owned(),
                known,
            })?;
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(Piece::Slot(slot));
            rest = &after[name.len() + 1..];
        }
        plain.push_str(rest);
        pieces.push(Piece::Text(plain));
        Ok(Self(pieces))
    }

    /// Whether there is such a slot in it.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        let mut pieces = self.0.iter();
        pieces.any(|piece| matches!(piece, Piece::Slot(slot) if *slot == name))
    }

    /// The text with its slots filled; `value` escapes.
    pub(crate) fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Slot(name) => value(name),
        });
        pieces.collect()
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Template(…)")
    }
}

fn slot_name(after_brace: &str) -> Option<&str> {
    let (name, _) = after_brace.split_once('}')?;
    let is_slot = !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    is_slot.then_some(name)
}

/// As part of a JSON string.
pub(crate) fn json_escaped(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// As part of an address or of a form: all but RFC 3986's unreserved characters by percent.
pub(crate) fn percent_encoded(value: &str) -> String {
    let bytes = value.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let template = Template::parse(text, &["phone", "code"]).unwrap();
        assert_eq!(template.fill(|slot| format!("<{slot}>")), expected);
    }

    #[test]
    fn slots_are_filled_and_other_braces_stay() {
        check("{phone}", "<phone>");
        check("to {phone}: {code}{code}.", "to <phone>: <code><code>.");
        check(
            r#"{"to":"{phone}","p":{"c":"{code}"}}"#,
            r#"{"to":"<phone>","p":{"c":"<code>"}}"#,
        );
        check("{{code}}", "{<code>}");
        check("{} { 验{证}码 }{", "{} { 验{证}码 }{");
        check("", "");
    }

    #[test]
    fn a_misspelt_slot_is_refused() {
        let error = Template::parse("{phon}", &["phone", "code"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "{phon} is not known here; there is {phone}, {code}"
        );
    }

    #[test]
    fn values_stay_inside_their_place() {
        assert_eq!(json_escaped("a\"b\\\n验"), "a\\\"b\\\\\\n验");
        assert_eq!(percent_encoded("+86 1&验"), "%2B86%201%26%E9%AA%8C");
    }
}
