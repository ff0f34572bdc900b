//! Arrows between crates: the manifests may name lower levels only. Arrows inside a crate are checked
//! in `circles`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

/// Each crate's level (ARCHITECTURE.md): a crate may use only lower ones.
const LEVELS: &[(&str, u8)] = &[
    ("raster", 0),
    ("standard", 0),
    ("codec", 1),
    ("nn", 1),
    ("collection-code", 1),
    ("print", 1),
    ("domain", 2),
    ("words", 3),
    ("documents", 3),
    ("portrait", 3),
    ("store", 4),
    ("vault", 4),
    ("gateways", 4),
    ("disc", 4),
    ("app", 5),
    ("lab", 6),
    ("server", 6),
    ("caixiang", 7),
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
            "disc",
            "print",
            "words",
        ],
    ),
    // Lists of people: pixels and facts about them are no business of theirs. Of `standard` they take the pair of texts
    // in two languages alone (ADR 38).
    ("documents", &["standard", "domain"]),
    // Files on discs and their lists; whose they are is in the plan.
    ("disc", &["documents"]),
    // Pages know words and bytes.
    ("print", &[]),
    // Services of others see texts and addresses, never pictures or rows.
    ("gateways", &["standard", "domain", "words"]),
    // What is stored is the same in every language.
    ("store", &["standard", "domain"]),
    ("vault", &["standard", "domain"]),
    // Handlers translate; whatever happens is a use case.
    ("server", &["standard", "domain", "words", "app"]),
];

/// Only for tests and tools; product code may not use it.
const DEV_ONLY: &str = "test-kit";

/// Checks one manifest: its dependencies and that it takes the lints of the workspace.
pub(super) fn check(root: &Path, manifest: &Path, problems: &mut Vec<String>) -> Result<()> {
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
            "{name} has no level; add it to xtask/src/tidy/arrows.rs and ARCHITECTURE.md"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_names(name: &str, dependencies: &[&str], expected_problems: usize) {
        assert_eq!(wrong_arrows(name, dependencies).len(), expected_problems);
    }

    #[test]
    fn arrows_run_downward_only() {
        check_names("portrait", &["codec", "raster", "serde"], 0);
        check_names("codec", &["nn"], 1);
        check_names("raster", &["portrait"], 1);
        check_names("caixiang", &["test-kit"], 1);
        check_names("evaluation", &["test-kit", "portrait"], 0);
        check_names("test-kit", &["raster", "codec"], 1);
        check_names("stranger", &[], 1);
    }

    #[test]
    fn nothing_runs_sideways() {
        check_names("store", &["domain", "sea-orm"], 0);
        check_names("store", &["vault"], 1);
        check_names("gateways", &["portrait"], 1);
        check_names("documents", &["store"], 1);
        check_names("gateways", &["words", "domain"], 0);
        check_names("store", &["words"], 1);
    }

    #[test]
    fn the_service_reaches_pictures_and_storage_through_its_ports() {
        check_names("app", &["domain", "store", "vault", "gateways", "tokio"], 0);
        check_names("app", &["portrait"], 1);
        check_names("app", &["nn", "raster"], 2);
        check_names("app", &["server"], 1);
        check_names("server", &["app", "domain", "standard", "axum"], 0);
        check_names("server", &["store", "portrait", "nn"], 3);
        check_names("caixiang", &["server", "app", "store", "portrait"], 0);
    }
}
