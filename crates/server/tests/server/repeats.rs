//! The same request twice: idempotency keys and entity tags.

use app::capture;
use app::idempotency::{self, Begun};
use domain::Duration;
use serde_json::json;

use crate::api::{Api, CODE};
use crate::harness::World;
use server::ServerConfig;

#[tokio::test]
async fn the_same_key_gets_the_first_answer() {
    let api = Api::new().await;
    let (student, token) = api.student("19900000001").await;
    let (degree, _) = api.world.bound_degree(&student, "A1").await;
    let open = |key: &str| {
        api.call(&format!("POST /degrees/{}/captures", degree.id))
            .bearer(&token)
            .header("idempotency-key", key)
    };
    let first = open("k1").send().await;
    assert_eq!(first.status, 201);
    assert_eq!(first.header("idempotency-replayed"), None);
    let again = open("k1").send().await;
    assert_eq!(again.status, 201);
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("content-type"), Some("application/json"));
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_ne!(open("k2").send().await.body, first.body);
    api.world.clock.advance(Duration::from_hours(25));
    let token = api.session(&student).await;
    let late = api
        .call(&format!("POST /degrees/{}/captures", degree.id))
        .bearer(&token)
        .header("idempotency-key", "k1");
    assert_ne!(late.send().await.body, first.body);
}

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_caller() {
    let api = Api::new().await;
    let (_, token) = api.student("19900000001").await;
    let (_, other) = api.student("19900000002").await;
    let body = |last_four: &str| {
        json!({
            "batch": api.world.batch.id, "feature_code": "J9VG24", "last_four": last_four,
            "payload": CODE,
        })
    };
    let add = |token: &str, last_four: &str| {
        api.call("POST /degrees")
            .bearer(token)
            .header("idempotency-key", "k1")
            .json(&body(last_four))
            .send()
    };
    assert_eq!(add(&token, "002X").await.status, 201);
    let reused = add(&token, "0021").await;
    assert_eq!(reused.outcome(), (422, "idempotency-key-reused".to_owned()));
    assert_eq!(
        add(&other, "002X").await.header("idempotency-replayed"),
        None
    );
    let long = api
        .call("POST /degrees")
        .bearer(&token)
        .header("idempotency-key", &"k".repeat(201))
        .json(&body("002X"));
    assert_eq!(long.send().await.outcome(), (422, "invalid".to_owned()));
}

#[tokio::test]
async fn what_failed_may_be_tried_again_under_its_key() {
    let api = Api::new().await;
    let (_, token) = api.student("19900000001").await;
    let batch = api.world.batch.id.to_string();
    let add = |boundary: &'static str, picture: &'static str| {
        let fields = [
            ("batch", batch.as_str()),
            ("feature_code", "J9VG24"),
            ("last_four", "002X"),
            ("picture", picture),
        ];
        api.call("POST /degrees")
            .bearer(&token)
            .header("idempotency-key", "k1")
            .form(&fields, boundary)
            .send()
    };
    assert_eq!(
        add("b1", "no-code").await.outcome(),
        (422, "code-unreadable".to_owned())
    );
    let first = add("b2", CODE).await;
    assert_eq!(first.status, 201);
    let again = add("b3", CODE).await;
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
}

#[tokio::test]
async fn of_many_at_once_one_is_carried_out() {
    let config = ServerConfig::default();
    let api = Api::over(World::new().await, &config);
    let (student, token) = api.student("19900000001").await;
    let (degree, _) = api.world.bound_degree(&student, "A1").await;
    let path = format!("POST /degrees/{}/captures", degree.id);
    let calls = (0..8).map(|_| {
        let call = api
            .call(&path)
            .bearer(&token)
            .header("idempotency-key", "k1");
        tokio::spawn(call.send())
    });
    let calls: Vec<_> = calls.collect();
    let mut bodies = Vec::new();
    for call in calls {
        let reply = call.await.unwrap();
        match reply.outcome() {
            (201, _) => bodies.push(reply.body),
            outcome => assert_eq!(outcome, (409, "request-in-progress".to_owned())),
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
}

/// The process was killed after the work was done and before its answer was kept.
#[tokio::test]
async fn what_was_done_before_the_process_died_is_not_done_again() {
    let api = Api::new().await;
    let (student, token) = api.student("19900000001").await;
    let (degree, _) = api.world.bound_degree(&student, "A1").await;
    let app = &api.world.app;
    // As the routes below `/api/v1` see it.
    let path = format!("/degrees/{}/captures", degree.id);
    let request = idempotency::fingerprint([&b"POST"[..], path.as_bytes(), b""]);
    let begun = idempotency::begin(app, &student, "k1", request).await;
    let Ok(Begun::First(ticket)) = begun else {
        panic!("{begun:?}");
    };
    let work = {
        let (app, degree) = (app.clone(), degree.id);
        async move { capture::open(&app, &student, degree).await.map(|_| ()) }
    };
    let done = idempotency::carry_out(app, &ticket, work).await;
    done.unwrap().unwrap();
    let open = || {
        api.call(&format!("POST /degrees/{}/captures", degree.id))
            .bearer(&token)
            .header("idempotency-key", "k1")
    };
    let outcome = open().send().await.outcome();
    assert_eq!(outcome, (409, "request-in-progress".to_owned()));
    api.world.clock.advance(Duration::from_seconds(7));
    let outcome = open().send().await.outcome();
    assert_eq!(outcome, (409, "request-interrupted".to_owned()));
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let api = Api::new().await;
    let (student, token) = api.student("19900000001").await;
    let (degree, submission) = api.world.bound_degree(&student, "A1").await;
    let photo = crate::steps::checked(&api.world, &student, degree.id, "ok").await;
    for path in [
        "/account".to_owned(),
        format!("/degrees/{}", degree.id),
        format!("/degrees/{}/submission", degree.id),
        format!("/photos/{}", photo.photo.id),
    ] {
        let line = format!("GET {path}");
        let first = api.call(&line).bearer(&token).send().await;
        let tag = first.header("etag").unwrap();
        let known = api.call(&line).bearer(&token).header("if-none-match", tag);
        let known = known.send().await;
        assert_eq!(known.status, 304, "{path}");
        assert!(known.body.is_empty());
        assert_eq!(known.header("etag"), Some(tag));
    }
    let _ = submission;
    let line = format!("GET /degrees/{}", degree.id);
    let before = api.call(&line).bearer(&token).send().await;
    api.world.set_time("10-13 18:00");
    let token = api.session(&student).await;
    let tag = before.header("etag").unwrap();
    let closed = api.call(&line).bearer(&token).header("if-none-match", tag);
    let closed = closed.send().await;
    assert_eq!(closed.json()["batch"]["acceptance"], "closed");
}

#[tokio::test]
async fn who_read_something_else_changes_nothing() {
    let api = Api::new().await;
    let (student, token) = api.student("19900000001").await;
    let (degree, submission) = api.world.bound_degree(&student, "A1").await;
    crate::steps::confirmed(&api.world, &student, degree.id, "ok").await;
    let account = api.call("GET /account").bearer(&token).send().await;
    let change = |tag: &str| {
        api.call("PATCH /account")
            .bearer(&token)
            .header("if-match", tag)
            .json(&json!({"language": "en"}))
            .send()
    };
    let tag = account.header("etag").unwrap();
    assert_eq!(change(tag).await.json()["language"], "en");
    assert_eq!(change(tag).await.outcome(), (412, "stale".to_owned()));
    let submit = format!("POST /submissions/{}/submit", submission.id);
    let stale = api.call(&submit).bearer(&token).header("if-match", "\"1\"");
    assert_eq!(stale.send().await.outcome(), (412, "stale".to_owned()));
    let any = api.call(&submit).bearer(&token).header("if-match", "*");
    let sent = any.send().await;
    assert_eq!(sent.status, 200);
    let withdraw = format!("POST /submissions/{}/withdraw", submission.id);
    let tag = sent.header("etag").unwrap();
    let back = api.call(&withdraw).bearer(&token).header("if-match", tag);
    assert_eq!(back.send().await.json()["state"], "withdrawn");
}
