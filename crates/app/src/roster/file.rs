//! A roster as a file: what it says, what the import would change, and the import itself. A file with an error
//! imports nothing.

use std::collections::HashSet;

use documents::Limits;
use documents::roster::{self, Issue, Issues, Options, Roster, RosterLine};
pub use documents::roster::{Column, ColumnChoice, FoundColumn, Mapping};
use domain::{BatchId, BlindIndex, Cohort, Permission, Placement, Resource, School, SchoolCode};
use standard::Text;
use tokio::task::spawn_blocking;
use vault::IndexPurpose;

use super::import::{ImportRoster, RosterImported, import};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// The longest file that is read, bytes.
pub fn max_file_bytes() -> usize {
    Limits::default().max_bytes
}

/// A file that a school has handed in.
pub struct RosterFile {
    /// The batch.
    pub batch: BatchId,
    /// The school, one of the batch's.
    pub school: SchoolCode,
    /// The file.
    pub bytes: Vec<u8>,
    /// What a person has decided about its sheets and columns.
    pub mapping: Mapping,
}

impl std::fmt::Debug for RosterFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RosterFile({} bytes)", self.bytes.len())
    }
}

/// Something that was found in a file, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A stable name.
    pub code: &'static str,
    /// The cell, as spreadsheet programs show it.
    pub cell: Option<String>,
    /// What is wrong and what to do; no value of a cell.
    pub text: Text<String>,
}

/// The first findings of a kind, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// In the order of the file.
    pub kept: Vec<Told>,
    /// How many there are besides.
    pub more: usize,
}

/// What the import of a file would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPreview {
    /// Why the whole file is refused.
    pub refused: Option<&'static str>,
    /// What has to be put right before.
    pub errors: Findings,
    /// What is worth a look.
    pub warnings: Findings,
    /// The columns that were found.
    pub columns: Vec<FoundColumn>,
    /// Students in the file.
    pub students: usize,
    /// Students who are not on the roster yet.
    pub new: usize,
    /// Students of the present roster who are not in the file, and will be off it.
    pub gone: usize,
}

/// Says what the import of a file would do, and does nothing.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there.
pub async fn preview(
    app: &App,
    caller: &Caller,
    file: RosterFile,
) -> Result<RosterPreview, Failure> {
    let (preview, _) = read(app, caller, file).await?;
    Ok(preview)
}

/// Reads a file in, where nothing is wrong with it; says the same as [`preview`], and what was done.
///
/// # Errors
/// As [`preview`]; as [`import()`].
pub async fn import_file(
    app: &App,
    caller: &Caller,
    file: RosterFile,
) -> Result<(RosterPreview, Option<RosterImported>), Failure> {
    let (batch, school) = (file.batch, file.school);
    let (preview, lines) = read(app, caller, file).await?;
    let Some(lines) = lines else {
        return Ok((preview, None));
    };
    let request = ImportRoster {
        batch,
        school,
        lines,
    };
    let imported = import(app, caller, request).await?;
    Ok((preview, Some(imported)))
}

async fn read(
    app: &App,
    caller: &Caller,
    file: RosterFile,
) -> Result<(RosterPreview, Option<Vec<RosterLine>>), Failure> {
    let (school, cohorts) = reached(app, caller, &file).await?;
    let RosterFile {
        batch,
        bytes,
        mapping,
        ..
    } = file;
    let task = move || {
        let options = Options {
            mapping,
            ..Options::default()
        };
        take(roster::read(&bytes, &Limits::default(), &options), &cohorts)
    };
    let (mut preview, lines) = spawn_blocking(task).await.map_err(Failure::internal)?;
    if let Some(lines) = &lines {
        let listed = app.store().roster().numbers(batch, school.id).await?;
        let numbers: HashSet<BlindIndex> = lines.iter().map(|line| number(app, line)).collect();
        preview.new = numbers.difference(&listed).count();
        preview.gone = listed.difference(&numbers).count();
    }
    Ok((preview, lines))
}

fn number(app: &App, line: &RosterLine) -> BlindIndex {
    let number = line.student_number.expose();
    app.vault().index(IndexPurpose::StudentNumber, number)
}

/// The school and the batch's cohorts, for whoever may import its roster.
async fn reached(
    app: &App,
    caller: &Caller,
    file: &RosterFile,
) -> Result<(School, Vec<Cohort>), Failure> {
    let batch = app.store().batches().find(file.batch).await?;
    let batch = batch.or_not_found()?;
    let school = batch.plan.school_of(file.school).or_not_found()?;
    let resource = Resource {
        centre: batch.centre,
        place: Some(&Placement::of_school(school)),
    };
    caller.check(Permission::ImportRoster, resource)?;
    let school = app.store().schools().find(school).await?;
    Ok((school.or_not_found()?, batch.plan.cohorts))
}

/// The lines of a sound file, and what was found.
fn take(roster: Roster, cohorts: &[Cohort]) -> (RosterPreview, Option<Vec<RosterLine>>) {
    let mut preview = RosterPreview {
        refused: roster.refused,
        errors: told(&roster.errors),
        warnings: told(&roster.warnings),
        columns: roster.columns.clone(),
        students: roster.students.len(),
        new: 0,
        gone: 0,
    };
    if !roster.is_sound() || roster.students.is_empty() {
        return (preview, None);
    }
    match roster.into_lines(cohorts) {
        Ok(lines) => (preview, Some(lines)),
        Err(unclear) => {
            preview.errors = told(&unclear);
            (preview, None)
        }
    }
}

fn told(issues: &Issues) -> Findings {
    let tell = |issue: &Issue| Told {
        code: issue.finding.code(),
        cell: issue.cell.as_ref().map(ToString::to_string),
        text: issue.text(),
    };
    Findings {
        kept: issues.kept().iter().map(tell).collect(),
        more: issues.more(),
    }
}
