//! Studios, slots, appointments.

use domain::DegreeId;
use store::{Advance, StoreError, UniqueKey};

use crate::fixtures::{ACCOUNT, REGION, STUDENT, appointment, minute, slot, studio, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    studios_and_slots_are_listed_in_order,
    a_degree_has_one_live_appointment,
    the_last_seat_is_taken_once,
];

async fn studios_and_slots_are_listed_in_order(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for number in [2, 1] {
        work.studios().insert(&studio(number)).await.unwrap();
    }
    for (number, start) in [(1, 60), (2, 30), (3, 30), (4, 0), (5, 90)] {
        work.slots()
            .insert(&slot(number, minute(start)))
            .await
            .unwrap();
    }
    work.commit().await.unwrap();
    assert_eq!(
        store.studios().list_of_region(REGION).await.unwrap(),
        [studio(1), studio(2)]
    );
    let slots = store
        .slots()
        .list_of_studio(studio(1).id, minute(30), minute(90))
        .await
        .unwrap();
    let slots: Vec<_> = slots.iter().map(|slot| slot.id.as_uuid()).collect();
    assert_eq!(slots, [uuid(2), uuid(3), uuid(1)]);
}

async fn a_degree_has_one_live_appointment(Database { store, .. }: Database) {
    let (early, late) = (slot(1, minute(60)), slot(2, minute(90)));
    let degree = DegreeId::from_uuid(uuid(7));
    let booked = appointment(1, 7, &early);
    let moved = booked.clone().move_to(&late, STUDENT, minute(1)).unwrap();
    let cancelled = moved.clone().cancel(STUDENT, minute(2)).unwrap();
    let again = appointment(2, 7, &early);

    let work = store.begin().await.unwrap();
    work.appointments().insert(&booked).await.unwrap();
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let twice = work.appointments().insert(&again).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::LiveAppointment))),
        "{twice:?}"
    );
    drop(work);

    let work = store.begin().await.unwrap();
    let appointments = work.appointments();
    assert_eq!(
        appointments.find_live_of_degree(degree).await.unwrap(),
        Some(booked.clone())
    );
    assert_eq!(
        appointments.advance(&booked, &moved).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        appointments.find_live_of_degree(degree).await.unwrap(),
        Some(moved.clone())
    );
    assert_eq!(
        appointments.advance(&moved, &cancelled).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        appointments.find_live_of_degree(degree).await.unwrap(),
        None
    );
    appointments.insert(&again).await.unwrap();
    work.commit().await.unwrap();
    let all = store.appointments().list_of_account(ACCOUNT).await.unwrap();
    assert_eq!(all, [cancelled, again]);
}

async fn the_last_seat_is_taken_once(Database { store, .. }: Database) {
    let empty = slot(1, minute(60));
    let one_left = empty.clone().take_seat(minute(0)).unwrap();
    let work = store.begin().await.unwrap();
    work.slots().insert(&one_left).await.unwrap();
    work.commit().await.unwrap();

    let racers = (0..16).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            let before = store
                .slots()
                .find(slot(1, minute(60)).id)
                .await
                .unwrap()
                .unwrap();
            let Ok(after) = before.clone().take_seat(minute(0)) else {
                return false;
            };
            let work = store.begin().await.unwrap();
            let won = work.slots().advance(&before, &after).await.unwrap() == Advance::Done;
            work.commit().await.unwrap();
            won
        })
    });
    let mut winners = 0;
    for racer in racers.collect::<Vec<_>>() {
        winners += u32::from(racer.await.unwrap());
    }
    assert_eq!(winners, 1);
    let full = store.slots().find(empty.id).await.unwrap().unwrap();
    assert_eq!(full.left(), 0);
}
