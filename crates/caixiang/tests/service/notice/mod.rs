//! The whole founding notice in one run: from the poster that a student scans to the disc, the parcel and the registry's
//! answer. On a file and a folder, on PostgreSQL and S3, and while the process is killed at random moments.
//!
//! Two students. One is rejected by a reviewer, takes another photo, and has prints sent to an address. The other one's prints
//! come with the school's parcel; the registry refuses the portrait, which is replaced.

mod graduate;
mod handover;
mod office;
mod paper;
mod patient;
mod paying;
mod readers;
mod storm;

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};
use test_kit::postgres::{Database, Server};

use crate::faults::s3::{Moto, SECRET};
use crate::harness::{Home, Person, drawn_card, eventually, photo};
use crate::killed::ruins;
use graduate::Graduate;
use office::{FEE, Office, SHEET, SHIPPING};
use storm::Storm;

/// Who is rejected once, and who is refused by the registry.
const REJECTED: Person = Person(2_023);
const REFUSED: Person = Person(2_024);

/// Names the seed of the kills, to see a run again as far as it can be.
const SEED: &str = "CAIXIANG_TEST_SEED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_founding_notice_on_a_file_and_a_folder() {
    in_calm(Home::found("", &["--cohort", COHORT])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_founding_notice_on_postgres_and_s3() {
    let (Some(server), Some(moto)) = (Server::shared(), Moto::own()) else {
        return;
    };
    let database = server.database();
    in_calm(grown(&database, &moto, "")).await;
    database.remove();
}

/// On PostgreSQL and S3.
fn grown(database: &Database<'_>, moto: &Moto, more: &str) -> Home {
    let otherwise = format!(
        "[database]\nurl = \"{}\"\n{}{more}",
        database.url(),
        moto.config()
    );
    let home = Home::found(&otherwise, &["--cohort", COHORT]);
    home.keep_secret(SECRET.to_owned());
    home
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_founding_notice_while_the_service_is_killed() {
    in_a_storm(Home::found(SOON, &["--cohort", COHORT])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_founding_notice_while_the_service_is_killed_on_postgres_and_s3() {
    let (Some(server), Some(moto)) = (Server::shared(), Moto::own()) else {
        return;
    };
    let database = server.database();
    in_a_storm(grown(&database, &moto, SOON)).await;
    database.remove();
}

/// Jobs of a process that was killed are taken up after a few seconds.
const SOON: &str = "[work]\nlease_seconds = 3\n";

#[expect(clippy::print_stdout, reason = "a run that fails is to be seen again")]
async fn in_a_storm(home: Home) {
    let named = std::env::var_os(SEED);
    let seed = named.map_or_else(
        || fastrand::u64(..1_000_000),
        |seed| seed.to_str().unwrap().parse().unwrap(),
    );
    println!("{SEED}={seed}");
    let home = Arc::new(home);
    let service = home.serve().await;
    let storm = Storm::begin(&home, service, seed);
    let office = Office::open(&home, Some(&storm), &[REJECTED, REFUSED]).await;
    walk(Arc::new(office)).await;
    let kills = storm.end().await;
    println!("{kills} kills");
    assert!(kills > 0, "calm proves nothing");
    let service = eventually("nobody calls any more", async || {
        (Arc::strong_count(&storm) == 1).then_some(())
    });
    service.await;
    assert!(storm.into_service().stop().success());
    ruins::check(&home);
}

/// Who graduates.
const COHORT: &str = "2019:高起本:2024-01";

async fn in_calm(home: Home) {
    let home = Arc::new(home);
    let service = home.serve().await;
    let office = Office::open(&home, None, &[REJECTED, REFUSED]).await;
    walk(Arc::new(office)).await;
    home.admin(&["verify-audit"]);
    home.admin(&["check-objects"]);
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
    assert!(service.stop().success());
}

async fn walk(office: Arc<Office>) {
    // Drawn before anybody waits for them.
    for (person, shots) in [(REJECTED, [2, 3]), (REFUSED, [4, 7])] {
        drawn_card(person);
        for shot in shots {
            photo(shot);
        }
    }
    let rejected = Graduate::arrive(&office, REJECTED).await;
    let refused = Graduate::arrive(&office, REFUSED).await;
    let (first, second) = approved(&office, &rejected, &refused).await;
    prints(&office, &rejected, &refused).await;
    let portraits = [(REJECTED, &first), (REFUSED, &second)];
    let by = |name: fn(Person) -> String| {
        let named = portraits.map(|(person, portrait)| (name(person), portrait.clone()));
        named.to_vec()
    };
    handover::disc(&office, &by(|person| person.fields().student_number)).await;
    let sent = handover::send(&office, &by(Person::payload)).await;
    for graduate in [&rejected, &refused] {
        graduate.is_at_registry("sent").await;
    }
    answered(&office, &sent, &rejected, &refused).await;
    nothing_is_doubled(&office, &rejected, &refused).await;
}

/// Both pay, hand in, and are decided on; the portraits as they were approved.
async fn approved(office: &Office, rejected: &Graduate, refused: &Graduate) -> (Bytes, Bytes) {
    rejected.offer(photo(2)).await;
    let submit = format!("POST /submissions/{}/submit", rejected.degree.submission);
    rejected.phone.refused(&submit, (), "payment-needed").await;
    rejected.pay_fee().await;
    rejected.submit().await;
    let reject = json!({ "decision": "reject", "reasons": ["P04"] });
    office.decide(&rejected.degree.submission, &reject).await;
    refused.pay_fee().await;
    let of_refused = refused.offer(photo(4)).await;
    refused.submit().await;
    let approve = json!({ "decision": "approve" });
    office.decide(&refused.degree.submission, &approve).await;
    // Each can be taken back for half a minute; meanwhile nobody learns of it.
    let seen = rejected.comes_to("rejected").await;
    assert_eq!(seen["rejection"]["reasons"][0]["code"], "P04");
    assert_eq!(seen["next_step"]["step"], "replace-photo");
    rejected.is_told("rejected").await;
    let of_rejected = rejected.offer(photo(3)).await;
    rejected.submit().await;
    office.decide_at_once(&rejected.degree.submission, "approve");
    for graduate in [rejected, refused] {
        let seen = graduate.comes_to("approved").await;
        assert_eq!(seen["registry"]["step"], "waiting");
        graduate.is_told("approved").await;
    }
    (
        rejected.portrait(&of_rejected).await,
        refused.portrait(&of_refused).await,
    )
}

/// One has a sheet sent home, the other one to the school; the fee includes one for each.
async fn prints(office: &Office, rejected: &Graduate, refused: &Graduate) {
    paper::order_to_an_address(rejected).await;
    paper::order_to_the_school(refused).await;
    paper::by_courier(office, rejected).await;
    paper::by_parcel(office, refused, 3).await;
}

/// The registry recognises one and refuses the other one, whose portrait is replaced and goes there once more.
async fn answered(office: &Office, sent: &handover::Sent, rejected: &Graduate, refused: &Graduate) {
    let is_refused = |record: &Value| record["submission"] == refused.degree.submission.as_str();
    handover::answer(office, sent, is_refused).await;
    let seen = rejected.is_at_registry("accepted").await;
    assert_eq!(seen["identity"], "same-person");
    rejected.is_told("at-registry").await;
    let seen = refused.is_at_registry("refused").await;
    assert!(seen["reason"].is_string(), "{seen}");
    refused.is_told("registry-refused").await;
    let line = format!("GET /batches/{}/registry-refusals.csv", office.batch());
    let list = office.officer.fetch(&line).await;
    let list = String::from_utf8(list.to_vec()).unwrap();
    assert!(list.contains(&REFUSED.fields().student_number), "{list}");
    assert_eq!(list.lines().count(), 2, "{list}");

    let other = handover::replace(office, refused, photo(7)).await;
    refused.comes_to("approved").await;
    let portrait = refused.portrait(&other).await;
    let sent = handover::send(office, &[(REFUSED.payload(), portrait)]).await;
    handover::answer(office, &sent, |_| false).await;
    let seen = refused.is_at_registry("accepted").await;
    assert_eq!(seen["identity"], "same-person");
    refused.is_told("at-registry").await;
}

/// What was asked for once happened once, and every fen is where it belongs.
async fn nothing_is_doubled(office: &Office, rejected: &Graduate, refused: &Graduate) {
    let taken = [
        "photo-handed-in",
        "photo-assessed",
        "photo-confirmed",
        "submitted",
    ];
    let history = [&taken[..], &["rejected"], &taken, &["approved"]].concat();
    assert_eq!(rejected.history().await, history);
    let replaced = refused.history().await;
    assert_eq!(replaced[..5], [&taken[..], &["approved"]].concat());
    assert_eq!(replaced.last().map(String::as_str), Some("approved"));
    for graduate in [rejected, refused] {
        let photos = format!("GET /degrees/{}/photos", graduate.degree.id);
        assert_eq!(graduate.phone.list(&photos).await.len(), 2);
        assert_eq!(graduate.phone.list("GET /orders").await.len(), 2);
        let mut told = graduate.told().await;
        let before = told.len();
        told.dedup();
        // Each was submitted twice or approved twice, and told of it each time.
        assert!(before - told.len() <= 3, "{told:?}");
    }
    let second = &office.second;
    let paid = second.list("GET /money/orders?state=paid").await;
    assert_eq!(paid.len(), 4);
    let earned = 2 * FEE + 2 * SHEET + SHIPPING;
    let sums = second.list("GET /money/ledger/sums").await;
    let of = |column: &str| {
        sums.iter()
            .map(|sum| sum[column].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!((of("debit_fen"), of("credit_fen")), (earned, earned));
    let entries = second.list("GET /money/ledger").await;
    assert_eq!(entries.len(), 4, "{entries:#?}");
    assert_eq!(office.operator.list("GET /production/runs").await.len(), 2);
    let waiting = office.operator.list("GET /production/waiting").await;
    assert_eq!(waiting, Vec::<Value>::new());
}
