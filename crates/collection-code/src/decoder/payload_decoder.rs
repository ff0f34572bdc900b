//! What a decoder is, and what it may find.

use super::CodeFields;
use crate::Payload;

/// What a payload means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The fields of a collection code.
    Fields(Box<CodeFields>),
    /// Not understood: keep the payload and ask the student for school and number.
    Opaque,
}

/// Understands one format of payloads.
pub trait PayloadDecoder: Send + Sync {
    /// The name that results carry: short, lower case, stable.
    fn name(&self) -> &'static str;

    /// The meaning of `payload`; `None` where it is not of this format, whole and sound.
    fn decode(&self, payload: &Payload) -> Option<Content>;
}
