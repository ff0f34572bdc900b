//! Imports a school's roster. It replaces the school's former one as a whole; colleges, teaching points
//! and classes that it names are created. Student numbers are sealed here.

use std::collections::HashMap;

use documents::roster::RosterLine;
use domain::audit::Action;
use domain::{
    BatchId, Class, ClassId, Permission, Placement, Resource, RosterEntry, RosterEntryId, School,
    SchoolCode, Subject, Unit, UnitId, UnitKind,
};
use store::Work;
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::place::PlaceStudents;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::jobs::enqueue;
use crate::organisation::named;
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
    /// Its students.
    pub lines: Vec<RosterLine>,
}

/// What was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterImported {
    /// Number of students on the roster.
    pub students: usize,
    /// Colleges and teaching points that were new.
    pub new_units: usize,
    /// Classes that were new.
    pub new_classes: usize,
}

/// Reads a roster in.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch or school that is not there;
/// [`Failure::Invalid`] for a number that is listed twice, by its lines, and for too many lines.
pub async fn import(
    app: &App,
    caller: &Caller,
    import: ImportRoster,
) -> Result<RosterImported, Failure> {
    let batch = app.store().batches().find(import.batch).await?;
    let batch = batch.or_not_found()?;
    let school = batch.plan.school_of(import.school);
    let school = school.or_not_found()?;
    let resource = Resource {
        centre: batch.centre,
        place: Some(&Placement::of_school(school)),
    };
    caller.check(Permission::ImportRoster, resource)?;
    check_lines(&import.lines)?;
    let school = app.store().schools().find(school).await?;
    let school = school.or_not_found()?;
    let now = app.now();
    // Sealed before the transaction, so that nobody else waits for it.
    let mut entries = Vec::with_capacity(import.lines.len());
    for line in &import.lines {
        let placement = Placement::of_school(school.id);
        entries.push(entry(app, import.batch, &school, line, placement)?);
    }
    let work = app.store().begin().await?;
    let mut places = Places::of(&work, &school).await?;
    for (entry, line) in entries.iter_mut().zip(&import.lines) {
        entry.placement = places.place(app, &work, line).await?;
    }
    work.roster()
        .replace(import.batch, school.id, &entries)
        .await?;
    let action = Action::ImportRoster {
        school: school.id,
        students: entries.len() as u32,
    };
    let trace = Trace::new(app, caller, &action, Subject::Batch(batch.id), now);
    work.audit().append(trace.of(batch.centre).event());
    let place = PlaceStudents {
        batch: batch.id,
        school: school.id,
    };
    enqueue(app, &work, &place, now).await?;
    work.commit().await?;
    Ok(RosterImported {
        students: entries.len(),
        new_units: places.new_units,
        new_classes: places.new_classes,
    })
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

fn entry(
    app: &App,
    batch: BatchId,
    school: &School,
    line: &RosterLine,
    placement: Placement,
) -> Result<RosterEntry, Failure> {
    let id = RosterEntryId::from_uuid(app.new_id());
    let place = FieldPlace {
        column: FieldColumn::RosterStudentNumber,
        row: id.as_uuid(),
    };
    let number = line.student_number.expose();
    let vault = app.vault();
    Ok(RosterEntry {
        id,
        centre: school.centre,
        batch,
        student_number: vault.findable(place, IndexPurpose::StudentNumber, number)?,
        identity_number: None,
        placement,
        cohort: line.cohort.clone(),
    })
}

/// The units and classes of a school by their names, with those that are entered along the way.
struct Places<'a> {
    school: &'a School,
    units: HashMap<(UnitKind, String), Unit>,
    classes: HashMap<(Option<UnitId>, String), ClassId>,
    new_units: usize,
    new_classes: usize,
}

impl<'a> Places<'a> {
    async fn of(work: &Work, school: &'a School) -> Result<Self, Failure> {
        let units = work.units().list_of_school(school.id).await?;
        let classes = work.classes().list_of_school(school.id).await?;
        let by_name = |unit: Unit| ((unit.kind, unit.name.clone()), unit);
        let class = |class: Class| ((class.unit, class.name), class.id);
        Ok(Self {
            school,
            units: units.into_iter().map(by_name).collect(),
            classes: classes.into_iter().map(class).collect(),
            new_units: 0,
            new_classes: 0,
        })
    }

    async fn place(
        &mut self,
        app: &App,
        work: &Work,
        line: &RosterLine,
    ) -> Result<Placement, Failure> {
        let college = self
            .unit(app, work, UnitKind::College, line.college.as_deref())
            .await?;
        let teaching_point = self
            .unit(
                app,
                work,
                UnitKind::TeachingPoint,
                line.teaching_point.as_deref(),
            )
            .await?;
        let above = teaching_point.as_ref().or(college.as_ref());
        let class = self.class(app, work, above, line.class.as_deref()).await?;
        Ok(Placement {
            school: self.school.id,
            college: college.map(|unit| unit.id),
            teaching_point: teaching_point.map(|unit| unit.id),
            class,
        })
    }

    async fn unit(
        &mut self,
        app: &App,
        work: &Work,
        kind: UnitKind,
        name: Option<&str>,
    ) -> Result<Option<Unit>, Failure> {
        let Some(name) = filled(name)? else {
            return Ok(None);
        };
        if let Some(unit) = self.units.get(&(kind, name.clone())) {
            return Ok(Some(unit.clone()));
        }
        let id = UnitId::from_uuid(app.new_id());
        let unit = Unit::enter(id, self.school, kind, name.clone());
        work.units().insert(&unit).await?;
        self.units.insert((kind, name), unit.clone());
        self.new_units += 1;
        Ok(Some(unit))
    }

    async fn class(
        &mut self,
        app: &App,
        work: &Work,
        unit: Option<&Unit>,
        name: Option<&str>,
    ) -> Result<Option<ClassId>, Failure> {
        let Some(name) = filled(name)? else {
            return Ok(None);
        };
        let key = (unit.map(|unit| unit.id), name);
        if let Some(class) = self.classes.get(&key) {
            return Ok(Some(*class));
        }
        let id = ClassId::from_uuid(app.new_id());
        let class = Class::enter(id, self.school, unit, key.1.clone());
        work.classes().insert(&class).await?;
        self.classes.insert(key, id);
        self.new_classes += 1;
        Ok(Some(id))
    }
}

/// Empty cells are none.
fn filled(name: Option<&str>) -> Result<Option<String>, Failure> {
    match name.map(str::trim) {
        None | Some("") => Ok(None),
        Some(name) => named(name).map(Some),
    }
}
