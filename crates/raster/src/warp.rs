//! Samples a rotated rectangle bilinearly, for the inputs of networks.

use crate::geometry::{Point, RotatedRect};
use crate::image::RgbImage;

/// Values of places outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Places outside the picture are black.
    Black,
    /// The nearest pixel of the picture.
    Repeat,
}

/// Cuts `from` out of `image` into `width_px × height_px` pixels, values 0 … 255 rounded to whole
/// numbers, `R G B` interleaved.
///
/// Follows the convention of the networks' reference pipeline (OpenCV `warpPerspective`): output
/// pixel (x, y) shows the picture at share (x / width, y / height) of the rectangle, pixel centres
/// at whole numbers, no averaging when shrinking.
pub fn cut(
    image: &RgbImage,
    from: &RotatedRect,
    (width_px, height_px): (usize, usize),
    border: Border,
) -> Vec<f32> {
    let mut values = Vec::with_capacity(width_px * height_px * 3);
    if image.as_raw().is_empty() {
        values.resize(width_px * height_px * 3, 0.0);
        return values;
    }
    // The steps of one output pixel are computed once: sine and cosine for each would take longer
    // than the sampling.
    let origin = from.to_picture(0.0, 0.0);
    let step = |u: f32, v: f32| {
        let there = from.to_picture(u, v);
        Point::new(there.x - origin.x, there.y - origin.y)
    };
    let (across, down) = (step(1.0, 0.0), step(0.0, 1.0));
    for y in 0..height_px {
        let v = y as f32 / height_px as f32;
        for x in 0..width_px {
            let u = x as f32 / width_px as f32;
            let at = origin.offset(across.x * u + down.x * v, across.y * u + down.y * v);
            // Values are 0 … 255: cutting off after adding a half rounds them, without a library call.
            values.extend(sample(image, at, border).map(|value| f32::from((value + 0.5) as u8)));
        }
    }
    values
}

/// Bilinear colour at a point whose whole numbers are pixel centres, values 0 … 255.
pub fn sample(image: &RgbImage, at: Point, border: Border) -> [f32; 3] {
    let (left, top) = (floor(at.x), floor(at.y));
    let (tx, ty) = (at.x - left as f32, at.y - top as f32);
    let (width, height) = (image.width_px() as isize, image.height_px() as isize);
    let inside = left >= 0 && top >= 0 && left < width - 1 && top < height - 1;
    if inside && let Some(rgb) = sample_inside(image, left as usize, top as usize, [tx, ty]) {
        return rgb;
    }
    let mut sum = [0.0; 3];
    for (dy, weight_y) in [(0, 1.0 - ty), (1, ty)] {
        for (dx, weight_x) in [(0, 1.0 - tx), (1, tx)] {
            let (mut x, mut y) = (left.saturating_add(dx), top.saturating_add(dy));
            match border {
                Border::Repeat => (x, y) = (x.clamp(0, width - 1), y.clamp(0, height - 1)),
                Border::Black if x < 0 || y < 0 || x >= width || y >= height => continue,
                Border::Black => {}
            }
            let rgb = image.pixel(x as usize, y as usize);
            for (total, value) in sum.iter_mut().zip(rgb) {
                *total += weight_x * weight_y * f32::from(value);
            }
        }
    }
    sum
}

/// Largest whole number not above `value`; `f32::floor` is a library call on the oldest targets.
fn floor(value: f32) -> isize {
    let towards_zero = value as isize;
    towards_zero.saturating_sub(isize::from(towards_zero as f32 > value))
}

/// The common case, all four neighbours inside the picture: two slices instead of twelve checks.
fn sample_inside(
    image: &RgbImage,
    left: usize,
    top: usize,
    [tx, ty]: [f32; 2],
) -> Option<[f32; 3]> {
    let stride = image.width_px() * 3;
    let at = top * stride + left * 3;
    let upper: &[u8; 6] = image.as_raw().get(at..)?.first_chunk()?;
    let lower: &[u8; 6] = image.as_raw().get(at + stride..)?.first_chunk()?;
    Some(std::array::from_fn(|channel| {
        let along =
            |row: &[u8; 6]| f32::from(row[channel]) * (1.0 - tx) + f32::from(row[channel + 3]) * tx;
        along(upper) * (1.0 - ty) + along(lower) * ty
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_picture_at_its_own_size_is_itself() {
        let image = RgbImage::from_fn(4, 3, |x, y| [x as u8, y as u8, 7]);
        let whole = RotatedRect::whole(4.0, 3.0);
        let seen = cut(&image, &whole, (4, 3), Border::Black);
        let expected: Vec<f32> = image
            .as_raw()
            .iter()
            .map(|&value| f32::from(value))
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn beyond_the_edge_is_black_or_repeated() {
        let image = RgbImage::filled(2, 2, [9; 3]);
        let far = Point::new(-5.0, 1.0);
        assert_eq!(sample(&image, far, Border::Black), [0.0; 3]);
        assert_eq!(sample(&image, far, Border::Repeat), [9.0; 3]);
    }
}
