//! Appointments and slots in examples; random ones are in `appointments_model`.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{ACCOUNT, CENTRE, STAFF, STRANGER, STUDENT, at, proposed, wrong_state};

pub(crate) fn studio() -> Studio {
    Studio {
        id: StudioId::from_uuid(Uuid::from_u128(1)),
        centre: CENTRE,
        version: Version::FIRST,
        region: RegionId::from_uuid(Uuid::from_u128(1)),
        name: "Studio".to_owned(),
        address: "First floor".to_owned(),
    }
}

/// The hour that begins at `hour` on 2023-09-10.
pub(crate) fn slot(hour: u8, capacity: u16) -> Slot {
    let id = SlotId::from_uuid(Uuid::from_u128(u128::from(hour)));
    let starts_at = at(&format!("09-10 {hour:02}:00"));
    let ends_at = starts_at + Duration::from_hours(1);
    Slot::offer(id, &studio(), [starts_at, ends_at], capacity).unwrap()
}

fn booked() -> Appointment {
    let id = AppointmentId::from_uuid(Uuid::from_u128(1));
    Appointment::book(id, proposed().id, ACCOUNT, &slot(9, 1), at("09-08 09:00"))
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "rows of a table of cases are written as values"
)]
fn check(
    result: Result<Appointment, Denied<Appointment>>,
    expected: Result<&str, Denied<Appointment>>,
) {
    let seen = result.map(|appointment| appointment.state.name());
    assert_eq!(seen, expected);
}

#[test]
fn an_appointment_changes_until_it_begins() {
    use AppointmentRefusal::{Begun, SameSlot};
    use Denied::NotYours;
    let [early, late] = ["09-10 08:59", "09-10 09:00"].map(at);
    check(booked().move_to(&slot(10, 1), STUDENT, early), Ok("moved"));
    check(
        booked().move_to(&slot(10, 1), STUDENT, late),
        Err(Begun.into()),
    );
    check(
        booked().move_to(&slot(9, 1), STUDENT, early),
        Err(SameSlot.into()),
    );
    check(
        booked().move_to(&slot(10, 1), STRANGER, early),
        Err(NotYours),
    );
    check(booked().cancel(STUDENT, early), Ok("cancelled"));
    check(booked().cancel(STUDENT, late), Err(Begun.into()));
    check(booked().cancel(STRANGER, early), Err(NotYours));
}

#[test]
fn who_comes_early_is_there_and_who_is_late_is_not_missed_before() {
    let [early, late] = ["09-10 08:40", "09-10 09:00"].map(at);
    check(booked().attend(STAFF, early), Ok("attended"));
    check(
        booked().miss(early),
        Err(AppointmentRefusal::NotBegun.into()),
    );
    check(booked().miss(late), Ok("missed"));
}

#[test]
fn what_is_over_stays_over() {
    let now = at("09-10 08:40");
    let cancelled = booked().cancel(STUDENT, now).unwrap();
    let refused = [
        (cancelled.clone().attend(STAFF, now), "attend"),
        (cancelled.clone().cancel(STUDENT, now), "cancel"),
        (cancelled.move_to(&slot(10, 1), STUDENT, now), "move"),
    ];
    for (refused, action) in refused {
        assert_eq!(wrong_state(&refused.unwrap_err()), ["cancelled", action]);
    }
}

#[track_caller]
fn check_slot(result: Result<Slot, SlotRefusal>, expected: Result<u16, SlotRefusal>) {
    assert_eq!(result.map(|slot| slot.left()), expected);
}

#[test]
fn a_slot_has_so_many_seats() {
    let now = at("09-10 08:40");
    let full = slot(9, 1).take_seat(now).unwrap();
    check_slot(full.clone().take_seat(now), Err(SlotRefusal::Full));
    check_slot(full.clone().resize(3), Ok(2));
    check_slot(full.clone().resize(0), Err(SlotRefusal::Impossible));
    check_slot(full.return_seat(), Ok(1));
    check_slot(slot(9, 1).return_seat(), Err(SlotRefusal::NoneTaken));
    check_slot(
        slot(9, 1).take_seat(at("09-10 09:00")),
        Err(SlotRefusal::Begun),
    );
    let both = slot(9, 2)
        .take_seat(now)
        .and_then(|slot| slot.take_seat(now));
    check_slot(
        both.and_then(|slot| slot.resize(1)),
        Err(SlotRefusal::SeatsTaken),
    );
}

#[test]
fn a_slot_ends_after_it_begins() {
    let [nine, ten] = ["09-10 09:00", "09-10 10:00"].map(at);
    let id = slot(9, 1).id;
    for (times, capacity) in [([ten, nine], 1), ([nine, nine], 1), ([nine, ten], 0)] {
        let offered = Slot::offer(id, &studio(), times, capacity);
        check_slot(offered, Err(SlotRefusal::Impossible));
    }
}
