//! A roster (毕业生名单) as schools write it: a header line in Chinese or English, one student a row.
//! Lists of identity numbers are refused, whatever their column is called (教学服〔2022〕10号); names
//! are left out. An error names the line and the column, never a value.

mod cells;
mod column;
mod identity;

use std::fmt;

use domain::Cohort;
use domain::{Level, StudentNumber};

pub use self::column::Column;
use crate::Limits;
use crate::table::{self, Headings, Position, Row, TableError};

/// A roster that was read.
pub struct Roster {
    /// Its students, from the top.
    pub lines: Vec<RosterLine>,
    /// Headers of columns that are not used.
    pub ignored: Vec<String>,
}

impl fmt::Debug for Roster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Roster({} lines)", self.lines.len())
    }
}

/// One student, in the clear.
#[derive(Debug, Clone)]
pub struct RosterLine {
    /// The student number.
    pub student_number: StudentNumber,
    /// Name of the college.
    pub college: Option<String>,
    /// Name of the teaching point.
    pub teaching_point: Option<String>,
    /// Name of the class.
    pub class: Option<String>,
    /// Level, grade and graduation.
    pub cohort: Cohort,
}

/// Why a roster was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Its cells could not be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It holds identity numbers, by the header or by a value.
    #[error("line {}, column {} holds an identity number", position.line, position.column)]
    IdentityNumbers {
        /// The header or the first such cell.
        position: Position,
    },
    /// A column occurs twice.
    #[error("the column {header} occurs twice")]
    RepeatedColumn {
        /// The second header, as it was written.
        header: String,
    },
    /// A required column is absent.
    #[error("the column {} is missing", column.english())]
    MissingColumn {
        /// The column.
        column: Column,
    },
    /// A cell does not hold what its column needs.
    #[error("line {line}, column {} is empty or not understood", column.english())]
    Cell {
        /// The row's line.
        line: u64,
        /// The column.
        column: Column,
    },
}

/// Reads a roster from the bytes of a file.
///
/// # Errors
/// [`RosterError::Table`] for a file that is over a limit, of another format or in another encoding;
/// the other variants for the first header or cell that is wrong.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Roster, RosterError> {
    let table = table::read(bytes, limits)?;
    let mut rows = table.rows();
    let Some(header) = rows.next() else {
        let [column, ..] = Column::REQUIRED;
        return Err(RosterError::MissingColumn { column });
    };
    let headings = recognise(header)?;
    let position = identity::in_columns(header.cells().count(), &rows);
    refuse_identity(position)?;
    let lines = rows
        .map(|row| read(&headings, row))
        .collect::<Result<_, _>>()?;
    Ok(Roster {
        lines,
        ignored: headings.ignored,
    })
}

fn recognise(header: Row<'_>) -> Result<Headings<Column>, RosterError> {
    refuse_identity(identity::in_header(header))?;
    let headings = Headings::recognise(header).map_err(|repeated| RosterError::RepeatedColumn {
        header: repeated.header,
    })?;
    let missing = Column::REQUIRED
        .into_iter()
        .find(|column| headings.place(*column).is_none());
    match missing {
        Some(column) => Err(RosterError::MissingColumn { column }),
        None => Ok(headings),
    }
}

fn refuse_identity(found: Option<Position>) -> Result<(), RosterError> {
    match found {
        Some(position) => Err(RosterError::IdentityNumbers { position }),
        None => Ok(()),
    }
}

fn read(headings: &Headings<Column>, row: Row<'_>) -> Result<RosterLine, RosterError> {
    let cell = |column| {
        let place = headings.place(column);
        place.map_or("", |place| row.cell(place))
    };
    let wrong = |column| RosterError::Cell {
        line: row.line(),
        column,
    };
    let filled = |column| Some(cell(column)).filter(|text| !text.is_empty());
    let cohort = Cohort {
        grade_year: cells::grade_year(cell(Column::Grade)).ok_or_else(|| wrong(Column::Grade))?,
        level: Level::parse(filled(Column::Level).ok_or_else(|| wrong(Column::Level))?),
        graduation: cells::month(cell(Column::Graduation))
            .ok_or_else(|| wrong(Column::Graduation))?,
    };
    let student_number = StudentNumber::parse(cell(Column::StudentNumber))
        .map_err(|_| wrong(Column::StudentNumber))?;
    let named = |column| filled(column).map(str::to_owned);
    Ok(RosterLine {
        student_number,
        college: named(Column::College),
        teaching_point: named(Column::TeachingPoint),
        class: named(Column::Class),
        cohort,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Roster, RosterError> {
        parse(text.as_bytes(), &Limits::default())
    }

    #[track_caller]
    fn check(text: &str, expected: &[[&str; 4]]) {
        let roster = read_text(text).unwrap();
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
        check("Student Number,LEVEL,grade,graduation\n", &[]);
    }

    #[test]
    fn other_columns_are_left_out_and_named() {
        let text = "学号,姓名,层次,年级,毕业时间\n1001,某某,专科,2021,2024-01\n";
        assert_eq!(read_text(text).unwrap().ignored, ["姓名"]);
    }

    #[track_caller]
    fn check_refused(text: &str, expected: &RosterError) {
        assert_eq!(read_text(text).err().as_ref(), Some(expected));
    }

    #[test]
    fn lists_of_identity_numbers_are_refused_by_header_and_by_value() {
        let position = Position { line: 1, column: 2 };
        check_refused(
            "学号,身份证号码,层次,年级,毕业时间\n",
            &RosterError::IdentityNumbers { position },
        );
        let position = Position { line: 2, column: 2 };
        check_refused(
            "学号,备注,层次,年级,毕业时间\n1001,11010519491231002X,专科,2021,2024-01\n",
            &RosterError::IdentityNumbers { position },
        );
    }

    #[test]
    fn student_numbers_of_15_digits_are_no_identity_numbers_unless_most_hold_a_date() {
        let with = |numbers: &[&str]| {
            let rows = numbers
                .iter()
                .map(|number| format!("{number},专科,2021,2024-01\n"));
            format!("学号,层次,年级,毕业时间\n{}", rows.collect::<String>())
        };
        let dated = "110105491231002";
        let sound = read_text(&with(&["201940123456789", dated, "201940123456790"]));
        assert_eq!(sound.unwrap().lines.len(), 3);
        let position = Position { line: 3, column: 1 };
        check_refused(
            &with(&["201940123456789", dated, "110105491231003"]),
            &RosterError::IdentityNumbers { position },
        );
    }

    #[test]
    fn columns_that_are_missing_or_repeated_are_named() {
        let missing = |column| RosterError::MissingColumn { column };
        check_refused("", &missing(Column::StudentNumber));
        check_refused("学号,层次,年级\n", &missing(Column::Graduation));
        let header = "student_number".to_owned();
        check_refused(
            "学号,student_number,层次\n",
            &RosterError::RepeatedColumn { header },
        );
    }

    #[test]
    fn a_cell_that_is_wrong_is_named_by_its_place() {
        let check = |row: &str, column| {
            let text = format!("学号,层次,年级,毕业时间\n1001,专科,2021,2024-01\n{row}\n");
            check_refused(&text, &RosterError::Cell { line: 3, column });
        };
        check("1002,专科,第一,2024-01", Column::Grade);
        check("1002,专科,2021,2024-13", Column::Graduation);
        check("1002,,2021,2024-01", Column::Level);
        check("12/3,专科,2021,2024-01", Column::StudentNumber);
    }

    #[test]
    fn the_limits_are_those_that_were_asked_for() {
        let limits = Limits {
            max_rows: 1,
            ..Limits::default()
        };
        let text = "学号,层次,年级,毕业时间\n1,专科,2021,2024-01\n2,专科,2021,2024-01\n";
        assert_eq!(
            parse(text.as_bytes(), &limits).err(),
            Some(RosterError::Table(TableError::TooManyRows { max_rows: 1 }))
        );
    }
}
