//! Result files of the registry: JSON of our own, or a list that somebody saved.

use std::collections::HashSet;

use documents::list::{ReadRow, read_rows};
use documents::{Limits, TableError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(super) const FORMAT: &str = "caixiang-registry-result";
pub(super) const VERSION: u32 = 1;

/// What the comparison with the admission photo said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// 同一人: one and the same.
    SamePerson,
    /// 未通过: another person.
    NotPassed,
    /// 不确定: a person has to look.
    Uncertain,
    /// 异常: it could not be compared.
    Abnormal,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// 已接收, with what the comparison said once it was made.
    Accepted(Option<Identity>),
    /// 不予接收, with the reason in the registry's words.
    Refused(String),
}

/// One line of a result file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultLine {
    /// Row of the list, or place in the JSON, from 1.
    pub line: u64,
    /// The record in its package, from 1.
    pub serial: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// A result file: each record at most once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultFile {
    /// Number of the package.
    pub package: String,
    /// In the order of the file.
    pub lines: Vec<ResultLine>,
}

/// Why a result file is refused as a whole. A line is a row of the list, or the place in the JSON, from 1.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ResultError {
    /// Neither JSON of this format nor a list.
    #[error("the file is no result file")]
    NoResult,
    /// The list cannot be read.
    #[error("the list cannot be read")]
    List(#[from] TableError),
    /// A column is missing; its Chinese head.
    #[error("there is no column {0}")]
    NoColumn(&'static str),
    /// Lines of more than one package, or none.
    #[error("line {line}: another package, or none")]
    Package {
        /// Row of the list, or place in the JSON, from 1.
        line: u64,
    },
    /// No serial number, or one that came before.
    #[error("line {line}: no serial number, or the same again")]
    Serial {
        /// Row of the list, or place in the JSON, from 1.
        line: u64,
    },
    /// An outcome or comparison that is not known, or that contradict each other.
    #[error("line {line}: a result that is not known")]
    Outcome {
        /// Row of the list, or place in the JSON, from 1.
        line: u64,
    },
    /// A refusal without a reason.
    #[error("line {line}: refused without a reason")]
    NoReason {
        /// Row of the list, or place in the JSON, from 1.
        line: u64,
    },
    /// Nothing in it.
    #[error("the file has no results")]
    Empty,
}

impl ResultError {
    /// A word that never changes, for logs and answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoResult => "no-result-file",
            Self::List(_) => "list-unreadable",
            Self::NoColumn(_) => "column-missing",
            Self::Package { .. } => "package-unclear",
            Self::Serial { .. } => "serial-unclear",
            Self::Outcome { .. } => "outcome-unknown",
            Self::NoReason { .. } => "reason-missing",
            Self::Empty => "no-results",
        }
    }
}

/// One line as it was read, before it is understood.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(skip)]
    line: u64,
    #[serde(skip)]
    package: String,
    serial: u64,
    outcome: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    identity: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    format: String,
    version: u32,
    package: String,
    results: Vec<Read>,
}

/// Reads a result file. It is taken whole or not at all.
///
/// # Errors
/// [`ResultError`], at the first thing that is wrong.
pub fn read_results(bytes: &[u8], limits: &Limits) -> Result<ResultFile, ResultError> {
    let read = if bytes.trim_ascii_start().starts_with(b"{") {
        json(bytes)?
    } else {
        list(&read_rows(bytes, limits)?)?
    };
    let first = read.first().ok_or(ResultError::Empty)?;
    let package = first.package.clone();
    let mut seen = HashSet::new();
    let mut lines = Vec::with_capacity(read.len());
    for read in &read {
        let line = read.line;
        if read.package != package || package.is_empty() {
            return Err(ResultError::Package { line });
        }
        if read.serial == 0 || !seen.insert(read.serial) {
            return Err(ResultError::Serial { line });
        }
        lines.push(ResultLine {
            line,
            serial: read.serial,
            outcome: outcome(read)?,
        });
    }
    Ok(ResultFile { package, lines })
}

fn outcome(read: &Read) -> Result<Outcome, ResultError> {
    let line = read.line;
    let identity = match read.identity.as_str() {
        "" => None,
        "same-person" | "同一人" => Some(Identity::SamePerson),
        "not-passed" | "未通过" => Some(Identity::NotPassed),
        "uncertain" | "不确定" => Some(Identity::Uncertain),
        "abnormal" | "异常" => Some(Identity::Abnormal),
        _ => return Err(ResultError::Outcome { line }),
    };
    match (read.outcome.as_str(), identity) {
        ("accepted" | "已接收", identity) => Ok(Outcome::Accepted(identity)),
        ("refused" | "不予接收", None) if read.reason.trim().is_empty() => {
            Err(ResultError::NoReason { line })
        }
        ("refused" | "不予接收", None) => Ok(Outcome::Refused(read.reason.trim().to_owned())),
        _ => Err(ResultError::Outcome { line }),
    }
}

fn json(bytes: &[u8]) -> Result<Vec<Read>, ResultError> {
    let json: Json = serde_json::from_slice(bytes).map_err(|_| ResultError::NoResult)?;
    if json.format != FORMAT || json.version != VERSION {
        return Err(ResultError::NoResult);
    }
    let lines = (1..).zip(json.results).map(|(line, read)| Read {
        line,
        package: json.package.clone(),
        ..read
    });
    Ok(lines.collect())
}

fn list(rows: &[ReadRow]) -> Result<Vec<Read>, ResultError> {
    let (heads, rows) = rows.split_first().ok_or(ResultError::Empty)?;
    let find = |zh: &str, en: &str| {
        let is_it = |head: &String| head == zh || head.eq_ignore_ascii_case(en);
        heads.cells.iter().position(is_it)
    };
    let needed = |zh: &'static str, en| find(zh, en).ok_or(ResultError::NoColumn(zh));
    let package = needed("包号", "package")?;
    let serial = needed("序号", "serial")?;
    let outcome = needed("接收结果", "outcome")?;
    let reason = needed("原因", "reason")?;
    let identity = find("身份核验", "identity");
    let lines = rows.iter().map(|row| {
        let cell = |place: usize| row.cells.get(place).cloned().unwrap_or_default();
        Read {
            line: row.line,
            package: cell(package),
            // What is no number is 0, which is no serial number.
            serial: cell(serial).parse().unwrap_or(0),
            outcome: cell(outcome),
            reason: cell(reason),
            identity: identity.map(cell).unwrap_or_default(),
        }
    });
    Ok(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "包号,序号,接收结果,原因,身份核验\n\
                        R-1,1,已接收,,同一人\n\
                        R-1,2,不予接收,照片与录取照片同版,\n\
                        R-1,4,已接收,,\n";

    fn read(text: &str) -> Result<ResultFile, ResultError> {
        read_results(text.as_bytes(), &Limits::default())
    }

    #[track_caller]
    fn check_refused(text: &str, expected: ResultError) {
        assert_eq!(read(text), Err(expected), "{text}");
    }

    #[test]
    fn a_list_and_json_say_the_same() {
        let json = r#"{"format":"caixiang-registry-result","version":1,"package":"R-1","results":[
            {"serial":1,"outcome":"accepted","identity":"same-person"},
            {"serial":2,"outcome":"refused","reason":"照片与录取照片同版"},
            {"serial":4,"outcome":"accepted"}]}"#;
        let file = read(LIST).unwrap();
        // Only where a result stands differs: below the head, or by its count.
        let mut of_json = read(json).unwrap();
        for line in &mut of_json.lines {
            line.line += 1;
        }
        assert_eq!(file, of_json);
        let refused = Outcome::Refused("照片与录取照片同版".into());
        assert_eq!(file.lines[1].outcome, refused);
        let same = Outcome::Accepted(Some(Identity::SamePerson));
        assert_eq!(file.lines[0].outcome, same);
        assert_eq!(file.lines[2].outcome, Outcome::Accepted(None));
    }

    #[test]
    fn whatever_is_unclear_refuses_the_file() {
        let with = |from: &str, to: &str| LIST.replace(from, to);
        check_refused(&with("R-1,4", "R-2,4"), ResultError::Package { line: 4 });
        check_refused(&with("R-1,4", "R-1,1"), ResultError::Serial { line: 4 });
        check_refused(&with("R-1,4", "R-1,four"), ResultError::Serial { line: 4 });
        check_refused(&with("同一人", "也许"), ResultError::Outcome { line: 2 });
        check_refused(
            &with("照片与录取照片同版,", ","),
            ResultError::NoReason { line: 3 },
        );
        check_refused(
            &with("不予接收,照片", "不予接收,照片").replace("同版,", "同版,同一人"),
            ResultError::Outcome { line: 3 },
        );
        check_refused(&with("原因", "说明"), ResultError::NoColumn("原因"));
        check_refused("{}", ResultError::NoResult);
        check_refused("", ResultError::Empty);
        check_refused("包号,序号,接收结果,原因\n", ResultError::Empty);
    }
}
