//! Activations on blocks of values.

use crate::operator::Activation;

/// Applies `activation` to `values`, whose first value belongs to channel `channel`.
#[inline(always)]
pub(crate) fn apply<const N: usize>(
    activation: &Activation,
    channel: usize,
    values: &mut [f32; N],
) {
    match activation {
        Activation::None => {}
        Activation::Relu => values.iter_mut().for_each(|value| *value = value.max(0.0)),
        Activation::Relu6 => values
            .iter_mut()
            .for_each(|value| *value = value.clamp(0.0, 6.0)),
        Activation::HardSwish => values
            .iter_mut()
            .for_each(|value| *value = hard_swish(*value)),
        Activation::Sigmoid => values.iter_mut().for_each(|value| *value = sigmoid(*value)),
        Activation::Prelu(slopes) => {
            for (value, slope) in values.iter_mut().zip(&slopes[channel..]) {
                *value = value.max(0.0) + slope * value.min(0.0);
            }
        }
    }
}

/// Applies `activation` to a whole tensor with `channels` innermost.
pub(crate) fn apply_all(activation: &Activation, channels: usize, values: &mut [f32]) {
    match activation {
        Activation::None => {}
        Activation::Relu => values.iter_mut().for_each(|value| *value = value.max(0.0)),
        Activation::Relu6 => values
            .iter_mut()
            .for_each(|value| *value = value.clamp(0.0, 6.0)),
        Activation::HardSwish => values
            .iter_mut()
            .for_each(|value| *value = hard_swish(*value)),
        Activation::Sigmoid => values.iter_mut().for_each(|value| *value = sigmoid(*value)),
        Activation::Prelu(slopes) => {
            for position in values.chunks_exact_mut(channels) {
                for (value, slope) in position.iter_mut().zip(slopes) {
                    *value = value.max(0.0) + slope * value.min(0.0);
                }
            }
        }
    }
}

#[inline(always)]
fn hard_swish(value: f32) -> f32 {
    value * (value + 3.0).clamp(0.0, 6.0) * (1.0 / 6.0)
}

#[inline(always)]
fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}
