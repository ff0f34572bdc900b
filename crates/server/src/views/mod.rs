//! Response bodies: JSON with ids as UUIDs, instants as RFC 3339 at +08:00, states by name with their
//! data. Views only translate. The folders are those of `routes`; a view for several audiences is in the
//! folder of the widest.

pub(crate) mod announcement;
pub(crate) mod public;
pub(crate) mod shared;
pub(crate) mod staff;
pub(crate) mod student;

use domain::Timestamp;
use serde::Serialize;
use standard::Text;
use utoipa::ToSchema;

/// An instant, RFC 3339 at +08:00.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime)]
pub(crate) struct Instant(String);

impl From<Timestamp> for Instant {
    fn from(instant: Timestamp) -> Self {
        Self(instant.to_string())
    }
}

/// Bytes of a file; only describes them.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct Binary(#[expect(dead_code, reason = "only its schema is used")] Vec<u8>);

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct TextView {
    /// The text in Chinese.
    pub(crate) zh: String,
    /// The text in English.
    pub(crate) en: String,
}

impl<T: Into<String>> From<Text<T>> for TextView {
    fn from(text: Text<T>) -> Self {
        Self {
            zh: text.zh.into(),
            en: text.en.into(),
        }
    }
}

/// A part of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// What to send as `after` for the next part; none at the end.
    pub(crate) next: Option<String>,
}

impl<T> Page<T> {
    /// Translates every item.
    pub(crate) fn of<S>(page: app::Page<S>, view: impl Fn(S) -> T) -> Self {
        Self {
            items: page.items.into_iter().map(view).collect(),
            next: page.next.map(|next| next.to_string()),
        }
    }
}

/// A whole list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// The items.
    pub(crate) items: Vec<T>,
}

impl<T> List<T> {
    /// Translates every item.
    pub(crate) fn of<S>(items: impl IntoIterator<Item = S>, view: impl Fn(S) -> T) -> Self {
        Self {
            items: items.into_iter().map(view).collect(),
        }
    }
}
