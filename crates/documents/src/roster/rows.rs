//! The rows of a list as students: totals and notes are left out, cells are understood or named.

use domain::{IdentityNumber, Level, StudentNumber};

use super::cells;
use super::column::Column;
use super::issue::{Finding, Issue, Issues};
use super::layout::Layout;
use super::number::{self, Fault, Numbers};
use super::student::Student;
use crate::table::{Kind, Row, Sheet};

/// Words with which a row of totals begins.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总人数", "总数", "人数合计"];

/// The same in English, where a name may begin so too.
const WHOLE_TOTALS: &[&str] = &["total", "total:", "subtotal", "sum"];

/// Words with which a note below a list begins.
const NOTES: &[&str] = &[
    "注:",
    "注意",
    "备注",
    "说明",
    "制表",
    "制单",
    "填表",
    "填报",
    "审核",
    "经办",
    "负责人",
    "联系人",
    "盖章",
    "签字",
    "签名",
    "日期",
    "以上",
    "第",
    "共",
    "note",
];

/// Cells that a row below the last student may have; one with more is a student without a number.
const MAX_NOTE_CELLS: usize = 2;

/// What a row is.
pub(super) enum Line<'a> {
    /// A student, with the row it stands in.
    Student(Box<Student>, Row<'a>),
    /// Totals, a note, or something wrong that was told.
    Nothing,
}

/// Reads the rows of one list.
pub(super) struct Rows<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    numbers: Numbers,
    number_place: usize,
    /// The last row with a student number.
    last: usize,
    reads_identity: bool,
}

impl<'a> Rows<'a> {
    /// Looks at the numbers of a list.
    pub(super) fn of(sheet: &'a Sheet, layout: &'a Layout, reads_identity: bool) -> Self {
        let number_place = layout.place(Column::Number).unwrap_or_default();
        let below = || (layout.first_row..sheet.len()).map(|index| sheet.row(index));
        let numbers = Numbers::of(below(), number_place);
        let is_number = |row: Row<'_>| {
            let read = number::read(row.cell(number_place), row.kind(number_place), &numbers);
            matches!(
                read,
                Ok(_) | Err(Fault::Destroyed | Fault::Error | Fault::NoResult)
            )
        };
        let last = (layout.first_row..sheet.len())
            .rev()
            .find(|index| is_number(sheet.row(*index)))
            .unwrap_or_default();
        Self {
            sheet,
            layout,
            numbers,
            number_place,
            last,
            reads_identity,
        }
    }

    /// The places of the list's rows.
    pub(super) fn indices(&self) -> std::ops::Range<usize> {
        self.layout.first_row..self.sheet.len()
    }

    /// Reads one row; what is wrong with it is told.
    pub(super) fn read(
        &self,
        index: usize,
        errors: &mut Issues,
        warnings: &mut Issues,
    ) -> Line<'a> {
        let row = self.sheet.row(index);
        if self.is_no_student(row, index) {
            warnings.push(Issue::at(Finding::RowLeftOut, row.at(0)));
            return Line::Nothing;
        }
        let mut sound = Reading {
            row,
            layout: self.layout,
            errors,
            warnings,
            is_sound: true,
        };
        let number = self.number(&mut sound);
        if self.sheet.is_separated && row.len() > self.layout.width_of_headers() {
            sound.wrong(Finding::RowShifted, self.layout.width_of_headers());
        }
        let student = sound.student(number, self.number_place, self.reads_identity);
        student.map_or(Line::Nothing, |student| {
            Line::Student(Box::new(student), row)
        })
    }

    fn number(&self, reading: &mut Reading<'_, '_>) -> Option<StudentNumber> {
        let place = self.number_place;
        let (cell, kind) = (reading.row.cell(place), reading.row.kind(place));
        let fault = match number::read(cell, kind, &self.numbers) {
            Ok(number) => return Some(number),
            Err(fault) => fault,
        };
        let finding = match fault {
            Fault::Missing => Finding::NumberMissing,
            Fault::Destroyed => Finding::NumberDestroyed,
            Fault::Invalid => Finding::NumberInvalid,
            Fault::Error => Finding::CellError,
            Fault::NoResult => Finding::ResultMissing,
        };
        reading.wrong(finding, place);
        None
    }

    /// Totals, notes, and the header again as it stands on each printed page.
    fn is_no_student(&self, row: Row<'_>, index: usize) -> bool {
        let cell = row.cell(self.number_place);
        if Column::of(cell) == Some(Column::Number) {
            return true;
        }
        let first = row
            .cells()
            .find(|cell| !cell.is_empty())
            .unwrap_or_default();
        let words = [normal_start(first), normal_start(cell)];
        let is_total = |word: &String| {
            TOTALS.iter().any(|total| word.starts_with(total))
                || WHOLE_TOTALS.contains(&word.as_str())
        };
        if words.iter().any(is_total) {
            return true;
        }
        let is_number = number::read(cell, row.kind(self.number_place), &self.numbers).is_ok();
        if is_number || row.filled() > MAX_NOTE_CELLS {
            return false;
        }
        let is_below = index > self.last && self.last > 0;
        let is_note = |word: &String| NOTES.iter().any(|note| word.starts_with(note));
        is_below || row.filled() == 1 && words.iter().any(is_note)
    }
}

/// The start of a text without the blanks in it; a colon stays, because it tells a note.
fn normal_start(text: &str) -> String {
    let start: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .take(8)
        .collect();
    start.replace('：', ":").to_lowercase()
}

/// One row while it is read.
struct Reading<'a, 'r> {
    row: Row<'a>,
    layout: &'a Layout,
    errors: &'r mut Issues,
    warnings: &'r mut Issues,
    is_sound: bool,
}

impl Reading<'_, '_> {
    fn wrong(&mut self, finding: Finding, place: usize) {
        self.is_sound = false;
        self.errors.push(Issue::at(finding, self.row.at(place)));
    }

    /// The student, where nothing is wrong.
    fn student(
        mut self,
        number: Option<StudentNumber>,
        number_place: usize,
        reads_identity: bool,
    ) -> Option<Student> {
        let name = self.text(Column::Name);
        let college = self.text(Column::College);
        let teaching_point = self.text(Column::TeachingPoint);
        let major = self.text(Column::Major);
        let class = self.text(Column::Class);
        let level = self
            .required(Column::Level)
            .map(|level| Level::parse(&level));
        let grade_year = self.understood(Column::Grade, Finding::GradeUnclear, cells::grade_year);
        let graduation =
            self.understood(Column::Graduation, Finding::GraduationUnclear, cells::month);
        let identity_number = reads_identity.then(|| self.identity()).flatten();
        let is_sound = self.is_sound;
        number.filter(|_| is_sound).map(|number| Student {
            number,
            cell: self.row.at(number_place),
            name,
            college,
            teaching_point,
            major,
            class,
            level,
            grade_year,
            graduation,
            identity_number,
        })
    }

    /// The text of a column, where it is there and has one.
    fn text(&mut self, column: Column) -> Option<String> {
        let place = self.layout.place(column)?;
        match self.row.kind(place) {
            Kind::Error => self.wrong(Finding::CellError, place),
            Kind::NoValue => self.wrong(Finding::ResultMissing, place),
            Kind::Cut => self
                .warnings
                .push(Issue::at(Finding::TextCut, self.row.at(place))),
            Kind::Text | Kind::Number | Kind::Padded | Kind::Destroyed | Kind::Date => {}
        }
        let text = self.row.cell(place);
        (!text.is_empty()).then(|| one_line(text))
    }

    /// The text of a column whose value the batch has to know otherwise.
    fn required(&mut self, column: Column) -> Option<String> {
        let place = self.layout.place(column)?;
        let text = self.text(column);
        if text.is_none() {
            self.warnings
                .push(Issue::at(Finding::CellEmpty { column }, self.row.at(place)));
        }
        text
    }

    fn understood<T>(
        &mut self,
        column: Column,
        unclear: Finding,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.required(column)?;
        let value = parse(&text);
        if value.is_none()
            && let Some(place) = self.layout.place(column)
        {
            self.wrong(unclear, place);
        }
        value
    }

    fn identity(&mut self) -> Option<IdentityNumber> {
        let place = self.layout.place(Column::IdentityNumber)?;
        let text = self.text(Column::IdentityNumber)?;
        let number = IdentityNumber::parse(&text).ok();
        if number.is_none() || self.row.kind(place) == Kind::Destroyed {
            self.wrong(Finding::IdentityInvalid, place);
        }
        number
    }
}

/// Names of colleges and classes have no line breaks; cells that are wrapped do.
fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        text.split_whitespace().collect()
    } else {
        text.to_owned()
    }
}
