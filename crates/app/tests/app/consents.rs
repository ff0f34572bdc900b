//! Agreeing and withdrawing, purpose by purpose.

use app::consent::{self, ConsentState};
use app::{Caller, Settings};
use domain::{Purpose, Subject};

use crate::harness::{World, at, code_of};

async fn state(world: &World, caller: &Caller, purpose: Purpose) -> ConsentState {
    let views = consent::list(&world.app, caller).await.unwrap();
    let view = views.iter().find(|view| view.purpose == purpose);
    view.unwrap().state
}

#[tokio::test]
async fn every_purpose_is_asked_for_by_itself() {
    let world = World::new().await;
    let student = world.student_without_consent("19900000001").await;
    let views = consent::list(&world.app, &student).await.unwrap();
    let optional = views.iter().map(|view| (view.purpose, view.optional));
    let expected = [
        (Purpose::CollectReviewHandOver, false),
        (Purpose::HandOver, false),
        (Purpose::Comparison, true),
        (Purpose::Address, true),
    ];
    assert!(optional.eq(expected));
    assert!(views.iter().all(|view| view.state == ConsentState::Asked));
    let purpose = Purpose::Comparison;
    consent::give(&world.app, &student, purpose, 1)
        .await
        .unwrap();
    let given_at = at("09-10 12:00");
    let given = ConsentState::Given { given_at };
    assert_eq!(state(&world, &student, purpose).await, given);
    let main = state(&world, &student, Purpose::CollectReviewHandOver).await;
    assert_eq!(main, ConsentState::Asked);
}

#[tokio::test]
async fn giving_twice_changes_nothing_and_withdrawing_ends_it() {
    let world = World::new().await;
    let student = world.student_without_consent("19900000001").await;
    let purpose = Purpose::CollectReviewHandOver;
    consent::give(&world.app, &student, purpose, 1)
        .await
        .unwrap();
    consent::give(&world.app, &student, purpose, 1)
        .await
        .unwrap();
    let withdrawn = consent::withdraw(&world.app, &student, purpose).await;
    assert_eq!(withdrawn.unwrap().state, ConsentState::Withdrawn);
    let twice = consent::withdraw(&world.app, &student, purpose).await;
    assert_eq!(code_of(twice), "wrong-state");
    let stored = world
        .parts
        .store
        .consents()
        .list(student.student().unwrap())
        .await;
    let stored = stored.unwrap();
    let [consent] = &stored[..] else {
        panic!("one consent is expected");
    };
    assert_eq!(consent.history.len(), 1);
    let lines = world.audit(Subject::Consent(consent.id)).await;
    assert_eq!(lines, ["give-consent", "withdraw-consent"]);
}

#[tokio::test]
async fn a_new_text_is_asked_for_again() {
    let settings = Settings {
        consent_text_version: 2,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let student = world.student_without_consent("19900000001").await;
    let purpose = Purpose::CollectReviewHandOver;
    let old = consent::give(&world.app, &student, purpose, 1).await;
    assert_eq!(code_of(old), "other-consent-text");
    world.agree_to_text(&student, purpose, 1).await;
    let given_at = at("09-10 12:00");
    let text_version = 1;
    let outdated = ConsentState::Outdated {
        given_at,
        text_version,
    };
    assert_eq!(state(&world, &student, purpose).await, outdated);
    consent::give(&world.app, &student, purpose, 2)
        .await
        .unwrap();
    let given = ConsentState::Given { given_at };
    assert_eq!(state(&world, &student, purpose).await, given);
}
