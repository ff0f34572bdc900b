//! Dependencies that a manifest names and its code does not, by the paths in the code: a crate is used
//! when a path begins with its name. Paths that a derive macro writes, and crates that are named only
//! to switch a feature of theirs on, are not seen; the manifest then lists the crate under
//! `[package.metadata.cargo-machete] ignored`, as for the tool of that name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use toml::{Table, Value};

use super::graph::Graph;

/// Folders of code that is not part of the library or program itself.
const BESIDE: [&str; 3] = ["tests", "examples", "benches"];

/// Checks all `manifests` and the shared list of the workspace.
pub(super) fn find(root: &Path, manifests: &[PathBuf], graph: &Graph) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut inherited = BTreeSet::new();
    for manifest in manifests {
        let table = read(manifest)?;
        let folder = manifest.parent().unwrap_or(root);
        let words = Words {
            product: words(&[folder.join("src"), folder.join("build.rs")])?,
            beside: words(&BESIDE.map(|name| folder.join(name)))?,
        };
        let shown = manifest.strip_prefix(root).unwrap_or(manifest).display();
        let unused = unused(&table, &words, graph);
        problems.extend(
            unused
                .into_iter()
                .map(|problem| format!("{shown}: {problem}")),
        );
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            inherited.extend(names(&table, kind).map(str::to_owned));
        }
    }
    let workspace = read(&root.join("Cargo.toml"))?;
    let shared = workspace.get("workspace").and_then(Value::as_table);
    let shared = shared.context("Cargo.toml has no [workspace]")?;
    let forgotten = names(shared, "dependencies").filter(|name| !inherited.contains(*name));
    problems.extend(forgotten.map(|name| format!("Cargo.toml: no package uses `{name}`")));
    Ok(problems)
}

/// Names at the start of paths in a package's code.
struct Words {
    /// In `src`, its tests included.
    product: BTreeSet<String>,
    /// In tests, examples and benchmarks of their own.
    beside: BTreeSet<String>,
}

fn unused(manifest: &Table, words: &Words, graph: &Graph) -> Vec<String> {
    let ignored = ignored(manifest);
    let is_used = |name: &str, places: &[&BTreeSet<String>]| {
        let word = graph.name_in_code(name);
        ignored.contains(name) || places.iter().any(|words| words.contains(&word))
    };
    let mut problems = Vec::new();
    for name in names(manifest, "dependencies") {
        if is_used(name, &[&words.product]) {
            continue;
        }
        problems.push(if is_used(name, &[&words.beside]) {
            format!("`{name}` is used by tests or examples only; move it to dev-dependencies")
        } else {
            format!("`{name}` is not used")
        });
    }
    for name in names(manifest, "dev-dependencies") {
        if !is_used(name, &[&words.product, &words.beside]) {
            problems.push(format!("`{name}` is not used by tests or examples"));
        }
    }
    let needless = ignored
        .iter()
        .filter(|name| words.product.contains(&graph.name_in_code(name)));
    problems.extend(needless.map(|name| format!("`{name}` is used and need not be ignored")));
    problems
}

/// Crates that only a derive macro or a feature needs.
fn ignored(manifest: &Table) -> BTreeSet<&str> {
    let package = manifest.get("package").and_then(Value::as_table);
    let list = package
        .and_then(|package| {
            package
                .get("metadata")?
                .get("cargo-machete")?
                .get("ignored")
        })
        .and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn names<'a>(table: &'a Table, kind: &str) -> impl Iterator<Item = &'a str> {
    let dependencies = table.get(kind).and_then(Value::as_table);
    dependencies
        .into_iter()
        .flat_map(Table::keys)
        .map(String::as_str)
}

fn read(manifest: &Path) -> Result<Table> {
    let shown = manifest.display();
    let text =
        std::fs::read_to_string(manifest).with_context(|| format!("{shown} cannot be read"))?;
    text.parse()
        .with_context(|| format!("{shown} is not understood"))
}

/// The names at the start of paths in all files of Rust at or below `places`; one that is not there has none.
fn words(places: &[PathBuf]) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    let mut open: Vec<PathBuf> = places
        .iter()
        .filter(|place| place.exists())
        .cloned()
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(path) = open.pop() {
        let whole = path
            .canonicalize()
            .with_context(|| format!("{} cannot be read", path.display()))?;
        if !seen.insert(whole) {
            continue;
        }
        if path.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                open.push(entry?.path());
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path)?;
            let tokens: TokenStream = text
                .parse()
                .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
            let mut found = Found::default();
            collect(tokens, &mut found);
            words.append(&mut found.words);
            // A module may be in a folder of another package.
            let folder = path.parent().unwrap_or(&path);
            open.extend(found.elsewhere.iter().map(|place| folder.join(place)));
        }
    }
    Ok(words)
}

#[derive(Default)]
struct Found {
    words: BTreeSet<String>,
    /// Files and folders of `#[path = "…"]`, from the file's own folder.
    elsewhere: Vec<String>,
}

/// A crate is named before `::`, after `use`, or after `extern crate`. A lone word is more often a
/// variable: `time`, `bytes`.
fn collect(tokens: TokenStream, found: &mut Found) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (place, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                found.elsewhere.extend(path_attribute(group));
                collect(group.stream(), found);
            }
            TokenTree::Ident(word) => {
                let before = place.checked_sub(1).and_then(|before| tokens.get(before));
                let is_imported = matches!(before, Some(TokenTree::Ident(before)) if *before == "use" || *before == "crate");
                let is_head = [1, 2].iter().all(|steps| {
                    matches!(tokens.get(place + steps), Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
                });
                if is_imported || is_head {
                    found.words.insert(word.to_string());
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// `[path = "folder"]`, an attribute without its mark; a variable of this name that is given a value
/// stands in other brackets.
fn path_attribute(group: &Group) -> Option<String> {
    let content: Vec<TokenTree> = group.stream().into_iter().collect();
    match content.as_slice() {
        [
            TokenTree::Ident(name),
            TokenTree::Punct(_),
            TokenTree::Literal(place),
        ] if group.delimiter() == Delimiter::Bracket && *name == "path" => {
            Some(place.to_string().trim_matches('"').to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> BTreeSet<String> {
        let mut found = Found::default();
        collect(text.parse().unwrap(), &mut found);
        found.words
    }

    /// A manifest, the code of `src`, the code of `tests`.
    #[track_caller]
    fn check(manifest: &str, product: &str, beside: &str, expected: &[&str]) {
        let words = Words {
            product: words_of(product),
            beside: words_of(beside),
        };
        let graph = Graph {
            packages: Vec::new(),
        };
        assert_eq!(unused(&manifest.parse().unwrap(), &words, &graph), expected);
    }

    #[test]
    fn modules_in_other_folders_are_followed() {
        let mut found = Found::default();
        let code = "#[path = \"../shared\"] mod shared; #[derive(Debug)] struct S; \
            fn f() { path = format!(\"a\"); } fn g() { path = \"b\" }";
        collect(code.parse().unwrap(), &mut found);
        assert_eq!(found.elsewhere, ["../shared"]);
    }

    #[test]
    fn what_no_code_names_is_not_used() {
        let manifest =
            "[dependencies]\nserde_json = '1'\nhttp-body = '1'\n[dev-dependencies]\nrstest = '1'";
        let used = "use http_body::Body; fn f() { serde_json::json!(1) }";
        check(manifest, used, "use rstest::rstest;", &[]);
        check(
            manifest,
            "// serde_json::json\nfn f(http_body: u8) -> &str { \"http_body::Body\" }",
            "fn rstest() {}",
            &[
                "`http-body` is not used",
                "`serde_json` is not used",
                "`rstest` is not used by tests or examples",
            ],
        );
    }

    #[test]
    fn what_only_tests_use_belongs_to_them() {
        let manifest = "[dependencies]\ntempfile = '3'";
        check(
            manifest,
            "",
            "use tempfile as t;",
            &["`tempfile` is used by tests or examples only; move it to dev-dependencies"],
        );
        check(
            "[dev-dependencies]\ntempfile = '3'",
            "use tempfile;",
            "",
            &[],
        );
    }

    #[test]
    fn an_exception_has_to_be_one() {
        let manifest =
            "[package.metadata.cargo-machete]\nignored = ['time']\n[dependencies]\ntime = '1'";
        check(manifest, "", "", &[]);
        check(
            manifest,
            "use time::Date;",
            "",
            &["`time` is used and need not be ignored"],
        );
    }
}
