//! The operators of the four networks, with weights in the layout that the kernels want.

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

/// One step of a network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operator {
    /// Convolution; weights in panels of output channels (see `kernels::convolution`).
    Convolution {
        window: Window,
        weights: Vec<f32>,
        bias: Vec<f32>,
        activation: Activation,
    },
    /// One filter a channel; weights as rows × columns × channels.
    Depthwise {
        window: Window,
        weights: Vec<f32>,
        bias: Vec<f32>,
        activation: Activation,
    },
    /// 2 × 2 transposed convolution with stride 2: a 1 × 1 convolution to four times the channels,
    /// then spread out. Weights in panels.
    Upscale {
        weights: Vec<f32>,
        bias: Vec<f32>,
        channels: usize,
    },
    /// Largest value in a window.
    MaxPool { window: Window },
    /// Mean over all positions.
    GlobalMean,
    /// Sum of two tensors.
    Add { activation: Activation },
    /// Product of two tensors; one may have a value a channel.
    Multiply,
    /// Product with constants, repeated over the tensor.
    MultiplyBy { factors: Vec<f32> },
    /// An activation of its own.
    Activate { activation: Activation },
    /// Zeros before rows, columns and channels.
    Pad { before: [usize; 3] },
    /// Bilinear scaling.
    Resize {
        half_pixel: bool,
        align_corners: bool,
    },
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
