//! Two versions side by side: this version on rows that a newer one has written. It reads what it
//! understands, says what it does not, and drops nothing.

use std::fmt::Debug;

use domain::audit::{Action, AuditEvent, LogName, Way};
use domain::form::FORMS;
use domain::{
    Actor, AuditEventId, Decision, Misses, PhotoId, ReviewId, ReviewRecord, School, Subject,
    Version,
};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};
use serde_json::{Value, json};
use store::{Advance, Findings, MissKey, Store, StoreError};

use crate::audit::chain;
use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, SCHOOL, centre_reviewer, minute, photo, photo_ref, reasons,
    roster_entry, school, submission, uuid,
};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    unknown_fields_are_read_past_and_never_dropped,
    an_unknown_variant_is_told_with_its_row,
    a_row_of_this_form_that_makes_no_sense_is_corrupt,
    a_row_that_was_written_without_a_form_has_the_first,
    writes_without_a_version_are_refused_too,
    a_roster_of_a_newer_form_is_not_replaced,
    newer_findings_are_not_replaced,
    misses_with_an_unknown_field_are_refused,
    a_log_goes_on_after_a_line_of_a_newer_version,
];

/// Changes the only row of a table as a newer version would have written it.
async fn write_newer(
    connection: &DatabaseConnection,
    table: &str,
    column: &str,
    change: impl FnOnce(&mut Value),
) {
    let stored = text(connection, table, column).await;
    let mut json: Value = serde_json::from_str(&stored).unwrap();
    change(&mut json);
    let json = json.to_string().replace('\'', "''");
    let update = format!("UPDATE {table} SET {column} = '{json}'");
    connection.execute_unprepared(&update).await.unwrap();
}

async fn set_form(connection: &DatabaseConnection, table: &str, form: i64) {
    let update = format!("UPDATE {table} SET form = {form}");
    connection.execute_unprepared(&update).await.unwrap();
}

/// What the only row of a table holds in a column.
async fn text(connection: &DatabaseConnection, table: &str, column: &str) -> String {
    let backend = connection.get_database_backend();
    let question = Statement::from_string(backend, format!("SELECT {column} FROM {table}"));
    let row = connection.query_one_raw(question).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn insert_school(store: &Store) -> School {
    let school = school(1, "10574", "School");
    let work = store.begin().await.unwrap();
    work.schools().insert(&school).await.unwrap();
    work.commit().await.unwrap();
    school
}

/// The form that this version writes into a table; the first for what is no aggregate.
fn known_form(table: &str) -> i64 {
    let table = match table {
        "review" => "reviewrecord",
        "roster" => "rosterentry",
        table => table,
    };
    let mut forms = FORMS.iter();
    let known = forms.find(|(aggregate, _)| aggregate.to_lowercase() == table);
    known.map_or(1, |(_, form)| i64::from(*form))
}

#[track_caller]
fn assert_newer<T: Debug>(result: Result<T, StoreError>, expected_table: &str) {
    let error = result.unwrap_err();
    let expected = known_form(expected_table);
    assert!(
        matches!(
            &error,
            StoreError::NewerForm { table, stored, known, .. }
                if *table == expected_table && (*stored, *known) == (expected + 1, expected)
        ),
        "{error:?}"
    );
    let words = error.to_string();
    let forms = [
        format!("has form {}", expected + 1),
        format!("knows {expected}"),
    ];
    assert!(forms.iter().all(|form| words.contains(form)), "{words}");
}

async fn unknown_fields_are_read_past_and_never_dropped(database: Database) {
    let store = &database.store;
    let school = insert_school(store).await;
    let newer = database.behind_the_back().await;
    write_newer(&newer, "school", "body", |body| {
        body["motto"] = json!("O'Hara");
    })
    .await;
    set_form(&newer, "school", 2).await;

    let read = store.schools().find(school.id).await.unwrap();
    assert_eq!(read, Some(school.clone()));
    let work = store.begin().await.unwrap();
    let renamed = school.clone().rename("Other".to_owned());
    assert_newer(work.schools().advance(&school, &renamed).await, "school");
    drop(work);
    // A caller with an old version of the row gets the same answer: trying again is no use.
    let work = store.begin().await.unwrap();
    let again = renamed.clone().rename("Third".to_owned());
    assert_newer(work.schools().advance(&renamed, &again).await, "school");
    drop(work);
    let body: Value = serde_json::from_str(&text(&newer, "school", "body").await).unwrap();
    assert_eq!(
        (&body["motto"], &body["name"]),
        (&json!("O'Hara"), &json!("School"))
    );
}

async fn an_unknown_variant_is_told_with_its_row(database: Database) {
    let store = &database.store;
    let submission = submission(1);
    let work = store.begin().await.unwrap();
    work.submissions().insert(&submission).await.unwrap();
    work.commit().await.unwrap();
    let newer = database.behind_the_back().await;
    let printing = json!({ "state": "printing", "printer": 3 });
    write_newer(&newer, "submission", "body", |body| {
        body["state"] = printing;
    })
    .await;
    set_form(&newer, "submission", known_form("submission") + 1).await;

    let read = store.submissions().find(submission.id).await;
    let words = format!("{read:?}");
    assert!(words.contains(&submission.id.to_string()), "{words}");
    assert_newer(read, "submission");
    let work = store.begin().await.unwrap();
    let offered = submission.clone().offer(photo_ref(1), minute(1)).unwrap();
    let written = work.submissions().advance(&submission, &offered).await;
    assert_newer(written, "submission");
    drop(work);
    assert!(
        text(&newer, "submission", "body")
            .await
            .contains("printing")
    );
}

async fn a_row_of_this_form_that_makes_no_sense_is_corrupt(database: Database) {
    let store = &database.store;
    let school = insert_school(store).await;
    let newer = database.behind_the_back().await;
    write_newer(&newer, "school", "body", |body| {
        body["code"] = json!("no code");
    })
    .await;
    let read = store.schools().find(school.id).await;
    assert!(
        matches!(
            &read,
            Err(StoreError::Corrupt {
                table: "school",
                ..
            })
        ),
        "{read:?}"
    );
}

async fn a_row_that_was_written_without_a_form_has_the_first(database: Database) {
    let store = &database.store;
    let school = insert_school(store).await;
    let older = database.behind_the_back().await;
    let copy = "INSERT INTO school (id, version, centre, code, body) \
                SELECT id, version, centre, code, body FROM kept";
    for statement in [
        "CREATE TABLE kept AS SELECT * FROM school",
        "DELETE FROM school",
        copy,
    ] {
        older.execute_unprepared(statement).await.unwrap();
    }
    let renamed = school.clone().rename("Other".to_owned());
    let work = store.begin().await.unwrap();
    let advance = work.schools().advance(&school, &renamed).await.unwrap();
    assert_eq!(advance, Advance::Done);
    // Who was slower is told so as before.
    let advance = work.schools().advance(&school, &renamed).await.unwrap();
    assert_eq!(advance, Advance::Stale);
    work.commit().await.unwrap();
}

async fn writes_without_a_version_are_refused_too(database: Database) {
    let store = &database.store;
    let record = ReviewRecord {
        id: ReviewId::from_uuid(uuid(1)),
        centre: CENTRE,
        submission: submission(1).id,
        submission_version: Version::FIRST,
        photo: photo_ref(1).id,
        reviewer: centre_reviewer(),
        decision: Decision::Reject { reasons: reasons() },
        decided_at: minute(1),
        took: None,
    };
    let entry = roster_entry(1);
    let work = store.begin().await.unwrap();
    work.reviews().insert(&record).await.unwrap();
    work.roster()
        .replace(BATCH, SCHOOL, std::slice::from_ref(&entry))
        .await
        .unwrap();
    work.roster().rewrite(&entry).await.unwrap();
    work.commit().await.unwrap();
    let newer = database.behind_the_back().await;
    for table in ["review", "roster"] {
        set_form(&newer, table, known_form(table) + 1).await;
    }

    let work = store.begin().await.unwrap();
    let forgotten = work.reviews().forget_notes(record.submission).await;
    assert_newer(forgotten, "review");
    drop(work);
    let work = store.begin().await.unwrap();
    assert_newer(work.roster().rewrite(&entry).await, "roster");
}

async fn a_roster_of_a_newer_form_is_not_replaced(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    work.roster()
        .replace(BATCH, SCHOOL, &[roster_entry(1)])
        .await
        .unwrap();
    work.commit().await.unwrap();
    let newer = database.behind_the_back().await;
    set_form(&newer, "roster", 2).await;
    let work = store.begin().await.unwrap();
    let replaced = work
        .roster()
        .replace(BATCH, SCHOOL, &[roster_entry(2)])
        .await;
    assert_newer(replaced, "roster");
}

async fn newer_findings_are_not_replaced(database: Database) {
    let store = &database.store;
    let said = |facts_version| Findings {
        facts: json!({ "version": facts_version }),
        judgement: json!({}),
        facts_version,
        portrait_geometry: None,
    };
    let photo: PhotoId = photo(1).id;
    let work = store.begin().await.unwrap();
    work.findings().put(photo, &said(2)).await.unwrap();
    let older = work.findings().put(photo, &said(1)).await;
    assert_newer(older, "findings");
    drop(work);
    let work = store.begin().await.unwrap();
    work.findings().put(photo, &said(2)).await.unwrap();
    work.findings().put(photo, &said(3)).await.unwrap();
    work.commit().await.unwrap();
    let kept = store.findings().find(photo).await.unwrap().unwrap();
    assert_eq!(kept.facts_version, 3);
}

async fn misses_with_an_unknown_field_are_refused(database: Database) {
    let store = &database.store;
    let key = MissKey::Account(ACCOUNT);
    let work = store.begin().await.unwrap();
    let one = Misses::default().miss(minute(1));
    work.misses().put(&key, &one).await.unwrap();
    work.commit().await.unwrap();
    let newer = database.behind_the_back().await;
    write_newer(&newer, "misses", "body", |body| {
        body["banned"] = json!(true);
    })
    .await;
    let work = store.begin().await.unwrap();
    let read = work.misses().find(&key).await;
    assert!(
        matches!(
            &read,
            Err(StoreError::Corrupt {
                table: "misses",
                ..
            })
        ),
        "{read:?}"
    );
}

fn event(number: u32) -> AuditEvent {
    let id = AuditEventId::from_uuid(uuid(number));
    let subject = Subject::Photo(photo(1).id);
    AuditEvent::new(id, Actor::System, &Action::ViewPhoto, subject, minute(1))
        .of(CENTRE)
        .through(Way::CommandLine)
}

async fn a_log_goes_on_after_a_line_of_a_newer_version(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    work.audit().append(event(1));
    work.commit().await.unwrap();
    chain(store).await;
    let newer = database.behind_the_back().await;
    write_newer(&newer, "audit_head", "last", |last| {
        last["event"]["subject"] = json!({ "subject": "order", "id": uuid(9) });
        last["event"]["channel"] = json!("counter");
    })
    .await;
    let work = store.begin().await.unwrap();
    work.audit().append(event(2));
    work.commit().await.unwrap();
    chain(store).await;
    let log = LogName::keyed(Some(CENTRE));
    let lines = store.audit().list(log, 0, 10).await.unwrap();
    let numbers: Vec<u64> = lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(lines[1].previous, lines[0].hash);
}
