//! What paths mean: the modules that define what they name, and the arrows that follow.

use std::collections::BTreeMap;

use super::tree::{Mention, Tree};

/// For each file, the files that it uses, each with the first path that says so.
pub(super) type Arrows = BTreeMap<String, BTreeMap<String, String>>;

/// Imports and re-exports that may follow one another before a name is given up; none does in code
/// that compiles, except in a circle of re-exports.
const MAX_STEPS: usize = 32;

/// Which file uses which, and by what path.
pub(super) fn arrows(tree: &Tree) -> Arrows {
    let mut arrows = Arrows::new();
    for (index, module) in tree.modules.iter().enumerate() {
        for mention in &module.mentions {
            let Some(Meaning::Thing(used)) = tree.meaning(index, &mention.path, 0) else {
                continue;
            };
            let used_file = &tree.modules[used].file;
            if *used_file == module.file || tree.only_hands_on(index, mention, used) {
                continue;
            }
            let from = arrows.entry(module.file.clone()).or_default();
            from.entry(used_file.clone())
                .or_insert_with(|| mention.path.join("::"));
        }
    }
    arrows
}

/// What a path names.
#[derive(Clone, Copy)]
enum Meaning {
    Module(usize),
    /// Something that this module defines.
    Thing(usize),
}

impl Tree {
    /// `None` for what other crates define.
    fn meaning(&self, from: usize, path: &[String], steps: usize) -> Option<Meaning> {
        if steps > MAX_STEPS {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => 0,
            "self" => from,
            "super" => self.modules[from].parent?,
            name => match self.lookup(from, name, rest.is_empty(), steps)? {
                Meaning::Module(module) => module,
                thing @ Meaning::Thing(_) => return Some(thing),
            },
        };
        while let Some((name, after)) = rest.split_first() {
            rest = after;
            if name == "super" {
                at = self.modules[at].parent?;
                continue;
            }
            match self.lookup(at, name, rest.is_empty(), steps) {
                Some(Meaning::Module(module)) => at = module,
                Some(thing @ Meaning::Thing(_)) => return Some(thing),
                // Defined by a macro.
                None => return Some(Meaning::Thing(at)),
            }
        }
        Some(Meaning::Module(at))
    }

    /// A name in a module. A module and a function may have the same: the last name of a path is the
    /// function, another one is the module.
    fn lookup(&self, at: usize, name: &str, is_last: bool, steps: usize) -> Option<Meaning> {
        let module = &self.modules[at];
        let child = module.children.get(name).copied().map(Meaning::Module);
        let defined = || Some(Meaning::Thing(at)).filter(|_| module.items.contains(name));
        let imported = || {
            let path = module.imports.get(name)?;
            self.meaning(at, path, steps + 1)
        };
        let from_globs = || {
            module.globs.iter().find_map(|path| {
                let Meaning::Module(from) = self.meaning(at, path, steps + 1)? else {
                    return None;
                };
                (from != at && steps < MAX_STEPS)
                    .then(|| self.lookup(from, name, is_last, steps + 1))
                    .flatten()
            })
        };
        if is_last {
            defined()
                .or_else(|| imported().filter(|meaning| matches!(meaning, Meaning::Thing(_))))
                .or(child)
                .or_else(imported)
                .or_else(from_globs)
        } else {
            child.or_else(imported).or_else(defined).or_else(from_globs)
        }
    }

    /// Whether a mention is a re-export of what is below its module.
    fn only_hands_on(&self, module: usize, mention: &Mention, used: usize) -> bool {
        let mut above = Some(used);
        while let Some(at) = above.filter(|at| *at != module) {
            above = self.modules[at].parent;
        }
        mention.is_reexport && above.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files below `src`, and the arrows between them.
    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join("src").join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let tree = Tree::read(folder.path(), "src/lib.rs").unwrap();
        let found: Vec<String> = arrows(&tree)
            .iter()
            .flat_map(|(from, used)| used.keys().map(move |used| format!("{from} > {used}")))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_parent_that_arranges_its_children_has_no_arrow_to_them() {
        let child = "pub struct Thing;";
        check(
            &[("lib.rs", "mod a; pub use a::Thing;"), ("a.rs", child)],
            &[],
        );
        check(
            &[
                ("lib.rs", "mod a; pub use a::Thing; fn f(_: &Thing) {}"),
                ("a.rs", child),
            ],
            &["lib.rs > a.rs"],
        );
        check(
            &[
                ("lib.rs", "mod a; fn f() -> a::Thing { a::Thing }"),
                ("a.rs", child),
            ],
            &["lib.rs > a.rs"],
        );
    }

    #[test]
    fn a_thing_that_comes_through_the_parent_is_its_siblings() {
        let parent = "mod a; mod b; pub use self::a::Thing; const LIMIT: u32 = 1;";
        let thing = ("p/a.rs", "pub struct Thing;");
        let with = |uses: &'static str, expected: &[&str]| {
            let files = [
                ("lib.rs", "mod p;"),
                ("p/mod.rs", parent),
                thing,
                ("p/b.rs", uses),
            ];
            check(&files, expected);
        };
        with("use super::Thing;", &["p/b.rs > p/a.rs"]);
        with(
            "use crate::p::{self, Thing as Other};",
            &["p/b.rs > p/a.rs"],
        );
        with("use crate::p; fn f(_: p::Thing) {}", &["p/b.rs > p/a.rs"]);
        with("use super::LIMIT;", &["p/b.rs > p/mod.rs"]);
        with("use super::*;", &[]);
        with("use super::*; fn f(_: Thing) {}", &["p/b.rs > p/a.rs"]);
    }

    #[test]
    fn paths_are_found_wherever_they_stand() {
        let from = |code: &str, expected: &[&str]| {
            let thing = "pub struct Thing; pub fn make() {} pub mod inner { pub const X: u8 = 0; }";
            check(
                &[("lib.rs", "mod a; mod b;"), ("a.rs", thing), ("b.rs", code)],
                expected,
            );
        };
        let arrow: &[&str] = &["b.rs > a.rs"];
        from("fn f() { crate::a::make() }", arrow);
        from("fn f() { let _ = vec![super::a::Thing]; }", arrow);
        from("fn f() { use crate::a::make; make() }", arrow);
        from("#[derive(Debug)] #[value(crate::a::make)] struct S;", arrow);
        from("impl From<crate::a::Thing> for u8 {}", arrow);
        from("const Y: u8 = crate::a::inner::X;", arrow);
        from("macro_rules! m { () => { $crate::a::make() } }", arrow);
        from("pub use crate::a::Thing;", arrow);
        from("use crate::a;", &[]);
        from(
            "fn f(a: u8) -> u8 { self::g(a) } fn g(a: u8) -> u8 { a }",
            &[],
        );
        from(
            "/// Like [`crate::a::Thing`].\nconst TEXT: &str = \"crate::a::Thing\";",
            &[],
        );
    }

    #[test]
    fn tests_are_left_out() {
        let tests =
            "#[cfg(test)] mod tests { use crate::a::Thing; } #[cfg(test)] use crate::a::Thing;";
        check(
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "pub struct Thing;"),
                ("b.rs", tests),
            ],
            &[],
        );
    }

    #[test]
    fn a_module_and_a_function_may_have_one_name() {
        check(
            &[
                (
                    "lib.rs",
                    "mod read; mod user; pub use read::{Limits, read};",
                ),
                (
                    "read/mod.rs",
                    "mod low; pub fn read() {} pub use low::Limits;",
                ),
                ("read/low.rs", "pub struct Limits;"),
                (
                    "user.rs",
                    "use crate::read::Limits; fn f() { crate::read() }",
                ),
            ],
            &["user.rs > read/low.rs", "user.rs > read/mod.rs"],
        );
    }

    #[test]
    fn fields_and_other_crates_are_no_arrows() {
        let code = "use std::fmt; fn f(t: &super::T) -> u8 { t.a + ::a::Thing + t.make }";
        check(
            &[
                (
                    "lib.rs",
                    "mod a; mod b; pub use a::make; struct T { a: u8, make: u8 }",
                ),
                ("a.rs", "pub fn make() {}"),
                ("b.rs", code),
            ],
            &["b.rs > lib.rs"],
        );
    }

    #[test]
    fn re_exports_in_a_circle_end() {
        check(
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "pub use crate::b::Thing;"),
                ("b.rs", "pub use crate::a::Thing;"),
            ],
            &["a.rs > b.rs", "b.rs > a.rs"],
        );
    }
}
