//! Random students who book, move and cancel, against a count of who sits where.

use domain::*;
use proptest::prelude::*;
use uuid::Uuid;

use crate::appointments::slot;
use crate::fixtures::{STAFF, at};

const STUDENTS: usize = 5;

#[derive(Debug, Clone, Copy)]
enum Action {
    Book { student: usize, hour: u8 },
    Move { student: usize, hour: u8 },
    Cancel { student: usize },
    Attend { student: usize },
    Miss { student: usize },
    Resize { hour: u8, capacity: u16 },
}

/// Slots begin at 9, 10 and 11; the clock runs from 7.
fn actions() -> impl Strategy<Value = Action> {
    let student = || 0..STUDENTS;
    let hour = || 9_u8..12;
    prop_oneof![
        6 => (student(), hour()).prop_map(|(student, hour)| Action::Book { student, hour }),
        3 => (student(), hour()).prop_map(|(student, hour)| Action::Move { student, hour }),
        3 => student().prop_map(|student| Action::Cancel { student }),
        1 => student().prop_map(|student| Action::Attend { student }),
        1 => student().prop_map(|student| Action::Miss { student }),
        1 => (hour(), 0_u16..4).prop_map(|(hour, capacity)| Action::Resize { hour, capacity }),
    ]
}

/// What the rules say: capacities, who has a seat and will come, who had one and used it.
struct Model {
    capacity: [u16; 3],
    seats: [Option<u8>; STUDENTS],
    used: Vec<u8>,
}

impl Model {
    fn taken(&self, hour: u8) -> u16 {
        let live = self.seats.iter().flatten().filter(|seat| **seat == hour);
        let used = self.used.iter().filter(|seat| **seat == hour);
        (live.count() + used.count()) as u16
    }

    fn has_room(&self, hour: u8, minutes: u32) -> bool {
        self.taken(hour) < self.capacity[usize::from(hour - 9)] && !has_begun(hour, minutes)
    }

    fn act(&mut self, action: Action, minutes: u32) -> bool {
        match action {
            Action::Book { student, hour } => {
                let done = self.seats[student].is_none() && self.has_room(hour, minutes);
                if done {
                    self.seats[student] = Some(hour);
                }
                done
            }
            Action::Move { student, hour } => {
                let from = self.seats[student].filter(|from| !has_begun(*from, minutes));
                let done = from.is_some_and(|from| from != hour) && self.has_room(hour, minutes);
                if done {
                    self.seats[student] = Some(hour);
                }
                done
            }
            Action::Cancel { student } => {
                let done = self.seats[student].is_some_and(|seat| !has_begun(seat, minutes));
                if done {
                    self.seats[student] = None;
                }
                done
            }
            Action::Attend { student } => self.use_up(student),
            Action::Miss { student } => {
                self.seats[student].is_some_and(|seat| has_begun(seat, minutes))
                    && self.use_up(student)
            }
            Action::Resize { hour, capacity } => {
                let done = capacity > 0 && capacity >= self.taken(hour);
                if done {
                    self.capacity[usize::from(hour - 9)] = capacity;
                }
                done
            }
        }
    }

    fn use_up(&mut self, student: usize) -> bool {
        let seat = self.seats[student].take();
        self.used.extend(seat);
        seat.is_some()
    }
}

fn has_begun(hour: u8, minutes_since_seven: u32) -> bool {
    minutes_since_seven >= (u32::from(hour) - 7) * 60
}

/// Slots and appointments, changed together as one transaction would.
struct World {
    slots: [Slot; 3],
    appointments: [Option<Appointment>; STUDENTS],
}

impl World {
    fn place(slot: SlotId) -> usize {
        usize::try_from(slot.as_uuid().as_u128() - 9).unwrap()
    }

    /// `None` where anything was refused; nothing has changed then.
    fn act(&mut self, action: Action, now: Timestamp) -> Option<()> {
        match action {
            Action::Book { student, hour } => {
                if self.live(student).is_some() {
                    return None;
                }
                let slot = &mut self.slots[usize::from(hour - 9)];
                *slot = slot.clone().take_seat(now).ok()?;
                let [id, degree, account] = [1, 2, 3].map(|kind| id(kind, student));
                let id = AppointmentId::from_uuid(id);
                let degree = DegreeId::from_uuid(degree);
                let account = AccountId::from_uuid(account);
                let booked = Appointment::book(id, degree, account, slot, now);
                self.appointments[student] = Some(booked);
            }
            Action::Move { student, hour } => {
                let before = self.live(student)?.clone();
                let from = Self::place(before.seat()?.slot);
                let to = usize::from(hour - 9);
                let slot = self.slots[to].clone().take_seat(now).ok()?;
                let by = Actor::Student(before.account);
                let moved = before.move_to(&slot, by, now).ok()?;
                self.slots[from] = self.slots[from].clone().return_seat().ok()?;
                self.slots[to] = slot;
                self.appointments[student] = Some(moved);
            }
            Action::Cancel { student } => {
                let before = self.live(student)?.clone();
                let from = Self::place(before.seat()?.slot);
                let cancelled = before.cancel(Actor::System, now).ok()?;
                self.slots[from] = self.slots[from].clone().return_seat().ok()?;
                self.appointments[student] = Some(cancelled);
            }
            Action::Attend { student } => {
                let after = self.live(student)?.clone().attend(STAFF, now).ok()?;
                self.appointments[student] = Some(after);
            }
            Action::Miss { student } => {
                let after = self.live(student)?.clone().miss(now).ok()?;
                self.appointments[student] = Some(after);
            }
            Action::Resize { hour, capacity } => {
                let slot = &mut self.slots[usize::from(hour - 9)];
                *slot = slot.clone().resize(capacity).ok()?;
            }
        }
        Some(())
    }

    fn live(&self, student: usize) -> Option<&Appointment> {
        let appointment = self.appointments[student].as_ref();
        appointment.filter(|appointment| appointment.seat().is_some())
    }
}

fn id(kind: u128, student: usize) -> Uuid {
    Uuid::from_u128(kind * 100 + student as u128)
}

proptest! {
    #[test]
    fn seats_are_never_taken_twice_nor_lost(
        steps in prop::collection::vec((0_u32..12, actions()), 1..80)
    ) {
        let capacity = [1, 2, 3];
        let mut world = World {
            slots: [slot(9, 1), slot(10, 2), slot(11, 3)],
            appointments: [const { None }; STUDENTS],
        };
        let mut model = Model { capacity, seats: [None; STUDENTS], used: Vec::new() };
        let mut minutes = 0;
        for (wait, action) in steps {
            minutes += wait;
            let now = at("09-10 07:00") + Duration::from_minutes(minutes);
            let done = world.act(action, now).is_some();
            prop_assert_eq!(done, model.act(action, minutes), "{:?} after {}", action, minutes);
            for (hour, slot) in (9..).zip(&world.slots) {
                prop_assert_eq!(slot.taken, model.taken(hour));
                prop_assert!(slot.taken <= slot.capacity);
            }
            for student in 0..STUDENTS {
                let seat = world.live(student).and_then(Appointment::seat);
                let hour = seat.map(|seat| 9 + World::place(seat.slot) as u8);
                prop_assert_eq!(hour, model.seats[student]);
            }
        }
    }
}
