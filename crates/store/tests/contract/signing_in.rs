//! Signing in: wrong answers, sessions, codes of short messages.

use domain::{AccountId, Duration, Misses, StaffId, Timestamp, TokenHash};
use futures_util::future::join_all;
use store::{MissKey, Session, SessionHolder, SignInCode, Store, StoreError, UniqueKey};
use uuid::Uuid;

use crate::fixtures::{account, index, staff};
use crate::harness::{Database, on_both_engines};

on_both_engines!(
    misses_are_kept_by_key,
    every_miss_counts,
    forgotten_misses_are_dropped,
    sessions_live_and_end,
    a_holder_signs_out_everywhere,
    a_session_comes_with_whose_it_is,
    a_token_is_nobody_elses,
    a_code_is_replaced_and_dropped,
    every_try_counts,
);

fn at(second: u32) -> Timestamp {
    Timestamp::from_micros(0) + Duration::from_seconds(second)
}

fn token(number: u8) -> TokenHash {
    TokenHash::from_bytes([number; 32])
}

async fn misses_are_kept_by_key(database: Database) {
    let store = &database.store;
    let keys = [
        MissKey::Account(AccountId::from_uuid(Uuid::from_u128(1))),
        MissKey::Code(index(1)),
        MissKey::LoginFrom(index(1), "ab12".to_owned()),
        MissKey::LoginFrom(index(1), "cd34".to_owned()),
        MissKey::Network("ab12".to_owned()),
    ];
    let work = store.begin().await.unwrap();
    for (count, key) in keys.iter().enumerate() {
        let misses = (0..count).fold(Misses::default(), |misses, _| misses.miss(at(1)));
        work.misses().put(key, &misses).await.unwrap();
    }
    work.commit().await.unwrap();
    for (count, key) in keys.iter().enumerate() {
        let misses = store.misses().find(key).await.unwrap();
        assert_eq!(misses.left(at(1)), 5 - count as u8, "{key:?}");
    }
    let unknown = store.misses().find(&MissKey::Code(index(9))).await.unwrap();
    assert_eq!(unknown, Misses::default());
}

async fn every_miss_counts(database: Database) {
    let another = database.another_server().await;
    let key = MissKey::Code(index(1));
    let guessing = (0..24_usize).map(|number| {
        let store = [&database.store, &another][number % 2].clone();
        let key = key.clone();
        tokio::spawn(async move {
            let work = store.begin().await.unwrap();
            let misses = work.misses().find(&key).await.unwrap();
            if misses.check(at(1)).is_err() {
                return false;
            }
            work.misses().put(&key, &misses.miss(at(1))).await.unwrap();
            work.commit().await.unwrap();
            true
        })
    });
    let guessed = join_all(guessing).await.into_iter().map(Result::unwrap);
    assert_eq!(guessed.filter(|guessed| *guessed).count(), 5);
}

async fn forgotten_misses_are_dropped(database: Database) {
    let store = &database.store;
    let missed = |second| Misses::default().miss(at(second));
    let old = MissKey::Code(index(1));
    let young = MissKey::Code(index(2));
    let work = store.begin().await.unwrap();
    work.misses().put(&old, &missed(0)).await.unwrap();
    work.misses().put(&young, &missed(60)).await.unwrap();
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let now = at(30) + Duration::from_days(2);
    assert_eq!(work.misses().prune(now).await.unwrap(), 1);
    work.commit().await.unwrap();
    assert_eq!(store.misses().find(&young).await.unwrap(), missed(60));
    assert_eq!(store.misses().find(&old).await.unwrap(), Misses::default());
}

fn session(number: u8, holder: SessionHolder) -> Session {
    Session {
        token: token(number),
        holder,
        created_at: at(0),
        expires_at: at(100),
        last_seen_at: at(0),
        device: None,
        is_new_device: false,
    }
}

const STUDENT: SessionHolder = SessionHolder::Student(AccountId::from_uuid(Uuid::from_u128(1)));
const STAFF: SessionHolder = SessionHolder::Staff(StaffId::from_uuid(Uuid::from_u128(1)));

async fn insert_session(store: &Store, session: Session) -> Result<(), StoreError> {
    let work = store.begin().await.unwrap();
    work.sessions().insert(&session).await?;
    work.commit().await
}

async fn found(store: &Store, number: u8) -> Option<Session> {
    let found = store.sessions().find(&[token(number)]).await.unwrap();
    found.map(|found| found.session)
}

async fn sessions_live_and_end(database: Database) {
    let store = &database.store;
    insert_session(store, session(1, STUDENT)).await.unwrap();
    assert_eq!(found(store, 1).await, Some(session(1, STUDENT)));
    let work = store.begin().await.unwrap();
    let touched = work.sessions().touch(&token(1), at(50), at(150)).await;
    assert!(touched.unwrap());
    let unknown = work.sessions().touch(&token(2), at(50), at(150)).await;
    assert!(!unknown.unwrap());
    work.commit().await.unwrap();
    let prolonged = Session {
        expires_at: at(150),
        last_seen_at: at(50),
        ..session(1, STUDENT)
    };
    assert_eq!(found(store, 1).await, Some(prolonged));
    for (now, pruned) in [(149, 0), (150, 1)] {
        let work = store.begin().await.unwrap();
        assert_eq!(work.sessions().prune(at(now)).await.unwrap(), pruned);
        work.commit().await.unwrap();
    }
    assert_eq!(found(store, 1).await, None);
}

async fn a_holder_signs_out_everywhere(database: Database) {
    let store = &database.store;
    for (number, holder) in [(1, STUDENT), (2, STUDENT), (3, STAFF)] {
        insert_session(store, session(number, holder))
            .await
            .unwrap();
    }
    let work = store.begin().await.unwrap();
    assert_eq!(work.sessions().delete_all(STUDENT).await.unwrap(), 2);
    work.commit().await.unwrap();
    assert_eq!(found(store, 1).await, None);
    assert_eq!(found(store, 3).await, Some(session(3, STAFF)));
    for _ in 0..2 {
        let work = store.begin().await.unwrap();
        work.sessions().delete(&token(3)).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(found(store, 3).await, None);
    }
}

async fn a_session_comes_with_whose_it_is(database: Database) {
    let store = &database.store;
    let (account, staff) = (account(1, 101, None), staff(2));
    let work = store.begin().await.unwrap();
    work.accounts().insert(&account).await.unwrap();
    work.staff().insert(&staff).await.unwrap();
    work.commit().await.unwrap();
    let holders = [
        SessionHolder::Student(account.id),
        SessionHolder::Staff(staff.id),
        SessionHolder::Student(AccountId::from_uuid(Uuid::from_u128(9))),
    ];
    for (number, holder) in (1..).zip(holders) {
        insert_session(store, session(number, holder))
            .await
            .unwrap();
    }
    let before = store.statements();
    // Under the present key and a former one: at most one of the hashes is a session's.
    let found = async |number| {
        let hashes = [token(77), token(number)];
        store.sessions().find(&hashes).await.unwrap().unwrap()
    };
    let student = found(1).await;
    assert_eq!(student.session, session(1, holders[0]));
    assert_eq!((student.account, student.staff), (Some(account), None));
    let member = found(2).await;
    assert_eq!((member.account, member.staff), (None, Some(staff)));
    let nobody = found(3).await;
    assert_eq!((nobody.account, nobody.staff), (None, None));
    assert_eq!(store.statements() - before, 3);
    assert_eq!(store.sessions().find(&[]).await.unwrap(), None);
}

async fn a_token_is_nobody_elses(database: Database) {
    let store = &database.store;
    insert_session(store, session(1, STUDENT)).await.unwrap();
    let again = insert_session(store, session(1, STAFF)).await;
    let taken = matches!(again, Err(StoreError::Taken(UniqueKey::Other(_))));
    assert!(taken, "{again:?}");
}

fn code(number: u8, sent: u32) -> SignInCode {
    SignInCode {
        phone: index(1),
        code: token(number),
        expires_at: at(sent + 300),
        tries_left: 5,
        sent_at: at(sent),
    }
}

async fn put_code(store: &Store, code: &SignInCode) {
    let work = store.begin().await.unwrap();
    work.sign_in_codes().put(code).await.unwrap();
    work.commit().await.unwrap();
}

async fn a_code_is_replaced_and_dropped(database: Database) {
    let store = &database.store;
    let codes = store.sign_in_codes();
    assert_eq!(codes.find(&index(1)).await.unwrap(), None);
    put_code(store, &code(1, 0)).await;
    assert_eq!(codes.find(&index(1)).await.unwrap(), Some(code(1, 0)));
    put_code(store, &code(2, 60)).await;
    assert_eq!(codes.find(&index(1)).await.unwrap(), Some(code(2, 60)));
    for (now, pruned) in [(359, 0), (360, 1)] {
        let work = store.begin().await.unwrap();
        assert_eq!(work.sign_in_codes().prune(at(now)).await.unwrap(), pruned);
        work.commit().await.unwrap();
    }
    put_code(store, &code(3, 90)).await;
    let work = store.begin().await.unwrap();
    work.sign_in_codes().delete(&index(1)).await.unwrap();
    work.sign_in_codes().delete(&index(2)).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(codes.find(&index(1)).await.unwrap(), None);
}

async fn every_try_counts(database: Database) {
    put_code(&database.store, &code(1, 0)).await;
    let another = database.another_server().await;
    let trying = (0..24_usize).map(|number| {
        let store = [&database.store, &another][number % 2].clone();
        tokio::spawn(async move {
            let work = store.begin().await.unwrap();
            let sent = work.sign_in_codes().find(&index(1)).await.unwrap();
            let mut sent = sent.unwrap();
            if sent.tries_left == 0 {
                return false;
            }
            sent.tries_left -= 1;
            work.sign_in_codes().put(&sent).await.unwrap();
            work.commit().await.unwrap();
            true
        })
    });
    let tried = join_all(trying).await.into_iter().map(Result::unwrap);
    assert_eq!(tried.filter(|tried| *tried).count(), 5);
}
