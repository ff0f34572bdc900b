//! Element-wise, pooling and copying operators.

use super::activation;
use super::dispatch::{Level, dispatched};
use super::vector::{One, Simd};
use crate::operator::{Activation, Window};

/// Rows, columns and channels of a tensor with batch 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) channels: usize,
}

/// Copies `input` behind `before` rows, columns and channels of zeros; zeros follow to the end.
pub(crate) fn pad(input: &[f32], from: Extent, output: &mut [f32], to: Extent, before: [usize; 3]) {
    output.fill(0.0);
    let [top, left, front] = before;
    for (index, position) in input.chunks_exact(from.channels).enumerate() {
        let (y, x) = (index / from.width, index % from.width);
        let start = ((top + y) * to.width + left + x) * to.channels + front;
        output[start..start + from.channels].copy_from_slice(position);
    }
}

/// First channels of the vectors that cover `channels`; the last may overlap the one before.
fn vectors<S: Simd>(channels: usize) -> impl Iterator<Item = usize> {
    let last = channels - S::LANES;
    (0..channels.div_ceil(S::LANES)).map(move |index| last.min(index * S::LANES))
}

/// What pooling works on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pool<'a> {
    pub(crate) window: Window,
    pub(crate) input: &'a [f32],
    pub(crate) from: Extent,
    pub(crate) to: Extent,
}

dispatched! {
    /// Largest value of the part of each window that lies on the picture.
    pub(crate) fn max_pool = max_pool_inner(pool: &Pool<'_>, output: &mut [f32])
}

#[inline(always)]
fn max_pool_inner<S: Simd>(simd: S, pool: &Pool<'_>, output: &mut [f32]) {
    if pool.from.channels >= S::LANES {
        max_pool_vectors(simd, pool, output);
    } else {
        max_pool_vectors(One, pool, output);
    }
}

#[inline(always)]
fn max_pool_vectors<S: Simd>(simd: S, pool: &Pool<'_>, output: &mut [f32]) {
    let (window, from, to) = (pool.window, pool.from, pool.to);
    for (index, target) in output.chunks_exact_mut(to.channels).enumerate() {
        let (y, x) = (index / to.width, index % to.width);
        let (rows, columns) = (
            window.rows_on(y, from.height),
            window.columns_on(x, from.width),
        );
        let top = y * window.stride_y + rows.start - window.pad_top;
        let left = x * window.stride_x + columns.start - window.pad_left;
        for channel in vectors::<S>(to.channels) {
            let mut best = simd.splat(f32::NEG_INFINITY);
            for row in top..top + rows.len() {
                let start = (row * from.width + left) * from.channels + channel;
                for column in 0..columns.len() {
                    let values = &pool.input[start + column * from.channels..];
                    best = simd.max(best, simd.load(values));
                }
            }
            simd.store(best, &mut target[channel..]);
        }
    }
}

dispatched! {
    /// Adds to each channel's output the mean over all positions.
    pub(crate) fn add_mean = add_mean_inner(input: &[f32], output: &mut [f32])
}

#[inline(always)]
fn add_mean_inner<S: Simd>(simd: S, input: &[f32], output: &mut [f32]) {
    if output.len() >= S::LANES {
        add_mean_vectors(simd, input, output);
    } else {
        add_mean_vectors(One, input, output);
    }
}

#[inline(always)]
fn add_mean_vectors<S: Simd>(simd: S, input: &[f32], output: &mut [f32]) {
    let channels = output.len();
    let share = simd.splat(channels as f32 / input.len() as f32);
    let mut done = 0;
    for channel in vectors::<S>(channels) {
        // Four sums: one addition need not wait for the one before.
        let mut sums = [simd.splat(0.0); 4];
        let (quads, rest) = input.split_at(input.len() - input.len() % (4 * channels));
        for four in quads.chunks_exact(4 * channels) {
            for (n, sum) in sums.iter_mut().enumerate() {
                *sum = simd.add(*sum, simd.load(&four[n * channels + channel..]));
            }
        }
        for position in rest.chunks_exact(channels) {
            sums[0] = simd.add(sums[0], simd.load(&position[channel..]));
        }
        let sum = simd.add(simd.add(sums[0], sums[1]), simd.add(sums[2], sums[3]));
        let mut means = [0.0; 16];
        simd.store(simd.multiply(sum, share), &mut means);
        // Overlapping vectors must not add twice.
        for at in done.max(channel)..channel + S::LANES {
            output[at] += means[at - channel];
        }
        done = channel + S::LANES;
    }
}

/// Sum of two tensors of equal size.
pub(crate) fn add(
    level: Level,
    (first, second): (&[f32], &[f32]),
    activation: &Activation,
    output: &mut [f32],
) {
    plain_add(level, first, second, output);
    activate_in_place(level, activation, output);
}

dispatched! {
    fn plain_add = add_inner(first: &[f32], second: &[f32], output: &mut [f32])
}

#[inline(always)]
fn add_inner<S: Simd>(_: S, first: &[f32], second: &[f32], output: &mut [f32]) {
    for ((sum, a), b) in output.iter_mut().zip(first).zip(second) {
        *sum = a + b;
    }
}

/// Rare: an activation that could not be joined with anything before.
fn activate_in_place(level: Level, activation: &Activation, values: &mut [f32]) {
    if *activation != Activation::None {
        let input = values.to_vec();
        activation::map(level, activation, &input, values);
    }
}

dispatched! {
    /// Product; the shorter operand is repeated.
    pub(crate) fn multiply = multiply_inner(first: &[f32], second: &[f32], output: &mut [f32])
}

#[inline(always)]
fn multiply_inner<S: Simd>(simd: S, first: &[f32], second: &[f32], output: &mut [f32]) {
    let (long, short) = if first.len() >= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    if short.len() < S::LANES {
        for (products, values) in output.chunks_mut(short.len()).zip(long.chunks(short.len())) {
            for ((product, a), b) in products.iter_mut().zip(values).zip(short) {
                *product = a * b;
            }
        }
        return;
    }
    for (products, values) in output
        .chunks_exact_mut(short.len())
        .zip(long.chunks(short.len()))
    {
        for at in vectors::<S>(short.len()) {
            let product = simd.multiply(simd.load(&values[at..]), simd.load(&short[at..]));
            simd.store(product, &mut products[at..]);
        }
    }
}

/// Product of `values` with one `gate` a channel, plus `added`.
pub(crate) fn multiply_add(
    level: Level,
    (values, gate): (&[f32], &[f32]),
    added: &[f32],
    activation: &Activation,
    output: &mut [f32],
) {
    plain_multiply_add(level, values, gate, added, output);
    activate_in_place(level, activation, output);
}

dispatched! {
    fn plain_multiply_add = multiply_add_inner(
        values: &[f32], gate: &[f32], added: &[f32], output: &mut [f32],
    )
}

#[inline(always)]
fn multiply_add_inner<S: Simd>(
    simd: S,
    values: &[f32],
    gate: &[f32],
    added: &[f32],
    output: &mut [f32],
) {
    if gate.len() < S::LANES {
        for (at, (sum, value)) in output.iter_mut().zip(values).enumerate() {
            *sum = value * gate[at % gate.len()] + added[at];
        }
        return;
    }
    let cells = values
        .chunks_exact(gate.len())
        .zip(added.chunks_exact(gate.len()));
    for (target, (values, added)) in output.chunks_exact_mut(gate.len()).zip(cells) {
        for at in vectors::<S>(gate.len()) {
            let (a, b) = (simd.load(&values[at..]), simd.load(&gate[at..]));
            let sum = simd.multiply_add(a, b, simd.load(&added[at..]));
            simd.store(sum, &mut target[at..]);
        }
    }
}

/// Where the values of a scaled row or column come from.
#[derive(Debug, Clone, Copy)]
struct Between {
    first: usize,
    second: usize,
    /// Share of the second.
    share: f32,
}

/// How TensorFlow Lite maps output places to input places.
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

/// Spreads `4 × channels` values of each position over a 2 × 2 square.
pub(crate) fn spread(input: &[f32], from: Extent, output: &mut [f32]) {
    let pair = from.channels / 2;
    let rows = input.chunks_exact(from.width * from.channels);
    for (values, target) in rows.zip(output.chunks_exact_mut(2 * from.width * pair)) {
        let (upper, lower) = target.split_at_mut(from.width * pair);
        let targets = upper
            .chunks_exact_mut(pair)
            .zip(lower.chunks_exact_mut(pair));
        for (position, (upper, lower)) in values.chunks_exact(from.channels).zip(targets) {
            // A copy of known length is two instructions, any other one a call.
            if let ([a, b], [c, d], &[e, f, g, h]) = (&mut *upper, &mut *lower, position) {
                (*a, *b, *c, *d) = (e, f, g, h);
            } else {
                upper.copy_from_slice(&position[..pair]);
                lower.copy_from_slice(&position[pair..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

    fn extent(height: usize, width: usize, channels: usize) -> Extent {
        Extent {
            height,
            width,
            channels,
        }
    }

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
                    extent(height, width, channels),
                    extent(to.0, to.1, channels),
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

    #[track_caller]
    fn check_pool(
        window: Window,
        (from, input): (Extent, &[f32]),
        (to, expected): (Extent, &[f32]),
    ) {
        for_each_level(|level| {
            let mut output = vec![f32::NAN; expected.len()];
            let pool = Pool {
                window,
                input,
                from,
                to,
            };
            max_pool(level, &pool, &mut output);
            assert_eq!(output, expected, "{level:?}");
        });
    }

    #[test]
    fn pooling_takes_the_largest_of_what_is_there() {
        let window = Window {
            height: 2,
            width: 2,
            stride_y: 2,
            stride_x: 2,
            pad_top: 0,
            pad_left: 0,
        };
        let input = [-1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0];
        let expected = [-1.0, -3.0, -7.0, -9.0];
        check_pool(
            window,
            (extent(3, 3, 1), &input),
            (extent(2, 2, 1), &expected),
        );
    }

    #[track_caller]
    fn check_mean(input: &[f32], channels: usize, expected: f32) {
        for_each_level(|level| {
            let mut output = vec![1.0; channels];
            add_mean(level, input, &mut output);
            assert_eq!(output, vec![1.0 + expected; channels], "{level:?}");
        });
    }

    #[test]
    fn a_mean_is_added() {
        for channels in [1, 5, 16, 20] {
            let rows: Vec<f32> = (0..7).flat_map(|row| vec![row as f32; channels]).collect();
            check_mean(&rows, channels, 3.0);
        }
    }

    #[track_caller]
    fn check_product(first: &[f32], second: &[f32], expected: &[f32]) {
        for_each_level(|level| {
            let mut output = vec![f32::NAN; expected.len()];
            multiply(level, first, second, &mut output);
            assert_eq!(output, expected, "{level:?}");
            let mut output = vec![f32::NAN; expected.len()];
            let nothing = &Activation::None;
            multiply_add(
                level,
                (first, second),
                &vec![1.0; first.len()],
                nothing,
                &mut output,
            );
            let plus_one: Vec<f32> = expected.iter().map(|product| product + 1.0).collect();
            assert_eq!(output, plus_one, "{level:?}");
        });
    }

    #[test]
    fn the_shorter_factor_repeats() {
        check_product(
            &[1.0, 2.0, 3.0, 4.0],
            &[10.0, 100.0],
            &[10.0, 200.0, 30.0, 400.0],
        );
        check_product(&[2.0; 40], &[3.0; 20], &[6.0; 40]);
    }

    #[track_caller]
    fn check_spread(input: &[f32], from: Extent, expected: &[f32]) {
        let mut output = vec![f32::NAN; expected.len()];
        spread(input, from, &mut output);
        assert_eq!(output, expected);
    }

    #[test]
    fn a_transposed_convolution_spreads_corners() {
        let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let expected = [1.0, 2.0, 5.0, 6.0, 3.0, 4.0, 7.0, 8.0];
        check_spread(&input, extent(1, 2, 4), &expected);
        check_spread(&input, extent(1, 1, 8), &input);
    }

    #[track_caller]
    fn check_pad(before: [usize; 3], expected: &[f32], to: Extent) {
        let mut output = vec![f32::NAN; expected.len()];
        pad(&[1.0, 2.0], extent(1, 2, 1), &mut output, to, before);
        assert_eq!(output, expected);
    }

    #[test]
    fn zeros_go_before_and_after() {
        let columns = [0.0, 1.0, 2.0];
        check_pad([0, 1, 0], &columns, extent(1, 3, 1));
        let channels_behind = [1.0, 0.0, 2.0, 0.0];
        check_pad([0, 0, 0], &channels_behind, extent(1, 2, 2));
    }
}
