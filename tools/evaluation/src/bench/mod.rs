//! Benchmarks beside comparable software in the same run: compare ratios, not milliseconds.
//! Pictures are measured on one core, the service on the whole machine.

mod figures;
pub(crate) mod networks;
mod one_core;
pub(crate) mod photo;
pub(crate) mod service;

use std::path::Path;

use anyhow::Result;

/// Prints the tables of pictures.
pub(crate) fn run(root: &Path, python: &Path) -> Result<()> {
    networks::run(root, python)?;
    photo::run(root, python)
}
