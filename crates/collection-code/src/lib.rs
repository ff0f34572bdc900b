//! The collection code (采集码): finds the QR in a picture and decodes what it carries.
//!
//! Students send screenshots, crops, recompressed copies and photos of a screen. The reader searches
//! such a picture within a time budget, and a list of [`PayloadDecoder`]s turns what it finds into
//! fields. It does *not* open files (see `codec`), keep time (the caller brings a [`Clock`]) or prove
//! who somebody is: a code that decodes may still be forged.
//!
//! Payloads are personal data: no error carries one and `Debug` never prints one.

mod binarize;
mod clock;
mod decoder;
mod filter;
mod payload;
mod plan;
mod reader;
mod symbol;

pub use clock::Clock;
pub use decoder::{
    Base64Json, CodeFields, Content, Opaque, PayloadDecoder, PlainJson, standard_decoders,
};
pub use payload::Payload;
pub use reader::{CodeReader, FoundCode, ReadError, Reading, SearchLimits};
