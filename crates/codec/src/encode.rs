//! A portrait to a JPEG inside a byte window.

use raster::RgbImage;
use thiserror::Error;

/// What the JPEG has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegTarget {
    /// Smallest allowed file.
    pub min_bytes: usize,
    /// Largest allowed file.
    pub max_bytes: usize,
    /// Lowest allowed quality, 1 … 100.
    pub min_quality: u8,
    /// Density tag, dots per inch.
    pub dpi: u16,
}

/// A finished JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedJpeg {
    /// The file.
    pub bytes: Vec<u8>,
    /// The quality it was written with, 1 … 100.
    pub quality: u8,
}

/// Why no quality fits the window.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum EncodeError {
    /// Even quality 100 stays below the window; it is never padded.
    #[error("at quality 100 the file has only {bytes} bytes, {min_bytes} are required")]
    TooPlain {
        /// Size at quality 100.
        bytes: usize,
        /// Lower end of the window.
        min_bytes: usize,
    },
    /// Even the lowest allowed quality is above the window.
    #[error("at quality {quality} the file still has {bytes} bytes, {max_bytes} are allowed")]
    TooDetailed {
        /// Lowest allowed quality.
        quality: u8,
        /// Size there.
        bytes: usize,
        /// Upper end of the window.
        max_bytes: usize,
    },
    /// No quality lands inside a window that is narrower than one quality step.
    #[error("no quality gives between {min_bytes} and {max_bytes} bytes")]
    WindowTooNarrow {
        /// Lower end of the window.
        min_bytes: usize,
        /// Upper end of the window.
        max_bytes: usize,
    },
    /// The picture is empty or larger than JPEG allows.
    #[error("a picture of this size cannot be a JPEG")]
    BadSize,
}

/// Writes the highest quality whose file fits the window: sRGB, density tag, no metadata.
///
/// # Errors
/// [`EncodeError`], when no allowed quality fits.
pub fn encode_jpeg(image: &RgbImage, target: &JpegTarget) -> Result<EncodedJpeg, EncodeError> {
    let _ = (image, target);
    Err(EncodeError::BadSize)
}
