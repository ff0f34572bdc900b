//! Decodes a file to an upright sRGB picture.

use raster::RgbImage;
use standard::facts::{FileFacts, FileFormat, Measured, NotMeasurable};

use crate::limits::{DecodeError, Exceeded, Limits, check_size, within};
use crate::metadata::Tags;
use crate::segments::Header;
use crate::stored::Stored;
use crate::{compression, heic, jpeg, lossless, profile, sniff};

/// The resolution at which a file is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Full resolution.
    #[default]
    Full,
    /// JPEG and HEIC may be reduced to 1/2, 1/4 or 1/8, as long as the longer side keeps at least this
    /// many pixels. Other formats are decoded in full.
    AtLeast {
        /// Longer side to keep.
        longer_side_px: u32,
    },
    /// The same where the shorter side is kept as well: a long screenshot must not be reduced by its length.
    BothAtLeast {
        /// Longer side to keep.
        longer_side_px: u32,
        /// Shorter side to keep.
        shorter_side_px: u32,
    },
}

/// A decoded photo.
#[derive(Debug, Clone)]
pub struct DecodedPhoto {
    /// Upright, sRGB.
    pub image: RgbImage,
    /// Pixels of the full photo per pixel of `image` along a side: 1, 2, 4 or 8.
    pub reduction: u32,
    /// Facts about the file; sizes are those of the full upright photo.
    pub file: FileFacts,
}

/// Decodes a photo: upright, sRGB, 8 bits, alpha over white.
///
/// # Errors
/// [`DecodeError`]; a picture that merely ends too early is returned with `file.truncated`.
pub fn decode(bytes: &[u8], limits: &Limits, scale: Scale) -> Result<DecodedPhoto, DecodeError> {
    let format = sniff::format_of(bytes).ok_or(DecodeError::UnknownFormat)?;
    within(Exceeded::Bytes, bytes.len() as u64, limits.max_bytes as u64)?;
    match format {
        FileFormat::Jpeg => decode_jpeg(bytes, limits, scale),
        FileFormat::Png | FileFormat::Webp => decode_lossless(bytes, format, limits),
        FileFormat::Heic => decode_heic(bytes, limits, scale),
    }
}

fn decode_jpeg(bytes: &[u8], limits: &Limits, scale: Scale) -> Result<DecodedPhoto, DecodeError> {
    let header = Header::read(bytes)?;
    let (width, height) = (header.width_px, header.height_px);
    let reduction = reduction((width, height), scale);
    check_size(
        width,
        height,
        jpeg_bytes_per_pixel(&header, reduction),
        limits,
    )?;
    let stored = jpeg::decode(bytes, &header, limits, reduction as usize)?;
    let truncated = jpeg::is_cut_off(bytes, &header, limits, (&stored, reduction as usize));

    let luminance = header.tables[0];
    let double_compression = luminance
        .map_or(Measured::NotMeasurable(NotMeasurable::NotInFile), |table| {
            compression::double_compression(&stored, &table, reduction as usize)
        });
    let mut tags = Tags::read(header.exif);
    let embedded = tags.profile(header.profile());
    let (stored, colour_profile) = profile::to_srgb(stored, embedded.as_deref());
    if let Some(xmp) = header.xmp {
        tags.add_xmp(xmp);
    }
    let image = stored
        .into_rgb()
        .ok_or_else(|| DecodeError::Damaged("another size".into()))?;
    let mut photo = assemble(image, tags, bytes.len(), FileFormat::Jpeg, (width, height));
    photo.reduction = reduction;
    photo.file.colour_profile = colour_profile;
    photo.file.jpeg_quality = luminance.map(|table| compression::estimate_quality(&table));
    photo.file.double_compression = double_compression;
    photo.file.truncated = truncated;
    Ok(photo)
}

/// Bytes that the decoder holds per pixel of the full photo: the planes and the interleaved result at the
/// reduced size; progressive files also all coefficients, two bytes each, at the full size.
fn jpeg_bytes_per_pixel(header: &Header<'_>, reduction: u32) -> f64 {
    let reduced = f64::from(reduction).powi(-2);
    let result = f64::from(header.components.max(3));
    let coefficients = if header.progressive {
        2.0 * header.values_per_pixel
    } else {
        0.0
    };
    (header.values_per_pixel + result) * reduced + coefficients
}

fn decode_lossless(
    bytes: &[u8],
    format: FileFormat,
    limits: &Limits,
) -> Result<DecodedPhoto, DecodeError> {
    let plain = lossless::decode(bytes, format, limits)?;
    let (width, height) = (plain.image.width_px(), plain.image.height_px());
    let stored = Stored {
        values: plain.image.into_raw(),
        width_px: width,
        height_px: height,
        channels: 3,
    };
    let mut tags = Tags::read(plain.exif.as_deref());
    let embedded = tags.profile(plain.profile);
    let (stored, colour_profile) = profile::to_srgb(stored, embedded.as_deref());
    if format == FileFormat::Png {
        tags.add_png_text(bytes);
    }
    let image = stored
        .into_rgb()
        .ok_or_else(|| DecodeError::Damaged("another size".into()))?;
    let mut photo = assemble(
        image,
        tags,
        bytes.len(),
        format,
        (width as u32, height as u32),
    );
    photo.file.colour_profile = colour_profile;
    Ok(photo)
}

fn decode_heic(bytes: &[u8], limits: &Limits, scale: Scale) -> Result<DecodedPhoto, DecodeError> {
    let primary = heic::decode(bytes, limits, |size| reduction(size, scale))?;
    let mut tags = Tags::read(primary.exif.as_deref());
    let embedded = tags.profile(primary.profile);
    let (stored, colour_profile) = profile::to_srgb(primary.stored, embedded.as_deref());
    tags.orientation = primary.orientation;
    if let Some(xmp) = &primary.xmp {
        tags.add_xmp(xmp);
    }
    let image = stored
        .into_rgb()
        .ok_or_else(|| DecodeError::Damaged("another size".into()))?;
    let mut photo = assemble(image, tags, bytes.len(), FileFormat::Heic, primary.size);
    photo.reduction = primary.reduction;
    photo.file.colour_profile = colour_profile;
    Ok(photo)
}

/// Turns the picture upright and puts the facts together; JPEG's own are filled in by the caller.
fn assemble(
    image: RgbImage,
    tags: Tags,
    bytes: usize,
    format: FileFormat,
    (stored_width, stored_height): (u32, u32),
) -> DecodedPhoto {
    let (width_px, height_px) = if tags.orientation.swaps_sides() {
        (stored_height, stored_width)
    } else {
        (stored_width, stored_height)
    };
    let file = FileFacts {
        format,
        bytes: bytes as u64,
        width_px,
        height_px,
        orientation: tags.orientation.to_exif(),
        screenshot_hints: tags.screenshot_hints(width_px, height_px),
        camera_make: tags.camera_make,
        camera_model: tags.camera_model,
        software: tags.software,
        captured_at: tags.captured_at,
        witnessed_on: None,
        colour_profile: None,
        jpeg_quality: None,
        double_compression: Measured::NotMeasurable(NotMeasurable::NotInFile),
        truncated: false,
    };
    DecodedPhoto {
        image: tags.orientation.apply(image),
        reduction: 1,
        file,
    }
}

/// The strongest reduction that keeps the wanted resolution.
fn reduction((width, height): (u32, u32), scale: Scale) -> u32 {
    let (longer_side_px, shorter_side_px) = match scale {
        Scale::Full => return 1,
        Scale::AtLeast { longer_side_px } => (longer_side_px.max(1), 0),
        Scale::BothAtLeast {
            longer_side_px,
            shorter_side_px,
        } => (longer_side_px.max(1), shorter_side_px),
    };
    let keeps = |factor: &u32| {
        width.max(height) / factor >= longer_side_px
            && width.min(height) / factor >= shorter_side_px
    };
    [8, 4, 2].into_iter().find(keeps).unwrap_or(1)
}
