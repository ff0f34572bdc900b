//! The one place that knows the reader's API: a file in, lines of text out.

use documents::Limits;
use documents::roster::{Issues, Options, Roster, Student, read};

/// Reads a file as a school does.
pub(crate) fn roster(bytes: &[u8]) -> Roster {
    read(bytes, &Limits::default(), &Options::default())
}

/// Number, name, college, level and grade of a student.
pub(crate) fn shown(student: &Student) -> [String; 5] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        student.number.expose().to_owned(),
        text(&student.name),
        text(&student.college),
        student
            .level
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        student
            .grade_year
            .map(|year| year.to_string())
            .unwrap_or_default(),
    ]
}

/// `code cell other` of each issue.
pub(crate) fn told(issues: &Issues) -> Vec<String> {
    let kept = issues.kept().iter().map(|issue| {
        let cells = [&issue.cell, &issue.other].into_iter().flatten();
        cells.fold(issue.finding.code().to_owned(), |line, cell| {
            format!("{line} {cell}")
        })
    });
    kept.collect()
}

/// A file without errors: its students and what is worth a look.
#[track_caller]
pub(crate) fn check(bytes: &[u8], students: &[[&str; 5]], warnings: &[&str]) {
    let roster = roster(bytes);
    assert_eq!(told(&roster.errors), Vec::<String>::new());
    let read: Vec<[String; 5]> = roster.students.iter().map(shown).collect();
    assert_eq!(read, students);
    assert_eq!(told(&roster.warnings), warnings);
}

/// A file that is refused as a whole, by its first error.
#[track_caller]
pub(crate) fn check_refused(bytes: &[u8], error: &str) {
    let roster = roster(bytes);
    assert_eq!(
        told(&roster.errors).first().map(String::as_str),
        Some(error)
    );
    assert_eq!(roster.refused, error.split(' ').next());
    assert_eq!(roster.students.len(), 0);
}

/// A file that is read, with its errors and warnings and the numbers of the students without either.
#[track_caller]
pub(crate) fn check_told(bytes: &[u8], numbers: &[&str], errors: &[&str], warnings: &[&str]) {
    let roster = roster(bytes);
    assert_eq!(roster.refused, None, "{:?}", told(&roster.errors));
    assert_eq!(told(&roster.errors), errors);
    assert_eq!(told(&roster.warnings), warnings);
    let read: Vec<&str> = roster
        .students
        .iter()
        .map(|student| student.number.expose())
        .collect();
    assert_eq!(read, numbers);
}
