//! The identity of a collection code (采集码): equal for two readings of the same code. Picture and
//! payload both differ between readings, because they carry the time at which they were shown.

use std::fmt;

use crate::level::Level;
use crate::organisation::SchoolCode;
use crate::person::{InvalidPersonal, StudentNumber};

/// The identity of a collection code, in the clear; aggregates hold its blind index.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum CodeIdentity {
    /// By the registry's own id of the code (`cjm`).
    Registered(RegisteredCode),
    /// By school, student number and level, where the code carries no id.
    Derived {
        /// The school's national code (`yxdm`).
        school: SchoolCode,
        /// The student number (`xh`).
        number: StudentNumber,
        /// The level of study (`cc`).
        level: Level,
    },
}

/// The registry's id of a code: 1 … 64 ASCII letters, digits, `-` and `_`, as it is written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RegisteredCode(String);

impl RegisteredCode {
    /// Takes an id as the code carries it.
    ///
    /// # Errors
    /// [`InvalidPersonal`] for other characters or lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidPersonal> {
        let text = text.trim();
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if plain && (1..=64).contains(&text.len()) {
            return Ok(Self(text.to_owned()));
        }
        Err(InvalidPersonal {
            kind: "collection code id",
            expected: "1 to 64 letters, digits, - and _",
        })
    }
}

impl CodeIdentity {
    /// The text that the vault hashes: equal for equal codes, different for different ones. The form
    /// is fixed for good, or every stored index would be lost.
    pub fn canonical(&self) -> String {
        match self {
            Self::Registered(code) => format!("cjm:{}", code.0),
            Self::Derived {
                school,
                number,
                level,
            } => format!("derived:{school}:{}:{level}", number.expose()),
        }
    }
}

impl fmt::Debug for CodeIdentity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Registered(_) => "CodeIdentity(registered, …)",
            Self::Derived { .. } => "CodeIdentity(derived, …)",
        })
    }
}

impl fmt::Debug for RegisteredCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RegisteredCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derived(school: &str, number: &str, level: &str) -> CodeIdentity {
        CodeIdentity::Derived {
            school: school.parse().unwrap(),
            number: StudentNumber::parse(number).unwrap(),
            level: Level::parse(level),
        }
    }

    #[track_caller]
    fn check(identity: &CodeIdentity, expected: &str) {
        assert_eq!(identity.canonical(), expected);
        assert!(!format!("{identity:?}").contains("019"));
    }

    #[test]
    fn the_canonical_forms_are_fixed() {
        let registered = RegisteredCode::parse("Ab-019").unwrap();
        check(&CodeIdentity::Registered(registered), "cjm:Ab-019");
        check(
            &derived("10574", "019x", "专科起点本科"),
            "derived:10574:019X:专升本",
        );
    }

    #[test]
    fn one_code_however_it_is_written() {
        assert_eq!(
            derived("10574", "０19x", "专升本"),
            derived("10574", "019X", "专科起点本科")
        );
        assert_ne!(
            derived("10574", "019X", "专升本"),
            derived("10575", "019X", "专升本")
        );
        assert!(RegisteredCode::parse("a:b").is_err());
        assert!(RegisteredCode::parse("").is_err());
    }
}
