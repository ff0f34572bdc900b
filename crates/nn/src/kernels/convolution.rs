//! Convolution as a register-blocked matrix product without an intermediate copy.
//!
//! A row of a window is a run of `width × channels` neighbouring input values, so the inner loop is
//! a dot product of runs with packed weights. Padding is not stored: a window that exceeds the
//! picture uses only the weights inside the picture.

use std::ops::Range;

use super::aligned::Aligned;
use super::dispatch::dispatched;
use super::finish::{Finish, Place};
use super::vector::Simd;
use super::window::{Extent, Window};

/// Channels of most panels: one vector of AVX-512, two of AVX2.
const WIDE: usize = 16;

/// Channels of panels for the rest; what a panel reads by channel has at least so many values.
const NARROW: usize = 8;

/// Positions that go through all panels before the next ones: their input and a panel's weights
/// stay in the first cache together.
const CHUNK: usize = 48;

/// Values copied at once when windows are gathered; a longer window row is read where it is.
const COPIED: usize = 16;

/// Values between gathered windows: room for 5 × 5 windows of three channels.
const PITCH: usize = 80;

/// Neighbouring output channels that are computed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Panel {
    /// First output channel. Panels may overlap: a channel computed twice costs less than a rest
    /// computed singly.
    channel: usize,
    /// [`WIDE`] or [`NARROW`].
    width: usize,
    /// Start of `window row × window column × input channel × width` weights.
    weights: usize,
}

/// Weights and bias in the order the kernel reads them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Packed {
    panels: Vec<Panel>,
    weights: Aligned,
    bias: Vec<f32>,
}

impl Packed {
    /// From `[output][run]` weights and a bias for each output.
    pub(crate) fn new(weights: &[f32], bias: &[f32], run: usize) -> Self {
        let outputs = bias.len();
        let mut panels = Vec::new();
        let mut filled = 0;
        for (channel, width) in cut(outputs) {
            panels.push(Panel {
                channel,
                width,
                weights: filled,
            });
            filled += width * run;
        }
        let mut packed = Aligned::zeros(filled);
        for panel in &panels {
            let target = &mut packed[panel.weights..][..panel.width * run];
            let filters = weights.chunks_exact(run).skip(panel.channel);
            for (lane, filter) in filters.take(panel.width).enumerate() {
                for (row, &weight) in target.chunks_exact_mut(panel.width).zip(filter) {
                    row[lane] = weight;
                }
            }
        }
        Self {
            panels,
            weights: packed,
            bias: fill_up(bias.to_vec()),
        }
    }
}

impl Packed {
    /// Number of packed weights.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }
}

/// Cuts `outputs` channels into panels: first channel and width of each.
fn cut(outputs: usize) -> Vec<(usize, usize)> {
    let whole = outputs / WIDE;
    let mut panels: Vec<_> = (0..whole).map(|index| (index * WIDE, WIDE)).collect();
    let rest = outputs % WIDE;
    if rest > NARROW && whole > 0 {
        panels.push((outputs - WIDE, WIDE));
    } else if rest > NARROW {
        panels.extend([(0, NARROW), (outputs - NARROW, NARROW)]);
    } else if rest > 0 {
        panels.push((outputs.saturating_sub(NARROW), NARROW));
    }
    panels
}

/// `values` filled up with zeros to a narrow panel.
pub(crate) fn fill_up(mut values: Vec<f32>) -> Vec<f32> {
    values.resize(values.len().max(NARROW), 0.0);
    values
}

/// A convolution of one picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Convolution<'a> {
    pub(crate) window: Window,
    pub(crate) input: &'a [f32],
    pub(crate) from: Extent,
    pub(crate) to: Extent,
    pub(crate) weights: &'a Packed,
    pub(crate) finish: Finish<'a>,
}

/// Neighbouring output positions whose windows lie on the picture in the same way.
#[derive(Debug, Clone)]
struct Row<'a> {
    convolution: &'a Convolution<'a>,
    input: &'a [f32],
    /// Start of the first position's window on the picture, as index of the input.
    start: usize,
    /// Values from one position to the next.
    step: usize,
    /// Window rows on the picture.
    rows: Range<usize>,
    /// First value of a window row on the picture.
    skipped: usize,
    /// Values of a window row on the picture.
    run: usize,
    /// First position, counted over the whole output.
    position: usize,
    count: usize,
}

dispatched! {
    /// Computes all output positions.
    pub(crate) fn run = run_inner(convolution: &Convolution<'_>, output: &mut [f32])
}

#[inline(always)]
fn run_inner<S: Simd>(simd: S, convolution: &Convolution<'_>, output: &mut [f32]) {
    let (window, from, to) = (convolution.window, convolution.from, convolution.to);
    let run = window.width * from.channels;
    let positions = to.height * to.width;
    // Small windows are copied together first: one long run costs less than several short ones.
    // The first layers, with three channels, are like that.
    let gathers =
        window != Window::POINT && run <= COPIED && (window.height - 1) * run + COPIED <= PITCH;
    let mut windows = [0.0; CHUNK * PITCH];
    let mut position = 0;
    while position < positions {
        let part = if gathers {
            let count = CHUNK.min(positions - position);
            for (index, target) in windows.chunks_exact_mut(PITCH).take(count).enumerate() {
                gather(convolution, run, position + index, target);
            }
            Row {
                convolution,
                input: &windows,
                start: 0,
                step: PITCH,
                rows: 0..1,
                skipped: 0,
                run: window.height * run,
                position,
                count,
            }
        } else {
            Row::of_picture(convolution, position)
        };
        position += part.count;
        row(simd, &part, output);
    }
}

impl<'a> Row<'a> {
    /// As many positions from `position` on as lie on the picture in the same way.
    fn of_picture(convolution: &'a Convolution<'a>, position: usize) -> Self {
        let (window, from, to) = (convolution.window, convolution.from, convolution.to);
        let (y, x) = (position / to.width, position % to.width);
        let (rows, columns) = (
            window.rows_on(y, from.height),
            window.columns_on(x, from.width),
        );
        let top = y * window.stride_y + rows.start - window.pad_top;
        let left = x * window.stride_x + columns.start - window.pad_left;
        let inside = window.columns_inside(from.width, to.width);
        let count = if window == Window::POINT {
            to.height * to.width
        } else if x == inside.start {
            inside.len().max(1)
        } else {
            1
        };
        Self {
            convolution,
            input: convolution.input,
            start: (top * from.width + left) * from.channels,
            step: window.stride_x * from.channels,
            rows,
            skipped: columns.start * from.channels,
            run: columns.len() * from.channels,
            position,
            count,
        }
    }
}

/// Copies the window of one output position to `target`, zeros outside the picture; what
/// follows the window is undefined.
#[inline(always)]
fn gather(convolution: &Convolution<'_>, run: usize, position: usize, target: &mut [f32]) {
    let (window, from) = (convolution.window, convolution.from);
    let (y, x) = (
        position / convolution.to.width,
        position % convolution.to.width,
    );
    let (rows, columns) = (
        window.rows_on(y, from.height),
        window.columns_on(x, from.width),
    );
    let top = y * window.stride_y + rows.start - window.pad_top;
    let left = x * window.stride_x + columns.start - window.pad_left;
    let input_row = from.width * from.channels;
    let source = &convolution.input[top * input_row + left * from.channels..];
    let whole = rows.len() == window.height && columns.len() == window.width;
    if whole && source.len() >= (rows.len() - 1) * input_row + COPIED {
        // A copy of known length is two instructions; the next row overwrites what is too much.
        for ky in 0..window.height {
            let values = &source[ky * input_row..][..COPIED];
            target[ky * run..][..COPIED].copy_from_slice(values);
        }
        return;
    }
    target.fill(0.0);
    let (skipped, values) = (columns.start * from.channels, columns.len() * from.channels);
    for (below, ky) in rows.enumerate() {
        let values = &source[below * input_row..][..values];
        target[ky * run + skipped..][..values.len()].copy_from_slice(values);
    }
}

#[inline(always)]
fn row<S: Simd>(simd: S, row: &Row<'_>, output: &mut [f32]) {
    let panels = &row.convolution.weights.panels;
    for from in (0..row.count).step_by(CHUNK) {
        let range = from..row.count.min(from + CHUNK);
        let mut wide = panels.iter().filter(|panel| panel.width == WIDE);
        while let Some(first) = wide.next() {
            if const { S::LANES == 16 } {
                if let Some(second) = wide.next() {
                    let pair = [first, second];
                    positions::<S, 2, 1, 16, 8>(simd, row, pair, range.clone(), output);
                } else {
                    positions::<S, 1, 1, 16, 8>(simd, row, [first], range.clone(), output);
                }
            } else if const { S::LANES == 8 } {
                positions::<S, 1, 2, 16, 6>(simd, row, [first], range.clone(), output);
            } else {
                positions::<S, 1, 4, 16, 2>(simd, row, [first], range.clone(), output);
            }
        }
        for panel in panels.iter().filter(|panel| panel.width == NARROW) {
            if const { S::LANES == 16 } {
                let half = simd.half();
                positions::<S::Half, 1, 1, 8, 8>(half, row, [panel], range.clone(), output);
            } else if const { S::LANES == 8 } {
                positions::<S, 1, 1, 8, 8>(simd, row, [panel], range.clone(), output);
            } else {
                positions::<S, 1, 2, 8, 6>(simd, row, [panel], range.clone(), output);
            }
        }
    }
}

/// All positions of `range`, `R` at a time; the last ones overlap rather than going singly.
/// `P` panels of `W` channels each, which are `V` vectors.
#[inline(always)]
fn positions<S: Simd, const P: usize, const V: usize, const W: usize, const R: usize>(
    simd: S,
    row: &Row<'_>,
    panels: [&Panel; P],
    range: Range<usize>,
    output: &mut [f32],
) {
    let mut at = range.start;
    while at + R <= range.end {
        block::<S, P, V, W, R>(simd, row, panels, at, output);
        at += R;
    }
    let rest = range.end - at;
    if rest > 2 && range.len() >= R {
        return block::<S, P, V, W, R>(simd, row, panels, range.end - R, output);
    }
    if R > 4 && rest >= 4 {
        block::<S, P, V, W, 4>(simd, row, panels, at, output);
        at += 4;
    }
    while at < range.end {
        block::<S, P, V, W, 1>(simd, row, panels, at, output);
        at += 1;
    }
}

/// `R` neighbouring output positions from `at` on, all channels of the panels.
#[inline(always)]
fn block<S: Simd, const P: usize, const V: usize, const W: usize, const R: usize>(
    simd: S,
    row: &Row<'_>,
    panels: [&Panel; P],
    at: usize,
    output: &mut [f32],
) {
    let convolution = row.convolution;
    let mut sums = [[[simd.splat(0.0); R]; V]; P];
    for p in 0..P {
        for v in 0..V {
            let channel = panels[p].channel + v * S::LANES;
            sums[p][v] = [simd.load(&convolution.weights.bias[channel..]); R];
        }
    }
    let window_row = convolution.window.width * convolution.from.channels;
    let input_row = convolution.from.width * convolution.from.channels;
    for (below, ky) in row.rows.clone().enumerate() {
        let start = row.start + below * input_row + at * row.step;
        let inputs: [&[f32]; R] =
            std::array::from_fn(|r| &row.input[start + r * row.step..][..row.run]);
        let weights: [&[f32]; P] = std::array::from_fn(|p| {
            let first = panels[p].weights + (ky * window_row + row.skipped) * W;
            &convolution.weights.weights[first..][..row.run * W]
        });
        sums = accumulate::<S, P, V, W, R>(simd, sums, inputs, weights);
    }
    for p in 0..P {
        for v in 0..V {
            let place = Place {
                position: row.position + at,
                channel: panels[p].channel + v * S::LANES,
                channels: convolution.to.channels,
            };
            convolution.finish.write(simd, sums[p][v], place, output);
        }
    }
}

/// Adds to the sums the products of `R` runs with their weights.
///
/// Sums come and go by value and every index is known to the compiler, so that they stay in
/// registers; four values at a time share one check of bounds.
#[inline(always)]
pub(super) fn accumulate<
    S: Simd,
    const P: usize,
    const V: usize,
    const W: usize,
    const R: usize,
>(
    simd: S,
    mut sums: [[[S::Vector; R]; V]; P],
    inputs: [&[f32]; R],
    weights: [&[f32]; P],
) -> [[[S::Vector; R]; V]; P] {
    let quads = inputs[0].len() / 4;
    let inputs4: [&[[f32; 4]]; R] = std::array::from_fn(|r| &inputs[r].as_chunks().0[..quads]);
    let rows: [&[[f32; W]]; P] = std::array::from_fn(|p| weights[p].as_chunks().0);
    let rows4: [&[[[f32; W]; 4]]; P] = std::array::from_fn(|p| &rows[p].as_chunks().0[..quads]);
    for quad in 0..quads {
        let values: [&[f32; 4]; R] = std::array::from_fn(|r| &inputs4[r][quad]);
        let rows: [&[[f32; W]; 4]; P] = std::array::from_fn(|p| &rows4[p][quad]);
        for k in 0..4 {
            let row: [&[f32; W]; P] = std::array::from_fn(|p| &rows[p][k]);
            let values: [f32; R] = std::array::from_fn(|r| values[r][k]);
            sums = step::<S, P, V, W, R>(simd, sums, values, row);
        }
    }
    for k in 4 * quads..inputs[0].len() {
        let row: [&[f32; W]; P] = std::array::from_fn(|p| &rows[p][k]);
        let values: [f32; R] = std::array::from_fn(|r| inputs[r][k]);
        sums = step::<S, P, V, W, R>(simd, sums, values, row);
    }
    sums
}

/// Adds the products of one value a position with one row of weights.
#[inline(always)]
fn step<S: Simd, const P: usize, const V: usize, const W: usize, const R: usize>(
    simd: S,
    mut sums: [[[S::Vector; R]; V]; P],
    values: [f32; R],
    row: [&[f32; W]; P],
) -> [[[S::Vector; R]; V]; P] {
    let mut vectors = [[simd.splat(0.0); V]; P];
    for p in 0..P {
        for v in 0..V {
            vectors[p][v] = simd.load(&row[p][v * S::LANES..]);
        }
    }
    for r in 0..R {
        let value = simd.splat(values[r]);
        for p in 0..P {
            for v in 0..V {
                sums[p][v][r] = simd.multiply_add(value, vectors[p][v], sums[p][v][r]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::activation::Activation;
    use super::super::dispatch::{Level, for_each_level};
    use super::super::finish::{Added, Finish};
    use super::*;

    const SLIDING: Window = Window {
        height: 3,
        width: 3,
        stride_y: 1,
        stride_x: 1,
        pad_top: 1,
        pad_left: 1,
    };

    /// One channel in, one out, no bias; shapes are (rows, columns). Then with eight equal channels
    /// in, whose sum is eight times as large.
    #[track_caller]
    fn check(
        window: Window,
        (from, input): ((usize, usize), &[f32]),
        weights: &[f32],
        (to, expected): ((usize, usize), &[f32]),
    ) {
        for channels in [1, 8] {
            let extent = |(height, width), channels| Extent {
                height,
                width,
                channels,
            };
            let spread = |values: &[f32]| -> Vec<f32> {
                values
                    .iter()
                    .flat_map(|&value| vec![value; channels])
                    .collect()
            };
            let (input, weights) = (spread(input), spread(weights));
            let expected: Vec<f32> = expected.iter().map(|sum| sum * channels as f32).collect();
            for_each_level(|level: Level| {
                let mut output = vec![f32::NAN; expected.len()];
                let convolution = Convolution {
                    window,
                    input: &input,
                    from: extent(from, channels),
                    to: extent(to, 1),
                    weights: &Packed::new(&weights, &[0.0], weights.len()),
                    finish: Finish {
                        before: &Activation::None,
                        added: None,
                        after: &Activation::None,
                    },
                };
                run(level, &convolution, &mut output);
                assert_eq!(output, expected, "{level:?}");
            });
        }
    }

    #[test]
    fn valid_window() {
        let window = Window {
            height: 2,
            width: 2,
            ..Window::POINT
        };
        let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let weights = [1.0, 0.0, 0.0, 10.0];
        check(
            window,
            ((3, 3), &input),
            &weights,
            ((2, 2), &[51.0, 62.0, 84.0, 95.0]),
        );
    }

    #[test]
    fn padding_adds_nothing() {
        let expected = [4.0, 6.0, 4.0, 6.0, 9.0, 6.0, 4.0, 6.0, 4.0];
        check(SLIDING, ((3, 3), &[1.0; 9]), &[1.0; 9], ((3, 3), &expected));
    }

    #[test]
    fn stride_two_pads_at_the_end_only() {
        let window = Window {
            stride_y: 2,
            stride_x: 2,
            pad_top: 0,
            pad_left: 0,
            ..SLIDING
        };
        check(
            window,
            ((4, 4), &[1.0; 16]),
            &[1.0; 9],
            ((2, 2), &[9.0, 6.0, 6.0, 4.0]),
        );
    }

    /// 1 × 1 to `outputs` channels, of which number `c` is (c + 1) · (x + 2x) + 0.5.
    #[track_caller]
    fn check_channels(positions: usize, outputs: usize) {
        let input: Vec<f32> = (0..positions)
            .flat_map(|x| [x as f32, 2.0 * x as f32])
            .collect();
        let weights: Vec<f32> = (0..outputs).flat_map(|c| [c as f32 + 1.0; 2]).collect();
        let extent = |channels| Extent {
            height: 1,
            width: positions,
            channels,
        };
        for_each_level(|level: Level| {
            let mut output = vec![f32::NAN; positions * outputs];
            let convolution = Convolution {
                window: Window::POINT,
                input: &input,
                from: extent(2),
                to: extent(outputs),
                weights: &Packed::new(&weights, &vec![0.5; outputs], 2),
                finish: Finish {
                    before: &Activation::None,
                    added: None,
                    after: &Activation::None,
                },
            };
            run(level, &convolution, &mut output);
            for (at, &seen) in output.iter().enumerate() {
                let (x, c) = ((at / outputs) as f32, (at % outputs) as f32);
                assert_eq!(seen, (c + 1.0) * 3.0 * x + 0.5, "{level:?}, {x}, {c}");
            }
        });
    }

    #[test]
    fn any_number_of_channels() {
        for outputs in 1..70 {
            check_channels(13, outputs);
        }
    }

    #[test]
    fn any_number_of_positions() {
        for positions in 1..70 {
            check_channels(positions, 24);
        }
    }

    #[test]
    fn an_added_tensor_may_have_fewer_channels() {
        for_each_level(|level: Level| {
            let mut output = [f32::NAN; 20];
            let extent = |channels| Extent {
                height: 1,
                width: 1,
                channels,
            };
            let convolution = Convolution {
                window: Window::POINT,
                input: &[1.0],
                from: extent(1),
                to: extent(20),
                weights: &Packed::new(&[-1.0; 20], &[0.0; 20], 1),
                finish: Finish {
                    before: &Activation::None,
                    added: Some(Added {
                        values: &[3.0; 18],
                        channels: 18,
                    }),
                    after: &Activation::Prelu(vec![0.5; 20]),
                },
            };
            run(level, &convolution, &mut output);
            assert_eq!(output[..18], [2.0; 18], "{level:?}");
            assert_eq!(output[18..], [-0.5; 2], "{level:?}");
        });
    }
}
