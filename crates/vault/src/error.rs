//! Errors, grouped by what the caller can do: retry later, notify an operator, or treat the object as lost.
//! No error contains a value, a key or the address of an object.

use std::error::Error;
use std::{fmt, io};

use domain::BlobKey;
use opendal::ErrorKind;

use crate::key_ring::KeyId;

/// Why the vault did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The object store does not answer, or asks for patience. Nothing was changed that counts; try
    /// again later.
    #[error("the object store is unavailable")]
    Unavailable {
        /// What it said.
        #[source]
        source: ObjectStoreError,
    },
    /// The object store refuses, and will go on refusing: account, permission, bucket. A person has
    /// to look.
    #[error("the object store refuses")]
    Refused {
        /// What it said.
        #[source]
        source: ObjectStoreError,
    },
    /// The object is not what was stored under its name. Restore it from a backup.
    #[error("the object {} is damaged", key.as_str())]
    Damaged {
        /// Name of the object.
        key: BlobKey,
    },
    /// The sealed value is not what was sealed for this place.
    #[error("a sealed value of {column} is damaged or belongs to another row")]
    DamagedField {
        /// Where it was read from.
        column: &'static str,
    },
    /// Sealed under a master key that the key ring does not hold.
    #[error("the key ring does not hold the master key {key_id}")]
    UnknownKey {
        /// The key that is missing.
        key_id: KeyId,
    },
}

impl VaultError {
    /// Whether a retry may succeed without any change.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }
}

impl From<ObjectStoreError> for VaultError {
    fn from(source: ObjectStoreError) -> Self {
        // What is absent in the middle of an operation was there a moment ago: someone else took it
        // away, and a fresh start finds a settled state.
        if source.transient || source.absent {
            Self::Unavailable { source }
        } else {
            Self::Refused { source }
        }
    }
}

/// Why a vault could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The configuration names no usable place.
    #[error("the object store is not configured correctly")]
    Config {
        /// What is wrong.
        #[source]
        source: ObjectStoreError,
    },
    /// The folder cannot be made or used.
    #[error("the folder of objects cannot be used")]
    Folder {
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// Why a sweep stopped. What it deleted until then was rightly deleted.
#[derive(Debug, thiserror::Error)]
pub enum SweepError<E> {
    /// The object store failed.
    #[error(transparent)]
    Vault(VaultError),
    /// The caller could not say what is referenced.
    #[error("it is not known which objects are referenced")]
    References(#[source] E),
    /// The caller answered for fewer or more names than were asked; no answer can be trusted.
    #[error("{asked} names were asked about and {answered} answers came")]
    Miscounted {
        /// Names that were asked about.
        asked: usize,
        /// Answers that came back.
        answered: usize,
    },
}

/// What the object store said, without addresses, names and accounts.
#[derive(Clone, PartialEq, Eq)]
pub struct ObjectStoreError {
    transient: bool,
    absent: bool,
    text: String,
}

impl ObjectStoreError {
    /// A failure that this crate found itself and that may pass.
    pub(crate) fn transient(text: &str) -> Self {
        let text = text.to_owned();
        Self {
            transient: true,
            absent: false,
            text,
        }
    }
}

impl From<opendal::Error> for ObjectStoreError {
    fn from(error: opendal::Error) -> Self {
        let kind = error.kind();
        let detail = cause(&error).map_or_else(String::new, |detail| format!(": {detail}"));
        // Some layers call everything temporary; these kinds never pass by waiting.
        let settled = matches!(
            kind,
            ErrorKind::ConfigInvalid | ErrorKind::PermissionDenied | ErrorKind::Unsupported
        );
        let passing = error.is_temporary() || error.is_persistent();
        Self {
            transient: (passing || kind == ErrorKind::RateLimited) && !settled,
            absent: kind == ErrorKind::NotFound,
            text: format!("{kind}{detail}"),
        }
    }
}

impl From<io::Error> for ObjectStoreError {
    fn from(error: io::Error) -> Self {
        Self {
            transient: error.kind() != io::ErrorKind::PermissionDenied,
            absent: error.kind() == io::ErrorKind::NotFound,
            text: error.to_string(),
        }
    }
}

impl fmt::Display for ObjectStoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for ObjectStoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ObjectStoreError({})", self.text)
    }
}

impl Error for ObjectStoreError {}

/// The part of the error that helps and gives nothing away: the system's own words, the service's
/// error code, or a message of plain words. Everything else may hold an address or an account.
fn cause(error: &opendal::Error) -> Option<String> {
    let mut source = error.source();
    let mut deepest = None;
    while let Some(inner) = source {
        deepest = inner.downcast_ref::<io::Error>().or(deepest);
        source = inner.source();
    }
    let system = deepest
        .map(ToString::to_string)
        .filter(|text| !text.contains('/'));
    system
        .or_else(|| service_code(error.message()).map(str::to_owned))
        .or_else(|| Some(error.message().to_owned()).filter(|text| is_plain(text)))
}

/// `SlowDown` of `S3Error { code: "SlowDown", message: …`, the form in which the services' answers
/// are handed on.
fn service_code(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("code: \"")?;
    let (code, _) = rest.split_once('"')?;
    let sound = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    sound.then_some(code)
}

fn is_plain(text: &str) -> bool {
    let words = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, ' ' | ',' | '-');
    !text.is_empty() && text.len() <= 80 && text.chars().all(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: opendal::Error, shown: &str, transient: bool) {
        let failure = ObjectStoreError::from(error);
        assert_eq!(failure.to_string(), shown);
        assert_eq!(VaultError::from(failure).is_transient(), transient);
    }

    #[test]
    fn what_may_pass_is_told_from_what_will_not() {
        let error = |kind, message: &str| opendal::Error::new(kind, message);
        check(
            error(ErrorKind::Unexpected, "io operation timeout reached").set_temporary(),
            "Unexpected: io operation timeout reached",
            true,
        );
        check(
            error(ErrorKind::Unexpected, "").set_persistent(),
            "Unexpected",
            true,
        );
        check(
            error(
                ErrorKind::PermissionDenied,
                "S3Error { code: \"SignatureDoesNotMatch\", message: \"AKIA…\" }",
            ),
            "PermissionDenied: SignatureDoesNotMatch",
            false,
        );
        check(
            error(ErrorKind::ConfigInvalid, "no such bucket: students-2026"),
            "ConfigInvalid",
            false,
        );
    }

    #[test]
    fn the_system_may_speak_but_addresses_stay_hidden() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let error = opendal::Error::new(ErrorKind::Unexpected, "send http request")
            .with_context("url", "http://store/photos/1")
            .set_source(refused)
            .set_temporary();
        check(error, "Unexpected: connection refused", true);
        let named = io::Error::other("cannot open /srv/photos/1");
        let error = opendal::Error::new(ErrorKind::Unexpected, "GET /photos/1").set_source(named);
        check(error, "Unexpected", false);
    }
}
