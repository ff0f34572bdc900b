//! The committed pages of the rules are up to date.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use standard::pages::rule_pages;

const REMEDY: &str = "run `cargo run -p standard --example rule_pages` and commit docs/rules";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

#[test]
fn every_page_is_up_to_date() {
    for page in rule_pages() {
        let committed = std::fs::read_to_string(folder().join(&page.file_name));
        assert!(
            committed.is_ok_and(|text| text == page.text),
            "{} differs: {REMEDY}",
            page.file_name
        );
    }
}

#[test]
fn no_page_is_left_over() {
    let expected: BTreeSet<_> = rule_pages()
        .into_iter()
        .map(|page| page.file_name)
        .collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            expected.contains(&name),
            "{name} belongs to no rule: {REMEDY}"
        );
    }
}
