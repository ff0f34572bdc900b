//! Studios, slots and appointments.

use app::appointment::{AppointmentView as Found, SlotView as FoundSlot};
use domain::{Appointment, AppointmentState, Slot, Studio};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;

/// A studio.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StudioView {
    id: Uuid,
    name: String,
    /// How to find it.
    address: String,
}

impl From<Studio> for StudioView {
    fn from(studio: Studio) -> Self {
        Self {
            id: studio.id.as_uuid(),
            name: studio.name,
            address: studio.address,
        }
    }
}

/// A stretch of time in a studio, for its staff.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StudioSlotView {
    id: Uuid,
    starts_at: Instant,
    ends_at: Instant,
    /// How many students can come.
    capacity: u16,
    /// How many will.
    booked: u16,
}

impl From<Slot> for StudioSlotView {
    fn from(slot: Slot) -> Self {
        Self {
            id: slot.id.as_uuid(),
            starts_at: slot.starts_at.into(),
            ends_at: slot.ends_at.into(),
            capacity: slot.capacity,
            booked: slot.capacity - slot.left(),
        }
    }
}

/// A stretch of time in a studio.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SlotView {
    id: Uuid,
    starts_at: Instant,
    ends_at: Instant,
    /// How many students can come.
    capacity: u16,
    /// Seats that are left.
    left: u16,
    studio: StudioView,
}

impl SlotView {
    fn of(slot: &Slot, studio: Studio) -> Self {
        Self {
            id: slot.id.as_uuid(),
            starts_at: slot.starts_at.into(),
            ends_at: slot.ends_at.into(),
            capacity: slot.capacity,
            left: slot.left(),
            studio: studio.into(),
        }
    }
}

impl From<FoundSlot> for SlotView {
    fn from(found: FoundSlot) -> Self {
        Self::of(&found.slot, found.studio)
    }
}

/// How far an appointment has come.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum AppointmentStateView {
    /// The student will come.
    Booked {
        slot: Uuid,
        starts_at: Instant,
        booked_at: Instant,
    },
    /// The student will come at another time than first booked.
    Moved {
        slot: Uuid,
        starts_at: Instant,
        moved_at: Instant,
    },
    /// The student will not come.
    Cancelled { cancelled_at: Instant },
    /// The student came.
    Attended { slot: Uuid, attended_at: Instant },
    /// The student did not come.
    Missed { slot: Uuid, missed_at: Instant },
}

impl From<&AppointmentState> for AppointmentStateView {
    fn from(state: &AppointmentState) -> Self {
        match *state {
            AppointmentState::Booked { seat, booked_at } => Self::Booked {
                slot: seat.slot.as_uuid(),
                starts_at: seat.starts_at.into(),
                booked_at: booked_at.into(),
            },
            AppointmentState::Moved { seat, moved_at, .. } => Self::Moved {
                slot: seat.slot.as_uuid(),
                starts_at: seat.starts_at.into(),
                moved_at: moved_at.into(),
            },
            AppointmentState::Cancelled { cancelled_at, .. } => Self::Cancelled {
                cancelled_at: cancelled_at.into(),
            },
            AppointmentState::Attended {
                slot, attended_at, ..
            } => Self::Attended {
                slot: slot.as_uuid(),
                attended_at: attended_at.into(),
            },
            AppointmentState::Missed { slot, missed_at } => Self::Missed {
                slot: slot.as_uuid(),
                missed_at: missed_at.into(),
            },
        }
    }
}

/// An appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppointmentView {
    id: Uuid,
    degree: Uuid,
    #[serde(flatten)]
    state: AppointmentStateView,
}

impl From<Appointment> for AppointmentView {
    fn from(appointment: Appointment) -> Self {
        Self {
            id: appointment.id.as_uuid(),
            degree: appointment.degree.as_uuid(),
            state: (&appointment.state).into(),
        }
    }
}

/// An appointment, and where it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlacedAppointmentView {
    #[serde(flatten)]
    appointment: AppointmentView,
    /// Where and when, while a seat is kept.
    place: Option<SlotView>,
}

impl From<Found> for PlacedAppointmentView {
    fn from(found: Found) -> Self {
        let place = found
            .place
            .map(|(slot, studio)| SlotView::of(&slot, studio));
        Self {
            appointment: found.appointment.into(),
            place,
        }
    }
}
