//! Print jobs and runs: what may follow what.

use domain::*;
use uuid::Uuid;

use crate::fixtures::{BATCH, CENTRE, SCHOOL, STAFF, STRANGER, STUDENT, at, proposed, sealed};

pub(crate) const RUN: PrintRunId = PrintRunId::from_uuid(Uuid::from_u128(31));
const OTHER_RUN: PrintRunId = PrintRunId::from_uuid(Uuid::from_u128(32));
pub(crate) const JOB: PrintJobId = PrintJobId::from_uuid(Uuid::from_u128(33));

pub(crate) fn job(destination: Destination) -> PrintJob {
    let new = NewPrintJob {
        id: JOB,
        number: OrderNumber::parse("23090612345672").unwrap(),
        order: Some(OrderId::from_uuid(Uuid::from_u128(34))),
        sets: vec![PrintSet {
            layout: PrintLayout::EightTwoInch,
            sheets: 2,
        }],
        destination,
    };
    PrintJob::order(new, &proposed(), at("10-14 09:00"))
}

pub(crate) fn to_address() -> PrintJob {
    job(Destination::Address {
        content: Some(sealed(7)),
    })
}

pub(crate) fn shipment() -> Shipment {
    Shipment {
        courier: Courier::ShunFeng,
        waybill: WaybillNumber::parse("SF1234567890").unwrap(),
    }
}

pub(crate) fn run() -> PrintRun {
    let new = NewPrintRun {
        id: RUN,
        centre: CENTRE,
        batch: BATCH,
        school: Some(SCHOOL),
        order: RunOrder::College,
        jobs: vec![JOB],
        shop: None,
    };
    PrintRun::start(new, STAFF, at("10-15 09:00")).unwrap()
}

/// Lets `p`roduce, pa`c`k, `s`hip, `r`eceive, make `a`gain one after the other; the states on the way, a refusal
/// as its code.
#[track_caller]
fn check(steps: &str, expected: &str) {
    let now = at("10-16 09:00");
    let mut job = to_address();
    let mut seen = Vec::new();
    for step in steps.chars() {
        let before = job.clone();
        let after = match step {
            'p' => before.produce(RUN, now),
            'c' => before.pack(RUN, now),
            'x' => before.pack(OTHER_RUN, now),
            's' => before.ship(shipment(), STAFF, now),
            'r' => before.receive(STUDENT, now),
            _ => before.reprint(now),
        };
        match after {
            Ok(after) => {
                assert_eq!(after.version, job.version.next());
                job = after;
                seen.push(job.state.name());
            }
            Err(denied) => seen.push(denied.code()),
        }
    }
    assert_eq!(seen.join(" "), expected, "{steps}");
}

#[test]
fn a_job_is_produced_packed_shipped_and_received() {
    check("pcsr", "in-production in-production shipped received");
    check("s", "wrong-state");
    check("ps", "in-production not-packed");
    check("pcc", "in-production in-production packed-already");
    check("px", "in-production other-run");
    check("pcr", "in-production in-production wrong-state");
    check("pcsc", "in-production in-production shipped wrong-state");
}

#[test]
fn what_is_damaged_waits_again_and_is_counted() {
    check("a", "wrong-state");
    check(
        "pacsp",
        "in-production waiting wrong-state wrong-state in-production",
    );
    let now = at("10-16 09:00");
    let again = to_address()
        .produce(RUN, now)
        .unwrap()
        .reprint(now)
        .unwrap();
    assert_eq!(
        (again.reprints, again.run(), again.is_packed()),
        (1, None, false)
    );
}

#[test]
fn another_student_receives_nothing() {
    let now = at("10-16 09:00");
    let shipped = to_address().produce(RUN, now).unwrap();
    let shipped = shipped.pack(RUN, now).unwrap();
    let shipped = shipped.ship(shipment(), STAFF, now).unwrap();
    assert_eq!(shipped.receive(STRANGER, now), Err(Denied::NotYours));
}

#[test]
fn what_comes_with_the_parcel_of_the_school_is_received_there() {
    let now = at("10-16 09:00");
    let job = job(Destination::School { school: SCHOOL });
    let shipped = job.produce(RUN, now).unwrap().pack(RUN, now).unwrap();
    let shipped = shipped.ship(shipment(), STAFF, now).unwrap();
    let own = shipped.clone().receive(STUDENT, now);
    assert_eq!(own, Err(PrintRefusal::OtherWay.into()));
    let officer = shipped.receive(Actor::Staff(STAFF), now);
    assert_eq!(officer.unwrap().state.name(), "received");
}

#[test]
fn nothing_is_made_again_that_has_nowhere_to_go() {
    let now = at("10-16 09:00");
    let lost = to_address().produce(RUN, now).unwrap().forget_address();
    assert_eq!(lost.reprint(now), Err(PrintRefusal::AddressGone.into()));
}

#[test]
fn an_address_is_forgotten_and_the_rest_stays() {
    let forgotten = to_address().forget_address();
    assert_eq!(forgotten.address(), None);
    assert_eq!(forgotten.sheets(), 2);
    assert_eq!(forgotten.school(), None);
}

#[test]
fn a_run_begins_with_something_and_ships_once() {
    let now = at("10-16 09:00");
    let empty = NewPrintRun {
        id: RUN,
        centre: CENTRE,
        batch: BATCH,
        school: None,
        order: RunOrder::Number,
        jobs: Vec::new(),
        shop: None,
    };
    let refused = PrintRun::start(empty.clone(), STAFF, now).unwrap_err();
    assert_eq!(refused.code(), "nothing-waits");
    let to_addresses = NewPrintRun {
        jobs: vec![JOB],
        ..empty
    };
    let to_addresses = PrintRun::start(to_addresses, STAFF, now).unwrap();
    let refused = to_addresses.ship(shipment(), now).unwrap_err();
    assert_eq!(refused.code(), "other-way");
    let refused = run().acknowledge(Vec::new(), STAFF, now).unwrap_err();
    assert_eq!(refused.code(), "wrong-state");
    let shipped = run().ship(shipment(), now).unwrap();
    assert_eq!(
        shipped.clone().ship(shipment(), now).unwrap_err().code(),
        "wrong-state"
    );
    let done = shipped.acknowledge(Vec::new(), STAFF, now).unwrap();
    assert_eq!(done.rebuild(None).unwrap_err().code(), "wrong-state");
}

#[test]
fn files_are_there_only_once_they_were_made() {
    let made = at("10-16 09:00");
    assert_eq!(
        run().object(RunFile::Sheets),
        Err(PrintRefusal::FilesNotThere)
    );
    let object = BlobKey::new("prints/1").unwrap();
    let ready = run().with_files(RunFiles::Ready {
        objects: vec![(RunFile::Sheets, object.clone())],
        built_at: made,
    });
    assert_eq!(ready.object(RunFile::Sheets), Ok(&object));
    assert_eq!(
        ready.object(RunFile::Labels),
        Err(PrintRefusal::FilesNotThere)
    );
    assert_eq!(
        (ready.objects(), ready.built_at()),
        (vec![object], Some(made))
    );
}
