//! Imports a school's roster: lines take the place of the former ones, of all or of those with the same number;
//! colleges, teaching points and classes that they name are created. Student numbers are sealed here. What stood
//! there before is kept, so that the last import can be taken back.

use std::collections::{HashMap, HashSet};

use documents::roster::RosterLine;
use domain::audit::Action;
use domain::{
    Batch, BatchId, BlindIndex, Centre, IdentityColumns, ImportWay, Permission, Placement,
    Resource, RosterEntry, RosterEntryId, School, SchoolCode, Subject,
};
use store::{RosterImport, Work};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::former::{self, Former};
use super::place::PlaceStudents;
use super::places::Places;
use super::present::{Difference, Present, indexes};
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::{Failure, Found};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::Trace;

/// The most lines that one roster may have.
const MAX_LINES: usize = 200_000;

/// A roster that is to be read in.
#[derive(Debug, Clone)]
pub struct ImportRoster {
    /// The batch.
    pub batch: BatchId,
    /// The school, one of the batch's.
    pub school: SchoolCode,
    /// Whether its former students stay where no line names them.
    pub way: ImportWay,
    /// Its students.
    pub lines: Vec<RosterLine>,
}

/// What was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterImported {
    /// Number of students on the roster.
    pub students: usize,
    /// Who came, changed and went.
    pub difference: Difference,
    /// Colleges and teaching points that were new.
    pub new_units: usize,
    /// Classes that were new.
    pub new_classes: usize,
}

/// Reads a roster in.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there;
/// [`Failure::Invalid`] for a number that is listed twice, by its lines, for too many lines, and for identity numbers
/// that the centre does not take; [`Failure::Stale`] when another import of the same roster was faster.
pub async fn import(
    app: &App,
    caller: &Caller,
    import: ImportRoster,
) -> Result<RosterImported, Failure> {
    let target = Target::reach(app, caller, import.batch, import.school).await?;
    check_lines(&import.lines)?;
    target.check_identity(&import.lines)?;
    target.write(app, caller, import.way, &import.lines).await
}

/// A school's roster in a batch, for whoever may import it.
pub(super) struct Target {
    pub(super) batch: Batch,
    pub(super) school: School,
    pub(super) identity_columns: IdentityColumns,
}

impl Target {
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there.
    pub(super) async fn reach(
        app: &App,
        caller: &Caller,
        batch: BatchId,
        school: SchoolCode,
    ) -> Result<Self, Failure> {
        let batch = app.store().batches().find(batch).await?.or_not_found()?;
        let school = batch.plan.school_of(school).or_not_found()?;
        let resource = Resource {
            centre: batch.centre,
            place: Some(&Placement::of_school(school)),
        };
        caller.check(Permission::ImportRoster, resource)?;
        let school = app.store().schools().find(school).await?.or_not_found()?;
        let centre: Option<Centre> = app.store().centres().find(batch.centre).await?;
        Ok(Self {
            identity_columns: centre.or_not_found()?.policy.identity_columns,
            batch,
            school,
        })
    }

    fn check_identity(&self, lines: &[RosterLine]) -> Result<(), Failure> {
        let has_some = lines.iter().any(|line| line.identity_number.is_some());
        if has_some && self.identity_columns == IdentityColumns::Refused {
            return Err(Failure::Invalid {
                field: "identity_number",
                expected: "none, as the centre does not take identity numbers".to_owned(),
            });
        }
        Ok(())
    }

    /// What stands on the roster.
    pub(super) async fn present(&self, app: &App) -> Result<Present, Failure> {
        Present::of(app, self.batch.id, self.school.id).await
    }

    /// Writes lines that were checked. `way` [`ImportWay::Undo`] writes as [`ImportWay::Replace`].
    pub(super) async fn write(
        &self,
        app: &App,
        caller: &Caller,
        way: ImportWay,
        lines: &[RosterLine],
    ) -> Result<RosterImported, Failure> {
        let (batch, school) = (self.batch.id, self.school.id);
        // Read and sealed before the transaction, so that nobody else waits for it. Who imports meanwhile is seen
        // by the import that then is the last one.
        let imports = app.store().roster_imports().list(batch, school, 1).await?;
        let last = imports.into_iter().next();
        let present = self.present(app).await?;
        let keeps = way == ImportWay::Update;
        let difference = present.difference(app, lines, keeps);
        let former = former::keep(app, &present).await?;
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            entries.push(self.entry(app, line)?);
        }
        let work = app.store().begin().await?;
        let now_last = work.roster_imports().list(batch, school, 1).await?;
        if now_last.first().map(|import| import.id) != last.as_ref().map(|import| import.id) {
            return Err(Failure::Stale);
        }
        let mut places = Places::of(&work, &self.school).await?;
        for (entry, line) in entries.iter_mut().zip(lines) {
            entry.placement = places.place(app, &work, line).await?;
        }
        if keeps {
            let named: HashSet<BlindIndex> =
                lines.iter().flat_map(|line| indexes(app, line)).collect();
            let others = present.entries.into_iter();
            entries.extend(others.filter(|entry| !named.contains(&entry.student_number.index)));
        }
        work.roster().replace(batch, school, &entries).await?;
        let students = entries.len();
        let import = self.note(app, caller, way, (students, difference), former);
        let dropped = work.roster_imports().insert(&import, last.as_ref()).await?;
        self.follow(app, caller, &work, students).await?;
        work.commit().await?;
        drop_objects(app, dropped.as_slice()).await;
        Ok(RosterImported {
            students,
            difference,
            new_units: places.new_units,
            new_classes: places.new_classes,
        })
    }

    fn note(
        &self,
        app: &App,
        caller: &Caller,
        way: ImportWay,
        (students, difference): (usize, Difference),
        former: Former,
    ) -> RosterImport {
        RosterImport {
            id: app.new_id(),
            batch: self.batch.id,
            school: self.school.id,
            at: app.now(),
            by: caller.actor(),
            way,
            students: students as u32,
            new: difference.new as u32,
            changed: difference.changed as u32,
            gone: difference.gone as u32,
            former: Some(former),
        }
    }

    /// The line in the log, and the job that puts students who have begun where they are listed now.
    async fn follow(
        &self,
        app: &App,
        caller: &Caller,
        work: &Work,
        students: usize,
    ) -> Result<(), Failure> {
        let now = app.now();
        let action = Action::ImportRoster {
            school: self.school.id,
            students: students as u32,
        };
        let trace = Trace::new(app, caller, &action, Subject::Batch(self.batch.id), now);
        work.audit().append(trace.of(self.batch.centre).event());
        let place = PlaceStudents {
            batch: self.batch.id,
            school: self.school.id,
        };
        enqueue(app, work, &place, now).await?;
        Ok(())
    }

    fn entry(&self, app: &App, line: &RosterLine) -> Result<RosterEntry, Failure> {
        let id = RosterEntryId::from_uuid(app.new_id());
        let place = |column| FieldPlace {
            column,
            row: id.as_uuid(),
        };
        let vault = app.vault();
        let student = line.student_number.expose();
        let identity = line.identity_number.as_ref().map(|number| {
            let place = place(FieldColumn::RosterIdentityNumber);
            vault.findable(place, IndexPurpose::IdentityNumber, number.expose())
        });
        Ok(RosterEntry {
            id,
            centre: self.school.centre,
            batch: self.batch.id,
            student_number: vault.findable(
                place(FieldColumn::RosterStudentNumber),
                IndexPurpose::StudentNumber,
                student,
            )?,
            identity_number: identity.transpose()?,
            placement: Placement::of_school(self.school.id),
            cohort: line.cohort.clone(),
        })
    }
}

/// Lines are named by their place in the list, from 1; numbers are not repeated to anybody.
fn check_lines(lines: &[RosterLine]) -> Result<(), Failure> {
    if lines.is_empty() || lines.len() > MAX_LINES {
        return Err(Failure::Invalid {
            field: "lines",
            expected: format!("1 to {MAX_LINES} lines"),
        });
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        if let Some(first) = seen.insert(line.student_number.expose(), place) {
            return Err(Failure::Invalid {
                field: "student_number",
                expected: format!(
                    "each number once; line {} repeats line {}",
                    place + 1,
                    first + 1
                ),
            });
        }
    }
    Ok(())
}
