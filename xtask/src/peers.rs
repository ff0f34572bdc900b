//! Installs what we measure ourselves against; only `bench` needs it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::run;

/// Pinned, so that figures stay comparable.
const PYTHON_PACKAGES: &[&str] = &[
    "mediapipe==0.10.14",
    "ai-edge-litert==1.4.0",
    "numpy==1.26.4",
];

/// Installs libvips' thumbnailer, GNU time (for peak memory) and the Python peers; gives the Python that has them.
pub(crate) fn install(root: &Path) -> Result<PathBuf> {
    if !starts("vipsthumbnail", "--vips-version") || !starts("time", "--version") {
        install_debian(root, &["libvips-tools", "time"])?;
    }
    let folder = root.join("target/peers");
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    let wanted = PYTHON_PACKAGES.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|text| text == wanted) {
        return Ok(python);
    }
    let folder_text = folder
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    run(root, "python3", &["-m", "venv", folder_text])?;
    let python_text = python
        .to_str()
        .context("the target folder's path is not UTF-8")?;
    let mut arguments = vec![
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    arguments.extend(PYTHON_PACKAGES);
    run(root, python_text, &arguments)?;
    std::fs::write(&stamp, wanted)?;
    Ok(python)
}

fn starts(program: &str, question: &str) -> bool {
    Command::new(program).arg(question).output().is_ok()
}

fn install_debian(root: &Path, packages: &[&str]) -> Result<()> {
    let hint = format!(
        "install the Debian packages {} (or their like) and start the bench again",
        packages.join(", ")
    );
    if !starts("apt-get", "--version") {
        bail!("{hint}");
    }
    run(root, "apt-get", &["update", "-qq"]).context(hint.clone())?;
    let arguments = [&["install", "-y", "-qq"], packages].concat();
    run(root, "apt-get", &arguments).context(hint)
}
