//! A roster as a file: what it says, what the import would change, and the import itself. A file with an error
//! imports nothing.

use documents::Limits;
use documents::roster::{self, Issue, Issues, Options, Roster, RosterLine};
pub use documents::roster::{Column, ColumnChoice, FoundColumn, FoundSheet, Mapping};
use domain::{BatchId, Cohort, IdentityColumns, ImportWay, Language, SchoolCode};
use standard::Text;
use tokio::task::spawn_blocking;

use super::import::{ImportRoster, RosterImported, Target, import};
use super::present::Difference;
use crate::caller::Caller;
use crate::failure::Failure;
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
    /// Whether former students stay where the file does not name them.
    pub way: ImportWay,
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
    /// The sheets of a workbook.
    pub sheets: Vec<FoundSheet>,
    /// Students in the file.
    pub students: usize,
    /// Who would come, change and go.
    pub difference: Difference,
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
    let (batch, school, way) = (file.batch, file.school, file.way);
    let (preview, lines) = read(app, caller, file).await?;
    let Some(lines) = lines else {
        return Ok((preview, None));
    };
    let request = ImportRoster {
        batch,
        school,
        way,
        lines,
    };
    let imported = import(app, caller, request).await?;
    Ok((preview, Some(imported)))
}

/// The file again, as a workbook in which what was found stands beside its cells; nothing where the file cannot be
/// read at all, of which [`preview`] tells.
///
/// # Errors
/// As [`preview`]; [`Failure::Internal`] where there is no room for it.
pub async fn annotated(
    app: &App,
    caller: &Caller,
    file: RosterFile,
    language: Language,
) -> Result<Option<Vec<u8>>, Failure> {
    let target = Target::reach(app, caller, file.batch, file.school).await?;
    let cohorts = target.batch.plan.cohorts;
    let options = Options {
        mapping: file.mapping,
        identity_columns: target.identity_columns,
    };
    let limits = Limits::default();
    let task = move || roster::annotated(&file.bytes, &limits, &options, &cohorts, language);
    let written = spawn_blocking(task).await.map_err(Failure::internal)?;
    written.map_err(Failure::internal)
}

async fn read(
    app: &App,
    caller: &Caller,
    file: RosterFile,
) -> Result<(RosterPreview, Option<Vec<RosterLine>>), Failure> {
    let target = Target::reach(app, caller, file.batch, file.school).await?;
    let keeps = file.way == ImportWay::Update;
    let (identity_columns, cohorts) = (target.identity_columns, target.batch.plan.cohorts.clone());
    let task = move || parse(&file.bytes, file.mapping, identity_columns, &cohorts);
    let (mut preview, lines) = spawn_blocking(task).await.map_err(Failure::internal)?;
    if let Some(lines) = &lines {
        let present = target.present(app).await?;
        preview.difference = present.difference(app, lines, keeps);
    }
    Ok((preview, lines))
}

fn parse(
    bytes: &[u8],
    mapping: Mapping,
    identity_columns: IdentityColumns,
    cohorts: &[Cohort],
) -> (RosterPreview, Option<Vec<RosterLine>>) {
    let options = Options {
        mapping,
        identity_columns,
    };
    take(roster::read(bytes, &Limits::default(), &options), cohorts)
}

/// The lines of a sound file, and what was found.
fn take(roster: Roster, cohorts: &[Cohort]) -> (RosterPreview, Option<Vec<RosterLine>>) {
    let mut preview = RosterPreview {
        refused: roster.refused,
        errors: told(&roster.errors),
        warnings: told(&roster.warnings),
        columns: roster.columns.clone(),
        sheets: roster.sheets.clone(),
        students: roster.students.len(),
        difference: Difference::default(),
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
