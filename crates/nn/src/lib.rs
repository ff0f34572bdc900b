//! Reads TFLite files and runs them on the CPU; carries the four networks of the product.
//!
//! It knows tensors, not faces: what the numbers mean is known by `portrait`.

mod networks;

pub use networks::{NetworkId, Networks};

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
pub struct Network {}

impl Network {
    /// Reads and checks a TFLite file.
    ///
    /// # Errors
    /// [`NetworkError`]; never panics on any input.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NetworkError> {
        let _ = bytes;
        Err(NetworkError::Malformed("not implemented yet".into()))
    }

    /// Shape of the single input, NHWC.
    pub fn input_shape(&self) -> &[usize] {
        &[]
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
        let _ = (input, taps);
        Err(NetworkError::Malformed("not implemented yet".into()))
    }
}
