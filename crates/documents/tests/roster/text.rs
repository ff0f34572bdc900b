//! Text files: encodings, separators, titles and totals, and what a spreadsheet did to numbers.

use encoding_rs::GB18030;

use crate::check::{check, check_refused, check_told};
use crate::fixtures::{STUDENTS, text};

#[test]
fn every_encoding_is_one_list() {
    let text = text();
    check(text.as_bytes(), &STUDENTS, &[]);
    check(format!("\u{feff}{text}").as_bytes(), &STUDENTS, &[]);
    check(&GB18030.encode(&text).0, &STUDENTS, &[]);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(&little, &STUDENTS, &[]);
    check(&big, &STUDENTS, &[]);
    check(&[b"\xFF\xFE", little.as_slice()].concat(), &STUDENTS, &[]);
    check(&[b"\xFE\xFF", big.as_slice()].concat(), &STUDENTS, &[]);
}

#[test]
fn every_separator_and_end_of_line_is_one_list() {
    for separator in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = text().replace(',', separator).replace('\n', end);
            check(text.as_bytes(), &STUDENTS, &[]);
            check(&GB18030.encode(&text).0, &STUDENTS, &[]);
        }
    }
}

#[test]
fn titles_totals_and_notes_are_no_students() {
    let text = format!(
        "某校2023届毕业生名单,,,,\n制表日期：2026-11-20,,,,\n,,,,\n{}合计,2人,,,\n制表人：某某　审核：某某,,,,\n",
        text()
    );
    check(
        text.as_bytes(),
        &STUDENTS,
        &["row-left-out A7", "row-left-out A8"],
    );
}

#[test]
fn a_student_whose_row_begins_like_a_total_or_a_note_is_a_student() {
    let text = "学院,姓名,学号\n第一学院,Summer,0012\n第一学院,甲,\nSummer,乙,0014\n";
    check_told(
        text.as_bytes(),
        &["0012", "0014"],
        &["number-missing C3"],
        &[],
    );
}

#[test]
fn headers_that_stand_on_each_printed_page_are_no_students() {
    let text = text();
    let header = text.lines().next().unwrap();
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let text = format!("{header}\n{}\n{header}\n{}\n", lines[0], lines[1]);
    check(text.as_bytes(), &STUDENTS, &["row-left-out A3"]);
}

#[test]
fn numbers_that_a_spreadsheet_destroyed_are_named_and_never_completed() {
    let errors = ["number-destroyed A2", "number-destroyed A3"];
    let text = "学号,姓名\n2.0231E+11,甲\n2.0231E+11,乙\n";
    check_told(text.as_bytes(), &[], &errors, &[]);
    // 18 digits of which a spreadsheet kept 15.
    let text = "学号,姓名\n202309990000001000,甲\n202309990000002000,乙\n";
    check_told(text.as_bytes(), &[], &errors, &[]);
    // A column of 18 digits in which one number ends so is sound.
    let text = "学号,姓名\n202309990000001000,甲\n202309990000002001,乙\n";
    check_told(
        text.as_bytes(),
        &["202309990000001000", "202309990000002001"],
        &[],
        &[],
    );
    let text = "学号,姓名\n########,甲\n#N/A,乙\n0012,丙\n";
    check_told(
        text.as_bytes(),
        &["0012"],
        &["number-destroyed A2", "cell-error A3"],
        &[],
    );
}

#[test]
fn tricks_that_keep_zeros_are_understood() {
    let text = "学号,姓名\n\"=\"\"0012\"\"\",甲\n=\"0013\",乙\n'0014,丙\n\t0015,丁\n";
    check_told(text.as_bytes(), &["0012", "0013", "0014", "0015"], &[], &[]);
}

#[test]
fn numbers_that_a_program_read_as_numbers_are_told() {
    let text = "学号,姓名\n12.0,甲\n13.0,乙\n";
    check_told(
        text.as_bytes(),
        &["12", "13"],
        &[],
        &["numbers-without-zeros A2"],
    );
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let text = "学号,姓名,学院,层次,年级\n0012,=1+1,@SUM(A1),专科,2023\n0013,+cmd|x,-2,专科,2023\n";
    let students = [
        ["0012", "=1+1", "@SUM(A1)", "专科", "2023"],
        ["0013", "+cmd|x", "-2", "专科", "2023"],
    ];
    check(text.as_bytes(), &students, &[]);
}

#[test]
fn students_that_are_listed_twice_are_told_by_both_cells() {
    let text = "学号,姓名\n0012,甲\n0013,乙\n0014,丙\n0012,甲\n0013,甲乙\n14,丙\n";
    check_told(
        text.as_bytes(),
        &["0012", "0013", "0014"],
        &["number-repeated A6 A3"],
        &["row-repeated A5 A2", "likely-double A7 A4"],
    );
    // The row without the zeros comes first, and is not the one that stays.
    let text = "学号,姓名\n14,丙\n0012,甲\n0014,丙\n";
    check_told(
        text.as_bytes(),
        &["0014", "0012"],
        &[],
        &["likely-double A2 A4"],
    );
    // Two students may have such numbers: both stay.
    let text = "学号,姓名\n0014,丙\n14,丁\n";
    check_told(
        text.as_bytes(),
        &["0014", "14"],
        &[],
        &["likely-double A3 A2"],
    );
}

#[test]
fn a_number_that_lost_its_zeros_alone_is_told() {
    let text = "学号,姓名\n0012,甲\n0013,乙\n14,丙\n0015,丁\n";
    check_told(
        text.as_bytes(),
        &["0012", "0013", "14", "0015"],
        &[],
        &["zeros-lost A4"],
    );
}

#[test]
fn identity_numbers_are_refused_by_header_and_by_cell() {
    check_refused("学号,身份证号码\n0012,\n".as_bytes(), "identity-number B1");
    check_refused("XH,SFZH\n0012,\n".as_bytes(), "identity-number B1");
    check_refused(
        "学号,备注\n0012,\n0013,证件440524188001010014\n".as_bytes(),
        "identity-number B3",
    );
    check_refused(
        "学号,备注\n0012,11010519491231002x\n".as_bytes(),
        "identity-number B2",
    );
    // Mistyped, and destroyed by a spreadsheet.
    check_refused(
        "学号,备注\n0012,110105194912310021\n".as_bytes(),
        "identity-number B2",
    );
    // Above the list.
    check_refused(
        "440524188001010014,\n学号,姓名\n0012,甲\n".as_bytes(),
        "identity-number A1",
    );
}

#[test]
fn long_numbers_are_no_identity_numbers_unless_most_hold_a_date() {
    let list = |numbers: &[&str]| format!("学号\n{}\n", numbers.join("\n"));
    let numbers = ["201940001231002", "201940499999999", "201940499999998"];
    check_told(list(&numbers).as_bytes(), &numbers, &[], &[]);
    check_refused(
        list(&["110105491231002"; 3]).as_bytes(),
        "identity-number A2",
    );
    let numbers = [
        "440524188001010014",
        "440524999999999999",
        "440524888888888888",
    ];
    check_told(list(&numbers).as_bytes(), &numbers, &[], &[]);
}

#[test]
fn two_columns_of_one_meaning_are_a_question() {
    check_refused(
        "学号,班级,姓名,班级\n0012,一,甲,二\n".as_bytes(),
        "column-ambiguous D1 B1",
    );
    check_refused(
        "学号,学院,二级学院\n0012,一,甲\n".as_bytes(),
        "column-ambiguous C1 B1",
    );
}

#[test]
fn lists_without_a_header_are_refused() {
    check_refused(b"", "no-header");
    check_refused("0012,甲\n0013,乙\n".as_bytes(), "no-header");
    check_refused(
        "姓名,学院,层次\n甲,一,专科\n".as_bytes(),
        "number-column-missing A1",
    );
}

#[test]
fn what_is_wrong_is_named_by_its_cell_and_all_of_it() {
    let text = "学号,姓名,年级,毕业时间\n0012,甲,大三,2024-01\n,乙,2023,2024-13\n12/3,丙,2023,2024-01\n0015,丁,,2024-01\n";
    check_told(
        text.as_bytes(),
        &["0015"],
        &[
            "grade-unclear C2",
            "number-missing A3",
            "graduation-unclear D3",
            "number-invalid A4",
        ],
        &["cell-empty C5"],
    );
}

#[test]
fn a_separator_inside_of_a_text_is_named() {
    let text = "学号,姓名\n0012,甲\n0013,乙,丙\n";
    check_told(text.as_bytes(), &["0012"], &["row-shifted C3"], &[]);
    check_refused(
        "学号,姓名\n0012,\"甲\n0013,乙\n".as_bytes(),
        "quote-not-closed A2",
    );
}

#[test]
fn errors_are_counted_beyond_a_thousand() {
    let text = "学号,年级\n".to_owned() + &"0012,大三\n".repeat(1_500);
    let roster = crate::check::roster(text.as_bytes());
    assert_eq!(
        (roster.errors.kept().len(), roster.errors.more()),
        (1_000, 500)
    );
}

#[test]
fn no_text_tells_a_value() {
    let text = "学号,姓名,年级\n0012,甲甲,大三\n2.5E+11,甲甲,2023\n0012,甲甲,\n0012,乙乙,\n";
    let roster = crate::check::roster(text.as_bytes());
    let issues = roster.errors.kept().iter().chain(roster.warnings.kept());
    for issue in issues {
        let text = issue.text();
        for value in ["甲甲", "乙乙", "大三", "0012", "2.5E"] {
            assert!(
                !text.zh.contains(value) && !text.en.contains(value),
                "{text:?}"
            );
        }
        assert!(
            text.zh.contains(&issue.cell.as_ref().unwrap().to_string()),
            "{text:?}"
        );
    }
}
