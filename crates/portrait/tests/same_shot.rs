//! Tests with one shot in many files, and with other shots of the same drawn person.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use codec::Limits;
use portrait::{Engine, ShotComparison, ShotFingerprint, compare_shots, fingerprint};
use raster::resize::{Filter, crop_and_resize, resize};
use raster::{Orientation, Rect, RgbImage};
use standard::OutputSpec;
use test_kit::{ExifTags, Eyes, JpegOptions, Light, Mouth, PortraitSpec, draw, to_jpeg, to_png};

const OUTPUT: OutputSpec = OutputSpec::DIPLOMA;

fn jpeg(image: &RgbImage, quality: u8) -> Vec<u8> {
    let options = JpegOptions {
        quality,
        ..JpegOptions::default()
    };
    to_jpeg(image, &options).unwrap()
}

fn print_of(engine: &Engine, bytes: &[u8]) -> Option<ShotFingerprint> {
    fingerprint(&portrait::analyze(engine, bytes, &Limits::default(), &OUTPUT).unwrap())
}

fn compared(engine: &Engine, one: &[u8], other: &[u8]) -> ShotComparison {
    let [one, other] = [one, other].map(|bytes| print_of(engine, bytes).unwrap());
    compare_shots(&one, &other)
}

/// A changed file of the shot is recognised, for several people.
#[track_caller]
fn check_same(change: impl Fn(&RgbImage) -> Vec<u8>) {
    let engine = Engine::new().unwrap();
    for seed in 1..=3 {
        let image = draw(&PortraitSpec::seeded(seed)).image;
        let seen = compared(&engine, &jpeg(&image, 92), &change(&image));
        assert!(seen.is_same_shot(), "seed {seed}: {seen:?}");
    }
}

/// Another shot of the same person, in the same clothes before the same wall, is another one.
#[track_caller]
fn check_other(change: impl Fn(PortraitSpec) -> PortraitSpec) {
    let engine = Engine::new().unwrap();
    for seed in 1..=3 {
        let spec = PortraitSpec::seeded(seed);
        let [one, other] = [spec.clone(), change(spec)].map(|spec| jpeg(&draw(&spec).image, 92));
        let seen = compared(&engine, &one, &other);
        assert!(!seen.is_same_shot(), "seed {seed}: {seen:?}");
    }
}

#[test]
fn saved_again() {
    check_same(|image| jpeg(image, 40));
    check_same(|image| to_png(image).unwrap());
}

#[test]
fn cut_and_scaled() {
    check_same(|image| {
        let area = Rect {
            x: 70.0,
            y: 90.0,
            width: 1000.0,
            height: 1300.0,
        };
        let part = crop_and_resize(image, area, (1000, 1300), Filter::Bilinear);
        jpeg(&resize(&part, (470, 611), Filter::Lanczos3), 80)
    });
}

#[test]
fn stored_on_its_side() {
    check_same(|image| {
        let exif = Some(ExifTags {
            orientation: Orientation::Rotate90Clockwise,
            ..ExifTags::phone()
        });
        let options = JpegOptions {
            exif,
            ..JpegOptions::default()
        };
        to_jpeg(image, &options).unwrap()
    });
}

#[test]
fn brighter() {
    check_same(|image| {
        let brighter = |value: u8| value.saturating_add(value / 4);
        let (width, height) = (image.width_px(), image.height_px());
        let image = RgbImage::from_fn(width, height, |x, y| image.pixel(x, y).map(brighter));
        jpeg(&image, 85)
    });
}

#[test]
fn made_into_a_portrait() {
    check_same(|image| {
        let engine = Engine::new().unwrap();
        let photo = jpeg(image, 92);
        let analysis = portrait::analyze(&engine, &photo, &Limits::default(), &OUTPUT).unwrap();
        portrait::render(&engine, &analysis, &OUTPUT).unwrap().jpeg
    });
}

#[test]
fn the_head_turned_a_little() {
    check_other(|spec| PortraitSpec {
        yaw_deg: 2.0,
        ..spec
    });
}

#[test]
fn another_smile() {
    check_other(|spec| PortraitSpec {
        yaw_deg: -1.5,
        mouth: Mouth::Teeth,
        ..spec
    });
}

#[test]
fn another_look_in_other_light() {
    check_other(|spec| PortraitSpec {
        yaw_deg: 1.5,
        eyes: Eyes::Aside(0.4),
        light: Light::OneSided,
        ..spec
    });
}

#[test]
fn another_person() {
    check_other(|spec| PortraitSpec::seeded(spec.seed + 10));
}

#[test]
fn without_a_face_there_is_no_fingerprint() {
    let wall = to_png(&RgbImage::filled(600, 800, [220; 3])).unwrap();
    assert_eq!(print_of(&Engine::new().unwrap(), &wall), None);
}
