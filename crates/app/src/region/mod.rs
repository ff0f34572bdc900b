//! Regions in which students are collected one by one.

mod create;
mod list;
mod search;

pub use create::create;
pub use list::{StaffRegion, list};
pub use search::{RegionView, search};
