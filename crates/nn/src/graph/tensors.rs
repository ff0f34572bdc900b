//! Reads the tensors of a file, their shapes and the constants among them, within limits.

use std::collections::HashMap;

use super::step::TensorInfo;
use crate::error::NetworkError;
use crate::file::flatbuffer::Table;
use crate::file::half;

/// Most values one tensor may have (64 MB); the largest here has 6.6 million.
const MAX_TENSOR_VALUES: usize = 1 << 24;

/// Most values all constants and packed weights may have together (128 MB), however often a damaged
/// file names the same bytes; the largest network here has 6.8 million.
const MAX_CONSTANT_VALUES: usize = 1 << 25;

/// Constants of the file, by tensor.
#[derive(Debug)]
pub(super) struct Constants {
    pub(super) floats: HashMap<usize, Vec<f32>>,
    pub(super) integers: HashMap<usize, Vec<i32>>,
    /// Number of values that may still be kept.
    left: usize,
}

/// The index that a file gives as `value`, checked to be below `count`.
pub(super) fn checked_index(value: i32, count: usize) -> Result<usize, NetworkError> {
    usize::try_from(value)
        .ok()
        .filter(|&index| index < count)
        .ok_or_else(|| NetworkError::Malformed(format!("there is no tensor {value}")))
}

/// Reads all tensors of the graph, and the values of those that are constant.
pub(super) fn read_tensors(
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
    pub(super) fn keep(&mut self, values: usize) -> Result<(), NetworkError> {
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
