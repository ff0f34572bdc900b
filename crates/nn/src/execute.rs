//! Runs the steps of a graph on the buffers of its plan.

use crate::graph::Graph;
use crate::graph::plan::Arena;
use crate::graph::step::{Step, TensorInfo};
use crate::kernels::convolution::{self, Convolution};
use crate::kernels::depthwise::{self, Depthwise};
use crate::kernels::dispatch::Level;
use crate::kernels::finish::{Added, Finish};
use crate::kernels::pool::{self, Pool};
use crate::kernels::single;
use crate::kernels::window::Extent;
use crate::kernels::winograd::{self, Part};
use crate::kernels::{activation, copy, elementwise, region, resize};
use crate::operator::{Ending, Operator};

/// One run: what steps read from and write to.
pub(crate) struct Run<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) level: Level,
    pub(crate) input: &'a [f32],
    pub(crate) arena: &'a mut Arena,
}

impl Run<'_> {
    /// Runs the steps up to the last of the tensors `wanted` (all, when there is none) and gives
    /// their values, in that order; `observer` sees every step when it is done.
    pub(crate) fn run(
        mut self,
        wanted: &[usize],
        observer: &mut dyn FnMut(&Step),
    ) -> Vec<Vec<f32>> {
        let plan = &self.graph.plan;
        let mut results: Vec<Vec<f32>> = wanted
            .iter()
            // An output may be the input itself; all others are overwritten below.
            .map(|&tensor| match plan.buffer(tensor) {
                None => self.input.to_vec(),
                Some(_) => Vec::new(),
            })
            .collect();
        let is_wanted = |step: &Step| wanted.iter().any(|&it| plan.source(it) == step.output);
        let steps = &self.graph.steps;
        let last = steps.iter().rposition(is_wanted);
        for step in &steps[..last.map_or(steps.len(), |last| last + 1)] {
            self.step(step);
            observer(step);
            // Taken at once: the buffer may serve another tensor later.
            for (result, &tensor) in results.iter_mut().zip(wanted) {
                if plan.source(tensor) == step.output {
                    *result = self.read(tensor).to_vec();
                }
            }
        }
        results
    }

    fn info(&self, tensor: usize) -> &TensorInfo {
        &self.graph.tensors[tensor]
    }

    /// The values of a tensor that was written before, or of the input.
    fn read(&self, tensor: usize) -> &[f32] {
        match self.graph.plan.buffer(tensor) {
            None => self.input,
            Some(buffer) => &self.arena[buffer][..self.info(tensor).values()],
        }
    }

    fn step(&mut self, step: &Step) {
        // Loading planned a buffer for whatever a step writes.
        let Some(buffer) = self.graph.plan.buffer(step.output) else {
            return;
        };
        let mut output = std::mem::take(&mut self.arena[buffer]);
        let mut scratch = std::mem::take(&mut self.arena[self.graph.plan.scratch]);
        let values = self.info(step.output).values();
        self.execute(step, &mut scratch, &mut output[..values]);
        self.arena[self.graph.plan.scratch] = scratch;
        self.arena[buffer] = output;
    }

    fn execute(&self, step: &Step, scratch: &mut [f32], output: &mut [f32]) {
        let level = self.level;
        let input = self.read(step.inputs[0]);
        let from = extent(self.info(step.inputs[0]));
        let to = extent(self.info(step.output));
        let second = || self.read(step.inputs[1]);
        match &step.operator {
            Operator::Convolution { .. }
            | Operator::Tiled { .. }
            | Operator::Single { .. }
            | Operator::Depthwise { .. }
            | Operator::MaxPool { .. } => self.slide(step, scratch, output),
            Operator::GlobalMean => {
                output.fill(0.0);
                for &tensor in &step.inputs {
                    pool::add_mean(level, self.read(tensor), output);
                }
            }
            Operator::Add { activation } => {
                elementwise::add(level, (input, second()), activation, output);
            }
            Operator::Multiply => elementwise::multiply(level, input, second(), output),
            Operator::MultiplyAdd { activation } => {
                let (gate, added) = (second(), self.read(step.inputs[2]));
                elementwise::multiply_add(level, (input, gate), added, activation, output);
            }
            Operator::MultiplyBy { factors } => {
                elementwise::multiply(level, input, factors, output);
            }
            Operator::Activate { activation } => {
                activation::map(level, activation, input, output);
            }
            Operator::Pad { before } => copy::pad(input, from, output, to, *before),
            Operator::Resize(scaling) => {
                resize::resize(level, *scaling, (input, from), (output, to));
            }
            // Loading replaced it by other steps.
            Operator::Upscale { .. } => {}
            Operator::Spread => copy::spread(input, from, output),
            Operator::Reshape => output.copy_from_slice(input),
            Operator::Concatenate => self.concatenate(step, output),
            Operator::ConcatenateChannels => self.concatenate_channels(step, output, to),
            Operator::RegionMatrix(options) => region::matrix(options, input, output),
            Operator::CutRegion => region::cut(input, from, second(), output, to),
            Operator::PlaceLandmarks => region::place(input, second(), output),
        }
    }

    /// The operators that slide a window over the picture.
    fn slide(&self, step: &Step, scratch: &mut [f32], output: &mut [f32]) {
        let level = self.level;
        let input = self.read(step.inputs[0]);
        let from = extent(self.info(step.inputs[0]));
        let to = extent(self.info(step.output));
        match &step.operator {
            Operator::Convolution {
                window,
                weights,
                ending,
            } => {
                let convolution = Convolution {
                    window: *window,
                    input,
                    from,
                    to,
                    weights,
                    finish: self.finish(step, ending, to),
                };
                convolution::run(level, &convolution, output);
            }
            Operator::Tiled {
                dilation,
                weights,
                ending,
            } => {
                let parts = step.inputs.len() - usize::from(ending.adds);
                let parts: Vec<Part<'_>> = step.inputs[..parts]
                    .iter()
                    .map(|&tensor| Part {
                        values: self.read(tensor),
                        channels: extent(self.info(tensor)).channels,
                    })
                    .collect();
                let convolution = winograd::Convolution {
                    parts: &parts,
                    dilation: *dilation,
                    to,
                    weights,
                    finish: self.finish(step, ending, to),
                };
                winograd::run(level, &convolution, scratch, output);
            }
            Operator::Single { weights, bias } => {
                let convolution = single::Convolution {
                    input,
                    from,
                    weights,
                    bias: *bias,
                };
                single::run(level, &convolution, output);
            }
            Operator::Depthwise {
                window,
                weights,
                bias,
                ending,
            } => {
                let depthwise = Depthwise {
                    window: *window,
                    input,
                    from,
                    to,
                    weights,
                    bias,
                    finish: self.finish(step, ending, to),
                };
                depthwise::run(level, &depthwise, output);
            }
            Operator::MaxPool { window } => {
                let window = *window;
                let pooled = Pool {
                    window,
                    input,
                    from,
                    to,
                };
                pool::max_pool(level, &pooled, output);
            }
            // `execute` calls this for no other.
            _ => {}
        }
    }

    fn finish<'s>(&'s self, step: &Step, ending: &'s Ending, to: Extent) -> Finish<'s> {
        let added = step.inputs.last().filter(|_| ending.adds);
        Finish {
            before: &ending.before,
            added: added.map(|&tensor| Added {
                values: self.read(tensor),
                channels: self.info(tensor).values() / (to.height * to.width),
            }),
            after: &ending.after,
        }
    }

    fn concatenate_channels(&self, step: &Step, output: &mut [f32], to: Extent) {
        let mut first = 0;
        for &tensor in &step.inputs {
            let channels = extent(self.info(tensor)).channels;
            let cells = self.read(tensor).chunks_exact(channels);
            for (target, cell) in output.chunks_exact_mut(to.channels).zip(cells) {
                target[first..first + channels].copy_from_slice(cell);
            }
            first += channels;
        }
    }

    fn concatenate(&self, step: &Step, output: &mut [f32]) {
        let mut rest = output;
        for &tensor in &step.inputs {
            let part = self.read(tensor);
            let (target, behind) = rest.split_at_mut(part.len());
            target.copy_from_slice(part);
            rest = behind;
        }
    }
}

/// Rows, columns, channels of any tensor; shapes with fewer sides are one row.
fn extent(info: &TensorInfo) -> Extent {
    match *info.shape.as_slice() {
        [_, height, width, channels] => Extent::new(height, width, channels),
        _ => Extent::new(1, 1, info.values()),
    }
}
