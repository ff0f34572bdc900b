//! Post-processing of the sums of a convolution before they are stored: activation, addition of a
//! second tensor, activation.

use super::activation::Activation;
use super::vector::Simd;

/// The end of a convolution, done while the sums are in registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finish<'a> {
    /// Applied to the sums.
    pub(crate) before: &'a Activation,
    /// Added then: a tensor of the same size, or with fewer channels (the others add nothing).
    pub(crate) added: Option<Added<'a>>,
    /// Applied after the addition.
    pub(crate) after: &'a Activation,
}

/// A tensor that is added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Added<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) channels: usize,
}

/// Destination of a block of sums.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// First position, counted over the whole picture.
    pub(crate) position: usize,
    /// First channel of the vector.
    pub(crate) channel: usize,
    /// Channels of the output.
    pub(crate) channels: usize,
}

impl Finish<'_> {
    /// Finishes one vector of channels of `R` neighbouring positions and writes it.
    #[inline(always)]
    pub(crate) fn write<S: Simd, const R: usize>(
        &self,
        simd: S,
        sums: [S::Vector; R],
        place: Place,
        output: &mut [f32],
    ) {
        let mut sums = activate(simd, self.before, place.channel, sums);
        if let Some(added) = &self.added {
            for r in 0..R {
                let start = (place.position + r) * added.channels;
                let cell = &added.values[start..start + added.channels];
                if let Some(rest) = cell.get(place.channel..) {
                    sums[r] = simd.add(sums[r], load_some(simd, rest));
                }
            }
            sums = activate(simd, self.after, place.channel, sums);
        }
        // A narrow panel may have a vector beyond the last channel.
        let count = place.channels.saturating_sub(place.channel);
        if count == 0 {
            return;
        }
        for r in 0..R {
            let start = (place.position + r) * place.channels + place.channel;
            if count >= S::LANES {
                simd.store(sums[r], &mut output[start..]);
            } else {
                // Outputs of fewer channels than the narrowest panel.
                let mut lanes = [0.0; 16];
                simd.store(sums[r], &mut lanes);
                output[start..start + count].copy_from_slice(&lanes[..count]);
            }
        }
    }
}

/// The first values of `rest`, zeros beyond its end.
#[inline(always)]
fn load_some<S: Simd>(simd: S, rest: &[f32]) -> S::Vector {
    if rest.len() >= S::LANES {
        return simd.load(rest);
    }
    let mut filled = [0.0; 16];
    filled[..rest.len()].copy_from_slice(rest);
    simd.load(&filled)
}

/// Applies `activation` to sums whose first channel is `channel`.
#[inline(always)]
fn activate<S: Simd, const R: usize>(
    simd: S,
    activation: &Activation,
    channel: usize,
    mut sums: [S::Vector; R],
) -> [S::Vector; R] {
    let (zero, six) = (simd.splat(0.0), simd.splat(6.0));
    match activation {
        // A sigmoid stays a step of its own (`graph::fuse`).
        Activation::None | Activation::Sigmoid => {}
        Activation::Relu => {
            for r in 0..R {
                sums[r] = simd.max(sums[r], zero);
            }
        }
        Activation::Relu6 => {
            for r in 0..R {
                sums[r] = simd.min(simd.max(sums[r], zero), six);
            }
        }
        Activation::HardSwish => {
            let (three, sixth) = (simd.splat(3.0), simd.splat(1.0 / 6.0));
            for r in 0..R {
                let gate = simd.min(simd.max(simd.add(sums[r], three), zero), six);
                sums[r] = simd.multiply(simd.multiply(sums[r], sixth), gate);
            }
        }
        Activation::Prelu(slopes) => {
            let slope = simd.load(&slopes[channel..]);
            for r in 0..R {
                let negative = simd.min(sums[r], zero);
                sums[r] = simd.multiply_add(slope, negative, simd.max(sums[r], zero));
            }
        }
    }
    sums
}
