//! A network as a list of steps over tensors. All shapes are checked when the file is read.

mod build;
mod custom;
mod fuse;
pub(crate) mod plan;
mod shapes;
mod source;
pub(crate) mod step;
mod tensors;

use crate::error::NetworkError;
use crate::file::flatbuffer::Table;
use crate::operator::Operator;
use plan::Plan;
use step::{Step, TensorInfo};
use tensors::{checked_index, read_tensors};

/// Most multiplications one run may cost; the largest network here needs 20 · 10⁹.
const MAX_MULTIPLICATIONS: u64 = 24_000_000_000;

/// A whole network.
#[derive(Debug)]
pub(crate) struct Graph {
    pub(crate) tensors: Vec<TensorInfo>,
    pub(crate) steps: Vec<Step>,
    pub(crate) input: usize,
    pub(crate) outputs: Vec<usize>,
    pub(crate) plan: Plan,
}

impl Graph {
    /// Reads a TFLite file (schema version 3).
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, NetworkError> {
        if bytes.get(4..8) != Some(b"TFL3".as_slice()) {
            return Err(NetworkError::Malformed("the file is not TFLite".into()));
        }
        let model = Table::root(bytes)?;
        let subgraph = *model
            .tables(2)?
            .first()
            .ok_or_else(|| NetworkError::Malformed("the file has no graph".into()))?;
        let (tensors, constants) = read_tensors(&model, &subgraph)?;
        let index = |value: i32| checked_index(value, tensors.len());
        let inputs = subgraph.ints(1)?;
        let [input] = inputs.as_slice() else {
            return Err(NetworkError::Unsupported(format!(
                "{} inputs",
                inputs.len()
            )));
        };
        let input = index(*input)?;
        let outputs = subgraph
            .ints(2)?
            .into_iter()
            .map(index)
            .collect::<Result<Vec<_>, _>>()?;
        let steps = build::steps(&model, &subgraph, &tensors, constants)?;
        let mut graph = Self {
            tensors,
            steps,
            input,
            outputs,
            plan: Plan::default(),
        };
        graph.check_order()?;
        graph.check_cost()?;
        let aliases = fuse::fuse(&mut graph.tensors, &mut graph.steps, &graph.outputs);
        graph.plan = Plan::new(&graph.tensors, &graph.steps, aliases)?;
        Ok(graph)
    }

    /// The tensor that a step writes under this name, up to the first `;`.
    pub(crate) fn tap(&self, name: &str) -> Result<usize, NetworkError> {
        self.steps
            .iter()
            .map(|step| step.output)
            .find(|&tensor| self.tensors[tensor].name.split(';').next() == Some(name))
            .ok_or_else(|| NetworkError::Unsupported(format!("there is no activation {name}")))
    }

    /// Every tensor that is read was the input or written before; every output is written.
    fn check_order(&self) -> Result<(), NetworkError> {
        let mut written = vec![false; self.tensors.len()];
        written[self.input] = true;
        for step in &self.steps {
            if step.inputs.iter().any(|&tensor| !written[tensor]) || written[step.output] {
                return Err(NetworkError::Malformed("operators are out of order".into()));
            }
            written[step.output] = true;
        }
        if self.outputs.is_empty() || self.outputs.iter().any(|&tensor| !written[tensor]) {
            return Err(NetworkError::Malformed("an output is never written".into()));
        }
        Ok(())
    }

    fn check_cost(&self) -> Result<(), NetworkError> {
        let mut cost = 0u64;
        for step in &self.steps {
            let values = self.tensors[step.output].values() as u64;
            let channels = self.tensors[step.inputs[0]]
                .shape
                .last()
                .copied()
                .unwrap_or(1);
            let per_value = match &step.operator {
                Operator::Convolution { window, .. } => {
                    (window.height * window.width * channels) as u64
                }
                Operator::Tiled { weights, .. } => 9 * weights.inputs() as u64,
                Operator::Single { weights, .. } => weights.len() as u64,
                Operator::Depthwise { window, .. } | Operator::MaxPool { window } => {
                    (window.height * window.width) as u64
                }
                Operator::Upscale { .. } => channels as u64,
                _ => 4,
            };
            cost = cost.saturating_add(values.saturating_mul(per_value));
        }
        if cost > MAX_MULTIPLICATIONS {
            return Err(NetworkError::Unsupported(format!("{cost} multiplications")));
        }
        Ok(())
    }
}
