//! The index in the formats of schools, read back by programs of others.

use disc::{Image, Medium};

use crate::shared::{plan, program, python, students};

/// The files of a disc in a folder, taken out by xorriso or, without it, none.
fn folder() -> Option<tempfile::TempDir> {
    let (items, mut memory) = students(30);
    let plan = plan(items, Medium::Cd);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disc.iso");
    let mut file = std::fs::File::create(&path).unwrap();
    let image = Image::new(&plan, 1).unwrap().unwrap();
    image.write(0, &mut memory, &mut file).unwrap();
    let out = folder.path().join("out");
    let arguments: Vec<&std::ffi::OsStr> = ["-read_fs", "norock", "-osirrox", "on", "-indev"]
        .map(std::ffi::OsStr::new)
        .into_iter()
        .chain([path.as_os_str()])
        .chain(["-extract", "/"].map(std::ffi::OsStr::new))
        .chain([out.as_os_str()])
        .collect();
    program("CAIXIANG_TEST_XORRISO", &arguments)?;
    if let Some(keep) = std::env::var_os("CAIXIANG_TEST_KEEP") {
        let keep = std::path::Path::new(&keep).join("index.html");
        std::fs::copy(out.join("index.html"), keep).unwrap();
    }
    Some(folder)
}

const ROWS: [&str; 4] = [
    "000000000000|王小明|会计学院|会计学院/000000000000.jpg",
    "000000000001|李𠮷|东莞/教学点|东莞_教学点/000000000001.jpg",
    "000000000002|阿卜杜热合曼·买买提|CON|_CON/000000000002.jpg",
    "000000000003|=cmd,\"x\"|会计学院|会计学院/000000000003.jpg",
];

#[track_caller]
fn check(file: &str, script: &str, rows: [&str; 4]) {
    let Some(folder) = folder() else {
        return;
    };
    let Some(text) = python(script, &folder.path().join("out").join(file)) else {
        return;
    };
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 31, "{text}");
    assert_eq!(lines[1..5], rows);
}

#[test]
fn dbf_is_read_by_dbfread() {
    let script = "
import sys, dbfread
table = dbfread.DBF(sys.argv[1], encoding='gb18030')
print('|'.join(table.field_names))
for row in table: print('|'.join(row.values()))
";
    check("index.dbf", script, ROWS);
}

#[test]
fn csv_in_gbk_is_read_by_python() {
    let script = "
import sys, csv
for row in csv.reader(open(sys.argv[1], encoding='gb18030', newline='')): print('|'.join(row))
";
    let mut rows = ROWS;
    // A spreadsheet program would take it for a formula.
    rows[3] = "000000000003|'=cmd,\"x\"|会计学院|会计学院/000000000003.jpg";
    check("index_gbk.csv", script, rows);
}

#[test]
fn csv_in_utf_8_is_read_by_python() {
    let script = "
import sys, csv
for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')): print('|'.join(row))
";
    let mut rows = ROWS;
    rows[3] = "000000000003|'=cmd,\"x\"|会计学院|会计学院/000000000003.jpg";
    check("index.csv", script, rows);
}

#[test]
fn xlsx_is_read_by_openpyxl() {
    let script = "
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
for row in sheet.iter_rows():
    assert all(cell.data_type == 's' and cell.number_format == '@' for cell in row), row
    print('|'.join(cell.value for cell in row))
";
    check("index.xlsx", script, ROWS);
}

#[test]
fn sums_are_those_of_the_files() {
    let Some(folder) = folder() else {
        return;
    };
    let script = "
import sys, hashlib, os
folder = os.path.dirname(sys.argv[1])
for line in open(sys.argv[1], encoding='utf-8'):
    sum, path = line.rstrip('\\n').split('  ', 1)
    assert hashlib.sha256(open(os.path.join(folder, path), 'rb').read()).hexdigest() == sum, path
    print(path)
";
    let sums = folder.path().join("out/SHA256SUMS");
    if let Some(text) = python(script, &sums) {
        assert_eq!(text.lines().count(), 30 + 5);
    }
}

#[test]
fn the_page_holds_every_student_and_cannot_be_broken_out_of() {
    let (mut items, mut memory) = students(3);
    items[1].cells[1] = "</script><script>alert(1)".into();
    let plan = plan(items, Medium::Cd);
    let image = Image::new(&plan, 1).unwrap().unwrap();
    let mut bytes = Vec::new();
    image.write(0, &mut memory, &mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let page = &text[text.find("<!doctype").unwrap()..text.find("</html>").unwrap()];
    assert_eq!(page.matches("</script>").count(), 2);
    for name in ["000000000000", "王小明", "\\u003c/script>"] {
        assert!(page.contains(name), "{name}");
    }
}
