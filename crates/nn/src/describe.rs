//! Describes the steps of a network in words, for benchmarks.

use std::fmt::Write as _;

use crate::graph::Graph;
use crate::graph::step::Step;
use crate::kernels::activation::Activation;
use crate::kernels::window::Window;
use crate::operator::{Ending, Operator};

/// One step of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDescription {
    /// The operator, its window and what follows it in the same pass.
    pub operator: String,
    /// Shape of the first input.
    pub input: Vec<usize>,
    /// Shape of the output.
    pub output: Vec<usize>,
}

impl StepDescription {
    pub(crate) fn new(graph: &Graph, step: &Step) -> Self {
        Self {
            operator: name(&step.operator),
            input: graph.tensors[step.inputs[0]].shape.clone(),
            output: graph.tensors[step.output].shape.clone(),
        }
    }
}

fn name(operator: &Operator) -> String {
    let plain = match operator {
        Operator::Convolution { window, ending, .. } => {
            return windowed("convolution", *window, ending);
        }
        Operator::Depthwise { window, ending, .. } => {
            return windowed("depthwise", *window, ending);
        }
        Operator::Tiled {
            ending, dilation, ..
        } => {
            let kind = format!("tiled convolution, dilation {dilation},");
            let window = Window {
                height: 3,
                width: 3,
                ..Window::POINT
            };
            return windowed(&kind, window, ending);
        }
        Operator::Single { .. } => "convolution 3×3 to one channel",
        Operator::Upscale { .. } => "upscale",
        Operator::Spread => "spread",
        Operator::MaxPool { .. } => "max pool",
        Operator::GlobalMean => "mean",
        Operator::Add { .. } => "add",
        Operator::Multiply | Operator::MultiplyBy { .. } => "multiply",
        Operator::MultiplyAdd { .. } => "multiply and add",
        Operator::Activate { activation } => return activation_name(activation).into(),
        Operator::Pad { .. } => "pad",
        Operator::Resize(_) => "resize",
        Operator::Reshape => "reshape",
        Operator::Concatenate => "concatenate",
        Operator::ConcatenateChannels => "concatenate channels",
        Operator::RegionMatrix(_) => "region matrix",
        Operator::CutRegion => "cut region",
        Operator::PlaceLandmarks => "place landmarks",
    };
    plain.into()
}

fn windowed(kind: &str, window: Window, ending: &Ending) -> String {
    let mut text = format!("{kind} {}×{}", window.height, window.width);
    if window.stride_x > 1 {
        let _ = write!(text, " by {}", window.stride_x);
    }
    for (activation, adds) in [(&ending.before, ending.adds), (&ending.after, false)] {
        if *activation != Activation::None {
            text += ", ";
            text += activation_name(activation);
        }
        if adds {
            text += ", add";
        }
    }
    text
}

fn activation_name(activation: &Activation) -> &'static str {
    match activation {
        Activation::None => "copy",
        Activation::Relu => "relu",
        Activation::Relu6 => "relu6",
        Activation::HardSwish => "hard swish",
        Activation::Sigmoid => "sigmoid",
        Activation::Prelu(_) => "prelu",
    }
}
