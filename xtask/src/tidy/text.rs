//! What a file may contain: a head, so many lines, no words that tie it to one machine.

/// Lines a file may have before its tests.
const MAX_LINES: usize = 500;

/// Words that would tie a file of Rust to one machine or leave work undone.
const FORBIDDEN_IN_RUST: &[&str] = &["/home/", "/root/", "todo!(", "unimplemented!("];

/// Words that would tie any file to one machine: its folders, and the hosts of package registries, which
/// a mirror or a proxy may stand in for.
const FORBIDDEN: &[&str] = &[
    "/work/",
    "index.crates.io",
    "static.crates.io",
    "registry.npmjs.org",
    "registry.npmmirror.com",
    "pypi.org",
    "files.pythonhosted.org",
    "deb.debian.org",
];

/// Docs of two words that say no more than the name they stand at.
const EMPTY_DOCS: &[&str] = &["Its id.", "The id.", "Its name.", "Its kind."];

/// The file that names them.
const HERE: &str = "xtask/src/tidy/text.rs";

/// Checks a file of Rust.
pub(super) fn check_rust(name: &str, text: &str, problems: &mut Vec<String>) {
    if !text.starts_with("//!") && !text.starts_with("#![") {
        problems.push(format!("{name}: does not start with a `//!` head"));
    }
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count();
    if lines > MAX_LINES {
        problems.push(format!(
            "{name}: {lines} lines before its tests, {MAX_LINES} are allowed"
        ));
    }
    check_docs(name, text, problems);
    check_words(name, text, FORBIDDEN_IN_RUST, problems);
}

/// A doc of one word says what the name says.
fn check_docs(name: &str, text: &str, problems: &mut Vec<String>) {
    let mut doc = Vec::new();
    for (line, written) in text.lines().enumerate() {
        if let Some(part) = written.trim_start().strip_prefix("///") {
            doc.extend(part.split_whitespace());
            continue;
        }
        let whole = doc.join(" ");
        if doc.len() == 1 || EMPTY_DOCS.contains(&whole.as_str()) {
            problems.push(format!(
                "{name}:{line}: the doc `{whole}` says no more than the name"
            ));
        }
        doc.clear();
    }
}

/// Checks a file of any kind.
pub(super) fn check_any(name: &str, text: &str, problems: &mut Vec<String>) {
    check_words(name, text, FORBIDDEN, problems);
}

fn check_words(name: &str, text: &str, words: &[&str], problems: &mut Vec<String>) {
    if name == HERE {
        return;
    }
    let found = words.iter().filter(|word| text.contains(**word));
    problems.extend(found.map(|word| format!("{name}: contains `{word}`")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_text(text: &str, expected_problems: usize) {
        let mut problems = Vec::new();
        check_rust("a.rs", text, &mut problems);
        assert_eq!(problems.len(), expected_problems, "{problems:?}");
    }

    #[test]
    fn files_have_a_head_and_an_end() {
        check_text("//! Head.\n", 0);
        check_text("fn main() {}\n", 1);
        check_text(&format!("//! Head.\n{}", "x\n".repeat(500)), 1);
        check_text(
            &format!("//! Head.\n#[cfg(test)]\n{}", "x\n".repeat(500)),
            0,
        );
    }

    #[test]
    fn docs_say_more_than_a_word() {
        check_text("//! Head.\n/// When.\nat: u8,\n", 1);
        check_text("//! Head.\n    /// Its id.\n    id: u8,\n", 1);
        check_text("//! Head.\n/// Time of the event.\nat: u8,\n", 0);
        check_text("//! Head.\n/// A\n/// thing.\nat: u8,\n// No.\n", 0);
    }

    #[test]
    fn no_file_is_tied_to_a_machine() {
        let check = |name: &str, text: &str, expected: usize| {
            let mut problems = Vec::new();
            check_any(name, text, &mut problems);
            assert_eq!(problems.len(), expected, "{problems:?}");
        };
        check("README.md", "cargo xtask demo", 0);
        check("README.md", "cd /work/somewhere", 1);
        check("web/.npmrc", "registry=https://registry.npmjs.org/", 1);
        check(HERE, "/work/", 0);
    }
}
