//! Computes the frame of the portrait: scale and position at which the head satisfies all windows
//! of the standard.
//!
//! Pure geometry: it reads no pixels and does not judge the photo.

use raster::{Point, Rect};
use standard::OutputSpec;
use standard::spec::Window;
use thiserror::Error;

/// Distance kept from every end of a window, portrait pixels: measuring the finished portrait
/// again may differ by this much.
const RESERVE_PX: f32 = 3.0;

/// Scales tried between the smallest and the largest allowed one.
const SCALE_STEPS: usize = 160;

/// The head to be framed, pixels of the working picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Head {
    /// Top of the head including hair.
    pub(crate) crown_y: f32,
    /// Row of the eye line.
    pub(crate) eye_line_y: f32,
    /// Column of the face's middle.
    pub(crate) center_x: f32,
    /// Cheek to cheek.
    pub(crate) face_width: f32,
}

/// Area that the frame may show, pixels of the working picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    /// The frame's lower edge stays above: the person goes on below the photo.
    pub(crate) bottom: f32,
    /// The frame's left edge stays right of it, where the person touches that edge of the photo.
    pub(crate) left: Option<f32>,
    /// The frame's right edge stays left of it, where the person touches that edge of the photo.
    pub(crate) right: Option<f32>,
    /// Largest portrait pixels per working pixel.
    pub(crate) max_scale: f32,
}

/// A frame of the portrait's shape in the working picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// Top-left corner, pixels of the working picture.
    pub(crate) corner: Point,
    /// Portrait pixels per working pixel.
    pub(crate) scale: f32,
}

impl Frame {
    /// What the frame shows with `margin_px` portrait pixels more on each side, in pixels of the
    /// working picture.
    pub(crate) fn area(&self, output: &OutputSpec, margin_px: f32) -> Rect {
        let side = |length: u32| (length as f32 + 2.0 * margin_px) / self.scale;
        Rect {
            x: self.corner.x - margin_px / self.scale,
            y: self.corner.y - margin_px / self.scale,
            width: side(output.width_px),
            height: side(output.height_px),
        }
    }
}

/// The reason why no frame satisfies the standard.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum FramingFault {
    /// The photo would have to be enlarged too much.
    #[error("the photo would have to be enlarged {upscale:.2} times, {allowed:.2} is allowed")]
    TooSmall {
        /// Enlargement that the portrait would need, as a factor.
        upscale: f32,
        /// Largest allowed factor.
        allowed: f32,
    },
    /// The top of the head is too far above (or too near) the eyes for any scale.
    #[error("crown, eye line and face width exclude each other at every scale")]
    Proportions,
    /// The photo ends too close below the face.
    #[error("the photo ends too close below the face")]
    TooLittleBelow,
    /// The person is cut off at the side of the photo, inside the frame.
    #[error("the person is cut off at the side of the photo")]
    TooLittleBeside,
}

/// Places the frame as near as possible to the aims of all windows, `scales` (portrait pixels per
/// working pixel) being allowed.
///
/// # Errors
/// [`FramingFault`]: the first constraint, in the order of its variants, that leaves no frame.
pub(crate) fn place(
    head: &Head,
    bounds: &Bounds,
    output: &OutputSpec,
    scales: Option<f32>,
) -> Result<Frame, FramingFault> {
    let width = inner(&output.face_width_px);
    let (smallest, largest) = (width.min / head.face_width, width.max / head.face_width);
    if smallest > bounds.max_scale {
        return Err(FramingFault::TooSmall {
            upscale: smallest / bounds.max_scale * output.max_upscale,
            allowed: output.max_upscale,
        });
    }
    let free = Bounds {
        bottom: f32::INFINITY,
        left: None,
        right: None,
        ..*bounds
    };
    let sides_free = Bounds {
        bottom: bounds.bottom,
        ..free
    };
    let candidates: Vec<f32> = match scales {
        Some(scale) => vec![scale],
        None => (0..=SCALE_STEPS)
            .map(|step| smallest * (largest / smallest).powf(step as f32 / SCALE_STEPS as f32))
            .filter(|&scale| scale <= bounds.max_scale)
            .collect(),
    };
    let best = |bounds: &Bounds| {
        candidates
            .iter()
            .filter_map(|&scale| at_scale(head, bounds, output, scale))
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(frame, _)| frame)
    };
    match (best(bounds), best(&sides_free), best(&free)) {
        (Some(frame), _, _) => Ok(frame),
        (None, Some(_), _) => Err(FramingFault::TooLittleBeside),
        (None, None, Some(_)) => Err(FramingFault::TooLittleBelow),
        (None, None, None) => Err(FramingFault::Proportions),
    }
}

/// The best frame at one scale and its distance from the aims (0 is perfect).
fn at_scale(head: &Head, bounds: &Bounds, output: &OutputSpec, scale: f32) -> Option<(Frame, f32)> {
    let (crown, eyes) = (inner(&output.crown_px), inner(&output.eye_line_px));
    let width = inner(&output.face_width_px);
    let face_width = head.face_width * scale;
    if !width.contains(face_width) {
        return None;
    }
    let crown_to_eyes = (head.eye_line_y - head.crown_y) * scale;
    let to_bottom = (bounds.bottom - head.crown_y) * scale;
    let highest = crown.min.max(eyes.min - crown_to_eyes);
    let highest = highest.max(output.height_px as f32 - to_bottom);
    let lowest = crown.max.min(eyes.max - crown_to_eyes);
    if highest > lowest {
        return None;
    }
    // Least squares of both distances, each by half its window.
    let (crown_weight, eye_weight) = (1.0 / half(&crown).powi(2), 1.0 / half(&eyes).powi(2));
    let wanted = (crown_weight * crown.aim + eye_weight * (eyes.aim - crown_to_eyes))
        / (crown_weight + eye_weight);
    let crown_px = wanted.clamp(highest, lowest);
    let offset_px = center_offset(head, bounds, output, scale)?;
    let cost = crown_weight * (crown_px - crown.aim).powi(2)
        + eye_weight * (crown_px + crown_to_eyes - eyes.aim).powi(2)
        + ((face_width - width.aim) / half(&width)).powi(2)
        + (offset_px / output.max_center_offset_px.max(1.0)).powi(2);
    let frame = Frame {
        corner: Point {
            x: head.center_x - (output.width_px as f32 / 2.0 + offset_px) / scale,
            y: head.crown_y - crown_px / scale,
        },
        scale,
    };
    Some((frame, cost))
}

/// How far the face has to stand right (+) of the portrait's middle for the frame to stay inside,
/// portrait pixels; `None` when more than allowed.
fn center_offset(head: &Head, bounds: &Bounds, output: &OutputSpec, scale: f32) -> Option<f32> {
    let half_width = output.width_px as f32 / 2.0;
    let limit = (output.max_center_offset_px - 1.0).max(0.0);
    let room = |edge: Option<f32>, sign: f32| {
        edge.map_or(f32::INFINITY, |edge| {
            (head.center_x - edge) * sign * scale - half_width
        })
    };
    // A frame moved right stands the face left of the middle.
    let (left, right) = (room(bounds.left, 1.0), room(bounds.right, -1.0));
    let (lowest, highest) = ((-right).max(-limit), left.min(limit));
    (lowest <= highest).then(|| 0.0_f32.clamp(lowest, highest))
}

/// The window without the reserve at both ends.
fn inner(window: &Window) -> Window {
    let reserve = RESERVE_PX.min((window.max - window.min) / 4.0);
    Window {
        min: window.min + reserve,
        max: window.max - reserve,
        aim: window.aim,
    }
}

fn half(window: &Window) -> f32 {
    ((window.max - window.min) / 2.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Bounds = Bounds {
        bottom: 4000.0,
        left: None,
        right: None,
        max_scale: 1.25,
    };

    /// A face 480 px wide whose crown is `crown_above` px above the eyes.
    fn head(crown_above: f32) -> Head {
        Head {
            crown_y: 1000.0 - crown_above,
            eye_line_y: 1000.0,
            center_x: 1500.0,
            face_width: 480.0,
        }
    }

    #[track_caller]
    fn check(head: Head, bounds: Bounds, expected: Result<(), FramingFault>) {
        let output = OutputSpec::DIPLOMA;
        let placed = place(&head, &bounds, &output, None);
        assert_eq!(placed.map(|_| ()), expected);
        let Ok(frame) = placed else { return };
        let y = |row: f32| (row - frame.corner.y) * frame.scale;
        assert!(output.crown_px.contains(y(head.crown_y)));
        assert!(output.eye_line_px.contains(y(head.eye_line_y)));
        assert!(output.face_width_px.contains(head.face_width * frame.scale));
        let offset = (head.center_x - frame.corner.x) * frame.scale - 240.0;
        assert!(offset.abs() <= output.max_center_offset_px);
        let area = frame.area(&output, 0.0);
        assert!(area.bottom() <= bounds.bottom + 0.01);
        assert!(area.x >= bounds.left.unwrap_or(f32::MIN));
        assert!(area.right() <= bounds.right.unwrap_or(f32::MAX));
    }

    #[test]
    fn the_aims_are_met_when_the_head_allows() {
        let frame = place(&head(340.0), &WIDE, &OutputSpec::DIPLOMA, None).unwrap();
        assert!((frame.scale - 0.5).abs() < 0.01);
        let crown = (660.0 - frame.corner.y) * frame.scale;
        assert!((crown - 80.0).abs() < 1.5, "{crown}");
    }

    #[test]
    fn high_and_flat_hair_still_fit() {
        check(head(600.0), WIDE, Ok(()));
        check(head(200.0), WIDE, Ok(()));
        check(head(900.0), WIDE, Err(FramingFault::Proportions));
    }

    #[test]
    fn a_close_edge_enlarges_the_face() {
        let below = Bounds {
            bottom: 1700.0,
            ..WIDE
        };
        check(head(340.0), below, Ok(()));
        let cut = Bounds {
            bottom: 1300.0,
            ..WIDE
        };
        check(head(340.0), cut, Err(FramingFault::TooLittleBelow));
        let beside = Bounds {
            left: Some(1070.0),
            ..WIDE
        };
        check(head(340.0), beside, Ok(()));
        let cut = Bounds {
            left: Some(1200.0),
            ..WIDE
        };
        check(head(340.0), cut, Err(FramingFault::TooLittleBeside));
    }

    #[test]
    fn too_small_a_face_says_how_much_is_missing() {
        let small = Bounds {
            max_scale: 0.3,
            ..WIDE
        };
        let fault = place(&head(340.0), &small, &OutputSpec::DIPLOMA, None).unwrap_err();
        let FramingFault::TooSmall { upscale, allowed } = fault else {
            panic!("{fault}");
        };
        assert!(upscale > allowed && allowed == 1.25);
    }
}
