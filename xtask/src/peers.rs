//! Installs the programs that `bench` compares us with.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::install;

/// Pinned, so that figures stay comparable.
const PYTHON_PACKAGES: &[&str] = &[
    "mediapipe==0.10.14",
    "ai-edge-litert==1.4.0",
    "numpy==1.26.4",
];

/// Installs libvips' thumbnailer, GNU time (for peak memory) and the Python peers; gives the Python
/// that has them.
pub(crate) fn install(root: &Path) -> Result<PathBuf> {
    if install::find("vipsthumbnail").is_none() || install::find("time").is_none() {
        let installed = install::debian(root, &["libvips-tools", "time"])?;
        ensure!(installed, "nothing is compared without the peers");
    }
    install::python(root, &root.join("target/peers"), PYTHON_PACKAGES)?
        .context("nothing is compared without the peers")
}
