//! What payloads may look like: a list of decoders, asked in order.
//!
//! The official format is not public. A decoder either recognises a payload completely or declines;
//! none repairs, guesses or returns a part.

mod fields;
mod json;
mod opaque;

pub use fields::CodeFields;
pub use json::{Base64Json, PlainJson};
pub use opaque::Opaque;

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

/// The decoders of a reader that was told nothing else: [`Base64Json`], [`PlainJson`], [`Opaque`].
pub fn standard_decoders() -> Vec<Box<dyn PayloadDecoder>> {
    vec![Box::new(Base64Json), Box::new(PlainJson), Box::new(Opaque)]
}
