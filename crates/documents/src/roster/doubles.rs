//! Students that a list names twice: rows that are alike, numbers of two students, numbers that lost their zeros.

use std::collections::HashMap;

use super::column::Column;
use super::issue::{Finding, Issue, Issues};
use super::number::{padded_length, without_zeros};
use super::student::Student;
use crate::table::Row;

/// The students so far, found again by their number without the zeros before it.
#[derive(Default)]
pub(super) struct Doubles<'a> {
    students: Vec<Student>,
    rows: Vec<Known<'a>>,
    by_number: HashMap<Box<str>, usize>,
    /// The next student whose number differs in zeros alone.
    next: HashMap<usize, usize>,
}

/// The row of a student and what its cells say.
struct Known<'a> {
    row: Row<'a>,
    places: &'a [(Column, usize)],
}

impl Known<'_> {
    /// Whether all columns but the number say the same.
    fn is_like(&self, other: &Self) -> bool {
        let said = |known: &Self, column: Column| {
            let place = known.places.iter().find(|(found, _)| *found == column);
            place.map(|(_, place)| known.row.cell(*place).to_owned())
        };
        let columns = self.places.iter().map(|(column, _)| *column);
        columns
            .filter(|column| *column != Column::Number)
            .all(|column| said(self, column) == said(other, column))
    }
}

impl<'a> Doubles<'a> {
    /// Adds a student, or tells of which one it is a double.
    pub(super) fn add(
        &mut self,
        student: Student,
        (row, places): (Row<'a>, &'a [(Column, usize)]),
        (errors, warnings): (&mut Issues, &mut Issues),
    ) {
        let known = Known { row, places };
        let bare = without_zeros(student.number.expose());
        let mut at = self.by_number.get(bare).copied();
        let mut last = None;
        while let Some(index) = at {
            let first = &self.students[index];
            let (cell, other) = (student.cell.clone(), first.cell.clone());
            let is_like = known.is_like(&self.rows[index]);
            if first.number == student.number {
                if is_like {
                    warnings.push(Issue::at(Finding::RowRepeated, cell).and(other));
                } else {
                    errors.push(Issue::at(Finding::NumberRepeated, cell).and(other));
                }
                return;
            }
            let is_longer = student.number.expose().len() > first.number.expose().len();
            let (short, long) = if is_longer {
                (other, cell)
            } else {
                (cell, other)
            };
            warnings.push(Issue::at(Finding::LikelyDouble, short).and(long));
            if is_like {
                // The number with its zeros is the right one, whichever row comes first.
                if is_longer {
                    self.students[index] = student;
                }
                return;
            }
            last = Some(index);
            at = self.next.get(&index).copied();
        }
        let index = self.students.len();
        match last {
            Some(last) => drop(self.next.insert(last, index)),
            None => drop(self.by_number.insert(bare.into(), index)),
        }
        self.students.push(student);
        self.rows.push(known);
    }

    /// The students, each once; numbers shorter than the others are told.
    pub(super) fn finish(self, warnings: &mut Issues) -> Vec<Student> {
        let numbers = self.students.iter().map(|student| student.number.expose());
        if let Some(length) = padded_length(numbers) {
            let short = self.students.iter().filter(|student| {
                let number = student.number.expose();
                number.len() < length && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            for student in short {
                let is_told = warnings.kept().iter().any(|issue| {
                    issue.finding == Finding::LikelyDouble
                        && issue.cell.as_ref() == Some(&student.cell)
                });
                if !is_told {
                    warnings.push(Issue::at(Finding::ZerosLost, student.cell.clone()));
                }
            }
        }
        self.students
    }
}
