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
