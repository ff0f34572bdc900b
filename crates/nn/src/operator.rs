//! The operators of the four networks, with weights in the layout that the kernels want.

use std::ops::Range;

use crate::kernels::aligned::Aligned;
use crate::kernels::convolution::Packed;
use crate::kernels::simple::Scaling;

/// What follows an operator in the same pass.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Activation {
    /// Nothing.
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

/// How a window moves over rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// Window rows.
    pub(crate) height: usize,
    /// Window columns.
    pub(crate) width: usize,
    /// Rows per step.
    pub(crate) stride_y: usize,
    /// Columns per step.
    pub(crate) stride_x: usize,
    /// Rows of padding above the picture.
    pub(crate) pad_top: usize,
    /// Columns of padding left of the picture.
    pub(crate) pad_left: usize,
}

impl Window {
    /// Every output position is made of the input position at the same place alone.
    pub(crate) const POINT: Self = Self {
        height: 1,
        width: 1,
        stride_y: 1,
        stride_x: 1,
        pad_top: 0,
        pad_left: 0,
    };

    /// Window rows that lie on a picture of `height` rows for output row `y`; at least one.
    pub(crate) fn rows_on(self, y: usize, height: usize) -> Range<usize> {
        on_picture(self.height, y * self.stride_y, self.pad_top, height)
    }

    /// Window columns that lie on a picture of `width` columns for output column `x`.
    pub(crate) fn columns_on(self, x: usize, width: usize) -> Range<usize> {
        on_picture(self.width, x * self.stride_x, self.pad_left, width)
    }

    /// Output columns whose whole window lies on a picture of `width` columns.
    pub(crate) fn columns_inside(self, width: usize, output_width: usize) -> Range<usize> {
        let start = self.pad_left.div_ceil(self.stride_x);
        let room = (width + self.pad_left).checked_sub(self.width);
        let end = room.map_or(0, |room| room / self.stride_x + 1);
        start..end.min(output_width).max(start)
    }
}

fn on_picture(window: usize, start: usize, padding: usize, size: usize) -> Range<usize> {
    padding.saturating_sub(start)..window.min(size + padding - start)
}

/// Geometry of an affine landmark transform (`Landmarks2TransformMatrix`).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegionOptions {
    /// Landmark at the left end of the axis that becomes horizontal.
    pub(crate) left: usize,
    /// Landmark at its right end.
    pub(crate) right: usize,
    /// Landmarks whose bounding box is taken.
    pub(crate) subset: Vec<usize>,
    /// Width and height of the cut, in cells.
    pub(crate) size: [f32; 2],
    /// Enlargement of the box, horizontally and vertically.
    pub(crate) scale: [f32; 2],
}

/// What follows the sums of a convolution in the same pass.
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
    /// Constant values the operator keeps.
    pub(crate) fn constants(&self) -> usize {
        match self {
            Self::Convolution { weights, .. } | Self::Upscale { weights, .. } => weights.len(),
            Self::Depthwise { weights, .. } => weights.len(),
            Self::MultiplyBy { factors } => factors.len(),
            Self::Activate {
                activation: Activation::Prelu(slopes),
            } => slopes.len(),
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
    /// Bilinear scaling.
    Resize(Scaling),
    /// The same values under another shape.
    Reshape,
    /// Tensors one after another.
    Concatenate,
    /// Landmarks to the affine matrix that cuts their region.
    RegionMatrix(RegionOptions),
    /// Cuts a region out of features, bilinear, zeros outside.
    CutRegion,
    /// Landmarks of a region back to where the region was cut.
    PlaceLandmarks,
}
