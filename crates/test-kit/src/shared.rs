//! Locates the reference material beside the checkout, where it is present.

use std::path::{Path, PathBuf};

/// `<workspace root>/../shared`, where that folder exists.
pub fn shared_dir() -> Option<PathBuf> {
    // crates/test-kit → crates → workspace root → its parent
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let dir = beside.join("shared");
    dir.is_dir().then_some(dir)
}

/// As [`shared_dir`]; says on stderr why `test_name` is skipped where the folder is absent.
#[expect(clippy::print_stderr, reason = "a skipped test must be seen; only tests call this")]
pub fn shared_dir_or_skip(test_name: &str) -> Option<PathBuf> {
    let dir = shared_dir();
    if dir.is_none() {
        eprintln!("{test_name} skipped: ../shared is absent");
    }
    dir
}
