//! Appointments; a degree has at most one that is live.

use domain::{Appointment, SlotId};

use crate::record::record;

record! {
    Appointment, in "appointment" as |appointment| {
        account: Uuid = appointment.account.as_uuid(),
        live_degree: Option<Uuid> = appointment.seat().map(|_| appointment.degree.as_uuid()),
        slot: Option<Uuid> = appointment.slot().map(SlotId::as_uuid),
    } changes through appointment.state.name();
}
