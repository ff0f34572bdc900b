//! The operators of the networks, with weights in the memory layout of the kernels.

use crate::kernels::activation::Activation;
use crate::kernels::aligned::Aligned;
use crate::kernels::convolution::Packed;
use crate::kernels::region::RegionOptions;
use crate::kernels::resize::Scaling;
use crate::kernels::window::Window;
use crate::kernels::winograd::Transformed;

/// Operations on the sums of a convolution in the same pass.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ending {
    /// Applied to the sums.
    pub(crate) before: Activation,
    /// Whether the step's last input is added then. Where it has fewer channels than the output,
    /// the others stay as they are.
    pub(crate) adds: bool,
    /// Applied after the addition.
    pub(crate) after: Activation,
}

impl Ending {
    /// Only an activation.
    pub(crate) fn with(activation: Activation) -> Self {
        Self {
            before: activation,
            adds: false,
            after: Activation::None,
        }
    }
}

impl Operator {
    /// Number of constant values that the operator holds.
    pub(crate) fn constants(&self) -> usize {
        match self {
            Self::Convolution { weights, .. } | Self::Upscale { weights, .. } => weights.len(),
            Self::Tiled { weights, .. } => weights.len(),
            Self::Depthwise { weights, .. } | Self::Single { weights, .. } => weights.len(),
            Self::MultiplyBy { factors } => factors.len(),
            Self::Activate {
                activation: Activation::Prelu(slopes),
            } => slopes.len(),
            _ => 0,
        }
    }

    /// Values of the buffer that the operator needs while it runs.
    pub(crate) fn scratch(&self) -> usize {
        match self {
            Self::Tiled { weights, .. } => weights.scratch(),
            _ => 0,
        }
    }
}

/// One step of a network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operator {
    /// Convolution; weights in panels of output channels (see `kernels::convolution`).
    Convolution {
        window: Window,
        weights: Packed,
        ending: Ending,
    },
    /// 3 × 3 convolution by transformed tiles (see `kernels::winograd`); its inputs are parts of the
    /// channels, one after another, then what is added.
    Tiled {
        dilation: usize,
        weights: Transformed,
        ending: Ending,
    },
    /// 3 × 3 convolution to one channel; weights as rows × columns × channels.
    Single { weights: Aligned, bias: f32 },
    /// One filter a channel; weights as rows × columns × channels.
    Depthwise {
        window: Window,
        weights: Aligned,
        bias: Vec<f32>,
        ending: Ending,
    },
    /// 2 × 2 transposed convolution with stride 2. `graph::fuse` makes a 1 × 1 convolution to four
    /// times the channels and a [`Self::Spread`] of it.
    Upscale { weights: Packed, channels: usize },
    /// Four times the channels of each position spread over a 2 × 2 square.
    Spread,
    /// Largest value in a window.
    MaxPool { window: Window },
    /// Mean over all positions; of several tensors, the sum of their means.
    GlobalMean,
    /// Sum of two tensors.
    Add { activation: Activation },
    /// Product of two tensors; one may have a value a channel.
    Multiply,
    /// Product of the first two, of which the second has a value a channel, plus the third.
    MultiplyAdd { activation: Activation },
    /// Product with constants, repeated over the tensor.
    MultiplyBy { factors: Vec<f32> },
    /// An activation of its own.
    Activate { activation: Activation },
    /// Zeros before and after rows, columns and channels.
    Pad { before: [usize; 3] },
    /// Bilinear resize of rows and columns.
    Resize(Scaling),
    /// The same values under another shape.
    Reshape,
    /// Tensors one after another.
    Concatenate,
    /// Pictures of the same size, one after another along their channels.
    ConcatenateChannels,
    /// Landmarks to the affine matrix that cuts their region.
    RegionMatrix(RegionOptions),
    /// Cuts a region out of features, bilinear, zeros outside.
    CutRegion,
    /// Landmarks of a region back to where the region was cut.
    PlaceLandmarks,
}
