//! Decodes picture files to upright sRGB pixels and encodes portraits, within limits.
//!
//! File names and stated sizes are not trusted. The crate does *not* look for faces.

mod compression;
mod decode;
mod encode;
mod heic;
mod jpeg;
mod limits;
mod lossless;
mod metadata;
mod profile;
mod segments;
mod sniff;
mod stored;

pub use decode::{DecodedPhoto, Scale, decode};
pub use encode::{EncodeError, EncodedJpeg, JpegTarget, encode_jpeg, encode_view};
pub use limits::{DecodeError, Exceeded, Limits};
