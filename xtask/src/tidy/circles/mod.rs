//! Circles inside a crate: files of which each one uses the next and the last one uses the first.
//!
//! What counts as an arrow from file A to file B:
//! - A names, in a `use` or anywhere in its code, something that is defined in B. A name is followed
//!   through imports and re-exports to the file that defines it: a file that imports its sibling's
//!   type through their parent depends on the sibling, not on the parent.
//! - A module alone is no arrow; the things that are taken from it are.
//!
//! What does not count:
//! - `mod b;`, and a re-export of what is below the file (`mod b; pub use b::Thing;`). A parent that
//!   only arranges its children therefore has no arrow to them. One that calls a child does, and then
//!   that child may not use what the parent defines.
//! - Code under `#[cfg(test)]`, folders other than `src`, doc comments, names in string literals.
//! - Methods and fields. The type that they are of has been named somewhere.
//!
//! A name that a macro defines is not seen; it is taken to be defined in the module in which it is
//! looked up. `code` finds the paths in code, `tree`
//! reads the files, `names` says what the paths mean.

mod code;
mod names;
mod tree;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use anyhow::{Context, Result};

use self::names::Arrows;
use self::tree::Tree;

/// Where the trees of modules of a crate begin.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// Checks the crate in `folder`.
pub(super) fn check(folder: &Path, problems: &mut Vec<String>) -> Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut found = Vec::new();
    for root in ROOTS {
        if folder.join(root).is_file() {
            let tree = Tree::read(folder, root)
                .with_context(|| format!("the modules of {name} cannot be read"))?;
            found.extend(circles(&names::arrows(&tree)));
        }
    }
    problems.extend(
        found
            .iter()
            .map(|circle| format!("{name} has a circle: {circle}")),
    );
    Ok(())
}

/// The shortest circle of each group of files that all reach one another.
fn circles(arrows: &Arrows) -> Vec<String> {
    let mut grouped: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for start in arrows.keys() {
        if grouped.contains(start.as_str()) || shortest(arrows, start).is_none() {
            continue;
        }
        let reached = reached(arrows, start);
        let group: Vec<&str> = reached
            .iter()
            .copied()
            .filter(|file| self::reached(arrows, file).contains(start.as_str()))
            .collect();
        let circles = group.iter().filter_map(|file| shortest(arrows, file));
        if let Some(circle) = circles.min_by_key(Vec::len) {
            found.push(shown(arrows, &circle, group.len()));
        }
        grouped.extend(group);
    }
    found
}

/// Files that can be reached over one arrow or more.
fn reached<'a>(arrows: &'a Arrows, start: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = next(arrows, start).collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(next(arrows, file));
        }
    }
    reached
}

/// The shortest way from a file back to itself, without its end.
fn shortest<'a>(arrows: &'a Arrows, start: &'a str) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for used in next(arrows, file) {
            if used == start {
                let mut way = vec![file];
                while let Some(before) = way.last().and_then(|last| came_from.get(last)) {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(used) {
                came_from.insert(used, file);
                open.push_back(used);
            }
        }
    }
    None
}

fn next<'a>(arrows: &'a Arrows, file: &str) -> impl Iterator<Item = &'a str> {
    let used = arrows.get(file).into_iter().flatten();
    used.map(|(used, _)| used.as_str())
}

/// `a.rs → b.rs (crate::b::Thing) → a.rs (super::Other)`.
fn shown(arrows: &Arrows, circle: &[&str], group: usize) -> String {
    let steps = circle.iter().enumerate().map(|(place, file)| {
        let used = circle[(place + 1) % circle.len()];
        let path = arrows.get(*file).and_then(|arrows| arrows.get(used));
        format!(" → {used} ({})", path.map_or("", String::as_str))
    });
    let first = circle.first().copied().unwrap_or_default();
    let more = match group {
        group if group > circle.len() => format!("; {group} files reach one another"),
        _ => String::new(),
    };
    format!("{first}{}{more}", steps.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a>b` stands for an arrow.
    #[track_caller]
    fn check(arrows: &[&str], expected: &[&str]) {
        let mut read = Arrows::new();
        for arrow in arrows {
            let (from, to) = arrow.split_once('>').unwrap();
            let used = read.entry(from.to_owned()).or_default();
            used.insert(to.to_owned(), "x".to_owned());
        }
        assert_eq!(circles(&read), expected);
    }

    #[test]
    fn a_circle_is_shown_from_end_to_end() {
        check(&["a>b", "b>c", "a>c"], &[]);
        check(&["a>b", "b>a"], &["a → b (x) → a (x)"]);
        check(
            &["a>b", "b>c", "c>a", "c>d"],
            &["a → b (x) → c (x) → a (x)"],
        );
    }

    #[test]
    fn of_files_that_reach_one_another_the_shortest_circle_is_shown() {
        check(
            &["a>b", "b>c", "c>a", "c>b", "d>e", "e>d", "c>d"],
            &[
                "b → c (x) → b (x); 3 files reach one another",
                "d → e (x) → d (x)",
            ],
        );
    }

    #[test]
    fn a_circle_of_a_crate_is_told_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("round");
        std::fs::create_dir_all(root.join("src")).unwrap();
        for (name, text) in [
            ("lib.rs", "mod a;\nmod b;\n"),
            ("a.rs", "use crate::b::B;\npub struct A(B);\n"),
            ("b.rs", "use crate::a::A;\npub struct B(Box<A>);\n"),
        ] {
            std::fs::write(root.join("src").join(name), text).unwrap();
        }
        let mut problems = Vec::new();
        super::check(&root, &mut problems).unwrap();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].starts_with("round has a circle: "),
            "{problems:?}"
        );
    }
}
