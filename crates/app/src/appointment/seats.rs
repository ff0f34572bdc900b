//! Shared by booking and moving: checks who may change an appointment and whether a slot suits a
//! degree, and retries when other students take seats of the same slot at the same time.

use domain::{
    Acceptance, Appointment, AppointmentId, BatchMode, Degree, DegreeAction, Message, Permission,
    Slot, SlotId, Subject, Timestamp, WrongState,
};
use store::repository::Appointments;
use store::{Reads, Work};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::notification::{StudentMessage, notify};
use crate::service::App;

/// Tries when others take seats of the same slot at the same moment.
const TRIES: u8 = 5;

/// Counts the tries of a transaction that loses races.
#[derive(Default)]
pub(super) struct Tries(u8);

impl Tries {
    /// Whether one more try is allowed; counts it.
    pub(super) fn again(&mut self) -> bool {
        self.0 += 1;
        self.0 < TRIES
    }
}

/// An appointment that the caller may touch: the student's own, or one of a centre whose staff
/// manage appointments.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(super) async fn find(
    reads: &impl Reads,
    caller: &Caller,
    id: AppointmentId,
) -> Result<Appointment, Failure> {
    let appointment = Appointments::of(reads).find(id).await?.or_not_found()?;
    match caller {
        Caller::Student(account) if appointment.account == *account => {}
        Caller::Student(_) => return Err(Failure::NotFound),
        Caller::Staff(_)
        | Caller::WithoutSecondFactor(_)
        | Caller::OnBehalfOf(_)
        | Caller::System => {
            caller.check_centre(Permission::ManageAppointments, appointment.centre)?;
        }
    }
    Ok(appointment)
}

/// A slot in the region of the degree's individual batch, before that batch is over.
///
/// # Errors
/// [`Failure::NotFound`] for a slot elsewhere, and for degrees of a group batch;
/// [`Acceptance::Closed`] for a slot after the end.
pub(super) async fn suitable_slot(
    work: &Work,
    degree: &Degree,
    id: SlotId,
    now: Timestamp,
) -> Result<Slot, Failure> {
    if !degree.is_bound() {
        return Err(WrongState::<Degree>::new(&degree.state, DegreeAction::Book).into());
    }
    let batch = work.batches().find(degree.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a degree of no batch"))?;
    let BatchMode::Individual { region } = batch.plan.mode else {
        return Err(Failure::NotFound);
    };
    let slot = work.slots().find(id).await?.or_not_found()?;
    let studio = work.studios().find(slot.studio).await?;
    let studio = studio.ok_or_else(|| Failure::internal("a slot of no studio"))?;
    if studio.centre != degree.centre || studio.region != region {
        return Err(Failure::NotFound);
    }
    let is_over = batch.accepts_at(now) == Acceptance::Closed;
    if is_over || slot.starts_at >= batch.plan.window.closes_at {
        return Err(Acceptance::Closed.into());
    }
    Ok(slot)
}

/// Tells the student, who may be looking or not: staff change appointments too.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn tell(
    app: &App,
    work: &Work,
    appointment: &Appointment,
    message: Message,
) -> Result<(), Failure> {
    let notice = StudentMessage {
        centre: appointment.centre,
        account: appointment.account,
        subject: Subject::Appointment(appointment.id),
        message,
    };
    notify(app, work, notice, app.now()).await
}
