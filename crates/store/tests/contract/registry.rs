//! Packages for the registry: what is in one is in no other. Data discs.

use domain::*;
use store::{Advance, PageRequest, RegistryCount, StoreError, UniqueKey};

use crate::fixtures::{ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, blob, hash, minute, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_photo_is_sent_once_and_a_degree_is_held_once,
    two_proposals_at_the_same_time_have_one_winner,
    records_are_counted_by_what_became_of_them,
    files_are_referred_to_until_they_end,
    discs_keep_their_plan_and_volumes_until_they_end,
];

fn package(number: u32) -> RegistryPackage {
    let new = NewRegistryPackage {
        id: RegistryPackageId::from_uuid(uuid(number)),
        centre: CENTRE,
        batch: BATCH,
        records: 1,
        by: STAFF,
    };
    RegistryPackage::propose(new, minute(1))
}

fn record(number: u32, degree: u32, photo: u32) -> RegistryRecord {
    RegistryRecord::propose(NewRegistryRecord {
        id: RegistryRecordId::from_uuid(uuid(number)),
        centre: CENTRE,
        package: package(1).id,
        batch: BATCH,
        submission: SubmissionId::from_uuid(uuid(degree)),
        degree: DegreeId::from_uuid(uuid(degree)),
        account: ACCOUNT,
        photo: PhotoId::from_uuid(uuid(photo)),
    })
}

fn refused() -> RegistryReply {
    RegistryReply::Refused(RegistryReason::parse("同版").unwrap())
}

async fn a_photo_is_sent_once_and_a_degree_is_held_once(Database { store, .. }: Database) {
    let first = record(11, 1, 1);
    let work = store.begin().await.unwrap();
    work.registry_packages().insert(&package(1)).await.unwrap();
    work.registry_records()
        .insert_all(std::slice::from_ref(&first))
        .await
        .unwrap();
    work.commit().await.unwrap();
    let check = async |record: RegistryRecord, expected: Option<UniqueKey>| {
        let work = store.begin().await.unwrap();
        let kept = work.registry_records().insert_all(&[record]).await;
        match (kept, expected) {
            (Ok(()), None) => {}
            (Err(StoreError::Taken(key)), Some(expected)) => assert_eq!(key, expected),
            other => panic!("{other:?}"),
        }
    };
    check(record(12, 1, 2), Some(UniqueKey::RegistryDegree)).await;
    check(record(12, 2, 1), Some(UniqueKey::RegistryPhoto)).await;
    check(record(12, 2, 2), None).await;
    // Refused: the degree is free for another photo, and never for the same one.
    let after = first.clone().answer(refused(), minute(2)).unwrap().unwrap();
    let work = store.begin().await.unwrap();
    let advance = work.registry_records().advance(&first, &after).await;
    assert_eq!(advance.unwrap(), Advance::Done);
    work.commit().await.unwrap();
    check(record(12, 1, 1), Some(UniqueKey::RegistryPhoto)).await;
    check(record(12, 1, 2), None).await;
    let work = store.begin().await.unwrap();
    let same_number = RegistryPackage {
        id: RegistryPackageId::from_uuid(uuid(2)),
        ..package(1)
    };
    let twice = work.registry_packages().insert(&same_number).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::PackageNumber))),
        "{twice:?}"
    );
}

async fn two_proposals_at_the_same_time_have_one_winner(database: Database) {
    let other = database.another_server().await;
    let propose = async |store: &store::Store, number: u32| {
        let mut tries = 0;
        loop {
            let work = store.begin().await?;
            let records: Vec<RegistryRecord> = (0..20)
                .map(|at| record(number + at, 100 + at, 200 + at))
                .collect();
            let kept = work.registry_records().insert_all(&records).await;
            let done = match kept {
                Ok(()) => work.commit().await,
                Err(error) => Err(error),
            };
            match done {
                Err(StoreError::Busy) if tries < 20 => tries += 1,
                done => return done,
            }
        }
    };
    let (one, two) = tokio::join!(propose(&database.store, 1_000), propose(&other, 2_000));
    assert_eq!(
        [&one, &two].iter().filter(|done| done.is_ok()).count(),
        1,
        "{one:?} {two:?}"
    );
    let lost = one.err().or(two.err());
    let is_taken = matches!(
        lost,
        Some(StoreError::Taken(
            UniqueKey::RegistryDegree | UniqueKey::RegistryPhoto
        ))
    );
    assert!(is_taken, "{lost:?}");
    let page = PageRequest::first(100);
    let records = database.store.registry_records();
    let kept = records.list_of_batch(BATCH, None, page).await.unwrap();
    assert_eq!(kept.items.len(), 20);
}

async fn records_are_counted_by_what_became_of_them(Database { store, .. }: Database) {
    use RegistryRecordStateName::{Accepted, Refused, Waiting};

    let records: Vec<RegistryRecord> = (1..=5).map(|at| record(10 + at, at, at)).collect();
    let same = RegistryIdentity::SamePerson;
    let replies = [
        refused(),
        RegistryReply::Accepted(None),
        RegistryReply::Accepted(Some(same)),
        RegistryReply::Accepted(Some(same)),
    ];
    let work = store.begin().await.unwrap();
    work.registry_records().insert_all(&records).await.unwrap();
    for (before, reply) in records.iter().zip(replies) {
        let facts = PortraitFacts {
            sha256: hash(1),
            length_bytes: 9,
        };
        let placed = before
            .clone()
            .place(before.degree.as_uuid().as_u128() as u32, facts);
        let after = placed.unwrap().answer(reply, minute(3)).unwrap().unwrap();
        let done = work.registry_records().advance(before, &after).await;
        assert_eq!(done.unwrap(), Advance::Done);
    }
    work.commit().await.unwrap();
    let package = records[0].package;
    let found = store.registry_records();
    let count = |state, identity, records| RegistryCount {
        state,
        identity,
        records,
    };
    let mut counts = found.count(package).await.unwrap();
    counts.sort_by_key(|count| (count.state, count.identity.map(RegistryIdentity::name)));
    assert_eq!(
        counts,
        [
            count(Waiting, None, 1),
            count(Accepted, None, 1),
            count(Accepted, Some(same), 2),
            count(Refused, None, 1),
        ]
    );
    let page = PageRequest::default();
    let refused = found.list_of_package(package, Some(Refused), page).await;
    assert_eq!(refused.unwrap().items.len(), 1);
    assert_eq!(found.list_placed(package).await.unwrap().len(), 4);
    assert_eq!(found.list_news(package, 3).await.unwrap().len(), 3);
    let of_degree = found.list_of_degrees(&[records[1].degree]).await.unwrap();
    assert_eq!(of_degree.len(), 1);
    let of_submission = found.list_of_submission(records[1].submission).await;
    assert_eq!(of_submission.unwrap(), of_degree);
}

async fn files_are_referred_to_until_they_end(Database { store, .. }: Database) {
    let proposed = package(1);
    let second = StaffId::from_uuid(uuid(77));
    let approved = proposed.clone().approve(second, minute(2)).unwrap();
    let archive = PackageArchive {
        blob: Some(blob("export/1")),
        length_bytes: 5,
        manifest: hash(2),
        built_at: minute(3),
    };
    let built = approved.clone().built(archive, 1).unwrap();
    let work = store.begin().await.unwrap();
    let packages = work.registry_packages();
    packages.insert(&proposed).await.unwrap();
    for (before, after) in [(&proposed, &approved), (&approved, &built)] {
        let done = packages.advance(before, after).await.unwrap();
        assert_eq!(done, Advance::Done);
    }
    work.commit().await.unwrap();
    let file = [blob("export/1")];
    assert_eq!(store.objects().referenced(&file).await.unwrap(), [true]);
    let packages = store.registry_packages();
    let found = packages.find_by_number(&proposed.number).await.unwrap();
    assert_eq!(found, Some(built.clone()));
    let of = (Some(BATCH), Some(RegistryPackageStateName::Built));
    let listed = packages.list(CENTRE, of, PageRequest::default()).await;
    assert_eq!(listed.unwrap().items, std::slice::from_ref(&built));
    let end = minute(3) + PACKAGE_KEPT;
    let before = end - Duration::from_minutes(1);
    assert!(
        packages
            .list_files_ended(before, 5)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        packages.list_files_ended(end, 5).await.unwrap(),
        std::slice::from_ref(&built)
    );
    let (gone, _) = built.clone().forget_file().unwrap();
    let work = store.begin().await.unwrap();
    let done = work
        .registry_packages()
        .advance(&built, &gone)
        .await
        .unwrap();
    assert_eq!(done, Advance::Done);
    work.commit().await.unwrap();
    assert_eq!(store.objects().referenced(&file).await.unwrap(), [false]);
    assert!(packages.list_files_ended(end, 5).await.unwrap().is_empty());
}

async fn discs_keep_their_plan_and_volumes_until_they_end(Database { store, .. }: Database) {
    let proposed = DataDisc::propose(
        NewDataDisc {
            id: DataDiscId::from_uuid(uuid(5)),
            centre: CENTRE,
            batch: BATCH,
            school: SCHOOL,
            form: DiscForm::Cd,
            template: "{class}/{number}.jpg".to_owned(),
            portraits: 3,
            passphrase: None,
            by: STAFF,
        },
        minute(1),
    );
    let second = StaffId::from_uuid(uuid(77));
    let approved = proposed.clone().approve(second, minute(2)).unwrap();
    let making = approved.clone().planned(blob("export/plan"), 3).unwrap();
    let volume = DiscVolume {
        blob: Some(blob("export/volume")),
        length_bytes: 5,
        sha256: hash(3),
        portraits: 3,
    };
    let ready = making.clone().written(volume, true, minute(4)).unwrap();
    let work = store.begin().await.unwrap();
    let discs = work.data_discs();
    discs.insert(&proposed).await.unwrap();
    for (before, after) in [
        (&proposed, &approved),
        (&approved, &making),
        (&making, &ready),
    ] {
        let done = discs.advance(before, after).await.unwrap();
        assert_eq!(done, Advance::Done);
    }
    work.commit().await.unwrap();
    let objects = [blob("export/plan"), blob("export/volume")];
    let referenced = store.objects().referenced(&objects).await;
    assert_eq!(referenced.unwrap(), [true, true]);
    let discs = store.data_discs();
    assert_eq!(discs.find(ready.id).await.unwrap(), Some(ready.clone()));
    let of = (Some(BATCH), Some(DataDiscStateName::Ready));
    let listed = discs.list(CENTRE, of, PageRequest::default()).await;
    assert_eq!(listed.unwrap().items, std::slice::from_ref(&ready));
    assert_eq!(
        discs.list_with_files(BATCH).await.unwrap(),
        std::slice::from_ref(&ready)
    );
    let end = minute(4) + DISC_KEPT;
    let ended = discs.list_files_ended(end, 5).await;
    assert_eq!(ended.unwrap(), std::slice::from_ref(&ready));
    let gone = ready.clone().forget_files(end);
    let work = store.begin().await.unwrap();
    let done = work.data_discs().advance(&ready, &gone).await.unwrap();
    assert_eq!(done, Advance::Done);
    work.commit().await.unwrap();
    let referenced = store.objects().referenced(&objects).await;
    assert_eq!(referenced.unwrap(), [false, false]);
    assert!(discs.list_with_files(BATCH).await.unwrap().is_empty());
}
