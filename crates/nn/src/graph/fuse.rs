//! Fuses steps that can be computed in one pass over the values. Results do not change.

use std::collections::HashMap;

use super::step::{Step, TensorInfo};
use crate::kernels::activation::Activation;
use crate::kernels::convolution::{Packed, fill_up};
use crate::kernels::window::Window;
use crate::kernels::winograd::PANEL;
use crate::operator::{Ending, Operator};

/// Rewrites `steps`; adds the tensors between new steps. Gives for every tensor the one whose values it shares: itself,
/// except where a step only gave another shape.
pub(super) fn fuse(
    tensors: &mut Vec<TensorInfo>,
    steps: &mut Vec<Step>,
    outputs: &[usize],
) -> Vec<usize> {
    let mut readers = vec![0usize; tensors.len()];
    let read = steps.iter().flat_map(|step| &step.inputs);
    for &tensor in read.chain(outputs) {
        readers[tensor] += 1;
    }
    let mut fusion = Fusion {
        aliases: (0..tensors.len()).collect(),
        readers,
        steps: Vec::new(),
        producers: HashMap::new(),
    };
    for step in std::mem::take(steps) {
        fusion.add(step, tensors);
    }
    *steps = fusion.steps.into_iter().flatten().collect();
    fill_up_slopes(steps);
    fusion.aliases
}

struct Fusion {
    aliases: Vec<usize>,
    /// Number of steps and outputs that read each tensor.
    readers: Vec<usize>,
    /// Steps so far; one that moved down leaves a gap.
    steps: Vec<Option<Step>>,
    /// Index of the step that writes a tensor.
    producers: HashMap<usize, usize>,
}

impl Fusion {
    fn add(&mut self, step: Step, tensors: &mut Vec<TensorInfo>) {
        if let Operator::Tiled { .. } = step.operator {
            return self.tiled(step, tensors);
        }
        match step.operator.clone() {
            Operator::Reshape => self.aliases[step.output] = self.aliases[step.inputs[0]],
            Operator::Upscale { weights, channels } => {
                self.upscale(step.inputs, step.output, (weights, channels), tensors);
            }
            Operator::Activate { activation } => self.activate(activation, step, tensors),
            Operator::Add { activation } => self.sum(activation, step, tensors),
            Operator::GlobalMean => self.mean(step),
            _ => self.push(step),
        }
    }

    fn push(&mut self, step: Step) {
        self.producers.insert(step.output, self.steps.len());
        self.steps.push(Some(step));
    }

    /// The step that writes `tensor`, if the caller is its only reader.
    fn sole_producer(&mut self, tensor: usize) -> Option<&mut Option<Step>> {
        if self.readers[tensor] != 1 {
            return None;
        }
        let &index = self.producers.get(&tensor)?;
        self.steps.get_mut(index)
    }

    /// Puts an activation at the end of the step before.
    fn activate(&mut self, activation: Activation, step: Step, tensors: &[TensorInfo]) {
        let input = step.inputs[0];
        // A sigmoid is not worth a place in the convolutions: it follows tensors of one position.
        if activation != Activation::Sigmoid
            && tensors[input].shape == tensors[step.output].shape
            && let Some(Some(before)) = self.sole_producer(input)
            && let Some(slot) = free_activation(&mut before.operator)
        {
            *slot = activation;
            before.output = step.output;
            if let Some(index) = self.producers.remove(&input) {
                self.producers.insert(step.output, index);
            }
            return;
        }
        self.push(Step {
            operator: Operator::Activate { activation },
            ..step
        });
    }

    /// Lets a convolution add the other operand; it moves down to where the addition was.
    fn sum(&mut self, activation: Activation, step: Step, tensors: &[TensorInfo]) {
        let &[first, second] = step.inputs.as_slice() else {
            return self.push(Step {
                operator: Operator::Add { activation },
                ..step
            });
        };
        let shape = &tensors[step.output].shape;
        let same_shapes = tensors[first].shape == *shape && tensors[second].shape == *shape;
        let ways = [(second, first), (first, second)];
        for (sums, other) in ways.into_iter().filter(|_| same_shapes) {
            let Some(slot) = self.sole_producer(sums) else {
                continue;
            };
            if let Some(mut producer) = slot.take_if(|step| takes_addition(&step.operator))
                && let Some(ending) = ending(&mut producer.operator)
            {
                ending.adds = true;
                ending.after = activation;
                producer.inputs.push(self.before_padding(other, tensors));
                producer.output = step.output;
                return self.push(producer);
            }
            if let Some(producer) = slot.take_if(|step| gates(step, tensors)) {
                return self.push(Step {
                    operator: Operator::MultiplyAdd { activation },
                    inputs: [producer.inputs, vec![other]].concat(),
                    output: step.output,
                });
            }
        }
        self.push(Step {
            operator: Operator::Add { activation },
            ..step
        });
    }

    /// A convolution by tiles reads parts of its channels from where they are.
    fn tiled(&mut self, mut step: Step, tensors: &[TensorInfo]) {
        let fills_panels = |tensor: &usize| {
            let channels = tensors[*tensor].shape.last().copied().unwrap_or(0);
            channels.is_multiple_of(PANEL)
        };
        let joins = |step: &mut Step| {
            step.operator == Operator::ConcatenateChannels && step.inputs.iter().all(fills_panels)
        };
        if let Some(slot) = self.sole_producer(step.inputs[0])
            && let Some(joined) = slot.take_if(joins)
        {
            step.inputs = joined.inputs;
        }
        self.push(step);
    }

    /// The mean of a sum is the sum of means: the sum itself is not needed.
    fn mean(&mut self, mut step: Step) {
        let plain_sum = |step: &mut Step| {
            matches!(
                step.operator,
                Operator::Add {
                    activation: Activation::None
                }
            )
        };
        if let Some(slot) = self.sole_producer(step.inputs[0])
            && let Some(sum) = slot.take_if(plain_sum)
        {
            step.inputs = sum.inputs;
        }
        self.push(step);
    }

    /// `tensor`, or what it was before channels of zeros were put behind, if only for this reader.
    fn before_padding(&mut self, tensor: usize, tensors: &[TensorInfo]) -> usize {
        let only_channels = |step: &mut Step| {
            let (from, to) = (&tensors[step.inputs[0]].shape, &tensors[step.output].shape);
            matches!(step.operator, Operator::Pad { before: [0, 0, 0] }) && from[..3] == to[..3]
        };
        if let Some(slot) = self.sole_producer(tensor)
            && let Some(padding) = slot.take_if(only_channels)
        {
            return padding.inputs[0];
        }
        tensor
    }

    fn upscale(
        &mut self,
        inputs: Vec<usize>,
        output: usize,
        (weights, channels): (Packed, usize),
        tensors: &mut Vec<TensorInfo>,
    ) {
        let mut shape = tensors[inputs[0]].shape.clone();
        if let Some(last) = shape.last_mut() {
            *last = 4 * channels;
        }
        let between = tensors.len();
        tensors.push(TensorInfo {
            name: String::new(),
            shape,
        });
        self.aliases.push(between);
        self.readers.push(1);
        let operator = Operator::Convolution {
            window: Window::POINT,
            weights,
            ending: Ending::with(Activation::None),
        };
        self.push(Step {
            operator,
            inputs,
            output: between,
        });
        self.push(Step {
            operator: Operator::Spread,
            inputs: vec![between],
            output,
        });
    }
}

/// The free place for a following activation, if there is one.
fn free_activation(operator: &mut Operator) -> Option<&mut Activation> {
    let slot = match operator {
        Operator::Convolution { ending, .. }
        | Operator::Tiled { ending, .. }
        | Operator::Depthwise { ending, .. } => {
            if ending.adds {
                &mut ending.after
            } else {
                &mut ending.before
            }
        }
        Operator::Add { activation } | Operator::MultiplyAdd { activation } => activation,
        _ => return None,
    };
    Some(slot).filter(|slot| **slot == Activation::None)
}

/// Whether an addition can be put at the end of the operator.
fn takes_addition(operator: &Operator) -> bool {
    match operator {
        Operator::Convolution { ending, .. }
        | Operator::Tiled { ending, .. }
        | Operator::Depthwise { ending, .. } => !ending.adds,
        _ => false,
    }
}

/// How a convolution ends.
fn ending(operator: &mut Operator) -> Option<&mut Ending> {
    match operator {
        Operator::Convolution { ending, .. }
        | Operator::Tiled { ending, .. }
        | Operator::Depthwise { ending, .. } => Some(ending),
        _ => None,
    }
}

/// Whether the step multiplies a picture with one value a channel.
fn gates(step: &Step, tensors: &[TensorInfo]) -> bool {
    let [picture, gate] = step.inputs.as_slice() else {
        return false;
    };
    let (picture, gate) = (&tensors[*picture], &tensors[*gate]);
    step.operator == Operator::Multiply
        && picture.shape.last() == Some(&gate.values())
        && picture.values() >= gate.values()
}

/// Convolutions read slopes a panel at a time.
fn fill_up_slopes(steps: &mut [Step]) {
    for step in steps {
        if let Operator::Convolution { ending, .. } | Operator::Tiled { ending, .. } =
            &mut step.operator
        {
            for activation in [&mut ending.before, &mut ending.after] {
                if let Activation::Prelu(slopes) = activation {
                    *slopes = fill_up(std::mem::take(slopes));
                }
            }
        }
    }
}
