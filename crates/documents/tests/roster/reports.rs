//! Files made after reports of people who do this work, where they lie beside the checkout.

use std::path::Path;

use crate::check::{roster, shown, told};

/// The code and the cell that the right answer names.
const TOLD: &[(&str, usize, &[&str], &[&str])] = &[
    ("01-utf8.csv", 6, &[], &[]),
    ("02-utf8-bom.csv", 6, &[], &[]),
    ("03-gb18030.csv", 6, &[], &[]),
    ("06-semicolons.csv", 6, &[], &[]),
    (
        "10-title-rows-above-header.csv",
        6,
        &[],
        &["row-left-out A11"],
    ),
    (
        "11-excel-damage.csv",
        0,
        &[
            "number-destroyed A2",
            "number-destroyed A3",
            "number-destroyed A4",
            "number-destroyed A5",
            "number-destroyed A6",
            "number-destroyed A7",
        ],
        &[],
    ),
    ("13-formula-text.csv", 6, &[], &[]),
    (
        "16-duplicates.csv",
        6,
        &["number-repeated A9 A3"],
        &["row-repeated A8 A2", "likely-double A10 A4"],
    ),
    (
        "18-id-numbers-hidden-in-remarks.csv",
        0,
        &["identity-number I5"],
        &[],
    ),
    ("22-formula-injection.csv", 6, &[], &[]),
    ("30-plain.xlsx", 6, &[], &[]),
    (
        "31-numbers-as-numbers.xlsx",
        6,
        &[],
        &["numbers-without-zeros Sheet!A2"],
    ),
    ("33-zeros-by-number-format.xlsx", 6, &[], &[]),
    (
        "35-second-sheet-and-hidden-one.xlsx",
        6,
        &[],
        &["sheet-hidden", "sheet-left-out"],
    ),
    ("38-year-as-date.xlsx", 6, &[], &[]),
    ("40-inline-strings-no-references.xlsx", 6, &[], &[]),
    ("42-dimension-million-rows.xlsx", 6, &[], &[]),
    ("44-cut-in-half.xlsx", 0, &["damaged"], &[]),
    ("45-html-named.xls", 6, &[], &[]),
    ("50-plain.xls", 6, &[], &[]),
    ("60-gbk.dbf", 6, &[], &[]),
    ("62-chinese-field-names.dbf", 6, &[], &[]),
    (
        "64-name-cut-inside-a-character.dbf",
        6,
        &[],
        &["text-cut B4", "text-cut B5", "text-cut B6"],
    ),
    ("66-header-says-more-rows.dbf", 6, &[], &["rows-miscounted"]),
];

#[test]
fn files_after_reports_are_read_as_they_should_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports/f-rosters");
    if !folder.is_dir() {
        eprintln!("files_after_reports_are_read_as_they_should_be skipped: ../shared is absent");
        return;
    }
    let plain = roster(&std::fs::read(folder.join("01-utf8.csv")).unwrap());
    let plain: Vec<[String; 5]> = plain.students.iter().map(shown).collect();
    for (file, students, errors, warnings) in TOLD {
        let roster = roster(&std::fs::read(folder.join(file)).unwrap());
        assert_eq!(roster.students.len(), *students, "{file}");
        assert_eq!(told(&roster.errors), *errors, "{file}");
        assert_eq!(told(&roster.warnings), *warnings, "{file}");
        let is_plain = roster.students.iter().map(shown).eq(plain.iter().cloned());
        let is_other = ["31-", "22-", "64-"]
            .iter()
            .any(|start| file.starts_with(start));
        assert!(is_plain || is_other || *students == 0, "{file}");
    }
}
