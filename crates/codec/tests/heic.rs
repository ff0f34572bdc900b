//! Tests of the decoder with HEIC files that the test writes: one picture and tiles, turns, crops, colours,
//! limits, damage.
#![expect(clippy::unwrap_used, reason = "a test")]

use codec::{DecodeError, DecodedPhoto, Exceeded, Limits, Scale, decode};
use heifer::{EncodeOptions, Image, Metadata, encode_with_metadata};
use moxcms::ColorProfile;
use raster::{Orientation, RgbImage};
use standard::facts::FileFormat;

/// A smooth picture in which every corner has its own colour.
fn picture(width: usize, height: usize) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        [
            (40 + x * 150 / width) as u8,
            (60 + y * 120 / height) as u8,
            90,
        ]
    })
}

fn with_metadata(image: &RgbImage, metadata: &Metadata) -> Vec<u8> {
    let (width, height) = (image.width_px() as u32, image.height_px() as u32);
    let mut source = Image::filled(width, height, 8, [0, 0, 0, 255]);
    for (target, pixel) in source
        .data
        .chunks_exact_mut(4)
        .zip(image.as_raw().chunks_exact(3))
    {
        for (target, &value) in target.iter_mut().zip(pixel) {
            *target = u16::from(value);
        }
    }
    let options = EncodeOptions {
        quality: 95,
        ..EncodeOptions::default()
    };
    encode_with_metadata(&source, metadata, &options).unwrap()
}

fn heic(image: &RgbImage) -> Vec<u8> {
    with_metadata(image, &Metadata::default())
}

/// The file of one picture without tiles with a property in the place of its bits per channel, which is read
/// from the stream anyway.
fn with_property(mut bytes: Vec<u8>, kind: [u8; 4], value: u8) -> Vec<u8> {
    let at = bytes.windows(4).position(|four| four == b"pixi").unwrap();
    bytes[at..at + 4].copy_from_slice(&kind);
    bytes[at + 4] = value;
    bytes
}

fn read(bytes: &[u8]) -> DecodedPhoto {
    decode(bytes, &Limits::default(), Scale::Full).unwrap()
}

#[track_caller]
fn check(photo: &DecodedPhoto, expected: &RgbImage) {
    let sides = |image: &RgbImage| (image.width_px(), image.height_px());
    assert_eq!(sides(&photo.image), sides(expected));
    let pairs = photo.image.as_raw().iter().zip(expected.as_raw());
    let off: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let mean = off as f32 / expected.as_raw().len() as f32;
    assert!(mean < 2.0, "differs by {mean}");
}

#[test]
fn one_picture_and_tiles() {
    for (width, height) in [(120, 80), (121, 83), (1300, 1100)] {
        let image = picture(width, height);
        let photo = read(&heic(&image));
        check(&photo, &image);
        assert_eq!(photo.file.format, FileFormat::Heic);
        let stated = (photo.file.width_px as usize, photo.file.height_px as usize);
        assert_eq!((stated, photo.reduction), ((width, height), 1));
    }
}

#[test]
fn large_pictures_may_be_reduced() {
    let photo = decode(
        &heic(&picture(1300, 1100)),
        &Limits::default(),
        Scale::AtLeast {
            longer_side_px: 300,
        },
    )
    .unwrap();
    assert_eq!(photo.reduction, 4);
    assert_eq!((photo.file.width_px, photo.file.height_px), (1300, 1100));
    check(&photo, &picture(325, 275));
}

#[test]
fn the_container_turns_the_picture() {
    let image = picture(96, 64);
    let stored = heic(&image);
    for (kind, value, orientation) in [
        (b"irot", 0, Orientation::Upright),
        (b"irot", 1, Orientation::Rotate270Clockwise),
        (b"irot", 2, Orientation::Rotate180),
        (b"irot", 3, Orientation::Rotate90Clockwise),
        (b"imir", 0, Orientation::MirrorVertically),
        (b"imir", 1, Orientation::MirrorHorizontally),
    ] {
        let photo = read(&with_property(stored.clone(), *kind, value));
        check(&photo, &orientation.apply(image.clone()));
        assert_eq!(photo.file.orientation, orientation.to_exif());
    }
}

#[test]
fn of_several_pictures_the_one_that_the_file_names_is_shown() {
    // Bursts and Live Photos hold more pictures than one. Here each tile of a larger one may be named.
    let image = picture(1300, 1100);
    let file = heic(&image);
    let named = file.windows(4).position(|four| four == b"pitm").unwrap() + 8;
    let whole = u16::from_be_bytes([file[named], file[named + 1]]);
    let mut shown = 0;
    for id in (1..=whole + 8).filter(|&id| id != whole) {
        let mut file = file.clone();
        file[named..named + 2].copy_from_slice(&id.to_be_bytes());
        let Ok(photo) = decode(&file, &Limits::default(), Scale::Full) else {
            continue;
        };
        let (width, height) = (photo.image.width_px(), photo.image.height_px());
        assert!(width < 1300 && height < 1100);
        let [red, green, _] = photo.image.pixel(0, 0);
        let [x, y] = [
            (red as f32 - 40.0) * 1300.0 / 150.0,
            (green as f32 - 60.0) * 1100.0 / 120.0,
        ];
        let near =
            |at: f32, side: usize| (at / side as f32 - (at / side as f32).round()).abs() < 0.1;
        assert!(near(x, width) && near(y, height), "{id}: {x} {y}");
        shown += 1;
    }
    assert!(shown >= 2, "{shown}");
}

#[test]
fn a_film_behind_the_picture_is_not_looked_at() {
    let image = picture(120, 80);
    let film = [&[0, 0, 0, 108][..], b"mpvd", &[7; 100]].concat();
    check(&read(&[heic(&image), film].concat()), &image);
}

/// A little-endian TIFF block: orientation 6, and a maker.
fn exif() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x0F, 0x01, 2, 0, 6, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"Maker\0");
    tiff
}

#[test]
fn tags_are_read_and_the_tag_of_orientation_turns_nothing() {
    let image = picture(96, 64);
    let metadata = Metadata {
        exif: Some(exif()),
        ..Metadata::default()
    };
    let photo = read(&with_metadata(&image, &metadata));
    check(&photo, &image);
    assert_eq!(photo.file.orientation, 1);
    assert_eq!(photo.file.camera_make.as_deref(), Some("Maker"));
}

#[test]
fn colours_of_display_p3_become_srgb() {
    let metadata = Metadata {
        icc_profile: Some(ColorProfile::new_display_p3().encode().unwrap()),
        ..Metadata::default()
    };
    let red = RgbImage::from_fn(64, 64, |_, _| [200, 60, 60]);
    let photo = read(&with_metadata(&red, &metadata));
    assert!(photo.file.colour_profile.is_some());
    let [red, green, _] = photo.image.pixel(32, 32);
    assert!(red > 210 && green < 50, "{red} {green}");
}

#[track_caller]
fn check_refused(bytes: &[u8], limits: &Limits, what: Exceeded) {
    match decode(bytes, limits, Scale::Full) {
        Err(DecodeError::TooLarge { what: seen, .. }) => assert_eq!(seen, what),
        other => panic!("{:?}", other.map(|photo| photo.file)),
    }
}

#[test]
fn limits_are_those_of_every_format() {
    let bytes = heic(&picture(600, 400));
    let limits = Limits::default();
    check_refused(
        &bytes,
        &Limits {
            max_pixels: 200_000,
            ..limits
        },
        Exceeded::Pixels,
    );
    check_refused(
        &bytes,
        &Limits {
            max_side_px: 500,
            ..limits
        },
        Exceeded::Side,
    );
    check_refused(
        &bytes,
        &Limits {
            max_memory_bytes: 500_000,
            ..limits
        },
        Exceeded::Memory,
    );
}

/// A file that states a small picture, and whose stream holds a large one.
#[test]
fn a_stream_larger_than_stated_is_not_decoded() {
    let mut bytes = heic(&picture(480, 320));
    let at = bytes.windows(4).position(|four| four == b"ispe").unwrap();
    bytes[at + 8..at + 16].copy_from_slice(&[0, 0, 0, 64, 0, 0, 0, 64]);
    let error = decode(&bytes, &Limits::default(), Scale::Full).unwrap_err();
    assert!(matches!(error, DecodeError::Damaged(_)), "{error}");
}

#[test]
fn damage_ends_in_a_picture_or_an_error() {
    let whole = heic(&picture(160, 120));
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut refused = 0;
    for turn in 0..150 {
        let mut bytes = whole.clone();
        if turn % 3 == 0 {
            bytes.truncate(next(whole.len()));
        } else {
            // The boxes and the stream are damaged in turns.
            let end = if turn % 3 == 1 { 700 } else { whole.len() };
            for _ in 0..=next(4) {
                let at = next(end.min(whole.len()));
                bytes[at] ^= 1 << next(8);
            }
        }
        // An error is an answer too, a panic is none.
        refused += usize::from(decode(&bytes, &Limits::default(), Scale::Full).is_err());
    }
    assert!((50..150).contains(&refused), "{refused}");
}

#[test]
fn a_file_that_ends_too_early_is_refused() {
    let whole = heic(&picture(160, 120));
    let cut = &whole[..whole.len() - 20];
    assert!(decode(cut, &Limits::default(), Scale::Full).is_err());
}
