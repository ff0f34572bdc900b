//! Addresses, print jobs and runs: what is unique, what waits, what counts its days.

use domain::*;
use store::{Advance, PageRequest, RunFilter, StoreError, UniqueKey};

use crate::fixtures::{ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, STUDENT, blob, bound, minute, uuid};
use crate::harness::{Database, on_both_engines};
use crate::money::{order, paid, prepared};

on_both_engines![
    an_account_has_one_default_address,
    what_waits_is_paid_or_included,
    a_degree_has_one_included_set,
    addresses_of_jobs_count_their_days,
    files_of_runs_are_referred_to,
];

fn address(number: u32, kept: &[Address]) -> Address {
    let sealed = Sealed::from_bytes(vec![1; 8]);
    let id = AddressId::from_uuid(uuid(number));
    Address::keep(id, ACCOUNT, sealed, kept, minute(0)).unwrap()
}

fn job(number: u32, order: Option<OrderId>, destination: Destination) -> PrintJob {
    let mut digits = number as usize;
    let day = time::macros::date!(2023 - 10 - 14);
    let new = NewPrintJob {
        id: PrintJobId::from_uuid(uuid(number)),
        number: OrderNumber::generate(day, |count| {
            let digit = digits % count;
            digits /= count;
            digit
        }),
        order,
        sets: vec![PrintSet {
            layout: PrintLayout::EightTwoInch,
            sheets: 1,
        }],
        destination,
    };
    PrintJob::order(new, &bound(1, 1), minute(0))
}

const TO_SCHOOL: Destination = Destination::School { school: SCHOOL };

fn to_address() -> Destination {
    Destination::Address {
        content: Some(Sealed::from_bytes(vec![1; 8])),
    }
}

async fn an_account_has_one_default_address(database: Database) {
    let store = database.store;
    let work = store.begin().await.unwrap();
    let first = address(1, &[]);
    work.addresses().insert(&first).await.unwrap();
    let second = address(2, std::slice::from_ref(&first));
    work.addresses().insert(&second).await.unwrap();
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let refused = work.addresses().insert(&address(3, &[])).await;
    assert!(
        matches!(refused, Err(StoreError::Taken(UniqueKey::DefaultAddress))),
        "{refused:?}"
    );
    drop(work);
    let work = store.begin().await.unwrap();
    work.addresses().delete(first.id).await.unwrap();
    assert_eq!(
        work.addresses().list_of_account(ACCOUNT).await.unwrap(),
        [second]
    );
    work.addresses().delete_of_account(ACCOUNT).await.unwrap();
    assert_eq!(work.addresses().list_of_account(ACCOUNT).await.unwrap(), []);
    work.commit().await.unwrap();
}

async fn what_waits_is_paid_or_included(database: Database) {
    let store = database.store;
    let work = store.begin().await.unwrap();
    let unpaid = order(1);
    work.orders().insert(&unpaid).await.unwrap();
    let ordered = job(11, Some(unpaid.id), TO_SCHOOL);
    let included = job(12, None, TO_SCHOOL);
    for job in [&ordered, &included] {
        work.print_jobs().insert(job).await.unwrap();
    }
    let waiting = work
        .print_jobs()
        .list_waiting((BATCH, Some(SCHOOL)), 10)
        .await;
    assert_eq!(waiting.unwrap(), std::slice::from_ref(&included));
    let payment = paid(&prepared(2, &unpaid));
    let settled = unpaid.clone().pay(&payment, minute(6)).unwrap();
    let advance = work.orders().advance(&unpaid, &settled).await.unwrap();
    assert_eq!(advance, Advance::Done);
    let counted = work.print_jobs().count_waiting(CENTRE).await.unwrap();
    let counted: Vec<_> = counted.iter().map(|of| (of.school, of.jobs)).collect();
    assert_eq!(counted, [(Some(SCHOOL), 2)]);
    let run = PrintRunId::from_uuid(uuid(20));
    let produced = ordered.clone().produce(run, minute(7)).unwrap();
    let advance = work
        .print_jobs()
        .advance(&ordered, &produced)
        .await
        .unwrap();
    assert_eq!(advance, Advance::Done);
    let waiting = work
        .print_jobs()
        .list_waiting((BATCH, Some(SCHOOL)), 10)
        .await;
    assert_eq!(waiting.unwrap(), [included]);
    assert_eq!(
        work.print_jobs().list_of_run(run).await.unwrap(),
        std::slice::from_ref(&produced)
    );
    let to_addresses = work.print_jobs().list_waiting((BATCH, None), 10).await;
    assert_eq!(to_addresses.unwrap(), []);
    let found = work
        .print_jobs()
        .find_by_number(&produced.number)
        .await
        .unwrap();
    assert_eq!(found, Some(produced));
    work.commit().await.unwrap();
}

async fn a_degree_has_one_included_set(database: Database) {
    let store = database.store;
    let work = store.begin().await.unwrap();
    work.print_jobs()
        .insert(&job(1, None, TO_SCHOOL))
        .await
        .unwrap();
    let degree = bound(1, 1).id;
    let have = work.print_jobs().with_included(BATCH, &[degree]).await;
    assert!(have.unwrap().contains(&degree));
    let refused = work.print_jobs().insert(&job(2, None, TO_SCHOOL)).await;
    assert!(
        matches!(refused, Err(StoreError::Taken(UniqueKey::IncludedPrint))),
        "{refused:?}"
    );
}

async fn addresses_of_jobs_count_their_days(database: Database) {
    let store = database.store;
    let work = store.begin().await.unwrap();
    let job = job(1, None, to_address());
    let run = PrintRunId::from_uuid(uuid(20));
    let shipment = Shipment {
        courier: Courier::Ems,
        waybill: WaybillNumber::parse("EMS123456").unwrap(),
    };
    let packed = job.produce(run, minute(1)).unwrap();
    let packed = packed.pack(run, minute(1)).unwrap();
    let shipped = packed.ship(shipment, STAFF, minute(5)).unwrap();
    work.print_jobs().insert(&shipped).await.unwrap();
    let list = async |before, state| {
        let jobs = work.print_jobs();
        jobs.list_with_address_since(before, (state, 10))
            .await
            .unwrap()
    };
    assert_eq!(list(minute(5), None).await, []);
    assert_eq!(list(minute(6), None).await, std::slice::from_ref(&shipped));
    assert_eq!(list(minute(6), Some(PrintJobStateName::Received)).await, []);
    let received = shipped.clone().receive(STUDENT, minute(8)).unwrap();
    let advance = work
        .print_jobs()
        .advance(&shipped, &received)
        .await
        .unwrap();
    assert_eq!(advance, Advance::Done);
    let due = list(minute(9), Some(PrintJobStateName::Received)).await;
    assert_eq!(due, std::slice::from_ref(&received));
    let forgotten = received.clone().forget_address();
    let advance = work
        .print_jobs()
        .advance(&received, &forgotten)
        .await
        .unwrap();
    assert_eq!(advance, Advance::Done);
    assert_eq!(list(minute(9), None).await, []);
    let all = work
        .print_jobs()
        .list_all(PageRequest::default())
        .await
        .unwrap();
    assert_eq!(all.items, std::slice::from_ref(&forgotten));
    let own = work.print_jobs().list_of_account(ACCOUNT).await.unwrap();
    assert_eq!(own, [forgotten]);
}

async fn files_of_runs_are_referred_to(database: Database) {
    let store = database.store;
    let work = store.begin().await.unwrap();
    let new = NewPrintRun {
        id: PrintRunId::from_uuid(uuid(1)),
        centre: CENTRE,
        batch: BATCH,
        school: Some(SCHOOL),
        order: RunOrder::College,
        jobs: vec![PrintJobId::from_uuid(uuid(2))],
        shop: None,
    };
    let run = PrintRun::start(new, STAFF, minute(0)).unwrap();
    work.print_runs().insert(&run).await.unwrap();
    let ready = run.clone().with_files(RunFiles::Ready {
        objects: vec![(RunFile::Sheets, blob("prints/1"))],
        built_at: minute(5),
    });
    let advance = work.print_runs().advance(&run, &ready).await.unwrap();
    assert_eq!(advance, Advance::Done);
    let referenced = async || {
        let objects = work.objects();
        objects.referenced(&[blob("prints/1")]).await.unwrap()
    };
    assert_eq!(referenced().await, [true]);
    let old = work.print_runs().list_built_before(minute(6), 10).await;
    assert_eq!(old.unwrap(), std::slice::from_ref(&ready));
    let deleted = ready.clone().with_files(RunFiles::Deleted);
    let advance = work.print_runs().advance(&ready, &deleted).await.unwrap();
    assert_eq!(advance, Advance::Done);
    assert_eq!(referenced().await, [false]);
    let filter = RunFilter {
        centre: CENTRE,
        batch: Some(BATCH),
        school: Some(SCHOOL),
    };
    let listed = work.print_runs().list(filter, PageRequest::default()).await;
    assert_eq!(listed.unwrap().items, [deleted]);
    let foreign = RunFilter {
        school: Some(SchoolId::from_uuid(uuid(9))),
        ..filter
    };
    let listed = work
        .print_runs()
        .list(foreign, PageRequest::default())
        .await;
    assert_eq!(listed.unwrap().items, []);
}
