//! A line of text as coverage of pixels, turned: what is drawn over pictures again and again.

use tiny_skia::{FillRule, Paint, Pixmap, Transform as Matrix};

use super::png::Pen;
use super::typeface::Typefaces;
use crate::error::PrintError;

/// In the place of a character that no typeface has.
const MISSING: char = '□';

/// Longest text, in characters; what is longer is cut.
const LONGEST: usize = 60;

/// A turned line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Width, pixels.
    pub width_px: usize,
    /// Height, pixels.
    pub height_px: usize,
    /// How far the letters cover each pixel, 0 … 255, row by row.
    pub coverage: Vec<u8>,
}

/// A text of `letters_px` pixels, 8 … 200, turned by `degrees` against the clock, 0 … 60. Characters that no typeface has
/// become a box; an empty text is an empty stamp of one pixel.
///
/// # Errors
/// [`PrintError::Layout`] for other sizes; [`PrintError::Typeface`] where a typeface is damaged.
pub fn stamp(
    text: &str,
    faces: &Typefaces,
    letters_px: f32,
    degrees: f32,
) -> Result<Stamp, PrintError> {
    if !(8.0..=200.0).contains(&letters_px) || !(0.0..=60.0).contains(&degrees) {
        return Err(PrintError::Layout(
            "a stamp has letters of 8 to 200 pixels and turns by 60 degrees at most",
        ));
    }
    let text: String = text.chars().take(LONGEST).collect();
    let missing = faces.missing(&text)?;
    let shown = |character| {
        if missing.contains(&character) {
            MISSING
        } else {
            character
        }
    };
    let line = faces.line(&text.chars().map(shown).collect::<String>())?;
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (width, height) = (line.width_em * letters_px, 1.3 * letters_px);
    let size = |along: f32, across: f32| (along.ceil() as u32 + across.ceil() as u32).max(1);
    let pixels = [
        size(width * cosine, height * sine),
        size(width * sine, height * cosine),
    ];
    let mut pixmap = Pixmap::new(pixels[0], pixels[1])
        .ok_or(PrintError::Layout("a stamp has no size in pixels"))?;
    // The line begins at the lower left; its baseline lies three tenths of the letters above its lower edge.
    let corner = Matrix::from_row(cosine, -sine, sine, cosine, 0.0, width * sine);
    let baseline = corner.pre_translate(0.0, letters_px);
    let mut at = 0.0;
    for run in &line.runs {
        let mut pen = Pen::default();
        let units = faces.outline(run, &mut pen)?;
        if let Some(path) = pen.path.finish() {
            let scale = letters_px / units;
            let placed = baseline.pre_translate(at, 0.0).pre_scale(scale, -scale);
            pixmap.fill_path(&path, &Paint::default(), FillRule::Winding, placed, None);
        }
        at += run.width_em * letters_px;
    }
    Ok(Stamp {
        width_px: pixels[0] as usize,
        height_px: pixels[1] as usize,
        coverage: pixmap.pixels().iter().map(|pixel| pixel.alpha()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, degrees: f32) -> Stamp {
        stamp(text, &Typefaces::embedded().unwrap(), 20.0, degrees).unwrap()
    }

    fn covered(stamp: &Stamp) -> usize {
        let covered = stamp.coverage.iter().filter(|coverage| **coverage > 127);
        covered.count()
    }

    #[test]
    fn a_turned_line_is_whole() {
        let (flat, turned) = (of("采像 wang 12:05", 0.0), of("采像 wang 12:05", 24.0));
        assert!(flat.width_px > 5 * flat.height_px, "{flat:?}");
        assert!(turned.height_px > 2 * flat.height_px);
        let (before, after) = (covered(&flat), covered(&turned));
        // Nothing is cut off by the turn.
        assert!(
            before > 300 && before.abs_diff(after) * 10 < before,
            "{before} {after}"
        );
        let edges = |stamp: &Stamp| {
            let last = (stamp.height_px - 1) * stamp.width_px;
            let rows = [&stamp.coverage[..stamp.width_px], &stamp.coverage[last..]];
            rows.concat()
                .iter()
                .filter(|coverage| **coverage > 0)
                .count()
        };
        assert_eq!(edges(&turned), 0);
    }

    #[test]
    fn texts_differ_and_what_no_typeface_has_is_a_box() {
        assert_ne!(of("王丽", 24.0), of("王莉", 24.0));
        assert_eq!(of("李\u{20001}", 0.0), of("李□", 0.0));
        assert_ne!(of("李𠮷", 0.0), of("李□", 0.0));
        assert_eq!(covered(&of("", 24.0)), 0);
        let long = "长".repeat(1_000);
        assert_eq!(of(&long, 0.0), of(&long[..60 * 3], 0.0));
    }

    #[test]
    fn sizes_have_limits() {
        let faces = Typefaces::embedded().unwrap();
        for (letters, degrees) in [(7.0, 0.0), (201.0, 0.0), (20.0, 61.0), (f32::NAN, 0.0)] {
            let refused = stamp("a", &faces, letters, degrees);
            assert!(matches!(refused, Err(PrintError::Layout(_))));
        }
    }
}
