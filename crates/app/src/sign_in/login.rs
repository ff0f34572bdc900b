//! The login of a member of staff, in the one form in which it is sealed and indexed.

use std::fmt;

use domain::BlindIndex;
use vault::{IndexPurpose, Vault};

/// 3 … 64 characters of `a-z 0-9 . _ - @`; capitals count as small letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Login(String);

/// The text cannot be a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("3 to 64 letters, digits, . _ - and @")]
pub struct InvalidLogin;

impl Login {
    /// Reads a login as it was typed.
    ///
    /// # Errors
    /// [`InvalidLogin`] for other characters and lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidLogin> {
        let login = text.trim().to_ascii_lowercase();
        let plain = login
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@'));
        if plain && (3..=64).contains(&login.len()) {
            Ok(Self(login))
        } else {
            Err(InvalidLogin)
        }
    }

    /// The login in the clear; only for the vault.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// By what it is found.
    pub(crate) fn index(&self, vault: &Vault) -> BlindIndex {
        vault.index(IndexPurpose::StaffLogin, &self.0)
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Login(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let login = Login::parse(text).ok();
        assert_eq!(login.as_ref().map(Login::expose), expected);
    }

    #[test]
    fn a_login_is_one_however_it_is_typed() {
        check(" Reviewer.1@centre ", Some("reviewer.1@centre"));
        check("ab", None);
        check("two words", None);
        check("审核员", None);
        check(&"a".repeat(65), None);
    }

    #[test]
    fn it_does_not_show() {
        assert_eq!(format!("{:?}", Login::parse("admin")), "Ok(Login(…))");
    }
}
