//! Capture sessions, parts of uploads, photos, findings, and which objects they need.

use domain::{CaptureSource, DegreeId};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use store::{Advance, Findings, StoreError, StoredArchive, StoredPart, UniqueKey};

use crate::fixtures::{ACCOUNT, STUDENT, assessment, blob, capture, hash, minute, photo, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_token_opens_one_session,
    sessions_that_end_are_listed_in_order,
    parts_come_in_any_order_and_again,
    an_object_is_needed_as_long_as_a_row_needs_it,
    photos_are_numbered_and_listed_newest_first,
    findings_are_kept_beside_their_photo,
    a_row_that_cannot_be_read_stops_no_others,
    archives_are_one_per_account_and_need_their_object,
];

async fn a_token_opens_one_session(Database { store, .. }: Database) {
    let session = capture(1, 1, minute(10));
    let used = session.clone();
    let used = used
        .take(photo(1).id, CaptureSource::LiveCamera, STUDENT, minute(1))
        .unwrap();
    let work = store.begin().await.unwrap();
    work.captures().insert(&session).await.unwrap();
    assert_eq!(
        work.captures().advance(&session, &used).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.captures().advance(&session, &used).await.unwrap(),
        Advance::Stale
    );
    work.commit().await.unwrap();

    assert_eq!(
        store.captures().find(session.id).await.unwrap(),
        Some(used.clone())
    );
    let degree = DegreeId::from_uuid(uuid(1));
    assert_eq!(
        store.captures().list_of_degree(degree).await.unwrap(),
        [used]
    );
    let work = store.begin().await.unwrap();
    let twice = work.captures().insert(&capture(2, 1, minute(10))).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::CaptureToken))),
        "{twice:?}"
    );
}

async fn sessions_that_end_are_listed_in_order(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for (number, end) in [(1, 30), (2, 10), (3, 10), (4, 20), (5, 31)] {
        let session = capture(number, number as u8, minute(end));
        work.captures().insert(&session).await.unwrap();
        if number == 3 {
            let expired = session.clone().expire(minute(10)).unwrap();
            assert_eq!(
                work.captures().advance(&session, &expired).await.unwrap(),
                Advance::Done
            );
        }
    }
    work.commit().await.unwrap();
    for (limit, expected) in [(10, vec![uuid(2), uuid(4), uuid(1)]), (1, vec![uuid(2)])] {
        let ending = store
            .captures()
            .list_expiring_before(minute(30), limit)
            .await
            .unwrap();
        let ending: Vec<_> = ending.iter().map(|session| session.id.as_uuid()).collect();
        assert_eq!(ending, expected);
    }
}

fn part(name: &str, number: u8) -> StoredPart {
    StoredPart {
        blob: blob(name),
        length_bytes: 1 << 33,
        hash: hash(number),
    }
}

async fn parts_come_in_any_order_and_again(Database { store, .. }: Database) {
    let session = capture(1, 1, minute(10)).id;
    let other = capture(2, 2, minute(10)).id;
    let work = store.begin().await.unwrap();
    for (number, name) in [
        (2, "part/b"),
        (1, "part/a"),
        (2, "part/c"),
        (u16::MAX, "part/d"),
    ] {
        work.upload_parts()
            .put(session, number, &part(name, 1))
            .await
            .unwrap();
    }
    work.upload_parts()
        .put(other, 1, &part("part/a", 2))
        .await
        .unwrap();
    work.commit().await.unwrap();

    let parts = store.upload_parts().list(session).await.unwrap();
    let expected = [
        (1, part("part/a", 1)),
        (2, part("part/c", 1)),
        (u16::MAX, part("part/d", 1)),
    ];
    assert_eq!(parts, expected);
    let keys = ["part/a", "part/b", "part/c", "part/d"].map(blob);
    let needed = store.objects().referenced(&keys).await.unwrap();
    assert_eq!(needed, [true, false, true, true]);

    let work = store.begin().await.unwrap();
    work.upload_parts().delete_all(session).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(store.upload_parts().list(session).await.unwrap(), []);
    let needed = store.objects().referenced(&keys).await.unwrap();
    assert_eq!(
        needed,
        [true, false, false, false],
        "part/a is the other session's too"
    );
}

async fn an_object_is_needed_as_long_as_a_row_needs_it(Database { store, .. }: Database) {
    let received = photo(1);
    let first = received
        .clone()
        .assess(assessment("portrait/1"), minute(1))
        .unwrap();
    let second = first
        .clone()
        .assess(assessment("portrait/2"), minute(2))
        .unwrap();
    let keys = [
        "original/1",
        "portrait/1",
        "portrait/2",
        "fingerprint/portrait/2",
        "stray",
    ]
    .map(blob);

    let work = store.begin().await.unwrap();
    work.photos().insert(&received).await.unwrap();
    let needed = work.objects().referenced(&keys).await.unwrap();
    assert_eq!(needed, [true, false, false, false, false]);
    assert_eq!(
        work.photos().advance(&received, &first).await.unwrap(),
        Advance::Done
    );
    let needed = work.objects().referenced(&keys).await.unwrap();
    assert_eq!(needed, [true, true, false, false, false]);
    assert_eq!(
        work.photos().advance(&received, &second).await.unwrap(),
        Advance::Stale
    );
    assert_eq!(
        work.photos().advance(&first, &second).await.unwrap(),
        Advance::Done
    );
    let needed = work.objects().referenced(&keys).await.unwrap();
    assert_eq!(needed, [true, false, true, true, false]);
    work.commit().await.unwrap();
    let mut listed = Vec::new();
    while let [key] = &store
        .objects()
        .list_referenced(listed.last(), 1)
        .await
        .unwrap()[..]
    {
        listed.push(key.clone());
    }
    let mut expected = [0, 2, 3].map(|place: usize| keys[place].clone());
    expected.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    assert_eq!(listed, expected);

    let work = store.begin().await.unwrap();
    work.photos().forget(received.id).await.unwrap();
    work.photos().forget(received.id).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(store.photos().find(received.id).await.unwrap(), None);
    assert_eq!(store.objects().referenced(&keys).await.unwrap(), [false; 5]);
    assert!(store.objects().referenced(&[]).await.unwrap().is_empty());

    let many: Vec<_> = (0..1500)
        .map(|number| blob(&format!("many/{number}")))
        .collect();
    assert_eq!(
        store.objects().referenced(&many).await.unwrap(),
        vec![false; 1500]
    );
}

async fn photos_are_numbered_and_listed_newest_first(Database { store, .. }: Database) {
    let degree = DegreeId::from_uuid(uuid(1));
    let work = store.begin().await.unwrap();
    for number in 1..=3 {
        assert_eq!(work.photos().next_number(degree).await.unwrap(), number);
        work.photos().insert(&photo(number)).await.unwrap();
    }
    work.commit().await.unwrap();
    let newest_first = [photo(3), photo(2), photo(1)];
    assert_eq!(
        store.photos().list_of_degree(degree).await.unwrap(),
        newest_first
    );
    assert_eq!(
        store.photos().list_of_account(ACCOUNT).await.unwrap(),
        newest_first
    );

    let mut rival = photo(4);
    rival.number = 3;
    let work = store.begin().await.unwrap();
    let twice = work.photos().insert(&rival).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::PhotoNumber))),
        "{twice:?}"
    );
}

async fn findings_are_kept_beside_their_photo(Database { store, .. }: Database) {
    let id = photo(1).id;
    let said = |version, geometry| Findings {
        facts: json!({ "eye_openness": [0.91, 0.87], "words": "㛃𬭎\u{0}" }),
        judgement: json!([{ "rule": "eyes-open", "outcome": "pass" }]),
        facts_version: version,
        portrait_geometry: geometry,
    };
    let first = said(1, None);
    let second = said(2, Some(json!({ "scale": 0.125 })));
    let work = store.begin().await.unwrap();
    work.photos().insert(&photo(1)).await.unwrap();
    assert_eq!(work.findings().find(id).await.unwrap(), None);
    for said in [&first, &second, &second] {
        work.findings().put(id, said).await.unwrap();
        assert_eq!(work.findings().find(id).await.unwrap().as_ref(), Some(said));
    }
    work.photos().forget(id).await.unwrap();
    assert_eq!(work.findings().find(id).await.unwrap(), None);
    assert!(!format!("{first:?}").contains("eye"));
}

/// A job that looks after many goes on without the one that is damaged, which still fails by itself.
async fn a_row_that_cannot_be_read_stops_no_others(database: Database) {
    let store = &database.store;
    let sessions = [capture(1, 1, minute(1)), capture(2, 2, minute(2))];
    let work = store.begin().await.unwrap();
    for session in &sessions {
        work.captures().insert(session).await.unwrap();
    }
    work.commit().await.unwrap();
    let damage =
        "UPDATE capture SET body = '{' WHERE expires_at = (SELECT min(expires_at) FROM capture)";
    let connection = database.behind_the_back().await;
    connection.execute_unprepared(damage).await.unwrap();
    let [damaged, sound] = sessions;
    let ending = store.captures().list_expiring_before(minute(9), 10).await;
    assert_eq!(ending.unwrap(), [sound]);
    let alone = store.captures().find(damaged.id).await;
    assert!(matches!(
        alone,
        Err(StoreError::Corrupt {
            table: "capture",
            ..
        })
    ));
}

async fn archives_are_one_per_account_and_need_their_object(Database { store, .. }: Database) {
    let key = blob("export/1");
    let archive = StoredArchive {
        blob: key.clone(),
        length_bytes: 1 << 33,
        ready_at: minute(2),
        ends_at: minute(9),
    };
    let work = store.begin().await.unwrap();
    let exports = work.account_exports();
    assert!(exports.request(ACCOUNT, minute(1)).await.unwrap());
    assert!(!exports.request(ACCOUNT, minute(2)).await.unwrap(), "one");
    let of_another_request = exports.put(ACCOUNT, minute(2), &archive).await;
    assert!(!of_another_request.unwrap());
    assert!(exports.put(ACCOUNT, minute(1), &archive).await.unwrap());
    work.commit().await.unwrap();
    let keys = std::slice::from_ref(&key);
    assert_eq!(store.objects().referenced(keys).await.unwrap(), [true]);
    let found = store.account_exports().find(ACCOUNT).await.unwrap();
    assert_eq!(found.unwrap().archive, Some(archive));
    let ended = async |at| store.account_exports().list_ended(at, 10).await.unwrap();
    assert_eq!(ended(minute(8)).await, []);
    assert_eq!(ended(minute(9)).await, [ACCOUNT]);
    let work = store.begin().await.unwrap();
    let deleted = work.account_exports().delete(ACCOUNT).await.unwrap();
    assert_eq!(deleted, Some(key.clone()));
    work.commit().await.unwrap();
    assert_eq!(store.objects().referenced(keys).await.unwrap(), [false]);
}
