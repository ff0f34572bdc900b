//! Notes that a student has come to an appointment: staff have taken the photo.

use domain::audit::Action;
use domain::{Degree, Subject, Timestamp};
use store::Work;

use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Marks the appointment of a degree as attended, within a transaction. One of a later day stays: today's photo may be
/// rejected, and the student may still want to come. Nothing happens for who came without an appointment.
///
/// # Errors
/// [`Failure::Stale`] where it changed meanwhile; [`Failure::NotAllowed`] for anyone but staff.
pub(crate) async fn attend(
    app: &App,
    caller: &Caller,
    work: &Work,
    degree: &Degree,
    now: Timestamp,
) -> Result<(), Failure> {
    let staff = caller.staff()?.id;
    let live = work.appointments().find_live_of_degree(degree.id).await?;
    let live = live.and_then(|live| live.seat().map(|seat| (live, seat)));
    let Some((before, seat)) = live else {
        return Ok(());
    };
    if seat.starts_at.civil_date() > now.civil_date() {
        return Ok(());
    }
    let after = before.clone().attend(staff, now)?;
    work.appointments().advance(&before, &after).await?.won()?;
    let action = Action::AttendAppointment { slot: seat.slot };
    let subject = Subject::Appointment(after.id);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(after.centre).event());
    Ok(())
}
