//! Regions in which students are collected one by one.

mod create;
mod search;

pub use create::create;
pub use search::{RegionView, search};
