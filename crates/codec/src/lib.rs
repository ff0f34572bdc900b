//! Bytes to upright sRGB pixels and back, within limits.
//!
//! It trusts no file name and no size that was not checked; it does *not* know what a face is.

mod compression;
mod decode;
mod encode;
mod jpeg;
mod lossless;
mod metadata;
mod profile;
mod segments;
mod sniff;

pub use decode::{DecodeError, DecodedPhoto, Limits, Scale, decode};
pub use encode::{EncodeError, EncodedJpeg, JpegTarget, encode_jpeg};
