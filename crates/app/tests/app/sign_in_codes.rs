//! Codes by short message: what counts, what a network has to do for more of them, and ceilings.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::sign_in::{self, Proof, RequestCode};
use app::{App, Failure, NetworkKey, Refusal, Settings, jobs};
use async_trait::async_trait;
use aws_lc_rs::digest::{SHA256, digest};
use domain::*;
use gateways::{GatewayError, Gateways, ShortMessage, ShortMessages};
use tokio::sync::Semaphore;

use crate::harness::{World, code_of};
use crate::steps::beside;

const PHONE: &str = "19900000001";

fn asked_by(phone: &str) -> RequestCode {
    RequestCode {
        phone: PhoneNumber::parse(phone).unwrap(),
        network: NetworkKey::new("campus"),
        language: Language::Zh,
        proof: None,
    }
}

/// A provider that answers when the test lets it.
#[derive(Debug)]
struct SlowProvider {
    asked: Semaphore,
    may_send: Semaphore,
    sent: AtomicUsize,
}

#[async_trait]
impl ShortMessages for SlowProvider {
    async fn send(&self, _: &PhoneNumber, _: &ShortMessage) -> Result<(), GatewayError> {
        self.asked.add_permits(1);
        self.may_send.acquire().await.unwrap().forget();
        self.sent.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test]
async fn a_code_counts_though_the_client_hangs_up() {
    let settings = Settings {
        sign_in_codes_per_day: 2,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let provider = Arc::new(SlowProvider {
        asked: Semaphore::new(0),
        may_send: Semaphore::new(0),
        sent: AtomicUsize::new(0),
    });
    let gateways = Gateways {
        sms: Some(provider.clone()),
        ..world.parts.gateways.clone()
    };
    let app = beside(&world, world.parts.vault.clone(), gateways);
    for _ in 0..5 {
        world.clock.advance(Duration::from_minutes(1));
        let app = app.clone();
        let client =
            tokio::spawn(async move { sign_in::request_code(&app, asked_by(PHONE)).await });
        tokio::pin!(client);
        tokio::select! {
            asked = provider.asked.acquire() => asked.unwrap().forget(),
            _refused = &mut client => {}
        }
        client.abort();
        provider.may_send.add_permits(1);
    }
    assert_eq!(provider.sent.load(Ordering::SeqCst), 2);
    let refused = sign_in::request_code(&app, asked_by(PHONE)).await;
    assert_eq!(code_of(refused), "too-many");
}

/// A service whose short messages leave the machine.
fn sending(world: &World) -> App {
    let gateways = Gateways {
        stand_ins: Vec::new(),
        ..world.parts.gateways.clone()
    };
    beside(world, world.parts.vault.clone(), gateways)
}

/// The challenge of a refusal and its bits.
#[track_caller]
fn challenge(result: Result<sign_in::CodeSent, Failure>) -> (String, u8) {
    match result {
        Err(Failure::Refused(Refusal::Proof(needed))) => (needed.challenge, needed.bits),
        result => panic!("{result:?}"),
    }
}

fn solve(challenge: &str, bits: u8) -> Proof {
    let is_answer = |nonce: &u32| {
        let hash = digest(&SHA256, format!("{challenge}{nonce}").as_bytes());
        let first: [u8; 4] = hash.as_ref()[..4].try_into().unwrap();
        u32::from_be_bytes(first).leading_zeros() >= u32::from(bits)
    };
    let nonce = (0..u32::MAX).find(is_answer).unwrap();
    Proof {
        challenge: challenge.to_owned(),
        nonce: nonce.to_string(),
    }
}

#[tokio::test]
async fn the_fourth_code_of_a_network_needs_a_proof_of_work() {
    let world = World::new().await;
    let app = sending(&world);
    for phone in ["19900000011", "19900000012", "19900000013"] {
        sign_in::request_code(&app, asked_by(phone)).await.unwrap();
    }
    let ask = |phone: &str, proof: &Proof| {
        let request = RequestCode {
            proof: Some(proof.clone()),
            ..asked_by(phone)
        };
        let app = app.clone();
        async move { sign_in::request_code(&app, request).await }
    };
    let (text, bits) = challenge(sign_in::request_code(&app, asked_by(PHONE)).await);
    assert_eq!(bits, 16);
    let proof = solve(&text, bits);
    let guessed = Proof {
        nonce: "no work".to_owned(),
        ..proof.clone()
    };
    challenge(ask(PHONE, &guessed).await);
    challenge(ask("19900000014", &proof).await);
    let sent = world.outbox.sent().len();
    ask(PHONE, &proof).await.unwrap();
    assert_eq!(world.outbox.sent().len(), sent + 1);
    // Used up.
    world.clock.advance(Duration::from_minutes(1));
    challenge(ask(PHONE, &proof).await);
    // Too old.
    let (text, bits) = challenge(sign_in::request_code(&app, asked_by(PHONE)).await);
    let late = solve(&text, bits);
    world.clock.advance(Duration::from_minutes(5));
    challenge(ask(PHONE, &late).await);
}

#[track_caller]
fn check_letter(world: &World, part: &str) {
    let sent = world.outbox.sent();
    let letters = sent.iter().filter(|sent| sent.channel == Channel::Mail);
    let with = letters.filter(|letter| letter.body.contains(part));
    assert_eq!(with.count(), 1, "{part}");
}

#[tokio::test]
async fn a_ceiling_on_codes_holds_and_the_operator_gets_one_letter() {
    let settings = Settings {
        sign_in_codes_per_prefix_per_hour: 2,
        sign_in_codes_per_hour: 3,
        network_tries_per_hour: 4,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let ask = async |phone: &str| sign_in::request_code(&world.app, asked_by(phone)).await;
    ask("19900000001").await.unwrap();
    ask("19900000002").await.unwrap();
    assert_eq!(code_of(ask("19900000003").await), "too-many");
    ask("13800000001").await.unwrap();
    assert_eq!(code_of(ask("13700000001").await), "too-many");
    jobs::run_due(&world.app, world.app.now()).await.unwrap();
    check_letter(&world, "sign_in_codes_per_prefix_per_hour");
    check_letter(&world, "sign_in_codes_per_hour");
    world.clock.advance(Duration::from_hours(1));
    ask("19900000003").await.unwrap();
}
