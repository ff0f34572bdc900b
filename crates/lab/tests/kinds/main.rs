//! The kinds of files that students hand in, after public reports: each is drawn, goes the whole way from its bytes to
//! the verdicts and the portrait, and must be answered rightly. The kinds are those of `shared/reports/EXPECTED.csv`;
//! rosters are tested in `documents`.

#![expect(clippy::unwrap_used, reason = "a test")]

mod codes;
mod files;
mod people;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use app::ports::{CheckedPhoto, PhotoLab, PhotoTask};
use app::standards::Choices;
use bytes::Bytes;
use domain::{GlassesPolicy, Rgb};
use lab::{Lab, LabConfig};
use standard::Outcome::{self, Fail, NotAssessable, Pass, Warn};
use standard::PhotoSpec;
use time::macros::date;

/// One for all tests: the networks take a while to load.
pub(crate) static LAB: LazyLock<Lab> = LazyLock::new(|| Lab::open(&LabConfig::default()).unwrap());

/// One kind of photo, and the right answer to it.
struct Kind {
    /// The row of the table of reports.
    row: &'static str,
    file: fn() -> Vec<u8>,
    /// Whether the app's own camera took it.
    is_witnessed: bool,
    answer: Answer,
}

enum Answer {
    /// No rule fails, and a portrait comes; and this holds of what was found.
    Passes(fn(&CheckedPhoto) -> bool),
    /// The rule says one of these.
    Says(&'static str, &'static [Outcome]),
    /// What the rule should say, and does not: an open gap, to be closed here when it is.
    Gap(&'static str, &'static [Outcome]),
}

use Answer::{Gap, Passes, Says};

const fn kind(row: &'static str, file: fn() -> Vec<u8>, answer: Answer) -> Kind {
    Kind {
        row,
        file,
        is_witnessed: false,
        answer,
    }
}

fn is_camera_kept(checked: &CheckedPhoto) -> bool {
    let file = &checked.facts.file;
    file.orientation == 6
        && file.camera_model.as_deref() == Some("Drawn")
        && file.captured_at.as_deref() == Some("2026-03-02T10:20:30")
}

fn is_upright(checked: &CheckedPhoto) -> bool {
    checked.facts.file.orientation == 6
}

fn says_nothing_of_original(checked: &CheckedPhoto) -> bool {
    outcome(checked, "original-photo") == Pass
}

const NOT_WELL: &[Outcome] = &[Warn, Fail];

/// All rows but the rosters, the codes ([`codes`]) and the largest photos (`large.rs`).
const KINDS: &[Kind] = &[
    kind(
        "a-exif/01-good-orientation-6.jpg",
        files::turned,
        Passes(is_camera_kept),
    ),
    kind(
        "a-exif/02-gps-next-ifd.jpg",
        files::damaged_positions,
        Passes(is_camera_kept),
    ),
    kind(
        "a-exif/04-makernote-past-end.jpg",
        files::damaged_note,
        Passes(is_camera_kept),
    ),
    kind(
        "b-container/02-webp-exif-prefix.webp",
        files::webp_with_prefix,
        Passes(is_upright),
    ),
    kind(
        "b-container/06-real.heic",
        files::heic,
        Passes(says_nothing_of_original),
    ),
    kind(
        "c-phone/02-ultra-hdr-orientation-6.jpg",
        files::ultra_hdr,
        Passes(is_upright),
    ),
    kind(
        "c-phone/11-only-end-marker-missing.jpg",
        files::without_end_marker,
        Passes(|_| true),
    ),
    kind(
        "c-phone/17-cut-at-80-percent-then-end-marker.jpg",
        files::cut_with_end_marker,
        Says("file-readable", &[Fail]),
    ),
    kind(
        "d-size/08-grey.jpg",
        files::grey,
        Says("natural-colour", &[Fail]),
    ),
    kind(
        "d-size/10-sepia.jpg",
        files::sepia,
        Says("natural-colour", NOT_WELL),
    ),
    kind(
        "d-size/11-adobe-rgb-by-dcf-tag.jpg",
        files::adobe_rgb_by_tag,
        Passes(|_| true),
    ),
    kind(
        "d-size/13-viewfinder-frame-1080x1920-no-exif.jpg",
        files::as_large_as_a_screen,
        Says("original-photo", &[Warn]),
    ),
    Kind {
        is_witnessed: true,
        ..kind(
            "d-size/13-viewfinder-frame-1080x1920-no-exif.jpg",
            files::as_large_as_a_screen,
            Passes(says_nothing_of_original),
        )
    },
    kind(
        "d-size/15-software-android-screenshot.jpg",
        files::screenshot_software,
        Says("original-photo", &[Fail]),
    ),
    kind(
        "d-size/19-software-snow-in-model.jpg",
        files::snow_in_model,
        Passes(says_nothing_of_original),
    ),
    kind(
        "d-size/20-linear-profile-named-sRGB.jpg",
        files::linear_named_srgb,
        Passes(|_| true),
    ),
    kind(
        "g-people/01-surgical-mask-blue.jpg",
        people::mask,
        Says("face-uncovered", &[Fail]),
    ),
    kind(
        "g-people/07-phone-before-mouth.jpg",
        people::phone,
        Says("face-uncovered", &[Fail]),
    ),
    kind(
        "g-people/09-eye-patch.jpg",
        people::eye_patch,
        Gap("face-uncovered", &[Fail]),
    ),
    kind(
        "g-people/10-cat-sticker-filter.jpg",
        people::cat,
        Says("face-uncovered", NOT_WELL),
    ),
    kind(
        "g-people/20-date-stamp-on-clothes.jpg",
        people::date_on_clothes,
        Says("no-overlay", &[Warn]),
    ),
    kind(
        "g-people/26-tiled-watermark.jpg",
        people::tiled_words,
        Says("no-overlay", &[Fail]),
    ),
    // What no row has: a date in the corner that the portrait does not show.
    kind(
        "",
        people::date_outside_the_portrait,
        Says("no-overlay", &[Pass]),
    ),
];

/// Rows with tests of their own.
const ELSEWHERE: &[&str] = &["d-size/01-50mp-6144x8192.jpg"];

async fn checked(kind: &Kind) -> CheckedPhoto {
    let choices = Choices {
        background: Rgb::STANDARD_BLUE,
        glasses: GlassesPolicy::Forbidden,
        not_before: None,
    };
    let standard = LAB.standards()[PhotoSpec::DEFAULT_NAME].spec();
    let task = PhotoTask {
        spec: Arc::new(choices.applied_to(standard)),
        today: date!(2026 - 03 - 10),
        is_witnessed: kind.is_witnessed,
    };
    let file = Bytes::from((kind.file)());
    LAB.check_photo(file, task).await.unwrap()
}

fn outcome(checked: &CheckedPhoto, rule: &str) -> Outcome {
    let verdicts = &checked.judgement.verdicts;
    let verdict = verdicts
        .iter()
        .find(|verdict| verdict.rule.as_str() == rule);
    verdict.unwrap().outcome
}

fn failed(checked: &CheckedPhoto) -> Vec<&'static str> {
    let verdicts = checked.judgement.verdicts.iter();
    verdicts
        .filter(|verdict| verdict.outcome == Fail)
        .map(|verdict| verdict.rule.as_str())
        .collect()
}

/// What is wrong with the answer.
fn fault(kind: &Kind, checked: &CheckedPhoto) -> Option<String> {
    match &kind.answer {
        Passes(also) => {
            let failed = failed(checked);
            let is_right = failed.is_empty() && checked.portrait.is_ok() && also(checked);
            let portrait = checked.portrait.as_ref().err();
            (!is_right).then(|| format!("fails {failed:?}, {portrait:?}, {:?}", checked.facts.file))
        }
        Says(rule, answers) => {
            let said = outcome(checked, rule);
            let print = checked.facts.print;
            (!answers.contains(&said)).then(|| format!("{rule} says {said:?}, {print:?}"))
        }
        Gap(rule, answers) => {
            let said = outcome(checked, rule);
            let is_closed = answers.contains(&said);
            is_closed.then(|| format!("{rule} says {said:?}: the gap is closed, say so here"))
        }
    }
}

#[tokio::test]
async fn every_kind_is_answered_rightly() {
    let mut faults = Vec::new();
    for kind in KINDS {
        let checked = checked(kind).await;
        if let Some(fault) = fault(kind, &checked) {
            faults.push(format!("{}: {fault}", kind.row));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn heic_and_jpeg_of_one_photo_get_the_same_answer() {
    let twin = |file| kind("", file, Passes(|_| true));
    let [one, other] = [files::heic, files::jpeg_twin].map(twin);
    let (heic, jpeg) = (checked(&one).await, checked(&other).await);
    for (one, other) in heic.judgement.verdicts.iter().zip(&jpeg.judgement.verdicts) {
        let rule = one.rule.as_str();
        // Tables of quantisation are JPEG's own.
        let is_of_jpeg = rule == "compression-clean" && one.outcome == NotAssessable;
        assert!(one.outcome == other.outcome || is_of_jpeg, "{rule}");
    }
    let [one, other] = [heic, jpeg].map(|checked| checked.portrait.unwrap().geometry);
    assert!((one.crown_px - other.crown_px).abs() < 1.5);
    assert!((one.face_width_px - other.face_width_px).abs() < 1.5);
}

#[tokio::test]
async fn colours_stored_by_other_values_are_the_same_colours() {
    let colours = |file| async move {
        let facts = checked(&kind("", file, Passes(|_| true))).await.facts;
        let [a, b] = facts.light.as_value().unwrap().skin_ab;
        (facts.wall.as_value().unwrap().rgb, a, b)
    };
    let (wall, a, b) = colours(files::jpeg_twin).await;
    for file in [files::adobe_rgb_by_tag, files::linear_named_srgb] {
        let (seen, seen_a, seen_b) = colours(file).await;
        let apart = wall
            .iter()
            .zip(seen)
            .map(|(one, other)| one.abs_diff(other))
            .max();
        assert!(apart <= Some(3), "{wall:?} {seen:?}");
        assert!(
            (a - seen_a).abs() < 1.5 && (b - seen_b).abs() < 1.5,
            "{a} {seen_a} {b} {seen_b}"
        );
    }
}

#[test]
fn every_row_of_the_reports_has_its_kind() {
    let Some(shared) = test_kit::shared_dir_or_skip("every_row_of_the_reports_has_its_kind") else {
        return;
    };
    let table = std::fs::read_to_string(shared.join("reports/EXPECTED.csv")).unwrap();
    let rows = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next());
    let rows = rows.filter(|row| !row.is_empty() && !row.starts_with("f-rosters/"));
    let tested: BTreeSet<&str> = KINDS
        .iter()
        .map(|kind| kind.row)
        .chain(codes::ROWS.iter().copied())
        .chain(ELSEWHERE.iter().copied())
        .collect();
    let missing: Vec<&str> = rows.filter(|row| !tested.contains(row)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
