//! The limits on a file, and the errors of decoding it.

use strum::Display;
use thiserror::Error;

/// Limits on a file, checked against its header before any pixel is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest size of the file.
    pub max_bytes: usize,
    /// Largest number of pixels, width × height.
    pub max_pixels: u64,
    /// Largest width or height.
    pub max_side_px: u32,
    /// Largest memory of the decoder.
    pub max_memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 25_000_000,
            // Phones write up to 200 megapixels. What a file of such a size may cost is bounded by memory:
            // a baseline JPEG is decoded reduced, other files of that size are refused.
            max_pixels: 200_000_000,
            max_side_px: 20_000,
            max_memory_bytes: 256_000_000,
        }
    }
}

/// A limit that a file exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display)]
#[strum(serialize_all = "lowercase")]
pub enum Exceeded {
    /// Size of the file, bytes.
    Bytes,
    /// Width × height, pixels.
    Pixels,
    /// Longer side, pixels.
    Side,
    /// Memory that decoding would take, bytes.
    Memory,
}

/// The reason why a file could not be decoded.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// The content is not JPEG, PNG, WebP or HEIC.
    #[error("the file is not a JPEG, PNG, WebP or HEIC picture")]
    UnknownFormat,
    /// The file exceeds a limit.
    #[error("the picture is over the limit: {what} is {actual}, allowed are {allowed}")]
    TooLarge {
        /// The limit that is exceeded; its unit is that of the numbers.
        what: Exceeded,
        /// Value of the file.
        actual: u64,
        /// Largest allowed value.
        allowed: u64,
    },
    /// The content is damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// Checks a stated size against the limits; `per_pixel` is what the decoder holds, in bytes.
pub(crate) fn check_size(
    width: u32,
    height: u32,
    per_pixel: f64,
    limits: &Limits,
) -> Result<(), DecodeError> {
    let pixels = u64::from(width) * u64::from(height);
    within(
        Exceeded::Side,
        u64::from(width.max(height)),
        u64::from(limits.max_side_px),
    )?;
    within(Exceeded::Pixels, pixels, limits.max_pixels)?;
    within(
        Exceeded::Memory,
        (pixels as f64 * per_pixel) as u64,
        limits.max_memory_bytes,
    )
}

/// Refuses an `actual` size above the `allowed` one.
pub(crate) fn within(what: Exceeded, actual: u64, allowed: u64) -> Result<(), DecodeError> {
    if actual > allowed {
        Err(DecodeError::TooLarge {
            what,
            actual,
            allowed,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(size: (u32, u32), per_pixel: f64, refused: Option<Exceeded>) {
        let seen = match check_size(size.0, size.1, per_pixel, &Limits::default()) {
            Err(DecodeError::TooLarge { what, .. }) => Some(what),
            _ => None,
        };
        assert_eq!(seen, refused);
    }

    #[test]
    fn the_largest_photos_of_phones_are_taken_where_they_are_decoded_reduced() {
        // 4:2:0, three bytes of result: whole, and at a quarter of each side.
        check((6144, 8192), 4.5, None);
        check((16_320, 12_240), 4.5 / 16.0, None);
        check((16_320, 12_240), 4.5, Some(Exceeded::Memory));
        check((20_001, 10), 4.5, Some(Exceeded::Side));
    }
}
