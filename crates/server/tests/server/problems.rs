//! Every refusal is a problem in two languages, whoever refuses: a use case, an extractor, the router.

use insta::assert_snapshot;
use serde_json::json;

use crate::api::{Api, Call};

/// What comes back, as status and code.
async fn check(call: Call, status: u16, code: &str) {
    assert_eq!(call.send().await.outcome(), (status, code.to_owned()));
}

#[tokio::test]
async fn whatever_cannot_be_read_is_a_problem() {
    let api = Api::new().await;
    let (_, token) = api.student("19900000001").await;
    let codes = || api.call("POST /sign-in/codes");
    check(codes(), 415, "unsupported-media-type").await;
    check(
        codes().header("content-type", "text/plain").body("x"),
        415,
        "unsupported-media-type",
    )
    .await;
    let json_type = || codes().header("content-type", "application/json");
    check(json_type().body("{"), 400, "malformed-json").await;
    check(json_type().body("{}"), 422, "invalid").await;
    check(codes().json(&json!({"phone": 7})), 422, "invalid").await;
    check(codes().json(&json!({"phone": "7"})), 422, "invalid").await;
    check(
        codes().json(&json!({"phone": "19900000001", "x": 1})),
        422,
        "invalid",
    )
    .await;
    check(
        codes().json(&json!({"phone": "1".repeat(70_000)})),
        413,
        "too-large",
    )
    .await;
    check(api.call("GET /nothing"), 404, "not-found").await;
    check(api.call("GET /batches/7"), 404, "not-found").await;
    check(api.call("PUT /account"), 405, "method-not-allowed").await;
    let waiting = api.call("GET /photos/00000000-0000-0000-0000-000000000007?wait_ms=x");
    check(waiting.bearer(&token), 422, "invalid-query").await;
    let form = || api.call("POST /degrees").bearer(&token);
    check(form(), 415, "unsupported-media-type").await;
    check(
        form().header("content-type", "multipart/form-data"),
        400,
        "malformed-form",
    )
    .await;
    check(form().form(&[("last_four", "002X")], "b"), 422, "invalid").await;
    check(form().form(&[("batch", "7")], "b"), 422, "invalid").await;
    check(form().form(&[("colour", "red")], "b"), 422, "invalid").await;
    let cut = form()
        .header("content-type", "multipart/form-data; boundary=b")
        .body("--b\r\nContent-Disposition: form-data; name=\"batch\"\r\n\r\n7");
    check(cut, 400, "malformed-form").await;
}

#[tokio::test]
async fn a_problem_reads_well_in_both_languages() {
    let api = Api::new().await;
    let ask = |language: &str| {
        api.call("GET /account")
            .header("accept-language", language)
            .header("x-request-id", "web-42")
    };
    let english = ask("en-GB").send().await;
    assert_snapshot!(english.shown(), @r#"
    401
    {
      "code": "not-signed-in",
      "detail": "You are not signed in, or not any more. Sign in to go on.",
      "detail_en": "You are not signed in, or not any more. Sign in to go on.",
      "detail_zh": "登录已过期或还没有登录，请登录后继续。",
      "instance": "urn:caixiang:request:web-42",
      "status": 401,
      "title": "Please sign in",
      "type": "urn:caixiang:problem:not-signed-in"
    }
    "#);
    assert_eq!(english.header("content-language"), Some("en"));
    let chinese = ask("zh-CN,en;q=0.5").send().await;
    assert_eq!(chinese.json()["detail"], chinese.json()["detail_zh"]);
    assert_eq!(chinese.header("content-language"), Some("zh-CN"));
}

#[tokio::test]
async fn what_was_typed_is_not_repeated() {
    let api = Api::new().await;
    let typed = json!({"phone": ["19900000001"], "language": "19900000002"});
    let reply = api.call("POST /sign-in/codes").json(&typed).send().await;
    assert_eq!(reply.status, 422);
    let text = String::from_utf8(reply.body.to_vec()).unwrap();
    assert!(!text.contains("1990000000"), "{text}");
}

#[tokio::test]
async fn request_ids_come_back() {
    let api = Api::new().await;
    let own = api
        .call("GET /rules")
        .header("x-request-id", "web-42")
        .send()
        .await;
    assert_eq!(own.header("x-request-id"), Some("web-42"));
    let odd = api
        .call("GET /rules")
        .header("x-request-id", "a b")
        .send()
        .await;
    assert!(uuid::Uuid::parse_str(odd.header("x-request-id").unwrap()).is_ok());
    let problem = api
        .call("GET /nothing")
        .header("x-request-id", "web-42")
        .send()
        .await;
    assert_eq!(problem.json()["instance"], "urn:caixiang:request:web-42");
}
