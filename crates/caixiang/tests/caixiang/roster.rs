//! `caixiang admin import-roster` and `caixiang roster check`: lists of schools.

use serde_json::Value;

use crate::admin::centre;
use crate::folder::Folder;

const GOOD: &str = "学号,学院,教学点,班级,层次,年级,毕业时间,备注
2019576001,文学院,翁源教学点,一班,高起本,2019级,2024-01,
2019576002,文学院,翁源教学点,二班,高起本,2019级,2024-01,
2021576003,理学院,,,高起专,21级,2024年1月,补录
";

#[test]
fn a_roster_is_read_in_with_its_units_and_replaces_the_former() {
    let (folder, _, batch) = centre("roster-good");
    folder.write("roster.csv", GOOD);
    let import = format!("import-roster --batch {batch} --school 10576 roster.csv");
    let first = folder.admin(&import);
    assert_eq!(first[0]["students"], 3);
    assert_eq!(first[0]["new_units"], 3);
    assert_eq!(first[0]["new_classes"], 2);
    assert_eq!(first[0]["ignored_columns"][0], "备注");
    let again = folder.admin(&import);
    assert_eq!(again[0]["students"], 3);
    assert_eq!(again[0]["new_units"], 0);
}

#[track_caller]
fn check_refused(test: &str, roster: &str, said: &str, unsaid: &str) {
    let (folder, _, batch) = centre(test);
    folder.write("roster.csv", roster);
    let run = folder.run(&format!(
        "admin import-roster --batch {batch} --school 10576 roster.csv"
    ));
    assert_eq!(run.code, 1);
    assert!(run.err.contains(said), "{}", run.err);
    assert!(!run.err.contains(unsaid), "{}", run.err);
}

#[test]
fn what_is_wrong_is_said_without_showing_anyone() {
    check_refused(
        "roster-identity",
        "学号,证件号码,层次,年级,毕业时间\n2019576001,11010519491231002X,高起本,2019,2024-01\n",
        "身份证号码",
        "11010519491231002X",
    );
    check_refused(
        "roster-line",
        "学号,层次,年级,毕业时间\n2019576001,高起本,2019,2024-01\n2019576002,高起本,大三,2024-01\n",
        "C3 的年级",
        "2019576002",
    );
    check_refused(
        "roster-twice",
        "学号,姓名,层次,年级,毕业时间\n2019576001,甲,高起本,2019,2024-01\n2019576001,乙,高起本,2019,2024-01\n",
        "A3 与 A2 学号相同",
        "2019576001",
    );
}

#[test]
fn a_roster_need_not_say_what_the_batch_says() {
    let (folder, _, batch) = centre("roster-cohort");
    folder.write(
        "roster.csv",
        "学号,层次\n2019576001,高起本\n2019576002,博士\n",
    );
    let arguments = format!("admin import-roster --batch {batch} --school 10576 roster.csv");
    let run = folder.run(&arguments);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("A3 这名学生的“年级”"), "{}", run.err);
    assert!(!run.err.contains("A2"), "{}", run.err);
    folder.write("roster.csv", "学号,层次\n2019576001,高起本\n");
    assert_eq!(folder.run(&arguments).code, 0);
}

/// Checks a roster at home, without any service; what is printed as JSON.
#[track_caller]
fn check_at_home(test: &str, roster: impl AsRef<[u8]>, code: i32) -> Value {
    let folder = Folder::new(test);
    folder.write("名单.csv", roster);
    let run = folder.run("roster check 名单.csv --format json");
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_school_checks_its_roster_at_home() {
    let found = check_at_home("roster-home", GOOD, 0);
    assert_eq!(found["refused"], Value::Null);
    assert_eq!(found["errors"], serde_json::json!([]));
    assert_eq!(
        found["columns"]["number"],
        serde_json::json!({"column": "A", "header": "学号"})
    );
    assert_eq!(
        found["students"][2],
        serde_json::json!({
            "number": "2021576003", "name": null, "college": "理学院", "teaching_point": null, "major": null,
            "class": null, "level": "高起专", "grade": 2021, "graduation": "2024-01", "cell": "A4",
        })
    );
}

#[test]
fn what_is_wrong_is_told_by_cell_and_code() {
    let found = check_at_home(
        "roster-home-wrong",
        "学号,姓名\n2.0231E+11,甲\n0012,乙\n0012,丙\n",
        1,
    );
    assert_eq!(found["refused"], Value::Null);
    assert_eq!(found["students"].as_array().unwrap().len(), 1);
    assert_eq!(found["errors"][0]["cell"], "A2");
    assert_eq!(found["errors"][0]["code"], "number-destroyed");
    assert_eq!(found["errors"][1]["cell"], "A4");
    assert_eq!(found["errors"][1]["other"], "A3");
    let found = check_at_home(
        "roster-home-refused",
        "学号,备注\n0012,440524188001010014\n",
        1,
    );
    assert_eq!(found["refused"], "identity-number");
    assert_eq!(found["errors"][0]["cell"], "B2");
    assert_eq!(found["students"], serde_json::json!([]));
}

#[test]
fn one_sheet_of_a_workbook_is_checked_alone() {
    let folder = Folder::new("roster-home-sheet");
    let list = |number: &str| {
        let mut book = documents::workbook::ListWorkbook::new("名单", &[("学号", 12)]).unwrap();
        book.row([number]).unwrap();
        let mut bytes = std::io::Cursor::new(Vec::new());
        book.finish(&mut bytes).unwrap();
        bytes.into_inner()
    };
    folder.write("a.xlsx", list("0012"));
    let checked = folder.run("roster check a.xlsx --sheet 名单 --format json");
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    let sheets = serde_json::json!([{ "name": "名单", "rows": 2, "read": true }]);
    assert_eq!(checked["sheets"], sheets);
    let absent = folder.run("roster check a.xlsx --sheet 2025届");
    assert_eq!(absent.code, 1);
    assert!(
        absent.out.contains("没有名为“2025届”的工作表"),
        "{}",
        absent.out
    );
    let json = folder.run("roster check a.xlsx --sheet 2025届 --format json");
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["refused"], "sheet-not-found");
}

#[test]
fn a_person_reads_sentences_and_no_student() {
    let folder = Folder::new("roster-home-text");
    folder.write(
        "a.csv",
        "学号,姓名\n0012,某某\n0013,某某某\n0014,甲\n15,某某\n",
    );
    let run = folder.run("roster check a.csv");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("可以导入，有提醒"), "{}", run.out);
    assert!(run.out.contains("A5 的学号比其他学号短"), "{}", run.out);
    assert!(!run.out.contains("某某"), "{}", run.out);
    let english = folder.run("roster check a.csv --lang en");
    assert!(english.out.contains("4 students"), "{}", english.out);
    let absent = folder.run("roster check b.csv");
    assert_eq!(absent.code, 2);
    assert!(absent.err.contains("打不开"), "{}", absent.err);
}
