//! Activation functions on whole tensors. Those that follow a convolution are applied by `finish`.

use super::dispatch::dispatched;
use super::vector::Simd;

/// A function of single values that may follow an operator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Activation {
    /// The identity.
    None,
    /// max(x, 0).
    Relu,
    /// min(max(x, 0), 6).
    Relu6,
    /// x · min(max(x + 3, 0), 6) / 6.
    HardSwish,
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// x where positive, slope · x elsewhere; one slope a channel.
    Prelu(Vec<f32>),
}

dispatched! {
    /// Writes the activation of `input` to `output`; slopes repeat over the tensor.
    pub(crate) fn map = map_inner(activation: &Activation, input: &[f32], output: &mut [f32])
}

#[inline(always)]
fn map_inner<S: Simd>(_: S, activation: &Activation, input: &[f32], output: &mut [f32]) {
    match activation {
        Activation::None => output.copy_from_slice(input),
        Activation::Relu => each(input, output, |value| at_least(value, 0.0)),
        Activation::Relu6 => each(input, output, |value| at_most(at_least(value, 0.0), 6.0)),
        Activation::HardSwish => each(input, output, |value| {
            value * (1.0 / 6.0) * at_most(at_least(value + 3.0, 0.0), 6.0)
        }),
        Activation::Sigmoid => each(input, output, |value| 1.0 / (1.0 + exp(-value))),
        Activation::Prelu(slopes) => {
            let positions = output.chunks_exact_mut(slopes.len());
            for (target, values) in positions.zip(input.chunks_exact(slopes.len())) {
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

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

    #[track_caller]
    fn check(activation: &Activation, input: &[f32], expected: &[f32]) {
        for_each_level(|level| {
            let mut output = vec![f32::NAN; input.len()];
            map(level, activation, input, &mut output);
            for (seen, wanted) in output.iter().zip(expected) {
                assert!((seen - wanted).abs() < 1e-6, "{level:?}: {output:?}");
            }
        });
    }

    #[test]
    fn relu() {
        check(&Activation::Relu, &[-1.0, 7.0], &[0.0, 7.0]);
    }

    #[test]
    fn relu6() {
        check(&Activation::Relu6, &[-1.0, 7.0], &[0.0, 6.0]);
    }

    #[test]
    fn hard_swish() {
        check(
            &Activation::HardSwish,
            &[-4.0, -1.5, 1.5, 4.0],
            &[0.0, -0.375, 1.125, 4.0],
        );
    }

    #[test]
    fn prelu_has_a_slope_a_channel() {
        let prelu = Activation::Prelu(vec![0.5, 0.25]);
        check(&prelu, &[-2.0, -2.0, 2.0, 2.0], &[-1.0, -0.5, 2.0, 2.0]);
    }

    #[test]
    fn sigmoid() {
        let input = [0.0, 1.0, -1.0, 100.0, -100.0, 20.0];
        check(
            &Activation::Sigmoid,
            &input,
            &[0.5, 0.731_058_6, 0.268_941_4, 1.0, 0.0, 1.0],
        );
    }

    #[test]
    fn exp_is_close_to_the_standard_one() {
        for step in -8700..8800 {
            let x = step as f32 / 100.0;
            let (seen, wanted) = (f64::from(exp(x)), f64::from(x).exp());
            assert!(
                (seen / wanted - 1.0).abs() < 3e-7,
                "{x}: {seen} and {wanted}"
            );
        }
    }
}
