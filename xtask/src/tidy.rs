//! Layout rules that no compiler checks: arrows between crates, file heads, file lengths.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Lines a file may have before its tests.
const MAX_LINES: usize = 500;

/// Each crate's level (ARCHITECTURE.md): a crate may use only lower ones.
const LEVELS: &[(&str, u8)] = &[
    ("raster", 0),
    ("standard", 0),
    ("codec", 1),
    ("nn", 1),
    ("collection-code", 1),
    ("domain", 2),
    ("portrait", 3),
    ("store", 3),
    ("vault", 3),
    ("gateways", 3),
    ("documents", 3),
    ("app", 4),
    ("lab", 5),
    ("server", 5),
    ("caixiang", 6),
    ("demo", 9),
    ("evaluation", 9),
    ("xtask", 9),
];

/// What a crate may use of ours where its level alone would allow more.
const NARROWER: &[(&str, &[&str])] = &[
    // Image work is reached through a port of its own, which the binary wires.
    (
        "app",
        &[
            "standard",
            "collection-code",
            "domain",
            "store",
            "vault",
            "gateways",
            "documents",
        ],
    ),
    // Lists of people: pixels and facts about them are no business of theirs.
    ("documents", &["domain"]),
    // Handlers translate; whatever happens is a use case.
    ("server", &["standard", "domain", "app"]),
];

/// Only for tests and tools; product code may not use it.
const DEV_ONLY: &str = "test-kit";

/// Words that would tie a file to one machine or leave work undone.
const FORBIDDEN: &[&str] = &["/home/", "/root/", "todo!(", "unimplemented!("];

/// Checks the whole tree and lists everything that is wrong.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut problems = Vec::new();
    for manifest in manifests(root)? {
        check_arrows(root, &manifest, &mut problems)?;
    }
    for file in rust_files(root)? {
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let name = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .display()
            .to_string();
        check_file(&name, &text, &mut problems);
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

fn check_arrows(root: &Path, manifest: &Path, problems: &mut Vec<String>) -> Result<()> {
    let text = std::fs::read_to_string(manifest)?;
    let table: toml::Table = text
        .parse()
        .with_context(|| manifest.display().to_string())?;
    let name = table
        .get("package")
        .and_then(|package| package.get("name"))
        .and_then(toml::Value::as_str)
        .with_context(|| format!("{} has no package name", manifest.display()))?;
    let dependencies: Vec<&str> = table
        .get("dependencies")
        .and_then(toml::Value::as_table)
        .map(|table| table.keys().map(String::as_str).collect())
        .unwrap_or_default();
    problems.extend(wrong_arrows(name, &dependencies));
    let shown = manifest.strip_prefix(root).unwrap_or(manifest).display();
    let lints = table.get("lints").and_then(|lints| lints.get("workspace"));
    if lints.and_then(toml::Value::as_bool) != Some(true) {
        problems.push(format!("{shown}: does not take the workspace's lints"));
    }
    Ok(())
}

fn wrong_arrows(name: &str, dependencies: &[&str]) -> Vec<String> {
    let levels: BTreeMap<&str, u8> = LEVELS.iter().copied().collect();
    if name == DEV_ONLY {
        // Draws with `raster` and must stay usable by the tests of every other crate.
        let wrong = dependencies
            .iter()
            .filter(|used| **used != "raster" && levels.contains_key(**used));
        return wrong
            .map(|used| format!("{name} may use only raster, not {used}"))
            .collect();
    }
    let Some(own) = levels.get(name) else {
        return vec![format!(
            "{name} has no level; add it to xtask/src/tidy.rs and ARCHITECTURE.md"
        )];
    };
    let narrower = NARROWER.iter().find(|(narrow, _)| *narrow == name);
    let mut wrong = Vec::new();
    for used in dependencies {
        let tool = *own == 9;
        if *used == DEV_ONLY && !tool {
            wrong.push(format!("{name} uses {DEV_ONLY} outside its tests"));
        }
        if let Some(level) = levels.get(used)
            && level >= own
        {
            wrong.push(format!("{name} (level {own}) uses {used} (level {level})"));
        } else if let Some((_, allowed)) = narrower
            && levels.contains_key(used)
            && !allowed.contains(used)
        {
            wrong.push(format!("{name} uses {used}; it may use only {allowed:?}"));
        }
    }
    wrong
}

fn check_file(name: &str, text: &str, problems: &mut Vec<String>) {
    if !text.starts_with("//!") && !text.starts_with("#![") {
        problems.push(format!("{name}: does not start with a `//!` head"));
    }
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count();
    if lines > MAX_LINES {
        problems.push(format!(
            "{name}: {lines} lines before its tests, {MAX_LINES} are allowed"
        ));
    }
    if name.ends_with("tidy.rs") {
        return;
    }
    for word in FORBIDDEN {
        if text.contains(word) {
            problems.push(format!("{name}: contains `{word}`"));
        }
    }
}

fn manifests(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![root.join("xtask/Cargo.toml")];
    for folder in ["crates", "tools"] {
        for entry in std::fs::read_dir(root.join(folder))? {
            let manifest = entry?.path().join("Cargo.toml");
            if manifest.is_file() {
                found.push(manifest);
            }
        }
    }
    found.sort();
    Ok(found)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, dependencies: &[&str], expected_problems: usize) {
        assert_eq!(wrong_arrows(name, dependencies).len(), expected_problems);
    }

    #[test]
    fn arrows_run_downward_only() {
        check("portrait", &["codec", "raster", "serde"], 0);
        check("codec", &["nn"], 1);
        check("raster", &["portrait"], 1);
        check("caixiang", &["test-kit"], 1);
        check("evaluation", &["test-kit", "portrait"], 0);
        check("test-kit", &["raster", "codec"], 1);
        check("stranger", &[], 1);
    }

    #[test]
    fn nothing_runs_sideways() {
        check("store", &["domain", "sea-orm"], 0);
        check("store", &["vault"], 1);
        check("gateways", &["portrait"], 1);
    }

    #[test]
    fn the_service_reaches_pictures_and_storage_through_its_ports() {
        check("app", &["domain", "store", "vault", "gateways", "tokio"], 0);
        check("app", &["portrait"], 1);
        check("app", &["nn", "raster"], 2);
        check("app", &["server"], 1);
        check("server", &["app", "domain", "standard", "axum"], 0);
        check("server", &["store", "portrait", "nn"], 3);
        check("caixiang", &["server", "app", "store", "portrait"], 0);
    }

    #[track_caller]
    fn check_text(text: &str, expected_problems: usize) {
        let mut problems = Vec::new();
        check_file("a.rs", text, &mut problems);
        assert_eq!(problems.len(), expected_problems, "{problems:?}");
    }

    #[test]
    fn files_have_a_head_and_an_end() {
        check_text("//! Head.\n", 0);
        check_text("fn main() {}\n", 1);
        check_text(&format!("//! Head.\n{}", "x\n".repeat(500)), 1);
        check_text(
            &format!("//! Head.\n#[cfg(test)]\n{}", "x\n".repeat(500)),
            0,
        );
    }
}
