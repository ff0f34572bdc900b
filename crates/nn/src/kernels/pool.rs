//! Pooling: the maximum of each window, and the mean of each channel.

use super::dispatch::dispatched;
use super::vector::{One, Simd, vectors};
use super::window::{Extent, Window};

/// Arguments of pooling.
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

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

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
            (Extent::new(3, 3, 1), &input),
            (Extent::new(2, 2, 1), &expected),
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
}
