//! Cancels an appointment and frees its seat.

use domain::audit::Action;
use domain::{
    Appointment, AppointmentAction, AppointmentId, Message, Subject, Timestamp, WrongState,
};
use store::Work;

use super::seats::{Tries, find, tell};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::notification::sees_it_happen;
use crate::service::App;
use crate::trace::Trace;

/// Cancels an appointment that has not begun.
///
/// # Errors
/// [`crate::Refusal::Appointment`]; [`Failure::NotFound`] for another one's appointment.
pub async fn cancel(
    app: &App,
    caller: &Caller,
    appointment: AppointmentId,
) -> Result<Appointment, Failure> {
    let mut tries = Tries::default();
    loop {
        match once(app, caller, appointment).await {
            Err(Failure::Stale) if tries.again() => {}
            done => return done,
        }
    }
}

async fn once(app: &App, caller: &Caller, id: AppointmentId) -> Result<Appointment, Failure> {
    let work = app.store().begin().await?;
    let before = find(&work, caller, id).await?;
    let after = release(app, caller, &work, before, app.now()).await?;
    work.commit().await?;
    Ok(after)
}

/// Cancels within a transaction.
///
/// # Errors
/// As [`cancel`]; [`Failure::Stale`] where the slot changed meanwhile.
pub(crate) async fn release(
    app: &App,
    caller: &Caller,
    work: &Work,
    before: Appointment,
    now: Timestamp,
) -> Result<Appointment, Failure> {
    let seat = before
        .seat()
        .ok_or_else(|| WrongState::<Appointment>::new(&before.state, AppointmentAction::Cancel))?;
    let after = before.clone().cancel(caller.actor(), now)?;
    let slot = work.slots().find(seat.slot).await?;
    let slot = slot.ok_or_else(|| Failure::internal("an appointment in no slot"))?;
    let left = slot.clone().return_seat()?;
    work.slots().advance(&slot, &left).await?.won()?;
    work.appointments().advance(&before, &after).await?.won()?;
    let starts_at = seat.starts_at;
    if !sees_it_happen(caller, after.account) {
        let message = Message::AppointmentCancelled { starts_at };
        tell(app, work, &after, message).await?;
    }
    let subject = Subject::Appointment(after.id);
    let action = Action::CancelAppointment { slot: seat.slot };
    let trace = Trace::new(app, caller, &action, subject, now).of(after.centre);
    work.audit().append(trace.event());
    Ok(after)
}
