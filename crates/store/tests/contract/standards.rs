//! Standards of centres, and photos that came lately.

use domain::{Actor, CentreId};
use store::{Advance, CentreStandard, InForce, StoreError};

use crate::fixtures::{CENTRE, STAFF, minute, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_draft_changes_and_what_is_in_force_does_not,
    versions_are_counted_by_name,
];

fn draft(name: &str, number: u32) -> CentreStandard {
    CentreStandard {
        centre: CENTRE,
        name: name.to_owned(),
        number,
        revision: 1,
        content: "version = 1".to_owned(),
        based_on: "guangdong-2023".to_owned(),
        drafted_by: Actor::Staff(STAFF),
        drafted_at: minute(1),
        in_force: None,
    }
}

async fn a_draft_changes_and_what_is_in_force_does_not(Database { store, .. }: Database) {
    let first = draft("ours", 1);
    let work = store.begin().await.unwrap();
    work.standards().insert(&first).await.unwrap();
    work.commit().await.unwrap();
    let found = store.standards().find(CENTRE, "ours", 1).await.unwrap();
    assert_eq!(found.as_ref(), Some(&first));
    let elsewhere = CentreId::from_uuid(uuid(77));
    let foreign = store.standards().find(elsewhere, "ours", 1).await.unwrap();
    assert_eq!(foreign, None);
    let changed = CentreStandard {
        revision: 2,
        content: "version = 2".to_owned(),
        ..first.clone()
    };
    let in_force = CentreStandard {
        in_force: Some(InForce {
            by: Actor::System,
            at: minute(3),
        }),
        ..changed.clone()
    };
    let work = store.begin().await.unwrap();
    let standards = work.standards();
    let steps = [
        standards.advance(&first, &changed).await.unwrap(),
        standards.advance(&first, &changed).await.unwrap(),
        standards.advance(&changed, &in_force).await.unwrap(),
        standards.advance(&in_force, &changed).await.unwrap(),
        standards.discard(&in_force).await.unwrap(),
    ];
    let expected = [
        Advance::Done,
        Advance::Stale,
        Advance::Done,
        Advance::Stale,
        Advance::Stale,
    ];
    assert_eq!(steps, expected);
    work.commit().await.unwrap();
    let found = store.standards().find(CENTRE, "ours", 1).await.unwrap();
    assert_eq!(found, Some(in_force));
    let work = store.begin().await.unwrap();
    let twice = work.standards().insert(&first).await;
    assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
}

async fn versions_are_counted_by_name(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for standard in [draft("ours", 1), draft("ours", 2), draft("theirs", 1)] {
        work.standards().insert(&standard).await.unwrap();
    }
    let standards = work.standards();
    assert_eq!(standards.next_number(CENTRE, "ours").await.unwrap(), 3);
    assert_eq!(standards.next_number(CENTRE, "new").await.unwrap(), 1);
    let gone = standards.discard(&draft("theirs", 1)).await.unwrap();
    assert_eq!(gone, Advance::Done);
    work.commit().await.unwrap();
    let listed = store.standards().list(CENTRE).await.unwrap();
    assert_eq!(listed, [draft("ours", 2), draft("ours", 1)]);
    let photos = store.photos().list_lately(CENTRE, None, 10).await.unwrap();
    assert!(photos.is_empty());
    assert!(store.findings().list(&[]).await.unwrap().is_empty());
}
