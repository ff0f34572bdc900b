//! Reads TFLite files and runs them on the CPU; carries the four networks of the product.
//!
//! It knows tensors, not faces: what the numbers mean is known by `portrait`.

mod execute;
mod file;
mod graph;
mod kernels;
mod networks;
mod operator;

pub use networks::{NetworkId, Networks};

use graph::Graph;
use thiserror::Error;

/// Why a network could not be loaded or run.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum NetworkError {
    /// The file is not TFLite or is damaged.
    #[error("the network file is damaged: {0}")]
    Malformed(String),
    /// The file uses an operator or a form of it that this executor does not know.
    #[error("the network uses what this executor cannot do: {0}")]
    Unsupported(String),
    /// The input has another length than the network asks for.
    #[error("the network takes {expected} values, {actual} were given")]
    InputLength {
        /// Values the network takes.
        expected: usize,
        /// Values given.
        actual: usize,
    },
}

/// One output (or tapped activation) of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// Its name in the file.
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
}

impl Network {
    /// Reads and checks a TFLite file: everything that could go wrong later goes wrong here.
    ///
    /// # Errors
    /// [`NetworkError`]; never panics on any input.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NetworkError> {
        Ok(Self {
            graph: Graph::read(bytes)?,
        })
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

    /// Only the inner activations `taps`, in that order; what comes after the last of them in the
    /// file is not computed.
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
        let expected = self.graph.tensors[self.graph.input].values();
        if input.len() != expected {
            return Err(NetworkError::InputLength {
                expected,
                actual: input.len(),
            });
        }
        for tap in taps {
            wanted.push(self.graph.tap(tap)?);
        }
        let values = execute::run(&self.graph, input, &wanted);
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
}
