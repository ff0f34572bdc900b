//! One step of a graph and the tensors that it reads and writes.

use crate::operator::Operator;

/// One tensor of the graph.
#[derive(Debug, Clone)]
pub(crate) struct TensorInfo {
    /// Name in the file; empty for a tensor that fusing added.
    pub(crate) name: String,
    /// NHWC; the batch is 1.
    pub(crate) shape: Vec<usize>,
}

impl TensorInfo {
    /// Number of values.
    pub(crate) fn values(&self) -> usize {
        self.shape.iter().product()
    }
}

/// One operator with the tensors it reads and writes.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) operator: Operator,
    pub(crate) inputs: Vec<usize>,
    pub(crate) output: usize,
}
