//! Draws who looks at a picture into its pixels, faintly and again and again, so that a copy says whose it was.

use app::ports::{MarkFault, ViewMark};
use bytes::Bytes;
use codec::{DecodeError, Limits, Scale, decode, encode_view};
use print::{Stamp, Typefaces, stamp};
use raster::RgbImage;
use raster::resize::{Filter, resize};

/// How far the line is turned, degrees: no edge of a face or a wall runs like it.
const TURN: f32 = 24.0;

/// Shorter sides of a picture per height of the letters.
const LETTERS_PER_SIDE: f32 = 34.0;

/// Share of a pixel that a letter takes where it covers all of it: seen where one looks for it, and no hindrance to whoever
/// looks for shadows on a wall.
const STRENGTH: u32 = 38;

/// JPEG quality of a view. What is judged is not changed by it: checks have looked at the file itself.
const QUALITY: u8 = 90;

/// A picture with the mark, as JPEG, upright; reduced where the mark says so, never enlarged.
///
/// # Errors
/// [`MarkFault::NotAPicture`] for a file that is no picture, or too large.
pub(crate) fn mark(
    picture: &[u8],
    limits: &Limits,
    faces: &Typefaces,
    view: &ViewMark,
) -> Result<Bytes, MarkFault> {
    let scale = match view.longer_side_px {
        Some(longer_side_px) => Scale::AtLeast { longer_side_px },
        None => Scale::Full,
    };
    let decoded =
        decode(picture, limits, scale).map_err(|_: DecodeError| MarkFault::NotAPicture)?;
    let mut image = reduced(decoded.image, view.longer_side_px);
    let shorter = image.width_px().min(image.height_px());
    let letters = (shorter as f32 / LETTERS_PER_SIDE).clamp(12.0, 120.0);
    let stamp = stamp(&view.words, faces, letters, TURN);
    let stamp = stamp.map_err(|_| MarkFault::NotAPicture)?;
    cover(&mut image, &stamp, letters as usize);
    let bytes = encode_view(&image, QUALITY).map_err(|_| MarkFault::NotAPicture)?;
    Ok(Bytes::from(bytes))
}

fn reduced(image: RgbImage, longer_side_px: Option<u32>) -> RgbImage {
    let (width, height) = (image.width_px(), image.height_px());
    let longer = width.max(height);
    match longer_side_px.map(|side| side as usize) {
        Some(side) if side < longer => {
            let part = |of: usize| (of * side).div_ceil(longer).max(1);
            resize(&image, (part(width), part(height)), Filter::Area)
        }
        _ => image,
    }
}

/// Repeats the stamp over the whole picture, every other row moved by half.
fn cover(image: &mut RgbImage, stamp: &Stamp, gap: usize) {
    let cell = [stamp.width_px + 2 * gap, stamp.height_px + gap];
    let rows = image.height_px().div_ceil(cell[1]) + 1;
    let columns = image.width_px().div_ceil(cell[0]) + 1;
    for row in 0..rows {
        let begin = if row % 2 == 0 { 0 } else { cell[0] / 2 };
        for column in 0..columns {
            let left = (column * cell[0]) as isize - begin as isize;
            let top = (row * cell[1]) as isize - (gap / 2) as isize;
            // Dark, and light beside it: one of both is seen on any ground.
            blend(image, stamp, [left, top], 0);
            blend(image, stamp, [left + 1, top + 1], 255);
        }
    }
}

fn blend(image: &mut RgbImage, stamp: &Stamp, [left, top]: [isize; 2], tone: u32) {
    let (width, height) = (image.width_px(), image.height_px());
    let pixels = image.as_raw_mut();
    for y in 0..stamp.height_px {
        let Some(at_y) = usize::try_from(top + y as isize)
            .ok()
            .filter(|y| *y < height)
        else {
            continue;
        };
        let coverage = &stamp.coverage[y * stamp.width_px..][..stamp.width_px];
        for (x, coverage) in coverage.iter().enumerate() {
            if *coverage == 0 {
                continue;
            }
            let Some(at_x) = usize::try_from(left + x as isize)
                .ok()
                .filter(|x| *x < width)
            else {
                continue;
            };
            let share = u32::from(*coverage) * STRENGTH / 255;
            for channel in &mut pixels[(at_y * width + at_x) * 3..][..3] {
                let mixed = u32::from(*channel) * (255 - share) + tone * share;
                *channel = ((mixed + 127) / 255) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(grey: u8, words: &str, longer_side_px: Option<u32>) -> RgbImage {
        let photo = encode_view(&RgbImage::filled(480, 640, [grey; 3]), 95).unwrap();
        let view = ViewMark {
            words: words.to_owned(),
            longer_side_px,
        };
        let faces = Typefaces::embedded().unwrap();
        let bytes = mark(&photo, &Limits::default(), &faces, &view).unwrap();
        decode(&bytes, &Limits::default(), Scale::Full)
            .unwrap()
            .image
    }

    /// Pixels that are at least 8 away from the ground.
    fn drawn(image: &RgbImage, grey: u8) -> usize {
        let pixels = image.as_raw().chunks_exact(3);
        pixels.filter(|pixel| pixel[1].abs_diff(grey) >= 8).count()
    }

    #[test]
    fn the_mark_is_seen_on_every_ground_and_stays_faint() {
        for grey in [0, 100, 200, 255] {
            let image = marked(grey, "王丽 wang 2026-12-01 14:35", None);
            let share = drawn(&image, grey) * 100 / (480 * 640);
            assert!((1..20).contains(&share), "{grey}: {share} %");
            let strongest = image
                .as_raw()
                .iter()
                .map(|value| value.abs_diff(grey))
                .max();
            assert!(strongest < Some(70), "{grey}: {strongest:?}");
        }
    }

    #[test]
    fn every_part_has_some_of_it() {
        let image = marked(200, "王丽 wang 2026-12-01 14:35", None);
        for (top, left) in [(0, 0), (0, 240), (320, 0), (320, 240)] {
            let mut count = 0;
            for y in top..top + 320 {
                for x in left..left + 240 {
                    count += usize::from(image.pixel(x, y)[1].abs_diff(200) >= 8);
                }
            }
            assert!(count > 200, "{top} {left}: {count}");
        }
    }

    #[test]
    fn two_viewers_get_different_pixels() {
        let (one, other) = (marked(200, "王丽 wang", None), marked(200, "李明 li", None));
        let different = one.as_raw().iter().zip(other.as_raw());
        let different = different.filter(|(one, other)| one.abs_diff(**other) >= 8);
        assert!(different.count() > 2_000);
        let again = marked(200, "王丽 wang", None);
        assert_eq!(one.as_raw(), again.as_raw());
    }

    #[test]
    fn a_view_is_reduced_and_never_enlarged() {
        let size = |side| {
            let image = marked(200, "x", side);
            (image.width_px(), image.height_px())
        };
        assert_eq!(size(Some(320)), (240, 320));
        assert_eq!(size(Some(4_000)), (480, 640));
    }

    #[test]
    fn what_is_no_picture_is_no_view() {
        let view = ViewMark {
            words: "x".to_owned(),
            longer_side_px: None,
        };
        let faces = Typefaces::embedded().unwrap();
        let refused = mark(b"no picture", &Limits::default(), &faces, &view);
        assert_eq!(refused, Err(MarkFault::NotAPicture));
    }
}
