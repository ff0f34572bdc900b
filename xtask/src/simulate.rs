//! Simulates a season by `tools/evaluation`: measures what the service costs first, unless a file of a run before is named.

use std::path::Path;

use anyhow::{Result, bail};

use crate::{bench, services};

/// Prints the tables of `season`, with its options.
pub(crate) fn run(root: &Path, rest: &[String]) -> Result<()> {
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    let ["season", options @ ..] = words.as_slice() else {
        bail!("`season` is simulated: simulate season [--costs FILE …]");
    };
    // Costs that are read need none of the programs by which they are measured.
    let variables = if options.contains(&"--costs") {
        Vec::new()
    } else {
        services::for_bench(root)?
    };
    bench::measure(root, &words, &variables)
}
