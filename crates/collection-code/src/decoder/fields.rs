//! The fields of a collection code, and the JSON structure in which they are expected.
//!
//! It does *not* check a school code against a list, or the last characters of an identity number
//! against a person.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use serde_json::{Map, Value};

/// Longest value of a field, characters; the longest real one is a college's name.
const MAX_VALUE_CHARS: usize = 200;

/// Most fields of a code; ten are known.
const MAX_FIELDS: usize = 40;

/// The fields of a collection code, as the code has them: student numbers keep their zeros.
///
/// Every field may be missing; together they always hold an identity to join on: `cjm`, or else
/// `yxdm` with `xh` and `cc`. Written out under the keys of the code.
#[derive(Clone, PartialEq, Eq, Default, Serialize)]
pub struct CodeFields {
    /// Time at which the code was displayed, milliseconds since 1970; differs on each display.
    #[serde(rename = "sjc", skip_serializing_if = "Option::is_none")]
    pub displayed_at_ms: Option<String>,
    /// The code's own id.
    #[serde(rename = "cjm", skip_serializing_if = "Option::is_none")]
    pub code_id: Option<String>,
    /// The school's code, five digits.
    #[serde(rename = "yxdm", skip_serializing_if = "Option::is_none")]
    pub school_code: Option<String>,
    /// Last four characters of the identity document.
    #[serde(rename = "zjhm", skip_serializing_if = "Option::is_none")]
    pub id_tail: Option<String>,
    /// The student number.
    #[serde(rename = "xh", skip_serializing_if = "Option::is_none")]
    pub student_number: Option<String>,
    /// Level of study (层次).
    #[serde(rename = "cc", skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Category of the schooling (学历类别).
    #[serde(rename = "xllb", skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// College (分院).
    #[serde(rename = "fy", skip_serializing_if = "Option::is_none")]
    pub college: Option<String>,
    /// Class (班号).
    #[serde(rename = "bh", skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The name, masked by the issuer.
    #[serde(rename = "xm", skip_serializing_if = "Option::is_none")]
    pub masked_name: Option<String>,
    /// Fields with keys that are not known (yet).
    #[serde(flatten)]
    pub other: BTreeMap<String, String>,
}

impl fmt::Debug for CodeFields {
    // Personal data: which fields are there may be printed, what they say may not.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = [
            ("sjc", &self.displayed_at_ms),
            ("cjm", &self.code_id),
            ("yxdm", &self.school_code),
            ("zjhm", &self.id_tail),
            ("xh", &self.student_number),
            ("cc", &self.level),
            ("xllb", &self.category),
            ("fy", &self.college),
            ("bh", &self.class),
            ("xm", &self.masked_name),
        ];
        let present = known.iter().filter(|(_, value)| value.is_some());
        formatter
            .debug_struct("CodeFields")
            .field("present", &present.map(|(key, _)| *key).collect::<Vec<_>>())
            .field("other", &self.other.len())
            .finish()
    }
}

impl CodeFields {
    /// The fields of a JSON object; `None` where the object is not a collection code: a value that
    /// is neither text nor a whole number, control characters, a malformed `sjc`, `yxdm` or `zjhm`,
    /// or no identity to join on.
    pub fn from_json(object: Map<String, Value>) -> Option<Self> {
        if object.len() > MAX_FIELDS {
            return None;
        }
        let mut values = BTreeMap::new();
        for (key, value) in object {
            match plain_value(value) {
                Plain::Text(text) => drop(values.insert(key, text)),
                Plain::Empty => {}
                Plain::Unfit => return None,
            }
        }
        let mut take = |key: &str| values.remove(key);
        let fields = Self {
            displayed_at_ms: take("sjc"),
            code_id: take("cjm"),
            school_code: take("yxdm"),
            id_tail: take("zjhm"),
            student_number: take("xh"),
            level: take("cc"),
            category: take("xllb"),
            college: take("fy"),
            class: take("bh"),
            masked_name: take("xm"),
            other: values,
        };
        (fields.is_well_formed() && fields.has_identity()).then_some(fields)
    }

    fn has_identity(&self) -> bool {
        let enrolment = [&self.school_code, &self.student_number, &self.level];
        self.code_id.is_some() || enrolment.iter().all(|field| field.is_some())
    }

    fn is_well_formed(&self) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let time = self.displayed_at_ms.as_deref();
        let school = self.school_code.as_deref();
        let tail = self.id_tail.as_deref();
        time.is_none_or(digits)
            && school.is_none_or(|code| code.len() == 5 && digits(code))
            && tail.is_none_or(|tail| {
                tail.len() == 4 && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
    }
}

/// A JSON value as a field of a code.
enum Plain {
    Text(String),
    Empty,
    /// Nothing that a code may hold.
    Unfit,
}

fn plain_value(value: Value) -> Plain {
    let text = match value {
        Value::Null => return Plain::Empty,
        Value::String(text) => text,
        // Whole numbers only: `1e5` and `0.5` have no single way back to the text that was meant.
        Value::Number(number) if number.is_u64() => number.to_string(),
        Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Plain::Unfit;
        }
    };
    let strange =
        |character: char| character.is_control() || character == char::REPLACEMENT_CHARACTER;
    if text.chars().count() > MAX_VALUE_CHARS || text.contains(strange) {
        Plain::Unfit
    } else if text.is_empty() {
        Plain::Empty
    } else {
        Plain::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(object: Value, expected: Option<&[(&str, &str)]>) {
        let Value::Object(object) = object else {
            panic!("the test needs an object");
        };
        let fields = CodeFields::from_json(object).map(|fields| json!(fields));
        let expected = expected.map(|pairs| {
            Value::Object(
                pairs
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), json!(value)))
                    .collect(),
            )
        });
        assert_eq!(fields, expected);
    }

    #[test]
    fn a_code_id_alone_is_an_identity() {
        check(json!({"cjm": "A1"}), Some(&[("cjm", "A1")]));
    }

    #[test]
    fn school_number_and_level_are_an_identity() {
        check(
            json!({"yxdm": "10001", "xh": "0042", "cc": "本科", "bh": "", "fy": null}),
            Some(&[("yxdm", "10001"), ("xh", "0042"), ("cc", "本科")]),
        );
        check(json!({"yxdm": "10001", "xh": "0042"}), None);
    }

    #[test]
    fn whole_numbers_become_text() {
        check(
            json!({"cjm": 7, "sjc": 1_760_000_000_000_u64}),
            Some(&[("cjm", "7"), ("sjc", "1760000000000")]),
        );
        check(json!({"cjm": 7.5}), None);
    }

    #[test]
    fn unknown_keys_are_kept() {
        check(
            json!({"cjm": "A1", "new": "x"}),
            Some(&[("cjm", "A1"), ("new", "x")]),
        );
    }

    #[test]
    fn malformed_fields_refuse_the_whole() {
        check(json!({"cjm": "A1", "yxdm": "1234"}), None);
        check(json!({"cjm": "A1", "zjhm": "12345"}), None);
        check(json!({"cjm": "A1", "sjc": "yesterday"}), None);
        check(json!({"cjm": "A1", "xm": {"deep": 1}}), None);
        check(json!({"cjm": "A\u{0}1"}), None);
        check(json!({"cjm": "x".repeat(201)}), None);
    }

    #[test]
    fn debug_prints_no_value() {
        let fields = CodeFields {
            student_number: Some("20250042".into()),
            ..CodeFields::default()
        };
        let printed = format!("{fields:?}");
        assert!(
            printed.contains("xh") && !printed.contains("42"),
            "{printed}"
        );
    }
}
