//! The crates that a build for this machine uses, as cargo tells them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use semver::Version;
use serde::Deserialize;

use crate::process::capture;

/// All packages that are built.
pub(super) struct Graph {
    pub(super) packages: Vec<Package>,
}

/// One package.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Package {
    id: String,
    pub(super) name: String,
    pub(super) version: Version,
    /// An expression of SPDX.
    pub(super) license: Option<String>,
    /// `None` for a folder of this machine.
    pub(super) source: Option<String>,
    targets: Vec<Target>,
}

/// A library, program or test of a package.
#[derive(Debug, Clone, Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
}

impl Graph {
    /// Asks cargo. Packages of other platforms are left out: they need not be on this machine.
    pub(super) fn ask(root: &Path) -> Result<Self> {
        let about = capture(root, "rustc", &["-vV"])?;
        let host = about.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.context("rustc does not tell its platform")?;
        let arguments = [
            "metadata",
            "--locked",
            "--format-version=1",
            "--filter-platform",
            host,
        ];
        let text = capture(root, env!("CARGO"), &arguments)?;
        Self::read(&text).context("the answer of `cargo metadata` is not understood")
    }

    /// The name that code uses for a package: that of its library, where the package is known.
    pub(super) fn name_in_code(&self, package: &str) -> String {
        let packages = self.packages.iter().filter(|known| known.name == package);
        let library = packages.flat_map(|known| &known.targets).find(|target| {
            target
                .kind
                .iter()
                .any(|kind| kind.ends_with("lib") || kind == "proc-macro")
        });
        library
            .map_or(package, |library| &library.name)
            .replace('-', "_")
    }

    fn read(text: &str) -> Result<Self> {
        let Metadata { packages, resolve } = serde_json::from_str(text)?;
        let built: BTreeSet<String> = resolve.nodes.into_iter().map(|node| node.id).collect();
        let packages = packages
            .into_iter()
            .filter(|package| built.contains(&package.id));
        Ok(Self {
            packages: packages.collect(),
        })
    }
}

#[cfg(test)]
impl Package {
    /// A package of the registry, for tests.
    pub(super) fn drawn(name: &str, version: &str, license: &str) -> Self {
        Self {
            id: format!("{name} {version}"),
            name: name.to_owned(),
            version: version.parse().unwrap(),
            license: Some(license.to_owned()),
            source: Some("registry+https://example.org/index".to_owned()),
            targets: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> Graph {
        let text = r#"{
            "packages": [
                {"id": "a", "name": "a-b", "version": "1.0.0", "license": "MIT", "source": null,
                 "targets": [{"name": "build", "kind": ["custom-build"]}, {"name": "other", "kind": ["lib"]}]},
                {"id": "w", "name": "w", "version": "1.0.0", "license": null, "source": null,
                 "targets": []}
            ],
            "resolve": {"nodes": [{"id": "a", "deps": []}]}
        }"#;
        Graph::read(text).unwrap()
    }

    #[test]
    fn packages_that_are_not_built_are_left_out() {
        let names: Vec<String> = drawn()
            .packages
            .into_iter()
            .map(|package| package.name)
            .collect();
        assert_eq!(names, ["a-b"]);
    }

    #[test]
    fn a_package_has_the_name_of_its_library_in_code() {
        assert_eq!(drawn().name_in_code("a-b"), "other");
        assert_eq!(drawn().name_in_code("not-known"), "not_known");
    }
}
