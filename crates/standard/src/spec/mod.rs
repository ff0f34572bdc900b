//! What a batch asks of a portrait.

mod output;

pub use output::{ByteWindow, OutputSpec, Window};
