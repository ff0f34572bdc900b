//! Convolution as a register-blocked matrix product without an intermediate copy.
//!
//! A window's row is one run of `width × channels` neighbouring values of the (padded) input, so
//! the inner loop is a plain dot product over runs. Weights are packed into panels of
//! [`PANEL`] output channels: `panel × (window row, column, input channel) × PANEL`.

use super::activation;
use super::dispatch::{dispatched, multiply_add};
use crate::operator::{Activation, Window};

/// Output channels computed together: two 256-bit vectors.
pub(crate) const PANEL: usize = 16;

/// Output positions computed together: 6 × 2 accumulators and 2 weights fit 16 registers.
const ROWS: usize = 6;

/// A convolution over an input that is already padded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Convolution<'a> {
    pub(crate) window: Window,
    /// Padded rows × columns × channels.
    pub(crate) input: &'a [f32],
    /// Columns of the padded input.
    pub(crate) input_width: usize,
    pub(crate) channels_in: usize,
    /// Packed panels.
    pub(crate) weights: &'a [f32],
    /// One a channel, filled up to whole panels.
    pub(crate) bias: &'a [f32],
    pub(crate) activation: &'a Activation,
    pub(crate) output_width: usize,
    pub(crate) channels_out: usize,
}

/// Packs `[output][run]` weights into panels, missing channels zero.
pub(crate) fn pack(weights: &[f32], outputs: usize, run: usize) -> Vec<f32> {
    let mut packed = vec![0.0; outputs.div_ceil(PANEL) * run * PANEL];
    for (output, filter) in weights.chunks_exact(run).take(outputs).enumerate() {
        let panel = &mut packed[output / PANEL * run * PANEL..][..run * PANEL];
        for (at, &weight) in filter.iter().enumerate() {
            panel[at * PANEL + output % PANEL] = weight;
        }
    }
    packed
}

/// `values` filled up with zeros to whole panels.
pub(crate) fn fill_up(mut values: Vec<f32>) -> Vec<f32> {
    values.resize(values.len().next_multiple_of(PANEL), 0.0);
    values
}

dispatched! {
    /// Computes all output positions.
    fn run = run_inner(convolution: &Convolution<'_>, output: &mut [f32])
}

#[inline(always)]
fn run_inner<const FUSED: bool>(convolution: &Convolution<'_>, output: &mut [f32]) {
    let step = convolution.window.stride_x * convolution.channels_in;
    let row_values = convolution.output_width * convolution.channels_out;
    let input_row = convolution.input_width * convolution.channels_in;
    for (y, row) in output.chunks_exact_mut(row_values).enumerate() {
        let start = y * convolution.window.stride_y * input_row;
        let mut x = 0;
        while x + ROWS <= convolution.output_width {
            block::<FUSED, ROWS>(
                convolution,
                start + x * step,
                step,
                &mut row[x * convolution.channels_out..],
            );
            x += ROWS;
        }
        let rest = &mut row[x * convolution.channels_out..];
        let from = start + x * step;
        match convolution.output_width - x {
            1 => block::<FUSED, 1>(convolution, from, step, rest),
            2 => block::<FUSED, 2>(convolution, from, step, rest),
            3 => block::<FUSED, 3>(convolution, from, step, rest),
            4 => block::<FUSED, 4>(convolution, from, step, rest),
            5 => block::<FUSED, 5>(convolution, from, step, rest),
            _ => {}
        }
    }
}

/// `N` neighbouring output positions, all channels.
#[inline(always)]
fn block<const FUSED: bool, const N: usize>(
    convolution: &Convolution<'_>,
    from: usize,
    step: usize,
    output: &mut [f32],
) {
    let run = convolution.window.width * convolution.channels_in;
    let panel_size = convolution.window.height * run * PANEL;
    let input_row = convolution.input_width * convolution.channels_in;
    for (index, panel) in convolution.weights.chunks_exact(panel_size).enumerate() {
        let channel = index * PANEL;
        let mut sums = [[0.0f32; PANEL]; N];
        let bias = &convolution.bias[channel..channel + PANEL];
        for sum in &mut sums {
            sum.copy_from_slice(bias);
        }
        for (ky, weights) in panel.chunks_exact(run * PANEL).enumerate() {
            let base = from + ky * input_row;
            let inputs: [&[f32]; N] =
                std::array::from_fn(|n| &convolution.input[base + n * step..][..run]);
            accumulate::<FUSED, N>(&mut sums, &inputs, weights);
        }
        let count = PANEL.min(convolution.channels_out - channel);
        for (n, sum) in sums.iter_mut().enumerate() {
            activation::apply(convolution.activation, channel, sum);
            let target = &mut output[n * convolution.channels_out + channel..][..count];
            target.copy_from_slice(&sum[..count]);
        }
    }
}

#[inline(always)]
fn accumulate<const FUSED: bool, const N: usize>(
    sums: &mut [[f32; PANEL]; N],
    inputs: &[&[f32]; N],
    weights: &[f32],
) {
    let mut local = *sums;
    let run = weights.len() / PANEL;
    // Equal lengths, said once, let the compiler drop the checks in the loop.
    let inputs: [&[f32]; N] = std::array::from_fn(|n| &inputs[n][..run]);
    for (at, weights) in weights.as_chunks::<PANEL>().0.iter().enumerate() {
        for n in 0..N {
            let value = inputs[n][at];
            for lane in 0..PANEL {
                local[n][lane] = multiply_add::<FUSED>(value, weights[lane], local[n][lane]);
            }
        }
    }
    *sums = local;
}
