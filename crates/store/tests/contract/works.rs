//! Transactions: what a work leaves, and what the store says when something is wrong.

use std::error::Error as _;

use sea_orm::ConnectionTrait as _;
use store::{Advance, Engine, OpenError, RareTable, Store, StoreConfig, StoreError, UniqueKey};

use crate::fixtures::{CENTRE, account, batch, index, minute, school, staff, submission};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    what_is_not_committed_leaves_nothing,
    an_error_in_the_middle_leaves_nothing,
    a_task_that_is_stopped_leaves_nothing,
    what_a_work_has_written_is_counted_by_table,
    others_see_a_work_only_once_it_is_committed,
    writers_wait_for_each_other,
    migrating_again_does_nothing,
    servers_may_migrate_at_once,
    tables_of_a_newer_program_are_left_alone,
    a_body_that_makes_no_sense_is_corrupt,
    a_store_answers_and_closes,
];

async fn what_is_not_committed_leaves_nothing(Database { store, .. }: Database) {
    let kept = school(1, "10574", "华南师范大学");
    let renamed = kept.clone().rename("华师".to_owned());
    let work = store.begin().await.unwrap();
    work.schools().insert(&kept).await.unwrap();
    work.commit().await.unwrap();

    let work = store.begin().await.unwrap();
    work.schools()
        .insert(&school(2, "10576", "韶关学院"))
        .await
        .unwrap();
    assert_eq!(
        work.schools().advance(&kept, &renamed).await.unwrap(),
        Advance::Done
    );
    work.staff()
        .set_password(staff(1).id, "$argon2id$")
        .await
        .unwrap();
    drop(work);

    assert_eq!(store.schools().list(CENTRE).await.unwrap(), [kept]);
    assert_eq!(store.staff().password(staff(1).id).await.unwrap(), None);
    // The next writer's turn comes.
    store.begin().await.unwrap().commit().await.unwrap();
}

async fn what_a_work_has_written_is_counted_by_table(database: Database) {
    let another = database.another_server().await;
    let store = &database.store;
    let counts = |store: &Store| {
        [RareTable::Batch, RareTable::Centre, RareTable::School].map(|table| store.changes(table))
    };
    let first = school(1, "10574", "华南师范大学");
    let work = store.begin().await.unwrap();
    work.schools().insert(&first).await.unwrap();
    work.schools()
        .insert(&school(2, "10576", "韶关学院"))
        .await
        .unwrap();
    // Nobody else sees it yet.
    assert_eq!(counts(store), [0, 0, 0]);
    work.commit().await.unwrap();
    assert_eq!(counts(store), [0, 0, 1]);

    let renamed = first.clone().rename("华师".to_owned());
    let work = store.begin().await.unwrap();
    let advance = work.schools().advance(&first, &renamed).await.unwrap();
    assert_eq!(advance, Advance::Done);
    drop(work);
    assert_eq!(counts(store), [0, 0, 1]);
    let work = store.begin().await.unwrap();
    work.accounts()
        .insert(&account(1, 101, None))
        .await
        .unwrap();
    work.batches().insert(&batch()).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(counts(&store.clone()), [1, 0, 1]);
    assert_eq!(counts(&another), [0, 0, 0]);
}

async fn an_error_in_the_middle_leaves_nothing(Database { store, .. }: Database) {
    async fn enter_both(store: &Store) -> Result<(), StoreError> {
        let work = store.begin().await?;
        work.accounts().insert(&account(1, 101, None)).await?;
        work.submissions().insert(&submission(1)).await?;
        work.accounts().insert(&account(2, 101, None)).await?;
        work.commit().await
    }
    let outcome = enter_both(&store).await;
    assert!(
        matches!(outcome, Err(StoreError::Taken(UniqueKey::AccountPhone))),
        "{outcome:?}"
    );
    assert_eq!(
        store.accounts().find_by_phone(&index(101)).await.unwrap(),
        None
    );
    assert_eq!(
        store.submissions().find(submission(1).id).await.unwrap(),
        None
    );
}

async fn a_task_that_is_stopped_leaves_nothing(Database { store, .. }: Database) {
    for number in 0..8 {
        let (written, is_written) = tokio::sync::oneshot::channel();
        let there = store.clone();
        let task = tokio::spawn(async move {
            let work = there.begin().await.unwrap();
            work.accounts()
                .insert(&account(number, number, None))
                .await
                .unwrap();
            written.send(()).unwrap();
            std::future::pending::<()>().await;
            work.commit().await.unwrap();
        });
        is_written.await.unwrap();
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
    let work = store.begin().await.unwrap();
    for number in 0..8 {
        assert_eq!(
            work.accounts().find_by_phone(&index(number)).await.unwrap(),
            None
        );
        work.accounts()
            .insert(&account(number, number, None))
            .await
            .unwrap();
    }
    work.commit().await.unwrap();
}

async fn others_see_a_work_only_once_it_is_committed(Database { store, .. }: Database) {
    let new = school(1, "10574", "华南师范大学");
    let work = store.begin().await.unwrap();
    work.schools().insert(&new).await.unwrap();
    assert_eq!(
        work.schools().find(new.id).await.unwrap(),
        Some(new.clone())
    );
    assert_eq!(store.schools().find(new.id).await.unwrap(), None);
    work.commit().await.unwrap();
    assert_eq!(store.schools().find(new.id).await.unwrap(), Some(new));
}

async fn writers_wait_for_each_other(database: Database) {
    // Two servers on one database, so that SQLite's lock on the file is waited for as well.
    let first = school(1, "10574", "华南师范大学");
    let work = database.store.begin().await.unwrap();
    work.schools().insert(&first).await.unwrap();
    work.commit().await.unwrap();
    let servers = [database.store.clone(), database.another_server().await];

    let writers = (0..32_usize).map(|number| {
        let store = servers[number % 2].clone();
        tokio::spawn(async move {
            // As a use case that is told that it was too late does.
            loop {
                let id = school(1, "10574", "").id;
                let work = store.begin().await.unwrap();
                let before = work.schools().find(id).await.unwrap().unwrap();
                let after = before.clone().rename(format!("{}.", before.name));
                if work.schools().advance(&before, &after).await.unwrap() == Advance::Done {
                    work.commit().await.unwrap();
                    return;
                }
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let last = database
        .store
        .schools()
        .find(first.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(last.version.as_u64(), 33);
    assert_eq!(last.name.matches('.').count(), 32);
}

async fn migrating_again_does_nothing(Database { store, .. }: Database) {
    let kept = school(1, "10574", "华南师范大学");
    let work = store.begin().await.unwrap();
    work.schools().insert(&kept).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(store.migration_steps().await.unwrap().pending, 0);
    store.migrate().await.unwrap();
    assert_eq!(store.schools().find(kept.id).await.unwrap(), Some(kept));
}

async fn servers_may_migrate_at_once(database: Database) {
    let connection = database.behind_the_back().await;
    // The last step is taken back by hand, as if the program were newer than the tables.
    for table in [
        "account",
        "appointment",
        "batch",
        "capture",
        "centre",
        "class",
        "consent",
        "degree",
        "notification",
        "photo",
        "region",
        "review",
        "roster",
        "school",
        "slot",
        "staff",
        "studio",
        "submission",
        "unit",
    ] {
        let drop = format!("ALTER TABLE {table} DROP COLUMN form");
        connection.execute_unprepared(&drop).await.unwrap();
    }
    let forget = "DELETE FROM seaql_migrations WHERE version LIKE '%forms'";
    connection.execute_unprepared(forget).await.unwrap();
    assert_eq!(database.store.migration_steps().await.unwrap().pending, 1);
    let servers = (0..4).map(|_| database.another_server());
    let servers = futures_util::future::join_all(servers).await;
    let migrations = servers.iter().map(Store::migrate);
    for outcome in futures_util::future::join_all(migrations).await {
        outcome.unwrap();
    }
    assert_eq!(database.store.migration_steps().await.unwrap().pending, 0);
    assert_eq!(database.store.centres().list().await.unwrap(), []);
}

async fn tables_of_a_newer_program_are_left_alone(database: Database) {
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29991231_000001', 0)";
    let connection = database.behind_the_back().await;
    connection.execute_unprepared(newer).await.unwrap();
    let steps = database.store.migration_steps().await.unwrap();
    assert_eq!(steps.pending, 0);
    assert_eq!(steps.newer, ["m29991231_000001"]);
    // A server of this version may start beside those of the next one.
    database.store.migrate().await.unwrap();
    assert_eq!(database.store.centres().list().await.unwrap(), []);
    let forget = "DELETE FROM seaql_migrations WHERE version LIKE '%forms'";
    connection.execute_unprepared(forget).await.unwrap();
    let migrated = database.store.migrate().await;
    assert!(
        matches!(migrated, Err(StoreError::Failed { .. })),
        "{migrated:?}"
    );
}

async fn a_body_that_makes_no_sense_is_corrupt(database: Database) {
    let store = &database.store;
    let kept = school(1, "10574", "华南师范大学");
    let work = store.begin().await.unwrap();
    work.schools().insert(&kept).await.unwrap();
    work.commit().await.unwrap();
    let connection = database.behind_the_back().await;
    for body in ["{}", "", "{\"name\": \"secret\"", "[\"secret\"]"] {
        let sql = format!("UPDATE school SET body = '{body}'");
        connection.execute_unprepared(&sql).await.unwrap();
        let error = store.schools().find(kept.id).await.unwrap_err();
        let StoreError::Corrupt { table, id, source } = &error else {
            panic!("{error:?}");
        };
        assert_eq!(
            (*table, id.as_str()),
            ("school", kept.id.to_string().as_str())
        );
        assert!(!format!("{error} {error:?} {source}").contains("secret"));
        assert!(!error.is_transient());
    }
}

async fn a_store_answers_and_closes(Database { store, .. }: Database) {
    store.ping().await.unwrap();
    store.checkpoint().await.unwrap();
    let other = store.clone();
    store.close().await;
    let error = other.ping().await.unwrap_err();
    assert!(error.is_transient(), "{error:?}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn only_two_kinds_of_addresses_are_opened() {
    for url in [
        "mysql://localhost/caixiang",
        "sqlite::memory:",
        "caixiang.sqlite",
    ] {
        let error = Store::open(&StoreConfig::at(url)).await.unwrap_err();
        assert!(matches!(error, OpenError::UnknownScheme), "{error:?}");
    }
    let nowhere = StoreConfig::at("sqlite:///nonexistent/folder/caixiang.sqlite");
    let error = Store::open(&nowhere).await.unwrap_err();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_is_made_with_the_settings_that_keep_data() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("采像.sqlite");
    let store = Store::open(&StoreConfig::at(format!("sqlite://{}", file.display())))
        .await
        .unwrap();
    assert_eq!(store.engine(), Engine::Sqlite);
    assert!(store.migration_steps().await.unwrap().pending > 0);
    store.migrate().await.unwrap();
    let work = store.begin().await.unwrap();
    work.accounts().insert(&account(1, 1, None)).await.unwrap();
    let erased = account(1, 1, None)
        .erase(domain::Actor::System, minute(1))
        .unwrap();
    let _ = work
        .accounts()
        .advance(&account(1, 1, None), &erased)
        .await
        .unwrap();
    work.commit().await.unwrap();
    let log = folder.path().join("采像.sqlite-wal");
    assert!(std::fs::metadata(&log).unwrap().len() > 0);
    store.checkpoint().await.unwrap();
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
}

#[tokio::test]
async fn whoever_made_the_file_can_empty_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("caixiang.sqlite");
    let config = StoreConfig {
        busy_timeout_ms: 100,
        ..StoreConfig::at(format!("sqlite://{}", file.display()))
    };
    let maker = Store::open(&config).await.unwrap();
    let other = Store::open(&config).await.unwrap();
    other.migrate().await.unwrap();
    maker.checkpoint().await.unwrap();
    let log = folder.path().join("caixiang.sqlite-wal");
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
}

#[test]
fn settings_are_read_with_defaults_and_without_unknown_keys() {
    let read = serde_json::from_str::<StoreConfig>;
    let config = read(r#"{"url":"sqlite://a"}"#).unwrap();
    assert_eq!(config, StoreConfig::at("sqlite://a"));
    assert!(read(r#"{"url":"sqlite://a","pool":3}"#).is_err());
    assert!(read("{}").is_err());
}
