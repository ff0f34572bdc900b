//! Finds the QR symbol of a collection code (采集码) in a picture and decodes its payload.
//!
//! Students send screenshots, crops, recompressed copies and photos of a screen. The reader
//! searches such a picture within a time budget, and a list of [`PayloadDecoder`]s converts the
//! payload to fields. The crate does *not* open files (see `codec`) or read the system time (the
//! caller passes a [`Clock`]), and it does not authenticate anyone: a code that decodes may be
//! forged.
//!
//! Payloads are personal data: no error contains one, and `Debug` prints none.

mod binarize;
mod clock;
mod decoder;
mod filter;
mod payload;
mod plan;
mod reader;
mod symbol;
mod windows;

pub use clock::Clock;
pub use decoder::{
    Base64Json, CodeFields, Content, Opaque, PayloadDecoder, PlainJson, is_foreign,
    standard_decoders,
};
pub use payload::Payload;
pub use reader::{CodeReader, FoundCode, ReadError, Reading, SearchLimits};
