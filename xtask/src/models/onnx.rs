//! The messages of an ONNX file that a convolutional network needs (onnx.proto3, IR version 6).
//!
//! It only reads; what the operators mean is known by [`super::convert`].

use anyhow::{Context, Result, ensure};
use prost::Message;

/// A whole file.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Model {
    /// The network.
    #[prost(message, optional, tag = "7")]
    pub(super) graph: Option<Graph>,
}

/// Operators in the order of computation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Graph {
    #[prost(message, repeated, tag = "1")]
    pub(super) node: Vec<Node>,
    /// Constants of the graph, such as weights.
    #[prost(message, repeated, tag = "5")]
    pub(super) initializer: Vec<Tensor>,
    #[prost(message, repeated, tag = "11")]
    pub(super) input: Vec<ValueInfo>,
    #[prost(message, repeated, tag = "12")]
    pub(super) output: Vec<ValueInfo>,
}

/// One operator; inputs and outputs are tensors by name.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Node {
    #[prost(string, repeated, tag = "1")]
    pub(super) input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) output: Vec<String>,
    #[prost(string, tag = "4")]
    pub(super) op_type: String,
    #[prost(message, repeated, tag = "5")]
    pub(super) attribute: Vec<Attribute>,
}

/// An option of an operator.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Attribute {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(int64, tag = "3")]
    pub(super) i: i64,
    #[prost(bytes = "vec", tag = "4")]
    pub(super) s: Vec<u8>,
    #[prost(message, optional, tag = "5")]
    pub(super) t: Option<Tensor>,
    #[prost(int64, repeated, tag = "8")]
    pub(super) ints: Vec<i64>,
}

/// A constant.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Tensor {
    #[prost(int64, repeated, tag = "1")]
    pub(super) dims: Vec<i64>,
    /// 1 is float32, 7 is int64.
    #[prost(int32, tag = "2")]
    pub(super) data_type: i32,
    #[prost(string, tag = "8")]
    pub(super) name: String,
    #[prost(bytes = "vec", tag = "9")]
    pub(super) raw_data: Vec<u8>,
}

/// A named tensor of the graph's surface.
#[derive(Clone, PartialEq, Message)]
pub(super) struct ValueInfo {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(message, optional, tag = "2")]
    pub(super) kind: Option<Kind>,
}

/// What a tensor holds.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Kind {
    #[prost(message, optional, tag = "1")]
    pub(super) tensor: Option<TensorKind>,
}

/// Element type and shape.
#[derive(Clone, PartialEq, Message)]
pub(super) struct TensorKind {
    #[prost(message, optional, tag = "2")]
    pub(super) shape: Option<Shape>,
}

/// Sides of a tensor.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Shape {
    #[prost(message, repeated, tag = "1")]
    pub(super) dim: Vec<Side>,
}

/// One side; named sides, which are not fixed, read 0.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Side {
    #[prost(int64, tag = "1")]
    pub(super) value: i64,
}

/// The graph of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Graph> {
    let model = Model::decode(bytes).context("the file is not ONNX")?;
    model.graph.context("the file has no graph")
}

impl Node {
    /// The option of this name.
    pub(super) fn option(&self, name: &str) -> Option<&Attribute> {
        self.attribute.iter().find(|option| option.name == name)
    }

    /// A list of numbers; empty where the option is left out.
    pub(super) fn numbers(&self, name: &str) -> &[i64] {
        self.option(name).map_or(&[], |option| &option.ints)
    }
}

impl Tensor {
    /// Its values, where they are floats.
    pub(super) fn floats(&self) -> Result<Vec<f32>> {
        ensure!(self.data_type == 1, "{} holds no floats", self.name);
        let parts = self.raw_data.as_chunks::<4>().0.iter();
        Ok(parts.map(|&part| f32::from_le_bytes(part)).collect())
    }

    /// Its values, where they are integers; floats give none.
    pub(super) fn integers(&self) -> Option<Vec<i64>> {
        let parts = self.raw_data.as_chunks::<8>().0.iter();
        (self.data_type == 7).then(|| parts.map(|&part| i64::from_le_bytes(part)).collect())
    }
}
