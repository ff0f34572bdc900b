//! Runs all tests, after installing the programs that they start.

use std::path::Path;

use anyhow::Result;

use crate::process::cargo_with;
use crate::{models, services, tidy, web};

/// Installs what the tests need, then runs them. `rest` goes to `cargo test`; with
/// arguments only crates are tested, without them the pages too.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    models::run(root)?;
    tidy::run(root)?;
    if rest.is_empty() {
        web::test(root)?;
        // Before the program, which takes them in when it is built.
        web::build(root)?;
    }
    let variables = services::for_tests(root)?;
    cargo_with(root, &arguments(rest), &variables)?;
    if rest.is_empty() {
        // With the tests, or the features of fewer packages would build most of them anew.
        let programs = ["build", "--workspace", "--bins", "--tests", "--quiet"];
        cargo_with(root, &programs, &[])?;
        web::prove(root, &variables)?;
    }
    Ok(())
}

fn arguments(rest: &[String]) -> Vec<&str> {
    let mut arguments = vec!["test", "--no-fail-fast"];
    // Beside `--workspace` cargo would leave a package that is named out of account.
    if !names_package(rest) {
        arguments.push("--workspace");
    }
    arguments.extend(rest.iter().map(String::as_str));
    arguments
}

fn names_package(rest: &[String]) -> bool {
    // What follows `--` is for the test programs.
    rest.iter()
        .take_while(|word| *word != "--")
        .any(|word| word.starts_with("-p") || word.starts_with("--package"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rest: &[&str], expected: &[&str]) {
        let rest: Vec<String> = rest.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(
            arguments(&rest),
            [&["test", "--no-fail-fast"], expected].concat()
        );
    }

    #[test]
    fn all_crates_are_tested_unless_one_is_named() {
        check(&[], &["--workspace"]);
        check(&["upload"], &["--workspace", "upload"]);
        check(&["-p", "store"], &["-p", "store"]);
        check(&["--package=store"], &["--package=store"]);
        check(&["--profile", "dev"], &["--workspace", "--profile", "dev"]);
        check(&["--", "-page"], &["--workspace", "--", "-page"]);
    }
}
