//! Personal values in the clear, before they are sealed. `Debug` hides them and they have no stored
//! form: aggregates hold sealed values and indexes only.

use std::fmt;

use crate::width::{cleaned, compact};

/// The text is not what it should be. Says which kind of value, never the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: {expected}")]
pub struct InvalidPersonal {
    /// The kind of value.
    pub kind: &'static str,
    /// What it should look like.
    pub expected: &'static str,
}

macro_rules! clear_texts {
    ($($(#[$doc:meta])+ $name:ident;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, PartialEq, Eq, Hash)]
            pub struct $name(String);

            impl $name {
                /// The value in the clear; only for the vault, for a comparison and for the person
                /// it belongs to.
                pub fn expose(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(concat!(stringify!($name), "(…)"))
                }
            }
        )+
    };
}

clear_texts! {
    /// A person's name, perhaps masked. 1 … 100 characters.
    PersonName;
    /// A school's number of a student (学号). 1 … 32 ASCII letters and digits, upper-case.
    StudentNumber;
    /// WeChat's name of a user for one app (openid). 1 … 128 ASCII letters, digits, `-` and `_`.
    WeChatOpenId;
}

impl PersonName {
    /// Trims and takes a name; full-width spaces count as space.
    ///
    /// # Errors
    /// [`InvalidPersonal`] if nothing is left, or for control characters or more than 100
    /// characters.
    pub fn parse(text: &str) -> Result<Self, InvalidPersonal> {
        let name = text.trim();
        let sound = !name.is_empty() && !name.chars().any(char::is_control);
        if sound && name.chars().count() <= 100 {
            return Ok(Self(name.to_owned()));
        }
        Err(InvalidPersonal {
            kind: "name",
            expected: "1 to 100 characters in one line",
        })
    }

    /// The name with all but its first character hidden.
    pub fn masked(&self) -> String {
        let mut letters = self.0.chars();
        let first: String = letters.next().into_iter().collect();
        first + &"*".repeat(letters.count())
    }
}

impl StudentNumber {
    /// Normalises to half-width and upper-case without spaces; leading zeros stay.
    ///
    /// # Errors
    /// [`InvalidPersonal`] for other characters or lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidPersonal> {
        let number: String = cleaned(text)
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let sound = number
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if sound && (1..=32).contains(&number.len()) {
            return Ok(Self(number));
        }
        Err(InvalidPersonal {
            kind: "student number",
            expected: "1 to 32 letters and digits",
        })
    }
}

impl WeChatOpenId {
    /// Takes an id as WeChat gives it.
    ///
    /// # Errors
    /// [`InvalidPersonal`] for other characters or lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidPersonal> {
        let sound = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if sound && (1..=128).contains(&text.len()) {
            return Ok(Self(text.to_owned()));
        }
        Err(InvalidPersonal {
            kind: "WeChat id",
            expected: "1 to 128 letters, digits, - and _",
        })
    }
}

clear_texts! {
    /// A mobile number that can receive a message: mainland China, Hong Kong, Macau or Taiwan, as
    /// `+86…`, `+852…`, `+853…`, `+886…` (E.164).
    PhoneNumber;
}

/// The text is no mobile number that the service can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a mobile number of mainland China (11 digits) or, with +852, +853 or +886, of Hong Kong, \
     Macau or Taiwan"
)]
pub struct InvalidPhoneNumber;

impl PhoneNumber {
    /// Reads a number with or without spaces and hyphens, full-width or not. Without a country code
    /// it is a mainland one.
    ///
    /// # Errors
    /// [`InvalidPhoneNumber`] for land lines, other countries and wrong lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidPhoneNumber> {
        let text = compact(text);
        let international = text
            .strip_prefix('+')
            .or_else(|| text.strip_prefix("00"))
            .unwrap_or(&text);
        if !international.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidPhoneNumber);
        }
        if international.len() == text.len() && is_mainland(international) {
            return Ok(Self(format!("+86{international}")));
        }
        // A bare 86… is taken as a country code too: forms put it there. The others would clash.
        let bare = international.len() == text.len();
        let (code, number) = ["86", "852", "853", "886"]
            .iter()
            .find_map(|code| Some((*code, international.strip_prefix(code)?)))
            .ok_or(InvalidPhoneNumber)?;
        let number = match code {
            "886" => number.strip_prefix('0').unwrap_or(number),
            _ => number,
        };
        let sound = match code {
            "86" => is_mainland(number),
            "852" => number.len() == 8 && number.starts_with(['4', '5', '6', '7', '8', '9']),
            "853" => number.len() == 8 && number.starts_with('6'),
            _ => number.len() == 9 && number.starts_with('9'),
        };
        if sound && (!bare || code == "86") {
            Ok(Self(format!("+{code}{number}")))
        } else {
            Err(InvalidPhoneNumber)
        }
    }

    /// The number as its owner knows it again: `138****0000`, `+852 ****1234`.
    pub fn masked(&self) -> String {
        let last = &self.0[self.0.len() - 4..];
        match self
            .0
            .strip_prefix("+86")
            .filter(|number| is_mainland(number))
        {
            Some(number) => format!("{}****{last}", &number[..3]),
            None => format!("{} ****{last}", &self.0[..4]),
        }
    }
}

fn is_mainland(number: &str) -> bool {
    let mut digits = number.bytes();
    number.len() == 11
        && digits.next() == Some(b'1')
        && digits
            .next()
            .is_some_and(|digit| (b'3'..=b'9').contains(&digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let number = PhoneNumber::parse(text).ok();
        assert_eq!(number.as_ref().map(PhoneNumber::expose), expected);
    }

    #[test]
    fn mainland_numbers() {
        check("19900000000", Some("+8619900000000"));
        check("+86 199-0000-0000", Some("+8619900000000"));
        check("008619900000000", Some("+8619900000000"));
        check("8619900000000", Some("+8619900000000"));
        check("１９９００００００００", Some("+8619900000000"));
        check("12900000000", None);
        check("1990000000", None);
        check("199000000000", None);
        check("02000000000", None);
    }

    #[test]
    fn numbers_of_hong_kong_macau_and_taiwan_need_their_code() {
        check("+852 6000 0000", Some("+85260000000"));
        check("+85220000000", None);
        check("+853 6000 0000", Some("+85360000000"));
        check("+85380000000", None);
        check("+886 0900 000 000", Some("+886900000000"));
        check("00886900000000", Some("+886900000000"));
        check("60000000", None);
        check("85260000000", None);
        check("886900000000", None);
    }

    #[test]
    fn other_text_is_no_number() {
        check("", None);
        check("+", None);
        check("+1 202 555 0100", None);
        check("1990000000O", None);
    }

    #[track_caller]
    fn check_masked(text: &str, expected: &str) {
        assert_eq!(PhoneNumber::parse(text).unwrap().masked(), expected);
    }

    #[test]
    fn a_masked_number_keeps_its_ends() {
        check_masked("19901234567", "199****4567");
        check_masked("+85261234567", "+852 ****4567");
        check_masked("+886912345678", "+886 ****5678");
    }

    #[test]
    fn names_and_numbers_do_not_show() {
        let name = PersonName::parse("甲乙丙").unwrap();
        assert_eq!(format!("{name:?}"), "PersonName(…)");
        assert_eq!(name.masked(), "甲**");
        let phone = PhoneNumber::parse("19900000000").unwrap();
        assert_eq!(format!("{phone:?}"), "PhoneNumber(…)");
    }

    #[test]
    fn student_numbers_keep_leading_zeros() {
        let number = StudentNumber::parse(" ０0１90x ").unwrap();
        assert_eq!(number.expose(), "00190X");
        assert!(StudentNumber::parse("甲").is_err());
        assert!(StudentNumber::parse("").is_err());
    }

    #[test]
    fn names_are_one_line() {
        assert!(PersonName::parse("\u{3000}").is_err());
        assert!(PersonName::parse("甲\n乙").is_err());
        assert!(PersonName::parse(&"甲".repeat(101)).is_err());
    }

    #[test]
    fn wechat_ids_are_plain() {
        assert!(WeChatOpenId::parse("oAbc-1_2").is_ok());
        assert!(WeChatOpenId::parse("o Abc").is_err());
        assert!(WeChatOpenId::parse("").is_err());
    }
}
