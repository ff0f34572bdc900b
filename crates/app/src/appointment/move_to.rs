//! Moves an appointment to another slot of the same region.

use domain::audit::Action;
use domain::{Appointment, AppointmentAction, AppointmentId, Message, SlotId, Subject, WrongState};

use super::seats::{Tries, find, suitable_slot, tell};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Takes a seat in the other slot and gives the former one back.
///
/// # Errors
/// [`crate::Refusal::Slot`], [`crate::Refusal::Appointment`], [`crate::Refusal::NotAccepting`];
/// [`Failure::NotFound`] for another one's appointment and a slot of another region.
pub async fn move_to(
    app: &App,
    caller: &Caller,
    appointment: AppointmentId,
    slot: SlotId,
) -> Result<Appointment, Failure> {
    let mut tries = Tries::default();
    loop {
        match once(app, caller, appointment, slot).await {
            Err(Failure::Stale) if tries.again() => {}
            done => return done,
        }
    }
}

async fn once(
    app: &App,
    caller: &Caller,
    id: AppointmentId,
    to: SlotId,
) -> Result<Appointment, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, id).await?;
    let seat = before
        .seat()
        .ok_or_else(|| WrongState::<Appointment>::new(&before.state, AppointmentAction::Move))?;
    let degree = work.degrees().find(before.degree).await?;
    let degree = degree.ok_or_else(|| Failure::internal("an appointment of no degree"))?;
    let target = suitable_slot(&work, &degree, to, now).await?;
    let after = before.clone().move_to(&target, caller.actor(), now)?;
    let former = work.slots().find(seat.slot).await?;
    let former = former.ok_or_else(|| Failure::internal("an appointment in no slot"))?;
    let left = former.clone().return_seat()?;
    let taken = target.clone().take_seat(now)?;
    let mut changes = [(former, left), (target, taken)];
    // In one order for everybody: two students who change places must not wait for each other.
    changes.sort_by_key(|(slot, _)| slot.id);
    for (slot, changed) in &changes {
        work.slots().advance(slot, changed).await?.won()?;
    }
    work.appointments().advance(&before, &after).await?.won()?;
    if let Some(seat) = after.seat() {
        let starts_at = seat.starts_at;
        tell(app, &work, &after, Message::AppointmentSet { starts_at }).await?;
    }
    let subject = Subject::Appointment(id);
    let action = Action::MoveAppointment { slot: to };
    let trace = Trace::new(app, caller, &action, subject, now).of(after.centre);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(after)
}
