//! 3 × 3 convolution by Winograd's minimal filtering, F(4 × 4, 3 × 3): a quarter of the multiplications.
//!
//! Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks", 2016. A tile of 4 × 4 output
//! positions is made of 6 × 6 input positions: both are transformed, and in between each of the 36
//! transformed values is a plain matrix product over channels. Sums are off by about 10⁻⁵ of their
//! size, which 1 × 1 convolutions cannot gain from and 3 × 3 ones with many channels do.
//!
//! Windows may be dilated: then positions that stand `dilation` apart form pictures of their own.

use super::aligned::Aligned;
use super::convolution::accumulate;
use super::dispatch::dispatched;
use super::finish::{Finish, Place};
use super::vector::Simd;
use super::window::Extent;

/// Channels of a panel; inputs and outputs are multiples of it.
pub(crate) const PANEL: usize = 16;

/// Output rows and columns of a tile.
const TILE: usize = 4;

/// Input rows and columns of a tile.
const REACH: usize = 6;

/// Transformed values of a tile.
const VALUES: usize = REACH * REACH;

/// Tiles that are transformed together: a panel of weights is read once for all of them.
const TILES: usize = 16;

/// G of the paper: weights to transformed weights.
const OF_WEIGHTS: [[f32; 3]; REACH] = [
    [1.0 / 4.0, 0.0, 0.0],
    [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
    [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
    [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
    [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
    [0.0, 0.0, 1.0],
];

/// Transformed weights, and the bias.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Transformed {
    inputs: usize,
    outputs: usize,
    /// Value × panel of outputs × input × [`PANEL`].
    weights: Aligned,
    bias: Vec<f32>,
}

impl Transformed {
    /// From `[output][row][column][input]` weights; `None` where channels do not fill panels.
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Option<Self> {
        let outputs = bias.len();
        let fits = inputs.is_multiple_of(PANEL) && outputs.is_multiple_of(PANEL) && inputs > 0;
        if !fits || weights.len() != outputs * 9 * inputs {
            return None;
        }
        let mut transformed = Aligned::zeros(VALUES * outputs * inputs);
        for output in 0..outputs {
            let filter = &weights[output * 9 * inputs..][..9 * inputs];
            for input in 0..inputs {
                let places: [f32; 9] = std::array::from_fn(|place| filter[place * inputs + input]);
                for (value, weight) in transform(&places).into_iter().enumerate() {
                    let panel = value * (outputs / PANEL) + output / PANEL;
                    transformed[(panel * inputs + input) * PANEL + output % PANEL] = weight;
                }
            }
        }
        Some(Self {
            inputs,
            outputs,
            weights: transformed,
            bias: bias.to_vec(),
        })
    }

    /// Channels of the input.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Values kept.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }

    /// Values of the buffer that [`run`] wants.
    pub(crate) fn scratch(&self) -> usize {
        VALUES * (pitch(self.inputs) + pitch(self.outputs))
    }

    /// Transformed weights of one value and one panel: input × [`PANEL`].
    #[inline(always)]
    fn panel(&self, value: usize, panel: usize) -> &[f32] {
        let start = (value * (self.outputs / PANEL) + panel) * self.inputs * PANEL;
        &self.weights[start..][..self.inputs * PANEL]
    }
}

/// Values from one transformed value of all tiles to the next. Powers of two would put all 36 values
/// of a place into the same few lines of the first cache.
#[inline(always)]
fn pitch(channels: usize) -> usize {
    TILES * channels + PANEL
}

/// G w Gᵀ of a filter of 3 × 3.
fn transform(filter: &[f32; 9]) -> [f32; VALUES] {
    let rows: [[f32; 3]; REACH] = std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            (0..3)
                .map(|k| OF_WEIGHTS[row][k] * filter[3 * k + column])
                .sum()
        })
    });
    std::array::from_fn(|at| {
        let (row, column) = (at / REACH, at % REACH);
        (0..3).map(|k| rows[row][k] * OF_WEIGHTS[column][k]).sum()
    })
}

/// A part of the input's channels, a multiple of [`PANEL`] of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) channels: usize,
}

/// A convolution of one picture with a window of 3 × 3, padded to the same size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Convolution<'a> {
    /// The input's channels, one part after the other; each is a picture of its own.
    pub(crate) parts: &'a [Part<'a>],
    /// Distance of the window's places.
    pub(crate) dilation: usize,
    pub(crate) to: Extent,
    pub(crate) weights: &'a Transformed,
    pub(crate) finish: Finish<'a>,
}

/// The first output position of a tile; the others stand `dilation` apart.
#[derive(Debug, Clone, Copy, Default)]
struct Corner {
    y: usize,
    x: usize,
}

dispatched! {
    /// Computes all output positions; `scratch` holds [`Transformed::scratch`] values.
    pub(crate) fn run = run_inner(
        convolution: &Convolution<'_>, scratch: &mut [f32], output: &mut [f32],
    )
}

#[inline(always)]
fn run_inner<S: Simd>(
    simd: S,
    convolution: &Convolution<'_>,
    scratch: &mut [f32],
    output: &mut [f32],
) {
    let weights = convolution.weights;
    let (inputs, products) = scratch.split_at_mut(VALUES * pitch(weights.inputs));
    let mut corners = [Corner::default(); TILES];
    let mut waiting = 0;
    let (to, dilation) = (convolution.to, convolution.dilation);
    let step = TILE * dilation;
    for phase in 0..dilation * dilation {
        for y in (phase / dilation..to.height).step_by(step) {
            for x in (phase % dilation..to.width).step_by(step) {
                corners[waiting] = Corner { y, x };
                waiting += 1;
                if waiting == TILES {
                    tiles(simd, convolution, &corners, (inputs, products), output);
                    waiting = 0;
                }
            }
        }
    }
    if waiting > 0 {
        tiles(
            simd,
            convolution,
            &corners[..waiting],
            (inputs, products),
            output,
        );
    }
}

/// All channels of some tiles.
#[inline(always)]
fn tiles<S: Simd>(
    simd: S,
    convolution: &Convolution<'_>,
    corners: &[Corner],
    (inputs, products): (&mut [f32], &mut [f32]),
    output: &mut [f32],
) {
    let channels = convolution.weights.inputs;
    for (tile, &corner) in corners.iter().enumerate() {
        let mut first = 0;
        for part in convolution.parts {
            for channel in (0..part.channels).step_by(S::LANES) {
                let target = tile * channels + first + channel;
                take_in(
                    simd,
                    convolution,
                    (part, channel),
                    corner,
                    &mut inputs[target..],
                );
            }
            first += part.channels;
        }
    }
    multiply(simd, convolution.weights, corners.len(), inputs, products);
    let outputs = convolution.weights.outputs;
    for (tile, &corner) in corners.iter().enumerate() {
        for channel in (0..outputs).step_by(S::LANES) {
            give_out(simd, convolution, (tile, channel), corner, products, output);
        }
    }
}

/// Bᵀ d B of one vector of channels: 36 values, each a [`pitch`] after the one before.
#[inline(always)]
fn take_in<S: Simd>(
    simd: S,
    convolution: &Convolution<'_>,
    (part, channel): (&Part<'_>, usize),
    corner: Corner,
    target: &mut [f32],
) {
    let (to, dilation) = (convolution.to, convolution.dilation);
    let zero = simd.splat(0.0);
    let mut rows = [[zero; REACH]; REACH];
    let inside = corner.x >= dilation && corner.x + (REACH - 2) * dilation < to.width;
    for (i, row) in rows.iter_mut().enumerate() {
        // One place before the corner, which may lie before the picture.
        let Some(y) = (corner.y + i * dilation).checked_sub(dilation) else {
            continue;
        };
        if y >= to.height {
            break;
        }
        let mut values = [zero; REACH];
        if inside {
            let start = (y * to.width + corner.x - dilation) * part.channels + channel;
            let line = &part.values[start..];
            for (k, value) in values.iter_mut().enumerate() {
                *value = simd.load(&line[k * dilation * part.channels..]);
            }
        } else {
            for (k, value) in values.iter_mut().enumerate() {
                let x = (corner.x + k * dilation).checked_sub(dilation);
                if let Some(x) = x.filter(|&x| x < to.width) {
                    let at = (y * to.width + x) * part.channels + channel;
                    *value = simd.load(&part.values[at..]);
                }
            }
        }
        *row = of_inputs(simd, values);
    }
    let pitch = pitch(convolution.weights.inputs);
    for column in 0..REACH {
        let mut values = [zero; REACH];
        for row in 0..REACH {
            values[row] = rows[row][column];
        }
        let values = of_inputs(simd, values);
        for (row, &value) in values.iter().enumerate() {
            simd.store(value, &mut target[(row * REACH + column) * pitch..]);
        }
    }
}

/// Bᵀ of the paper.
#[inline(always)]
fn of_inputs<S: Simd>(simd: S, [a, b, c, d, e, f]: [S::Vector; REACH]) -> [S::Vector; REACH] {
    // c·−4 + e, b·−4 + d; c·−1 + e, b·−1 + d: each serves two results.
    let (even, odd) = (times(simd, -4.0, c, e), times(simd, -4.0, b, d));
    let (near, far) = (times(simd, -1.0, c, e), times(simd, -1.0, b, d));
    [
        times(simd, 4.0, a, times(simd, -5.0, c, e)),
        simd.add(even, odd),
        times(simd, -1.0, odd, even),
        times(simd, 2.0, far, near),
        times(simd, -2.0, far, near),
        times(simd, 4.0, b, times(simd, -5.0, d, f)),
    ]
}

/// For each of the 36 values the product of `count` tiles' channels with the weights.
#[inline(always)]
fn multiply<S: Simd>(
    simd: S,
    weights: &Transformed,
    count: usize,
    inputs: &[f32],
    products: &mut [f32],
) {
    let panels = weights.outputs / PANEL;
    for value in 0..VALUES {
        let inputs = &inputs[value * pitch(weights.inputs)..][..TILES * weights.inputs];
        let products = &mut products[value * pitch(weights.outputs)..][..TILES * weights.outputs];
        let mut panel = 0;
        while panel < panels {
            if const { S::LANES == 16 } && panel + 1 < panels {
                let pair = [panel, panel + 1];
                block::<S, 2, 1, 8>(simd, (weights, value), pair, (count, inputs), products);
                panel += 2;
                continue;
            }
            let single = ((weights, value), [panel], (count, inputs));
            if const { S::LANES == 16 } {
                block::<S, 1, 1, 16>(simd, single.0, single.1, single.2, products);
            } else if const { S::LANES == 8 } {
                block::<S, 1, 2, 4>(simd, single.0, single.1, single.2, products);
            } else {
                block::<S, 1, 4, 2>(simd, single.0, single.1, single.2, products);
            }
            panel += 1;
        }
    }
}

/// `P` panels, which are `V` vectors each, of all tiles, `R` at a time; tiles beyond `count` are
/// computed as far as the last step reaches and hold nothing.
#[inline(always)]
fn block<S: Simd, const P: usize, const V: usize, const R: usize>(
    simd: S,
    (weights, value): (&Transformed, usize),
    panels: [usize; P],
    (count, inputs): (usize, &[f32]),
    products: &mut [f32],
) {
    let run = weights.inputs;
    let rows: [&[f32]; P] = std::array::from_fn(|p| weights.panel(value, panels[p]));
    for tile in (0..count).step_by(R) {
        let tiles: [&[f32]; R] = std::array::from_fn(|r| &inputs[(tile + r) * run..][..run]);
        let zero = [[[simd.splat(0.0); R]; V]; P];
        let sums = accumulate::<S, P, V, PANEL, R>(simd, zero, tiles, rows);
        for p in 0..P {
            for v in 0..V {
                for r in 0..R {
                    let channel = panels[p] * PANEL + v * S::LANES;
                    let at = (tile + r) * weights.outputs + channel;
                    simd.store(sums[p][v][r], &mut products[at..]);
                }
            }
        }
    }
}

/// Aᵀ m A of one vector of channels, with bias and ending, written where it lies on the picture.
#[inline(always)]
fn give_out<S: Simd>(
    simd: S,
    convolution: &Convolution<'_>,
    (tile, channel): (usize, usize),
    corner: Corner,
    products: &[f32],
    output: &mut [f32],
) {
    let (to, dilation) = (convolution.to, convolution.dilation);
    let outputs = convolution.weights.outputs;
    let bias = simd.load(&convolution.weights.bias[channel..]);
    let at = tile * outputs + channel;
    let mut columns = [[simd.splat(0.0); REACH]; TILE];
    for k in 0..REACH {
        let mut values = [simd.splat(0.0); REACH];
        for row in 0..REACH {
            values[row] = simd.load(&products[(row * REACH + k) * pitch(outputs) + at..]);
        }
        let values = of_products(simd, values);
        for row in 0..TILE {
            columns[row][k] = values[row];
        }
    }
    for (i, column) in columns.into_iter().enumerate() {
        let y = corner.y + i * dilation;
        if y >= to.height {
            break;
        }
        let mut sums = of_products(simd, column);
        for sum in &mut sums {
            *sum = simd.add(*sum, bias);
        }
        let place = |x: usize| Place {
            position: y * to.width + x,
            channel,
            channels: to.channels,
        };
        if dilation == 1 && corner.x + TILE <= to.width {
            let finish = &convolution.finish;
            finish.write(simd, sums, place(corner.x), output);
            continue;
        }
        for (k, sum) in sums.into_iter().enumerate() {
            let x = corner.x + k * dilation;
            if x < to.width {
                convolution.finish.write(simd, [sum], place(x), output);
            }
        }
    }
}

/// Aᵀ of the paper.
#[inline(always)]
fn of_products<S: Simd>(simd: S, [a, b, c, d, e, f]: [S::Vector; REACH]) -> [S::Vector; TILE] {
    let (near, near_off) = (simd.add(b, c), times(simd, -1.0, c, b));
    let (far, far_off) = (simd.add(d, e), times(simd, -1.0, e, d));
    [
        simd.add(a, simd.add(near, far)),
        times(simd, 2.0, far_off, near_off),
        times(simd, 4.0, far, near),
        simd.add(f, times(simd, 8.0, far_off, near_off)),
    ]
}

/// factor · a + b.
#[inline(always)]
fn times<S: Simd>(simd: S, factor: f32, a: S::Vector, b: S::Vector) -> S::Vector {
    simd.multiply_add(simd.splat(factor), a, b)
}

#[cfg(test)]
mod tests {
    use super::super::convolution;
    use super::super::dispatch::{Level, for_each_level};
    use super::super::finish::Added;
    use super::*;
    use crate::kernels::activation::Activation;
    use crate::kernels::window::Window;

    /// Numbers from −1 to 1 without pattern.
    fn numbers(count: usize, seed: usize) -> Vec<f32> {
        let number = |at: usize| ((at * 7919 + seed * 104_729) % 2003) as f32 / 1001.0 - 1.0;
        (0..count).map(number).collect()
    }

    /// The window's places `dilation` apart by a plain convolution of every phase.
    fn expected(
        level: Level,
        (input, from): (&[f32], Extent),
        (weights, bias): (&[f32], &[f32]),
        dilation: usize,
    ) -> Vec<f32> {
        let outputs = bias.len();
        let window = Window {
            height: 3,
            width: 3,
            stride_y: 1,
            stride_x: 1,
            pad_top: 1,
            pad_left: 1,
        };
        let packed = convolution::Packed::new(weights, bias, 9 * from.channels);
        let mut all = vec![f32::NAN; from.height * from.width * outputs];
        for phase in 0..dilation * dilation {
            let rows: Vec<usize> = (phase / dilation..from.height).step_by(dilation).collect();
            let columns: Vec<usize> = (phase % dilation..from.width).step_by(dilation).collect();
            let places = || {
                rows.iter()
                    .flat_map(|y| columns.iter().map(move |x| y * from.width + x))
            };
            let part: Vec<f32> = places()
                .flat_map(|at| input[at * from.channels..][..from.channels].to_vec())
                .collect();
            let extent = |channels| Extent {
                height: rows.len(),
                width: columns.len(),
                channels,
            };
            let mut output = vec![f32::NAN; rows.len() * columns.len() * outputs];
            let plain = convolution::Convolution {
                window,
                input: &part,
                from: extent(from.channels),
                to: extent(outputs),
                weights: &packed,
                finish: Finish {
                    before: &Activation::None,
                    added: None,
                    after: &Activation::None,
                },
            };
            if !part.is_empty() {
                convolution::run(level, &plain, &mut output);
            }
            for (at, values) in places().zip(output.chunks_exact(outputs)) {
                all[at * outputs..][..outputs].copy_from_slice(values);
            }
        }
        all
    }

    #[track_caller]
    fn check((height, width): (usize, usize), channels: &[usize], outputs: usize, dilation: usize) {
        let inputs: usize = channels.iter().sum();
        let input = numbers(height * width * inputs, 1);
        let weights = numbers(outputs * 9 * inputs, 2);
        let (bias, added) = (numbers(outputs, 3), numbers(height * width * outputs, 4));
        let mut first = 0;
        let parts: Vec<Vec<f32>> = channels
            .iter()
            .map(|&count| {
                let cells = input.chunks_exact(inputs);
                let part = cells
                    .flat_map(|cell| cell[first..first + count].to_vec())
                    .collect();
                first += count;
                part
            })
            .collect();
        let parts: Vec<Part<'_>> = parts
            .iter()
            .zip(channels)
            .map(|(values, &channels)| Part { values, channels })
            .collect();
        let transformed = Transformed::new(&weights, &bias, inputs).unwrap();
        let extent = |channels| Extent {
            height,
            width,
            channels,
        };
        for_each_level(|level| {
            let wanted = expected(level, (&input, extent(inputs)), (&weights, &bias), dilation);
            let convolution = Convolution {
                parts: &parts,
                dilation,
                to: extent(outputs),
                weights: &transformed,
                finish: Finish {
                    before: &Activation::Relu,
                    added: Some(Added {
                        values: &added,
                        channels: outputs,
                    }),
                    after: &Activation::None,
                },
            };
            let mut seen = vec![f32::NAN; wanted.len()];
            let mut scratch = vec![0.0; transformed.scratch()];
            run(level, &convolution, &mut scratch, &mut seen);
            for ((seen, wanted), added) in seen.iter().zip(wanted).zip(&added) {
                let wanted = wanted.max(0.0) + added;
                let allowed = 2e-5 * wanted.abs().max(10.0);
                assert!(
                    (seen - wanted).abs() < allowed,
                    "{level:?}: {seen} not {wanted}"
                );
            }
        });
    }

    #[test]
    fn pictures_of_whole_tiles() {
        check((8, 12), &[16], 16, 1);
        check((20, 20), &[16, 32], 64, 1);
    }

    #[test]
    fn pictures_that_end_within_a_tile() {
        for size in 1..11 {
            check((size, 11 - size), &[16], 48, 1);
        }
    }

    #[test]
    fn dilated_windows() {
        for dilation in [2, 4, 8] {
            check((10, 10), &[16], 16, dilation);
            check((7, 21), &[16, 16], 32, dilation);
        }
    }

    #[test]
    fn channels_that_fill_no_panel_are_left_to_others() {
        assert!(Transformed::new(&numbers(16 * 9 * 3, 1), &[0.0; 16], 3).is_none());
        assert!(Transformed::new(&numbers(9 * 16, 1), &[0.0], 16).is_none());
    }
}
