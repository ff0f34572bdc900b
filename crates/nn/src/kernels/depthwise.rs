//! Depthwise convolution: one filter for each channel. Padding is not stored: a window that exceeds
//! the picture uses only the weights inside the picture.

use std::ops::Range;

use super::dispatch::dispatched;
use super::finish::{Finish, Place};
use super::vector::{One, Simd};
use super::window::{Extent, Window};

/// Neighbouring positions computed together, so that a loaded value serves several windows.
const TOGETHER: usize = 4;

/// A depthwise convolution of one picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depthwise<'a> {
    pub(crate) window: Window,
    pub(crate) input: &'a [f32],
    pub(crate) from: Extent,
    pub(crate) to: Extent,
    /// Rows × columns × channels.
    pub(crate) weights: &'a [f32],
    pub(crate) bias: &'a [f32],
    pub(crate) finish: Finish<'a>,
}

dispatched! {
    /// Computes all output positions.
    pub(crate) fn run = run_inner(depthwise: &Depthwise<'_>, output: &mut [f32])
}

#[inline(always)]
fn run_inner<S: Simd>(simd: S, depthwise: &Depthwise<'_>, output: &mut [f32]) {
    let channels = depthwise.from.channels;
    if channels >= S::LANES {
        rows(simd, depthwise, output);
    } else if channels >= S::Half::LANES {
        rows(simd.half(), depthwise, output);
    } else {
        rows(One, depthwise, output);
    }
}

/// All rows, a vector of channels at a time; the last vector may overlap the one before.
#[inline(always)]
fn rows<S: Simd>(simd: S, depthwise: &Depthwise<'_>, output: &mut [f32]) {
    let last = depthwise.from.channels - S::LANES;
    for y in 0..depthwise.to.height {
        let mut channel = 0;
        loop {
            let line = Line {
                depthwise,
                rows: depthwise.window.rows_on(y, depthwise.from.height),
                y,
                channel,
            };
            match (depthwise.window.width, depthwise.window.stride_x) {
                // Few channels are rare: not worth a version for every window.
                _ if const { S::LANES == 1 } => {
                    line.singly(simd, 0..depthwise.to.width, output);
                }
                (3, 1) => line.run::<S, 3, 1, 6>(simd, output),
                (3, 2) => line.run::<S, 3, 2, 9>(simd, output),
                (5, 1) => line.run::<S, 5, 1, 8>(simd, output),
                (5, 2) => line.run::<S, 5, 2, 11>(simd, output),
                _ => line.singly(simd, 0..depthwise.to.width, output),
            }
            if channel == last {
                break;
            }
            channel = last.min(channel + S::LANES);
        }
    }
}

/// One row of the output, one vector of channels.
struct Line<'a> {
    depthwise: &'a Depthwise<'a>,
    /// Window rows on the picture.
    rows: Range<usize>,
    y: usize,
    channel: usize,
}

impl Line<'_> {
    /// The whole row for windows of `K` columns moving by `STRIDE`; [`TOGETHER`] windows cover
    /// `COLUMNS` columns.
    #[inline(always)]
    fn run<S: Simd, const K: usize, const STRIDE: usize, const COLUMNS: usize>(
        &self,
        simd: S,
        output: &mut [f32],
    ) {
        let (from, to) = (self.depthwise.from, self.depthwise.to);
        let inside = self.depthwise.window.columns_inside(from.width, to.width);
        if inside.len() < TOGETHER {
            return self.singly(simd, 0..to.width, output);
        }
        self.singly(simd, 0..inside.start, output);
        let mut x = inside.start;
        while x < inside.end {
            x = x.min(inside.end - TOGETHER);
            self.block::<S, K, STRIDE, COLUMNS>(simd, x, output);
            x += TOGETHER;
        }
        self.singly(simd, inside.end..to.width, output);
    }

    /// Start of the picture's row under the first window row, at this vector's channels.
    #[inline(always)]
    fn top(&self) -> usize {
        let (window, from) = (self.depthwise.window, self.depthwise.from);
        let top = self.y * window.stride_y + self.rows.start - window.pad_top;
        top * from.width * from.channels + self.channel
    }

    #[inline(always)]
    fn place(&self, x: usize) -> Place {
        Place {
            position: self.y * self.depthwise.to.width + x,
            channel: self.channel,
            channels: self.depthwise.to.channels,
        }
    }

    /// [`TOGETHER`] windows that lie on the picture with all their columns.
    #[inline(always)]
    fn block<S: Simd, const K: usize, const STRIDE: usize, const COLUMNS: usize>(
        &self,
        simd: S,
        x: usize,
        output: &mut [f32],
    ) {
        let depthwise = self.depthwise;
        let channels = depthwise.from.channels;
        let left = (x * STRIDE - depthwise.window.pad_left) * channels;
        let input_row = depthwise.from.width * channels;
        let mut sums = [simd.load(&depthwise.bias[self.channel..]); TOGETHER];
        for (below, ky) in self.rows.clone().enumerate() {
            let start = self.top() + below * input_row + left;
            let input = &depthwise.input[start..][..(COLUMNS - 1) * channels + S::LANES];
            let mut columns = [simd.splat(0.0); COLUMNS];
            for (at, column) in columns.iter_mut().enumerate() {
                *column = simd.load(&input[at * channels..]);
            }
            let weights = &depthwise.weights[ky * K * channels + self.channel..];
            for kx in 0..K {
                let weight = simd.load(&weights[kx * channels..]);
                for n in 0..TOGETHER {
                    sums[n] = simd.multiply_add(columns[n * STRIDE + kx], weight, sums[n]);
                }
            }
        }
        depthwise.finish.write(simd, sums, self.place(x), output);
    }

    /// Windows that may hang over an edge, or of a size that has no block.
    #[inline(always)]
    fn singly<S: Simd>(&self, simd: S, range: Range<usize>, output: &mut [f32]) {
        let depthwise = self.depthwise;
        let (window, from) = (depthwise.window, depthwise.from);
        for x in range {
            let columns = window.columns_on(x, from.width);
            let left = x * window.stride_x + columns.start - window.pad_left;
            let mut sum = simd.load(&depthwise.bias[self.channel..]);
            for (below, ky) in self.rows.clone().enumerate() {
                let start = self.top() + (below * from.width + left) * from.channels;
                let tap = (ky * window.width + columns.start) * from.channels + self.channel;
                let (input, weights) = (&depthwise.input[start..], &depthwise.weights[tap..]);
                for kx in 0..columns.len() {
                    let value = simd.load(&input[kx * from.channels..]);
                    let weight = simd.load(&weights[kx * from.channels..]);
                    sum = simd.multiply_add(value, weight, sum);
                }
            }
            depthwise.finish.write(simd, [sum], self.place(x), output);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::activation::Activation;
    use super::super::dispatch::{Level, for_each_level};
    use super::*;

    /// Ones through a window of ones times (channel + 1): every output counts the positions of its
    /// window that lie on the picture. `expected` are the counts.
    #[track_caller]
    fn check(window: Window, from: (usize, usize), (to, expected): ((usize, usize), &[f32])) {
        for channels in [1, 3, 4, 8, 12, 16, 28, 40] {
            let extent = |(height, width)| Extent {
                height,
                width,
                channels,
            };
            let by_channel: Vec<f32> = (0..channels).map(|c| c as f32 + 1.0).collect();
            for_each_level(|level: Level| {
                let mut output = vec![f32::NAN; to.0 * to.1 * channels];
                let depthwise = Depthwise {
                    window,
                    input: &vec![1.0; from.0 * from.1 * channels],
                    from: extent(from),
                    to: extent(to),
                    weights: &by_channel.repeat(window.height * window.width),
                    bias: &vec![0.0; channels],
                    finish: Finish {
                        before: &Activation::None,
                        added: None,
                        after: &Activation::None,
                    },
                };
                run(level, &depthwise, &mut output);
                for (at, &seen) in output.iter().enumerate() {
                    let count = expected[at / channels] * by_channel[at % channels];
                    assert_eq!(seen, count, "{level:?}, {channels} channels, {at}");
                }
            });
        }
    }

    fn window(size: usize, stride: usize, padding: usize) -> Window {
        Window {
            height: size,
            width: size,
            stride_y: stride,
            stride_x: stride,
            pad_top: padding,
            pad_left: padding,
        }
    }

    #[test]
    fn padding_adds_nothing() {
        let expected = [
            4.0, 6.0, 6.0, 6.0, 6.0, 6.0, 4.0, //
            4.0, 6.0, 6.0, 6.0, 6.0, 6.0, 4.0,
        ];
        check(window(3, 1, 1), (2, 7), ((2, 7), &expected));
    }

    #[test]
    fn stride_two() {
        let expected = [6.0, 6.0, 6.0, 6.0, 4.0];
        check(window(3, 2, 0), (2, 10), ((1, 5), &expected));
    }

    #[test]
    fn five_wide() {
        let expected = [3.0, 4.0, 5.0, 5.0, 5.0, 5.0, 4.0, 3.0];
        check(window(5, 1, 2), (1, 8), ((1, 8), &expected));
    }

    #[test]
    fn picture_smaller_than_the_window() {
        check(window(5, 1, 2), (1, 2), ((1, 2), &[2.0, 2.0]));
    }

    #[test]
    fn a_window_of_another_size() {
        check(window(2, 1, 0), (3, 3), ((2, 2), &[4.0; 4]));
    }
}
