//! Decodes PNG and WebP with the `image` library: the first frame, 8 bits, alpha over white.

use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageError, Limits as LibraryLimits};
use raster::RgbImage;
use standard::facts::FileFormat;

use crate::limits::{DecodeError, Limits, check_size};

/// A decoded picture with the metadata found beside it.
pub(crate) struct Plain {
    pub(crate) image: RgbImage,
    pub(crate) profile: Option<Vec<u8>>,
    pub(crate) exif: Option<Vec<u8>>,
}

/// Decodes a PNG or WebP.
pub(crate) fn decode(
    bytes: &[u8],
    format: FileFormat,
    limits: &Limits,
) -> Result<Plain, DecodeError> {
    let cursor = Cursor::new(bytes);
    if format == FileFormat::Png {
        // Before the library looks: it would call a picture damaged that is merely too large.
        if let Some((width, height)) = png_size(bytes) {
            check_size(width, height, 3.0, limits)?;
        }
        let mut head = LibraryLimits::default();
        head.max_alloc = Some(limits.max_memory_bytes);
        let decoder = image::codecs::png::PngDecoder::with_limits(cursor, head);
        pixels(decoder.map_err(damaged)?, limits)
    } else {
        pixels(
            image::codecs::webp::WebPDecoder::new(cursor).map_err(damaged)?,
            limits,
        )
    }
}

/// Width and height as the first chunk states them, which by the standard is the header.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = bytes.get(16..)?.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

fn library_limits(limits: &Limits) -> LibraryLimits {
    let mut library = LibraryLimits::default();
    library.max_image_width = Some(limits.max_side_px);
    library.max_image_height = Some(limits.max_side_px);
    library.max_alloc = Some(limits.max_memory_bytes);
    library
}

fn pixels(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<Plain, DecodeError> {
    let (width, height) = decoder.dimensions();
    let pixel_bytes = f64::from(decoder.color_type().bytes_per_pixel());
    check_size(width, height, pixel_bytes + 3.0, limits)?;
    decoder
        .set_limits(library_limits(limits))
        .map_err(damaged)?;
    let profile = decoder.icc_profile().ok().flatten();
    let exif = decoder.exif_metadata().ok().flatten();
    let has_alpha = decoder.color_type().has_alpha();
    let eight_bit = matches!(decoder.color_type(), ColorType::Rgb8 | ColorType::L8);
    let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let image = if has_alpha && !eight_bit {
        over_white(&decoded)
    } else {
        let rgb = decoded.into_rgb8();
        RgbImage::from_raw(width as usize, height as usize, rgb.into_raw()).ok()
    };
    let image = image.ok_or_else(|| DecodeError::Damaged("another size than stated".into()))?;
    Ok(Plain {
        image,
        profile,
        exif,
    })
}

fn over_white(decoded: &DynamicImage) -> Option<RgbImage> {
    let rgba = decoded.to_rgba8();
    let (width, height) = rgba.dimensions();
    let values = rgba.pixels().flat_map(|pixel| {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        [red, green, blue].map(|value| ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
    });
    RgbImage::from_raw(width as usize, height as usize, values.collect()).ok()
}

fn damaged(error: ImageError) -> DecodeError {
    match error {
        ImageError::Limits(limit) => {
            DecodeError::Damaged(format!("it asks for too much memory: {limit}"))
        }
        other => DecodeError::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a black-and-white PNG, which a decoder would unpack to eight times its size.
    #[track_caller]
    fn check(side_px: u32, what: &str) {
        let side = side_px.to_be_bytes();
        let start = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
        let head = [start, &side[..], &side, &[1, 0, 0, 0, 0]].concat();
        let limits = Limits {
            max_side_px: 10_000,
            max_pixels: 50_000_000,
            ..Limits::default()
        };
        match decode(&head, FileFormat::Png, &limits).map(|_| ()) {
            Err(DecodeError::TooLarge { what: seen, .. }) => assert_eq!(seen.to_string(), what),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_picture_that_is_too_large_is_not_called_damaged() {
        check(20_000, "side");
        check(8_000, "pixels");
    }
}
