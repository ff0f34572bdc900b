//! The outline of the person according to the segmentation: smooth and without hair. It exists for
//! every photo.

use raster::Plane;

use super::morphology::smooth;

/// The mask is averaged over this share of the face width: its cells are about that large.
const SMOOTHING_BY_FACE: f32 = 0.012;

/// Width of the step from person to wall, pixels: what a sharp lens leaves.
const STEP_PX: f32 = 2.5;

/// A smoothed mask this near to 0 or to 1 is taken for it.
const FAR: f32 = 0.02;

/// Opacity with a sharp, smooth step where the mask crosses one half.
///
/// `mask` holds person shares 0 … 1; the result too.
pub(super) fn smooth_step(mask: &Plane<f32>, face_width_px: f32) -> Plane<f32> {
    let radius_px = (face_width_px * SMOOTHING_BY_FACE).round().max(1.0) as usize;
    let soft = smooth(mask, radius_px);
    let (width, height) = (soft.width_px(), soft.height_px());
    let mut alpha = soft.map(|value| if value > 0.5 { 1.0 } else { 0.0 });
    for y in 0..height {
        let (above, below) = (y.saturating_sub(1), (y + 1).min(height - 1));
        for x in 0..width {
            let value = soft.at(x, y);
            // Far from the step nothing is to be told apart; most of the plane is.
            if !(FAR..=1.0 - FAR).contains(&value) {
                continue;
            }
            let across = soft.at((x + 1).min(width - 1), y) - soft.at(x.saturating_sub(1), y);
            let down = soft.at(x, below) - soft.at(x, above);
            // First-order distance to the level ½ (Taubin 1994), in pixels.
            let slope = ((across * across + down * down).sqrt() / 2.0).max(1e-4);
            alpha.set(
                x,
                y,
                ((value - 0.5) / slope / STEP_PX + 0.5).clamp(0.0, 1.0),
            );
        }
    }
    alpha
}

/// Pixels of the mask that are person and touch a pixel that is not.
pub(crate) fn outline(mask: &Plane<f32>) -> impl Iterator<Item = (usize, usize)> {
    let (width, height) = (mask.width_px(), mask.height_px());
    let inside = |x: usize, y: usize| mask.at(x, y) >= 0.5;
    (1..height.saturating_sub(1))
        .flat_map(move |y| (1..width.saturating_sub(1)).map(move |x| (x, y)))
        .filter(move |&(x, y)| {
            inside(x, y)
                && !(inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_stands_where_the_mask_crosses_one_half() {
        let mask = Plane::from_vec(
            40,
            20,
            (0..800)
                .map(|at| ((at % 40) as f32 - 14.0).clamp(0.0, 12.0) / 12.0)
                .collect(),
        );
        let alpha = smooth_step(&mask, 200.0);
        assert_eq!(alpha.at(16, 10), 0.0);
        assert!((alpha.at(20, 10) - 0.5).abs() < 0.05);
        assert_eq!(alpha.at(24, 10), 1.0);
    }
}
