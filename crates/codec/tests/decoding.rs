//! Tests of the decoder with files that the test writes: formats, limits, orientation, colour,
//! damage.
#![expect(clippy::unwrap_used, reason = "a test")]

use codec::{DecodeError, Exceeded, Limits, Scale, decode};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use raster::RgbImage;

/// A smooth picture in which every corner has its own colour.
fn picture(width: usize, height: usize) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        [(x * 255 / width) as u8, (y * 255 / height) as u8, 90]
    })
}

fn jpeg(image: &RgbImage, change: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    change(&mut encoder);
    let (width, height) = (image.width_px() as u16, image.height_px() as u16);
    encoder
        .encode(image.as_raw(), width, height, ColorType::Rgb)
        .unwrap();
    bytes
}

fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let (width, height) = (image.width_px() as u32, image.height_px() as u32);
    image::write_buffer_with_format(
        &mut bytes,
        image.as_raw(),
        width,
        height,
        image::ColorType::Rgb8,
        image::ImageFormat::Png,
    )
    .unwrap();
    bytes.into_inner()
}

#[track_caller]
fn check(bytes: &[u8], expected: &RgbImage, tolerance: u8) {
    let photo = decode(bytes, &Limits::default(), Scale::Full).unwrap();
    assert_eq!(photo.image.width_px(), expected.width_px());
    assert_eq!(photo.image.height_px(), expected.height_px());
    let pairs = photo.image.as_raw().iter().zip(expected.as_raw());
    let worst = pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(worst <= tolerance, "differs by {worst}");
}

#[test]
fn jpegs_of_every_kind() {
    let image = picture(61, 45);
    check(&jpeg(&image, |_| {}), &image, 8);
    check(
        &jpeg(&image, |encoder| encoder.set_progressive(true)),
        &image,
        8,
    );
    check(
        &jpeg(&image, |encoder| encoder.set_restart_interval(3)),
        &image,
        8,
    );
    for sampling in [
        SamplingFactor::R_4_4_4,
        SamplingFactor::R_4_2_2,
        SamplingFactor::R_4_4_0,
        SamplingFactor::R_4_2_0,
        SamplingFactor::R_4_1_1,
    ] {
        check(
            &jpeg(&image, |encoder| encoder.set_sampling_factor(sampling)),
            &image,
            16,
        );
        // Tables made to measure: every component gets a scan of its own.
        let to_measure = jpeg(&image, |encoder| {
            encoder.set_sampling_factor(sampling);
            encoder.set_optimized_huffman_tables(true);
        });
        check(&to_measure, &image, 16);
    }
}

#[test]
fn grey_and_ink() {
    let grey = RgbImage::filled(40, 40, [70; 3]);
    let mut bytes = Vec::new();
    let plane: Vec<u8> = vec![70; 1600];
    Encoder::new(&mut bytes, 95)
        .encode(&plane, 40, 40, ColorType::Luma)
        .unwrap();
    check(&bytes, &grey, 2);
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        // The encoder takes ink counted upwards and stores it inverted, as Adobe does.
        let ink: Vec<u8> = [0, 135, 135, 0].repeat(1600);
        Encoder::new(&mut bytes, 98)
            .encode(&ink, 40, 40, kind)
            .unwrap();
        let seen = decode(&bytes, &Limits::default(), Scale::Full)
            .unwrap()
            .image
            .pixel(20, 20);
        assert!(
            seen[0].abs_diff(255) < 12 && seen[1].abs_diff(120) < 12,
            "{kind:?}: {seen:?}"
        );
    }
}

#[test]
fn png_is_lossless() {
    let image = picture(33, 21);
    check(&png(&image), &image, 0);
}

#[test]
fn a_wide_gamut_profile_is_converted() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let image = RgbImage::filled(32, 32, [66, 142, 218]);
    let bytes = jpeg(&image, |encoder| encoder.add_icc_profile(&profile).unwrap());
    let photo = decode(&bytes, &Limits::default(), Scale::Full).unwrap();
    let seen = photo.image.pixel(16, 16);
    let expected = [18, 144, 224];
    assert!(
        seen.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 4),
        "{seen:?}"
    );
    assert!(photo.file.colour_profile.is_some());
}

#[test]
fn limits_hold_before_decoding() {
    let bytes = png(&picture(100, 100));
    let refused = |limits: Limits, what: &str| match decode(&bytes, &limits, Scale::Full) {
        Err(DecodeError::TooLarge { what: seen, .. }) => assert_eq!(seen.to_string(), what),
        other => panic!("{other:?}"),
    };
    refused(
        Limits {
            max_bytes: 10,
            ..Limits::default()
        },
        "bytes",
    );
    refused(
        Limits {
            max_pixels: 9_999,
            ..Limits::default()
        },
        "pixels",
    );
    refused(
        Limits {
            max_memory_bytes: 10_000,
            ..Limits::default()
        },
        "memory",
    );
    refused(
        Limits {
            max_side_px: 99,
            ..Limits::default()
        },
        "side",
    );
}

#[test]
fn memory_counts_what_the_decoder_holds() {
    let image = picture(1600, 1600);
    let whole = SamplingFactor::R_4_4_4;
    let baseline = jpeg(&image, |encoder| encoder.set_sampling_factor(whole));
    let progressive = jpeg(&image, |encoder| {
        encoder.set_sampling_factor(whole);
        encoder.set_progressive(true);
    });
    let small = Scale::AtLeast {
        longer_side_px: 200,
    };
    let fits = |bytes: &[u8], scale: Scale, max_memory_bytes: u64| {
        let limits = Limits {
            max_memory_bytes,
            ..Limits::default()
        };
        match decode(bytes, &limits, scale) {
            Ok(_) => true,
            Err(DecodeError::TooLarge {
                what: Exceeded::Memory,
                ..
            }) => false,
            Err(other) => panic!("{other}"),
        }
    };
    // 2.56 million pixels; at 4:4:4 three values each in the planes and three in the result.
    assert!(fits(&baseline, Scale::Full, 15_400_000));
    assert!(!fits(&baseline, Scale::Full, 15_300_000));
    // Reduced to 1/8 nearly nothing is held, but a progressive file keeps its coefficients.
    assert!(fits(&baseline, small, 250_000));
    assert!(!fits(&progressive, small, 15_300_000));
    assert!(fits(&progressive, small, 15_700_000));
}

#[test]
fn reduction_keeps_the_wanted_side() {
    let bytes = jpeg(&picture(1600, 1200), |_| {});
    let scale = Scale::AtLeast {
        longer_side_px: 700,
    };
    let photo = decode(&bytes, &Limits::default(), scale).unwrap();
    assert_eq!(
        (photo.reduction, photo.image.width_px(), photo.file.width_px),
        (2, 800, 1600)
    );
}

#[test]
fn a_long_picture_is_not_reduced_by_its_length() {
    let scale = Scale::BothAtLeast {
        longer_side_px: 400,
        shorter_side_px: 150,
    };
    for (size, reduction) in [((1600, 1200), 4), ((1600, 310), 2), ((200, 1600), 1)] {
        let bytes = jpeg(&picture(size.0, size.1), |_| {});
        let photo = decode(&bytes, &Limits::default(), scale).unwrap();
        assert_eq!(photo.reduction, reduction, "{size:?}");
    }
}

#[test]
fn a_cut_jpeg_is_a_picture_with_a_mark() {
    let mut bytes = jpeg(&picture(400, 400), |_| {});
    bytes.truncate(bytes.len() / 2);
    let photo = decode(&bytes, &Limits::default(), Scale::Full).unwrap();
    assert!(photo.file.truncated);
}

#[track_caller]
fn check_cut(bytes: &[u8], expected: bool) {
    for scale in [
        Scale::Full,
        Scale::AtLeast {
            longer_side_px: 100,
        },
    ] {
        let photo = decode(bytes, &Limits::default(), scale).unwrap();
        assert_eq!(
            photo.file.truncated,
            expected,
            "{scale:?}, {} bytes",
            bytes.len()
        );
    }
}

#[test]
fn rows_are_missing_by_the_data_and_not_by_the_end_marker() {
    const END: [u8; 2] = [0xFF, 0xD9];
    let flat_below = RgbImage::from_fn(400, 400, |x, y| {
        if y < 200 {
            [x as u8, y as u8, 90]
        } else {
            [240; 3]
        }
    });
    for image in [picture(400, 400), flat_below] {
        for (progressive, optimized) in [(false, false), (false, true), (true, false)] {
            let whole = jpeg(&image, |encoder| {
                encoder.set_progressive(progressive);
                encoder.set_optimized_huffman_tables(optimized);
            });
            let without_marker = &whole[..whole.len() - 2];
            check_cut(&whole, false);
            check_cut(without_marker, false);
            // What phones append has end markers of its own.
            check_cut(&[&whole[..], &whole].concat(), false);
            // The last scans of a progressive file hold detail that is not compared.
            let kept = if progressive { 2 } else { 4 };
            let cut = &whole[..whole.len() * kept / 5];
            check_cut(cut, true);
            if !progressive {
                check_cut(&[cut, &END].concat(), true);
            }
        }
    }
}

#[test]
fn a_profile_is_srgb_by_what_it_does_and_not_by_its_name() {
    use moxcms::{ColorProfile, LocalizableString, ProfileText};
    let named = |mut profile: ColorProfile| {
        let name = LocalizableString::new("en".into(), "US".into(), "sRGB".into());
        profile.description = Some(ProfileText::Localizable(vec![name]));
        profile.encode().unwrap()
    };
    let seen = |profile: &[u8]| {
        let image = RgbImage::filled(32, 32, [66, 142, 218]);
        let bytes = jpeg(&image, |encoder| encoder.add_icc_profile(profile).unwrap());
        let photo = decode(&bytes, &Limits::default(), Scale::Full).unwrap();
        photo.image.pixel(16, 16)
    };
    let [srgb, display_p3] = [ColorProfile::new_srgb(), ColorProfile::new_display_p3()]
        .map(|profile| seen(&named(profile)));
    let near = |seen: [u8; 3], expected: [u8; 3]| {
        let mut pairs = seen.iter().zip(expected);
        pairs.all(|(a, b)| a.abs_diff(b) <= 4)
    };
    assert!(near(srgb, [66, 142, 218]), "{srgb:?}");
    assert!(near(display_p3, [18, 144, 224]), "{display_p3:?}");
}

/// A little-endian TIFF block. The list of EXIF tags is at 26; in it the pointer to that of interoperability at 44,
/// or the number of the colours.
fn tags_of_adobe_rgb(by_index: bool) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend([0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    if by_index {
        tiff.extend([1, 0, 0x05, 0xA0, 4, 0, 1, 0, 0, 0, 44, 0, 0, 0, 0, 0, 0, 0]);
        let index = [2, 0, 4, 0, 0, 0, b'R', b'0', b'3', 0];
        tiff.extend([&[1, 0, 0x01, 0x00][..], &index, &[0; 4]].concat());
    } else {
        tiff.extend([1, 0, 0x01, 0xA0, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    }
    tiff
}

/// A PNG with this EXIF block.
fn png_with(image: &RgbImage, tiff: &[u8]) -> Vec<u8> {
    use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
    let (width, height) = (image.width_px() as u32, image.height_px() as u32);
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_exif_metadata(tiff.to_vec()).unwrap();
    encoder
        .write_image(image.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

#[test]
fn adobe_rgb_is_told_by_its_tags() {
    let image = RgbImage::filled(32, 32, [120, 160, 120]);
    for tiff in [true, false].map(tags_of_adobe_rgb) {
        let jpeg = jpeg(&image, |encoder| encoder.add_exif_metadata(&tiff).unwrap());
        for file in [jpeg, png_with(&image, &tiff)] {
            let photo = decode(&file, &Limits::default(), Scale::Full).unwrap();
            let [red, green, blue] = photo.image.pixel(16, 16);
            // The greener green of Adobe RGB has less red and blue in sRGB.
            assert!(
                red < 110 && green.abs_diff(160) < 4 && blue < 121,
                "{red} {green} {blue}"
            );
            assert!(photo.file.colour_profile.is_some());
        }
    }
}

#[test]
fn damage_never_panics() {
    let image = picture(64, 64);
    for sound in [
        jpeg(&image, |_| {}),
        jpeg(&image, |e| e.set_progressive(true)),
        png(&image),
    ] {
        for length in (0..sound.len()).step_by(7) {
            let _ = decode(&sound[..length], &Limits::default(), Scale::Full);
        }
        let mut state = 7usize;
        for _ in 0..400 {
            let mut copy = sound.clone();
            for _ in 0..3 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let at = (state >> 20) % copy.len();
                copy[at] ^= 1 << (state >> 8 & 7);
            }
            let _ = decode(&copy, &Limits::default(), Scale::Full);
        }
    }
}

#[test]
fn a_second_compression_is_noticed() {
    let mut state = 3u64;
    // Rough texture: many large coefficients, as a photo has them.
    let image = RgbImage::from_fn(640, 640, |x, y| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let wave = ((x as f32 / 3.1).sin() + (y as f32 / 4.7).cos()) * 40.0;
        [(128.0 + wave + (state >> 58) as f32) as u8; 3]
    });
    let compress = |image: &RgbImage, quality: u8| {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, quality)
            .encode(image.as_raw(), 640, 640, ColorType::Rgb)
            .unwrap();
        bytes
    };
    let strength_at = |bytes: &[u8], scale: Scale| {
        let file = decode(bytes, &Limits::default(), scale).unwrap().file;
        file.double_compression.value().unwrap()
    };
    let strength = |bytes: &[u8]| strength_at(bytes, Scale::Full);
    let once = compress(&image, 85);
    let again = decode(&compress(&image, 55), &Limits::default(), Scale::Full)
        .unwrap()
        .image;
    let twice = compress(&again, 85);
    assert!(
        strength(&twice) > strength(&once) + 0.2,
        "{} {}",
        strength(&once),
        strength(&twice)
    );
    // Half the size still holds the lowest frequencies of every block.
    let half = Scale::AtLeast {
        longer_side_px: 320,
    };
    let strengths = [&once, &twice].map(|bytes| strength_at(bytes, half));
    assert!(strengths[1] > strengths[0] + 0.2, "{strengths:?}");
}

#[test]
fn a_reduced_picture_is_the_full_one_averaged() {
    let image = picture(203, 150);
    let bytes = jpeg(&image, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    });
    let full = decode(&bytes, &Limits::default(), Scale::Full)
        .unwrap()
        .image;
    for factor in [2, 4, 8] {
        let scale = Scale::AtLeast {
            longer_side_px: 203 / factor,
        };
        let photo = decode(&bytes, &Limits::default(), scale).unwrap();
        assert_eq!(photo.reduction, factor);
        assert_eq!((photo.file.width_px, photo.file.height_px), (203, 150));
        let step = factor as usize;
        let (width, height) = (203usize.div_ceil(step), 150usize.div_ceil(step));
        assert_eq!(
            (photo.image.width_px(), photo.image.height_px()),
            (width, height)
        );
        let (mut off, mut count) = (0.0, 0.0);
        for (y, x) in (0..150 / step).flat_map(|y| (0..203 / step).map(move |x| (y, x))) {
            let square = (0..step).flat_map(|dy| (0..step).map(move |dx| (dx, dy)));
            let sum: u32 = square
                .map(|(dx, dy)| u32::from(full.pixel(x * step + dx, y * step + dy)[1]))
                .sum();
            let mean = sum as f32 / (step * step) as f32;
            off += (f32::from(photo.image.pixel(x, y)[1]) - mean).abs();
            count += 1.0;
        }
        assert!(off / count < 3.0, "1/{factor}: {}", off / count);
    }
}
