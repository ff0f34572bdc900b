//! Depthwise convolution: one filter a channel, over an input that is already padded.

use super::activation;
use super::dispatch::{dispatched, multiply_add};
use crate::operator::{Activation, Window};

/// Neighbouring positions computed together; each filter value is then loaded once for all.
const COLUMNS: usize = 4;

/// A depthwise convolution over an input that is already padded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depthwise<'a> {
    pub(crate) window: Window,
    /// Padded rows × columns × channels.
    pub(crate) input: &'a [f32],
    /// Columns of the padded input.
    pub(crate) input_width: usize,
    pub(crate) channels: usize,
    /// Rows × columns × channels.
    pub(crate) weights: &'a [f32],
    pub(crate) bias: &'a [f32],
    pub(crate) activation: &'a Activation,
    pub(crate) output_width: usize,
}

dispatched! {
    /// Computes all output positions.
    fn run = run_inner(depthwise: &Depthwise<'_>, output: &mut [f32])
}

#[inline(always)]
fn run_inner<const FUSED: bool>(depthwise: &Depthwise<'_>, output: &mut [f32]) {
    let channels = depthwise.channels;
    let step = depthwise.window.stride_x * channels;
    let input_row = depthwise.input_width * channels;
    for (y, row) in output
        .chunks_exact_mut(depthwise.output_width * channels)
        .enumerate()
    {
        let start = y * depthwise.window.stride_y * input_row;
        let mut x = 0;
        while x + COLUMNS <= depthwise.output_width {
            columns::<FUSED, COLUMNS>(depthwise, start + x * step, &mut row[x * channels..]);
            x += COLUMNS;
        }
        while x < depthwise.output_width {
            columns::<FUSED, 1>(depthwise, start + x * step, &mut row[x * channels..]);
            x += 1;
        }
    }
}

/// `N` neighbouring positions, all channels.
#[inline(always)]
fn columns<const FUSED: bool, const N: usize>(
    depthwise: &Depthwise<'_>,
    from: usize,
    output: &mut [f32],
) {
    let mut channel = 0;
    while channel + 16 <= depthwise.channels {
        block::<FUSED, N, 16>(depthwise, from, channel, output);
        channel += 16;
    }
    while channel + 8 <= depthwise.channels {
        block::<FUSED, N, 8>(depthwise, from, channel, output);
        channel += 8;
    }
    while channel < depthwise.channels {
        block::<FUSED, N, 1>(depthwise, from, channel, output);
        channel += 1;
    }
}

/// `N` neighbouring positions, `LANES` channels.
#[inline(always)]
fn block<const FUSED: bool, const N: usize, const LANES: usize>(
    depthwise: &Depthwise<'_>,
    from: usize,
    channel: usize,
    output: &mut [f32],
) {
    let channels = depthwise.channels;
    let step = depthwise.window.stride_x * channels;
    let mut sums = [[0.0f32; LANES]; N];
    for sum in &mut sums {
        sum.copy_from_slice(&depthwise.bias[channel..channel + LANES]);
    }
    let taps = depthwise.window.height * depthwise.window.width;
    for tap in 0..taps {
        let (ky, kx) = (tap / depthwise.window.width, tap % depthwise.window.width);
        let weights = &depthwise.weights[tap * channels + channel..][..LANES];
        let base = from + (ky * depthwise.input_width + kx) * channels + channel;
        for (n, sum) in sums.iter_mut().enumerate() {
            let values = &depthwise.input[base + n * step..][..LANES];
            for lane in 0..LANES {
                sum[lane] = multiply_add::<FUSED>(values[lane], weights[lane], sum[lane]);
            }
        }
    }
    for (n, sum) in sums.iter_mut().enumerate() {
        activation::apply(depthwise.activation, channel, sum);
        output[n * channels + channel..][..LANES].copy_from_slice(sum);
    }
}
