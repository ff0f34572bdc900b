//! Lists a student's appointments.

use domain::{Appointment, Slot, Studio};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// An appointment, and where and when it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentView {
    /// The appointment.
    pub appointment: Appointment,
    /// Slot and studio while a seat is kept.
    pub place: Option<(Slot, Studio)>,
}

/// All appointments of the student, past ones too.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<AppointmentView>, Failure> {
    let account = caller.student()?;
    let store = app.store();
    let mut views = Vec::new();
    for appointment in store.appointments().list_of_account(account).await? {
        let place = match appointment.seat() {
            Some(seat) => {
                let slot = store.slots().find(seat.slot).await?;
                let slot = slot.ok_or_else(|| Failure::internal("an appointment in no slot"))?;
                let studio = store.studios().find(slot.studio).await?;
                let studio = studio.ok_or_else(|| Failure::internal("a slot of no studio"))?;
                Some((slot, studio))
            }
            None => None,
        };
        views.push(AppointmentView { appointment, place });
    }
    Ok(views)
}
