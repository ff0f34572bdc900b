//! Our speed beside our peers' in the same run; ratios matter, not milliseconds. Pictures get one
//! core each, the service the whole machine.

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
