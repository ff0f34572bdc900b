//! A roster as schools write it: CSV in UTF-8 with a header line, in Chinese or English. Lists of
//! identity numbers are refused, whatever their column is called (教学服〔2022〕10号); names are left
//! out. What is wrong is named by line and column, never by value.

use std::fmt;

use app::roster::RosterLine;
use csv::{ReaderBuilder, StringRecord, Trim};
use domain::batch::Cohort;
use domain::{IdentityNumber, Level, StudentNumber, YearMonth};

use crate::service::explain::Told;

/// Headers of each column.
const COLUMNS: [(Column, &[&str]); 7] = [
    (Column::StudentNumber, &["学号", "student_number"]),
    (
        Column::College,
        &["学院", "二级学院", "分院", "院系", "college"],
    ),
    (
        Column::TeachingPoint,
        &["教学点", "函授站", "teaching_point"],
    ),
    (Column::Class, &["班级", "班号", "class"]),
    (Column::Level, &["层次", "培养层次", "level"]),
    (Column::Grade, &["年级", "级", "grade"]),
    (
        Column::Graduation,
        &["毕业时间", "毕业年月", "毕业日期", "graduation"],
    ),
];

/// Parts of headers that name identity numbers.
const IDENTITY_HEADERS: [&str; 5] = ["身份证", "证件号", "identity", "id_number", "idcard"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    StudentNumber,
    College,
    TeachingPoint,
    Class,
    Level,
    Grade,
    Graduation,
}

/// A roster that was read.
pub(super) struct Roster {
    /// Its students.
    pub(super) lines: Vec<RosterLine>,
    /// Headers of columns that are not used.
    pub(super) ignored: Vec<String>,
}

impl fmt::Debug for Roster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Roster({} lines)", self.lines.len())
    }
}

/// Reads the bytes of a file.
///
/// # Errors
/// Another encoding, a missing or forbidden column, a line that is wrong.
pub(super) fn parse(bytes: &[u8]) -> Result<Roster, Told> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Told::new(
            "文件不是 UTF-8 编码。请在 Excel 里另存为“CSV UTF-8（逗号分隔）”再导入。",
            "The file is not UTF-8. Save it as “CSV UTF-8” and try again.",
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| torn(&error))?.clone();
    let columns = Columns::of(&headers)?;
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| torn(&error))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let number = record.position().map_or(0, csv::Position::line);
        lines.push(columns.read(&record, number)?);
    }
    Ok(Roster {
        lines,
        ignored: columns.ignored,
    })
}

/// Where each column stands.
struct Columns {
    places: Vec<(Column, usize)>,
    ignored: Vec<String>,
}

impl Columns {
    fn of(headers: &StringRecord) -> Result<Self, Told> {
        let mut columns = Self {
            places: Vec::new(),
            ignored: Vec::new(),
        };
        for (place, header) in headers.iter().enumerate() {
            let word = header.to_lowercase().replace([' ', '-'], "_");
            if IDENTITY_HEADERS.iter().any(|part| word.contains(part)) {
                return Err(identity());
            }
            let known = COLUMNS
                .iter()
                .find(|(_, names)| names.contains(&word.as_str()));
            match known {
                Some((column, _)) if columns.place(*column).is_some() => {
                    return Err(Told::new(
                        format!("“{header}”这一列出现了两次，请删去一列。"),
                        format!("The column {header} is there twice. Take one out."),
                    ));
                }
                Some((column, _)) => columns.places.push((*column, place)),
                None if header.is_empty() => {}
                None => columns.ignored.push(header.to_owned()),
            }
        }
        for column in [
            Column::StudentNumber,
            Column::Level,
            Column::Grade,
            Column::Graduation,
        ] {
            if columns.place(column).is_none() {
                let [zh, en] = names(column);
                return Err(Told::new(
                    format!("缺少“{zh}”这一列，请在第一行写上列名。"),
                    format!("There is no column {en}. The first line has to name the columns."),
                ));
            }
        }
        Ok(columns)
    }

    fn place(&self, column: Column) -> Option<usize> {
        let found = self.places.iter().find(|(known, _)| *known == column);
        found.map(|(_, place)| *place)
    }

    fn read(&self, record: &StringRecord, line: u64) -> Result<RosterLine, Told> {
        if record.iter().any(IdentityNumber::resembles) {
            return Err(identity());
        }
        let cell = |column| {
            let place = self.place(column);
            place.and_then(|place| record.get(place)).unwrap_or("")
        };
        let needed = |column| wrong(line, column);
        let level = Some(cell(Column::Level)).filter(|level| !level.is_empty());
        let cohort = Cohort {
            grade_year: grade_year(cell(Column::Grade)).ok_or_else(|| needed(Column::Grade))?,
            level: Level::parse(level.ok_or_else(|| needed(Column::Level))?),
            graduation: month(cell(Column::Graduation))
                .ok_or_else(|| needed(Column::Graduation))?,
        };
        let student_number = StudentNumber::parse(cell(Column::StudentNumber))
            .map_err(|_| needed(Column::StudentNumber))?;
        let named = |column| Some(cell(column).to_owned()).filter(|name| !name.is_empty());
        Ok(RosterLine {
            student_number,
            college: named(Column::College),
            teaching_point: named(Column::TeachingPoint),
            class: named(Column::Class),
            cohort,
        })
    }
}

/// `2019`, `2019级` or `19级`.
fn grade_year(text: &str) -> Option<u16> {
    let digits = text.trim_end_matches(['级', '年']);
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1950..2200).contains(year)),
        _ => None,
    }
}

/// `2024-01`, `2024/1`, `2024年1月`, `202401`, or a day of that month.
fn month(text: &str) -> Option<YearMonth> {
    let groups: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let (year, month) = match groups[..] {
        [joined] if matches!(joined.len(), 6 | 8) => (&joined[..4], &joined[4..6]),
        [year, month] | [year, month, _] if year.len() == 4 => (year, month),
        _ => return None,
    };
    YearMonth::new(year.parse().ok()?, month.parse().ok()?)
}

fn identity() -> Told {
    Told::new(
        "名单里有身份证号码。按规定学校不能提供身份证号码名单（教学服〔2022〕10号），请删去这一列再导入。",
        "The roster holds identity numbers. Schools must not hand them over (教学服〔2022〕10号). Take \
         the column out and try again.",
    )
}

fn wrong(line: u64, column: Column) -> Told {
    let [zh, en] = names(column);
    let [zh_form, en_form] = match column {
        Column::Grade => ["应为 2019 或 2019级", "write 2019"],
        Column::Graduation => ["应为 2024-01", "write 2024-01"],
        _ => ["不能为空，请核对", "it is empty or not as it should be"],
    };
    Told::new(
        format!("第 {line} 行的“{zh}”有误：{zh_form}。"),
        format!("Line {line}, column {en}: {en_form}."),
    )
}

fn names(column: Column) -> [&'static str; 2] {
    let found = COLUMNS.iter().find(|(known, _)| *known == column);
    found.map_or(["", ""], |(_, names)| [names[0], names[names.len() - 1]])
}

fn torn(error: &csv::Error) -> Told {
    let line = error.position().map_or(1, csv::Position::line);
    Told::new(
        format!("第 {line} 行的列数与第一行不同，请检查多余或缺少的逗号。"),
        format!("Line {line} has another number of columns than the first. Look for commas."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[[&str; 4]]) {
        let roster = parse(text.as_bytes()).unwrap();
        let lines: Vec<[String; 4]> = roster.lines.iter().map(shown).collect();
        let lines: Vec<[&str; 4]> = lines
            .iter()
            .map(|line| line.each_ref().map(String::as_str))
            .collect();
        assert_eq!(lines, expected);
    }

    /// Number, college, cohort, graduation.
    fn shown(line: &RosterLine) -> [String; 4] {
        [
            line.student_number.expose().to_owned(),
            line.college.clone().unwrap_or_default(),
            line.cohort.to_string(),
            line.cohort.graduation.to_string(),
        ]
    }

    #[test]
    fn chinese_and_english_headers_in_any_order() {
        check(
            "\u{feff}学号,学院,层次,年级,毕业时间\n2019001,文学院,高起本,2019级,2024年1月\n",
            &[["2019001", "文学院", "19级高起本", "2024-01"]],
        );
        check(
            "graduation,level,grade,student_number\n2024-06,专升本,22,S-1\n\n202401,专科,2021,S-2\n",
            &[
                ["S-1", "", "22级专升本", "2024-06"],
                ["S-2", "", "21级专科", "2024-01"],
            ],
        );
    }

    #[test]
    fn other_columns_are_left_out_and_named() {
        let text = "学号,姓名,层次,年级,毕业时间\n1001,某某,专科,2021,2024-01\n";
        assert_eq!(parse(text.as_bytes()).unwrap().ignored, ["姓名"]);
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], said: &str) {
        let told = parse(bytes).unwrap_err().to_string();
        assert!(told.contains(said), "{told}");
    }

    #[test]
    fn lists_of_identity_numbers_are_refused_by_header_and_by_value() {
        check_refused(
            "学号,身份证号码,层次,年级,毕业时间\n".as_bytes(),
            "identity numbers",
        );
        check_refused(
            "学号,备注,层次,年级,毕业时间\n1001,11010519491231002X,专科,2021,2024-01\n".as_bytes(),
            "identity numbers",
        );
    }

    #[test]
    fn what_is_wrong_is_named_by_its_place() {
        check_refused("学号,层次,年级\n".as_bytes(), "no column graduation");
        check_refused("学号,学号,层次\n".as_bytes(), "twice");
        let with =
            |line: &str| format!("学号,层次,年级,毕业时间\n1001,专科,2021,2024-01\n{line}\n");
        check_refused(
            with("1002,专科,第一,2024-01").as_bytes(),
            "Line 3, column grade",
        );
        check_refused(
            with("1002,专科,2021,2024-13").as_bytes(),
            "column graduation",
        );
        check_refused(with("1002,,2021,2024-01").as_bytes(), "column level");
        check_refused(with("1002,专科").as_bytes(), "Line 3");
        check_refused(b"\xd1\xa7\xba\xc5,\xb2\xe3\xb4\xce\n", "UTF-8");
    }
}
