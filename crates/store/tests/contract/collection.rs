//! Regions, batches, rosters, degrees.

use domain::{
    AccountId, Actor, BatchMode, CentreId, DegreeId, LinkSlug, Region, RegionId, ReleaseReason,
    RosterEntry,
};
use store::{Advance, PageRequest, Store, StoreError, UniqueKey};

use crate::fixtures::{
    ACCOUNT, BATCH, CENTRE, REGION, SCHOOL, STAFF, batch, bound, draft, group, index, minute, plan,
    proposed, roster_entry, uuid,
};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    regions_are_searched_without_wildcards,
    a_link_belongs_to_one_batch_or_region,
    a_draft_gives_its_former_link_back,
    a_feature_code_is_free_once_its_batch_closes,
    an_individual_batch_is_found_by_its_region,
    batches_are_listed_by_opening_and_closing,
    a_roster_is_replaced_as_a_whole,
    a_roster_of_twenty_thousand,
    a_code_is_bound_once_until_it_is_released,
    a_number_is_bound_once_in_a_centre_and_again_in_another,
    what_was_never_confirmed_goes,
];

fn region(number: u32, name: &str, slug: &str) -> Region {
    let id = RegionId::from_uuid(uuid(number));
    Region::enter(id, CENTRE, name.to_owned(), LinkSlug::parse(slug).unwrap())
}

async fn regions_are_searched_without_wildcards(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for (number, name) in [
        "韶关市",
        "广州市 Tianhe",
        "100%区",
        "a_b",
        "axb",
        "c\\d",
        "ÄRA",
    ]
    .into_iter()
    .enumerate()
    {
        let number = number as u32;
        let region = region(number, name, &format!("region-{number}"));
        work.regions().insert(&region).await.unwrap();
    }
    let first = region(0, "韶关市", "region-0");
    let renamed = first.clone().rename("曲江区".to_owned());
    assert_eq!(
        work.regions().advance(&first, &renamed).await.unwrap(),
        Advance::Done
    );
    work.commit().await.unwrap();

    for (query, expected) in [
        ("韶关", vec![]),
        ("曲江", vec!["曲江区"]),
        ("tianHE", vec!["广州市 Tianhe"]),
        ("%", vec!["100%区"]),
        ("_", vec!["a_b"]),
        ("\\", vec!["c\\d"]),
        ("ära", vec!["ÄRA"]),
        ("北京", vec![]),
    ] {
        let found = store.regions().search(query, 10).await.unwrap();
        let names: Vec<_> = found.iter().map(|region| region.name.as_str()).collect();
        assert_eq!(names, expected, "{query}");
    }
    assert_eq!(store.regions().search("", 3).await.unwrap().len(), 3);
    let slug = LinkSlug::parse("region-0").unwrap();
    assert_eq!(
        store.regions().find_by_slug(&slug).await.unwrap(),
        Some(renamed)
    );
}

async fn a_link_belongs_to_one_batch_or_region(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    work.batches().insert(&batch()).await.unwrap();
    work.regions()
        .insert(&region(9, "韶关市", "shaoguan"))
        .await
        .unwrap();
    work.commit().await.unwrap();
    let slug = LinkSlug::parse("SGU-2024").unwrap();
    assert_eq!(
        store.batches().find_by_slug(&slug).await.unwrap(),
        Some(batch())
    );
    assert_eq!(store.regions().find_by_slug(&slug).await.unwrap(), None);

    let work = store.begin().await.unwrap();
    let twice = work
        .batches()
        .insert(&draft(1, plan(group("AAAA"), "shaoguan")))
        .await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::LinkSlug))),
        "{twice:?}"
    );
    drop(work);
    let work = store.begin().await.unwrap();
    let twice = work
        .regions()
        .insert(&region(10, "曲江区", "sgu-2024"))
        .await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::LinkSlug))),
        "{twice:?}"
    );
}

async fn a_draft_gives_its_former_link_back(Database { store, .. }: Database) {
    let first = draft(1, plan(group("AAAA"), "first"));
    let moved = first.clone().revise(plan(group("AAAA"), "second")).unwrap();
    let work = store.begin().await.unwrap();
    work.batches().insert(&first).await.unwrap();
    assert_eq!(
        work.batches().advance(&first, &moved).await.unwrap(),
        Advance::Done
    );
    // A stale change leaves the links alone.
    let stale = first.clone().revise(plan(group("AAAA"), "third")).unwrap();
    assert_eq!(
        work.batches().advance(&first, &stale).await.unwrap(),
        Advance::Stale
    );
    work.batches()
        .insert(&draft(2, plan(group("BBBB"), "first")))
        .await
        .unwrap();
    work.batches()
        .insert(&draft(3, plan(group("CCCC"), "third")))
        .await
        .unwrap();
    work.commit().await.unwrap();
    let second = LinkSlug::parse("second").unwrap();
    assert_eq!(
        store.batches().find_by_slug(&second).await.unwrap(),
        Some(moved)
    );
}

async fn a_feature_code_is_free_once_its_batch_closes(Database { store, .. }: Database) {
    let open = batch();
    let closed = open.clone().close(Actor::System, minute(60)).unwrap();
    let next = draft(1, plan(group("j9vg24"), "next"));
    let work = store.begin().await.unwrap();
    work.batches().insert(&open).await.unwrap();
    work.commit().await.unwrap();

    let work = store.begin().await.unwrap();
    let twice = work.batches().insert(&next).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::FeatureCode))),
        "{twice:?}"
    );
    drop(work);

    let typed = domain::FeatureCode::parse("j9Vg24").unwrap();
    let batches = store.batches();
    assert_eq!(
        batches.find_live_by_feature_code(&typed).await.unwrap(),
        Some(open.clone())
    );
    let work = store.begin().await.unwrap();
    assert_eq!(
        work.batches().advance(&open, &closed).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.batches()
            .find_live_by_feature_code(&typed)
            .await
            .unwrap(),
        None
    );
    work.batches().insert(&next).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(
        batches.find_live_by_feature_code(&typed).await.unwrap(),
        Some(next)
    );
    assert_eq!(batches.find(closed.id).await.unwrap(), Some(closed));
}

async fn an_individual_batch_is_found_by_its_region(Database { store, .. }: Database) {
    let mode = BatchMode::Individual { region: REGION };
    let mut later_plan = plan(mode.clone(), "later");
    later_plan.window.opens_at = minute(100);
    let earlier = draft(1, plan(mode, "earlier"));
    let later = draft(2, later_plan)
        .open(Actor::System, minute(-60))
        .unwrap();
    let opened = earlier.clone().open(Actor::System, minute(-60)).unwrap();

    let work = store.begin().await.unwrap();
    work.batches().insert(&earlier).await.unwrap();
    work.batches().insert(&later).await.unwrap();
    work.batches().insert(&batch()).await.unwrap();
    let batches = work.batches();
    assert_eq!(
        batches.find_open_individual(REGION).await.unwrap(),
        Some(later)
    );
    assert_eq!(
        batches.advance(&earlier, &opened).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        batches.find_open_individual(REGION).await.unwrap(),
        Some(opened)
    );
    let elsewhere = RegionId::from_uuid(uuid(99));
    assert_eq!(batches.find_open_individual(elsewhere).await.unwrap(), None);
}

async fn batches_are_listed_by_opening_and_closing(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    for number in 0..7_u32 {
        let mut plan = plan(group(&format!("CODE{number}")), &format!("batch-{number}"));
        // Pairs open at the same instant.
        plan.window.opens_at = minute(i64::from(number / 2));
        plan.window.closes_at = minute(100 + i64::from(number));
        let draft = draft(number, plan);
        let batch = if number == 0 {
            draft
        } else {
            draft.open(Actor::System, minute(-1)).unwrap()
        };
        work.batches().insert(&batch).await.unwrap();
    }
    work.commit().await.unwrap();

    let mut seen = Vec::new();
    let mut request = PageRequest::first(2);
    loop {
        let page = store.batches().list(CENTRE, request).await.unwrap();
        assert!(page.items.len() <= 2);
        seen.extend(page.items.iter().map(|batch| batch.id.as_uuid()));
        request.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(seen, [6, 5, 4, 3, 2, 1, 0].map(uuid));
    let elsewhere = CentreId::from_uuid(uuid(99));
    let none = store
        .batches()
        .list(elsewhere, PageRequest::default())
        .await
        .unwrap();
    assert!(none.items.is_empty() && none.next.is_none());

    let closing = store
        .batches()
        .list_closing_before(minute(102))
        .await
        .unwrap();
    let closing: Vec<_> = closing.iter().map(|batch| batch.id.as_uuid()).collect();
    assert_eq!(closing, [uuid(1), uuid(2)]);
}

async fn a_roster_is_replaced_as_a_whole(Database { store, .. }: Database) {
    let mut other_school = roster_entry(1);
    other_school.id = domain::RosterEntryId::from_uuid(uuid(50));
    other_school.placement.school = domain::SchoolId::from_uuid(uuid(51));
    let there = other_school.placement.school;

    let work = store.begin().await.unwrap();
    work.roster()
        .replace(BATCH, SCHOOL, &[roster_entry(1), roster_entry(2)])
        .await
        .unwrap();
    work.roster()
        .replace(BATCH, there, &[other_school])
        .await
        .unwrap();
    work.roster()
        .replace(BATCH, SCHOOL, &[roster_entry(2), roster_entry(3)])
        .await
        .unwrap();
    work.commit().await.unwrap();

    let roster = store.roster();
    assert_eq!(
        roster.find_number(BATCH, SCHOOL, &index(1)).await.unwrap(),
        None
    );
    let found = roster.find_number(BATCH, SCHOOL, &index(3)).await.unwrap();
    assert_eq!(found, Some(roster_entry(3)));
    assert!(
        roster
            .find_number(BATCH, there, &index(1))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(roster.count(BATCH).await.unwrap(), 3);
    assert!(roster.has_roster(BATCH, SCHOOL).await.unwrap());

    let work = store.begin().await.unwrap();
    let mut twice = roster_entry(9);
    twice.student_number = roster_entry(2).student_number;
    let twice = work
        .roster()
        .replace(BATCH, SCHOOL, &[roster_entry(2), twice])
        .await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::RosterNumber))),
        "{twice:?}"
    );
    drop(work);
    assert_eq!(roster.count(BATCH).await.unwrap(), 3);

    let work = store.begin().await.unwrap();
    work.roster().replace(BATCH, SCHOOL, &[]).await.unwrap();
    work.commit().await.unwrap();
    assert!(!roster.has_roster(BATCH, SCHOOL).await.unwrap());
}

async fn a_roster_of_twenty_thousand(Database { store, .. }: Database) {
    let entries: Vec<RosterEntry> = (0..20_000).map(roster_entry).collect();
    for _ in 0..2 {
        let work = store.begin().await.unwrap();
        work.roster()
            .replace(BATCH, SCHOOL, &entries)
            .await
            .unwrap();
        work.commit().await.unwrap();
        assert_eq!(store.roster().count(BATCH).await.unwrap(), 20_000);
    }
    let last = store
        .roster()
        .find_number(BATCH, SCHOOL, &index(19_999))
        .await
        .unwrap();
    assert_eq!(last.as_ref(), entries.last());
}

async fn insert_degrees(store: &Store, degrees: &[&domain::Degree]) -> Result<(), StoreError> {
    let work = store.begin().await?;
    for degree in degrees {
        work.degrees().insert(degree).await?;
    }
    work.commit().await
}

async fn a_code_is_bound_once_until_it_is_released(Database { store, .. }: Database) {
    let first = bound(1, 7);
    let rival = proposed(2, 7, minute(0));
    let rival_bound = rival
        .clone()
        .confirm(crate::fixtures::STUDENT, minute(2))
        .unwrap();
    insert_degrees(&store, &[&first, &rival]).await.unwrap();
    let degrees = store.degrees();
    assert_eq!(
        degrees.find_bound_by_code(CENTRE, &index(7)).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(degrees.count_bound(ACCOUNT).await.unwrap(), 1);

    let work = store.begin().await.unwrap();
    let twice = work.degrees().advance(&rival, &rival_bound).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::BoundCode))),
        "{twice:?}"
    );
    drop(work);

    let released = first
        .clone()
        .release(ReleaseReason::WrongPerson, STAFF, minute(3))
        .unwrap();
    let work = store.begin().await.unwrap();
    assert_eq!(
        work.degrees().advance(&first, &released).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.degrees().advance(&rival, &rival_bound).await.unwrap(),
        Advance::Done
    );
    work.commit().await.unwrap();
    assert_eq!(
        degrees.find_bound_by_code(CENTRE, &index(7)).await.unwrap(),
        Some(rival_bound.clone())
    );
    let of_account = degrees.list_of_account(ACCOUNT).await.unwrap();
    assert_eq!(of_account, [released, rival_bound]);
    let stranger = AccountId::from_uuid(uuid(99));
    assert_eq!(degrees.list_of_account(stranger).await.unwrap(), []);
}

async fn a_number_is_bound_once_in_a_centre_and_again_in_another(Database { store, .. }: Database) {
    let first = bound(1, 7);
    insert_degrees(&store, &[&first]).await.unwrap();
    let mut rival = bound(2, 8);
    rival.claim = first.claim;
    let twice = insert_degrees(&store, &[&rival]).await;
    let taken = matches!(twice, Err(StoreError::Taken(UniqueKey::BoundClaim)));
    assert!(taken, "{twice:?}");
    let claim = first.claim.unwrap();
    let degrees = store.degrees();
    let found = degrees.find_bound_by_claim(&claim).await.unwrap();
    assert_eq!(found, Some(first));
    // The same code at another centre.
    let elsewhere = CentreId::from_uuid(uuid(99));
    let mut other = bound(3, 7);
    other.centre = elsewhere;
    insert_degrees(&store, &[&other]).await.unwrap();
    let found = degrees.find_bound_by_code(elsewhere, &index(7)).await;
    assert_eq!(found.unwrap(), Some(other));
    let disputed = proposed(4, 7, minute(0)).dispute(uuid_of(1), minute(1));
    let disputed = disputed.unwrap();
    insert_degrees(&store, &[&disputed]).await.unwrap();
    assert_eq!(degrees.list_disputed(CENTRE).await.unwrap(), [disputed]);
    assert_eq!(degrees.list_disputed(elsewhere).await.unwrap(), []);
    let work = store.begin().await.unwrap();
    let dropped = work.degrees().delete_proposed_before(minute(10)).await;
    assert_eq!(dropped.unwrap(), 0);
}

fn uuid_of(number: u32) -> DegreeId {
    DegreeId::from_uuid(uuid(number))
}

async fn what_was_never_confirmed_goes(Database { store, .. }: Database) {
    let old = proposed(1, 1, minute(0));
    let fresh = proposed(2, 2, minute(10));
    let kept = bound(3, 3);
    insert_degrees(&store, &[&old, &fresh, &kept])
        .await
        .unwrap();
    let work = store.begin().await.unwrap();
    assert_eq!(
        work.degrees()
            .delete_proposed_before(minute(10))
            .await
            .unwrap(),
        1
    );
    work.commit().await.unwrap();
    assert_eq!(store.degrees().find(old.id).await.unwrap(), None);
    assert_eq!(
        store.degrees().list_of_account(ACCOUNT).await.unwrap(),
        [fresh, kept]
    );
}
