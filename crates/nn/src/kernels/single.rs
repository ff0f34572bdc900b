//! 3 × 3 convolution to a single channel: vectors run over the input's channels instead of the output's.

use super::aligned::Aligned;
use super::dispatch::dispatched;
use super::vector::Simd;
use super::window::Extent;

/// Rows and columns of the window, which is padded to the same size.
const WINDOW: usize = 3;

/// The input's channels are a multiple of it.
pub(crate) const CHANNELS: usize = 16;

/// Neighbouring output positions that share the weights they read.
const TOGETHER: usize = 4;

/// A convolution of one picture to one channel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Convolution<'a> {
    pub(crate) input: &'a [f32],
    pub(crate) from: Extent,
    /// Row × column × channel.
    pub(crate) weights: &'a Aligned,
    pub(crate) bias: f32,
}

dispatched! {
    /// Computes all output positions.
    pub(crate) fn run = run_inner(convolution: &Convolution<'_>, output: &mut [f32])
}

#[inline(always)]
fn run_inner<S: Simd>(simd: S, convolution: &Convolution<'_>, output: &mut [f32]) {
    let width = convolution.from.width;
    for (y, row) in output.chunks_exact_mut(width).enumerate() {
        let mut x = 0;
        while x < width {
            // Inside the picture all windows of a group read the same weights.
            if x > 0 && x + TOGETHER < width {
                let sums = windows::<S, TOGETHER>(simd, convolution, (y, x));
                row[x..x + TOGETHER].copy_from_slice(&sums);
                x += TOGETHER;
            } else {
                row[x..=x].copy_from_slice(&windows::<S, 1>(simd, convolution, (y, x)));
                x += 1;
            }
        }
    }
}

/// Sums of `R` neighbouring windows.
#[inline(always)]
fn windows<S: Simd, const R: usize>(
    simd: S,
    convolution: &Convolution<'_>,
    (y, x): (usize, usize),
) -> [f32; R] {
    let from = convolution.from;
    let mut sums = [simd.splat(0.0); R];
    for ky in 0..WINDOW {
        let Some(row) = (y + ky).checked_sub(1).filter(|&row| row < from.height) else {
            continue;
        };
        for kx in 0..WINDOW {
            let Some(column) = (x + kx).checked_sub(1) else {
                continue;
            };
            if column >= from.width {
                break;
            }
            let start = (row * from.width + column) * from.channels;
            let cells: [&[f32]; R] = std::array::from_fn(|r| {
                &convolution.input[start + r * from.channels..][..from.channels]
            });
            let weights = &convolution.weights[(ky * WINDOW + kx) * from.channels..];
            for channel in (0..from.channels).step_by(S::LANES) {
                let weight = simd.load(&weights[channel..]);
                for r in 0..R {
                    sums[r] = simd.multiply_add(simd.load(&cells[r][channel..]), weight, sums[r]);
                }
            }
        }
    }
    std::array::from_fn(|r| {
        let mut lanes = [0.0; CHANNELS];
        simd.store(sums[r], &mut lanes);
        convolution.bias + lanes.iter().sum::<f32>()
    })
}

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

    #[track_caller]
    fn check((height, width): (usize, usize), channels: usize) {
        let from = Extent {
            height,
            width,
            channels,
        };
        let count = height * width * channels;
        let input: Vec<f32> = (0..count).map(|at| (at * 31 % 17) as f32).collect();
        let weights: Vec<f32> = (0..9 * channels).map(|at| (at * 13 % 7) as f32).collect();
        let expected = |y: usize, x: usize| -> f32 {
            let places = (0..9 * channels).map(|at| {
                let (place, channel) = (at / channels, at % channels);
                let row = (y + place / 3).checked_sub(1).filter(|&row| row < height);
                let column = (x + place % 3)
                    .checked_sub(1)
                    .filter(|&column| column < width);
                let (Some(row), Some(column)) = (row, column) else {
                    return 0.0;
                };
                input[(row * width + column) * channels + channel] * weights[at]
            });
            places.sum::<f32>() + 0.5
        };
        for_each_level(|level| {
            let mut output = vec![f32::NAN; height * width];
            let convolution = Convolution {
                input: &input,
                from,
                weights: &Aligned::from(weights.as_slice()),
                bias: 0.5,
            };
            run(level, &convolution, &mut output);
            for (at, &seen) in output.iter().enumerate() {
                assert_eq!(seen, expected(at / width, at % width), "{level:?} {at}");
            }
        });
    }

    #[test]
    fn windows_hang_over_every_edge() {
        check((1, 1), 16);
        check((2, 3), 16);
        check((5, 11), 32);
        check((4, 6), 64);
    }
}
