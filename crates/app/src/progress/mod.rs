//! How far the students of a batch have come: counts by place, and lists for whoever chases the missing ones.

mod counts;
mod remind;
mod sheet;
mod students;
mod trend;

use domain::{BatchId, ClassId, Permission, SchoolId, Scope, UnitId};
use store::Students;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::SecondFactorRefusal;
use crate::service::App;

pub use counts::{Counts, PlaceProgress, counts};
pub(crate) use remind::RemindGroup;
pub use remind::{GroupReminder, preview_reminder, remind};
pub use sheet::{sheet_head, sheet_line, student_workbook};
pub use students::{ListedStudent, ListedWhich, Stage, StudentList, begin_export};
pub use trend::{DayCount, Forecast, Trend, trend};

/// Which students are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StudentsAsked {
    /// The batch.
    pub batch: BatchId,
    /// One school alone.
    pub school: Option<SchoolId>,
    /// One college or teaching point alone.
    pub unit: Option<UnitId>,
    /// One class alone.
    pub class: Option<ClassId>,
}

/// The part of the batch that the caller reaches and asks about.
async fn reached(
    app: &App,
    caller: &Caller,
    permission: Permission,
    asked: StudentsAsked,
) -> Result<Students, Failure> {
    let batch = app.store().batches().find(asked.batch).await?;
    let batch = batch.or_not_found()?;
    let within = match caller {
        Caller::System => vec![Scope::Centre],
        Caller::WithoutSecondFactor(_) => return Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => return Err(Failure::NotAllowed),
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) if staff.centre != batch.centre => {
            return Err(Failure::NotFound);
        }
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => staff.reach(permission),
    };
    if within.is_empty() {
        return Err(Failure::NotAllowed);
    }
    Ok(Students {
        batch: batch.id,
        within,
        school: asked.school,
        unit: asked.unit,
        class: asked.class,
    })
}
