//! The demonstration: the whole service with 300 drawn students, or, as `demo photos`, three photos
//! checked and rendered on one page.

mod build;
mod page;
mod photos;
mod service;

use std::path::Path;

use anyhow::{Result, bail};

/// Shows what is asked for.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    match words[..] {
        [] => service::run(root, true),
        ["--no-serve"] => service::run(root, false),
        ["photos"] => photos::run(root),
        _ => bail!("say `demo`, `demo --no-serve` or `demo photos`"),
    }
}
