//! Requests to change what is approved, and the audit log as administrators search it.

use domain::audit::ActionName;
use domain::{
    AskedChange, Change, ChangeRequest, ChangeRequestId, StaffId, Subject, SubmissionId, VoidReason,
};
use store::{AuditFilter, PageRequest, StoreError, UniqueKey};

use crate::fixtures::{BATCH, CENTRE, STAFF, event, minute, uuid};
use crate::harness::{Database, on_both_engines};

on_both_engines![
    a_submission_has_one_open_request,
    the_log_of_a_centre_is_searched,
];

fn request(number: u32, submission: u32, at: i64) -> ChangeRequest {
    let asked = AskedChange {
        id: ChangeRequestId::from_uuid(uuid(number)),
        centre: CENTRE,
        submission: SubmissionId::from_uuid(uuid(submission)),
        change: Change::Void {
            reason: VoidReason::StudentAsked,
        },
    };
    ChangeRequest::ask(asked, STAFF, minute(at))
}

async fn a_submission_has_one_open_request(Database { store, .. }: Database) {
    let (first, again, other) = (request(1, 7, 1), request(2, 7, 2), request(3, 8, 3));
    let work = store.begin().await.unwrap();
    work.change_requests().insert(&first).await.unwrap();
    work.change_requests().insert(&other).await.unwrap();
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let twice = work.change_requests().insert(&again).await;
    assert!(
        matches!(twice, Err(StoreError::Taken(UniqueKey::OpenChangeRequest))),
        "{twice:?}"
    );
    drop(work);
    let found = store.change_requests().find_open(first.submission).await;
    assert_eq!(found.unwrap(), Some(first.clone()));
    let second = StaffId::from_uuid(uuid(77));
    let declined = first.clone().decline(second, minute(4)).unwrap();
    let work = store.begin().await.unwrap();
    let requests = work.change_requests();
    let _done = requests.advance(&first, &declined).await.unwrap();
    requests.insert(&again).await.unwrap();
    work.commit().await.unwrap();
    let list = async |only_open, page| {
        let page = store.change_requests().list(CENTRE, only_open, page).await;
        page.unwrap()
    };
    let all = list(false, PageRequest::first(2)).await;
    assert_eq!(all.items, [other.clone(), again.clone()]);
    let rest = PageRequest {
        after: all.next,
        limit: 2,
    };
    assert_eq!(list(false, rest).await.items, [declined]);
    let open = list(true, PageRequest::default()).await;
    assert_eq!(open.items, [other, again]);
}

async fn the_log_of_a_centre_is_searched(Database { store, .. }: Database) {
    let work = store.begin().await.unwrap();
    let subjects = [Subject::Batch(BATCH), Subject::Staff(STAFF)];
    for (number, action, subject) in [
        (1, "open-batch", subjects[0]),
        (2, "close-batch", subjects[0]),
        (3, "disable-staff", subjects[1]),
    ] {
        work.audit()
            .append(event(number, action, subject).of(CENTRE));
    }
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let log = domain::audit::LogName::keyed(Some(CENTRE));
    let key = domain::audit::ChainKey::new(1);
    work.audit().chain(log, key, |_| [0; 32]).await.unwrap();
    work.commit().await.unwrap();
    let none = AuditFilter {
        centre: CENTRE,
        action: None,
        staff: None,
        subject: None,
        from: None,
        until: None,
    };
    let search = async |filter: AuditFilter| {
        let found = store.audit().search(&filter, PageRequest::default()).await;
        let numbers = found.unwrap().items.into_iter().map(|entry| entry.number);
        numbers.collect::<Vec<_>>()
    };
    assert_eq!(search(none.clone()).await, [3, 2, 1]);
    let action = Some(ActionName::CloseBatch);
    assert_eq!(
        search(AuditFilter {
            action,
            ..none.clone()
        })
        .await,
        [2]
    );
    let subject = Some(BATCH.as_uuid());
    assert_eq!(
        search(AuditFilter {
            subject,
            ..none.clone()
        })
        .await,
        [2, 1]
    );
    let centre = domain::CentreId::from_uuid(uuid(99));
    assert!(search(AuditFilter { centre, ..none }).await.is_empty());
}
