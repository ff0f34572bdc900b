//! Element-wise sums and products of tensors.

use super::activation::{self, Activation};
use super::dispatch::{Level, dispatched};
use super::vector::{Simd, vectors};

/// Sum of two tensors of equal size.
pub(crate) fn add(
    level: Level,
    (first, second): (&[f32], &[f32]),
    activation: &Activation,
    output: &mut [f32],
) {
    plain_add(level, first, second, output);
    activate_in_place(level, activation, output);
}

dispatched! {
    fn plain_add = add_inner(first: &[f32], second: &[f32], output: &mut [f32])
}

#[inline(always)]
fn add_inner<S: Simd>(_: S, first: &[f32], second: &[f32], output: &mut [f32]) {
    for ((sum, a), b) in output.iter_mut().zip(first).zip(second) {
        *sum = a + b;
    }
}

/// Rare: an activation that could not be joined with anything before.
fn activate_in_place(level: Level, activation: &Activation, values: &mut [f32]) {
    if *activation != Activation::None {
        let input = values.to_vec();
        activation::map(level, activation, &input, values);
    }
}

dispatched! {
    /// Product; the shorter operand is repeated.
    pub(crate) fn multiply = multiply_inner(first: &[f32], second: &[f32], output: &mut [f32])
}

#[inline(always)]
fn multiply_inner<S: Simd>(simd: S, first: &[f32], second: &[f32], output: &mut [f32]) {
    let (long, short) = if first.len() >= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    if short.len() < S::LANES {
        for (products, values) in output.chunks_mut(short.len()).zip(long.chunks(short.len())) {
            for ((product, a), b) in products.iter_mut().zip(values).zip(short) {
                *product = a * b;
            }
        }
        return;
    }
    for (products, values) in output
        .chunks_exact_mut(short.len())
        .zip(long.chunks(short.len()))
    {
        for at in vectors::<S>(short.len()) {
            let product = simd.multiply(simd.load(&values[at..]), simd.load(&short[at..]));
            simd.store(product, &mut products[at..]);
        }
    }
}

/// Product of `values` with one `gate` a channel, plus `added`.
pub(crate) fn multiply_add(
    level: Level,
    (values, gate): (&[f32], &[f32]),
    added: &[f32],
    activation: &Activation,
    output: &mut [f32],
) {
    plain_multiply_add(level, values, gate, added, output);
    activate_in_place(level, activation, output);
}

dispatched! {
    fn plain_multiply_add = multiply_add_inner(
        values: &[f32], gate: &[f32], added: &[f32], output: &mut [f32],
    )
}

#[inline(always)]
fn multiply_add_inner<S: Simd>(
    simd: S,
    values: &[f32],
    gate: &[f32],
    added: &[f32],
    output: &mut [f32],
) {
    if gate.len() < S::LANES {
        for (at, (sum, value)) in output.iter_mut().zip(values).enumerate() {
            *sum = value * gate[at % gate.len()] + added[at];
        }
        return;
    }
    let cells = values
        .chunks_exact(gate.len())
        .zip(added.chunks_exact(gate.len()));
    for (target, (values, added)) in output.chunks_exact_mut(gate.len()).zip(cells) {
        for at in vectors::<S>(gate.len()) {
            let (a, b) = (simd.load(&values[at..]), simd.load(&gate[at..]));
            let sum = simd.multiply_add(a, b, simd.load(&added[at..]));
            simd.store(sum, &mut target[at..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dispatch::for_each_level;
    use super::*;

    #[track_caller]
    fn check_product(first: &[f32], second: &[f32], expected: &[f32]) {
        for_each_level(|level| {
            let mut output = vec![f32::NAN; expected.len()];
            multiply(level, first, second, &mut output);
            assert_eq!(output, expected, "{level:?}");
            let mut output = vec![f32::NAN; expected.len()];
            let nothing = &Activation::None;
            multiply_add(
                level,
                (first, second),
                &vec![1.0; first.len()],
                nothing,
                &mut output,
            );
            let plus_one: Vec<f32> = expected.iter().map(|product| product + 1.0).collect();
            assert_eq!(output, plus_one, "{level:?}");
        });
    }

    #[test]
    fn the_shorter_factor_repeats() {
        check_product(
            &[1.0, 2.0, 3.0, 4.0],
            &[10.0, 100.0],
            &[10.0, 200.0, 30.0, 400.0],
        );
        check_product(&[2.0; 40], &[3.0; 20], &[6.0; 40]);
    }
}
