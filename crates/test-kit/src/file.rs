//! Writes picture files as phones and apps do: JPEG with EXIF and colour profile, PNG.
//!
//! For tests only. It must *not* use the product's encoder in `codec`: a fault there would go
//! unnoticed.

use std::io::Cursor;

use exif::{Field, In, Tag, Value, experimental::Writer};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, Layout, TransformOptions};
use raster::{Orientation, RgbImage};
use thiserror::Error;

/// The reason why a picture file could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// JPEG allows 65 535 pixels a side and at least one.
    #[error("the JPEG could not be written")]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// The PNG encoder refused.
    #[error("the PNG could not be written")]
    Png(#[from] image::ImageError),
    /// A tag that EXIF cannot hold.
    #[error("the EXIF block could not be written")]
    Exif(#[from] exif::Error),
    /// The colour transform could not be built.
    #[error("the colours could not be converted")]
    Colour(#[from] moxcms::CmsError),
}

/// Options for writing a JPEG. The default is that of a phone, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JpegOptions {
    /// Quality 1 … 100 of the IJG scale.
    pub quality: u8,
    /// Colour at half resolution (4:2:0) instead of full (4:4:4).
    pub half_colour: bool,
    /// Progressive instead of baseline.
    pub progressive: bool,
    /// Camera data; `None` writes no EXIF block.
    pub exif: Option<ExifTags>,
    /// Colour space of the stored values.
    pub profile: Profile,
}

impl Default for JpegOptions {
    fn default() -> Self {
        Self {
            quality: 92,
            half_colour: true,
            progressive: false,
            exif: None,
            profile: Profile::Srgb,
        }
    }
}

/// EXIF tags of a phone photo; empty texts are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExifTags {
    /// Maker of the camera.
    pub make: String,
    /// Model of the camera.
    pub model: String,
    /// Program that wrote the file.
    pub software: String,
    /// Local time of the exposure, `YYYY:MM:DD HH:MM:SS`.
    pub captured_at: String,
    /// How the stored pixels have to be turned; they are stored turned the other way, so the
    /// photo stays upright for a reader that obeys.
    pub orientation: Orientation,
}

impl ExifTags {
    /// Tags of an invented phone.
    pub fn phone() -> Self {
        Self {
            make: "Caixiang".into(),
            model: "Drawn Phone 1".into(),
            software: "1.0".into(),
            captured_at: "2026:03:02 10:20:30".into(),
            orientation: Orientation::Upright,
        }
    }
}

/// Colour space of the stored values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// sRGB, no profile in the file.
    #[default]
    Srgb,
    /// Display P3 with its profile; the values are converted, so the colours stay.
    DisplayP3,
}

/// Writes an upright sRGB picture as a JPEG file.
///
/// # Errors
/// [`WriteError`] when the picture is empty or larger than JPEG allows, or a tag does not fit.
pub fn to_jpeg(image: &RgbImage, options: &JpegOptions) -> Result<Vec<u8>, WriteError> {
    let orientation = options
        .exif
        .as_ref()
        .map_or(Orientation::Upright, |tags| tags.orientation);
    let mut stored = inverse(orientation).apply(image.clone());
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, options.quality.clamp(1, 100));
    encoder.set_sampling_factor(if options.half_colour {
        SamplingFactor::R_4_2_0
    } else {
        SamplingFactor::R_4_4_4
    });
    encoder.set_progressive(options.progressive);
    if let Some(tags) = &options.exif {
        encoder.add_exif_metadata(&exif_block(tags)?)?;
    }
    if options.profile == Profile::DisplayP3 {
        let display_p3 = ColorProfile::new_display_p3();
        encoder.add_icc_profile(&display_p3.encode()?)?;
        stored = converted(&stored, &display_p3)?;
    }
    let side = |length: usize| u16::try_from(length).unwrap_or(0);
    let (width, height) = (side(stored.width_px()), side(stored.height_px()));
    encoder.encode(stored.as_raw(), width, height, ColorType::Rgb)?;
    Ok(bytes)
}

/// Writes an upright sRGB picture as a PNG file.
///
/// # Errors
/// [`WriteError`] when the encoder refuses.
pub fn to_png(image: &RgbImage) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    let (width, height) = (image.width_px() as u32, image.height_px() as u32);
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(image.as_raw(), width, height, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// What undoes an orientation: all but the quarter turns undo themselves.
fn inverse(orientation: Orientation) -> Orientation {
    match orientation {
        Orientation::Rotate90Clockwise => Orientation::Rotate270Clockwise,
        Orientation::Rotate270Clockwise => Orientation::Rotate90Clockwise,
        Orientation::Upright
        | Orientation::MirrorHorizontally
        | Orientation::Rotate180
        | Orientation::MirrorVertically
        | Orientation::Transpose
        | Orientation::Transverse => orientation,
    }
}

fn exif_block(tags: &ExifTags) -> Result<Vec<u8>, exif::Error> {
    let texts = [
        (Tag::Make, &tags.make),
        (Tag::Model, &tags.model),
        (Tag::Software, &tags.software),
        (Tag::DateTimeOriginal, &tags.captured_at),
    ];
    let mut fields: Vec<Field> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(tag, text)| field(tag, Value::Ascii(vec![text.as_bytes().to_vec()])))
        .collect();
    let turn = u16::from(tags.orientation.to_exif());
    fields.push(field(Tag::Orientation, Value::Short(vec![turn])));
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, true)?;
    Ok(block.into_inner())
}

fn field(tag: Tag, value: Value) -> Field {
    Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    }
}

fn converted(image: &RgbImage, to: &ColorProfile) -> Result<RgbImage, moxcms::CmsError> {
    let from = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = from.create_transform_8bit(Layout::Rgb, to, Layout::Rgb, options)?;
    let mut stored = image.clone();
    transform.transform(image.as_raw(), stored.as_raw_mut())?;
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture that looks different every way round.
    fn picture() -> RgbImage {
        RgbImage::from_fn(48, 32, |x, y| [(x * 5) as u8, (y * 7) as u8, 90])
    }

    fn stored_pixels(jpeg: &[u8]) -> RgbImage {
        let mut decoder = jpeg_decoder::Decoder::new(jpeg);
        let pixels = decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        RgbImage::from_raw(usize::from(info.width), usize::from(info.height), pixels).unwrap()
    }

    #[track_caller]
    fn check(orientation: Orientation) {
        let exif = Some(ExifTags {
            orientation,
            ..ExifTags::phone()
        });
        let options = JpegOptions {
            quality: 100,
            half_colour: false,
            exif,
            ..Default::default()
        };
        let jpeg = to_jpeg(&picture(), &options).unwrap();
        let read = exif::Reader::new()
            .read_from_container(&mut Cursor::new(&jpeg))
            .unwrap();
        let text = |tag| {
            let field = read.get_field(tag, In::PRIMARY).unwrap();
            field.display_value().to_string()
        };
        assert_eq!(text(Tag::Model), "\"Drawn Phone 1\"");
        assert_eq!(text(Tag::DateTimeOriginal), "2026-03-02 10:20:30");
        let tag = read.get_field(Tag::Orientation, In::PRIMARY).unwrap();
        let seen = Orientation::from_exif(tag.value.get_uint(0).unwrap());
        let upright = seen.apply(stored_pixels(&jpeg));
        assert_eq!((upright.width_px(), upright.height_px()), (48, 32));
        let drawn = picture();
        let distance = upright.as_raw().iter().zip(drawn.as_raw());
        let worst = distance.map(|(one, other)| one.abs_diff(*other)).max();
        assert!(worst <= Some(6), "{orientation:?}: {worst:?}");
    }

    #[test]
    fn a_reader_that_obeys_the_tag_sees_it_upright() {
        (1..=8).map(Orientation::from_exif).for_each(check);
    }

    #[test]
    fn display_p3_stores_other_values_and_its_profile() {
        let red = RgbImage::filled(16, 16, [200, 30, 30]);
        let profile = Profile::DisplayP3;
        let options = JpegOptions {
            quality: 100,
            profile,
            ..JpegOptions::default()
        };
        let jpeg = to_jpeg(&red, &options).unwrap();
        assert!(jpeg.windows(11).any(|bytes| bytes == b"ICC_PROFILE"));
        // The same red needs less of P3's wider primary.
        let [stored, ..] = stored_pixels(&jpeg).pixel(8, 8);
        assert!((175..195).contains(&stored), "{stored}");
    }

    #[test]
    fn what_jpeg_cannot_hold_is_an_error() {
        assert!(to_jpeg(&RgbImage::filled(0, 0, [0; 3]), &JpegOptions::default()).is_err());
        assert!(
            to_jpeg(
                &RgbImage::filled(70_000, 1, [0; 3]),
                &JpegOptions::default()
            )
            .is_err()
        );
    }
}
