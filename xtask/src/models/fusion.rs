//! The fusion network as TFLite: the layers of `tools/evaluation/fusion/train.py`, in its order of weights.

use anyhow::{Context, Result, ensure};

use super::tflite::{Builtin, TensorId, Writer};

/// Rows, columns and channels of the input, as `any_background::network` in the portrait crate gives them.
const INPUT: [i64; 3] = [180, 140, 9];

/// A network being written; every picture carries its size.
struct Layers<'a> {
    writer: Writer,
    weights: &'a [f32],
}

type Picture = (TensorId, [i64; 3]);

/// The file of these weights.
pub(crate) fn fusion_file(weights: &[f32]) -> Result<Vec<u8>> {
    let mut layers = Layers {
        writer: Writer::default(),
        weights,
    };
    let input = layers.picture("evidence", INPUT);
    let fine = layers.rectified("fine", input, (16, 1))?;
    let halved = layers.halved(fine);
    let mut wide = layers.rectified("half", halved, (32, 1))?;
    for (name, dilation) in [("wide2", 2), ("wide4", 4), ("wide8", 8)] {
        let change = layers.rectified(name, wide, (32, dilation))?;
        let sum = layers.picture(&format!("{name}_sum"), wide.1);
        layers
            .writer
            .operator(Builtin::Add, &[wide.0, change.0], sum.0);
        wide = sum;
    }
    let [height, width, _] = INPUT;
    let size = [height as i32, width as i32];
    let size = layers.writer.integer_constant("fine", &size);
    let doubled = layers.picture("doubled", [height, width, wide.1[2]]);
    layers
        .writer
        .operator(Builtin::ResizeBilinear, &[wide.0, size], doubled.0);
    let both = layers.picture("both", [height, width, wide.1[2] + fine.1[2]]);
    layers
        .writer
        .operator(Builtin::ConcatenateChannels, &[doubled.0, fine.0], both.0);
    let back = layers.rectified("back", both, (16, 1))?;
    let change = layers.convolved("change", back, (1, 1))?;
    ensure!(
        layers.weights.is_empty(),
        "{} weights too many",
        layers.weights.len()
    );
    Ok(layers.writer.finish(input.0, change.0))
}

impl Layers<'_> {
    fn picture(&mut self, name: &str, extent: [i64; 3]) -> Picture {
        let [height, width, channels] = extent;
        let tensor = self.writer.tensor(name, &[1, height, width, channels]);
        (tensor, extent)
    }

    /// The next weights, then as many biases as `outputs`.
    fn convolved(
        &mut self,
        name: &str,
        (input, [height, width, inputs]): Picture,
        (outputs, dilation): (i64, i32),
    ) -> Result<Picture> {
        let weights = self.next(outputs * 9 * inputs)?;
        let bias = self.next(outputs)?;
        let shape = [outputs, 3, 3, inputs];
        let weights = self
            .writer
            .half_constant(&format!("{name}_w"), &shape, weights);
        let bias = self
            .writer
            .half_constant(&format!("{name}_b"), &[outputs], bias);
        let result = self.picture(name, [height, width, outputs]);
        let operator = Builtin::Convolution { dilation };
        self.writer
            .operator(operator, &[input, weights, bias], result.0);
        Ok(result)
    }

    fn rectified(&mut self, name: &str, input: Picture, kind: (i64, i32)) -> Result<Picture> {
        let sum = self.convolved(name, input, kind)?;
        let result = self.picture(&format!("{name}_relu"), sum.1);
        self.writer.operator(Builtin::Relu, &[sum.0], result.0);
        Ok(result)
    }

    fn halved(&mut self, (input, [height, width, channels]): Picture) -> Picture {
        let result = self.picture("halved", [height / 2, width / 2, channels]);
        self.writer
            .operator(Builtin::MaxPoolHalf, &[input], result.0);
        result
    }
}

impl<'a> Layers<'a> {
    fn next(&mut self, count: i64) -> Result<&'a [f32]> {
        let (part, rest) = self
            .weights
            .split_at_checked(usize::try_from(count)?)
            .context("there are too few weights")?;
        self.weights = rest;
        Ok(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights and biases of all layers.
    const COUNT: usize =
        16 * 81 + 16 + 32 * 144 + 32 + 3 * (32 * 288 + 32) + 16 * 432 + 16 + 144 + 1;

    #[test]
    fn takes_exactly_its_weights() {
        assert!(fusion_file(&vec![0.5; COUNT]).is_ok());
        assert!(fusion_file(&vec![0.5; COUNT - 1]).is_err());
        assert!(fusion_file(&vec![0.5; COUNT + 1]).is_err());
    }
}
