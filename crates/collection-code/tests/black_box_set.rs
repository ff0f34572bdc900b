//! Tests with the published black-box pictures beside the checkout, at all four quarter turns.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use collection_code::CodeReader;
use raster::{Orientation, RgbImage};

/// Every picture of the set is read and none is misread.
#[track_caller]
fn check(set: &str) {
    let Some(shared) = test_kit::shared_dir_or_skip(set) else {
        return;
    };
    let pictures = list_pictures(&shared.join("qr").join(set));
    assert!(!pictures.is_empty(), "{set} is empty");
    let reader = CodeReader::default();
    let clock = || Duration::ZERO;
    let mut failures = Vec::new();
    for path in &pictures {
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        for turn in [1, 6, 3, 8] {
            let picture = Orientation::from_exif(turn).apply(open(path));
            let seen = match reader.read(&picture, &clock) {
                Ok(reading) => reading.best.payload.text().unwrap_or("?").to_owned(),
                Err(error) => error.to_string(),
            };
            if seen.trim_end() != expected.trim_end() {
                failures.push(format!("{} turned {turn}: {seen}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn list_pictures(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut pictures: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .collect();
    pictures.sort();
    pictures
}

fn open(path: &Path) -> RgbImage {
    let picture = image::open(path).unwrap().to_rgb8();
    let (width, height) = picture.dimensions();
    RgbImage::from_raw(width as usize, height as usize, picture.into_raw()).unwrap()
}

#[test]
fn set_1() {
    check("qrcode-1");
}

#[test]
fn set_3() {
    check("qrcode-3");
}

#[test]
fn set_5() {
    check("qrcode-5");
}
