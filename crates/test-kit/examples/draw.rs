//! Draws the three demonstration photos as files of a phone, and on request a contact sheet of the
//! gallery: `cargo run --release -p test-kit --example draw -- OUT_DIR [sheet]`.

#![expect(clippy::print_stdout, reason = "a command says what it wrote")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, ensure};
use raster::{
    RgbImage,
    resize::{Filter, resize},
};
use test_kit::{ExifTags, JpegOptions, demo_photos, draw, gallery, to_jpeg, to_png};

/// Size of a picture on the contact sheet, pixels.
const THUMBNAIL_PX: (usize, usize) = (240, 320);

/// Pictures side by side on the contact sheet.
const COLUMNS: usize = 9;

const USAGE: &str = "Say where to: cargo run -p test-kit --example draw -- OUT_DIR [sheet]";

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let dir = arguments.next().map(PathBuf::from).context(USAGE)?;
    let sheet = arguments.next();
    ensure!(sheet.as_ref().is_none_or(|word| word == "sheet"), USAGE);
    fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    let options = JpegOptions {
        exif: Some(ExifTags {
            captured_at: today_at_noon()?,
            ..ExifTags::phone()
        }),
        ..JpegOptions::default()
    };
    for (index, (name, spec)) in demo_photos().iter().enumerate() {
        let path = dir.join(format!("photo-{}-{name}.jpg", index + 1));
        write(&path, &to_jpeg(&draw(spec).image, &options)?)?;
    }
    if sheet.is_some() {
        write(&dir.join("gallery.png"), &to_png(&contact_sheet())?)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}", path.display());
    Ok(())
}

/// The date as EXIF writes it. A fixed one would make the photos too old for the standard one day.
#[expect(clippy::disallowed_methods, reason = "an example is where time enters")]
fn today_at_noon() -> anyhow::Result<String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let mut day = since.as_secs() / 86_400;
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while day >= 365 + u64::from(is_leap(year)) {
        day -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    Ok(format!("{year:04}:{month:02}:{:02} 12:00:00", day + 1))
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
