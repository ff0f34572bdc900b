//! Assigns tensors to buffers. A buffer is reused as soon as no later step reads its values.

use super::step::{Step, TensorInfo};
use crate::error::NetworkError;
use crate::kernels::aligned::Aligned;

/// Most values of all buffers together (256 MB); the largest network here needs 26 million.
const MAX_VALUES: usize = 1 << 26;

/// Buffers of one run, by number.
pub(crate) type Arena = Vec<Aligned>;

/// The buffers in which the values of tensors lie during a run.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// For every tensor the one whose values it shares; itself where it has its own.
    aliases: Vec<usize>,
    /// The buffer of every tensor that a step writes.
    buffers: Vec<Option<usize>>,
    /// Values each buffer holds at most.
    sizes: Vec<usize>,
    /// The buffer that operators need while they run.
    pub(crate) scratch: usize,
}

impl Plan {
    /// Plans `steps`, whose tensors share values as `aliases` says.
    pub(super) fn new(
        tensors: &[TensorInfo],
        steps: &[Step],
        aliases: Vec<usize>,
    ) -> Result<Self, NetworkError> {
        let mut last_use = vec![0; tensors.len()];
        for (index, step) in steps.iter().enumerate() {
            last_use[step.output] = index;
            for &tensor in &step.inputs {
                last_use[aliases[tensor]] = index;
            }
        }
        let mut plan = Self {
            buffers: vec![None; tensors.len()],
            aliases,
            sizes: Vec::new(),
            scratch: 0,
        };
        let mut free = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let buffer = plan.take(&mut free, tensors[step.output].values());
            plan.buffers[step.output] = Some(buffer);
            let mut done: Vec<usize> = step.inputs.iter().map(|&it| plan.aliases[it]).collect();
            done.push(step.output);
            done.sort_unstable();
            done.dedup();
            let done = done.iter().filter(|&&tensor| last_use[tensor] == index);
            free.extend(done.filter_map(|&tensor| plan.buffers[tensor]));
        }
        let scratch = steps.iter().map(|step| step.operator.scratch());
        plan.scratch = plan.sizes.len();
        plan.sizes.push(scratch.max().unwrap_or(0));
        if plan.sizes.iter().sum::<usize>() > MAX_VALUES {
            return Err(NetworkError::Unsupported("so much memory".into()));
        }
        Ok(plan)
    }

    /// The smallest free buffer that is large enough, else the largest one made larger.
    fn take(&mut self, free: &mut Vec<usize>, values: usize) -> usize {
        let fitting = free.iter().filter(|&&buffer| self.sizes[buffer] >= values);
        let best = fitting
            .min_by_key(|&&buffer| self.sizes[buffer])
            .or_else(|| free.iter().max_by_key(|&&buffer| self.sizes[buffer]))
            .copied();
        let Some(buffer) = best else {
            self.sizes.push(values);
            return self.sizes.len() - 1;
        };
        free.retain(|&other| other != buffer);
        self.sizes[buffer] = self.sizes[buffer].max(values);
        buffer
    }

    /// The tensor whose values `tensor` shares.
    pub(crate) fn source(&self, tensor: usize) -> usize {
        self.aliases[tensor]
    }

    /// The buffer that holds `tensor`; none for the network's input.
    pub(crate) fn buffer(&self, tensor: usize) -> Option<usize> {
        self.buffers[self.aliases[tensor]]
    }

    /// Allocates the buffers of a run, filled with zeros.
    pub(crate) fn arena(&self) -> Arena {
        self.sizes
            .iter()
            .map(|&size| Aligned::zeros(size))
            .collect()
    }
}
