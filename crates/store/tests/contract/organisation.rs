//! Centres, schools, units, classes, staff.

use domain::{Actor, Centre, CentreId, Class, ClassId, Unit, UnitId, UnitKind};
use store::{Advance, StoreError, UniqueKey};

use crate::fixtures::{CENTRE, index, minute, school, staff, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    centres_come_back_and_change,
    a_change_from_an_old_state_is_stale,
    a_school_code_is_the_centres_own,
    names_of_units_and_classes_are_unique_where_they_belong,
    staff_are_found_by_login_and_keep_one_password,
];

async fn centres_come_back_and_change(Database { store, .. }: Database) {
    let centre = Centre::found(CENTRE, "广东采集中心".to_owned());
    let other = Centre::found(CentreId::from_uuid(uuid(9)), "安徽采集中心".to_owned());
    let renamed = centre.clone().rename("粤采集中心\u{0}𬭎".to_owned());

    let work = store.begin().await.unwrap();
    work.centres().insert(&centre).await.unwrap();
    work.centres().insert(&other).await.unwrap();
    assert_eq!(
        work.centres().find(CENTRE).await.unwrap(),
        Some(centre.clone())
    );
    work.commit().await.unwrap();
    assert_eq!(store.centres().list().await.unwrap().len(), 2);

    let work = store.begin().await.unwrap();
    let advance = work.centres().advance(&centre, &renamed).await.unwrap();
    assert_eq!(advance, Advance::Done);
    work.commit().await.unwrap();
    assert_eq!(store.centres().find(CENTRE).await.unwrap(), Some(renamed));
}

async fn a_change_from_an_old_state_is_stale(Database { store, .. }: Database) {
    let first = school(1, "10576", "韶关学院");
    let second = first.clone().rename("韶关大学".to_owned());
    let rival = first.clone().rename("粤北大学".to_owned());

    let work = store.begin().await.unwrap();
    work.schools().insert(&first).await.unwrap();
    assert_eq!(
        work.schools().advance(&first, &second).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.schools().advance(&first, &rival).await.unwrap(),
        Advance::Stale
    );
    let unknown = school(2, "10577", "惠州学院");
    let renamed = unknown.clone().rename("惠州大学".to_owned());
    assert_eq!(
        work.schools().advance(&unknown, &renamed).await.unwrap(),
        Advance::Stale
    );
    work.commit().await.unwrap();
    assert_eq!(store.schools().find(first.id).await.unwrap(), Some(second));
    assert_eq!(store.schools().find(unknown.id).await.unwrap(), None);
}

async fn a_school_code_is_the_centres_own(Database { store, .. }: Database) {
    let first = school(1, "10576", "韶关学院");
    let mut elsewhere = school(2, "10576", "韶关学院");
    elsewhere.centre = CentreId::from_uuid(uuid(9));
    let earlier = school(3, "10574", "华南师范大学");

    let work = store.begin().await.unwrap();
    for school in [&first, &elsewhere, &earlier] {
        work.schools().insert(school).await.unwrap();
    }
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let twice = work.schools().insert(&school(4, "10576", "韶关学院")).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::SchoolCode))),
        "{twice:?}"
    );
    drop(work);

    let schools = store.schools();
    let found = schools.find_by_code(CENTRE, first.code).await.unwrap();
    assert_eq!(found.as_ref(), Some(&first));
    assert_eq!(schools.list(CENTRE).await.unwrap(), [earlier, first]);
}

async fn names_of_units_and_classes_are_unique_where_they_belong(Database { store, .. }: Database) {
    let school = school(1, "10576", "韶关学院");
    let unit = |number, kind, name: &str| {
        Unit::enter(
            UnitId::from_uuid(uuid(number)),
            &school,
            kind,
            name.to_owned(),
        )
    };
    let college = unit(10, UnitKind::College, "文学院");
    let point = unit(11, UnitKind::TeachingPoint, "文学院");
    let class = |number, unit: Option<&Unit>, name: &str| {
        Class::enter(
            ClassId::from_uuid(uuid(number)),
            &school,
            unit,
            name.to_owned(),
        )
    };
    let classes = [
        class(20, None, "一班"),
        class(21, Some(&college), "一班"),
        class(22, Some(&college), "二班"),
    ];

    let work = store.begin().await.unwrap();
    work.units().insert(&college).await.unwrap();
    work.units().insert(&point).await.unwrap();
    for class in &classes {
        work.classes().insert(class).await.unwrap();
    }
    work.commit().await.unwrap();
    assert_eq!(
        store.units().list_of_school(school.id).await.unwrap(),
        [college.clone(), point]
    );
    assert_eq!(
        store.classes().list_of_school(school.id).await.unwrap(),
        classes
    );

    let work = store.begin().await.unwrap();
    let twice = work
        .units()
        .insert(&unit(12, UnitKind::College, "文学院"))
        .await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::UnitName))),
        "{twice:?}"
    );
    drop(work);
    for again in [class(23, None, "一班"), class(24, Some(&college), "一班")] {
        let work = store.begin().await.unwrap();
        let twice = work.classes().insert(&again).await;
        assert!(
            matches!(twice, Err(StoreError::Taken(UniqueKey::ClassName))),
            "{twice:?}"
        );
    }
}

async fn staff_are_found_by_login_and_keep_one_password(Database { store, .. }: Database) {
    let person = staff(1);
    let work = store.begin().await.unwrap();
    work.staff().insert(&person).await.unwrap();
    work.staff().insert(&staff(2)).await.unwrap();
    assert_eq!(work.staff().password(person.id).await.unwrap(), None);
    for phc in ["$argon2id$first", "$argon2id$second"] {
        work.staff().set_password(person.id, phc).await.unwrap();
        assert_eq!(
            work.staff().password(person.id).await.unwrap().as_deref(),
            Some(phc)
        );
    }
    let disabled = person.clone().disable(Actor::System, minute(1)).unwrap();
    assert_eq!(
        work.staff().advance(&person, &disabled).await.unwrap(),
        Advance::Done
    );
    work.commit().await.unwrap();

    assert_eq!(
        store.staff().find_by_login(&index(1)).await.unwrap(),
        Some(disabled.clone())
    );
    assert_eq!(store.staff().find_by_login(&index(3)).await.unwrap(), None);
    assert_eq!(
        store.staff().list(CENTRE).await.unwrap(),
        [disabled, staff(2)]
    );

    let mut rival = staff(3);
    rival.login = person.login;
    let work = store.begin().await.unwrap();
    let twice = work.staff().insert(&rival).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::StaffLogin))),
        "{twice:?}"
    );
}
