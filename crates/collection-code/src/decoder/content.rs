//! The meaning of a payload, and the trait of everything that finds one.

use super::fields::CodeFields;
use crate::payload::Payload;

/// The meaning of a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The fields of a collection code.
    Fields(Box<CodeFields>),
    /// Not recognised: the payload is kept and the student enters school and number.
    Opaque,
}

/// A decoder for one format of payloads.
pub trait PayloadDecoder: Send + Sync {
    /// The name that results carry: short, lower case, stable.
    fn name(&self) -> &'static str;

    /// The meaning of `payload`; `None` where it is not of this format, whole and sound.
    fn decode(&self, payload: &Payload) -> Option<Content>;
}
