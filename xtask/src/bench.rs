//! Our speed beside our peers' in one run; the measuring itself is in `tools/evaluation`.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process::cargo;
use crate::{models, peers};

/// Installs the peers, builds optimised, prints the tables.
pub(crate) fn run(root: &Path) -> Result<()> {
    models::run(root)?;
    let python = peers::install(root)?;
    let python = python
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    cargo(
        root,
        &[
            "build",
            "--release",
            "--package",
            "caixiang",
            "--package",
            "evaluation",
        ],
    )?;
    cargo(
        root,
        &[
            "run",
            "--release",
            "--quiet",
            "--package",
            "evaluation",
            "--",
            "bench",
            python,
        ],
    )
}
