//! Rosters: what an import does, what it keeps, and taking it back.

use app::roster::{Difference, ImportRoster, RosterImported};
use app::{Caller, Failure, roster};
use documents::roster::RosterLine;
use domain::*;
use vault::{FieldColumn, FieldPlace};

use crate::harness::{World, code_of};

fn line(number: &str, college: &str, class: &str) -> RosterLine {
    RosterLine {
        student_number: StudentNumber::parse(number).unwrap(),
        identity_number: None,
        college: Some(college.to_owned()),
        teaching_point: None,
        class: Some(class.to_owned()),
        cohort: Cohort {
            grade_year: 2021,
            level: Level::JuniorCollegeToBachelor,
            graduation: "2024-01".parse().unwrap(),
        },
    }
}

async fn import(
    world: &World,
    caller: &Caller,
    way: ImportWay,
    lines: Vec<RosterLine>,
) -> Result<RosterImported, Failure> {
    let request = ImportRoster {
        batch: world.batch.id,
        school: world.school.code,
        way,
        lines,
    };
    roster::import(&world.app, caller, request).await
}

async fn officer(world: &World) -> Caller {
    let officer = Role::SchoolOfficer {
        school: world.school.id,
    };
    world.staff("officer", vec![officer]).await
}

/// The numbers, colleges and classes on the roster.
async fn listed(world: &World) -> Vec<(String, String)> {
    let (store, vault) = (&world.parts.store, &world.parts.vault);
    let entries = store.roster();
    let entries = entries
        .list_of_school(world.batch.id, world.school.id)
        .await;
    let units = store.units().list_of_school(world.school.id).await.unwrap();
    let entries = entries.unwrap();
    let read = entries.iter().map(|entry| {
        let place = FieldPlace {
            column: FieldColumn::RosterStudentNumber,
            row: entry.id.as_uuid(),
        };
        let number = vault.unseal(place, &entry.student_number.sealed).unwrap();
        let college = units
            .iter()
            .find(|unit| Some(unit.id) == entry.placement.college);
        (number.to_string(), college.unwrap().name.clone())
    });
    let mut read: Vec<_> = read.collect();
    read.sort();
    read
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs
        .iter()
        .map(|(number, college)| ((*number).to_owned(), (*college).to_owned()));
    owned.collect()
}

#[tokio::test]
async fn a_roster_replaces_the_one_before_and_enters_places() {
    let world = World::new().await;
    let officer = officer(&world).await;
    let replace = ImportWay::Replace;
    let lines = vec![
        line("2021001", "文学院", "一班"),
        line("2021002", "文学院", ""),
    ];
    let done = import(&world, &officer, replace, lines).await;
    let done = done.unwrap();
    assert_eq!((done.students, done.new_units, done.new_classes), (2, 1, 1));
    let lines = vec![
        line("2021003", "文学院", "一班"),
        line("2021001", "理学院", " "),
    ];
    let done = import(&world, &officer, replace, lines).await;
    let done = done.unwrap();
    assert_eq!((done.students, done.new_units, done.new_classes), (2, 1, 0));
    let roster = world.parts.store.roster();
    assert_eq!(roster.count(world.batch.id).await.unwrap(), 2);
    let twice = vec![
        line("2021001", "文学院", ""),
        line("２０２１００１", "", ""),
    ];
    let refused = import(&world, &officer, replace, twice).await;
    let text = refused.unwrap_err().to_string();
    assert!(text.contains("line 2 repeats line 1") && !text.contains("2021001"));
    let unit = Role::UnitOfficer {
        school: world.school.id,
        unit: UnitId::from_uuid(world.id()),
    };
    let unit = world.staff("unit", vec![unit]).await;
    let lines = vec![line("2021001", "文学院", "")];
    let refused = import(&world, &unit, replace, lines).await;
    assert_eq!(code_of(refused), "not-allowed");
}

#[tokio::test]
async fn an_update_leaves_the_others_where_they_are() {
    let world = World::new().await;
    let caller = officer(&world).await;
    let first = vec![
        line("1", "文学院", "一班"),
        line("2", "文学院", "一班"),
        line("3", "文学院", ""),
    ];
    import(&world, &caller, ImportWay::Replace, first)
        .await
        .unwrap();
    let second = vec![
        line("2", "理学院", "一班"),
        line("3", "文学院", " "),
        line("4", "理学院", ""),
    ];
    let done = import(&world, &caller, ImportWay::Update, second)
        .await
        .unwrap();
    let expected = Difference {
        new: 1,
        changed: 1,
        gone: 0,
    };
    assert_eq!((done.students, done.difference), (4, expected));
    let expected = [
        ("1", "文学院"),
        ("2", "理学院"),
        ("3", "文学院"),
        ("4", "理学院"),
    ];
    assert_eq!(listed(&world).await, pairs(&expected));
}

#[tokio::test]
async fn the_last_import_is_taken_back_and_done_again() {
    let world = World::new().await;
    let (batch, school) = (world.batch.id, world.school.code);
    let caller = officer(&world).await;
    let undo = || roster::undo(&world.app, &caller, batch, school);
    assert_eq!(code_of(undo().await), "nothing-to-take-back");
    let first = vec![line("1", "文学院", "一班"), line("2", "文学院", "一班")];
    import(&world, &caller, ImportWay::Replace, first)
        .await
        .unwrap();
    let wrong = vec![line("9", "理学院", "一班")];
    import(&world, &caller, ImportWay::Replace, wrong)
        .await
        .unwrap();
    let back = undo().await.unwrap();
    let expected = Difference {
        new: 2,
        changed: 0,
        gone: 1,
    };
    assert_eq!((back.students, back.difference), (2, expected));
    assert_eq!(
        listed(&world).await,
        pairs(&[("1", "文学院"), ("2", "文学院")])
    );
    undo().await.unwrap();
    assert_eq!(listed(&world).await, pairs(&[("9", "理学院")]));
    let imports = roster::imports(&world.app, &caller, batch, school)
        .await
        .unwrap();
    let told: Vec<_> = imports
        .iter()
        .map(|listed| {
            (
                listed.import.way,
                listed.import.students,
                listed.import.former.is_some(),
            )
        })
        .collect();
    let expected = [
        (ImportWay::Undo, 1, true),
        (ImportWay::Undo, 2, false),
        (ImportWay::Replace, 1, false),
        (ImportWay::Replace, 2, false),
    ];
    assert_eq!(told, expected, "one object is kept, of the last import");
    assert!(imports.iter().all(|listed| listed.by.is_some()));
}

#[tokio::test]
async fn the_first_import_taken_back_leaves_no_roster() {
    let world = World::new().await;
    let caller = officer(&world).await;
    let first = vec![line("1", "文学院", "一班")];
    import(&world, &caller, ImportWay::Replace, first)
        .await
        .unwrap();
    let back = roster::undo(&world.app, &caller, world.batch.id, world.school.code).await;
    assert_eq!(back.unwrap().students, 0);
    let roster = world.parts.store.roster();
    assert!(
        !roster
            .has_roster(world.batch.id, world.school.id)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn identity_numbers_are_sealed_where_the_centre_takes_them() {
    let world = World::new().await;
    let caller = officer(&world).await;
    let lines = || {
        let identity_number = Some(IdentityNumber::parse("11010519491231002X").unwrap());
        vec![RosterLine {
            identity_number,
            ..line("1", "文学院", "一班")
        }]
    };
    let refused = import(&world, &caller, ImportWay::Replace, lines()).await;
    assert_eq!(code_of(refused), "invalid");
    take_identity_numbers(&world).await;
    import(&world, &caller, ImportWay::Replace, lines())
        .await
        .unwrap();
    let entries = world.parts.store.roster();
    let entries = entries
        .list_of_school(world.batch.id, world.school.id)
        .await;
    let entry = entries.unwrap().remove(0);
    let place = FieldPlace {
        column: FieldColumn::RosterIdentityNumber,
        row: entry.id.as_uuid(),
    };
    let sealed = entry.identity_number.unwrap().sealed;
    let clear = world.parts.vault.unseal(place, &sealed).unwrap();
    assert_eq!(clear.as_str(), "11010519491231002X");
    // What is kept of it comes back with it.
    import(
        &world,
        &caller,
        ImportWay::Replace,
        vec![line("2", "文学院", "")],
    )
    .await
    .unwrap();
    roster::undo(&world.app, &caller, world.batch.id, world.school.code)
        .await
        .unwrap();
    let entries = world.parts.store.roster();
    let entries = entries
        .list_of_school(world.batch.id, world.school.id)
        .await;
    assert!(entries.unwrap()[0].identity_number.is_some());
}

async fn take_identity_numbers(world: &World) {
    let store = &world.parts.store;
    let before = store
        .centres()
        .find(world.centre.id)
        .await
        .unwrap()
        .unwrap();
    let policy = CentrePolicy {
        identity_columns: IdentityColumns::Sealed,
        ..before.policy.clone()
    };
    let after = Centre {
        policy,
        ..before.clone()
    };
    let work = store.begin().await.unwrap();
    let advanced = work.centres().advance(&before, &after).await;
    assert_eq!(advanced.unwrap(), store::Advance::Done);
    work.commit().await.unwrap();
}
