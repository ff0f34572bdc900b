//! Bytes to upright sRGB pixels and back, within limits.
//!
//! It trusts no file name and no size that was not checked; it does *not* know what a face is.

mod decode;
mod encode;

pub use decode::{DecodeError, DecodedPhoto, Limits, Scale, decode};
pub use encode::{EncodeError, EncodedJpeg, JpegTarget, encode_jpeg};
