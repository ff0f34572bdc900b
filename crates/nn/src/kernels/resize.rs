//! Bilinear scaling of rows and columns.

use super::dispatch::{Level, dispatched};
use super::vector::{One, Simd, vectors};
use super::window::Extent;

/// The two source rows or columns of a scaled one.
#[derive(Debug, Clone, Copy)]
struct Between {
    first: usize,
    second: usize,
    /// Share of the second.
    share: f32,
}

/// TensorFlow Lite's options for the mapping from output to input places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scaling {
    pub(crate) half_pixel: bool,
    pub(crate) align_corners: bool,
}

impl Scaling {
    fn places(self, count: usize, wanted: usize) -> Vec<Between> {
        let ratio = if self.align_corners && wanted > 1 {
            (count - 1) as f32 / (wanted - 1) as f32
        } else {
            count as f32 / wanted as f32
        };
        let between = |at: usize| {
            let place = if self.half_pixel {
                ((at as f32 + 0.5) * ratio - 0.5).max(0.0)
            } else {
                at as f32 * ratio
            };
            let first = (place as usize).min(count - 1);
            Between {
                first,
                second: (first + 1).min(count - 1),
                share: place - first as f32,
            }
        };
        (0..wanted).map(between).collect()
    }
}

/// Bilinear scaling as TensorFlow Lite defines it.
pub(crate) fn resize(
    level: Level,
    scaling: Scaling,
    (input, from): (&[f32], Extent),
    (output, to): (&mut [f32], Extent),
) {
    let columns = scaling.places(from.width, to.width);
    let rows = scaling.places(from.height, to.height);
    let input_row = from.width * from.channels;
    for (row, between) in output.chunks_exact_mut(to.width * to.channels).zip(&rows) {
        let upper = &input[between.first * input_row..][..input_row];
        let lower = &input[between.second * input_row..][..input_row];
        resize_row(
            level,
            (upper, lower, between.share),
            &columns,
            to.channels,
            row,
        );
    }
}

dispatched! {
    fn resize_row = resize_row_inner(
        rows: (&[f32], &[f32], f32), columns: &[Between], channels: usize, output: &mut [f32],
    )
}

#[inline(always)]
fn resize_row_inner<S: Simd>(
    simd: S,
    rows: (&[f32], &[f32], f32),
    columns: &[Between],
    channels: usize,
    output: &mut [f32],
) {
    if channels >= S::LANES {
        resize_row_vectors(simd, rows, columns, channels, output);
    } else {
        resize_row_vectors(One, rows, columns, channels, output);
    }
}

#[inline(always)]
fn resize_row_vectors<S: Simd>(
    simd: S,
    (upper, lower, down): (&[f32], &[f32], f32),
    columns: &[Between],
    channels: usize,
    output: &mut [f32],
) {
    let (minus_one, down) = (simd.splat(-1.0), simd.splat(down));
    let mix = |a, b, share| simd.multiply_add(simd.multiply_add(a, minus_one, b), share, a);
    for (target, column) in output.chunks_exact_mut(channels).zip(columns) {
        let (left, right) = (column.first * channels, column.second * channels);
        let share = simd.splat(column.share);
        for at in vectors::<S>(channels) {
            let (a, b) = (
                simd.load(&upper[left + at..]),
                simd.load(&upper[right + at..]),
            );
            let (c, d) = (
                simd.load(&lower[left + at..]),
                simd.load(&lower[right + at..]),
            );
            let value = mix(mix(a, b, share), mix(c, d, share), down);
            simd.store(value, &mut target[at..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

    /// Scales a picture of one channel; then the same with 20 equal channels.
    #[track_caller]
    fn check_resize(
        (half_pixel, align_corners): (bool, bool),
        ((height, width), input): ((usize, usize), &[f32]),
        (to, expected): ((usize, usize), &[f32]),
    ) {
        let scaling = Scaling {
            half_pixel,
            align_corners,
        };
        for channels in [1, 20] {
            let spread = |values: &[f32]| -> Vec<f32> {
                values
                    .iter()
                    .flat_map(|&value| vec![value; channels])
                    .collect()
            };
            for_each_level(|level| {
                let mut output = vec![f32::NAN; to.0 * to.1 * channels];
                let (from, to) = (
                    Extent::new(height, width, channels),
                    Extent::new(to.0, to.1, channels),
                );
                resize(level, scaling, (&spread(input), from), (&mut output, to));
                assert_eq!(output, spread(expected), "{level:?}");
            });
        }
    }

    #[test]
    fn resize_with_half_pixels() {
        let expected = [0.0, 1.0, 3.0, 4.0];
        check_resize((true, false), ((1, 2), &[0.0, 4.0]), ((1, 4), &expected));
    }

    #[test]
    fn resize_without_half_pixels() {
        let expected = [0.0, 2.0, 4.0, 4.0];
        check_resize((false, false), ((1, 2), &[0.0, 4.0]), ((1, 4), &expected));
    }

    #[test]
    fn resize_with_aligned_corners() {
        let expected = [0.0, 2.0, 4.0, 4.0, 6.0, 8.0, 8.0, 10.0, 12.0];
        let input = [0.0, 4.0, 8.0, 12.0];
        check_resize((false, true), ((2, 2), &input), ((3, 3), &expected));
    }
}
