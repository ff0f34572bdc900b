//! Checks that the output of a spec can exist. Limits of rules are checked when they are read.

use super::error::SpecError;
use crate::output::{OutputSpec, Window};

/// Portraits are small pictures; a larger side is a slip of the keyboard.
const LONGEST_SIDE_PX: u32 = 4000;

/// Beyond this, enlarging invents the face.
const LARGEST_UPSCALE: f32 = 4.0;

/// Refuses a spec that no portrait can satisfy.
pub(super) fn check(name: &str, output: &OutputSpec, text: &str) -> Result<(), SpecError> {
    let wrong = first_wrong(output);
    if let Some((key, wrong, remedy)) = wrong {
        return Err(SpecError::about_output(key, text, wrong, remedy));
    }
    if name.trim().is_empty() {
        let wrong = "name is empty".to_owned();
        return Err(SpecError::about_output(
            "name",
            text,
            wrong,
            "give it a name",
        ));
    }
    Ok(())
}

/// Key, what is wrong with it and what to do.
type Wrong = (&'static str, String, &'static str);

fn first_wrong(output: &OutputSpec) -> Option<Wrong> {
    let width_px = output.width_px as f32;
    let height_px = output.height_px as f32;
    side("width_px", output.width_px)
        .or_else(|| side("height_px", output.height_px))
        .or_else(|| window("crown_px", output.crown_px, height_px))
        .or_else(|| window("eye_line_px", output.eye_line_px, height_px))
        .or_else(|| window("face_width_px", output.face_width_px, width_px))
        .or_else(|| numbers(output, width_px))
        .or_else(|| {
            let bytes = output.bytes;
            (bytes.min_bytes >= bytes.max_bytes).then(|| {
                let wrong = format!(
                    "bytes: min_bytes {} is not below max_bytes {}",
                    bytes.min_bytes, bytes.max_bytes
                );
                ("bytes", wrong, "leave room between them")
            })
        })
}

fn side(key: &'static str, side_px: u32) -> Option<Wrong> {
    (side_px == 0 || side_px > LONGEST_SIDE_PX).then(|| {
        let wrong = format!("{key} is {side_px}");
        (key, wrong, "use 1 … 4000 pixels")
    })
}

fn window(key: &'static str, window: Window, side_px: f32) -> Option<Wrong> {
    let Window { min, max, aim } = window;
    if !(0.0 <= min && min <= aim && aim <= max) {
        let wrong = format!("{key}: aim {aim} is not between min {min} and max {max}");
        return Some((key, wrong, "order them 0 ≤ min ≤ aim ≤ max"));
    }
    (max > side_px).then(|| {
        let wrong = format!("{key}: max {max} is larger than the portrait ({side_px})");
        (key, wrong, "keep it inside the portrait")
    })
}

fn numbers(output: &OutputSpec, width_px: f32) -> Option<Wrong> {
    let checks = [
        (
            "max_center_offset_px",
            output.max_center_offset_px,
            (0.0, width_px / 2.0),
            "use 0 … half the width",
        ),
        (
            "max_upscale",
            output.max_upscale,
            (1.0, LARGEST_UPSCALE),
            "use 1 (no enlargement) … 4",
        ),
        (
            "min_quality",
            f32::from(output.min_quality),
            (1.0, 100.0),
            "use 1 … 100",
        ),
        (
            "dpi",
            f32::from(output.dpi),
            (1.0, 65535.0),
            "use at least 1",
        ),
    ];
    let found = checks
        .into_iter()
        .find(|(_, value, (low, high), _)| !(*low..=*high).contains(value));
    found.map(|(key, value, _, remedy)| (key, format!("{key} is {value}"), remedy))
}
