//! Short messages: sign-in codes, and notices to students who are not on WeChat.

mod http;
mod local;

use std::fmt;

use async_trait::async_trait;
use domain::{Language, MessageKind, PhoneNumber};

pub(crate) use self::http::HttpShortMessages;
pub use self::local::LocalShortMessages;
use crate::error::GatewayError;
use crate::outbox::TemplateName;

/// A one-time code that proves access to a phone number: 4 … 10 digits. Shows
/// nothing in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInCode(String);

/// The text is no sign-in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a sign-in code: 4 to 10 digits")]
pub struct InvalidSignInCode;

impl SignInCode {
    /// Takes a code; leading zeros count.
    ///
    /// # Errors
    /// [`InvalidSignInCode`] for other characters or lengths.
    pub fn parse(text: &str) -> Result<Self, InvalidSignInCode> {
        let sound = text.bytes().all(|byte| byte.is_ascii_digit());
        if sound && (4..=10).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSignInCode)
        }
    }

    /// The digits; only for the message and for a comparison.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SignInCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignInCode(…)")
    }
}

/// What a short message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShortMessage {
    /// A sign-in code.
    SignInCode {
        /// The one-time code.
        code: SignInCode,
        /// How long it is valid.
        minutes: u32,
        /// The language of the words around it.
        language: Language,
    },
    /// Something has happened.
    Notice {
        /// What it says.
        kind: MessageKind,
        /// The whole text; contains no name.
        text: String,
    },
}

impl ShortMessage {
    /// What it is.
    pub const fn template(&self) -> TemplateName {
        match self {
            Self::SignInCode { .. } => TemplateName::SignInCode,
            Self::Notice { kind, .. } => TemplateName::Message(*kind),
        }
    }

    /// The whole message in words. It may hold a sign-in code.
    pub fn text(&self) -> String {
        match self {
            Self::SignInCode {
                code,
                minutes,
                language,
            } => words::sign_in_code(code.expose(), *minutes, *language),
            Self::Notice { text, .. } => text.clone(),
        }
    }
}

/// Sends short messages.
#[async_trait]
pub trait ShortMessages: Send + Sync + fmt::Debug {
    /// Sends one message.
    async fn send(&self, to: &PhoneNumber, message: &ShortMessage) -> Result<(), GatewayError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_code: bool) {
        assert_eq!(SignInCode::parse(text).is_ok(), is_code, "{text}");
    }

    #[test]
    fn a_code_is_digits() {
        check("0123", true);
        check("0123456789", true);
        check("012", false);
        check("01234567890", false);
        check("12 34", false);
        check("１２３４", false);
    }

    #[test]
    fn a_code_does_not_show() {
        let message = ShortMessage::SignInCode {
            code: SignInCode::parse("012345").unwrap(),
            minutes: 5,
            language: Language::Zh,
        };
        assert!(!format!("{message:?}").contains("012345"));
        assert!(message.text().contains("012345"));
    }
}
