//! Reads the TFLite file format: `FlatBuffers` for the graph, `FlexBuffers` for the options of custom
//! operators.
//!
//! Every read is bounds-checked: a damaged file gives an error, never a panic.

pub(crate) mod flatbuffer;
pub(crate) mod flexbuffer;
pub(crate) mod half;
