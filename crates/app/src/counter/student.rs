//! What staff have to know of the student who stands at the counter.

use domain::{
    Appointment, CaptureSource, Degree, DegreeAction, DegreeId, Permission, SchoolCode, Slot,
    Studio, WrongState,
};

use crate::caller::Caller;
use crate::consent::{self, ConsentView};
use crate::degree::{self, masked_name, student_number};
use crate::failure::Failure;
use crate::service::App;
use crate::submission::{self, SubmissionView};

/// An appointment, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterAppointment {
    /// The appointment; live.
    pub appointment: Appointment,
    /// When it is.
    pub slot: Slot,
    /// And where.
    pub studio: Studio,
}

/// A student who is to be photographed.
#[derive(Clone)]
pub struct CounterStudent {
    /// The degree.
    pub degree: DegreeId,
    /// The name as the code masks it.
    pub masked_name: Option<String>,
    /// The student number.
    pub student_number: Option<String>,
    /// National code of the school.
    pub school_code: SchoolCode,
    /// Its name, where it is a customer.
    pub school_name: Option<String>,
    /// Level of study, in its usual Chinese word.
    pub level: String,
    /// Name of the batch.
    pub batch_name: String,
    /// Whether the batch is shot on site.
    pub is_on_site: bool,
    /// Where the submission stands, and what comes next.
    pub submission: SubmissionView,
    /// What the student has said to the purposes without which nothing can be submitted.
    pub consents: Vec<ConsentView>,
    /// The appointment that is still to come, or is now.
    pub appointment: Option<CounterAppointment>,
}

impl std::fmt::Debug for CounterStudent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "CounterStudent({})", self.degree)
    }
}

/// The student of a degree.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ShootOnSite`]; [`Failure::NotFound`]; [`WrongState`] for a degree that no
/// student is bound to.
pub async fn student(app: &App, caller: &Caller, id: DegreeId) -> Result<CounterStudent, Failure> {
    let store = app.store();
    let degree = degree::find(store, caller, Permission::ShootOnSite, id).await?;
    let details = degree.details().filter(|_| degree.is_bound());
    let Some(details) = details else {
        return Err(WrongState::<Degree>::new(&degree.state, DegreeAction::Begin).into());
    };
    let submission = submission::read(app, caller, id).await?;
    let batch = store.batches().find(degree.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a degree of no batch"))?;
    let schools = store.schools();
    let school = schools.find_by_code(degree.centre, details.school_code);
    Ok(CounterStudent {
        degree: id,
        masked_name: masked_name(app, &degree)?,
        student_number: student_number(app, &degree)?,
        school_code: details.school_code,
        school_name: school.await?.map(|school| school.name),
        level: details.level.to_string(),
        is_on_site: batch.plan.rules.capture.allow(CaptureSource::Onsite),
        batch_name: batch.plan.name,
        submission,
        consents: consent::needed(app, degree.account).await?,
        appointment: appointment(app, id).await?,
    })
}

async fn appointment(app: &App, degree: DegreeId) -> Result<Option<CounterAppointment>, Failure> {
    let store = app.store();
    let live = store.appointments().find_live_of_degree(degree).await?;
    let seat = live.and_then(|live| live.seat().map(|seat| (live, seat)));
    let Some((appointment, seat)) = seat else {
        return Ok(None);
    };
    let slot = store.slots().find(seat.slot).await?;
    let slot = slot.ok_or_else(|| Failure::internal("an appointment in no slot"))?;
    let studio = store.studios().find(slot.studio).await?;
    let studio = studio.ok_or_else(|| Failure::internal("a slot of no studio"))?;
    Ok(Some(CounterAppointment {
        appointment,
        slot,
        studio,
    }))
}
