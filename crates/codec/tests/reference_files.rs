//! Tests of the decoder with odd and damaged files from the test suites of other projects, where
//! these lie beside the checkout.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::path::{Path, PathBuf};

use codec::{DecodeError, DecodedPhoto, Limits, Scale, decode};

fn shared(part: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(part);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no reference files in {part}");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn full(path: &Path) -> Result<DecodedPhoto, DecodeError> {
    decode(
        &std::fs::read(path).unwrap(),
        &Limits::default(),
        Scale::Full,
    )
}

#[test]
fn hostile_files_end_in_a_picture_or_an_error() {
    let Some(folder) = shared("hostile") else {
        return;
    };
    let mut pictures = 0;
    for path in files(&folder) {
        // An error is an answer too, a panic is none.
        if let Ok(photo) = full(&path) {
            let image = photo.image;
            assert!(image.width_px() > 0 && image.height_px() > 0, "{path:?}");
            pictures += 1;
        }
    }
    assert!(pictures > 0);
}

#[test]
fn all_orientations_come_out_upright() {
    let Some(folder) = shared("photos/orientation") else {
        return;
    };
    for kind in ["Landscape", "Portrait"] {
        let upright = full(&folder.join(format!("{kind}_1.jpg"))).unwrap().image;
        for number in 2..=8 {
            let turned = full(&folder.join(format!("{kind}_{number}.jpg")))
                .unwrap()
                .image;
            let size = (upright.width_px(), upright.height_px());
            assert_eq!(
                (turned.width_px(), turned.height_px()),
                size,
                "{kind}_{number}"
            );
            let pairs = upright.as_raw().iter().zip(turned.as_raw());
            let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            let mean = sum as f64 / upright.as_raw().len() as f64;
            // The files were compressed after turning; they are not equal to the bit.
            assert!(mean < 6.0, "{kind}_{number} differs by {mean} on average");
        }
    }
}

#[test]
fn portraits_decode_whatever_their_name_says() {
    let Some(folder) = shared("photos/id-style") else {
        return;
    };
    for path in files(&folder) {
        let photo = full(&path).unwrap();
        assert!(photo.image.width_px() > 100, "{}", path.display());
    }
}
