//! Activations of whole tensors; those behind a convolution are done by `finish`.

use super::dispatch::dispatched;
use super::vector::Simd;
use crate::operator::Activation;

dispatched! {
    /// Writes the activation of `input` to `output`; both have `channels` innermost.
    pub(crate) fn map = map_inner(activation: &Activation, channels: usize, input: &[f32], output: &mut [f32])
}

#[inline(always)]
fn map_inner<S: Simd>(
    _: S,
    activation: &Activation,
    channels: usize,
    input: &[f32],
    output: &mut [f32],
) {
    match activation {
        Activation::None => output.copy_from_slice(input),
        Activation::Relu => each(input, output, |value| at_least(value, 0.0)),
        Activation::Relu6 => each(input, output, |value| at_most(at_least(value, 0.0), 6.0)),
        Activation::HardSwish => each(input, output, |value| {
            value * (1.0 / 6.0) * at_most(at_least(value + 3.0, 0.0), 6.0)
        }),
        Activation::Sigmoid => each(input, output, |value| 1.0 / (1.0 + exp(-value))),
        Activation::Prelu(slopes) => {
            let positions = output.chunks_exact_mut(channels);
            for (target, values) in positions.zip(input.chunks_exact(channels)) {
                for ((target, &value), slope) in target.iter_mut().zip(values).zip(slopes) {
                    *target = at_least(value, 0.0) + slope * at_most(value, 0.0);
                }
            }
        }
    }
}

#[inline(always)]
fn each(input: &[f32], output: &mut [f32], function: impl Fn(f32) -> f32) {
    for (target, &value) in output.iter_mut().zip(input) {
        *target = function(value);
    }
}

// `f32::max` treats NaN in a way that costs two more instructions a vector.
#[inline(always)]
fn at_least(value: f32, limit: f32) -> f32 {
    if value > limit { value } else { limit }
}

#[inline(always)]
fn at_most(value: f32, limit: f32) -> f32 {
    if value < limit { value } else { limit }
}

/// eˣ within 2 units of the last place, without a branch or a call, so that loops become vectors.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Adding it leaves the nearest whole number in the low bits.
    const ROUNDER: f32 = 12_582_912.0;
    /// ln 2 in two parts, the first short enough for exact products.
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;

    let x = at_most(at_least(x, -87.0), 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let power = rounded - ROUNDER;
    let rest = x - power * LN_2_HIGH - power * LN_2_LOW;
    // Taylor's series; |rest| ≤ ln 2 / 2.
    let mut sum = 1.0 / 5040.0;
    for factor in [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        sum = sum * rest + factor;
    }
    let scale = f32::from_bits((rounded.to_bits() << 23).wrapping_add(1.0f32.to_bits()));
    sum * scale
}
