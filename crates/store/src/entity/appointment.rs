//! Appointments; a degree has at most one that is live.

use domain::{Appointment, AppointmentState};

use crate::record::record;

record! {
    Appointment, in "appointment" as |appointment| {
        account: Uuid = appointment.account.as_uuid(),
        live_degree: Option<Uuid> = appointment.seat().map(|_| appointment.degree.as_uuid()),
        slot: Option<Uuid> = slot(&appointment.state),
    } changes through appointment.state.name();
}

/// The slot that the student is expected in, came to or missed.
fn slot(state: &AppointmentState) -> Option<Uuid> {
    match state {
        AppointmentState::Booked { seat, .. } | AppointmentState::Moved { seat, .. } => {
            Some(seat.slot.as_uuid())
        }
        AppointmentState::Attended { slot, .. } | AppointmentState::Missed { slot, .. } => {
            Some(slot.as_uuid())
        }
        AppointmentState::Cancelled { .. } => None,
    }
}
