//! Workbooks of Excel, of today and from before 2007, and web pages under their name.

use documents::Limits;
use documents::roster::{Mapping, Options, Roster, read};

use crate::check::{check, check_refused, check_told};
use crate::fixtures::{
    HEADER, Records, STUDENTS, Xlsx, archive, compound, inline, sheet, students_xls, text, wide,
    words, xls, xlsx,
};

#[test]
fn inline_texts_without_references() {
    check(&xlsx(&sheet()), &STUDENTS, &[]);
    let rich = sheet().replace(
        "<t>甲一</t>",
        "<r><t>甲</t></r><rPh><t>jia</t></rPh><r><t xml:space=\"preserve\">一</t></r>",
    );
    check(&xlsx(&rich), &STUDENTS, &[]);
    let prefixed = sheet().replace('<', "<x:").replace("<x:/", "</x:");
    check(&xlsx(&prefixed), &STUDENTS, &[]);
}

#[test]
fn shared_texts_are_found_whatever_their_part_is_called() {
    let strings = "<si><t>学号</t></si><si><r><t>姓</t></r><r><t>名</t></r></si><si><t>0012</t></si><si><t>A&amp;B&#30002;</t></si>";
    let cell = |place: &str, index: usize| format!("<c r=\"{place}\" t=\"s\"><v>{index}</v></c>");
    let rows = format!(
        "<sheetData><row r=\"3\">{}{}</row><row r=\"9\">{}{}</row></sheetData>",
        cell("B3", 0),
        cell("D3", 1),
        cell("B9", 2),
        cell("D9", 3)
    );
    let book = Xlsx {
        sheets: &[("名单", "visible", &rows)],
        styles: "",
        strings,
    };
    check(&book.bytes(), &[["0012", "A&B甲", "", "", ""]], &[]);
}

#[test]
fn number_formats_restore_zeros_and_show_days() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";
    let number = |value: &str, style: usize| format!("<c s=\"{style}\"><v>{value}</v></c>");
    let header = inline(1, &[&["学号", "年级"]]);
    let list = |number: &str, grade: &str| {
        let rows = format!("<sheetData>{header}<row>{number}{grade}</row></sheetData>");
        Xlsx {
            sheets: &[("名单", "visible", &rows)],
            styles,
            strings: "",
        }
        .bytes()
    };
    let day = number("45170", 2);
    check(
        &list(&number("1234", 1), &day),
        &[["001234", "", "", "", "2023"]],
        &[],
    );
    let warning = ["numbers-without-zeros 名单!A2"];
    check(
        &list(&number("1234", 0), &day),
        &[["1234", "", "", "", "2023"]],
        &warning,
    );
    let destroyed = list(&number("2.0230999E+17", 0), &day);
    check_told(&destroyed, &[], &["number-destroyed 名单!A2"], &[]);
    let serial = list(&number("1234", 1), &number("45170", 0));
    check_told(&serial, &[], &["grade-unclear 名单!B2"], &[]);
}

/// The sheets of a workbook as they are told: name, rows, whether it was read.
fn sheets_of(roster: &Roster) -> Vec<(&str, usize, bool)> {
    let sheets = roster.sheets.iter();
    let told = sheets.map(|sheet| (sheet.name.as_str(), sheet.rows, sheet.is_read));
    told.collect()
}

#[test]
fn one_of_several_sheets_is_chosen_by_its_name() {
    let note = format!("<sheetData>{}</sheetData>", inline(1, &[&["请勿修改表头"]]));
    let list = |number: &str| {
        let rows = inline(1, &[&["学号"], &[number]]);
        format!("<sheetData>{rows}</sheetData>")
    };
    let (first, second) = (list("0012"), list("0013"));
    let book = Xlsx {
        sheets: &[
            ("说明", "visible", &note),
            ("2024届", "visible", &first),
            ("2025届", "visible", &second),
            ("旧", "hidden", &second),
        ],
        styles: "",
        strings: "",
    };
    let read_as = |sheet: Option<&str>| {
        let options = Options {
            mapping: Mapping {
                sheet: sheet.map(str::to_owned),
                ..Mapping::default()
            },
            ..Options::default()
        };
        read(&book.bytes(), &Limits::default(), &options)
    };
    let numbers = |roster: &Roster| -> Vec<String> {
        let students = roster.students.iter();
        students.map(|one| one.number.expose().to_owned()).collect()
    };
    let all = read_as(None);
    assert_eq!(numbers(&all), ["0012", "0013"]);
    assert_eq!(
        sheets_of(&all),
        [("说明", 1, false), ("2024届", 2, true), ("2025届", 2, true)]
    );
    let one = read_as(Some("2025届"));
    assert_eq!(numbers(&one), ["0013"]);
    assert_eq!(
        sheets_of(&one),
        [
            ("说明", 1, false),
            ("2024届", 2, false),
            ("2025届", 2, true)
        ]
    );
    for absent in ["2026届", "旧"] {
        let refused = read_as(Some(absent));
        assert_eq!(refused.refused, Some("sheet-not-found"), "{absent}");
        assert_eq!(sheets_of(&refused).len(), 3, "what there is, is still told");
    }
}

#[test]
fn hidden_sheets_and_rows_are_told_and_not_read() {
    let list = sheet();
    let hidden = inline(1, &[&["学号"], &["999"]]);
    let hidden = format!("<sheetData>{hidden}</sheetData>");
    let note = format!("<sheetData>{}</sheetData>", inline(1, &[&["请勿修改表头"]]));
    let book = Xlsx {
        sheets: &[
            ("说明", "visible", &note),
            ("字典", "hidden", &hidden),
            ("旧", "veryHidden", &hidden),
            ("名单", "visible", &list),
        ],
        styles: "",
        strings: "",
    };
    check(
        &book.bytes(),
        &STUDENTS,
        &["sheet-hidden", "sheet-hidden", "sheet-left-out"],
    );
    let rows = sheet().replace("<row r=\"2\">", "<row r=\"2\" hidden=\"1\">");
    check(&xlsx(&rows), &STUDENTS[1..], &["rows-hidden 名单!A2"]);
}

#[test]
fn lists_of_several_sheets_are_one() {
    let first = format!(
        "<sheetData>{}</sheetData>",
        inline(1, &[&HEADER, &STUDENTS[0]])
    );
    let second = format!(
        "<sheetData>{}</sheetData>",
        inline(4, &[&HEADER, &STUDENTS[1]])
    );
    let book = Xlsx {
        sheets: &[
            ("文 学院", "visible", &first),
            ("理学院", "visible", &second),
        ],
        styles: "",
        strings: "",
    };
    check(&book.bytes(), &STUDENTS, &[]);
}

#[test]
fn merged_cells_hold_for_all_their_rows() {
    let rows = inline(
        1,
        &[
            &["名单"],
            &HEADER,
            &STUDENTS[0],
            &["00202309990001", "𠮷野丁", "", "专升本", "2023"],
        ],
    );
    let merged = "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"C3:C4\"/></mergeCells>";
    check(
        &xlsx(&format!("<sheetData>{rows}</sheetData>{merged}")),
        &STUDENTS,
        &[],
    );
}

#[test]
fn headers_of_two_rows_are_the_lower_one() {
    let rows = inline(
        1,
        &[
            &["学号", "姓名", "就读信息"],
            &["", "", "学院", "层次", "年级"],
            &STUDENTS[0],
            &STUDENTS[1],
        ],
    );
    let merged = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"C1:E1\"/></mergeCells>";
    check(
        &xlsx(&format!("<sheetData>{rows}</sheetData>{merged}")),
        &STUDENTS,
        &[],
    );
}

#[test]
fn formulas_without_a_result_and_errors_are_named() {
    let header = inline(1, &[&["学号", "班级"]]);
    let rows = "<row><c><f>A9</f></c></row>\
        <row><c t=\"str\"><f>A9</f><v>0012</v></c><c t=\"e\"><v>#N/A</v></c></row>\
        <row><c t=\"str\"><f>A9</f><v>0013</v></c></row>";
    check_told(
        &xlsx(&format!("<sheetData>{header}{rows}</sheetData>")),
        &["0013"],
        &["result-missing 名单!A2", "cell-error 名单!B3"],
        &[],
    );
}

#[test]
fn damaged_encrypted_and_other_archives_are_told() {
    let whole = xlsx(&sheet());
    check_refused(&whole[..whole.len() / 2], "damaged");
    check_refused(&xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1"), "damaged");
    check_refused(
        &xlsx("<sheetData><row r=\"1\"><c r=\"??\"/></row></sheetData>"),
        "damaged",
    );
    check_refused(&compound("EncryptedPackage", b"x"), "encrypted");
    check_refused(&compound("WordDocument", b"x"), "format-unsupported");
    let open_document: [(&str, &[u8]); 2] = [("mimetype", b"x"), ("content.xml", b"<x/>")];
    check_refused(&archive(&open_document), "format-unsupported");
    check_refused(&archive(&[("a.txt", b"x")]), "format-unsupported");
    check_refused(
        &archive(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.bin", b"x")]),
        "format-unsupported",
    );
}

#[test]
fn old_workbooks() {
    check(&students_xls(), &STUDENTS, &[]);
    let whole = students_xls();
    check_refused(&whole[..whole.len() / 2], "damaged");
}

/// A list in an old workbook: student number and grade as numbers with formats, the class merged over two rows, a
/// hidden row, and shared texts that go on in a second record.
#[test]
fn old_workbooks_with_formats_merged_cells_and_hidden_rows() {
    let mut globals = Records::default();
    globals.begin(0x0600, 5);
    let format = |id: u16, code: &str| [words(&[id]), wide(code)].concat();
    globals
        .add(0x041E, &format(164, "000000"))
        .add(0x041E, &format(165, "yyyy"));
    for id in [0, 164, 165] {
        globals.add(0x00E0, &words(&[0, id, 0]));
    }
    let shared = [wide("学号"), wide("年级"), wide("学院")].concat();
    let mut table = [words(&[3, 0, 3, 0]), shared[..8].to_vec()].concat();
    globals.add(0x00FC, &table);
    table = shared[8..].to_vec();
    globals.add(0x003C, &table);
    let mut list = Records::default();
    list.begin(0x0600, 16);
    for column in 0..3 {
        list.add(0x00FD, &words(&[0, column, 0, column, 0]));
    }
    let number = |row: u16, column: u16, look: u16, value: f64| {
        [words(&[row, column, look]), value.to_le_bytes().to_vec()].concat()
    };
    // Rows in blocks, the lower one first.
    list.add(0x0203, &number(2, 0, 1, 1235.0))
        .add(0x0203, &number(2, 1, 2, 45170.0));
    list.add(0x0203, &number(1, 0, 1, 1234.0))
        .add(0x0203, &number(1, 1, 2, 45170.0));
    list.label(1, 2, "文学院");
    list.add(0x0203, &number(3, 0, 1, 9999.0));
    list.add(0x0208, &words(&[3, 0, 3, 0, 0, 0, 0x20, 0]));
    list.add(0x00E5, &words(&[1, 1, 2, 2, 2]));
    list.end();
    let mut hidden = Records::default();
    hidden.begin(0x0600, 16).label(0, 0, "学号").end();
    let bytes = xls(0x0600, &globals, &[("字典", 1, hidden), ("名单", 0, list)]);
    let students = [
        ["001234", "", "文学院", "", "2023"],
        ["001235", "", "文学院", "", "2023"],
    ];
    check(&bytes, &students, &["sheet-hidden", "rows-hidden 名单!A4"]);
}

#[test]
fn workbooks_from_before_1997_are_in_gbk() {
    let mut globals = Records::default();
    globals.begin(0x0500, 5).add(0x0042, &words(&[1252]));
    let mut sheet = Records::default();
    sheet.begin(0x0500, 16);
    for (row, text) in ["学号", "0012"].into_iter().enumerate() {
        let text = encoding_rs::GB18030.encode(text).0.into_owned();
        let data = [words(&[row as u16, 0, 0, text.len() as u16]), text].concat();
        sheet.add(0x0204, &data);
    }
    sheet.end();
    let bytes = xls(0x0500, &globals, &[("名单", 0, sheet)]);
    check(&bytes, &[["0012", "", "", "", ""]], &[]);
    let mut globals = Records::default();
    globals.begin(0x0600, 5).add(0x002F, &[0; 6]);
    check_refused(&xls(0x0600, &globals, &[]), "encrypted");
}

#[test]
fn web_pages_under_the_name_of_a_workbook() {
    let rows = text().replace(',', "</td><td>");
    let rows = rows.trim_end().replace('\n', "</td></tr><tr><td>");
    let rows = format!("<tr><td>{rows}</td></tr>");
    let page = format!("<html><meta charset=\"gb2312\"><table>{rows}</table></html>");
    check(&encoding_rs::GB18030.encode(&page).0, &STUDENTS, &[]);
    let merged = page.replacen("<tr>", "<tr><td colspan=5>名单</td></tr><tr>", 1);
    check(merged.as_bytes(), &STUDENTS, &[]);
    check_refused(b"MIME-Version: 1.0\nX: y\n", "format-unsupported");
    check_refused(
        b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        "format-unsupported",
    );
}
