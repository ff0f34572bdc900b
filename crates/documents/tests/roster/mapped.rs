//! Columns that a person has mapped, identity numbers that a centre allows, and cohorts that a batch adds.

use documents::Limits;
use documents::roster::{Column, ColumnChoice, Mapping, Options, Roster, read};
use domain::{Cohort, IdentityColumns, Level, YearMonth};

use crate::check::told;

fn mapped(text: &str, mapping: Mapping) -> Roster {
    let options = Options {
        mapping,
        ..Options::default()
    };
    read(text.as_bytes(), &Limits::default(), &options)
}

fn columns(columns: &[(Column, ColumnChoice)]) -> Mapping {
    Mapping {
        columns: columns.to_vec(),
        ..Mapping::default()
    }
}

#[track_caller]
fn check(roster: &Roster, expected: &[[&str; 2]]) {
    assert_eq!(told(&roster.errors), Vec::<String>::new());
    let students: Vec<[&str; 2]> = roster
        .students
        .iter()
        .map(|student| {
            [
                student.number.expose(),
                student.class.as_deref().unwrap_or_default(),
            ]
        })
        .collect();
    assert_eq!(students, expected);
}

#[test]
fn a_question_is_answered_by_a_mapping() {
    let text = "学号,班级,班级\n0012,一班,行政一班\n";
    let choice = |choice| columns(&[(Column::Class, choice)]);
    check(
        &mapped(text, choice(ColumnChoice::At(2))),
        &[["0012", "行政一班"]],
    );
    check(
        &mapped(text, choice(ColumnChoice::Named("班级".to_owned()))),
        &[["0012", "一班"]],
    );
    check(&mapped(text, choice(ColumnChoice::Absent)), &[["0012", ""]]);
}

#[test]
fn headers_of_own_words_and_files_without_headers_are_mapped() {
    let number = (Column::Number, ColumnChoice::Named("编码".to_owned()));
    let mut mapping = columns(&[number]);
    mapping.header_row = Some(2);
    check(
        &mapped("名单\n编码,班级\n0012,一班\n", mapping),
        &[["0012", "一班"]],
    );
    let mapping = columns(&[
        (Column::Number, ColumnChoice::At(1)),
        (Column::Class, ColumnChoice::At(0)),
    ]);
    check(
        &mapped("一班,0012\n二班,0013\n", mapping),
        &[["0012", "一班"], ["0013", "二班"]],
    );
}

#[test]
fn a_mapping_to_what_is_not_there_is_refused() {
    let named = columns(&[(Column::Class, ColumnChoice::Named("班".to_owned()))]);
    let row = Mapping {
        header_row: Some(9),
        ..Mapping::default()
    };
    for mapping in [named, row] {
        assert_eq!(
            mapped("学号\n0012\n", mapping).refused,
            Some("mapping-not-found")
        );
    }
}

#[test]
fn a_sheet_that_is_not_there_is_refused_by_its_name() {
    let sheet = Mapping {
        sheet: Some("名单".to_owned()),
        ..Mapping::default()
    };
    let roster = mapped("学号\n0012\n", sheet);
    assert_eq!(roster.refused, Some("sheet-not-found"));
    assert!(roster.sheets.is_empty(), "a text has no sheets");
    let text = roster.errors.kept()[0].text();
    assert!(text.zh.contains("“名单”"), "{}", text.zh);
    assert!(text.en.contains("“名单”"), "{}", text.en);
}

#[test]
fn a_centre_may_allow_identity_numbers() {
    let options = Options {
        identity_columns: IdentityColumns::Sealed,
        ..Options::default()
    };
    let text = "学号,身份证号\n0012,440524188001010014\n0013,440524188001010015\n0014,\n";
    let roster = read(text.as_bytes(), &Limits::default(), &options);
    assert_eq!(told(&roster.errors), ["identity-invalid B3"]);
    let number = roster.students[0].identity_number.as_ref().unwrap();
    assert_eq!(number.expose(), "440524188001010014");
    assert!(roster.students[1].identity_number.is_none());
}

#[test]
fn the_batch_adds_what_one_of_its_cohorts_says() {
    let cohort = |grade_year, level, month| Cohort {
        grade_year,
        level: Level::parse(level),
        graduation: YearMonth::new(2024, month).unwrap(),
    };
    let cohorts = [
        cohort(2019, "高起本", 1),
        cohort(2021, "高起专", 1),
        cohort(2021, "专升本", 6),
    ];
    let check = |text: &str, expected: Result<&str, Column>| {
        let student = mapped(text, Mapping::default()).students.swap_remove(0);
        let line = student
            .line(&cohorts)
            .map(|line| format!("{} {}", line.cohort, line.cohort.graduation));
        assert_eq!(
            line.as_deref().map_err(|column| *column),
            expected,
            "{text}"
        );
    };
    check("学号,层次\n1,高起本\n", Ok("19级高起本 2024-01"));
    check("学号,层次,年级\n1,专升本,2021\n", Ok("21级专升本 2024-06"));
    check("学号,年级\n1,2021\n", Err(Column::Level));
    check("学号,层次,年级\n1,专升本,2020\n", Err(Column::Graduation));
    check(
        "学号,层次,年级,毕业时间\n1,专升本,2020,2023-06\n",
        Ok("20级专升本 2023-06"),
    );
}
