//! Students as a roster lists them, and the lines that are imported.

use std::fmt;

use domain::{Cohort, IdentityNumber, Level, StudentNumber, YearMonth};

use super::column::Column;
use crate::table::CellRef;

/// One student, in the clear. The name and the major are for the school that checks its own file; nothing of them
/// is imported.
#[derive(Clone)]
pub struct Student {
    /// The student number.
    pub number: StudentNumber,
    /// Where the number stands.
    pub cell: CellRef,
    /// The name as it was written.
    pub name: Option<String>,
    /// Name of the college.
    pub college: Option<String>,
    /// Name of the teaching point.
    pub teaching_point: Option<String>,
    /// Name of the major.
    pub major: Option<String>,
    /// Name of the class.
    pub class: Option<String>,
    /// Level of study.
    pub level: Option<Level>,
    /// Year of admission.
    pub grade_year: Option<u16>,
    /// Month of graduation.
    pub graduation: Option<YearMonth>,
    /// The identity number, where the centre allows the column; to be sealed at once.
    pub identity_number: Option<IdentityNumber>,
}

impl fmt::Debug for Student {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Student({})", self.cell)
    }
}

/// One student as it is imported.
#[derive(Debug, Clone)]
pub struct RosterLine {
    /// The student number.
    pub student_number: StudentNumber,
    /// The identity number, where the centre allows the column; to be sealed at once.
    pub identity_number: Option<IdentityNumber>,
    /// Name of the college.
    pub college: Option<String>,
    /// Name of the teaching point.
    pub teaching_point: Option<String>,
    /// Name of the class.
    pub class: Option<String>,
    /// Level, grade and graduation.
    pub cohort: Cohort,
}

impl Student {
    /// The line to import. What the file leaves open is taken from the batch's cohorts, where only one of them fits
    /// what it says; nothing is chosen among several.
    ///
    /// # Errors
    /// The first column that stands neither in the file nor in one fitting cohort.
    pub fn line(self, cohorts: &[Cohort]) -> Result<RosterLine, Column> {
        let cohort = match (&self.level, self.grade_year, self.graduation) {
            (Some(level), Some(grade_year), Some(graduation)) => Cohort {
                grade_year,
                level: level.clone(),
                graduation,
            },
            _ => self.fitting(cohorts).ok_or_else(|| self.missing())?,
        };
        Ok(RosterLine {
            student_number: self.number,
            identity_number: self.identity_number,
            college: self.college,
            teaching_point: self.teaching_point,
            class: self.class,
            cohort,
        })
    }

    fn fitting(&self, cohorts: &[Cohort]) -> Option<Cohort> {
        let mut fitting = cohorts.iter().filter(|cohort| {
            self.level
                .as_ref()
                .is_none_or(|level| *level == cohort.level)
                && self.grade_year.is_none_or(|year| year == cohort.grade_year)
                && self
                    .graduation
                    .is_none_or(|month| month == cohort.graduation)
        });
        let first = fitting.next()?;
        fitting.all(|other| other == first).then(|| first.clone())
    }

    const fn missing(&self) -> Column {
        if self.level.is_none() {
            Column::Level
        } else if self.grade_year.is_none() {
            Column::Grade
        } else {
            Column::Graduation
        }
    }
}
