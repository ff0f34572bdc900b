//! The error of reading a spec file: line, key, problem, remedy.

use thiserror::Error;

/// A spec that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{wrong}; {remedy}", place(*.line, .excerpt.as_deref()))]
pub struct SpecError {
    /// Line of the file, counted from 1; `None` where it is not known.
    pub line: Option<usize>,
    /// Text of that line, at most 80 characters.
    pub excerpt: Option<String>,
    /// The problem, with the name of the key.
    pub wrong: String,
    /// The remedy.
    pub remedy: String,
}

fn place(line: Option<usize>, excerpt: Option<&str>) -> String {
    match (line, excerpt) {
        (Some(line), Some(excerpt)) => format!("line {line}, `{excerpt}`: "),
        (Some(line), None) => format!("line {line}: "),
        _ => String::new(),
    }
}

impl SpecError {
    /// From the TOML reader, which knows the place but not what to do.
    pub(crate) fn from_toml(error: &toml::de::Error, text: &str) -> Self {
        let line = error.span().map(|span| line_at(text, span.start));
        let wrong = error.message().replace('\n', " ");
        let remedy = match &wrong {
            wrong if wrong.starts_with("unknown field") => "rename or delete this key",
            wrong if wrong.starts_with("missing field") => {
                "add the key; a built-in spec has every one of them"
            }
            wrong if wrong.starts_with("duplicate") => "keep one of them",
            _ => "correct it",
        };
        Self {
            line,
            excerpt: line.and_then(|line| excerpt(text, line)),
            wrong,
            remedy: remedy.to_owned(),
        }
    }

    /// About a key of the section `[output]`, found again by its name.
    pub(super) fn about_output(key: &str, text: &str, wrong: String, remedy: &str) -> Self {
        let found = text.lines().position(|line| {
            let line = line.trim_start().trim_start_matches("[output.");
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(['=', ']']))
        });
        let line = found.map(|index| index + 1);
        Self {
            line,
            excerpt: line.and_then(|line| excerpt(text, line)),
            wrong,
            remedy: remedy.to_owned(),
        }
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    before.filter(|&&byte| byte == b'\n').count() + 1
}

/// The line without its comment-length tail: sources are long.
fn excerpt(text: &str, line: usize) -> Option<String> {
    const LONGEST: usize = 80;
    let line = text.lines().nth(line - 1)?.trim();
    let shown: String = line.chars().take(LONGEST).collect();
    let cut = if shown.len() < line.len() { "…" } else { "" };
    (!shown.is_empty()).then(|| shown + cut)
}
