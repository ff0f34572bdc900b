//! The error of loading or running a network.

use thiserror::Error;

/// The reason why a network could not be loaded or run.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum NetworkError {
    /// The file is not TFLite or is damaged.
    #[error("the network file is damaged: {0}")]
    Malformed(String),
    /// The file uses an operator or a form of it that this executor does not support.
    #[error("the network uses what this executor does not support: {0}")]
    Unsupported(String),
    /// The input does not have the length that the network expects.
    #[error("the network takes {expected} values, {actual} were given")]
    InputLength {
        /// Number of values that the network expects.
        expected: usize,
        /// Number of values that were passed.
        actual: usize,
    },
}
