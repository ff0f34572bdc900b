//! Encodes a portrait as a JPEG whose size lies in a given range of bytes.

use jpeg_encoder::{ColorType, Encoder, PixelDensity, SamplingFactor};
use raster::RgbImage;
use thiserror::Error;

/// Requirements on the JPEG.
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
    /// The JPEG file.
    pub bytes: Vec<u8>,
    /// The quality it was written with, 1 … 100.
    pub quality: u8,
}

/// The reason why no quality gives a size inside the window.
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
        /// Size of the file at that quality.
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
/// Chroma is kept at full resolution (4:4:4): at the same size it is closer to the picture along
/// the person's edge on the blue background (ADR 4).
///
/// # Errors
/// [`EncodeError`], when no allowed quality fits.
pub fn encode_jpeg(image: &RgbImage, target: &JpegTarget) -> Result<EncodedJpeg, EncodeError> {
    let lowest = target.min_quality.clamp(1, 100);
    let mut search = Search {
        image,
        dpi: target.dpi,
        best: None,
        tries: 0,
    };
    let (mut low, mut high) = (lowest, 100);
    // Size grows with quality: `low` is the first not yet refused, everything above `high` is too
    // large. The first guess is where portraits usually end.
    let mut guess = 86u8.clamp(low, high);
    while low <= high {
        let size = search.try_quality(guess, target.max_bytes)?;
        if size <= target.max_bytes {
            low = guess + 1;
        } else if guess == lowest {
            let (bytes, max_bytes) = (size, target.max_bytes);
            return Err(EncodeError::TooDetailed {
                quality: lowest,
                bytes,
                max_bytes,
            });
        } else {
            high = guess - 1;
        }
        // The nearest size known tells more than halving; a wrong estimate must not go on for ever.
        guess = if search.tries < 5 {
            estimate(guess, size, target.max_bytes).clamp(low, high.max(low))
        } else {
            low.midpoint(high)
        };
    }
    let Some(best) = search.best else {
        let (min_bytes, max_bytes) = (target.min_bytes, target.max_bytes);
        return Err(EncodeError::WindowTooNarrow {
            min_bytes,
            max_bytes,
        });
    };
    if best.bytes.len() >= target.min_bytes {
        return Ok(best);
    }
    if best.quality == 100 {
        let (bytes, min_bytes) = (best.bytes.len(), target.min_bytes);
        return Err(EncodeError::TooPlain { bytes, min_bytes });
    }
    Err(EncodeError::WindowTooNarrow {
        min_bytes: target.min_bytes,
        max_bytes: target.max_bytes,
    })
}

/// Writes a JPEG that is looked at on a screen, in quality 1 … 100: sRGB, chroma at half resolution, no metadata.
///
/// # Errors
/// [`EncodeError::BadSize`].
pub fn encode_view(image: &RgbImage, quality: u8) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    let [width, height] = sides(image)?;
    encoder
        .encode(image.as_raw(), width, height, ColorType::Rgb)
        .map_err(|_| EncodeError::BadSize)?;
    Ok(bytes)
}

fn sides(image: &RgbImage) -> Result<[u16; 2], EncodeError> {
    let side = |pixels: usize| u16::try_from(pixels).ok().filter(|&side| side > 0);
    match (side(image.width_px()), side(image.height_px())) {
        (Some(width), Some(height)) => Ok([width, height]),
        _ => Err(EncodeError::BadSize),
    }
}

/// Quality at which the file should be of `wanted` bytes when it has `size` at `quality`.
///
/// From quality 50 on the steps of the tables shrink in proportion to 100 − quality, and portraits
/// grow with the inverse square root of them (measured exponent 0.45 to 0.57).
fn estimate(quality: u8, size: usize, wanted: usize) -> u8 {
    let steps = f32::from(100 - quality).max(0.5) * (size as f32 / wanted as f32).powi(2);
    (100.0 - steps.ceil()).clamp(1.0, 100.0) as u8
}

/// The tries of one search.
struct Search<'a> {
    image: &'a RgbImage,
    dpi: u16,
    /// The highest quality that was not too large.
    best: Option<EncodedJpeg>,
    tries: u32,
}

impl Search<'_> {
    /// Size at `quality`; remembers the file when it is the best so far.
    fn try_quality(&mut self, quality: u8, max_bytes: usize) -> Result<usize, EncodeError> {
        self.tries += 1;
        let bytes = write(self.image, quality, self.dpi)?;
        let size = bytes.len();
        let better = self.best.as_ref().is_none_or(|best| best.quality < quality);
        if size <= max_bytes && better {
            self.best = Some(EncodedJpeg { bytes, quality });
        }
        Ok(size)
    }
}

fn write(image: &RgbImage, quality: u8, dpi: u16) -> Result<Vec<u8>, EncodeError> {
    let [width, height] = sides(image)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_density(PixelDensity::dpi(dpi));
    encoder
        .encode(image.as_raw(), width, height, ColorType::Rgb)
        .map_err(|_| EncodeError::BadSize)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIPLOMA: JpegTarget = JpegTarget {
        min_bytes: 20_480,
        max_bytes: 40_000,
        min_quality: 60,
        dpi: 300,
    };

    /// Grey with noise of the given strength: the file grows with it.
    fn noisy(strength: u64) -> RgbImage {
        let mut state = 1u64;
        RgbImage::from_fn(480, 640, |_, _| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            [(128 + (state >> 33) % (strength + 1)) as u8; 3]
        })
    }

    #[test]
    fn the_highest_quality_that_fits_is_taken() {
        let image = noisy(12);
        let encoded = encode_jpeg(&image, &DIPLOMA).unwrap();
        assert!((20_480..=40_000).contains(&encoded.bytes.len()));
        assert!(encoded.quality >= 60);
        let next = write(&image, encoded.quality + 1, 300).unwrap();
        assert!(
            next.len() > 40_000,
            "quality {} would fit too",
            encoded.quality + 1
        );
    }

    #[test]
    fn the_file_has_its_density_and_no_metadata() {
        let bytes = encode_jpeg(&noisy(12), &DIPLOMA).unwrap().bytes;
        assert_eq!(
            &bytes[..20],
            b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\0\0"
        );
        assert!(
            !bytes
                .windows(2)
                .any(|pair| pair == [0xFF, 0xE1] || pair == [0xFF, 0xFE])
        );
    }

    #[test]
    fn too_plain_and_too_detailed_are_said() {
        assert!(matches!(
            encode_jpeg(&noisy(0), &DIPLOMA),
            Err(EncodeError::TooPlain { .. })
        ));
        let refused = encode_jpeg(&noisy(120), &DIPLOMA);
        assert!(
            matches!(refused, Err(EncodeError::TooDetailed { quality: 60, .. })),
            "{refused:?}"
        );
        let empty = RgbImage::filled(0, 0, [0; 3]);
        assert_eq!(encode_jpeg(&empty, &DIPLOMA), Err(EncodeError::BadSize));
    }
}
