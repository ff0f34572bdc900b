//! What a file may cost: bombs are refused before they unpack, a large list is read.

use std::io::{BufWriter, Cursor, Write};

use documents::Limits;
use documents::roster::{Options, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::check::{check_refused, roster, told};
use crate::fixtures::{Xlsx, inline, xlsx};

/// The sheet of a workbook that is drawn here.
const SHEET: &str = "xl/worksheets/s0.xml";

#[test]
fn an_archive_that_says_it_is_large_is_not_opened() {
    let blanks = " ".repeat(20_000_000);
    let bomb = xlsx(&format!("<sheetData>{blanks}</sheetData>"));
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    check_refused(&bomb, "unpacks-too-large");
}

/// The directory of the archive says that the sheet has ten bytes.
#[test]
fn an_archive_that_lies_about_its_size_is_stopped() {
    let rows = inline(1, &[&["学号"], &["0012"]]).repeat(1_000);
    let whole = xlsx(&format!("<sheetData>{rows}</sheetData>"));
    let name = SHEET.as_bytes();
    let directory = whole
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    let entry = directory
        + whole[directory..]
            .windows(name.len())
            .position(|bytes| bytes == name)
            .unwrap()
        - 46;
    let mut lying = whole.clone();
    lying[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
    let refused = roster(&lying).refused;
    assert!(
        matches!(refused, Some("unpacks-too-large" | "damaged")),
        "{refused:?}"
    );
}

/// Each sheet is small, and all of them are the same part.
#[test]
fn a_part_that_is_read_again_counts_again() {
    let list = format!("<sheetData>{}</sheetData>", " ".repeat(900_000));
    let mut book = vec![("名单", "visible", list.as_str())];
    book.extend([("名单", "visible", ""); 30]);
    let whole = Xlsx {
        sheets: &book,
        styles: "",
        strings: "",
    }
    .with_targets(|_| 0);
    check_refused(&whole, "unpacks-too-large");
}

#[test]
fn one_text_of_a_megabyte_is_refused() {
    let rows = format!(
        "<sheetData><row><c t=\"str\"><v>{}</v></c></row></sheetData>",
        "x".repeat(1_100_000)
    );
    check_refused(&xlsx(&rows), "unpacks-too-large");
    let rows = format!(
        "<sheetData><row><c t=\"str\"><v>{}</v></c></row></sheetData>",
        "x".repeat(5_000)
    );
    check_refused(&xlsx(&rows), "cell-too-long 名单!A1");
}

#[test]
fn cells_are_counted_also_where_they_are_blank() {
    let limits = Limits {
        max_cells: 100,
        ..Limits::default()
    };
    let rows = format!(
        "<sheetData><row>{}</row></sheetData>",
        "<c s=\"1\"><v></v></c>".repeat(200)
    );
    let roster = read(&xlsx(&rows), &limits, &Options::default());
    assert_eq!(roster.refused, Some("too-many-cells"));
    let merged: Vec<String> = (1..3_000)
        .map(|row| format!("<mergeCell ref=\"A{row}:XFD{row}\"/>"))
        .collect();
    let merged = merged.concat();
    check_refused(
        &xlsx(&format!("<sheetData/><mergeCells>{merged}</mergeCells>")),
        "too-many-cells",
    );
}

#[test]
fn columns_far_to_the_right_are_refused_unless_they_are_blank() {
    let row =
        |inside: &str| format!("<sheetData><row r=\"1\"><c r=\"XFD1\"{inside}</row></sheetData>");
    check_refused(&xlsx(&row("/>")), "no-header");
    check_refused(&xlsx(&row("><v>1</v></c>")), "too-many-columns");
}

#[test]
fn a_stated_dimension_of_a_million_rows_costs_nothing() {
    let rows = inline(1, &[&["学号"], &["0012"]]);
    let last = "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>";
    let sheet = format!("<dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}{last}</sheetData>");
    assert_eq!(roster(&xlsx(&sheet)).students.len(), 1);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    const ROWS: usize = 100_000;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The parts beside the sheet are those of a small workbook.
    let mut small = ZipArchive::new(Cursor::new(xlsx(""))).unwrap();
    for index in 0..small.len() {
        let file = small.by_index_raw(index).unwrap();
        if file.name().unwrap() != SHEET {
            zip.raw_copy_file(file).unwrap();
        }
    }
    // Packing would take most of the time of the test.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(SHEET, options).unwrap();
    let mut part = BufWriter::new(zip);
    let header = inline(1, &[&["学号", "年级"]]);
    write!(part, "<worksheet><sheetData>{header}").unwrap();
    for row in 0..ROWS {
        write!(
            part,
            "<row><c t=\"str\"><v>0020230{row:07}</v></c><c><v>2023</v></c></row>"
        )
        .unwrap();
    }
    write!(part, "</sheetData></worksheet>").unwrap();
    let bytes = part.into_inner().unwrap().finish().unwrap().into_inner();
    let roster = roster(&bytes);
    assert_eq!(told(&roster.errors), Vec::<String>::new());
    assert_eq!(roster.students.len(), ROWS);
}
