//! An operator as the file describes it, with typed access to its inputs and options.

use std::collections::HashMap;

use super::shapes::shape_error;
use super::step::TensorInfo;
use crate::error::NetworkError;
use crate::file::flatbuffer::Table;
use crate::kernels::activation::Activation;

/// One operator of the file with what is needed to understand it.
pub(super) struct Source<'a> {
    pub(super) inputs: Vec<Option<usize>>,
    pub(super) output: usize,
    pub(super) options: Option<Table<'a>>,
    pub(super) custom_options: &'a [u8],
    pub(super) tensors: &'a [TensorInfo],
    pub(super) floats: &'a HashMap<usize, Vec<f32>>,
    pub(super) integers: &'a HashMap<usize, Vec<i32>>,
}

impl Source<'_> {
    /// The tensor that input `index` names.
    pub(super) fn input(&self, index: usize) -> Result<usize, NetworkError> {
        self.inputs
            .get(index)
            .copied()
            .flatten()
            .ok_or_else(|| NetworkError::Malformed("an operator lacks an input".into()))
    }

    pub(super) fn shape(&self, index: usize) -> Result<&[usize], NetworkError> {
        Ok(&self.tensors[self.input(index)?].shape)
    }

    pub(super) fn output_shape(&self) -> &[usize] {
        &self.tensors[self.output].shape
    }

    /// The constant floats that input `index` names.
    pub(super) fn weights(&self, index: usize) -> Result<&Vec<f32>, NetworkError> {
        self.floats
            .get(&self.input(index)?)
            .ok_or_else(|| NetworkError::Unsupported("weights that are computed".into()))
    }

    /// The bias of input `index`, zeros where the file has none.
    pub(super) fn bias(&self, index: usize, channels: usize) -> Result<Vec<f32>, NetworkError> {
        if self.inputs.get(index).copied().flatten().is_none() {
            return Ok(vec![0.0; channels]);
        }
        let bias = self.weights(index)?;
        if bias.len() == channels {
            Ok(bias.clone())
        } else {
            Err(shape_error("bias"))
        }
    }

    pub(super) fn option_byte(&self, index: usize) -> Result<u8, NetworkError> {
        self.options.map_or(Ok(0), |table| table.byte(index, 0))
    }

    pub(super) fn option_size(&self, index: usize, default: i32) -> Result<usize, NetworkError> {
        let value = self
            .options
            .map_or(Ok(default), |table| table.int(index, default))?;
        usize::try_from(value)
            .ok()
            .filter(|&size| (1..=64).contains(&size))
            .ok_or_else(|| NetworkError::Unsupported(format!("a window size of {value}")))
    }

    pub(super) fn same_padding(&self) -> Result<bool, NetworkError> {
        Ok(self.option_byte(0)? == 0)
    }

    pub(super) fn fused_activation(&self, index: usize) -> Result<Activation, NetworkError> {
        match self.option_byte(index)? {
            0 => Ok(Activation::None),
            1 => Ok(Activation::Relu),
            3 => Ok(Activation::Relu6),
            other => Err(NetworkError::Unsupported(format!(
                "fused activation {other}"
            ))),
        }
    }

    pub(super) fn same_values(&self, index: usize) -> Result<(), NetworkError> {
        let (from, to) = (
            &self.tensors[self.input(index)?],
            &self.tensors[self.output],
        );
        if from.values() == to.values() {
            Ok(())
        } else {
            Err(shape_error("an operator"))
        }
    }

    /// The constant integers that input `index` names; none where they are computed.
    pub(super) fn integers(&self, index: usize) -> Result<Option<&Vec<i32>>, NetworkError> {
        Ok(self.integers.get(&self.input(index)?))
    }
}
