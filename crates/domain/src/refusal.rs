//! What programs are told of a refusal: a stable code, the kind of failure, and named values. The
//! words for people are in the crate `words`.

use std::error::Error;

use crate::timestamp::Timestamp;

/// What a caller can do about a failure. Each kind is one status of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Sign in.
    Unauthenticated,
    /// Nothing: the caller lacks the permission.
    Forbidden,
    /// Nothing: it does not exist for this caller.
    NotFound,
    /// Send something else: a value cannot be used.
    Unprocessable,
    /// Send less.
    TooLarge,
    /// Read again: the present state stands against it.
    Conflict,
    /// Wait: too many attempts.
    TooMany,
    /// Try again: something that the service needs does not answer.
    Unavailable,
    /// Nothing: an error of the service.
    Internal,
}

/// A value that programs read beside the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// A word, an id, or an instant in RFC 3339.
    Text(String),
    /// A number.
    Number(u64),
    /// Several words.
    Texts(Vec<String>),
}

impl From<&str> for Member {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Timestamp> for Member {
    fn from(instant: Timestamp) -> Self {
        Self::Text(instant.to_string())
    }
}

impl From<u64> for Member {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// A named value.
pub fn member(name: &'static str, value: impl Into<Member>) -> (&'static str, Member) {
    (name, value.into())
}

/// The codes of a [`Coded`] whose variants are named by `strum`: [`Coded::codes`] and [`Coded::code`],
/// inside its `impl`.
#[macro_export]
macro_rules! codes_by_name {
    () => {
        fn codes() -> Vec<&'static str> {
            <Self as ::strum::VariantNames>::VARIANTS.to_vec()
        }

        fn code(&self) -> &'static str {
            self.into()
        }
    };
}

/// A refusal as programs read it.
pub trait Coded: Error {
    /// Every code that [`Self::code`] gives. A code that stands for several variants may be listed
    /// more than once.
    fn codes() -> Vec<&'static str>
    where
        Self: Sized;

    /// A stable code, kebab-case.
    fn code(&self) -> &'static str;

    /// What the caller can do.
    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    /// Named values, such as a limit or an instant.
    fn members(&self) -> Vec<(&'static str, Member)> {
        Vec::new()
    }
}
