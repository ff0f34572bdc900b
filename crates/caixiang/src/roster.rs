//! `caixiang roster check`: says of a school's list what the import would say, without a service or a database.

use std::{
    collections::BTreeMap, fmt::Write, fs::File, io, io::Read, path::Path, process::ExitCode,
};

use documents::{
    Limits,
    roster::{FoundSheet, Issue, Issues, Mapping, Options, Roster, Student},
};
use serde::Serialize;

use crate::{
    arguments::{RosterArguments, RosterCommand},
    format::RosterFormat,
    language::Language,
    report::to_line,
    terminal, text,
};

/// A roster as it is written out; the fields are a contract.
#[derive(Serialize)]
struct RosterReport<'a> {
    students: Vec<StudentReport<'a>>,
    refused: Option<&'static str>,
    errors: Vec<IssueReport>,
    /// Errors beyond those that are listed.
    more_errors: usize,
    warnings: Vec<IssueReport>,
    /// Warnings beyond those that are listed.
    more_warnings: usize,
    columns: BTreeMap<&'static str, ColumnReport<'a>>,
    sheets: Vec<SheetReport<'a>>,
}

#[derive(Serialize)]
struct StudentReport<'a> {
    number: &'a str,
    name: Option<&'a str>,
    college: Option<&'a str>,
    teaching_point: Option<&'a str>,
    major: Option<&'a str>,
    class: Option<&'a str>,
    level: Option<&'a str>,
    /// Year of admission.
    grade: Option<u16>,
    /// Month, `2024-01`.
    graduation: Option<String>,
    cell: String,
}

#[derive(Serialize)]
struct IssueReport {
    /// Absent where the whole file is meant.
    cell: Option<String>,
    /// The other cell that belongs to it, such as the first of two equal numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    code: &'static str,
    text: String,
}

#[derive(Serialize)]
struct ColumnReport<'a> {
    column: &'a str,
    header: &'a str,
}

/// A sheet of a workbook.
#[derive(Serialize)]
struct SheetReport<'a> {
    name: &'a str,
    rows: usize,
    /// Whether it was read as a list of students.
    read: bool,
}

/// Runs the command; exit code 1 where the roster cannot be imported as it is.
///
/// # Errors
/// A file that cannot be opened is wrong usage.
pub(crate) fn run(arguments: &RosterArguments, language: Language) -> anyhow::Result<ExitCode> {
    let RosterCommand::Check {
        file,
        sheet,
        format,
    } = &arguments.command;
    let limits = Limits::default();
    let bytes = read(file, &limits).map_err(|error| cannot_open(file, &error, language))?;
    let options = Options {
        mapping: Mapping {
            sheet: sheet.clone(),
            ..Mapping::default()
        },
        ..Options::default()
    };
    let roster = documents::roster::read(&bytes, &limits, &options);
    let written = match format {
        RosterFormat::Json => to_line(&report(&roster, language)),
        RosterFormat::Text => in_words(&roster, file, language),
    };
    let is_sound = roster.is_sound();
    Ok(match terminal::say(&written) {
        Ok(()) => ExitCode::from(u8::from(!is_sound)),
        Err(error) => terminal::unsaid(&error, is_sound, language),
    })
}

/// Reads one byte more than allowed at most: enough for the reader to refuse the file.
fn read(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    // A pipe that nobody writes to would block.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    let mut bounded = File::open(path)?.take(limits.max_bytes as u64 + 1);
    bounded.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot_open(file: &Path, error: &io::Error, language: Language) -> anyhow::Error {
    let file = file.display();
    anyhow::Error::msg(language.choose(
        format!("{file} 打不开（{error}），请检查路径。"),
        format!("{file} cannot be opened ({error}). Check the path."),
    ))
}

fn report(roster: &Roster, language: Language) -> RosterReport<'_> {
    let columns = roster.columns.iter().map(|found| {
        let column = ColumnReport {
            column: &found.letters,
            header: &found.header,
        };
        (found.column.key(), column)
    });
    RosterReport {
        students: roster.students.iter().map(student).collect(),
        refused: roster.refused,
        errors: issues(&roster.errors, language),
        more_errors: roster.errors.more(),
        warnings: issues(&roster.warnings, language),
        more_warnings: roster.warnings.more(),
        columns: columns.collect(),
        sheets: roster.sheets.iter().map(sheet).collect(),
    }
}

fn sheet(found: &FoundSheet) -> SheetReport<'_> {
    SheetReport {
        name: &found.name,
        rows: found.rows,
        read: found.is_read,
    }
}

fn student(student: &Student) -> StudentReport<'_> {
    StudentReport {
        number: student.number.expose(),
        name: student.name.as_deref(),
        college: student.college.as_deref(),
        teaching_point: student.teaching_point.as_deref(),
        major: student.major.as_deref(),
        class: student.class.as_deref(),
        level: student.level.as_ref().map(domain::Level::as_str),
        grade: student.grade_year,
        graduation: student.graduation.map(|month| month.to_string()),
        cell: student.cell.to_string(),
    }
}

fn issues(issues: &Issues, language: Language) -> Vec<IssueReport> {
    let written = issues.kept().iter().map(|issue| IssueReport {
        cell: issue.cell.as_ref().map(ToString::to_string),
        other: issue.other.as_ref().map(ToString::to_string),
        code: issue.finding.code(),
        text: sentence(issue, language),
    });
    written.collect()
}

fn sentence(issue: &Issue, language: Language) -> String {
    let text = issue.text();
    language.choose(text.zh, text.en)
}

/// The verdict, the columns, then each error and warning; no student is named.
fn in_words(roster: &Roster, file: &Path, language: Language) -> String {
    let students = roster.students.len();
    let verdict = match (roster.is_sound(), roster.warnings.is_empty()) {
        (true, true) => text::RosterVerdict::Good,
        (true, false) => text::RosterVerdict::Doubtful,
        (false, _) => text::RosterVerdict::Bad,
    };
    let mut written = text::roster(verdict, &file.display().to_string(), students, language);
    let columns = roster.columns.iter().map(|found| {
        let name = language.choose(found.column.chinese(), found.column.english());
        format!("{} {name}", found.letters)
    });
    let columns: Vec<String> = columns.collect();
    if !columns.is_empty() {
        let known = language.choose("识别的列", "columns");
        let _ = writeln!(
            written,
            "  {known}: {}",
            columns.join(language.choose("、", ", "))
        );
    }
    if roster.sheets.len() > 1 {
        let sheets = sheets_in_words(&roster.sheets, language);
        let known = language.choose("工作表", "sheets");
        let _ = writeln!(written, "  {known}: {}", text::printable(&sheets));
    }
    for (issues, is_error) in [(&roster.errors, true), (&roster.warnings, false)] {
        for issue in issues.kept() {
            written +=
                &text::roster_issue(is_error, &sentence(issue, language), issue.finding.code());
        }
        if issues.more() > 0 {
            let more = issues.more();
            let more = language.choose(format!("另有 {more} 处"), format!("{more} more"));
            let _ = writeln!(written, "  … {more}");
        }
    }
    written
}

/// Each sheet with its rows, and whether it was read.
fn sheets_in_words(sheets: &[FoundSheet], language: Language) -> String {
    let words = sheets.iter().map(|sheet| {
        let (name, rows) = (&sheet.name, sheet.rows);
        let was = match (sheet.is_read, language) {
            (true, Language::Zh) => "已读取",
            (true, Language::En) => "read",
            (false, Language::Zh) => "未读取",
            (false, Language::En) => "not read",
        };
        language.choose(
            format!("{name}（{rows} 行，{was}）"),
            format!("{name} ({rows} rows, {was})"),
        )
    });
    let words: Vec<String> = words.collect();
    words.join(language.choose("、", ", "))
}
