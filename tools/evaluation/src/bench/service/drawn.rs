//! Draws portraits as the files that a phone would upload.

use anyhow::Result;
use bytes::Bytes;
use test_kit::{ExifTags, JpegOptions, PortraitSpec};

/// A drawn portrait as a phone would store it, at `scale` times 1200 × 1600 pixels.
pub(super) fn draw(seed: u64, scale: f32) -> Result<Bytes> {
    draw_as(seed, scale, JpegOptions::default().quality)
}

/// [`draw`] with a quality of the JPEG, 1 … 100.
pub(super) fn draw_as(seed: u64, scale: f32, quality: u8) -> Result<Bytes> {
    let photo = test_kit::draw(&PortraitSpec::seeded(seed).scaled(scale));
    let options = JpegOptions {
        exif: Some(ExifTags::phone()),
        quality,
        ..JpegOptions::default()
    };
    Ok(test_kit::to_jpeg(&photo.image, &options)?.into())
}
