//! What payloads may look like: a list of decoders, asked in order.
//!
//! The official format is not public. A decoder either recognises a payload completely or declines;
//! none repairs, guesses or returns a part.

mod fields;
mod json;
mod opaque;
mod payload_decoder;

pub use fields::CodeFields;
pub use json::{Base64Json, PlainJson};
pub use opaque::Opaque;
pub use payload_decoder::{Content, PayloadDecoder};

/// The decoders of a reader that was told nothing else: [`Base64Json`], [`PlainJson`], [`Opaque`].
pub fn standard_decoders() -> Vec<Box<dyn PayloadDecoder>> {
    vec![Box::new(Base64Json), Box::new(PlainJson), Box::new(Opaque)]
}
