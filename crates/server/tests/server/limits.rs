//! Who asks too often waits.

use axum::http::StatusCode;
use domain::Duration;
use serde_json::json;

use crate::api::{Api, Call};

/// Sends calls one after the other; how many are let in before the first that has to wait.
async fn let_in(calls: impl Iterator<Item = Call>) -> usize {
    let mut count = 0;
    for call in calls {
        let reply = call.send().await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(reply.outcome().1, "too-many-requests");
            assert!(reply.header("retry-after").is_some());
            return count;
        }
        count += 1;
    }
    count
}

#[tokio::test]
async fn sessions_are_counted_one_by_one() {
    let api = Api::with(|config| config.rates.read = 3).await;
    let (_, one) = api.student("19900000001").await;
    let (_, other) = api.student("19900000002").await;
    let read = |token: &str| api.call("GET /account").bearer(token);
    assert_eq!(let_in((0..5).map(|_| read(&one))).await, 3);
    assert_eq!(let_in((0..2).map(|_| read(&other))).await, 2);
    api.world.clock.advance(Duration::from_minutes(1));
    assert_eq!(let_in((0..2).map(|_| read(&one))).await, 2);
}

#[tokio::test]
async fn what_needs_no_session_is_counted_by_address() {
    let api = Api::with(|config| config.rates.lookup = 3).await;
    let look = |token: usize| {
        let call = api.call("GET /batches/by-code/J9VG24");
        call.bearer(&format!("made-up-{token}"))
    };
    assert_eq!(let_in((0..5).map(look)).await, 3);
}

#[tokio::test]
async fn signing_in_is_counted_by_address() {
    let api = Api::with(|config| config.rates.sign_in = 2).await;
    let ask = |number: usize| {
        let phone = format!("1990000000{number}");
        api.call("POST /sign-in/codes")
            .json(&json!({"phone": phone}))
    };
    assert_eq!(let_in((0..4).map(ask)).await, 2);
}

#[tokio::test]
async fn all_sessions_of_a_student_have_one_budget() {
    let api = Api::with(|config| config.rates.read = 3).await;
    let (student, one) = api.student("19900000001").await;
    let again = api.session(&student).await;
    assert_ne!(one, again);
    let read = |number: usize| {
        let token = if number.is_multiple_of(2) {
            &one
        } else {
            &again
        };
        api.call("GET /account").bearer(token)
    };
    assert_eq!(let_in((0..6).map(read)).await, 3);
}

#[tokio::test]
async fn made_up_tokens_are_counted_by_address() {
    let api = Api::with(|config| config.rates.lookup = 3).await;
    let (_, token) = api.student("19900000001").await;
    let guess = |number: usize| {
        api.call("GET /account")
            .bearer(&format!("made-up-{number}"))
    };
    assert_eq!(let_in((0..6).map(guess)).await, 3);
    // Who has a session goes on behind the same address.
    let read = |_| api.call("GET /account").bearer(&token);
    assert_eq!(let_in((0..5).map(read)).await, 5);
}

#[tokio::test]
async fn an_address_has_one_budget_for_everything() {
    let api = Api::with(|config| config.rates.address = 4).await;
    let (_, token) = api.student("19900000001").await;
    let ask = |number: usize| match number % 3 {
        0 => api.call("GET /account").bearer(&token),
        1 => api.call("GET /reasons"),
        _ => api.call("GET /nowhere"),
    };
    assert_eq!(let_in((0..9).map(ask)).await, 4);
}
