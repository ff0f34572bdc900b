//! Bytes to an upright sRGB picture.

use raster::RgbImage;
use standard::facts::FileFacts;
use thiserror::Error;

/// What a file may cost, checked from its header before any pixel is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file.
    pub max_bytes: usize,
    /// Most pixels, width × height.
    pub max_pixels: u64,
    /// Longest side.
    pub max_side_px: u32,
    /// Most memory the decoder may take.
    pub max_memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 25_000_000,
            max_pixels: 50_000_000,
            max_side_px: 12_000,
            max_memory_bytes: 256 << 20,
        }
    }
}

/// How much of the resolution is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Every pixel.
    #[default]
    Full,
    /// JPEGs may be decoded at 1/2, 1/4 or 1/8, as long as the longer side keeps at least this
    /// many pixels. Other formats are decoded in full.
    AtLeast {
        /// Longer side to keep.
        longer_side_px: u32,
    },
}

/// A decoded photo.
#[derive(Debug, Clone)]
pub struct DecodedPhoto {
    /// Upright, sRGB.
    pub image: RgbImage,
    /// Pixels of the full photo per pixel of `image` along a side: 1, 2, 4 or 8.
    pub reduction: u32,
    /// What the file itself tells; sizes are those of the full upright photo.
    pub file: FileFacts,
}

/// Why a file could not be decoded.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// Not JPEG, PNG or WebP by content.
    #[error("the file is not a JPEG, PNG or WebP picture")]
    UnknownFormat,
    /// Over a limit.
    #[error("the picture is over the limit: {what} is {actual}, allowed are {allowed}")]
    TooLarge {
        /// Which limit: `bytes`, `pixels`, `side`, `memory`.
        what: &'static str,
        /// What the file asks for.
        actual: u64,
        /// What is allowed.
        allowed: u64,
    },
    /// The content is damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// Decodes a photo: upright, sRGB, 8 bits, alpha over white.
///
/// # Errors
/// [`DecodeError`]; a picture that merely ends too early is returned with `file.truncated`.
pub fn decode(bytes: &[u8], limits: &Limits, scale: Scale) -> Result<DecodedPhoto, DecodeError> {
    let _ = (bytes, limits, scale);
    Err(DecodeError::UnknownFormat)
}
