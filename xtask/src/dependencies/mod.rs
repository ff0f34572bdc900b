//! What the workspace depends on: licences, banned and doubled crates, where crates come from, and
//! whether a manifest names a crate that its code does not use (ADR 24).
//!
//! `policy` reads `deny.toml`, `graph` asks cargo, `rules` compares the two, `unused` reads manifests
//! and code. Security advisories are *not* checked: their database is not on the package registry.

mod graph;
mod policy;
mod rules;
mod unused;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::graph::Graph;
use self::policy::Policy;

/// Where the policy is written.
const POLICY: &str = "deny.toml";

/// Checks the dependencies of all `manifests` and lists everything that is wrong.
pub(crate) fn check(root: &Path, manifests: &[PathBuf]) -> Result<()> {
    let text = std::fs::read_to_string(root.join(POLICY))
        .with_context(|| format!("{POLICY} cannot be read"))?;
    let policy = Policy::parse(&text).with_context(|| format!("{POLICY} is not understood"))?;
    let graph = Graph::ask(root)?;
    let mut problems = rules::judge(&graph, &policy);
    problems.extend(unused::find(root, manifests, &graph)?);
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "{} problem(s):\n  {}",
        problems.len(),
        problems.join("\n  ")
    )
}
