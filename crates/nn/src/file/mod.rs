//! The TFLite file format: flat buffers for the graph, flex buffers for custom operators' options.
//!
//! Every read is checked: a damaged file gives an error, never a panic.

pub(crate) mod flatbuffer;
pub(crate) mod flexbuffer;
pub(crate) mod half;
