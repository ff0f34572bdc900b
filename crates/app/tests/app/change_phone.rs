//! Another phone number for an account.

use app::sign_in::{self, RequestCode};
use app::{Caller, Failure};
use domain::*;

use crate::harness::{World, code_of};
use crate::sign_in::{code, enter, network};

const NEW_PHONE: &str = "19900000002";

async fn change(
    world: &World,
    session: &sign_in::SignedIn,
    last_four: Option<&str>,
) -> Result<app::account::AccountView, Failure> {
    let student = Caller::Student(session.account.id);
    let new = app::account::NewPhone {
        phone: PhoneNumber::parse(NEW_PHONE).unwrap(),
        code: world.outbox.last_code(),
        last_four: last_four.map(|typed| LastFour::parse(typed).unwrap()),
        network: network(),
        token: session.token.clone(),
    };
    app::account::change_phone(&world.app, &student, new, &app::Expected::Any).await
}

async fn request_for_new_phone(world: &World) {
    let request = RequestCode {
        phone: PhoneNumber::parse(NEW_PHONE).unwrap(),
        network: network(),
        language: Language::Zh,
        proof: None,
    };
    sign_in::request_code(&world.app, request).await.unwrap();
}

#[tokio::test]
async fn a_student_changes_the_number_and_other_sessions_end() {
    let world = World::new().await;
    let other = enter(&world, &code(&world).await).await.unwrap();
    let session = enter(&world, &code(&world).await).await.unwrap();
    let student = Caller::Student(session.account.id);
    world.bound_degree(&student, "1").await;
    request_for_new_phone(&world).await;
    assert_eq!(
        code_of(change(&world, &session, None).await),
        "last-four-needed"
    );
    let wrong = change(&world, &session, Some("1234")).await;
    assert_eq!(code_of(wrong), "wrong-account-last-four");
    let changed = change(&world, &session, Some("002X")).await.unwrap();
    assert_eq!(changed.masked_phone.as_deref(), Some("199****0002"));
    assert!(sign_in::resume(&world.app, &session.token).await.is_ok());
    let ended = sign_in::resume(&world.app, &other.token).await;
    assert_eq!(code_of(ended), "not-signed-in");
    // The former number is free for another account.
    let fresh = enter(&world, &code(&world).await).await.unwrap();
    assert!(fresh.is_new);
}

#[tokio::test]
async fn a_number_that_another_account_has_is_not_taken_over() {
    let world = World::new().await;
    let session = enter(&world, &code(&world).await).await.unwrap();
    world.student(NEW_PHONE).await;
    request_for_new_phone(&world).await;
    assert_eq!(code_of(change(&world, &session, None).await), "phone-taken");
}

/// Else a right code could be found out after any number of wrong ones, and used elsewhere.
#[tokio::test]
async fn a_network_that_has_used_its_hour_up_is_not_told_that_a_code_is_right() {
    let settings = app::Settings {
        network_tries_per_hour: 3,
        ..app::Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let session = enter(&world, &code(&world).await).await.unwrap();
    request_for_new_phone(&world).await;
    let right = world.outbox.last_code();
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    let typed = async |code: &str| {
        let student = Caller::Student(session.account.id);
        let new = app::account::NewPhone {
            phone: PhoneNumber::parse(NEW_PHONE).unwrap(),
            code: code.to_owned(),
            last_four: None,
            network: network(),
            token: session.token.clone(),
        };
        app::account::change_phone(&world.app, &student, new, &app::Expected::Any).await
    };
    for _ in 0..3 {
        assert_eq!(code_of(typed(wrong).await), "wrong-sign-in-code");
    }
    assert_eq!(code_of(typed(wrong).await), "too-many");
    assert_eq!(code_of(typed(&right).await), "too-many");
}

#[tokio::test]
async fn a_code_that_a_refusal_has_proved_right_is_used_up() {
    let world = World::new().await;
    let holder = world.student(NEW_PHONE).await;
    let session = enter(&world, &code(&world).await).await.unwrap();
    request_for_new_phone(&world).await;
    let sent = world.outbox.last_code();
    let taken = change(&world, &session, None).await;
    assert_eq!(code_of(taken), "phone-taken");
    let with = sign_in::WithPhone {
        phone: PhoneNumber::parse(NEW_PHONE).unwrap(),
        code: sent,
        owner: sign_in::Owner::Unsaid,
        network: network(),
    };
    let opened = sign_in::with_phone(&world.app, with).await;
    assert_eq!(code_of(opened), "sign-in-code-expired", "{holder:?}");
}
