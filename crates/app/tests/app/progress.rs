//! How far the students of a batch have come: counts by place, lists, and a roster that comes late.

use std::collections::BTreeSet;

use app::progress::{self, Counts, ListedStudent, ListedWhich, Stage, StudentList, StudentsAsked};
use app::roster::ImportRoster;
use app::{Caller, PageRequest, roster};
use documents::roster::RosterLine;
use domain::*;

use crate::harness::{World, at, code_of};
use crate::steps::{decide, later, run_jobs, submitted};

fn line(world: &World, number: &str, college: &str) -> RosterLine {
    let cohort = world.batch.plan.cohorts[0].clone();
    RosterLine {
        student_number: StudentNumber::parse(number).unwrap(),
        identity_number: None,
        college: Some(college.to_owned()),
        teaching_point: None,
        class: None,
        cohort,
    }
}

async fn import(world: &World, lines: Vec<RosterLine>) {
    let request = ImportRoster {
        batch: world.batch.id,
        school: world.school.code,
        way: ImportWay::Replace,
        lines,
    };
    let imported = roster::import(&world.app, &Caller::System, request).await;
    imported.unwrap();
    run_jobs(world).await;
}

fn all(world: &World) -> StudentsAsked {
    StudentsAsked {
        batch: world.batch.id,
        school: None,
        unit: None,
        class: None,
    }
}

/// Counts by the name of the college.
async fn counts(world: &World, caller: &Caller) -> Vec<(String, Counts)> {
    let places = progress::counts(&world.app, caller, all(world)).await;
    let named = places.unwrap().into_iter().map(|place| {
        let college = place.names.college.unwrap_or_default();
        (college, place.counts)
    });
    named.collect()
}

async fn list(world: &World, caller: &Caller, stage: Option<Stage>) -> Vec<ListedStudent> {
    let which = ListedWhich {
        stage,
        only_off_roster: false,
    };
    let list = StudentList::of(&world.app, caller, all(world), which).await;
    let page = list.unwrap().page(&world.app, PageRequest::default()).await;
    page.unwrap().items
}

/// Three on the roster in two colleges; one of them is in review, and one of no roster has begun.
async fn season() -> (World, Vec<Unit>) {
    let world = World::with_plan(|_| {}).await;
    for (phone, code) in [("13800000001", "1"), ("13800000002", "9")] {
        let student = world.student(phone).await;
        let (degree, _) = world.bound_degree(&student, code).await;
        if code == "1" {
            submitted(&world, &student, degree.id, "good").await;
        }
    }
    let lines = [
        ("20211", "文学院"),
        ("20212", "文学院"),
        ("20213", "理学院"),
    ];
    let lines = lines.map(|(number, college)| line(&world, number, college));
    import(&world, lines.into()).await;
    let units = world.parts.store.units();
    let units = units.list_of_school(world.school.id).await.unwrap();
    (world, units)
}

#[tokio::test]
async fn students_are_counted_where_the_roster_puts_them() {
    let (world, _) = season().await;
    let in_review = SubmissionStateName::AwaitingReview;
    let counted = counts(&world, &Caller::System).await;
    let expected = [
        (
            String::new(),
            Counts {
                off_roster: 1,
                by_state: [(SubmissionStateName::AwaitingPhoto, 1)].into(),
                ..Counts::default()
            },
        ),
        (
            "文学院".to_owned(),
            Counts {
                on_roster: 2,
                not_begun: 1,
                off_roster: 0,
                by_state: [(in_review, 1)].into(),
            },
        ),
        (
            "理学院".to_owned(),
            Counts {
                on_roster: 1,
                not_begun: 1,
                ..Counts::default()
            },
        ),
    ];
    assert_eq!(counted, expected);
}

#[tokio::test]
async fn lists_name_students_by_their_numbers() {
    let (world, _) = season().await;
    let numbers = |students: Vec<ListedStudent>| -> Vec<String> {
        let mut numbers: Vec<_> = students
            .into_iter()
            .filter_map(|student| student.student_number)
            .collect();
        numbers.sort();
        numbers
    };
    let system = Caller::System;
    let missing = list(&world, &system, Some(Stage::NotBegun)).await;
    assert_eq!(missing[0].names.college.as_deref(), Some("文学院"));
    assert_eq!(numbers(missing), ["20212", "20213"]);
    let in_review = Stage::Begun(SubmissionStateName::AwaitingReview);
    assert_eq!(
        numbers(list(&world, &system, Some(in_review)).await),
        ["20211"]
    );
    let begun = list(&world, &system, None).await;
    let strangers = begun.iter().filter(|student| !student.listed).count();
    assert_eq!(strangers, 1);
    assert_eq!(numbers(begun), ["20211", "20219"]);
}

#[tokio::test]
async fn whom_no_reminder_reaches_stands_on_the_officers_list() {
    let (world, _) = season().await;
    let role = Role::SchoolOfficer {
        school: world.school.id,
    };
    let officer = world.staff("officer", vec![role]).await;
    world.set_time("09-12 12:00");
    // One has begun. 20212 and 20213 are on the roster and have no account: there is no number to write to.
    let asked = all(&world);
    let preview = progress::preview_reminder(&world.app, &officer, asked, None).await;
    let preview = preview.unwrap();
    assert_eq!(preview.students, 1);
    let missing = list(&world, &officer, Some(Stage::NotBegun)).await;
    let numbers: BTreeSet<_> = missing
        .iter()
        .filter_map(|student| student.student_number.as_deref())
        .collect();
    assert_eq!(numbers, BTreeSet::from(["20212", "20213"]));
    assert!(missing.iter().all(|student| student.listed));
}

#[tokio::test]
async fn an_officer_sees_the_own_unit_alone() {
    let (world, units) = season().await;
    let arts = units.iter().find(|unit| unit.name == "文学院").unwrap();
    let school = world.school.id;
    let role = Role::UnitOfficer {
        school,
        unit: arts.id,
    };
    let officer = world.staff("unit", vec![role]).await;
    let counted = counts(&world, &officer).await;
    let colleges: Vec<_> = counted
        .iter()
        .map(|(college, _)| college.as_str())
        .collect();
    assert_eq!(colleges, ["文学院"]);
    let missing = list(&world, &officer, Some(Stage::NotBegun)).await;
    assert_eq!(missing.len(), 1);
    let role = Role::SchoolOfficer {
        school: SchoolId::from_uuid(world.id()),
    };
    let other = world.staff("other", vec![role]).await;
    assert!(counts(&world, &other).await.is_empty());
    let student = world.student("13800000003").await;
    let refused = progress::counts(&world.app, &student, all(&world)).await;
    assert_eq!(code_of(refused), "not-allowed");
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let begun = ListedWhich::default();
    let refused = progress::begin_export(&world.app, &reviewer, all(&world), begun).await;
    assert_eq!(code_of(refused), "not-allowed");
    progress::begin_export(&world.app, &officer, all(&world), begun)
        .await
        .unwrap();
    let traces = world.audit(Subject::Batch(world.batch.id)).await;
    assert_eq!(traces.last().map(String::as_str), Some("export-list"));
}

#[tokio::test]
async fn a_roster_that_drops_a_student_puts_the_student_off_it() {
    let (world, _) = season().await;
    let lines = vec![line(&world, "20212", "理学院")];
    import(&world, lines).await;
    let counted = counts(&world, &Caller::System).await;
    let off: u64 = counted.iter().map(|(_, counts)| counts.off_roster).sum();
    let on: u64 = counted.iter().map(|(_, counts)| counts.on_roster).sum();
    assert_eq!((off, on), (2, 1));
}

#[tokio::test]
async fn approvals_are_counted_by_their_day() {
    let (world, units) = season().await;
    let trend = || progress::trend(&world.app, &Caller::System, all(&world));
    let before = trend().await.unwrap();
    assert!(before.days.is_empty());
    let in_review = world.parts.store.submissions();
    let in_review = in_review.list_of_batch(world.batch.id, PageRequest::default());
    let in_review = in_review.await.unwrap().items;
    let waits = |one: &&Submission| one.state.name() == "awaiting-review";
    let submission = in_review.iter().find(waits).unwrap();
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let decided = decide(&world, &reviewer, submission, Decision::Approve).await;
    decided.unwrap();
    later(&world);
    run_jobs(&world).await;
    let after = trend().await.unwrap();
    let days: Vec<(String, u64)> = after
        .days
        .iter()
        .map(|day| (day.day.to_string(), day.approved))
        .collect();
    let today = at("09-10 12:00").civil_date().to_string();
    assert_eq!(days, [(today, 1)]);
    let elsewhere = StudentsAsked {
        unit: Some(units[1].id),
        ..all(&world)
    };
    let elsewhere = progress::trend(&world.app, &Caller::System, elsewhere).await;
    assert!(elsewhere.unwrap().days.is_empty(), "of another college");
}
