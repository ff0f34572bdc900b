//! Licences, bans, doubled versions and sources: the packages of a build against the policy.

use std::collections::BTreeMap;

use spdx::{Expression, ParseMode};

use super::graph::{Graph, Package};
use super::policy::Policy;

/// How the source of a crate from a registry is written.
const REGISTRY: &str = "registry+";

/// Everything that is wrong, and every line of the policy that nothing needs any more.
pub(super) fn judge(graph: &Graph, policy: &Policy) -> Vec<String> {
    let mut problems = Vec::new();
    for package in &graph.packages {
        let shown = format!("{} {}", package.name, package.version);
        problems.extend(licence(package, policy).map(|problem| format!("{shown} {problem}")));
        problems.extend(source(package, policy).map(|problem| format!("{shown} {problem}")));
    }
    problems.extend(denied(graph, policy));
    problems.extend(doubled(graph, policy));
    problems.extend(unneeded(graph, policy));
    problems
}

fn licence(package: &Package, policy: &Policy) -> Option<String> {
    let Some(written) = &package.license else {
        return Some("names no licence".to_owned());
    };
    match expression(written) {
        None => Some(format!("has the licence `{written}`, which is not SPDX")),
        Some(expression) if expression.evaluate(|licence| policy.allows(licence)) => None,
        Some(_) => Some(format!("has the licence `{written}`, which is not allowed")),
    }
}

/// Old crates write `MIT/Apache-2.0`.
fn expression(written: &str) -> Option<Expression> {
    Expression::parse_mode(written, ParseMode::LAX).ok()
}

fn source(package: &Package, policy: &Policy) -> Option<String> {
    let source = package.source.as_ref()?;
    let registry = source.strip_prefix(REGISTRY);
    let is_known =
        registry.is_some_and(|registry| policy.registries.iter().any(|known| known == registry));
    (!is_known).then(|| format!("comes from {source}"))
}

fn denied(graph: &Graph, policy: &Policy) -> Vec<String> {
    let is_there = |name: &str| graph.packages.iter().any(|package| package.name == name);
    policy
        .denied
        .iter()
        .filter(|denied| is_there(&denied.name))
        .map(|denied| format!("{} is banned: {}", denied.name, denied.reason))
        .collect()
}

/// Each crate may be there once, besides the versions that the policy lists.
fn doubled(graph: &Graph, policy: &Policy) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for package in &graph.packages {
        let is_listed = policy
            .doubles
            .iter()
            .any(|double| double.holds(&package.name, &package.version));
        if !is_listed {
            let versions = by_name.entry(&package.name).or_default();
            versions.push(package.version.to_string());
        }
    }
    by_name
        .into_iter()
        .filter(|(_, versions)| versions.len() > 1)
        .map(|(name, versions)| format!("{name} is there in versions {}", versions.join(", ")))
        .collect()
}

/// Lines of the policy that nothing needs.
fn unneeded(graph: &Graph, policy: &Policy) -> Vec<String> {
    let mut problems = Vec::new();
    for allowed in &policy.licences {
        let is_named = graph.packages.iter().any(|package| {
            let expression = package.license.as_deref().and_then(expression);
            expression.is_some_and(|expression| {
                expression
                    .requirements()
                    .any(|named| allowed.satisfies(&named.req))
            })
        });
        if !is_named {
            problems.push(format!("no crate has the allowed licence {allowed}"));
        }
    }
    for double in &policy.doubles {
        let mut versions = graph
            .packages
            .iter()
            .filter(|package| double.holds(&package.name, &package.version));
        let is_double = versions.next().is_some_and(|one| {
            let same = graph.packages.iter().filter(|other| other.name == one.name);
            same.count() > 1
        });
        if !is_double {
            problems.push(format!("{} is no double any more", double.written));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0"]
        [bans]
        multiple-versions = "deny"
        deny = [{ crate = "openssl-sys", reason = "one library for TLS" }]
        skip = [{ crate = "rand:0.8", reason = "of another" }]
        [sources]
        unknown-registry = "deny"
        unknown-git = "deny"
        allow-registry = ["https://example.org/index"]
    "#;

    /// A graph that keeps to the policy, and `more`.
    #[track_caller]
    fn check(more: &[Package], expected: &[&str]) {
        let mut packages = vec![
            Package::drawn("anyhow", "1.0.0", "MIT OR Apache-2.0"),
            Package::drawn("rand", "0.8.5", "MIT/Apache-2.0"),
            Package::drawn("rand", "0.9.0", "MIT AND Apache-2.0"),
        ];
        packages.extend_from_slice(more);
        let policy = Policy::parse(POLICY).unwrap();
        assert_eq!(judge(&Graph { packages }, &policy), expected);
    }

    #[test]
    fn licences_are_expressions() {
        let with = |license| [Package::drawn("a", "1.0.0", license)];
        check(&with("GPL-3.0-only OR MIT"), &[]);
        check(
            &with("GPL-3.0-only"),
            &["a 1.0.0 has the licence `GPL-3.0-only`, which is not allowed"],
        );
        check(
            &with("MIT AND BSD-3-Clause"),
            &["a 1.0.0 has the licence `MIT AND BSD-3-Clause`, which is not allowed"],
        );
        check(
            &with("Beerware, I think"),
            &["a 1.0.0 has the licence `Beerware, I think`, which is not SPDX"],
        );
        let mut without = with("MIT");
        without[0].license = None;
        check(&without, &["a 1.0.0 names no licence"]);
    }

    #[test]
    fn crates_come_from_the_registry_or_from_here() {
        let mut package = [Package::drawn("a", "1.0.0", "MIT")];
        package[0].source = None;
        check(&package, &[]);
        for source in [
            "git+https://example.org/index",
            "registry+https://example.com",
        ] {
            package[0].source = Some(source.to_owned());
            check(&package, &[&format!("a 1.0.0 comes from {source}")]);
        }
    }

    #[test]
    fn banned_and_doubled_crates_are_named() {
        check(
            &[Package::drawn("openssl-sys", "0.9.0", "MIT")],
            &["openssl-sys is banned: one library for TLS"],
        );
        check(
            &[Package::drawn("rand", "0.10.0", "MIT")],
            &["rand is there in versions 0.9.0, 0.10.0"],
        );
    }

    #[test]
    fn a_line_of_the_policy_that_nothing_needs_is_named() {
        let policy = Policy::parse(POLICY).unwrap();
        let packages = vec![Package::drawn("rand", "0.8.5", "MIT")];
        assert_eq!(
            judge(&Graph { packages }, &policy),
            [
                "no crate has the allowed licence Apache-2.0",
                "rand:0.8 is no double any more"
            ]
        );
    }
}
