//! The audit log: numbers without gaps, chains apart, nothing changed or deleted unseen.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::audit::{AuditEntry, AuditEvent, BrokenLog, ChainKey, Detail, LogEnd, LogName, Word};
use domain::{Actor, AuditEventId, CentreId, PhotoId, StaffId, Subject, SubmissionId, Timestamp};
use futures_util::future::join_all;
use sea_orm::ConnectionTrait as _;
use sha2::{Digest as _, Sha256};
use store::{Engine, Store, VerifyError};
use uuid::Uuid;

use crate::harness::{Database, on_both_engines};

on_both_engines!(
    entries_come_back_in_order,
    chains_are_apart,
    a_thing_has_its_history,
    a_rolled_back_event_leaves_no_gap,
    many_append_at_once,
    whoever_appends_early_holds_nobody_up,
    a_long_chain_is_verified,
    entries_are_not_changed_or_deleted,
    a_changed_entry_is_found,
    a_column_that_says_otherwise_is_found,
    a_missing_entry_is_found,
    a_cut_off_end_is_found,
    a_chain_without_its_end_is_found,
    lines_that_wait_are_seen,
    two_who_chain_take_each_line_once,
    an_end_that_was_noted_elsewhere_shows_a_cut,
    an_entry_without_a_key_breaks_a_log_with_one,
    a_log_of_before_the_keys_is_verified,
);

const CENTRE: CentreId = CentreId::from_uuid(Uuid::from_u128(2));
const LOG: LogName = LogName::keyed(Some(CENTRE));
const KEY: ChainKey = ChainKey::new(1);

/// Enough to tell entries apart; production takes HMAC-SHA-256.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let mut digest = [0; 32];
    digest[..8].copy_from_slice(&hasher.finish().to_be_bytes());
    digest
}

fn mac(key: ChainKey, bytes: &[u8]) -> Option<[u8; 32]> {
    (key == KEY).then(|| hash(bytes))
}

async fn verify(store: &Store, log: LogName) -> Result<u64, VerifyError> {
    store.audit().verify(log, mac).await
}

/// Chains every line that waits.
pub(crate) async fn chain(store: &Store) {
    for log in store.audit().list_waiting().await.unwrap() {
        loop {
            let work = store.begin().await.unwrap();
            let count = work.audit().chain(log, KEY, hash).await.unwrap();
            work.commit().await.unwrap();
            if count == 0 {
                break;
            }
        }
    }
}

fn word(text: &str) -> Word {
    Word::new(text).unwrap()
}

fn photo(number: u128) -> Subject {
    Subject::Photo(PhotoId::from_uuid(Uuid::from_u128(number)))
}

fn event(number: u128, centre: Option<CentreId>, subject: Subject) -> AuditEvent {
    AuditEvent {
        id: AuditEventId::from_uuid(Uuid::from_u128(number)),
        centre,
        actor: Actor::Staff(StaffId::from_uuid(Uuid::from_u128(50))),
        action: word("view-photo"),
        subject,
        at: Timestamp::from_micros(1_693_960_200_000_000 + number as i64),
        details: BTreeMap::from([
            (word("attempt"), Detail::Number(number as i64)),
            (word("reasons"), Detail::Words(vec![word("eyes-open")])),
        ]),
    }
}

async fn leave(store: &Store, event: AuditEvent) {
    let work = store.begin().await.unwrap();
    work.audit().append(event);
    work.commit().await.unwrap();
}

/// Leaves a line and chains it.
async fn append(store: &Store, event: AuditEvent) -> AuditEntry {
    let (id, log) = (event.id, LogName::keyed(event.centre));
    leave(store, event).await;
    chain(store).await;
    let entries = store.audit().list(log, 0, 2000).await.unwrap();
    let mut entries = entries.into_iter();
    entries.find(|entry| entry.event.id == id).unwrap()
}

async fn append_some(store: &Store, count: u128) {
    for number in 1..=count {
        append(store, event(number, Some(CENTRE), photo(number))).await;
    }
}

async fn numbers(store: &Store, after: u64, limit: u32) -> Vec<u64> {
    let entries = store.audit().list(LOG, after, limit).await;
    entries.unwrap().iter().map(|entry| entry.number).collect()
}

/// The number of the first entry that does not fit.
async fn broken_at(store: &Store) -> Option<u64> {
    match verify(store, LOG).await {
        Ok(_) => None,
        Err(VerifyError::Broken(BrokenLog { number })) => Some(number),
        Err(VerifyError::Store(error)) => panic!("{error}"),
    }
}

/// Changes the log as only somebody could who may change tables.
async fn tamper(database: &Database, statement: &str) {
    let connection = database.behind_the_back().await;
    let triggers: &[&str] = match database.store.engine() {
        Engine::Sqlite => &[
            "DROP TRIGGER audit_entry_update",
            "DROP TRIGGER audit_entry_delete",
        ],
        Engine::Postgres => &["DROP TRIGGER audit_entry_append_only ON audit_entry"],
    };
    for trigger in triggers {
        connection.execute_unprepared(trigger).await.unwrap();
    }
    let changed = connection.execute_unprepared(statement).await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
}

async fn entries_come_back_in_order(database: Database) {
    let store = &database.store;
    assert_eq!(verify(store, LOG).await.unwrap(), 0);
    let first = append(store, event(1, Some(CENTRE), photo(1))).await;
    let second = append(store, event(2, Some(CENTRE), photo(2))).await;
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!(second.previous, first.hash);
    let listed = store.audit().list(LOG, 0, 10).await.unwrap();
    assert_eq!(listed, [first, second]);
    append_some(store, 3).await;
    assert_eq!(numbers(store, 1, 3).await, [2, 3, 4]);
    assert_eq!(numbers(store, 4, 3).await, [5]);
    assert!(numbers(store, u64::MAX, 3).await.is_empty());
    assert_eq!(verify(store, LOG).await.unwrap(), 5);
}

async fn chains_are_apart(database: Database) {
    let store = &database.store;
    append_some(store, 2).await;
    let other = CentreId::from_uuid(Uuid::from_u128(3));
    let of_other = append(store, event(9, Some(other), photo(1))).await;
    let of_nobody = append(store, event(10, None, photo(1))).await;
    assert_eq!((of_other.number, of_nobody.number), (1, 1));
    assert_eq!(verify(store, LOG).await.unwrap(), 2);
    assert_eq!(verify(store, LogName::keyed(Some(other))).await.unwrap(), 1);
    assert_eq!(verify(store, LogName::keyed(None)).await.unwrap(), 1);
}

async fn a_thing_has_its_history(database: Database) {
    let store = &database.store;
    let same_id = SubmissionId::from_uuid(Uuid::from_u128(1));
    append(store, event(3, Some(CENTRE), photo(1))).await;
    append(store, event(1, None, photo(1))).await;
    append(store, event(2, Some(CENTRE), photo(2))).await;
    append(store, event(4, Some(CENTRE), Subject::Submission(same_id))).await;
    let history = store.audit().list_of_subject(photo(1)).await.unwrap();
    let ids = history.iter().map(|event| event.id.as_uuid().as_u128());
    assert_eq!(ids.collect::<Vec<_>>(), [1, 3]);
}

async fn a_rolled_back_event_leaves_no_gap(database: Database) {
    let store = &database.store;
    for number in 1..=4 {
        let work = store.begin().await.unwrap();
        let event = event(number, Some(CENTRE), photo(number));
        work.audit().append(event);
        if number % 2 == 0 {
            work.commit().await.unwrap();
        }
    }
    chain(store).await;
    assert_eq!(numbers(store, 0, 10).await, [1, 2]);
    assert_eq!(broken_at(store).await, None);
}

async fn many_append_at_once(database: Database) {
    let another = database.another_server().await;
    let appending = (0..32_u128).map(|number| {
        let of_two = [&database.store, &another];
        let store = of_two[number as usize % 2].clone();
        tokio::spawn(async move {
            let event = event(number, Some(CENTRE), photo(number));
            append(&store, event).await.number
        })
    });
    let mut numbers: Vec<u64> = join_all(appending)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=32).collect::<Vec<_>>());
    let verified = verify(&database.store, LOG).await;
    assert_eq!(verified.unwrap(), 32);
}

async fn whoever_appends_early_holds_nobody_up(database: Database) {
    let store = &database.store;
    if store.engine() == Engine::Sqlite {
        // One writer at a time: nobody can come between.
        return;
    }
    let early = store.begin().await.unwrap();
    early.audit().append(event(1, Some(CENTRE), photo(1)));
    let second = append(store, event(2, Some(CENTRE), photo(2))).await;
    early.commit().await.unwrap();
    chain(store).await;
    assert_eq!(second.number, 1, "numbers follow the commits");
    assert_eq!(numbers(store, 0, 10).await, [1, 2]);
    assert_eq!(broken_at(store).await, None);
}

async fn a_long_chain_is_verified(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    for number in 1..=1000 {
        let event = event(number, Some(CENTRE), photo(number));
        work.audit().append(event);
    }
    work.commit().await.unwrap();
    chain(store).await;
    assert_eq!(verify(store, LOG).await.unwrap(), 1000);
    append(store, event(1001, Some(CENTRE), photo(1))).await;
    assert_eq!(verify(store, LOG).await.unwrap(), 1001);
    let last = store.audit().list(LOG, 999, 10).await.unwrap();
    assert_eq!(last.len(), 2);
}

async fn entries_are_not_changed_or_deleted(database: Database) {
    let store = &database.store;
    append_some(store, 2).await;
    let connection = database.behind_the_back().await;
    let mut statements = vec![
        "UPDATE audit_entry SET body = '{}'",
        "DELETE FROM audit_entry WHERE number = 2",
    ];
    if store.engine() == Engine::Postgres {
        statements.push("TRUNCATE audit_entry");
    }
    for statement in statements {
        let refused = connection.execute_unprepared(statement).await;
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.contains("append-only"), "{refusal}");
    }
    assert_eq!(numbers(store, 0, 10).await, [1, 2]);
    assert_eq!(broken_at(store).await, None);
}

async fn a_changed_entry_is_found(database: Database) {
    append_some(&database.store, 4).await;
    let change = "UPDATE audit_entry SET body = replace(body, 'view-photo', 'hide-photo') \
                  WHERE number = 3";
    tamper(&database, change).await;
    assert_eq!(broken_at(&database.store).await, Some(3));
}

async fn a_column_that_says_otherwise_is_found(database: Database) {
    append_some(&database.store, 4).await;
    let change = "UPDATE audit_entry SET subject = 'batch' WHERE number = 2";
    tamper(&database, change).await;
    assert_eq!(broken_at(&database.store).await, Some(2));
}

async fn a_missing_entry_is_found(database: Database) {
    append_some(&database.store, 4).await;
    tamper(&database, "DELETE FROM audit_entry WHERE number = 2").await;
    assert_eq!(broken_at(&database.store).await, Some(2));
}

async fn a_cut_off_end_is_found(database: Database) {
    append_some(&database.store, 4).await;
    tamper(&database, "DELETE FROM audit_entry WHERE number = 4").await;
    assert_eq!(broken_at(&database.store).await, Some(4));
}

async fn a_chain_without_its_end_is_found(database: Database) {
    append_some(&database.store, 2).await;
    let connection = database.behind_the_back().await;
    let forget = "DELETE FROM audit_head";
    connection.execute_unprepared(forget).await.unwrap();
    assert_eq!(broken_at(&database.store).await, Some(1));
}

async fn lines_that_wait_are_seen(database: Database) {
    let store = &database.store;
    append(store, event(1, Some(CENTRE), photo(1))).await;
    let work = store.begin().await.unwrap();
    // Ids do not tell the order of what a transaction leaves at the same moment.
    for number in [9, 3, 5] {
        let mut line = event(number, Some(CENTRE), photo(1));
        line.at = Timestamp::from_micros(1_693_960_300_000_000);
        work.audit().append(line);
    }
    work.commit().await.unwrap();
    for _ in 0..2 {
        let history = store.audit().list_of_subject(photo(1)).await.unwrap();
        let ids = history.iter().map(|event| event.id.as_uuid().as_u128());
        assert_eq!(ids.collect::<Vec<_>>(), [1, 9, 3, 5]);
        chain(store).await;
    }
    assert!(store.audit().list_waiting().await.unwrap().is_empty());
    assert_eq!(verify(store, LOG).await.unwrap(), 4);
}

async fn two_who_chain_take_each_line_once(database: Database) {
    let another = database.another_server().await;
    for number in 1..=60 {
        leave(&database.store, event(number, Some(CENTRE), photo(number))).await;
    }
    let chaining = [database.store.clone(), another].map(|store| {
        tokio::spawn(async move {
            chain(&store).await;
        })
    });
    for one in join_all(chaining).await {
        one.unwrap();
    }
    assert_eq!(verify(&database.store, LOG).await.unwrap(), 60);
}

async fn an_end_that_was_noted_elsewhere_shows_a_cut(database: Database) {
    let store = &database.store;
    append_some(store, 2).await;
    let body = "(SELECT body FROM audit_entry WHERE number = 2)";
    append(store, event(3, Some(CENTRE), photo(3))).await;
    let noted = store.audit().list_ends().await.unwrap();
    assert_eq!(noted.len(), 1);
    let (log, end) = noted[0];
    assert_eq!((log, end.number), (LOG, 3));
    assert!(store.audit().holds(log, end).await.unwrap());
    tamper(&database, "DELETE FROM audit_entry WHERE number = 3").await;
    let connection = database.behind_the_back().await;
    let set_back = format!("UPDATE audit_head SET last = {body}");
    connection.execute_unprepared(&set_back).await.unwrap();
    assert_eq!(
        broken_at(store).await,
        None,
        "the log alone does not show it"
    );
    assert!(!store.audit().holds(log, end).await.unwrap());
    // Nor does it help to put another line in its place.
    append(store, event(4, Some(CENTRE), photo(4))).await;
    assert!(!store.audit().holds(log, end).await.unwrap());
}

/// Writes an entry as versions without keys did.
async fn write_plain(database: &Database, log: LogName, entry: &AuditEntry) {
    let top = if log.is_keyed { 1 << 127 } else { 0 };
    let chain = Uuid::from_u128(CENTRE.as_uuid().as_u128() | top);
    let literal = |id: Uuid| match database.store.engine() {
        Engine::Sqlite => format!("X'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    };
    let body = serde_json::to_string(entry).unwrap();
    let (chain, subject) = (literal(chain), literal(entry.event.subject.id()));
    let (number, at) = (entry.number, entry.event.at.as_micros());
    let name = entry.event.subject.name();
    let connection = database.behind_the_back().await;
    for statement in [
        format!(
            "INSERT INTO audit_entry (chain, number, subject, subject_id, at, body)
             VALUES ({chain}, {number}, '{name}', {subject}, {at}, '{body}')"
        ),
        format!("DELETE FROM audit_head WHERE chain = {chain}"),
        format!("INSERT INTO audit_head (chain, last) VALUES ({chain}, '{body}')"),
    ] {
        connection.execute_unprepared(&statement).await.unwrap();
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

async fn an_entry_without_a_key_breaks_a_log_with_one(database: Database) {
    let store = &database.store;
    let last = append(store, event(1, Some(CENTRE), photo(1))).await;
    let forged = event(2, Some(CENTRE), photo(2));
    let forged = AuditEntry::follow(Some(LogEnd::from(&last)), forged, None, sha256);
    write_plain(&database, LOG, &forged).await;
    assert_eq!(broken_at(store).await, Some(2));
}

async fn a_log_of_before_the_keys_is_verified(database: Database) {
    let store = &database.store;
    let plain = LogName {
        is_keyed: false,
        ..LOG
    };
    let first = event(1, Some(CENTRE), photo(1));
    let first = AuditEntry::follow(None, first, None, sha256);
    let second = event(2, Some(CENTRE), photo(1));
    let second = AuditEntry::follow(Some(LogEnd::from(&first)), second, None, sha256);
    for entry in [&first, &second] {
        write_plain(&database, plain, entry).await;
    }
    append(store, event(3, Some(CENTRE), photo(1))).await;
    assert_eq!(verify(store, plain).await.unwrap(), 2);
    assert_eq!(verify(store, LOG).await.unwrap(), 1);
    let history = store.audit().list_of_subject(photo(1)).await.unwrap();
    assert_eq!(history.len(), 3);
    let ends = store.audit().list_ends().await.unwrap();
    assert_eq!(ends.len(), 2);
}
