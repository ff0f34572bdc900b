//! A roster (毕业生名单) as schools write it: a row of headers somewhere at the top, one student a row. All errors are
//! collected, each with its cell and never with a value. Lists of identity numbers are refused, whatever their column is
//! called (教学服〔2022〕10号), unless the centre has them sealed.
//!
//! | file | does |
//! |---|---|
//! | `column`, `mapping`, `layout` | which column is where |
//! | `identity` | finds identity numbers in cells and texts |
//! | `number`, `cells`, `rows` | understands the cells of a row |
//! | `doubles` | students that are listed twice |
//! | `issue`, `words` | what is told, by code and in words |
//! | `annotated` | the file again, with what is told beside its cells |

mod annotated;
mod cells;
mod column;
mod doubles;
mod identity;
mod issue;
mod layout;
mod mapping;
mod number;
mod rows;
mod student;
mod words;

use std::fmt;

use domain::{Cohort, IdentityColumns};

pub use self::annotated::annotated;
pub use self::column::Column;
use self::doubles::Doubles;
pub use self::issue::{Finding, Issue, Issues};
use self::layout::{Found, Layout};
pub use self::mapping::{ColumnChoice, Mapping};
use self::rows::{Line, Rows};
pub use self::student::{RosterLine, Student};
use crate::Limits;
use crate::table::{self, Book, CellRef, Sheet};

/// How a roster is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is done with identity numbers.
    pub identity_columns: IdentityColumns,
    /// What a person decided about the columns.
    pub mapping: Mapping,
}

impl Default for Options {
    /// Identity numbers are refused, columns recognised.
    fn default() -> Self {
        Self {
            identity_columns: IdentityColumns::Refused,
            mapping: Mapping::default(),
        }
    }
}

/// What was read of a roster.
#[derive(Default)]
pub struct Roster {
    /// Students of sound rows, from the top, each once; none where the file is refused.
    pub students: Vec<Student>,
    /// The code of the error for which the whole file is refused.
    pub refused: Option<&'static str>,
    /// What has to be put right before the import.
    pub errors: Issues,
    /// What is worth a look.
    pub warnings: Issues,
    /// The columns that were found, of the first list.
    pub columns: Vec<FoundColumn>,
    /// The sheets that have a name, in their order; hidden ones are told of in `warnings`. None for formats without sheets.
    pub sheets: Vec<FoundSheet>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSheet {
    /// Its name as spreadsheet programs show it.
    pub name: String,
    /// Rows in which anything stands, titles and headers among them.
    pub rows: usize,
    /// Whether it was read as a list of students.
    pub is_read: bool,
}

/// Where a column was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundColumn {
    /// Which one it is.
    pub column: Column,
    /// The header as it was written; empty where there is none.
    pub header: String,
    /// The letters of the column, such as `B`.
    pub letters: String,
}

impl Roster {
    /// Whether it can be imported as it is.
    pub const fn is_sound(&self) -> bool {
        self.refused.is_none() && self.errors.is_empty()
    }

    /// The lines to import, with what the batch's cohorts add.
    ///
    /// # Errors
    /// Students whose level, grade or graduation stand neither in the file nor in one fitting cohort.
    pub fn into_lines(self, cohorts: &[Cohort]) -> Result<Vec<RosterLine>, Issues> {
        let mut unclear = Issues::default();
        let mut lines = Vec::with_capacity(self.students.len());
        for student in self.students {
            let cell = student.cell.clone();
            match student.line(cohorts) {
                Ok(line) => lines.push(line),
                Err(column) => unclear.push(Issue::at(Finding::CohortUnclear { column }, cell)),
            }
        }
        if unclear.is_empty() {
            Ok(lines)
        } else {
            Err(unclear)
        }
    }

    fn refuse(&mut self, issue: Issue) {
        let code = issue.finding.code();
        self.refused.get_or_insert(code);
        self.errors.push(issue);
    }
}

impl fmt::Debug for Roster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (students, errors) = (self.students.len(), self.errors.kept().len());
        write!(formatter, "Roster({students} students, {errors} errors)")
    }
}

/// Reads a roster from the bytes of a file of any format.
pub fn read(bytes: &[u8], limits: &Limits, options: &Options) -> Roster {
    let mut roster = Roster::default();
    match table::read(bytes, limits) {
        Ok(book) => read_book(&book, options, &mut roster),
        Err(error) => {
            let cell = match &error {
                table::TableError::CellTooLong { cell, .. } => Some(cell.clone()),
                table::TableError::QuoteNotClosed { line } => Some(CellRef {
                    sheet: None,
                    row: *line,
                    column: 0,
                }),
                _ => None,
            };
            let finding = Finding::Unreadable(error);
            roster.refuse(Issue {
                finding,
                cell,
                other: None,
            });
        }
    }
    roster
}

fn read_book(book: &Book, options: &Options, roster: &mut Roster) {
    tell_of_book(book, roster);
    let lists = lists(book, options, roster);
    if options.identity_columns == IdentityColumns::Refused {
        refuse_identity(book, &lists, roster);
    }
    if roster.refused.is_some() {
        return;
    }
    let reads_identity = options.identity_columns == IdentityColumns::Sealed;
    let mut doubles = Doubles::default();
    for (sheet, layout) in &lists {
        tell_of_columns(sheet, layout, roster);
        let rows = Rows::of(sheet, layout, reads_identity);
        for index in rows.indices() {
            let line = rows.read(index, &mut roster.errors, &mut roster.warnings);
            if let Line::Student(student, row) = line {
                let issues = (&mut roster.errors, &mut roster.warnings);
                doubles.add(*student, (row, layout.columns()), issues);
            }
        }
        tell_of_numbers(sheet, layout, roster);
    }
    roster.students = doubles.finish(&mut roster.warnings);
    if roster.students.is_empty() && roster.errors.is_empty() {
        roster.warnings.push(Issue::of_file(Finding::NoStudents));
    }
}

/// What the file as a whole says.
fn tell_of_book(book: &Book, roster: &mut Roster) {
    for name in &book.hidden_sheets {
        let name = name.to_string();
        roster
            .warnings
            .push(Issue::of_file(Finding::SheetHidden { name }));
    }
    for sheet in &book.sheets {
        if let Some((first, count)) = sheet.hidden_rows {
            let cell = sheet.cell_at(first, 0);
            roster
                .warnings
                .push(Issue::at(Finding::RowsHidden { count }, cell));
        }
    }
    if let Some(promised) = book.promised_rows {
        let rows = book.sheets.first().map_or(0, Sheet::len).saturating_sub(1);
        let found = (rows + book.deleted_rows) as u64;
        roster
            .warnings
            .push(Issue::of_file(Finding::RowsMiscounted { promised, found }));
    }
    if book.deleted_rows > 0 {
        let count = book.deleted_rows;
        roster
            .warnings
            .push(Issue::of_file(Finding::RowsDeleted { count }));
    }
}

/// The sheets that are lists of students; where there is none, the roster is refused.
fn lists<'a>(book: &'a Book, options: &Options, roster: &mut Roster) -> Vec<(&'a Sheet, Layout)> {
    let wanted = options.mapping.sheet.as_deref();
    let sheets = book.sheets.iter();
    let chosen = sheets.filter(|sheet| wanted.is_none() || sheet.name.as_deref() == wanted);
    let mut lists = Vec::new();
    let mut others = Vec::new();
    let mut without_number = None;
    let mut is_there = false;
    for sheet in chosen {
        is_there = true;
        match layout::find(sheet, &options.mapping) {
            Ok(Found::List(layout)) => lists.push((sheet, layout)),
            Ok(Found::WithoutNumber(cell)) => {
                without_number.get_or_insert(cell);
                others.push(sheet);
            }
            Ok(Found::Nothing) => others.push(sheet),
            Err(issues) => issues.into_iter().for_each(|issue| roster.refuse(issue)),
        }
    }
    roster.sheets = found_sheets(book, &lists);
    if let Some(name) = wanted.filter(|_| !is_there) {
        let name = name.to_owned();
        roster.refuse(Issue::of_file(Finding::SheetNotFound { name }));
    } else if lists.is_empty() && roster.refused.is_none() {
        roster.refuse(match without_number {
            Some(cell) => Issue::at(Finding::NumberColumnMissing, cell),
            None => Issue::of_file(Finding::NoHeader),
        });
    }
    let left_out = others
        .into_iter()
        .filter(|sheet| !lists.is_empty() && sheet.len() > 0);
    for name in left_out.filter_map(|sheet| sheet.name.as_deref()) {
        let name = name.to_owned();
        roster
            .warnings
            .push(Issue::of_file(Finding::SheetLeftOut { name }));
    }
    lists
}

fn found_sheets(book: &Book, lists: &[(&Sheet, Layout)]) -> Vec<FoundSheet> {
    let sheets = book.sheets.iter().filter_map(|sheet| {
        Some(FoundSheet {
            name: sheet.name.as_deref()?.to_owned(),
            rows: sheet.len(),
            is_read: lists.iter().any(|(list, _)| std::ptr::eq(*list, sheet)),
        })
    });
    sheets.collect()
}

/// Refuses a file with identity numbers in any visible sheet: by their header, else by their cells.
fn refuse_identity(book: &Book, lists: &[(&Sheet, Layout)], roster: &mut Roster) {
    let mut found = Vec::new();
    for (sheet, layout) in lists {
        let place = layout.place(Column::IdentityNumber);
        found.extend(
            place
                .and_then(|place| layout.header(sheet, place))
                .map(|(_, cell)| cell),
        );
    }
    found.extend(book.sheets.iter().flat_map(identity::find));
    if !found.is_empty() && roster.refused != Some(Finding::IdentityNumber.code()) {
        // What is forbidden comes before what is only missing.
        roster.refused = None;
        roster.students.clear();
    }
    for cell in found {
        roster.refuse(Issue::at(Finding::IdentityNumber, cell));
    }
}

/// The columns that were found and those that are not used.
fn tell_of_columns(sheet: &Sheet, layout: &Layout, roster: &mut Roster) {
    if roster.columns.is_empty() {
        let found = layout.columns().iter().map(|(column, place)| FoundColumn {
            column: *column,
            header: layout
                .header(sheet, *place)
                .map_or_else(String::new, |(header, _)| header.to_owned()),
            letters: table::column_letters(*place),
        });
        roster.columns = found.collect();
    }
    for place in 0..layout.width_of_headers() {
        let is_used = layout.columns().iter().any(|(_, used)| *used == place);
        let header = layout
            .header(sheet, place)
            .filter(|(header, _)| !header.is_empty() && !is_used);
        if let Some((header, cell)) = header {
            let header = header.to_owned();
            roster
                .warnings
                .push(Issue::at(Finding::ColumnLeftOut { header }, cell));
        }
    }
}

/// Student numbers that are numbers: zeros before them would be lost, and nobody can tell.
fn tell_of_numbers(sheet: &Sheet, layout: &Layout, roster: &mut Roster) {
    let Some(place) = layout.place(Column::Number) else {
        return;
    };
    let rows = (layout.first_row..sheet.len()).map(|index| sheet.row(index));
    let mut numbers = rows.filter(|row| number::is_numeric(row.cell(place), row.kind(place)));
    if let Some(first) = numbers.next() {
        let count = numbers.count() + 1;
        let finding = Finding::NumbersWithoutZeros { count };
        roster.warnings.push(Issue::at(finding, first.at(place)));
    }
}
