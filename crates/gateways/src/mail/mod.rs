//! Mail: reports to schools and staff, and messages to students who chose mail.

mod local;
mod smtp;

use std::fmt;

use async_trait::async_trait;

pub use self::local::LocalMail;
pub(crate) use self::smtp::SmtpMail;
use crate::error::GatewayError;

/// A mail address; shows nothing in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(lettre::Address);

/// The text is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address: write name@example.org, ASCII only")]
pub struct InvalidMailAddress;

impl MailAddress {
    /// Trims and takes an address.
    ///
    /// # Errors
    /// [`InvalidMailAddress`] for anything but one address of ASCII characters; few servers take
    /// others.
    pub fn parse(text: &str) -> Result<Self, InvalidMailAddress> {
        let text = text.trim();
        let address = text.parse::<lettre::Address>();
        match address {
            Ok(address) if text.is_ascii() => Ok(Self(address)),
            _ => Err(InvalidMailAddress),
        }
    }

    /// The address in the clear; only for the vault, the envelope and its owner.
    pub fn expose(&self) -> &str {
        self.0.as_ref()
    }

    /// The address, masked: `z***@example.org`.
    pub fn masked(&self) -> String {
        let first: String = self.0.user().chars().take(1).collect();
        format!("{first}***@{}", self.0.domain())
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MailAddress(…)")
    }
}

/// A file in a letter; its name and bytes do not show in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name.
    pub name: String,
    /// Its media type, such as `image/jpeg`.
    pub content_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Attachment");
        shown.field("content_type", &self.content_type);
        shown
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// A letter to one person; only its id shows in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: MailAddress,
    /// What it is about, one line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML, where there is such.
    pub html: Option<String>,
    /// Files that go with the message.
    pub attachments: Vec<Attachment>,
    /// The same each time that the same letter is sent, so that mail programs show it once; such as
    /// the id of the notification.
    pub message_id: String,
    /// What it is.
    pub kind: LetterKind,
}

/// What a letter is: where letters are kept instead of sent, not everybody may read each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// To an operator.
    ToOperator,
    /// Carries a code that proves the address.
    Code,
    /// Carries a student's portrait, or the link to it.
    Portrait,
}

impl fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Letter");
        shown
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

/// Sends letters.
#[async_trait]
pub trait Mail: Send + Sync + fmt::Debug {
    /// Hands a letter to the mail server.
    async fn send(&self, letter: &Letter) -> Result<(), GatewayError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, masked: Option<&str>) {
        let address = MailAddress::parse(text).ok();
        let shown = address.as_ref().map(MailAddress::masked);
        assert_eq!(shown.as_deref(), masked, "{text}");
    }

    #[test]
    fn one_ascii_address_is_taken() {
        check(" zhang.san@example.org ", Some("z***@example.org"));
        check("a+b@mail.example.org", Some("a***@mail.example.org"));
        check("zhang.san", None);
        check("a@example.org, b@example.org", None);
        check("Name <a@example.org>", None);
        check("a@example.org\r\nBcc: b@example.org", None);
        check("张三@example.org", None);
        check("", None);
    }

    #[test]
    fn a_letter_does_not_show() {
        let letter = Letter {
            to: MailAddress::parse("a@example.org").unwrap(),
            subject: "secret".to_owned(),
            text: "secret".to_owned(),
            html: None,
            attachments: vec![Attachment {
                name: "secret.csv".to_owned(),
                content_type: "text/csv".to_owned(),
                bytes: b"secret".to_vec(),
            }],
            message_id: "m1".to_owned(),
            kind: LetterKind::Code,
        };
        let shown = format!("{letter:?} {:?} {:?}", letter.to, letter.attachments);
        assert!(shown.contains("m1") && shown.contains("text/csv"));
        assert!(!shown.contains("secret") && !shown.contains("example.org"));
    }
}
