//! `caixiang admin import-roster`: lists of schools.

use crate::admin::centre;

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
