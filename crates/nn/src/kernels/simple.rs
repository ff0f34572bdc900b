//! Element-wise and copying operators.

use crate::operator::Window;

/// Rows, columns and channels of a tensor with batch 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) channels: usize,
}

impl Extent {
    /// Number of values.
    pub(crate) fn values(self) -> usize {
        self.height * self.width * self.channels
    }
}

/// Copies `input` into the middle of `output`; everything around is `around`.
pub(crate) fn surround(
    input: &[f32],
    from: Extent,
    output: &mut [f32],
    to: Extent,
    (top, left, around): (usize, usize, f32),
) {
    output.fill(around);
    let run = from.width * from.channels;
    for (y, row) in input.chunks_exact(run).enumerate() {
        let start = ((top + y) * to.width + left) * to.channels;
        output[start..start + run].copy_from_slice(row);
    }
}

/// As [`surround`] with zeros, and zeros before the channels.
pub(crate) fn pad(input: &[f32], from: Extent, output: &mut [f32], to: Extent, before: [usize; 3]) {
    output.fill(0.0);
    let [top, left, front] = before;
    for (index, position) in input.chunks_exact(from.channels).enumerate() {
        let (y, x) = (index / from.width, index % from.width);
        let start = ((top + y) * to.width + left + x) * to.channels + front;
        output[start..start + from.channels].copy_from_slice(position);
    }
}

/// Largest value in each window of an input that is already padded with −∞.
pub(crate) fn max_pool(
    window: Window,
    input: &[f32],
    from: Extent,
    output: &mut [f32],
    output_width: usize,
) {
    for (index, target) in output.chunks_exact_mut(from.channels).enumerate() {
        let (y, x) = (index / output_width, index % output_width);
        target.fill(f32::NEG_INFINITY);
        for ky in 0..window.height {
            for kx in 0..window.width {
                let row = y * window.stride_y + ky;
                let at = (row * from.width + x * window.stride_x + kx) * from.channels;
                for (best, value) in target.iter_mut().zip(&input[at..at + from.channels]) {
                    *best = best.max(*value);
                }
            }
        }
    }
}

/// Mean over all positions.
pub(crate) fn global_mean(input: &[f32], output: &mut [f32]) {
    let channels = output.len();
    output.fill(0.0);
    for position in input.chunks_exact(channels) {
        for (sum, value) in output.iter_mut().zip(position) {
            *sum += value;
        }
    }
    let positions = (input.len() / channels) as f32;
    for sum in output {
        *sum /= positions;
    }
}

/// Sum of two tensors of equal size.
pub(crate) fn add(first: &[f32], second: &[f32], output: &mut [f32]) {
    for ((sum, a), b) in output.iter_mut().zip(first).zip(second) {
        *sum = a + b;
    }
}

/// Product; the shorter operand is repeated.
pub(crate) fn multiply(first: &[f32], second: &[f32], output: &mut [f32]) {
    let (long, short) = if first.len() >= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    for (products, values) in output.chunks_mut(short.len()).zip(long.chunks(short.len())) {
        for ((product, a), b) in products.iter_mut().zip(values).zip(short) {
            *product = a * b;
        }
    }
}

/// Bilinear scaling as TensorFlow Lite defines it.
pub(crate) fn resize(
    input: &[f32],
    from: Extent,
    output: &mut [f32],
    to: Extent,
    (half_pixel, align_corners): (bool, bool),
) {
    let places = |count: usize, wanted: usize| -> Vec<(usize, usize, f32)> {
        let ratio = if align_corners && wanted > 1 {
            (count - 1) as f32 / (wanted - 1) as f32
        } else {
            count as f32 / wanted as f32
        };
        (0..wanted)
            .map(|at| {
                let place = if half_pixel {
                    ((at as f32 + 0.5) * ratio - 0.5).max(0.0)
                } else {
                    at as f32 * ratio
                };
                let first = (place as usize).min(count - 1);
                (first, (first + 1).min(count - 1), place - first as f32)
            })
            .collect()
    };
    let columns = places(from.width, to.width);
    let rows = places(from.height, to.height);
    let at = |y: usize, x: usize| &input[(y * from.width + x) * from.channels..][..from.channels];
    let row_values = to.width * to.channels;
    for (row, &(y0, y1, ty)) in output.chunks_exact_mut(row_values).zip(&rows) {
        for (target, &(x0, x1, tx)) in row.chunks_exact_mut(to.channels).zip(&columns) {
            let (a, b, c, d) = (at(y0, x0), at(y0, x1), at(y1, x0), at(y1, x1));
            for (channel, value) in target.iter_mut().enumerate() {
                let top = a[channel] + (b[channel] - a[channel]) * tx;
                let bottom = c[channel] + (d[channel] - c[channel]) * tx;
                *value = top + (bottom - top) * ty;
            }
        }
    }
}

/// Spreads `4 × channels` values of each position over a 2 × 2 square.
pub(crate) fn spread(input: &[f32], from: Extent, output: &mut [f32], channels: usize) {
    let output_row = from.width * 2 * channels;
    for (index, position) in input.chunks_exact(4 * channels).enumerate() {
        let (y, x) = (index / from.width, index % from.width);
        for (row, pair) in position.chunks_exact(2 * channels).enumerate() {
            let start = (y * 2 + row) * output_row + x * 2 * channels;
            output[start..start + 2 * channels].copy_from_slice(pair);
        }
    }
}
