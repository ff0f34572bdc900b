//! Trains the fusion network of the second cut: the evaluation tool writes examples, `tools/evaluation/fusion/train.py` learns
//! from them, and the weights become a TFLite file.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::install;
use crate::models::fusion_file;
use crate::process::finish;

/// Where the network is left, for `cargo xtask eval any-background --fusion FILE`.
const FILE: &str = "target/fusion/fusion.tflite";

/// Learns from the examples in `target/evaluation/fusion` and writes the network.
pub(crate) fn train(root: &Path, rest: &[String]) -> Result<()> {
    let requirements =
        std::fs::read_to_string(root.join("tools/evaluation/fusion/requirements.txt"))
            .context("tools/evaluation/fusion/requirements.txt cannot be read")?;
    let packages: Vec<&str> = requirements.lines().collect();
    let folder = root.join("target/fusion");
    let python = install::python(root, &folder.join("python"), &packages)?
        .context("training needs Python; install it")?;
    let examples = root.join("target/evaluation/fusion");
    let script = root.join("tools/evaluation/fusion/train.py");
    let mut arguments: Vec<&OsStr> = vec![script.as_ref(), examples.as_ref(), folder.as_ref()];
    arguments.extend(rest.iter().map(OsStr::new));
    let mut command = std::process::Command::new(&python);
    command.current_dir(root).args(&arguments);
    finish(
        &mut command,
        "python",
        &["tools/evaluation/fusion/train.py"],
    )?;
    let bytes = std::fs::read(folder.join("weights.f32")).context("no weights were written")?;
    let (values, rest) = bytes.as_chunks::<4>();
    ensure!(rest.is_empty(), "the weights end within a number");
    let weights: Vec<f32> = values
        .iter()
        .map(|&value| f32::from_le_bytes(value))
        .collect();
    let file = fusion_file(&weights)?;
    std::fs::write(root.join(FILE), file).with_context(|| format!("{FILE} cannot be written"))
}
