//! Operators that copy values without arithmetic: padding and spreading.

use super::window::Extent;

/// Copies `input` behind `before` rows, columns and channels of zeros; zeros follow to the end.
pub(crate) fn pad(input: &[f32], from: Extent, output: &mut [f32], to: Extent, before: [usize; 3]) {
    output.fill(0.0);
    let [top, left, front] = before;
    for (index, position) in input.chunks_exact(from.channels).enumerate() {
        let (y, x) = (index / from.width, index % from.width);
        let start = ((top + y) * to.width + left + x) * to.channels + front;
        output[start..start + from.channels].copy_from_slice(position);
    }
}

/// Spreads `4 × channels` values of each position over a 2 × 2 square.
pub(crate) fn spread(input: &[f32], from: Extent, output: &mut [f32]) {
    let pair = from.channels / 2;
    let rows = input.chunks_exact(from.width * from.channels);
    for (values, target) in rows.zip(output.chunks_exact_mut(2 * from.width * pair)) {
        let (upper, lower) = target.split_at_mut(from.width * pair);
        let targets = upper
            .chunks_exact_mut(pair)
            .zip(lower.chunks_exact_mut(pair));
        for (position, (upper, lower)) in values.chunks_exact(from.channels).zip(targets) {
            // A copy of known length is two instructions, any other one a call.
            if let ([a, b], [c, d], &[e, f, g, h]) = (&mut *upper, &mut *lower, position) {
                (*a, *b, *c, *d) = (e, f, g, h);
            } else {
                upper.copy_from_slice(&position[..pair]);
                lower.copy_from_slice(&position[pair..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_spread(input: &[f32], from: Extent, expected: &[f32]) {
        let mut output = vec![f32::NAN; expected.len()];
        spread(input, from, &mut output);
        assert_eq!(output, expected);
    }

    #[test]
    fn a_transposed_convolution_spreads_corners() {
        let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
        let expected = [1.0, 2.0, 5.0, 6.0, 3.0, 4.0, 7.0, 8.0];
        check_spread(&input, Extent::new(1, 2, 4), &expected);
        check_spread(&input, Extent::new(1, 1, 8), &input);
    }

    #[track_caller]
    fn check_pad(before: [usize; 3], expected: &[f32], to: Extent) {
        let mut output = vec![f32::NAN; expected.len()];
        pad(&[1.0, 2.0], Extent::new(1, 2, 1), &mut output, to, before);
        assert_eq!(output, expected);
    }

    #[test]
    fn zeros_go_before_and_after() {
        let columns = [0.0, 1.0, 2.0];
        check_pad([0, 1, 0], &columns, Extent::new(1, 3, 1));
        let channels_behind = [1.0, 0.0, 2.0, 0.0];
        check_pad([0, 0, 0], &channels_behind, Extent::new(1, 2, 2));
    }
}
