//! Runs a graph step by step; buffers are used again as soon as nobody needs them.

use crate::graph::{Graph, Step, TensorInfo};
use crate::kernels::convolution::Convolution;
use crate::kernels::depthwise::Depthwise;
use crate::kernels::simple::{self, Extent};
use crate::kernels::{activation, convolution, depthwise, region};
use crate::operator::{Activation, Operator, Window};

/// Values of all tensors during one run.
struct Run<'graph> {
    graph: &'graph Graph,
    values: Vec<Option<Vec<f32>>>,
    spare: Vec<Vec<f32>>,
}

/// Runs `graph` as far as needed and gives the values of the tensors `wanted`, in that order.
pub(crate) fn run(graph: &Graph, input: &[f32], wanted: &[usize]) -> Vec<Vec<f32>> {
    let mut last_reader = vec![0; graph.tensors.len()];
    for (index, step) in graph.steps.iter().enumerate() {
        for &tensor in &step.inputs {
            last_reader[tensor] = index;
        }
    }
    for &tensor in wanted {
        last_reader[tensor] = usize::MAX;
    }
    let mut run = Run {
        graph,
        values: vec![None; graph.tensors.len()],
        spare: Vec::new(),
    };
    run.values[graph.input] = Some(input.to_vec());
    let is_wanted = |step: &Step| wanted.contains(&step.output);
    let needed = graph
        .steps
        .iter()
        .rposition(is_wanted)
        .map_or(0, |last| last + 1);
    for (index, step) in graph.steps[..needed].iter().enumerate() {
        run.step(step);
        for &tensor in &step.inputs {
            if last_reader[tensor] == index
                && let Some(buffer) = run.values[tensor].take()
            {
                run.spare.push(buffer);
            }
        }
    }
    // An output may be asked for twice: clone rather than take.
    wanted
        .iter()
        .map(|&tensor| run.values[tensor].clone().unwrap_or_default())
        .collect()
}

impl Run<'_> {
    /// A buffer of `length` values with any content.
    fn buffer(&mut self, length: usize) -> Vec<f32> {
        let fitting = self
            .spare
            .iter()
            .position(|spare| spare.capacity() >= length);
        let mut buffer = fitting.map_or_else(Vec::new, |index| self.spare.swap_remove(index));
        buffer.resize(length, 0.0);
        buffer
    }

    fn step(&mut self, step: &Step) {
        let graph = self.graph;
        let output_info = &graph.tensors[step.output];
        let mut output = self.buffer(output_info.values());
        let mut scratch = scratch_values(step, graph).map_or_else(Vec::new, |it| self.buffer(it));
        // Loading checked that every input was written before.
        let read = |at: usize| -> &[f32] {
            step.inputs
                .get(at)
                .and_then(|&tensor| self.values[tensor].as_deref())
                .unwrap_or(&[])
        };
        let first = &graph.tensors[step.inputs[0]];
        execute(
            &step.operator,
            (read(0), first),
            &read,
            (&mut output, output_info),
            &mut scratch,
        );
        if scratch.capacity() > 0 {
            self.spare.push(scratch);
        }
        self.values[step.output] = Some(output);
    }
}

/// Size of the padded input that a windowed step needs, or of the unspread upscaling.
fn scratch_values(step: &Step, graph: &Graph) -> Option<usize> {
    let input = extent(&graph.tensors[step.inputs[0]]);
    let output = extent(&graph.tensors[step.output]);
    match &step.operator {
        Operator::Convolution { window, .. }
        | Operator::Depthwise { window, .. }
        | Operator::MaxPool { window } => {
            let padded = padded_extent(*window, input, output);
            (padded != input).then(|| padded.values())
        }
        Operator::Upscale { .. } => Some(output.values()),
        _ => None,
    }
}

/// What the windows of all output positions cover together.
fn padded_extent(window: Window, input: Extent, output: Extent) -> Extent {
    Extent {
        height: ((output.height - 1) * window.stride_y + window.height)
            .max(input.height + window.pad_top),
        width: ((output.width - 1) * window.stride_x + window.width)
            .max(input.width + window.pad_left),
        channels: input.channels,
    }
}

/// Rows, columns, channels of any tensor; shapes with fewer sides are one row.
fn extent(info: &TensorInfo) -> Extent {
    match *info.shape.as_slice() {
        [_, height, width, channels] => Extent {
            height,
            width,
            channels,
        },
        _ => Extent {
            height: 1,
            width: 1,
            channels: info.values(),
        },
    }
}

fn execute<'a>(
    operator: &Operator,
    (input, input_info): (&'a [f32], &TensorInfo),
    read: &dyn Fn(usize) -> &'a [f32],
    (output, output_info): (&mut [f32], &TensorInfo),
    scratch: &mut [f32],
) {
    let (from, to) = (extent(input_info), extent(output_info));
    match operator {
        Operator::Convolution {
            window,
            weights,
            bias,
            activation,
        } => {
            let (input, padded) = surrounded(input, from, to, *window, 0.0, scratch);
            convolution::run(
                &Convolution {
                    window: *window,
                    input,
                    input_width: padded.width,
                    channels_in: from.channels,
                    weights,
                    bias,
                    activation,
                    output_width: to.width,
                    channels_out: to.channels,
                },
                output,
            );
        }
        Operator::Depthwise {
            window,
            weights,
            bias,
            activation,
        } => {
            let (input, padded) = surrounded(input, from, to, *window, 0.0, scratch);
            depthwise::run(
                &Depthwise {
                    window: *window,
                    input,
                    input_width: padded.width,
                    channels: from.channels,
                    weights,
                    bias,
                    activation,
                    output_width: to.width,
                },
                output,
            );
        }
        Operator::MaxPool { window } => {
            let (input, padded) = surrounded(input, from, to, *window, f32::NEG_INFINITY, scratch);
            simple::max_pool(*window, input, padded, output, to.width);
        }
        Operator::Upscale {
            weights,
            bias,
            channels,
        } => {
            upscale(input, from, (weights, bias, *channels), output, scratch);
        }
        Operator::GlobalMean => simple::global_mean(input, output),
        Operator::Add { activation } => {
            simple::add(input, read(1), output);
            activation::apply_all(activation, to.channels, output);
        }
        Operator::Multiply => simple::multiply(input, read(1), output),
        Operator::MultiplyBy { factors } => simple::multiply(input, factors, output),
        Operator::Activate { activation } => {
            output.copy_from_slice(input);
            activation::apply_all(activation, to.channels, output);
        }
        Operator::Pad { before } => simple::pad(input, from, output, to, *before),
        Operator::Resize {
            half_pixel,
            align_corners,
        } => {
            simple::resize(input, from, output, to, (*half_pixel, *align_corners));
        }
        Operator::Reshape => output.copy_from_slice(input),
        Operator::Concatenate => concatenate(read, output),
        Operator::RegionMatrix(options) => region::matrix(options, input, output),
        Operator::CutRegion => region::cut(input, from, read(1), output, to),
        Operator::PlaceLandmarks => region::place(input, read(1), output),
    }
}

/// The input with its padding around; itself where none is needed.
fn surrounded<'a>(
    input: &'a [f32],
    from: Extent,
    to: Extent,
    window: Window,
    around: f32,
    scratch: &'a mut [f32],
) -> (&'a [f32], Extent) {
    let padded = padded_extent(window, from, to);
    if padded == from {
        return (input, from);
    }
    simple::surround(
        input,
        from,
        scratch,
        padded,
        (window.pad_top, window.pad_left, around),
    );
    (scratch, padded)
}

fn upscale(
    input: &[f32],
    from: Extent,
    (weights, bias, channels): (&[f32], &[f32], usize),
    output: &mut [f32],
    scratch: &mut [f32],
) {
    let window = Window {
        height: 1,
        width: 1,
        stride_y: 1,
        stride_x: 1,
        pad_top: 0,
        pad_left: 0,
    };
    let convolution = Convolution {
        window,
        input,
        input_width: from.width,
        channels_in: from.channels,
        weights,
        bias,
        activation: &Activation::None,
        output_width: from.width,
        channels_out: 4 * channels,
    };
    convolution::run(&convolution, scratch);
    simple::spread(scratch, from, output, channels);
}

fn concatenate<'a>(read: &dyn Fn(usize) -> &'a [f32], output: &mut [f32]) {
    let mut filled = 0;
    for at in 0.. {
        let part = read(at);
        if part.is_empty() || filled + part.len() > output.len() {
            break;
        }
        output[filled..filled + part.len()].copy_from_slice(part);
        filled += part.len();
    }
}
