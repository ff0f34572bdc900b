//! The policy: the part of cargo-deny's `deny.toml` that works without a network. A key that is not
//! known here is refused, so that no line of the file looks checked and is not.

use anyhow::{Context, Result, ensure};
use semver::{Version, VersionReq};
use serde::Deserialize;
use spdx::{LicenseReq, Licensee};

/// What dependencies have to keep to.
pub(super) struct Policy {
    /// Licences that may be used.
    pub(super) licences: Vec<Licensee>,
    /// Crates that may not be used.
    pub(super) denied: Vec<Denied>,
    /// Versions that may be there beside another of the same crate.
    pub(super) doubles: Vec<Versions>,
    /// Addresses of registry indexes that crates may come from.
    pub(super) registries: Vec<String>,
}

/// A crate that may not be used.
pub(super) struct Denied {
    pub(super) name: String,
    pub(super) reason: String,
}

/// Some versions of a crate, `name:requirement`.
#[derive(Debug)]
pub(super) struct Versions {
    pub(super) written: String,
    name: String,
    requirement: VersionReq,
}

impl Policy {
    /// Reads `deny.toml`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let File {
            _advisories: _,
            licenses,
            bans,
            sources,
        } = toml::from_str(text)?;
        ensure!(
            bans.multiple_versions == "deny"
                && sources.unknown_registry == "deny"
                && sources.unknown_git == "deny",
            "only `deny` is carried out"
        );
        let licences = licenses.allow.iter().map(|name| {
            Licensee::parse(name).with_context(|| format!("`{name}` is no licence of SPDX"))
        });
        let doubles = bans.skip.iter().map(|skip| Versions::parse(&skip.name));
        Ok(Self {
            licences: licences.collect::<Result<_>>()?,
            denied: bans
                .deny
                .into_iter()
                .map(|Entry { name, reason }| Denied { name, reason })
                .collect(),
            doubles: doubles.collect::<Result<_>>()?,
            registries: sources.allow_registry,
        })
    }

    /// Whether a licence is allowed.
    pub(super) fn allows(&self, licence: &LicenseReq) -> bool {
        self.licences
            .iter()
            .any(|allowed| allowed.satisfies(licence))
    }
}

impl Versions {
    fn parse(written: &str) -> Result<Self> {
        let (name, versions) = written
            .split_once(':')
            .with_context(|| format!("`{written}` names no versions; write `name:1.2`"))?;
        Ok(Self {
            written: written.to_owned(),
            name: name.to_owned(),
            requirement: versions
                .parse()
                .with_context(|| format!("`{written}` is no requirement"))?,
        })
    }

    /// Whether one version of a crate is meant.
    pub(super) fn holds(&self, name: &str, version: &Version) -> bool {
        self.name == name && self.requirement.matches(version)
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// For cargo-deny itself.
    #[serde(default, rename = "advisories")]
    _advisories: Option<toml::Table>,
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    multiple_versions: String,
    deny: Vec<Entry>,
    skip: Vec<Entry>,
}

/// Every exception has a reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    unknown_registry: String,
    unknown_git: String,
    allow_registry: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0 WITH LLVM-exception"]
        [bans]
        multiple-versions = "deny"
        deny = [{ crate = "openssl-sys", reason = "one library for TLS" }]
        skip = [{ crate = "rand:0.8", reason = "of another" }]
        [sources]
        unknown-registry = "deny"
        unknown-git = "deny"
        allow-registry = ["https://example.org/index"]
    "#;

    #[track_caller]
    fn check_refused(from: &str, to: &str, said: &str) {
        assert!(SOUND.contains(from));
        let error = Policy::parse(&SOUND.replace(from, to)).err().unwrap();
        assert!(format!("{error:#}").contains(said), "{error:#}");
    }

    #[test]
    fn what_would_not_be_checked_is_refused() {
        assert!(Policy::parse(SOUND).is_ok());
        check_refused(
            "allow = [\"MIT\"",
            "confidence = 1\nallow = [\"MIT\"",
            "confidence",
        );
        check_refused("versions = \"deny\"", "versions = \"warn\"", "only `deny`");
        check_refused("\"MIT\"", "\"Mitt\"", "Mitt");
        check_refused("rand:0.8", "rand", "names no versions");
        check_refused(", reason = \"of another\"", "", "reason");
    }

    #[test]
    fn versions_are_requirements() {
        let versions = Versions::parse("rand:0.8").unwrap();
        let check = |name: &str, version: &str, expected: bool| {
            assert_eq!(versions.holds(name, &version.parse().unwrap()), expected);
        };
        check("rand", "0.8.9", true);
        check("rand", "0.9.0", false);
        check("rand_core", "0.8.9", false);
    }
}
