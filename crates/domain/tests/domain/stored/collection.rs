//! Regions, batches, rosters, degrees, studios, slots, appointments.

use domain::*;
use uuid::Uuid;

use super::{check_aggregate, check_plain};
use crate::appointments::{slot, studio};
use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, STUDENT, at, cohort, findable, plan, proposed,
};

#[test]
fn regions() {
    let id = RegionId::from_uuid(Uuid::from_u128(10));
    let slug = LinkSlug::parse("tianhe").unwrap();
    check_plain("region", Region::enter(id, CENTRE, "天河".to_owned(), slug));
}

/// Every field that may be absent is there.
fn full_plan() -> BatchPlan {
    let mut plan = plan();
    plan.window.daily_hours = Some(DailyHours {
        from: "08:00".parse().unwrap(),
        until: "24:00".parse().unwrap(),
    });
    plan.notice = BatchNotice {
        zh: "请穿深色上衣。".to_owned(),
        en: "Please wear dark clothes.".to_owned(),
    };
    plan
}

#[test]
fn batches() {
    let by = Actor::Staff(STAFF);
    let draft = Batch::draft(BATCH, CENTRE, plan());
    let full = Batch::draft(BATCH, CENTRE, full_plan());
    let open = full.open(by, at("09-01 00:00")).unwrap();
    let paused = open.clone().pause(by, at("09-05 00:00")).unwrap();
    let closed = open.clone().close(by, at("10-14 00:00")).unwrap();
    let archived = closed
        .clone()
        .archive(Actor::System, at("12-01 00:00"))
        .unwrap();
    let mut individual = plan();
    individual.mode = BatchMode::Individual {
        region: RegionId::from_uuid(Uuid::from_u128(10)),
    };
    individual.rules.photo_not_before = None;
    let individual = Batch::draft(BATCH, CENTRE, individual);
    let mut names = BatchState::NAMES.to_vec();
    names.extend(BatchMode::NAMES.iter().filter(|mode| **mode != "group"));
    check_aggregate(
        "batch",
        &[
            ("draft", draft),
            ("open", open),
            ("paused", paused),
            ("closed", closed),
            ("archived", archived),
            ("individual", individual),
        ],
        &names,
    );
}

#[test]
fn rosters() {
    let entry = RosterEntry {
        id: RosterEntryId::from_uuid(Uuid::from_u128(11)),
        centre: CENTRE,
        batch: BATCH,
        student_number: findable(1),
        identity_number: Some(findable(2)),
        placement: Placement {
            college: Some(UnitId::from_uuid(Uuid::from_u128(7))),
            teaching_point: None,
            class: Some(ClassId::from_uuid(Uuid::from_u128(8))),
            ..Placement::of_school(SCHOOL)
        },
        cohort: cohort(),
    };
    check_plain("roster-entry", entry);
}

#[test]
fn degrees() {
    let when = at("09-06 08:01");
    let bound = proposed().confirm(STUDENT, when).unwrap();
    let released = bound
        .clone()
        .release(ReleaseReason::WrongDegree, STAFF, when);
    let disputed = proposed().dispute(DegreeId::from_uuid(Uuid::from_u128(7)), when);
    check_aggregate(
        "degree",
        &[
            ("proposed", proposed()),
            ("disputed", disputed.unwrap()),
            ("bound", bound.clone()),
            ("declined", proposed().decline(STUDENT, when).unwrap()),
            ("released", released.unwrap()),
            ("erased", bound.erase(STUDENT, when).unwrap()),
        ],
        DegreeState::NAMES,
    );
}

#[test]
fn studios_and_slots() {
    check_plain("studio", studio());
    check_plain("slot", slot(9, 1));
}

#[test]
fn appointments() {
    let (first, second) = (slot(9, 1), slot(10, 1));
    let id = AppointmentId::from_uuid(Uuid::from_u128(12));
    let when = at("09-06 08:00");
    let booked = Appointment::book(id, proposed().id, ACCOUNT, &first, when);
    let moved = booked.clone().move_to(&second, STUDENT, when).unwrap();
    let cancelled = booked.clone().cancel(STUDENT, when).unwrap();
    let attended = booked.clone().attend(STAFF, when).unwrap();
    let missed = booked.clone().miss(first.starts_at).unwrap();
    check_aggregate(
        "appointment",
        &[
            ("booked", booked),
            ("moved", moved),
            ("cancelled", cancelled),
            ("attended", attended),
            ("missed", missed),
        ],
        AppointmentState::NAMES,
    );
}
