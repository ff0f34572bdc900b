//! Access to the outputs of a network by name.

use nn::{NetworkError, Tensor};

/// The output called `name`, holding `length` values.
pub(super) fn output<'a>(
    outputs: &'a [Tensor],
    name: &str,
    length: usize,
) -> Result<&'a [f32], NetworkError> {
    outputs
        .iter()
        .find(|tensor| tensor.name == name && tensor.values.len() == length)
        .map(|tensor| tensor.values.as_slice())
        .ok_or_else(|| NetworkError::Malformed(format!("no output {name} of {length} values")))
}

/// The logistic function, as the networks' last layers leave it to the reader.
pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit.clamp(-100.0, 100.0)).exp())
}
