//! What a minilab does to a file: it enlarges it a little so that no white edge is left, and so prints come out too
//! large. A calibration sheet is printed and measured once; the correction makes later sheets smaller by as much.

use crate::error::PrintError;
use crate::page::{Colour, Page, Style, Transform, Typefaces};

/// Smallest and largest enlargement that is believed.
const BELIEVED: std::ops::RangeInclusive<f32> = 0.9..=1.1;

/// Millimetres between the marks A and B, and between C and D, as parts of the paper.
const PART: f32 = 0.75;

/// Undoes the enlargement of one laboratory's machine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    scale: [f32; 2],
    shift: [f32; 2],
}

impl Correction {
    /// Changes nothing.
    pub const NONE: Self = Self {
        scale: [1.0; 2],
        shift: [0.0; 2],
    };

    /// From a printed calibration sheet: the measured distances A–B and C–D on paper of this size, and the
    /// smallest number that is left of the scales at the left, right, upper and lower edge.
    ///
    /// # Errors
    /// [`PrintError::Correction`] where a distance differs by more than a tenth from what was drawn,
    /// [`PrintError::Layout`] where more than 10 mm of an edge are lost.
    pub fn measured(
        paper_mm: [f32; 2],
        distances_mm: [f32; 2],
        lost_mm: [f32; 4],
    ) -> Result<Self, PrintError> {
        let mut scale = [1.0; 2];
        let mut shift = [0.0; 2];
        if lost_mm.iter().any(|lost| !(0.0..=10.0).contains(lost)) {
            return Err(PrintError::Layout("an edge loses 0 to 10 mm"));
        }
        for axis in 0..2 {
            let factor = distances_mm[axis] / (paper_mm[axis] * PART);
            if !BELIEVED.contains(&factor) {
                return Err(PrintError::Correction { factor });
            }
            scale[axis] = 1.0 / factor;
            let [before, behind] = [lost_mm[2 * axis], lost_mm[2 * axis + 1]];
            // What lies a millimetre too far left loses a millimetre more there; the middle moves by half of it.
            shift[axis] = (before - behind) / 2.0;
        }
        Ok(Self { scale, shift })
    }

    pub(crate) const fn transform(self) -> Transform {
        Transform {
            scale: self.scale,
            shift: self.shift,
        }
    }
}

/// The sheet that is printed once on a laboratory's machine, on paper of this size.
///
/// # Errors
/// [`PrintError::Layout`] for paper smaller than 80 mm.
pub fn calibration_sheet(paper_mm: [f32; 2], faces: &Typefaces) -> Result<Page, PrintError> {
    if paper_mm.iter().any(|side| !(80.0..=1_000.0).contains(side)) {
        return Err(PrintError::Layout("paper has sides of 80 to 1000 mm"));
    }
    let mut page = Page::new(paper_mm);
    let [width, height] = paper_mm;
    for (axis, names) in [["A", "B"], ["C", "D"]].into_iter().enumerate() {
        cross(&mut page, axis, names, faces)?;
    }
    for side in 0..4 {
        scale(&mut page, side, faces)?;
    }
    let room = width * PART - 24.0;
    let mut baseline = height / 2.0 - 16.0;
    let middle = width / 2.0;
    let style = Style::plain(4.2).bold().centred().wrapped(2);
    baseline += page.text(
        faces,
        [middle, baseline],
        room,
        "冲印校准 Calibration",
        style,
    )?;
    let lengths = paper_mm.map(|side| side * PART);
    let told = [
        format!(
            "1. 用尺量 A–B（应为 {:.1} mm）和 C–D（应为 {:.1} mm）",
            lengths[0], lengths[1]
        ),
        "2. 把两个长度填进“制作与寄送”的冲印店，之后的版面按它缩放".to_owned(),
        "3. 四边标尺上看不到的数，是冲印时裁掉的毫米数".to_owned(),
        "Measure A–B and C–D and enter both at Production, print shops. Numbers that are gone from an edge were cut off."
            .to_owned(),
    ];
    for line in &told {
        let style = Style::plain(2.7).centred().wrapped(2);
        baseline += page.text(faces, [middle, baseline], room, line, style)? + 0.6;
    }
    Ok(page)
}

/// Two marks, across the paper (axis 0) or down it, [`PART`] of the side apart.
fn cross(
    page: &mut Page,
    axis: usize,
    names: [&str; 2],
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let side = page.size[axis];
    let middle = page.size[1 - axis] / 2.0;
    let turned = |along: f32, across: f32| {
        if axis == 0 {
            [along, across]
        } else {
            [across, along]
        }
    };
    let ends = [side * (1.0 - PART) / 2.0, side * (1.0 + PART) / 2.0];
    for (at, name) in ends.into_iter().zip(names) {
        let ink = Colour::BLACK;
        page.stroke(
            turned(at, middle - 5.0),
            turned(at, middle + 5.0),
            0.15,
            ink,
        );
        page.stroke(
            turned(at - 2.5, middle),
            turned(at + 2.5, middle),
            0.15,
            ink,
        );
        let beside = if axis == 0 {
            [at, middle - 6.5]
        } else {
            [middle + 8.0, at + 1.5]
        };
        page.text(
            faces,
            beside,
            10.0,
            name,
            Style::plain(4.0).bold().centred(),
        )?;
    }
    Ok(())
}

/// Lines 1 to 8 mm from one edge (left, right, upper, lower), each with its number.
fn scale(page: &mut Page, side: usize, faces: &Typefaces) -> Result<(), PrintError> {
    let axis = side / 2;
    let is_far = side % 2 == 1;
    let start = page.size[1 - axis] * 0.18;
    for number in 1..=8_u8 {
        let away = f32::from(number);
        let at = if is_far { page.size[axis] - away } else { away };
        let from = start + away * 3.2;
        let point = |along: f32| if axis == 0 { [at, along] } else { [along, at] };
        page.stroke(point(from), point(from + 3.0), 0.15, Colour::BLACK);
        let label = if axis == 0 {
            let toward = if is_far { -1.6 } else { 1.6 };
            [at + toward, from + 2.4]
        } else if is_far {
            [from + 1.5, at - 0.8]
        } else {
            [from + 1.5, at + 2.6]
        };
        let style = Style::plain(2.4).centred();
        page.text(faces, label, 5.0, &number.to_string(), style)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: [f32; 2] = [152.0, 102.0];

    #[test]
    fn the_measured_enlargement_is_undone() {
        let correction = Correction::measured(PAPER, [116.28, 78.03], [1.0, 2.0, 0.0, 0.0]);
        let correction = correction.unwrap();
        assert!((correction.scale[0] - 1.0 / 1.02).abs() < 1e-4);
        assert!((correction.scale[1] - 1.0 / 1.02).abs() < 1e-4);
        assert_eq!(correction.shift, [-0.5, 0.0]);
        let exact = Correction::measured(PAPER, [114.0, 76.5], [0.0; 4]);
        assert_eq!(exact.unwrap(), Correction::NONE);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let code = |distances, lost| {
            let refused = Correction::measured(PAPER, distances, lost);
            refused.unwrap_err().code()
        };
        assert_eq!(code([11.4, 76.5], [0.0; 4]), "correction-out-of-range");
        assert_eq!(code([f32::NAN, 76.5], [0.0; 4]), "correction-out-of-range");
        assert_eq!(
            code([114.0, 76.5], [0.0, 11.0, 0.0, 0.0]),
            "layout-impossible"
        );
    }
}
