//! A network as a list of steps over tensors, every shape checked before anything runs.

mod build;
mod custom;
mod fuse;
pub(crate) mod plan;
mod shapes;

use std::collections::HashMap;

use crate::NetworkError;
use crate::file::flatbuffer::Table;
use crate::file::half;
use crate::operator::Operator;
use plan::Plan;

/// Most values one tensor may have (64 MB); the largest here has 1.2 million.
const MAX_TENSOR_VALUES: usize = 1 << 24;

/// Most values all constants and packed weights may have together (128 MB), however often a damaged
/// file names the same bytes; the largest network here has 4 million.
const MAX_CONSTANT_VALUES: usize = 1 << 25;

/// Most multiplications one run may cost; the largest network here needs 0.3 · 10⁹.
const MAX_MULTIPLICATIONS: u64 = 4_000_000_000;

/// One tensor of the graph.
#[derive(Debug, Clone)]
pub(crate) struct TensorInfo {
    /// As in the file.
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

/// A whole network.
#[derive(Debug)]
pub(crate) struct Graph {
    pub(crate) tensors: Vec<TensorInfo>,
    pub(crate) steps: Vec<Step>,
    pub(crate) input: usize,
    pub(crate) outputs: Vec<usize>,
    pub(crate) plan: Plan,
}

/// Constants of the file, by tensor.
#[derive(Debug)]
struct Constants {
    floats: HashMap<usize, Vec<f32>>,
    integers: HashMap<usize, Vec<i32>>,
    /// How many more values may be kept.
    left: usize,
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
        let aliases = fuse::fuse(&mut graph);
        graph.plan = Plan::new(&graph, aliases)?;
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

fn checked_index(value: i32, count: usize) -> Result<usize, NetworkError> {
    usize::try_from(value)
        .ok()
        .filter(|&index| index < count)
        .ok_or_else(|| NetworkError::Malformed(format!("there is no tensor {value}")))
}

fn read_tensors(
    model: &Table<'_>,
    subgraph: &Table<'_>,
) -> Result<(Vec<TensorInfo>, Constants), NetworkError> {
    let buffers = model.tables(4)?;
    let mut tensors = Vec::new();
    let mut constants = Constants {
        floats: HashMap::new(),
        integers: HashMap::new(),
        left: MAX_CONSTANT_VALUES,
    };
    for (index, table) in subgraph.tables(0)?.into_iter().enumerate() {
        let shape = table
            .ints(0)?
            .into_iter()
            .map(|side| usize::try_from(side).ok().filter(|&side| side > 0))
            .collect::<Option<Vec<_>>>()
            .filter(|shape| shape.len() <= 4)
            .ok_or_else(|| NetworkError::Unsupported("a tensor without a fixed shape".into()))?;
        let values = shape
            .iter()
            .try_fold(1usize, |product, &side| product.checked_mul(side));
        let values = values.filter(|&values| values <= MAX_TENSOR_VALUES);
        let values = values.ok_or_else(|| NetworkError::Unsupported("a huge tensor".into()))?;
        tensors.push(TensorInfo {
            name: table.string(3)?,
            shape,
        });
        let buffer = checked_index(table.int(2, 0)?, buffers.len())?;
        let data = buffers[buffer].bytes(0)?;
        if data.is_empty() {
            continue;
        }
        if table.table(6)?.is_some() {
            return Err(NetworkError::Unsupported("sparse weights".into()));
        }
        constants.read(index, table.byte(1, 0)?, data, values)?;
    }
    Ok((tensors, constants))
}

impl Constants {
    /// Accounts for `values` more that are kept.
    fn keep(&mut self, values: usize) -> Result<(), NetworkError> {
        self.left = self
            .left
            .checked_sub(values)
            .ok_or_else(|| NetworkError::Unsupported("so many constants".into()))?;
        Ok(())
    }

    /// Type codes of the schema: 0 is float32, 1 float16, 2 int32.
    fn read(
        &mut self,
        tensor: usize,
        kind: u8,
        data: &[u8],
        values: usize,
    ) -> Result<(), NetworkError> {
        let size = if kind == 1 { 2 } else { 4 };
        if data.len() != values * size {
            return Err(NetworkError::Malformed(
                "a constant has the wrong size".into(),
            ));
        }
        self.keep(values)?;
        match kind {
            0 => {
                let floats = data
                    .as_chunks::<4>()
                    .0
                    .iter()
                    .map(|&part| f32::from_le_bytes(part));
                self.floats.insert(tensor, floats.collect());
            }
            1 => {
                let halves = data.as_chunks::<2>().0.iter();
                let floats = halves.map(|&part| half::to_f32(u16::from_le_bytes(part)));
                self.floats.insert(tensor, floats.collect());
            }
            2 => {
                let integers = data
                    .as_chunks::<4>()
                    .0
                    .iter()
                    .map(|&part| i32::from_le_bytes(part));
                self.integers.insert(tensor, integers.collect());
            }
            other => {
                return Err(NetworkError::Unsupported(format!(
                    "constants of type {other}"
                )));
            }
        }
        Ok(())
    }
}
