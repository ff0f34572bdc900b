//! Files of one drawn person, as phones, programs and damage leave them.

use std::sync::LazyLock;

use heifer::{EncodeOptions, Image, Metadata, encode_with_metadata};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::{
    ColorProfile, Layout, LocalizableString, ProfileText, ToneReprCurve, TransformOptions,
};
use raster::{Orientation, RgbImage};
use test_kit::{ExifTags, JpegOptions, PortraitSpec, draw, to_jpeg};

/// A person whom no rule fails.
pub(crate) fn person() -> PortraitSpec {
    PortraitSpec::seeded(2)
}

static DRAWN: LazyLock<RgbImage> = LazyLock::new(|| draw(&person()).image);

fn jpeg(image: &RgbImage, change: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    change(&mut encoder);
    let (width, height) = (image.width_px() as u16, image.height_px() as u16);
    let encoded = encoder.encode(image.as_raw(), width, height, ColorType::Rgb);
    encoded.unwrap();
    bytes
}

/// What is in an EXIF block beside camera and time.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Nothing,
    /// The list of positions says that another one follows, far beyond the end.
    DamagedPositions,
    /// The maker's note begins beyond the end.
    DamagedNote,
    /// The tag of interoperability says Adobe RGB, as DCF does.
    AdobeRgb,
}

/// A little-endian TIFF block: maker, model, orientation, time.
fn tiff(orientation: u32, beside: Beside) -> Vec<u8> {
    // Tag, type, count, value or place.
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    let list = |entries: &[Vec<u8>], next: u32| {
        let count = entries.len() as u16;
        [
            &count.to_le_bytes()[..],
            &entries.concat(),
            &next.to_le_bytes(),
        ]
        .concat()
    };
    let (ascii, short, long, any) = (2, 3, 4, 7);
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    let pad = |block: &mut Vec<u8>, to: usize| {
        assert!(block.len() <= to);
        block.resize(to, 0);
    };
    let next = if beside == Beside::DamagedPositions {
        0x7FFF_0000
    } else {
        0
    };
    block.extend(list(
        &[
            entry(0x010F, ascii, 9, 100),
            entry(0x0110, ascii, 6, 110),
            entry(0x0112, short, 1, orientation),
            entry(0x8769, long, 1, 140),
            entry(0x8825, long, 1, 220),
        ],
        0,
    ));
    pad(&mut block, 100);
    block.extend(b"Caixiang\0");
    pad(&mut block, 110);
    block.extend(b"Drawn\0");
    pad(&mut block, 140);
    let last = match beside {
        Beside::DamagedNote => entry(0x927C, any, 5000, 190),
        Beside::AdobeRgb => entry(0xA005, long, 1, 240),
        _ => entry(0xA001, short, 1, 1),
    };
    block.extend(list(&[entry(0x9003, ascii, 20, 190), last], 0));
    pad(&mut block, 190);
    block.extend(b"2026:03:02 10:20:30\0");
    pad(&mut block, 220);
    block.extend(list(&[entry(0x0000, 1, 4, 0x0000_0302)], next));
    pad(&mut block, 240);
    if beside == Beside::AdobeRgb {
        let index = u32::from_le_bytes(*b"R03\0");
        block.extend(list(&[entry(0x0001, ascii, 4, index)], 0));
    }
    block
}

/// The photo stored a quarter turn away, and the tag that turns it back.
fn turned_with(beside: Beside) -> Vec<u8> {
    let stored = Orientation::Rotate270Clockwise.apply(DRAWN.clone());
    jpeg(&stored, |encoder| {
        encoder.add_exif_metadata(&tiff(6, beside)).unwrap();
    })
}

pub(crate) fn turned() -> Vec<u8> {
    turned_with(Beside::Nothing)
}

pub(crate) fn damaged_positions() -> Vec<u8> {
    turned_with(Beside::DamagedPositions)
}

pub(crate) fn damaged_note() -> Vec<u8> {
    turned_with(Beside::DamagedNote)
}

/// The head that only JPEG asks for stands before the block.
pub(crate) fn webp_with_prefix() -> Vec<u8> {
    let stored = Orientation::Rotate270Clockwise.apply(DRAWN.clone());
    let (width, height) = (stored.width_px() as u32, stored.height_px() as u32);
    let mut plain = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut plain);
    encoder
        .write_image(stored.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let pad = vec![0; body.len() % 2];
        [&name[..], &(body.len() as u32).to_le_bytes(), body, &pad].concat()
    };
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    // Its third bit says that EXIF follows.
    let canvas = [vec![8, 0, 0, 0], side(width), side(height)].concat();
    let exif = [b"Exif\0\0", &tiff(6, Beside::Nothing)[..]].concat();
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &canvas),
        plain[12..].to_vec(),
        chunk(b"EXIF", &exif),
    ]
    .concat();
    chunk(b"RIFF", &body)
}

pub(crate) fn heic() -> Vec<u8> {
    let (width, height) = (DRAWN.width_px() as u32, DRAWN.height_px() as u32);
    let mut image = Image::filled(width, height, 8, [0, 0, 0, 255]);
    let pixels = image.data.chunks_exact_mut(4);
    for (target, pixel) in pixels.zip(DRAWN.as_raw().chunks_exact(3)) {
        for (target, &value) in target.iter_mut().zip(pixel) {
            *target = u16::from(value);
        }
    }
    let metadata = Metadata {
        exif: Some(tiff(1, Beside::Nothing)),
        ..Metadata::default()
    };
    let options = EncodeOptions {
        quality: 92,
        ..EncodeOptions::default()
    };
    encode_with_metadata(&image, &metadata, &options).unwrap()
}

pub(crate) fn jpeg_twin() -> Vec<u8> {
    jpeg(&DRAWN, |encoder| {
        encoder
            .add_exif_metadata(&tiff(1, Beside::Nothing))
            .unwrap();
    })
}

/// A second JPEG behind the first, as phones store how much brighter a screen may show it.
pub(crate) fn ultra_hdr() -> Vec<u8> {
    let map = RgbImage::from_fn(300, 400, |x, y| [(x / 2 + y / 4) as u8; 3]);
    [turned(), jpeg(&map, |_| {})].concat()
}

pub(crate) fn without_end_marker() -> Vec<u8> {
    let mut file = jpeg_twin();
    file.truncate(file.len() - 2);
    file
}

pub(crate) fn cut_with_end_marker() -> Vec<u8> {
    let mut file = jpeg_twin();
    file.truncate(file.len() * 4 / 5);
    file.extend([0xFF, 0xD9]);
    file
}

fn recoloured(change: impl Fn([u8; 3]) -> [u8; 3]) -> RgbImage {
    RgbImage::from_fn(DRAWN.width_px(), DRAWN.height_px(), |x, y| {
        change(DRAWN.pixel(x, y))
    })
}

fn luma([red, green, blue]: [u8; 3]) -> f32 {
    0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
}

pub(crate) fn grey() -> Vec<u8> {
    jpeg(&recoloured(|rgb| [luma(rgb) as u8; 3]), |_| {})
}

pub(crate) fn sepia() -> Vec<u8> {
    let tone = |rgb| [1.07, 0.95, 0.74].map(|gain| (gain * luma(rgb)).min(255.0) as u8);
    jpeg(&recoloured(tone), |_| {})
}

/// The same colours by other values.
fn in_colours_of(profile: &ColorProfile) -> RgbImage {
    let mut stored = DRAWN.clone();
    ColorProfile::new_srgb()
        .create_transform_8bit(
            Layout::Rgb,
            profile,
            Layout::Rgb,
            TransformOptions::default(),
        )
        .unwrap()
        .transform(DRAWN.as_raw(), stored.as_raw_mut())
        .unwrap();
    stored
}

pub(crate) fn adobe_rgb_by_tag() -> Vec<u8> {
    let stored = in_colours_of(&ColorProfile::new_adobe_rgb());
    jpeg(&stored, |encoder| {
        encoder
            .add_exif_metadata(&tiff(1, Beside::AdobeRgb))
            .unwrap();
    })
}

pub(crate) fn linear_named_srgb() -> Vec<u8> {
    let mut profile = ColorProfile::new_srgb();
    let line = || Some(ToneReprCurve::Lut(Vec::new()));
    (profile.red_trc, profile.green_trc, profile.blue_trc) = (line(), line(), line());
    profile.cicp = None;
    let name = LocalizableString::new("en".into(), "US".into(), "sRGB".into());
    profile.description = Some(ProfileText::Localizable(vec![name]));
    let stored = in_colours_of(&profile);
    jpeg(&stored, |encoder| {
        encoder.add_icc_profile(&profile.encode().unwrap()).unwrap();
        encoder
            .add_exif_metadata(&tiff(1, Beside::Nothing))
            .unwrap();
    })
}

pub(crate) fn as_large_as_a_screen() -> Vec<u8> {
    let spec = PortraitSpec {
        size_px: (1080, 1920),
        face_width_px: 400.0,
        ..person()
    };
    jpeg(&draw(&spec).image, |_| {})
}

fn tagged(tags: ExifTags) -> Vec<u8> {
    let options = JpegOptions {
        exif: Some(tags),
        ..JpegOptions::default()
    };
    to_jpeg(&DRAWN, &options).unwrap()
}

pub(crate) fn screenshot_software() -> Vec<u8> {
    tagged(ExifTags {
        make: String::new(),
        model: String::new(),
        software: "Android Screenshot".into(),
        ..ExifTags::phone()
    })
}

/// Letters of a program's name inside a word are not that program.
pub(crate) fn snow_in_model() -> Vec<u8> {
    tagged(ExifTags {
        model: "Snowdrop X1".into(),
        software: "Snowdrop 4.1".into(),
        ..ExifTags::phone()
    })
}
