//! A print job as production and the school see it: who it is for, in as few words as a label needs.

use std::collections::BTreeMap;

use domain::{ClassId, Degree, PrintJob, RunOrder, SchoolId, UnitId};
use store::Reads;
use store::repository::{Classes, Degrees, Units};

use crate::degree::{masked_name, student_number};
use crate::failure::Failure;
use crate::service::App;

/// A job with its student.
#[derive(Clone, PartialEq, Eq)]
pub struct RunLine {
    /// The job.
    pub job: PrintJob,
    /// The student number; empty where the code carried none, and once the student's data were erased.
    pub student_number: String,
    /// The name with all but its first character hidden.
    pub masked_name: String,
    /// College, teaching point and class, as far as they are known.
    pub place: Vec<String>,
    keys: [String; 3],
}

impl std::fmt::Debug for RunLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RunLine({:?})", self.job.id)
    }
}

impl RunLine {
    /// What a run of this order sorts by.
    pub(super) fn key(&self, order: RunOrder) -> [&str; 3] {
        let [place, class] = self.class(order);
        [place, class, &self.student_number]
    }

    /// Whom a run of this order puts together; all of them by number alone.
    pub(super) fn class(&self, order: RunOrder) -> [&str; 2] {
        let [college, point, class] = &self.keys;
        match order {
            RunOrder::College => [college, class],
            RunOrder::TeachingPoint => [point, class],
            RunOrder::Class => ["", class],
            RunOrder::Number => ["", ""],
        }
    }
}

/// The names of a school's units and classes.
pub(super) struct Names {
    units: BTreeMap<UnitId, String>,
    classes: BTreeMap<ClassId, String>,
}

impl Names {
    pub(super) async fn of(reads: &impl Reads, school: Option<SchoolId>) -> Result<Self, Failure> {
        let Some(school) = school else {
            return Ok(Self {
                units: BTreeMap::new(),
                classes: BTreeMap::new(),
            });
        };
        let units = Units::of(reads).list_of_school(school).await?;
        let classes = Classes::of(reads).list_of_school(school).await?;
        Ok(Self {
            units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
            classes: classes
                .into_iter()
                .map(|class| (class.id, class.name))
                .collect(),
        })
    }
}

/// The line of a job, with its degree.
pub(super) async fn line(
    app: &App,
    reads: &impl Reads,
    names: &Names,
    job: PrintJob,
) -> Result<(RunLine, Degree), Failure> {
    let degree = Degrees::of(reads).find(job.degree).await?;
    let degree = degree.ok_or_else(|| Failure::internal("a print of no degree"))?;
    let place = degree.details().and_then(|of| of.placement.as_ref());
    let unit = |id: Option<UnitId>| id.and_then(|id| names.units.get(&id)).cloned();
    let college = unit(place.and_then(|place| place.college));
    let point = unit(place.and_then(|place| place.teaching_point));
    let class_id = place.and_then(|place| place.class);
    let class = class_id.and_then(|id| names.classes.get(&id)).cloned();
    // Two colleges may have classes of one name.
    let class_key = class.as_ref().zip(class_id);
    let class_key = class_key.map(|(name, id)| format!("{name} {}", id.as_uuid()));
    let known = [&college, &point, &class];
    let line = RunLine {
        student_number: student_number(app, &degree)?.unwrap_or_default(),
        masked_name: masked_name(app, &degree)?.unwrap_or_default(),
        place: known.into_iter().flatten().cloned().collect(),
        keys: [college, point, class_key].map(Option::unwrap_or_default),
        job,
    };
    Ok((line, degree))
}
