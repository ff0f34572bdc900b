//! Lists who is expected in a studio on a day, for the staff who wait there.

use domain::audit::Action;
use domain::{
    Appointment, Duration, Permission, Slot, StudioId, Subject, SubmissionStateName, TimeOfDay,
    Timestamp,
};
use time::Date;

use crate::caller::Caller;
use crate::degree::{masked_name, student_number};
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::trace::note;

/// Slots whose appointments are read at a time.
const AT_A_TIME: usize = 200;

/// A student who is expected, or has been.
#[derive(Clone, PartialEq, Eq)]
pub struct ExpectedStudent {
    /// The appointment.
    pub appointment: Appointment,
    /// When it is.
    pub slot: Slot,
    /// The name as the code masks it.
    pub masked_name: Option<String>,
    /// The student number.
    pub student_number: Option<String>,
    /// How far the submission has come; none where it was let go.
    pub stage: Option<SubmissionStateName>,
}

impl std::fmt::Debug for ExpectedStudent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ExpectedStudent({})", self.appointment.id)
    }
}

/// The appointments of a studio on a day in China, in the order of time; cancelled ones are in no slot. It names students,
/// so the look is logged.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ShootOnSite`], [`Failure::NotFound`].
pub async fn of_studio(
    app: &App,
    caller: &Caller,
    studio: StudioId,
    day: Date,
) -> Result<Vec<ExpectedStudent>, Failure> {
    let store = app.store();
    let studio = store.studios().find(studio).await?.or_not_found()?;
    caller.check_centre(Permission::ShootOnSite, studio.centre)?;
    let midnight = TimeOfDay::new(0, 0).ok_or_else(|| Failure::internal("no midnight"))?;
    let from = Timestamp::from_civil(day, midnight);
    let until = from + Duration::from_days(1);
    let slots = store.slots().list_of_studio(studio.id, from, until).await?;
    let mut expected = Vec::new();
    for some in slots.chunks(AT_A_TIME) {
        let ids: Vec<_> = some.iter().map(|slot| slot.id).collect();
        for appointment in store.appointments().list_of_slots(&ids).await? {
            let slot = appointment.slot();
            let slot = some.iter().find(|some| Some(some.id) == slot);
            if let Some(slot) = slot {
                expected.push(student(app, appointment, slot.clone()).await?);
            }
        }
    }
    expected.sort_by_key(|one| (one.slot.starts_at, one.appointment.id));
    if !expected.is_empty() {
        let students = u32::try_from(expected.len()).unwrap_or(u32::MAX);
        let action = Action::ReadExpected { students };
        let work = store.begin().await?;
        let looked = (&action, Subject::Studio(studio.id));
        note(app, &work, caller, studio.centre, looked);
        work.commit().await?;
    }
    Ok(expected)
}

async fn student(
    app: &App,
    appointment: Appointment,
    slot: Slot,
) -> Result<ExpectedStudent, Failure> {
    let store = app.store();
    let degree = store.degrees().find(appointment.degree).await?;
    let degree = degree.ok_or_else(|| Failure::internal("an appointment of no degree"))?;
    let submissions = store.submissions();
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    Ok(ExpectedStudent {
        masked_name: masked_name(app, &degree)?,
        student_number: student_number(app, &degree)?,
        stage: submission.map(|submission| (&submission.state).into()),
        appointment,
        slot,
    })
}
