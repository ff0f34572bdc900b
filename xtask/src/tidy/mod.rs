//! Layout rules that no compiler checks: arrows between crates, circles inside of them, what `App` hands
//! out, heads, lengths and words of files.

mod arrows;
mod circles;
mod closed;
mod text;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::manifests;
use crate::process::capture;

/// Checks the whole tree and lists everything that is wrong.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut problems = Vec::new();
    for manifest in manifests::list(root)? {
        arrows::check(root, &manifest, &mut problems)?;
        if let Some(folder) = manifest.parent() {
            circles::check(folder, &mut problems)?;
        }
    }
    closed::check(root, &mut problems)?;
    for file in rust_files(root)? {
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(&file);
        text::check_rust(&name.display().to_string(), &text, &mut problems);
    }
    for name in committed(root)? {
        // Pictures and other binary files hold no words.
        if let Ok(text) = std::fs::read_to_string(root.join(&name)) {
            text::check_any(&name, &text, &mut problems);
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "{} problem(s):\n  {}",
        problems.len(),
        problems.join("\n  ")
    )
}

fn rust_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = ["crates", "tools", "xtask", "fuzz"]
        .map(|name| root.join(name))
        .into();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != "target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Files that are, or would be, committed. Without a repository, in an unpacked archive, there are none.
fn committed(root: &Path) -> Result<Vec<String>> {
    if !root.join(".git").exists() {
        return Ok(Vec::new());
    }
    let list = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let names = capture(root, "git", &list)?;
    Ok(names.split_terminator('\0').map(str::to_owned).collect())
}
