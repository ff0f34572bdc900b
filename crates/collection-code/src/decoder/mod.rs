//! The decoders of payloads, tried in order.
//!
//! The official format is not public. A decoder either recognises a payload completely or returns
//! nothing; it does not repair, guess, or return a part.

mod content;
mod fields;
mod foreign;
mod json;
mod opaque;

pub use content::{Content, PayloadDecoder};
pub use fields::CodeFields;
pub use foreign::is_foreign;
pub use json::{Base64Json, PlainJson};
pub use opaque::Opaque;

/// The default decoders of a reader: [`Base64Json`], [`PlainJson`], [`Opaque`].
pub fn standard_decoders() -> Vec<Box<dyn PayloadDecoder>> {
    vec![Box::new(Base64Json), Box::new(PlainJson), Box::new(Opaque)]
}
