//! Draws the three demonstration photos as a phone would store them, and a contact sheet of the
//! gallery: `cargo run -p test-kit --example draw -- OUT_DIR`.

#![expect(clippy::print_stdout, reason = "a command says what it wrote")]

use std::{fs, path::PathBuf};

use anyhow::Context;
use raster::{
    RgbImage,
    resize::{Filter, resize},
};
use test_kit::{ExifTags, JpegOptions, demo_photos, draw, gallery, to_jpeg, to_png};

/// Size of a picture on the contact sheet, pixels.
const THUMBNAIL_PX: (usize, usize) = (240, 320);

/// Pictures side by side on the contact sheet.
const COLUMNS: usize = 9;

fn main() -> anyhow::Result<()> {
    let dir = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .context("Say where to: cargo run -p test-kit --example draw -- OUT_DIR")?;
    fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    let exif = Some(ExifTags::phone());
    let options = JpegOptions {
        exif,
        ..JpegOptions::default()
    };
    for (name, spec) in demo_photos() {
        let path = dir.join(format!("{name}.jpg"));
        fs::write(&path, to_jpeg(&draw(&spec).image, &options)?)?;
        println!("{}", path.display());
    }
    let sheet = contact_sheet();
    let path = dir.join("gallery.png");
    fs::write(&path, to_png(&sheet)?)?;
    println!("{}", path.display());
    Ok(())
}

/// One person in every case of the gallery, in its order.
fn contact_sheet() -> RgbImage {
    let cases = gallery()
        .into_iter()
        .filter(|(name, _)| name.ends_with("/1"));
    let thumbnails: Vec<RgbImage> = cases
        .map(|(_, spec)| resize(&draw(&spec).image, THUMBNAIL_PX, Filter::Lanczos3))
        .collect();
    let (width, height) = THUMBNAIL_PX;
    let rows = thumbnails.len().div_ceil(COLUMNS);
    RgbImage::from_fn(COLUMNS * width, rows * height, |x, y| {
        let index = y / height * COLUMNS + x / width;
        thumbnails
            .get(index)
            .map_or([255; 3], |thumbnail| thumbnail.pixel(x % width, y % height))
    })
}
