//! Rows that hold sealed values, as a change of keys walks over them: all of them, in whatever state, and
//! none twice.

use domain::{Findable, Sealed};
use store::{Page, PageRequest, Store, StoreError};

use crate::fixtures::{
    BATCH, SCHOOL, STUDENT, account, bound, index, minute, proposed, roster_entry,
};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    every_account_degree_and_line_of_a_roster_is_walked_over,
    a_line_that_is_written_again_keeps_its_place,
];

/// Ids of everything, two at a time.
async fn walk<T, I>(
    page: impl AsyncFn(PageRequest) -> Result<Page<T>, StoreError>,
    id: impl Fn(&T) -> I,
) -> Vec<I> {
    let mut request = PageRequest::first(2);
    let mut ids = Vec::new();
    loop {
        let page = page(request).await.unwrap();
        ids.extend(page.items.iter().map(&id));
        request.after = page.next;
        if page.next.is_none() {
            return ids;
        }
    }
}

async fn fill(store: &Store) {
    let work = store.begin().await.unwrap();
    for number in 1..=4 {
        let account = account(number, 100 + number, None);
        work.accounts().insert(&account).await.unwrap();
    }
    let erased = account(5, 105, None);
    work.accounts().insert(&erased).await.unwrap();
    let after = erased.clone().erase(domain::Actor::System, minute(1));
    let _done = work
        .accounts()
        .advance(&erased, &after.unwrap())
        .await
        .unwrap();
    work.degrees().insert(&bound(1, 11)).await.unwrap();
    for number in 2..=5 {
        let degree = proposed(number, 10 + number, minute(0));
        work.degrees().insert(&degree).await.unwrap();
    }
    let declined = proposed(6, 16, minute(0));
    work.degrees().insert(&declined).await.unwrap();
    let after = declined.clone().decline(STUDENT, minute(1)).unwrap();
    let _done = work.degrees().advance(&declined, &after).await.unwrap();
    let lines = [1, 2, 3].map(roster_entry);
    work.roster().replace(BATCH, SCHOOL, &lines).await.unwrap();
    work.commit().await.unwrap();
}

async fn every_account_degree_and_line_of_a_roster_is_walked_over(
    Database { store, .. }: Database,
) {
    fill(&store).await;
    let accounts = walk(
        async |request| store.accounts().list_all(request).await,
        |account| account.id,
    );
    assert_eq!(
        accounts.await,
        [1, 2, 3, 4, 5].map(|n| account(n, n, None).id)
    );
    let degrees = walk(
        async |request| store.degrees().list_all(request).await,
        |degree| degree.id,
    );
    assert_eq!(degrees.await, [1, 2, 3, 4, 5, 6].map(|n| bound(n, n).id));
    let lines = walk(
        async |request| store.roster().list_all(request).await,
        |line| line.id,
    );
    assert_eq!(lines.await, [1, 2, 3].map(|n| roster_entry(n).id));
}

async fn a_line_that_is_written_again_keeps_its_place(Database { store, .. }: Database) {
    fill(&store).await;
    let mut line = roster_entry(2);
    line.student_number = Findable {
        sealed: Sealed::from_bytes(vec![42; 40]),
        index: index(200),
    };
    let mut gone = roster_entry(9);
    gone.student_number = line.student_number.clone();
    let work = store.begin().await.unwrap();
    work.roster().rewrite(&line).await.unwrap();
    // An import has replaced it meanwhile.
    work.roster().rewrite(&gone).await.unwrap();
    work.commit().await.unwrap();
    let roster = store.roster();
    let found = roster
        .find_number(BATCH, SCHOOL, &index(200))
        .await
        .unwrap();
    assert_eq!(found, Some(line));
    let former = roster.find_number(BATCH, SCHOOL, &index(2)).await.unwrap();
    assert_eq!(former, None);
    assert_eq!(roster.count(BATCH).await.unwrap(), 3);
}
