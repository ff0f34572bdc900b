//! Serving: repeated requests, counters, leases, secrets, the outbox, how much there is.

use domain::{Channel, ContentHash, Duration, Sealed, Timestamp};
use futures_util::future::join_all;
use store::{
    IdempotencyKey, IdempotencyOutcome, OutboxRow, PageRequest, Store, StoreError, StoredResponse,
};
use uuid::Uuid;

use crate::harness::{Database, on_both_engines};

on_both_engines!(
    a_request_is_carried_out_once,
    of_many_at_once_one_is_new,
    an_abandoned_request_is_new_again,
    a_request_is_forgotten_in_time,
    a_response_comes_too_late,
    what_was_carried_out_is_not_carried_out_again,
    a_running_request_has_its_time_renewed,
    of_two_under_one_key_one_is_committed,
    hits_are_counted_by_window,
    every_hit_counts,
    a_lease_is_one_holders,
    of_many_servers_one_has_the_lease,
    a_secret_expires_and_is_replaced,
    the_outbox_shows_the_newest_first,
    rows_are_counted_by_table,
);

fn at(second: u32) -> Timestamp {
    Timestamp::from_micros(0) + Duration::from_seconds(second)
}

fn sealed(text: &str) -> Sealed {
    Sealed::from_bytes(text.as_bytes().to_vec())
}

fn key(caller: &str, key: &str) -> IdempotencyKey {
    IdempotencyKey {
        caller: caller.to_owned(),
        key: key.to_owned(),
    }
}

fn asks_for(number: u8) -> ContentHash {
    ContentHash::from_bytes([number; 32])
}

fn response() -> StoredResponse {
    StoredResponse {
        status: 201,
        content_type: "application/json".to_owned(),
        body: "{\"name\":\"张三\"}\0".into(),
    }
}

/// Begins at a second; for a minute.
async fn begin(
    store: &Store,
    key: &IdempotencyKey,
    request: ContentHash,
    second: u32,
) -> IdempotencyOutcome {
    let work = store.begin().await.unwrap();
    let requests = work.idempotency();
    let outcome = requests.begin(key, request, at(second), at(second + 60));
    let outcome = outcome.await.unwrap();
    work.commit().await.unwrap();
    outcome
}

async fn finish(store: &Store, key: &IdempotencyKey) -> bool {
    let work = store.begin().await.unwrap();
    let kept = work.idempotency().finish(key, &response(), at(1000)).await;
    work.commit().await.unwrap();
    kept.unwrap()
}

async fn a_request_is_carried_out_once(database: Database) {
    use IdempotencyOutcome::{Done, InProgress, New, OtherRequest};

    let store = &database.store;
    let a = key("a", "1");
    assert_eq!(begin(store, &a, asks_for(1), 0).await, New);
    assert_eq!(begin(store, &a, asks_for(1), 1).await, InProgress);
    assert_eq!(begin(store, &a, asks_for(2), 1).await, OtherRequest);
    assert_eq!(begin(store, &key("b", "1"), asks_for(2), 1).await, New);
    assert!(finish(store, &a).await);
    assert_eq!(begin(store, &a, asks_for(1), 2).await, Done(response()));
    assert_eq!(begin(store, &a, asks_for(2), 2).await, OtherRequest);
}

async fn of_many_at_once_one_is_new(database: Database) {
    let another = database.another_server().await;
    let sending = (0..32_usize).map(|number| {
        let store = [&database.store, &another][number % 2].clone();
        tokio::spawn(async move { begin(&store, &key("a", "1"), asks_for(1), 0).await })
    });
    let outcomes: Vec<_> = join_all(sending)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let count = |of| outcomes.iter().filter(|outcome| **outcome == of).count();
    assert_eq!(count(IdempotencyOutcome::New), 1);
    assert_eq!(count(IdempotencyOutcome::InProgress), 31);
}

async fn an_abandoned_request_is_new_again(database: Database) {
    use IdempotencyOutcome::{Done, New};

    let store = &database.store;
    let a = key("a", "1");
    for request in [1, 2] {
        assert_eq!(begin(store, &a, asks_for(request), 0).await, New);
        let work = store.begin().await.unwrap();
        work.idempotency().abandon(&a).await.unwrap();
        work.commit().await.unwrap();
    }
    assert_eq!(begin(store, &a, asks_for(3), 0).await, New);
    assert!(finish(store, &a).await);
    let work = store.begin().await.unwrap();
    work.idempotency().abandon(&a).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(begin(store, &a, asks_for(3), 0).await, Done(response()));
}

async fn a_request_is_forgotten_in_time(database: Database) {
    use IdempotencyOutcome::{InProgress, New};

    let store = &database.store;
    let (a, b) = (key("a", "1"), key("b", "1"));
    assert_eq!(begin(store, &a, asks_for(1), 0).await, New);
    assert_eq!(begin(store, &b, asks_for(1), 0).await, New);
    // The server that had it never came back.
    assert_eq!(begin(store, &a, asks_for(1), 59).await, InProgress);
    assert_eq!(begin(store, &a, asks_for(2), 60).await, New);
    assert!(finish(store, &a).await);
    let work = store.begin().await.unwrap();
    assert_eq!(work.idempotency().prune(at(60)).await.unwrap(), 1);
    assert_eq!(work.idempotency().prune(at(1000)).await.unwrap(), 1);
    work.commit().await.unwrap();
    assert_eq!(begin(store, &a, asks_for(3), 60).await, New);
}

async fn a_response_comes_too_late(database: Database) {
    assert!(!finish(&database.store, &key("a", "1")).await);
}

/// Carries a request out as far as its first commit, which it may fail.
async fn carry_out(store: &Store, key: &IdempotencyKey) -> Result<(), StoreError> {
    let request = async {
        let work = store.begin().await?;
        work.counters().hit("done", at(0), 1).await?;
        work.commit().await
    };
    store::of_request(key.clone(), request).await
}

async fn done(store: &Store) -> u64 {
    let work = store.begin().await.unwrap();
    work.counters().hit("done", at(0), 0).await.unwrap()
}

async fn what_was_carried_out_is_not_carried_out_again(database: Database) {
    use IdempotencyOutcome::{Done, InProgress, Interrupted, New, OtherRequest};

    let store = &database.store;
    let (a, b) = (key("a", "1"), key("b", "1"));
    for key in [&a, &b] {
        assert_eq!(begin(store, key, asks_for(1), 0).await, New);
        carry_out(store, key).await.unwrap();
    }
    assert_eq!(begin(store, &a, asks_for(1), 59).await, InProgress);
    // Its server never came back.
    assert_eq!(begin(store, &a, asks_for(1), 60).await, Interrupted);
    assert_eq!(begin(store, &a, asks_for(2), 60).await, OtherRequest);
    assert!(finish(store, &b).await, "the other one did");
    assert_eq!(begin(store, &b, asks_for(1), 60).await, Done(response()));
    let day = 24 * 60 * 60;
    let work = store.begin().await.unwrap();
    assert_eq!(work.idempotency().prune(at(59 + day)).await.unwrap(), 1);
    work.commit().await.unwrap();
    assert_eq!(begin(store, &a, asks_for(1), 59 + day).await, Interrupted);
    assert_eq!(begin(store, &a, asks_for(1), 60 + day).await, New);
}

async fn a_running_request_has_its_time_renewed(database: Database) {
    use IdempotencyOutcome::{InProgress, New};

    let store = &database.store;
    let a = key("a", "1");
    let renew = async |until: u32| {
        let work = store.begin().await.unwrap();
        let renewed = work.idempotency().renew(&a, at(until)).await.unwrap();
        work.commit().await.unwrap();
        renewed
    };
    assert!(!renew(90).await, "nobody knows it");
    assert_eq!(begin(store, &a, asks_for(1), 0).await, New);
    assert!(renew(90).await);
    carry_out(store, &a).await.unwrap();
    assert!(renew(120).await, "also after its commit");
    assert_eq!(begin(store, &a, asks_for(1), 119).await, InProgress);
    assert!(finish(store, &a).await);
    assert!(!renew(150).await, "it is answered");
}

async fn of_two_under_one_key_one_is_committed(database: Database) {
    let store = &database.store;
    let a = key("a", "1");
    // The first one stood still for so long that the key was free again.
    assert_eq!(
        begin(store, &a, asks_for(1), 0).await,
        IdempotencyOutcome::New
    );
    assert_eq!(
        begin(store, &a, asks_for(1), 60).await,
        IdempotencyOutcome::New
    );
    carry_out(store, &a).await.unwrap();
    let late = carry_out(store, &a).await;
    assert!(matches!(late, Err(StoreError::Busy)), "{late:?}");
    assert_eq!(done(store).await, 1, "nothing is done twice");
    let unknown = carry_out(store, &key("b", "1")).await;
    assert!(matches!(unknown, Err(StoreError::Busy)), "{unknown:?}");
}

async fn hits_are_counted_by_window(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    let counters = work.counters();
    for (bucket, window, by, expected) in [
        ("a", 0, 0, 0),
        ("a", 0, 1, 1),
        ("a", 0, 5, 6),
        ("a", 0, 0, 6),
        ("a", 60, 1, 1),
        ("网络", 0, 2, 2),
        ("a", 0, u32::MAX, 6 + u64::from(u32::MAX)),
    ] {
        let hits = counters.hit(bucket, at(window), by).await.unwrap();
        assert_eq!(hits, expected, "{bucket} {window}");
    }
    assert_eq!(counters.prune(at(60)).await.unwrap(), 2);
    assert_eq!(counters.hit("a", at(60), 0).await.unwrap(), 1);
    assert_eq!(counters.hit("a", at(0), 0).await.unwrap(), 0);
}

async fn every_hit_counts(database: Database) {
    let another = database.another_server().await;
    let hitting = (0..32_usize).map(|number| {
        let store = [&database.store, &another][number % 2].clone();
        tokio::spawn(async move {
            let work = store.begin().await.unwrap();
            let hits = work.counters().hit("a", at(0), 1).await.unwrap();
            work.commit().await.unwrap();
            hits
        })
    });
    let mut hits: Vec<u64> = join_all(hitting)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    hits.sort_unstable();
    assert_eq!(hits, (1..=32).collect::<Vec<_>>());
}

async fn take_lease(store: &Store, holder: &str, second: u32) -> bool {
    let work = store.begin().await.unwrap();
    let leases = work.leases();
    let taken = leases.try_take("wechat", holder, at(second + 10), at(second));
    let taken = taken.await.unwrap();
    work.commit().await.unwrap();
    taken
}

async fn release_lease(store: &Store, holder: &str) {
    let work = store.begin().await.unwrap();
    work.leases().release("wechat", holder).await.unwrap();
    work.commit().await.unwrap();
}

async fn a_lease_is_one_holders(database: Database) {
    let store = &database.store;
    assert!(take_lease(store, "a", 0).await);
    assert!(!take_lease(store, "b", 9).await);
    assert!(take_lease(store, "a", 5).await);
    assert!(!take_lease(store, "b", 14).await);
    assert!(take_lease(store, "b", 15).await);
    release_lease(store, "a").await;
    assert!(!take_lease(store, "a", 16).await);
    release_lease(store, "b").await;
    assert!(take_lease(store, "a", 16).await);
}

async fn of_many_servers_one_has_the_lease(database: Database) {
    let another = database.another_server().await;
    let taking = (0..16_usize).map(|number| {
        let store = [&database.store, &another][number % 2].clone();
        tokio::spawn(async move { take_lease(&store, &format!("server-{number}"), 0).await })
    });
    let taken = join_all(taking).await.into_iter().map(Result::unwrap);
    assert_eq!(taken.filter(|taken| *taken).count(), 1);
}

async fn a_secret_expires_and_is_replaced(database: Database) {
    let store = &database.store;
    let put = async |value: &str, expires: u32| {
        let work = store.begin().await.unwrap();
        let secrets = work.secrets();
        let kept = secrets.put("wechat", &sealed(value), at(expires)).await;
        kept.unwrap();
        work.commit().await.unwrap();
    };
    let find = async |second: u32| store.secrets().find("wechat", at(second)).await.unwrap();
    assert_eq!(find(0).await, None);
    put("one", 10).await;
    assert_eq!(find(9).await, Some(sealed("one")));
    assert_eq!(find(10).await, None);
    put("two", 20).await;
    assert_eq!(find(10).await, Some(sealed("two")));
    for (value, deleted) in [("one", false), ("two", true), ("two", false)] {
        let work = store.begin().await.unwrap();
        let secrets = work.secrets();
        let outcome = secrets.delete_if("wechat", &sealed(value)).await.unwrap();
        assert_eq!(outcome, deleted, "{value}");
        work.commit().await.unwrap();
    }
    assert_eq!(find(10).await, None);
}

async fn the_outbox_shows_the_newest_first(database: Database) {
    let store = &database.store;
    let row = |number: u128, channel, second| OutboxRow {
        id: Uuid::from_u128(number),
        channel,
        template: "sign-in-code".to_owned(),
        recipient_hint: "138****0001".to_owned(),
        body: sealed("验证码"),
        created_at: at(second),
    };
    let rows = [
        row(1, Channel::Sms, 1),
        row(2, Channel::Mail, 1),
        row(3, Channel::Sms, 2),
        row(4, Channel::WeChat, 3),
    ];
    let work = store.begin().await.unwrap();
    for row in &rows {
        work.outbox().insert(row).await.unwrap();
    }
    work.commit().await.unwrap();
    let [first, second, third, fourth] = rows;

    let page = store.outbox().list(PageRequest::first(3)).await.unwrap();
    assert_eq!(page.items, [fourth, third, second]);
    let rest = PageRequest {
        after: page.next,
        limit: 3,
    };
    let page = store.outbox().list(rest).await.unwrap();
    assert_eq!((page.items, page.next), (vec![first], None));

    let work = store.begin().await.unwrap();
    assert_eq!(work.outbox().prune(at(2)).await.unwrap(), 2);
    work.commit().await.unwrap();
    let page = store.outbox().list(PageRequest::default()).await.unwrap();
    assert_eq!(page.items.len(), 2);
}

async fn rows_are_counted_by_table(database: Database) {
    let store = &database.store;
    let work = store.begin().await.unwrap();
    for bucket in ["a", "b"] {
        work.counters().hit(bucket, at(0), 1).await.unwrap();
    }
    work.commit().await.unwrap();
    let counts = store.count_rows().await.unwrap();
    let filled: Vec<_> = counts
        .iter()
        .filter(|count| count.rows > 0)
        .map(|count| (count.table.as_str(), count.rows))
        .collect();
    assert_eq!(filled, [("counter", 2)]);
    for table in ["audit_entry", "batch", "job", "submission"] {
        assert!(counts.iter().any(|count| count.table == table), "{table}");
    }
}
