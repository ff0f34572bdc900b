//! Tables of dBase, whole and damaged.

use crate::check::{check, check_refused, check_told};
use crate::fixtures::{STUDENTS, dbf, students_dbf};

#[test]
fn with_and_without_the_mark_of_a_code_page() {
    for mark in [0, 0x4D, 0x03, 0x7A] {
        let mut table = students_dbf(2);
        table[29] = mark;
        check(&table, &STUDENTS, &[]);
    }
    let fields = [
        ("学号", 15),
        ("姓名", 20),
        ("学院", 30),
        ("层次", 10),
        ("年级", 4),
    ];
    check(
        &dbf(&fields, &[&STUDENTS[0], &STUDENTS[1]], 2),
        &STUDENTS,
        &[],
    );
}

#[test]
fn a_header_that_counts_wrongly_is_told() {
    check(
        &students_dbf(4_000_000_000),
        &STUDENTS,
        &["rows-miscounted"],
    );
    check(&students_dbf(1), &STUDENTS, &["rows-miscounted"]);
}

#[test]
fn names_cut_inside_of_a_character_are_named() {
    let table = dbf(
        &[("XH", 4), ("XM", 5)],
        &[&["0012", "甲乙"], &["0013", "甲乙丙"], &["0014", "甲乙"]],
        3,
    );
    check_told(&table, &["0012", "0013", "0014"], &[], &["text-cut B3"]);
}

#[test]
fn deleted_rows_are_told_and_not_counted() {
    let mut table = students_dbf(2);
    let first_row = 32 + 5 * 32 + 1;
    table[first_row] = b'*';
    check(&table, &STUDENTS[1..], &["rows-deleted"]);
}

#[test]
fn a_table_that_ends_inside_of_a_row_keeps_the_rows_before_it() {
    let mut table = students_dbf(2);
    table.truncate(table.len() - 20);
    check(&table, &STUDENTS[..1], &["rows-miscounted"]);
    let table = students_dbf(2);
    check_refused(&table[..100], "damaged");
    let mut table = students_dbf(2);
    table[10] = 2;
    check_refused(&table, "damaged");
}

#[test]
fn numbers_have_lost_their_zeros() {
    let mut table = dbf(&[("XH", 4)], &[&["0012"], &[" 13"]], 2);
    table[32 + 11] = b'N';
    check_told(&table, &["0012", "13"], &[], &["numbers-without-zeros A2"]);
}
