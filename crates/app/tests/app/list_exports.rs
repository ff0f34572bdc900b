//! Lists of many students take two people; short ones are taken out at once.

use app::list_export::{self, AskedList};
use app::progress::{self, ListedWhich, Stage, StudentsAsked};
use app::{Caller, PageRequest, Settings, jobs, photo};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{content, run_jobs};

const MOST: usize = 60;

/// A service on which lists of more than 60 students take two people, with a roster of `students`.
async fn school_of(students: usize) -> (World, Caller) {
    let settings = Settings {
        bulk_list_persons: MOST as u32,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let numbers: Vec<String> = (0..students)
        .map(|number| format!("2021{number:04}"))
        .collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    world.roster(&numbers, None).await;
    let role = Role::SchoolOfficer {
        school: world.school.id,
    };
    let officer = world.staff("officer", vec![role]).await;
    (world, officer)
}

fn wish(world: &World) -> ListWish {
    ListWish {
        batch: world.batch.id,
        school: None,
        unit: None,
        class: None,
        stage: ListedStage::NotBegun,
        only_off_roster: false,
    }
}

fn asked(world: &World, form: ListForm) -> AskedList {
    AskedList {
        wish: wish(world),
        form,
        reason: ListReason::ChaseStudents,
    }
}

async fn at_once(world: &World, caller: &Caller) -> Result<(), app::Failure> {
    let all = StudentsAsked {
        batch: world.batch.id,
        school: None,
        unit: None,
        class: None,
    };
    let which = ListedWhich {
        stage: Some(Stage::NotBegun),
        only_off_roster: false,
    };
    progress::begin_export(&world.app, caller, all, which).await
}

async fn stored(world: &World, id: ListExportId) -> ListExport {
    let lists = world.parts.store.list_exports();
    lists.find(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn short_lists_are_taken_out_at_once() {
    let (world, officer) = school_of(MOST).await;
    at_once(&world, &officer).await.unwrap();
    let (world, officer) = school_of(MOST + 1).await;
    assert_eq!(code_of(at_once(&world, &officer).await), "bulk-list");
    let lines = world.audit(Subject::Batch(world.batch.id)).await;
    assert!(lines.is_empty(), "nothing was taken out");
    // However small the number is, a class never waits.
    let settings = Settings {
        bulk_list_persons: 1,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    world.roster(&["0001", "0002"], None).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    at_once(&world, &operator).await.unwrap();
}

#[tokio::test]
async fn a_long_list_is_asked_for_approved_made_fetched_and_gone_after_a_day() {
    let (world, officer) = school_of(MOST + 1).await;
    let app = &world.app;
    let list = list_export::propose(app, &officer, asked(&world, ListForm::Csv)).await;
    let list = list.unwrap();
    assert_eq!((list.persons, list.state.name()), (61, "proposed"));
    let fetched = list_export::fetch(app, &officer, list.id).await;
    assert_eq!(code_of(fetched), "wrong-state");
    // Who asked has no say, whatever the roles.
    assert_eq!(
        code_of(list_export::approve(app, &officer, list.id).await),
        "not-allowed"
    );
    let administrator = world.staff("boss", vec![Role::Administrator]).await;
    list_export::approve(app, &administrator, list.id)
        .await
        .unwrap();
    run_jobs(&world).await;
    let made = stored(&world, list.id).await;
    assert_eq!((made.persons, made.state.name()), (61, "ready"));
    let bytes = content(&world.parts.vault, made.blob().unwrap()).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 62, "a head and a line for each");
    assert!(text.contains("20210060"));
    let link = list_export::fetch(app, &officer, list.id).await.unwrap();
    let file = photo::open_file(app, &officer, &link.link).await.unwrap();
    assert_eq!(file.length_bytes, link.length_bytes);
    let others = photo::open_file(app, &administrator, &link.link).await;
    assert_eq!(code_of(others), "not-found");
    assert_eq!(
        code_of(list_export::fetch(app, &administrator, list.id).await),
        "not-yours"
    );
    jobs::schedule(app).await.unwrap();
    world.clock.advance(LIST_KEPT);
    assert_eq!(
        code_of(list_export::fetch(app, &officer, list.id).await),
        "list-file-gone"
    );
    run_jobs(&world).await;
    let gone = stored(&world, list.id).await;
    assert_eq!((gone.blob(), gone.state.name()), (None, "ready"));
    let kept = world.parts.vault.get(made.blob().unwrap()).await.unwrap();
    assert!(kept.is_none(), "the object is deleted");
    let lines = world.audit(Subject::ListExport(list.id)).await;
    let expected = [
        "propose-list-export",
        "approve-list-export",
        "make-list-export",
        "fetch-list-export",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn nobody_approves_an_own_list() {
    let (world, _) = school_of(MOST + 1).await;
    let app = &world.app;
    let first = world.staff("first", vec![Role::Operator]).await;
    let second = world.staff("second", vec![Role::Operator]).await;
    let list = list_export::propose(app, &first, asked(&world, ListForm::Xlsx)).await;
    let id = list.unwrap().id;
    for answer in [
        list_export::approve(app, &first, id).await,
        list_export::decline(app, &first, id).await,
    ] {
        assert_eq!(code_of(answer), "list-second-person-needed");
    }
    assert_eq!(
        code_of(list_export::drop_list(app, &second, id).await),
        "not-yours"
    );
    let seen = async |caller: &Caller| {
        let page = list_export::list(app, caller, None, PageRequest::default()).await;
        let items = page.unwrap().items.into_iter();
        items
            .map(|view| (view.list.id, view.is_own, view.is_answerable))
            .collect::<Vec<_>>()
    };
    assert_eq!(seen(&first).await, [(id, true, false)]);
    assert_eq!(seen(&second).await, [(id, false, true)]);
    let role = Role::SchoolOfficer {
        school: world.school.id,
    };
    let other = world.staff("other", vec![role]).await;
    assert!(seen(&other).await.is_empty(), "officers see their own");
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let refused = list_export::list(app, &reviewer, None, PageRequest::default()).await;
    assert_eq!(code_of(refused), "not-allowed");
    let refused = list_export::propose(app, &reviewer, asked(&world, ListForm::Xlsx)).await;
    assert_eq!(code_of(refused), "not-allowed");
    let in_state = async |state| {
        let page = list_export::list(app, &second, Some(state), PageRequest::default()).await;
        page.unwrap().items.len()
    };
    assert_eq!(in_state(ListExportStateName::Proposed).await, 1);
    assert_eq!(in_state(ListExportStateName::Ready).await, 0);
    list_export::decline(app, &second, id).await.unwrap();
    assert_eq!(
        code_of(list_export::approve(app, &second, id).await),
        "wrong-state"
    );
    run_jobs(&world).await;
    assert_eq!(stored(&world, id).await.blob(), None);
}

#[tokio::test]
async fn what_the_proposer_may_not_have_any_more_is_not_made() {
    let (world, officer) = school_of(MOST + 1).await;
    let app = &world.app;
    let list = list_export::propose(app, &officer, asked(&world, ListForm::Csv)).await;
    let id = list.unwrap().id;
    let before = officer.staff().unwrap().clone();
    let after = before.clone().disable(Actor::System, app.now()).unwrap();
    let work = world.work().await;
    let _done = work.staff().advance(&before, &after).await.unwrap();
    work.commit().await.unwrap();
    let operator = world.staff("operator", vec![Role::Operator]).await;
    list_export::approve(app, &operator, id).await.unwrap();
    run_jobs(&world).await;
    assert_eq!(stopped(&world, id).await, Some(ListStop::RightsLost));
}

/// Why the service gave a list up.
async fn stopped(world: &World, id: ListExportId) -> Option<ListStop> {
    match stored(world, id).await.state {
        ListExportState::Dropped { because, .. } => because,
        _ => None,
    }
}

/// A roster of so many students in the place of the former one.
async fn now_has(world: &World, students: usize) {
    let numbers: Vec<String> = (0..students)
        .map(|number| format!("2021{number:04}"))
        .collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    world.roster(&numbers, None).await;
}

#[tokio::test]
async fn a_list_that_has_grown_is_asked_for_anew() {
    let (world, officer) = school_of(MOST + 1).await;
    let app = &world.app;
    let list = list_export::propose(app, &officer, asked(&world, ListForm::Csv)).await;
    let id = list.unwrap().id;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    now_has(&world, MOST + 22).await;
    let refused = list_export::approve(app, &operator, id).await;
    assert_eq!(code_of(refused), "list-grew");
    // A few more are what a day brings.
    now_has(&world, MOST + 21).await;
    list_export::approve(app, &operator, id).await.unwrap();
    now_has(&world, 2 * MOST).await;
    run_jobs(&world).await;
    assert_eq!(stopped(&world, id).await, Some(ListStop::Grew));
}

#[tokio::test]
async fn who_reaches_further_since_gets_what_was_approved() {
    let (world, _) = school_of(MOST + 1).await;
    let app = &world.app;
    let unit = UnitId::from_uuid(world.id());
    let role = Role::UnitOfficer {
        school: world.school.id,
        unit,
    };
    let numbers: Vec<String> = (0..=MOST)
        .map(|number| format!("2021{number:04}"))
        .collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    world.roster(&numbers, Some(unit)).await;
    let officer = world.staff("unit", vec![role]).await;
    let list = list_export::propose(app, &officer, asked(&world, ListForm::Csv)).await;
    let id = list.unwrap().id;
    let before = officer.staff().unwrap().clone();
    let after = before.clone().assign(vec![Role::Operator]).unwrap();
    let work = world.work().await;
    let _done = work.staff().advance(&before, &after).await.unwrap();
    work.commit().await.unwrap();
    let operator = world.staff("operator", vec![Role::Operator]).await;
    list_export::approve(app, &operator, id).await.unwrap();
    // All of them are in the school now, and none in the unit.
    now_has(&world, MOST + 1).await;
    run_jobs(&world).await;
    let made = stored(&world, id).await;
    assert_eq!((made.persons, made.state.name()), (0, "ready"));
}

#[tokio::test]
async fn a_list_without_anybody_is_not_asked_for() {
    let (world, officer) = school_of(1).await;
    let empty = AskedList {
        wish: ListWish {
            stage: ListedStage::InState(SubmissionStateName::Rejected),
            ..wish(&world)
        },
        ..asked(&world, ListForm::Csv)
    };
    let refused = list_export::propose(&world.app, &officer, empty).await;
    assert_eq!(code_of(refused), "empty-list");
}
