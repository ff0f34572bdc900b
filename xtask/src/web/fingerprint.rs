//! Detects changed files: one hash over their names and contents.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::models::hex;

/// Changes with every file; folders stand for what is in them.
pub(super) fn fingerprint(paths: impl Iterator<Item = PathBuf>) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        collect(&path, &mut files)?;
    }
    Ok(hash_of(&files))
}

fn collect(path: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let unread = || format!("{} cannot be read", path.display());
    if path.is_dir() {
        let entries = std::fs::read_dir(path).with_context(unread)?;
        let entries: Result<Vec<_>, _> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect();
        let mut entries = entries.with_context(unread)?;
        entries.sort();
        return entries.iter().try_for_each(|entry| collect(entry, files));
    }
    let bytes = std::fs::read(path).with_context(unread)?;
    files.push((path.to_string_lossy().into_owned(), bytes));
    Ok(())
}

fn hash_of(files: &[(String, Vec<u8>)]) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        // Else a line that moves from one file to the next would change nothing.
        hash.update(name.len().to_be_bytes());
        hash.update(name);
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: [(&str, &str); 2], after: [(&str, &str); 2]) {
        let [before, after] = [before, after].map(|files| {
            hash_of(&files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
        });
        assert_ne!(before, after);
    }

    #[test]
    fn a_change_of_any_file_is_seen() {
        check(
            [("a", "lock"), ("b", "package")],
            [("a", "lock 2"), ("b", "package")],
        );
        check(
            [("a", "lock"), ("b", "package")],
            [("a", "lock"), ("b", "package 2")],
        );
        check(
            [("a", "lock"), ("b", "package")],
            [("a", "lockp"), ("b", "ackage")],
        );
        check(
            [("a", "lock"), ("b", "package")],
            [("a", "lock"), ("c", "package")],
        );
    }
}
