//! A loaded network and the ways to run it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::describe::StepDescription;
use crate::error::NetworkError;
use crate::execute::Run;
use crate::graph::Graph;
use crate::graph::plan::Arena;
use crate::graph::step::Step;
use crate::kernels::dispatch::{InstructionSet, Level};

/// One output (or tapped activation) of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// Name of the tensor in the file.
    pub name: String,
    /// NHWC shape as in the file.
    pub shape: Vec<usize>,
    /// Values, row-major.
    pub values: Vec<f32>,
}

/// A loaded network, ready to run from many threads.
#[derive(Debug)]
pub struct Network {
    graph: Graph,
    level: Level,
    /// Buffers of finished runs, reused by later ones; as many as ever ran at the same time.
    arenas: Mutex<Vec<Arena>>,
}

impl Network {
    /// Reads and checks a TFLite file: a network that loads cannot fail later except by the length of its input.
    ///
    /// # Errors
    /// [`NetworkError`]; never panics on any input.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NetworkError> {
        Ok(Self {
            graph: Graph::read(bytes)?,
            level: Level::detect(InstructionSet::Avx512),
            arenas: Mutex::new(Vec::new()),
        })
    }

    /// The same network with `limit` or, where the processor lacks it, the next lower set. To
    /// measure and to test: without it a network uses the best that the processor has.
    pub fn limited_to(mut self, limit: InstructionSet) -> Self {
        self.level = Level::detect(limit);
        self
    }

    /// The instructions in use.
    pub fn instruction_set(&self) -> InstructionSet {
        self.level.instruction_set()
    }

    /// Shape of the single input, NHWC.
    pub fn input_shape(&self) -> &[usize] {
        &self.graph.tensors[self.graph.input].shape
    }

    /// Runs the network once on one thread. `input` is NHWC as in [`Self::input_shape`].
    /// Outputs come in the order of the file.
    ///
    /// # Errors
    /// [`NetworkError::InputLength`].
    pub fn run(&self, input: &[f32]) -> Result<Vec<Tensor>, NetworkError> {
        self.run_tapped(input, &[])
    }

    /// As [`Self::run`], and after the outputs the inner activations whose tensor names (up to the
    /// first `;`) are in `taps`, in that order.
    ///
    /// # Errors
    /// [`NetworkError::InputLength`], [`NetworkError::Unsupported`] for an unknown tap.
    pub fn run_tapped(&self, input: &[f32], taps: &[&str]) -> Result<Vec<Tensor>, NetworkError> {
        self.run_for(input, self.graph.outputs.clone(), taps)
    }

    /// Only the inner activations `taps`, in that order; steps after the last of them in the
    /// file are not computed.
    ///
    /// # Errors
    /// As [`Self::run_tapped`].
    pub fn run_to_taps(&self, input: &[f32], taps: &[&str]) -> Result<Vec<Tensor>, NetworkError> {
        self.run_for(input, Vec::new(), taps)
    }

    /// The tensors `wanted`, then the activations `taps`.
    fn run_for(
        &self,
        input: &[f32],
        mut wanted: Vec<usize>,
        taps: &[&str],
    ) -> Result<Vec<Tensor>, NetworkError> {
        for tap in taps {
            wanted.push(self.graph.tap(tap)?);
        }
        let values = self.execute(input, &wanted, &mut |_| {})?;
        let tensors = wanted.iter().zip(values).map(|(&tensor, values)| {
            let info = &self.graph.tensors[tensor];
            Tensor {
                name: info.name.clone(),
                shape: info.shape.clone(),
                values,
            }
        });
        Ok(tensors.collect())
    }

    /// Runs the network and calls `observer` with a description of every step when it is done: to
    /// see where the time goes. Its results are dropped.
    ///
    /// # Errors
    /// [`NetworkError::InputLength`].
    pub fn run_observed(
        &self,
        input: &[f32],
        observer: &mut dyn FnMut(&StepDescription),
    ) -> Result<(), NetworkError> {
        let describe = &mut |step: &Step| observer(&StepDescription::new(&self.graph, step));
        self.execute(input, &[], describe)?;
        Ok(())
    }

    /// Gives back the memory of runs that are over, which the next run would have used again: for networks
    /// that need much of it and run rarely.
    pub fn free_buffers(&self) {
        self.arenas().clear();
    }

    fn execute(
        &self,
        input: &[f32],
        wanted: &[usize],
        observer: &mut dyn FnMut(&Step),
    ) -> Result<Vec<Vec<f32>>, NetworkError> {
        let expected = self.graph.tensors[self.graph.input].values();
        if input.len() != expected {
            return Err(NetworkError::InputLength {
                expected,
                actual: input.len(),
            });
        }
        let spare = self.arenas().pop();
        let mut arena = spare.unwrap_or_else(|| self.graph.plan.arena());
        let run = Run {
            graph: &self.graph,
            level: self.level,
            input,
            arena: &mut arena,
        };
        let values = run.run(wanted, observer);
        self.arenas().push(arena);
        Ok(values)
    }

    fn arenas(&self) -> MutexGuard<'_, Vec<Arena>> {
        // Buffers have no state that a panic elsewhere could have broken.
        self.arenas.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
