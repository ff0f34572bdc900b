//! Tests of the laboratory with drawn photos and cards, through the port of the collection service.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::sync::{Arc, LazyLock};

use app::ports::{CheckFault, CheckedPhoto, CodeFault, PhotoLab, PhotoTask};
use app::standards::Choices;
use bytes::Bytes;
use codec::{Limits, Scale};
use collection_code::Content;
use domain::{Fingerprint, GlassesPolicy, Rgb, UnusableReason};
use lab::{Lab, LabConfig};
use standard::rules::Rule;
use standard::{Outcome, PhotoSpec};
use test_kit::card::{Card, CardFields, Shot};
use test_kit::{Eyes, JpegOptions, PortraitSpec, draw, to_jpeg, to_png};
use time::macros::date;

/// One for all tests: the networks take a while to load.
static LAB: LazyLock<Lab> = LazyLock::new(|| Lab::open(&LabConfig::default()).unwrap());

fn task(background: [u8; 3]) -> PhotoTask {
    let choices = Choices {
        background: Rgb(background),
        glasses: GlassesPolicy::Forbidden,
        not_before: None,
    };
    let standard = LAB.standards()[PhotoSpec::DEFAULT_NAME].spec();
    PhotoTask {
        spec: Arc::new(choices.applied_to(standard)),
        today: date!(2023 - 09 - 06),
        is_witnessed: false,
    }
}

fn photo(spec: &PortraitSpec, quality: u8) -> Bytes {
    let options = JpegOptions {
        quality,
        ..JpegOptions::default()
    };
    Bytes::from(to_jpeg(&draw(spec).image, &options).unwrap())
}

fn person() -> PortraitSpec {
    PortraitSpec::seeded(2)
}

async fn checked(photo: Bytes) -> CheckedPhoto {
    let task = task(Rgb::STANDARD_BLUE.0);
    LAB.check_photo(photo, task).await.unwrap()
}

fn outcome(checked: &CheckedPhoto, rule: &str) -> Outcome {
    let verdicts = &checked.judgement.verdicts;
    let verdict = verdicts
        .iter()
        .find(|verdict| verdict.rule.as_str() == rule);
    verdict.unwrap().outcome
}

#[tokio::test]
async fn a_picture_of_the_apps_camera_is_of_the_day_on_which_it_was_taken() {
    // A browser's canvas writes no time of its own.
    let png = Bytes::from(to_png(&draw(&person()).image).unwrap());
    for (is_witnessed, expected) in [(true, Outcome::Pass), (false, Outcome::NotAssessable)] {
        let task = PhotoTask {
            is_witnessed,
            ..task(Rgb::STANDARD_BLUE.0)
        };
        let checked = LAB.check_photo(png.clone(), task).await.unwrap();
        assert_eq!(outcome(&checked, "recent"), expected);
    }
}

#[tokio::test]
async fn a_good_photo_gets_a_portrait_on_the_colour_of_the_batch() {
    let background = [240, 120, 60];
    let checked = LAB
        .check_photo(photo(&person(), 92), task(background))
        .await
        .unwrap();
    let failed = checked.judgement.verdicts.iter();
    let failed: Vec<_> = failed
        .filter(|verdict| verdict.outcome == Outcome::Fail)
        .map(|verdict| verdict.rule.as_str())
        .collect();
    assert_eq!(failed, Vec::<&str>::new());
    let portrait = checked.portrait.unwrap();
    let file = codec::decode(&portrait.jpeg, &Limits::default(), Scale::Full).unwrap();
    let geometry = portrait.geometry;
    assert_eq!(
        (geometry.width_px, geometry.height_px),
        (file.image.width_px() as u32, file.image.height_px() as u32)
    );
    let corner = file.image.pixel(4, 4);
    let near = corner.iter().zip(background);
    assert!(
        near.into_iter().all(|(a, b)| a.abs_diff(b) <= 3),
        "{corner:?}"
    );
    assert!(geometry.crown_px < geometry.eye_line_px && geometry.eye_line_px < geometry.chin_px);
    assert!(checked.fingerprint.is_some());
}

#[tokio::test]
async fn closed_eyes_fail_and_the_rest_is_said_all_the_same() {
    let closed = PortraitSpec {
        eyes: Eyes::Closed,
        ..person()
    };
    let checked = checked(photo(&closed, 92)).await;
    assert_eq!(outcome(&checked, "eyes-open"), Outcome::Fail);
    assert_eq!(outcome(&checked, "single-face"), Outcome::Pass);
}

#[tokio::test]
async fn a_photo_without_a_face_has_no_portrait_and_says_why() {
    let nobody = picture_of_nobody();
    let checked = checked(nobody).await;
    let rule = checked.portrait.unwrap_err().rule;
    assert!(Rule::find(rule.as_str()).is_some(), "{}", rule.as_str());
    assert!(checked.fingerprint.is_none());
}

/// A card on a table.
fn picture_of_nobody() -> Bytes {
    let card = Card::new(&CardFields::default().to_payload()).unwrap();
    let picture = card.photographed(&Shot::default());
    Bytes::from(to_jpeg(&picture, &JpegOptions::default()).unwrap())
}

#[track_caller]
fn check_unusable(result: Result<CheckedPhoto, CheckFault>, expected: UnusableReason) {
    assert_eq!(result.unwrap_err(), CheckFault::Unusable(expected));
}

#[tokio::test]
async fn files_of_no_use_say_what_is_wrong_with_them() {
    let blue = Rgb::STANDARD_BLUE.0;
    let garbage = Bytes::from_static(b"not a picture");
    check_unusable(
        LAB.check_photo(garbage, task(blue)).await,
        UnusableReason::NotAPicture,
    );
    check_unusable(
        LAB.check_photo(bomb(), task(blue)).await,
        UnusableReason::TooLarge,
    );
    let whole = Bytes::from(to_png(&draw(&person()).image).unwrap());
    let half = whole.slice(..whole.len() / 2);
    check_unusable(
        LAB.check_photo(half, task(blue)).await,
        UnusableReason::Damaged,
    );
}

/// The head of a PNG of 30 000 × 30 000 pixels, with next to nothing behind it.
fn bomb() -> Bytes {
    let side = 30_000_u32.to_be_bytes();
    let head = [&side[..], &side, &[8, 2, 0, 0, 0]].concat();
    let chunks = [chunk(*b"IHDR", &head), chunk(*b"IDAT", &[0x78, 0x9c, 0, 0])];
    Bytes::from([b"\x89PNG\r\n\x1a\n", &chunks.concat()[..]].concat())
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    let length = (data.len() as u32).to_be_bytes();
    [&length[..], &body, &crc32(&body).to_be_bytes()].concat()
}

/// The checksum of PNG's chunks.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let carry = if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            (sum >> 1) ^ carry
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn the_standards_of_the_installation_are_known_by_their_names() {
    let names: Vec<&String> = LAB.standards().keys().collect();
    assert_eq!(names, ["cn-diploma-99", "guangdong-2023"]);
}

#[tokio::test]
async fn a_copy_saved_again_is_the_same_shot_and_another_person_is_not() {
    let original = checked(photo(&person(), 95)).await.fingerprint.unwrap();
    let copy = checked(photo(&person(), 60)).await.fingerprint.unwrap();
    let other = checked(photo(&PortraitSpec::seeded(3), 95)).await;
    let other = other.fingerprint.unwrap();
    assert!(LAB.is_same_shot(&original, &copy));
    assert!(!LAB.is_same_shot(&original, &other));
    let foreign = Fingerprint::from_bytes(b"of another version".to_vec());
    assert!(!LAB.is_same_shot(&original, &foreign));
}

#[tokio::test]
async fn a_card_is_read_from_its_photo() {
    let fields = CardFields::numbered(42);
    let card = Card::new(&fields.to_payload()).unwrap();
    let picture = card.photographed(&Shot::photo_of_screen());
    let jpeg = to_jpeg(&picture, &JpegOptions::default()).unwrap();
    let read = LAB.read_code(Bytes::from(jpeg)).await.unwrap();
    assert_eq!(read.payload.bytes(), fields.to_payload());
    let Content::Fields(seen) = read.content else {
        panic!("the payload was not understood");
    };
    assert_eq!(seen.code_id.as_deref(), Some(fields.code_id.as_str()));
}

#[tokio::test]
async fn both_codes_of_a_picture_are_reported() {
    let Some(shared) = test_kit::shared_dir_or_skip("both_codes_of_a_picture_are_reported") else {
        return;
    };
    let picture = shared.join("reports/e-codes/31-two-collection-codes.png");
    let picture = std::fs::read(picture).unwrap();
    let read = LAB.read_code(Bytes::from(picture)).await.unwrap();
    let contents = [&read.content, &read.others[0].content];
    let ids = contents.map(|content| match content {
        Content::Fields(fields) => fields.code_id.clone(),
        Content::Opaque => panic!("the payload was not understood"),
    });
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn pictures_without_a_code_say_so() {
    let fault = LAB.read_code(photo(&person(), 92)).await.unwrap_err();
    assert_eq!(fault, CodeFault::NotFound);
    let fault = LAB
        .read_code(Bytes::from_static(b"text"))
        .await
        .unwrap_err();
    assert_eq!(fault, CodeFault::NotAPicture);
    let fault = LAB.read_code(bomb()).await.unwrap_err();
    assert_eq!(fault, CodeFault::NotAPicture);
}
