//! Accounts, consents, messages.

use domain::{Channel, Consent, ConsentId, Purpose};
use store::{Advance, Page, PageRequest, StoreError, UniqueKey};

use crate::fixtures::{ACCOUNT, STUDENT, account, findable, index, minute, notification, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    accounts_are_found_by_phone_and_wechat,
    what_an_erased_account_had_is_free_again,
    one_consent_per_purpose,
    the_list_of_the_app_is_newest_first,
];

async fn accounts_are_found_by_phone_and_wechat(Database { store, .. }: Database) {
    let first = account(1, 101, Some(201));
    let second = account(2, 102, None);
    let third = account(3, 103, None);
    let work = store.begin().await.unwrap();
    for account in [&first, &second, &third] {
        work.accounts().insert(account).await.unwrap();
    }
    work.commit().await.unwrap();

    let accounts = store.accounts();
    assert_eq!(
        accounts.find_by_phone(&index(101)).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(
        accounts.find_by_wechat(&index(201)).await.unwrap(),
        Some(first)
    );
    assert_eq!(accounts.find_by_wechat(&index(202)).await.unwrap(), None);

    for (again, key) in [
        (account(4, 101, None), UniqueKey::AccountPhone),
        (account(5, 104, Some(201)), UniqueKey::AccountWeChat),
    ] {
        let work = store.begin().await.unwrap();
        let twice = work.accounts().insert(&again).await;
        assert!(
            matches!(&twice, Err(StoreError::Taken(taken)) if *taken == key),
            "{twice:?}"
        );
    }
    let linked = second
        .clone()
        .link_wechat(findable(201), domain::Actor::System)
        .unwrap();
    let work = store.begin().await.unwrap();
    let twice = work.accounts().advance(&second, &linked).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::AccountWeChat))),
        "{twice:?}"
    );
}

async fn what_an_erased_account_had_is_free_again(Database { store, .. }: Database) {
    let first = account(1, 101, Some(201));
    let erased = first
        .clone()
        .erase(domain::Actor::System, minute(1))
        .unwrap();
    let next = account(2, 101, Some(201));
    let work = store.begin().await.unwrap();
    work.accounts().insert(&first).await.unwrap();
    assert_eq!(
        work.accounts().advance(&first, &erased).await.unwrap(),
        Advance::Done
    );
    work.accounts().insert(&next).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(
        store.accounts().find_by_phone(&index(101)).await.unwrap(),
        Some(next)
    );
    assert_eq!(store.accounts().find(first.id).await.unwrap(), Some(erased));
}

async fn one_consent_per_purpose(Database { store, .. }: Database) {
    let ask = |number, purpose| Consent::ask(ConsentId::from_uuid(uuid(number)), ACCOUNT, purpose);
    let needed = ask(1, Purpose::CollectReviewHandOver);
    let optional = ask(2, Purpose::Comparison);
    let given = needed.clone().give(1, STUDENT, minute(1)).unwrap();
    let withdrawn = given.clone().withdraw(STUDENT, minute(2)).unwrap();

    let work = store.begin().await.unwrap();
    work.consents().insert(&needed).await.unwrap();
    work.consents().insert(&optional).await.unwrap();
    assert_eq!(
        work.consents().advance(&needed, &given).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.consents().advance(&given, &withdrawn).await.unwrap(),
        Advance::Done
    );
    assert_eq!(
        work.consents().advance(&given, &withdrawn).await.unwrap(),
        Advance::Stale
    );
    work.commit().await.unwrap();

    let found = store
        .consents()
        .find(ACCOUNT, Purpose::CollectReviewHandOver)
        .await
        .unwrap();
    assert_eq!(found.as_ref(), Some(&withdrawn));
    assert_eq!(
        store
            .consents()
            .find(ACCOUNT, Purpose::Address)
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        store.consents().list(ACCOUNT).await.unwrap(),
        [withdrawn, optional]
    );

    let work = store.begin().await.unwrap();
    let twice = work.consents().insert(&ask(3, Purpose::Comparison)).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::ConsentPurpose))),
        "{twice:?}"
    );
}

async fn the_list_of_the_app_is_newest_first(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    // Three of one instant, one later, one that goes out another way.
    for number in 1..=3 {
        let message = notification(number, Channel::InApp, minute(1));
        work.notifications().insert(&message).await.unwrap();
        let sent = message.clone().sent(minute(1)).unwrap();
        assert_eq!(
            work.notifications().advance(&message, &sent).await.unwrap(),
            Advance::Done
        );
        if number == 2 {
            let read = sent.clone().read(minute(5)).unwrap();
            assert_eq!(
                work.notifications().advance(&sent, &read).await.unwrap(),
                Advance::Done
            );
        }
    }
    work.notifications()
        .insert(&notification(4, Channel::InApp, minute(2)))
        .await
        .unwrap();
    work.notifications()
        .insert(&notification(5, Channel::Sms, minute(3)))
        .await
        .unwrap();
    work.commit().await.unwrap();

    assert_eq!(
        store.notifications().count_unread(ACCOUNT).await.unwrap(),
        2
    );
    let mut seen = Vec::new();
    let mut request = PageRequest::first(1);
    loop {
        let page = store
            .notifications()
            .list_of_account(ACCOUNT, request)
            .await
            .unwrap();
        let Page { items, next } = page;
        seen.extend(items.into_iter().map(|message| message.id.as_uuid()));
        let Some(cursor) = next else { break };
        request.after = Some(cursor.to_string().parse().unwrap());
    }
    assert_eq!(seen, [uuid(4), uuid(3), uuid(2), uuid(1)]);
}
