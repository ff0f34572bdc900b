//! Books a slot for a degree.

use domain::audit::Action;
use domain::{
    Appointment, AppointmentAction, AppointmentId, AppointmentStateName, DegreeId, Message,
    Purpose, SlotId, Subject, WrongState,
};
use store::{StoreError, UniqueKey};

use super::seats::{Tries, suitable_slot, tell};
use crate::caller::Caller;
use crate::consent;
use crate::degree;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Takes a seat for a bound degree of an individual batch.
///
/// # Errors
/// [`crate::Refusal::Slot`] for a slot that is full or has begun; [`WrongState`]
/// where the degree has an appointment already; [`crate::Refusal::NotAccepting`] for a slot after the
/// end of the batch; [`crate::Refusal::Consent`]; [`Failure::NotFound`] for another one's
/// degree, a slot of another region, and degrees of a group batch.
pub async fn book(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    slot: SlotId,
) -> Result<Appointment, Failure> {
    let account = caller.student()?;
    consent::require(app, account, Purpose::CollectReviewHandOver).await?;
    let mut tries = Tries::default();
    loop {
        match once(app, caller, degree, slot).await {
            Err(Failure::Stale) if tries.again() => {}
            done => return done,
        }
    }
}

async fn once(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    slot: SlotId,
) -> Result<Appointment, Failure> {
    let account = caller.student()?;
    let now = app.now();
    let work = app.store().begin().await?;
    let degree = degree::find_own(&work, caller, degree).await?;
    let before = suitable_slot(&work, &degree, slot, now).await?;
    if let Some(live) = work.appointments().find_live_of_degree(degree.id).await? {
        return Err(WrongState::<Appointment>::new(&live.state, AppointmentAction::Book).into());
    }
    let after = before.clone().take_seat(now)?;
    work.slots().advance(&before, &after).await?.won()?;
    let id = AppointmentId::from_uuid(app.new_id());
    let appointment = Appointment::book(id, degree.id, account, &after, now);
    let inserted = work.appointments().insert(&appointment).await;
    inserted.map_err(booked_meanwhile)?;
    let starts_at = after.starts_at;
    tell(
        app,
        &work,
        &appointment,
        Message::AppointmentSet { starts_at },
    )
    .await?;
    let subject = Subject::Appointment(id);
    let action = Action::BookAppointment { slot };
    let trace = Trace::new(app, caller, &action, subject, now).of(appointment.centre);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(appointment)
}

/// The same student was faster on another device.
fn booked_meanwhile(error: StoreError) -> Failure {
    match error {
        StoreError::Taken(UniqueKey::LiveAppointment) => {
            let booked = AppointmentStateName::Booked;
            WrongState::<Appointment>::new(booked, AppointmentAction::Book).into()
        }
        error => error.into(),
    }
}
