//! Studio appointments: seats are never sold twice and never lost.

use app::{Caller, appointment};
use domain::*;

use crate::harness::{World, at, code_of};

/// A region with a studio, one slot of one seat at 14:00 and one of two at 15:00 on 09-12.
struct Studios {
    world: World,
    region: Region,
    batch: Batch,
    first: Slot,
    second: Slot,
}

async fn studios() -> Studios {
    let world = World::new().await;
    let (region, batch) = world.region("shaoguan").await;
    let studio = world.studio(&region).await;
    let first = world.slot(&studio, "09-12 14:00", 1).await;
    let second = world.slot(&studio, "09-12 15:00", 2).await;
    Studios {
        world,
        region,
        batch,
        first,
        second,
    }
}

impl Studios {
    async fn student(&self, phone: &str) -> (Caller, DegreeId) {
        let student = self.world.student(phone).await;
        let (degree, _) = self
            .world
            .bound_degree_in(&self.batch, &student, phone)
            .await;
        (student, degree.id)
    }

    async fn taken(&self) -> [u16; 2] {
        let mut taken = [0; 2];
        for (place, slot) in [&self.first, &self.second].into_iter().enumerate() {
            let slot = self.world.parts.store.slots().find(slot.id).await.unwrap();
            taken[place] = slot.unwrap().taken;
        }
        taken
    }
}

#[tokio::test]
async fn booked_moved_and_cancelled_the_seats_follow() {
    let studios = studios().await;
    let app = &studios.world.app;
    let (student, degree) = studios.student("19900000001").await;
    let booked = appointment::book(app, &student, degree, studios.first.id).await;
    let booked = booked.unwrap();
    assert_eq!(studios.taken().await, [1, 0]);
    let twice = appointment::book(app, &student, degree, studios.second.id).await;
    assert_eq!(code_of(twice), "wrong-state");
    let moved = appointment::move_to(app, &student, booked.id, studios.second.id).await;
    assert_eq!(moved.unwrap().state.name(), "moved");
    assert_eq!(studios.taken().await, [0, 1]);
    let listed = appointment::list(app, &student).await.unwrap();
    let place = listed[0].place.as_ref().unwrap();
    assert_eq!(place.0.id, studios.second.id);
    let same = appointment::move_to(app, &student, booked.id, studios.second.id).await;
    assert_eq!(code_of(same), "same-slot");
    appointment::cancel(app, &student, booked.id).await.unwrap();
    assert_eq!(studios.taken().await, [0, 0]);
    let lines = studios.world.audit(Subject::Appointment(booked.id)).await;
    let expected = ["book-appointment", "move-appointment", "cancel-appointment"];
    assert_eq!(lines, expected);
    let again = appointment::book(app, &student, degree, studios.first.id).await;
    assert!(again.is_ok());
}

#[tokio::test]
async fn slots_are_shown_in_order_until_they_begin() {
    let studios = studios().await;
    let app = &studios.world.app;
    let until = at("09-20 00:00");
    let slots = async || {
        let slots = appointment::slots(app, studios.region.id, at("09-01 00:00"), until).await;
        let slots = slots.unwrap().into_iter();
        slots
            .map(|view| (view.slot.id, view.left))
            .collect::<Vec<_>>()
    };
    let (first, second) = (studios.first.id, studios.second.id);
    assert_eq!(slots().await, [(first, 1), (second, 2)]);
    let (student, degree) = studios.student("19900000001").await;
    appointment::book(app, &student, degree, first)
        .await
        .unwrap();
    assert_eq!(slots().await, [(first, 0), (second, 2)]);
    studios.world.set_time("09-12 14:30");
    assert_eq!(slots().await, [(second, 2)]);
    let far = appointment::slots(app, studios.region.id, at("09-01 00:00"), at("12-01 00:00"));
    assert_eq!(code_of(far.await), "invalid");
}

#[tokio::test]
async fn one_seat_is_taken_by_one_of_many() {
    let studios = studios().await;
    let app = &studios.world.app;
    let mut students = Vec::new();
    for number in 0..8 {
        students.push(studios.student(&format!("1990000001{number}")).await);
    }
    let books = students
        .iter()
        .map(|(student, degree)| appointment::book(app, student, *degree, studios.first.id));
    let answers = futures_util::future::join_all(books).await;
    let refused = answers.into_iter().filter(Result::is_err).map(code_of);
    assert_eq!(refused.collect::<Vec<_>>(), ["slot-full"; 7]);
    assert_eq!(studios.taken().await, [1, 0]);
}

#[tokio::test]
async fn only_degrees_of_the_region_and_slots_to_come() {
    let studios = studios().await;
    let world = &studios.world;
    let app = &world.app;
    let (student, degree) = studios.student("19900000001").await;
    let (group_degree, _) = world.bound_degree(&student, "G1").await;
    let group = appointment::book(app, &student, group_degree.id, studios.first.id).await;
    assert_eq!(code_of(group), "not-found");
    let (other, _) = world.region("heyuan").await;
    let studio = world.studio(&other).await;
    let elsewhere = world.slot(&studio, "09-12 14:00", 1).await;
    let elsewhere = appointment::book(app, &student, degree, elsewhere.id).await;
    assert_eq!(code_of(elsewhere), "not-found");
    let studio = world.studio(&studios.region).await;
    let late = world.slot(&studio, "10-13 18:00", 1).await;
    let late = appointment::book(app, &student, degree, late.id).await;
    assert_eq!(code_of(late), "not-accepting");
    world.set_time("09-12 14:00");
    let begun = appointment::book(app, &student, degree, studios.first.id).await;
    assert_eq!(code_of(begun), "slot-begun");
}

#[tokio::test]
async fn another_ones_appointment_is_nobodys_but_the_centres() {
    let studios = studios().await;
    let world = &studios.world;
    let app = &world.app;
    let (student, degree) = studios.student("19900000001").await;
    let (stranger, _) = studios.student("19900000002").await;
    let booked = appointment::book(app, &student, degree, studios.first.id).await;
    let id = booked.unwrap().id;
    let cancelled = appointment::cancel(app, &stranger, id).await;
    assert_eq!(code_of(cancelled), "not-found");
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let cancelled = appointment::cancel(app, &reviewer, id).await;
    assert_eq!(code_of(cancelled), "not-allowed");
    let operator = world.staff("operator", vec![Role::Operator]).await;
    appointment::cancel(app, &operator, id).await.unwrap();
    assert_eq!(studios.taken().await, [0, 0]);
}

#[tokio::test]
async fn what_has_begun_is_not_changed() {
    let studios = studios().await;
    let app = &studios.world.app;
    let (student, degree) = studios.student("19900000001").await;
    let booked = appointment::book(app, &student, degree, studios.first.id).await;
    let id = booked.unwrap().id;
    studios.world.set_time("09-12 14:00");
    let cancelled = appointment::cancel(app, &student, id).await;
    assert_eq!(code_of(cancelled), "appointment-begun");
    let moved = appointment::move_to(app, &student, id, studios.second.id).await;
    assert_eq!(code_of(moved), "appointment-begun");
}
