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
    let colour = decoder.color_type();
    check_size(width, height, bytes_per_pixel(colour), limits)?;
    decoder
        .set_limits(library_limits(limits))
        .map_err(damaged)?;
    let profile = decoder.icc_profile().ok().flatten();
    let exif = decoder.exif_metadata().ok().flatten();
    let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let values = if colour.has_alpha() {
        over_white(decoded.into_rgba8().into_raw())
    } else {
        decoded.into_rgb8().into_raw()
    };
    let image = RgbImage::from_raw(width as usize, height as usize, values).ok();
    let image = image.ok_or_else(|| DecodeError::Damaged("another size than stated".into()))?;
    Ok(Plain {
        image,
        profile,
        exif,
    })
}

/// Bytes held per pixel: what the decoder gives, and what is made of it where that is not it already.
fn bytes_per_pixel(colour: ColorType) -> f64 {
    let given = f64::from(colour.bytes_per_pixel());
    match colour {
        ColorType::Rgb8 | ColorType::Rgba8 => given,
        other if other.has_alpha() => given + 4.0,
        _ => given + 3.0,
    }
}

/// Lays `R G B A` values over white, in their own memory: a screenshot of a long conversation has a hundred
/// megabytes of them.
fn over_white(mut values: Vec<u8>) -> Vec<u8> {
    let pixels = values.len() / 4;
    for pixel in 0..pixels {
        let alpha = u32::from(values[4 * pixel + 3]);
        for channel in 0..3 {
            let value = u32::from(values[4 * pixel + channel]);
            let over = (value * alpha + 255 * (255 - alpha) + 127) / 255;
            values[3 * pixel + channel] = over as u8;
        }
    }
    values.truncate(3 * pixels);
    values.shrink_to_fit();
    values
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
    fn colours_lie_over_white_by_their_alpha() {
        let values = vec![10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 200, 128];
        assert_eq!(
            over_white(values),
            [10, 20, 30, 255, 255, 255, 127, 177, 227]
        );
    }

    #[test]
    fn a_long_screenshot_with_alpha_fits_the_memory_of_the_service() {
        let limits = Limits {
            max_memory_bytes: 128_000_000,
            ..Limits::default()
        };
        let check = |colour| check_size(1080, 20_000, bytes_per_pixel(colour), &limits);
        assert_eq!(check(ColorType::Rgba8), Ok(()));
        assert!(check(ColorType::Rgba16).is_err());
    }

    #[test]
    fn a_picture_that_is_too_large_is_not_called_damaged() {
        check(20_000, "side");
        check(8_000, "pixels");
    }
}
