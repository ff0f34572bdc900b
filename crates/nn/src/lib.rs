//! Reads TFLite files and runs them on the CPU; embeds the networks of the product.
//!
//! The crate knows tensors, not faces: `portrait` interprets the outputs.

mod describe;
mod error;
mod execute;
mod file;
mod graph;
mod kernels;
mod network;
mod networks;
mod operator;

pub use describe::StepDescription;
pub use error::NetworkError;
pub use kernels::dispatch::InstructionSet;
pub use network::{Network, Tensor};
pub use networks::{NetworkId, Networks};
