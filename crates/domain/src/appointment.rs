//! Studio appointments of individual students (预约): studios, slots with seats, and bookings. The
//! photo that is taken there is handed in like any other.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{
    AccountId, AppointmentId, CentreId, DegreeId, RegionId, SlotId, StaffId, StudioId,
};
use crate::refusal::Coded;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// A studio that students come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Studio {
    /// Unique; made outside, in order of creation.
    pub id: StudioId,
    /// The centre that runs it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The region that it is in.
    pub region: RegionId,
    /// Name for people.
    pub name: String,
    /// How to find it.
    pub address: String,
}

/// Why a slot does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
pub enum SlotRefusal {
    /// Ends before it begins, or has no seat.
    #[error("a slot ends after it begins and has at least one seat")]
    #[strum(serialize = "slot-impossible")]
    Impossible,
    /// Every seat is taken.
    #[error("every seat of this slot is taken")]
    #[strum(serialize = "slot-full")]
    Full,
    /// It has begun.
    #[error("this slot has begun")]
    #[strum(serialize = "slot-begun")]
    Begun,
    /// More students are booked than there would be seats.
    #[error("more students are booked than there would be seats")]
    #[strum(serialize = "seats-taken")]
    SeatsTaken,
    /// No seat is taken, so none can be given back.
    #[error("no seat of this slot is taken")]
    #[strum(serialize = "seats-taken")]
    NoneTaken,
}

impl Coded for SlotRefusal {
    crate::codes_by_name!();
}

/// A stretch of time in a studio with a number of seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Unique; made outside, in order of creation.
    pub id: SlotId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The studio.
    pub studio: StudioId,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How many students can come, 1 or more.
    pub capacity: u16,
    /// How many will, up to `capacity`.
    pub taken: u16,
}

impl Slot {
    /// An empty slot of a studio.
    ///
    /// # Errors
    /// [`SlotRefusal::Impossible`] if nobody could come.
    pub fn offer(
        id: SlotId,
        studio: &Studio,
        [starts_at, ends_at]: [Timestamp; 2],
        capacity: u16,
    ) -> Result<Self, SlotRefusal> {
        if starts_at >= ends_at || capacity == 0 {
            return Err(SlotRefusal::Impossible);
        }
        Ok(Self {
            id,
            centre: studio.centre,
            version: Version::FIRST,
            studio: studio.id,
            starts_at,
            ends_at,
            capacity,
            taken: 0,
        })
    }

    /// Takes a seat.
    ///
    /// # Errors
    /// [`SlotRefusal`] once it has begun or is full.
    pub fn take_seat(mut self, at: Timestamp) -> Result<Self, SlotRefusal> {
        if at >= self.starts_at {
            return Err(SlotRefusal::Begun);
        }
        if self.taken >= self.capacity {
            return Err(SlotRefusal::Full);
        }
        self.taken += 1;
        self.version = self.version.next();
        Ok(self)
    }

    /// Gives a seat back.
    ///
    /// # Errors
    /// [`SlotRefusal::NoneTaken`] if there is none to give back.
    pub fn return_seat(mut self) -> Result<Self, SlotRefusal> {
        self.taken = self.taken.checked_sub(1).ok_or(SlotRefusal::NoneTaken)?;
        self.version = self.version.next();
        Ok(self)
    }

    /// Changes the number of seats.
    ///
    /// # Errors
    /// [`SlotRefusal`] for none, or fewer than are taken.
    pub fn resize(mut self, capacity: u16) -> Result<Self, SlotRefusal> {
        if capacity == 0 {
            return Err(SlotRefusal::Impossible);
        }
        if capacity < self.taken {
            return Err(SlotRefusal::SeatsTaken);
        }
        self.capacity = capacity;
        self.version = self.version.next();
        Ok(self)
    }

    /// Seats that are left.
    pub const fn left(&self) -> u16 {
        self.capacity.saturating_sub(self.taken)
    }
}

/// A slot as an appointment remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The slot.
    pub slot: SlotId,
    /// When it begins.
    pub starts_at: Timestamp,
}

impl From<&Slot> for Seat {
    fn from(slot: &Slot) -> Self {
        Self {
            slot: slot.id,
            starts_at: slot.starts_at,
        }
    }
}

/// How far an appointment has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(AppointmentStateName),
    doc = "The name of an appointment's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum AppointmentState {
    /// The student will come.
    Booked {
        /// When and where.
        seat: Seat,
        /// When it was booked.
        booked_at: Timestamp,
    },
    /// The student will come at another time than first booked.
    Moved {
        /// When and where.
        seat: Seat,
        /// Where it was before.
        from: SlotId,
        /// When it was moved.
        moved_at: Timestamp,
    },
    /// The student will not come.
    Cancelled {
        /// Who cancelled.
        cancelled_by: Actor,
        /// When it was cancelled.
        cancelled_at: Timestamp,
    },
    /// The student came.
    Attended {
        /// The slot.
        slot: SlotId,
        /// Who was there.
        seen_by: StaffId,
        /// When the student was seen.
        attended_at: Timestamp,
    },
    /// The student did not come.
    Missed {
        /// The slot.
        slot: SlotId,
        /// When that was noted.
        missed_at: Timestamp,
    },
}

words!(AppointmentState as AppointmentStateName);

/// Why an appointment does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum AppointmentRefusal {
    /// It is too late: the slot has begun.
    #[error("the appointment has begun")]
    #[strum(serialize = "appointment-begun")]
    Begun,
    /// It is too early: the slot has not begun.
    #[error("the appointment has not begun")]
    #[strum(serialize = "appointment-not-begun")]
    NotBegun,
    /// It is there already.
    #[error("the appointment is at this time already")]
    SameSlot,
}

impl Coded for AppointmentRefusal {
    crate::codes_by_name!();
}

/// What is done with an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum AppointmentAction {
    /// The student books another one for the same degree.
    Book,
    /// It goes to another slot.
    Move,
    /// The student will not come.
    Cancel,
    /// Staff saw the student.
    Attend,
    /// The student did not come.
    Miss,
}

state_machine!(Appointment: AppointmentStateName, AppointmentAction, AppointmentRefusal);

/// A student's appointment. Seats are taken and given back on the slots in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Unique; made outside, in order of creation.
    pub id: AppointmentId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The degree that is to be photographed; it has at most one live appointment.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// How far it has come.
    pub state: AppointmentState,
}

impl Appointment {
    /// Books a slot in which a seat has been taken.
    pub fn book(
        id: AppointmentId,
        degree: DegreeId,
        account: AccountId,
        slot: &Slot,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            centre: slot.centre,
            version: Version::FIRST,
            degree,
            account,
            state: AppointmentState::Booked {
                seat: slot.into(),
                booked_at: at,
            },
        }
    }

    /// Moves it to another slot in which a seat has been taken; the seat in the former one is given
    /// back.
    ///
    /// # Errors
    /// [`Denied`]: another student's, over, begun, or the same slot.
    pub fn move_to(self, slot: &Slot, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        let seat = self.seat_to_change(by, AppointmentAction::Move, at)?;
        if seat.slot == slot.id {
            return Err(AppointmentRefusal::SameSlot.into());
        }
        Ok(self.enter(AppointmentState::Moved {
            seat: slot.into(),
            from: seat.slot,
            moved_at: at,
        }))
    }

    /// Cancels it; the seat is given back.
    ///
    /// # Errors
    /// [`Denied`]: another student's, over, or begun.
    pub fn cancel(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.seat_to_change(by, AppointmentAction::Cancel, at)?;
        Ok(self.enter(AppointmentState::Cancelled {
            cancelled_by: by,
            cancelled_at: at,
        }))
    }

    /// Staff saw the student, early ones too.
    ///
    /// # Errors
    /// [`WrongState`] once it is over.
    pub fn attend(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        let seat = self.live_seat(AppointmentAction::Attend)?;
        Ok(self.enter(AppointmentState::Attended {
            slot: seat.slot,
            seen_by: by,
            attended_at: at,
        }))
    }

    /// Nobody came.
    ///
    /// # Errors
    /// [`Denied`] before it has begun or once it is over.
    pub fn miss(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        let seat = self.live_seat(AppointmentAction::Miss)?;
        if at < seat.starts_at {
            return Err(AppointmentRefusal::NotBegun.into());
        }
        Ok(self.enter(AppointmentState::Missed {
            slot: seat.slot,
            missed_at: at,
        }))
    }

    /// The seat that is kept for the student.
    pub const fn seat(&self) -> Option<Seat> {
        match self.state {
            AppointmentState::Booked { seat, .. } | AppointmentState::Moved { seat, .. } => {
                Some(seat)
            }
            AppointmentState::Cancelled { .. }
            | AppointmentState::Attended { .. }
            | AppointmentState::Missed { .. } => None,
        }
    }

    /// The slot that the student is expected in, came to or missed.
    pub const fn slot(&self) -> Option<SlotId> {
        match self.state {
            AppointmentState::Booked { seat, .. } | AppointmentState::Moved { seat, .. } => {
                Some(seat.slot)
            }
            AppointmentState::Attended { slot, .. } | AppointmentState::Missed { slot, .. } => {
                Some(slot)
            }
            AppointmentState::Cancelled { .. } => None,
        }
    }

    fn live_seat(&self, action: AppointmentAction) -> Result<Seat, Denied<Self>> {
        let seat = self.seat();
        seat.ok_or_else(|| WrongState::new(&self.state, action).into())
    }

    fn seat_to_change(
        &self,
        by: Actor,
        action: AppointmentAction,
        at: Timestamp,
    ) -> Result<Seat, Denied<Self>> {
        if !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        let seat = self.live_seat(action)?;
        if at >= seat.starts_at {
            return Err(AppointmentRefusal::Begun.into());
        }
        Ok(seat)
    }

    fn enter(mut self, state: AppointmentState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
