//! Gives every path once, also where letters differ in case alone.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::safe::{NameError, check_path};

/// Paths that are taken.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    files: HashSet<Key>,
    /// Folders by their folded paths, in the spelling that came first.
    folders: HashMap<String, String>,
    /// Where to go on with numbers for a folded path that came more than once.
    next: HashMap<Key, usize>,
}

impl Taken {
    /// The path itself or, where another file has it, the path with `_2`, `_3` … before its ending; folders are spelt
    /// as they came first.
    pub(crate) fn take(&mut self, path: &str) -> Result<String, NameError> {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (self.folder(folder), name),
            None => (String::new(), path),
        };
        let whole = |name: &str| format!("{folder}{name}");
        let first = whole(name);
        if self.is_free(&first) {
            self.files.insert(key(&first));
            return Ok(first);
        }
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name, String::new()),
        };
        let mut number = self.next.get(&key(&first)).copied().unwrap_or(2);
        loop {
            let other = whole(&format!("{stem}_{number}{ending}"));
            check_path(&other)?;
            number += 1;
            if self.is_free(&other) {
                self.next.insert(key(&first), number);
                self.files.insert(key(&other));
                return Ok(other);
            }
        }
    }

    /// A folder may not have the name of a file, nor a file that of a folder.
    fn is_free(&self, path: &str) -> bool {
        !self.files.contains(&key(path)) && !self.folders.contains_key(&fold(path))
    }

    /// The folder with a slash at its end.
    fn folder(&mut self, path: &str) -> String {
        let mut known = String::new();
        for name in path.split('/') {
            let spelt = format!("{known}{name}");
            let mut folded = fold(&spelt);
            while self.files.contains(&key(&folded)) {
                folded.push('_');
            }
            let suffix = "_".repeat(folded.chars().count() - fold(&spelt).chars().count());
            let first = self
                .folders
                .entry(folded)
                .or_insert(format!("{spelt}{suffix}"));
            known = format!("{first}/");
        }
        known
    }
}

/// A folded path by its sum: a hundred thousand paths would take as much memory again as the plan.
type Key = [u8; 16];

fn key(path: &str) -> Key {
    let sum: [u8; 32] = Sha256::digest(fold(path)).into();
    let mut key = [0; 16];
    key.copy_from_slice(&sum[..16]);
    key
}

/// What two paths have in common that a file system without case takes for one.
fn fold(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: &[&str]) {
        let mut taken = Taken::default();
        let given: Vec<String> = paths.iter().map(|path| taken.take(path).unwrap()).collect();
        assert_eq!(given, expected);
    }

    #[test]
    fn a_name_is_given_once_without_case() {
        check(
            &["A.jpg", "a.JPG", "A.jpg"],
            &["A.jpg", "a_2.JPG", "A_3.jpg"],
        );
        check(
            &["a_2.jpg", "a.jpg", "a.jpg"],
            &["a_2.jpg", "a.jpg", "a_3.jpg"],
        );
        check(&["É/1.jpg", "é/2.jpg"], &["É/1.jpg", "É/2.jpg"]);
        check(&["x", "X"], &["x", "X_2"]);
    }

    #[test]
    fn folders_and_files_do_not_share_a_name() {
        check(&["a", "a/1.jpg", "A/2.jpg"], &["a", "a_/1.jpg", "a_/2.jpg"]);
        check(&["b/1.jpg", "B"], &["b/1.jpg", "B_2"]);
    }
}
