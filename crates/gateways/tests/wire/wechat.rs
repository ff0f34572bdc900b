//! Calls to WeChat and every form of its errors.

use std::sync::Arc;

use domain::{Duration, Language, Message};
use gateways::AccessTokens;
use gateways::{
    CachedToken, GatewayError, Gateways, MemoryTokens, SubscriptionMessage, TextSafety,
};
use serde_json::{Value, json};
use wiremock::matchers::{body_json, body_partial_json, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{
    check_setting_refused, check_unreachable, closed_port, connect, everything_said,
    minutes_from_now, phone, silent_listener, try_connect, user,
};

pub(crate) const APP: &str = "wx0000000000000001";

const PHONE: &str = "/wxa/business/getuserphonenumber";
const SEND: &str = "/cgi-bin/message/subscribe/send";
const CHECK: &str = "/wxa/msg_sec_check";

pub(crate) fn config(base_url: &str) -> String {
    format!(
        r#"
        [wechat]
        kind = "real"
        app_id = "{APP}"
        secret = "hidden-secret"
        base_url = "{base_url}"
        timeout_ms = 2000
        version = "trial"
        [wechat.templates.closes-soon]
        id = "T-closes"
        fields = {{ thing1 = "{{title}}", time2 = "{{time}}" }}
        "#
    )
}

/// As WeChat answers: status 200 and plain text, whatever happened.
pub(crate) fn plain(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.to_string(), "text/plain")
}

/// Gateways with a valid token, so that nothing but the call under test is made.
async fn wechat(server: &MockServer) -> Gateways {
    let tokens = Arc::new(MemoryTokens::default());
    let token = CachedToken {
        token: "hidden-token".into(),
        expires_at: minutes_from_now(60),
    };
    tokens.store(APP, &token).await.unwrap();
    try_connect(&config(&server.uri()), tokens).unwrap()
}

async fn answering(at: &str, body: &Value) -> (MockServer, Gateways) {
    let server = MockServer::start().await;
    Mock::given(path(at))
        .respond_with(plain(body))
        .expect(1)
        .mount(&server)
        .await;
    let gateways = wechat(&server).await;
    (server, gateways)
}

fn closes_soon() -> SubscriptionMessage {
    SubscriptionMessage {
        message: Message::ClosesSoon {
            closes_at: minutes_from_now(90),
        },
        language: Language::Zh,
        page: Some("pages/home".to_owned()),
    }
}

#[tokio::test]
async fn a_login_code_becomes_a_user_and_needs_no_token() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/sns/jscode2session"))
        .and(query_param("appid", APP))
        .and(query_param("secret", "hidden-secret"))
        .and(query_param("js_code", "code&1"))
        .and(query_param("grant_type", "authorization_code"))
        .respond_with(plain(
            &json!({ "openid": "oUser-1", "session_key": "hidden==", "unionid": "u" }),
        ))
        .expect(1)
        .mount(&server)
        .await;
    let gateways = connect(&config(&server.uri()));
    assert_eq!(
        gateways
            .wechat
            .as_ref()
            .unwrap()
            .open_id("code&1")
            .await
            .unwrap(),
        user()
    );
    assert!(!format!("{gateways:?}").contains("hidden"));
}

#[tokio::test]
async fn a_base_address_may_have_a_path() {
    let server = MockServer::start().await;
    Mock::given(path("/relay/sns/jscode2session"))
        .respond_with(plain(&json!({ "openid": "oUser-1" })))
        .mount(&server)
        .await;
    let gateways = connect(&config(&format!("{}/relay/", server.uri())));
    assert_eq!(
        gateways
            .wechat
            .as_ref()
            .unwrap()
            .open_id("c")
            .await
            .unwrap(),
        user()
    );
}

#[tokio::test]
async fn a_phone_code_becomes_a_number() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(PHONE))
        .and(query_param("access_token", "hidden-token"))
        .and(body_json(json!({ "code": "code-1" })))
        .respond_with(plain(&json!({
            "errcode": 0,
            "errmsg": "ok",
            "phone_info": {
                "phoneNumber": "13800000001",
                "purePhoneNumber": "13800000001",
                "countryCode": "86",
                "watermark": { "appid": APP, "timestamp": 1_693_960_200 },
            },
        })))
        .expect(1)
        .mount(&server)
        .await;
    let gateways = wechat(&server).await;
    let number = gateways
        .wechat
        .as_ref()
        .unwrap()
        .phone_number("code-1")
        .await
        .unwrap();
    assert_eq!(number, phone());
}

#[tokio::test]
async fn a_number_of_another_country_is_refused() {
    let info = json!({ "purePhoneNumber": "2025550100", "countryCode": "1" });
    let (_server, gateways) = answering(PHONE, &json!({ "phone_info": info })).await;
    let error = gateways
        .wechat
        .as_ref()
        .unwrap()
        .phone_number("code-1")
        .await
        .unwrap_err();
    assert!(
        matches!(&error, GatewayError::Refused { code } if code == "unsupported-phone-number"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_message_carries_its_template_and_fields() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(SEND))
        .and(query_param("access_token", "hidden-token"))
        .and(body_json(json!({
            "touser": "oUser-1",
            "template_id": "T-closes",
            "page": "pages/home",
            "miniprogram_state": "trial",
            "lang": "zh_CN",
            "data": {
                "thing1": { "value": "采集快截止了" },
                "time2": { "value": "2023年09月06日 10:00" },
            },
        })))
        .respond_with(plain(&json!({ "errcode": 0, "errmsg": "ok", "msgid": 1 })))
        .expect(1)
        .mount(&server)
        .await;
    let gateways = wechat(&server).await;
    let sent = gateways
        .wechat
        .as_ref()
        .unwrap()
        .send_message(&user(), &closes_soon())
        .await;
    sent.unwrap();
}

#[tokio::test]
async fn a_message_without_template_was_never_allowed() {
    let gateways = connect(&config("http://127.0.0.1:1"));
    let message = SubscriptionMessage {
        message: Message::Approved,
        ..closes_soon()
    };
    let sent = gateways
        .wechat
        .as_ref()
        .unwrap()
        .send_message(&user(), &message)
        .await;
    assert!(matches!(sent, Err(GatewayError::NotSubscribed)), "{sent:?}");
}

async fn check_text(text: &str, parts: &[(&str, &str)], expected: TextSafety) {
    let server = MockServer::start().await;
    for (content, suggest) in parts {
        Mock::given(path(CHECK))
            .and(body_partial_json(json!({
                "content": content, "version": 2, "scene": 2, "openid": "oUser-1",
            })))
            .respond_with(plain(&json!({
                "errcode": 0, "result": { "suggest": suggest, "label": 100 },
            })))
            .expect(1)
            .mount(&server)
            .await;
    }
    let gateways = wechat(&server).await;
    let safety = gateways
        .wechat
        .as_ref()
        .unwrap()
        .check_text(&user(), text)
        .await
        .unwrap();
    assert_eq!(safety, expected);
}

#[tokio::test]
async fn texts_are_checked_and_the_worst_part_counts() {
    check_text("你好", &[("你好", "pass")], TextSafety::Pass).await;
    check_text("你好", &[("你好", "review")], TextSafety::Review).await;
    check_text("你好", &[("你好", "risky")], TextSafety::Risky).await;
    check_text("", &[], TextSafety::Pass).await;
    let long = "甲".repeat(2500);
    check_text(
        &format!("{long}乙"),
        &[(&long, "risky"), ("乙", "pass")],
        TextSafety::Risky,
    )
    .await;
}

/// Sends a message that WeChat answers with `errcode`.
async fn refused(errcode: i64) -> GatewayError {
    let sentence = "invalid args! touser oUser-1 rid: 64f7 access_token hidden-token";
    let body = json!({ "errcode": errcode, "errmsg": sentence });
    let (_server, gateways) = answering(SEND, &body).await;
    let sent = gateways
        .wechat
        .as_ref()
        .unwrap()
        .send_message(&user(), &closes_soon())
        .await;
    let error = sent.unwrap_err();
    let said = everything_said(&error);
    assert!(
        !said.contains("oUser") && !said.contains("hidden"),
        "{said}"
    );
    error
}

#[tokio::test]
async fn errors_in_the_body_say_what_to_do() {
    assert!(matches!(refused(40029).await, GatewayError::InvalidCode));
    assert!(matches!(refused(40163).await, GatewayError::InvalidCode));
    assert!(matches!(
        refused(40003).await,
        GatewayError::UnknownRecipient
    ));
    assert!(matches!(refused(43101).await, GatewayError::NotSubscribed));
    assert!(matches!(
        refused(45009).await,
        GatewayError::RateLimited { retry_after: None }
    ));
    assert!(matches!(
        refused(45011).await,
        GatewayError::RateLimited { retry_after: Some(wait) } if wait == Duration::from_minutes(1)
    ));
    assert!(matches!(
        refused(-1).await,
        GatewayError::Unreachable { .. }
    ));
    for errcode in [40013, 40125, 40164, 48001, 40037, 41030, 47003] {
        let error = refused(errcode).await;
        let named = error.to_string().contains(&errcode.to_string());
        assert!(named && matches!(error, GatewayError::Misconfigured { .. }));
    }
    assert!(matches!(refused(61010).await, GatewayError::Refused { code } if code == "61010"));
}

#[tokio::test]
async fn a_used_login_code_is_invalid_and_a_wrong_secret_is_ours_to_mend() {
    let at = "/sns/jscode2session";
    let (_server, gateways) = answering(at, &json!({ "errcode": 40163, "errmsg": "used" })).await;
    let outcome = gateways.wechat.as_ref().unwrap().open_id("c").await;
    assert!(matches!(outcome, Err(GatewayError::InvalidCode)));

    let (_server, gateways) = answering(at, &json!({ "errcode": 40001 })).await;
    let outcome = gateways.wechat.as_ref().unwrap().open_id("c").await;
    assert!(matches!(outcome, Err(GatewayError::Misconfigured { .. })));
}

#[tokio::test]
async fn what_is_no_code_is_not_sent() {
    let gateways = connect(&config("http://127.0.0.1:1"));
    for code in ["", &"x".repeat(513)] {
        let outcome = gateways.wechat.as_ref().unwrap().open_id(code).await;
        assert!(matches!(outcome, Err(GatewayError::InvalidCode)));
        let outcome = gateways.wechat.as_ref().unwrap().phone_number(code).await;
        assert!(matches!(outcome, Err(GatewayError::InvalidCode)));
    }
}

async fn check_answer(answer: ResponseTemplate, why: &str) {
    let server = MockServer::start().await;
    Mock::given(path("/sns/jscode2session"))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let gateways = connect(&config(&server.uri()));
    check_unreachable(
        gateways
            .wechat
            .as_ref()
            .unwrap()
            .open_id("hidden-code")
            .await,
        why,
    );
}

#[tokio::test]
async fn answers_that_are_none_may_pass() {
    let not_understood = "not what this service answers";
    let text = |body: &str| ResponseTemplate::new(200).set_body_raw(body, "text/plain");
    check_answer(text("<html>hidden</html>"), not_understood).await;
    check_answer(text(""), not_understood).await;
    check_answer(text("{}"), not_understood).await;
    check_answer(text(r#"{"errcode":"hidden"}"#), not_understood).await;
    check_answer(text(r#"{"openid":"not an id"}"#), not_understood).await;
    check_answer(text(r#"{"openid":"oUser-1""#), not_understood).await;
    check_answer(ResponseTemplate::new(502), "HTTP status 502").await;
    check_answer(ResponseTemplate::new(404), "HTTP status 404").await;
}

#[tokio::test]
async fn a_huge_answer_is_not_read_to_its_end() {
    let filling = "x".repeat(100 << 10);
    let body = json!({ "openid": "oUser-1", "filling": filling });
    check_answer(plain(&body), "longer than 65536 bytes").await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(plain(&json!({ "openid": "oUser-1" })))
        .expect(0)
        .mount(&elsewhere)
        .await;
    let answer = ResponseTemplate::new(302).insert_header("Location", elsewhere.uri());
    check_answer(answer, "HTTP status 302").await;
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_again() {
    let server = MockServer::start().await;
    Mock::given(path("/sns/jscode2session"))
        .respond_with(ResponseTemplate::new(429).insert_header("Retry-After", "7"))
        .mount(&server)
        .await;
    let outcome = connect(&config(&server.uri()))
        .wechat
        .unwrap()
        .open_id("c")
        .await;
    assert!(
        matches!(
            outcome,
            Err(GatewayError::RateLimited { retry_after: Some(wait) })
                if wait == Duration::from_seconds(7)
        ),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn nobody_there_and_nobody_answering_may_pass() {
    let (_socket, port) = closed_port();
    let closed = config(&format!("http://127.0.0.1:{port}"));
    let outcome = connect(&closed)
        .wechat
        .unwrap()
        .open_id("hidden-code")
        .await;
    check_unreachable(outcome, "refused");

    let (_listener, port) = silent_listener();
    let silent = config(&format!("http://127.0.0.1:{port}"));
    let silent = silent.replace("timeout_ms = 2000", "timeout_ms = 50");
    let outcome = connect(&silent)
        .wechat
        .unwrap()
        .open_id("hidden-code")
        .await;
    check_unreachable(outcome, "timed out");
}

#[test]
fn settings_that_cannot_work_are_refused() {
    check_setting_refused(&config("api.weixin.qq.com"), "gateways.wechat.base_url");
    check_setting_refused(&config("ftp://example.org"), "gateways.wechat.base_url");
    let config = config("http://127.0.0.1:1");
    check_setting_refused(
        &config.replace("timeout_ms = 2000", "timeout_ms = 0"),
        "gateways.wechat.timeout_ms",
    );
    check_setting_refused(&config.replace("{title}", "{titel}"), "{titel}");
    check_setting_refused(&config.replace("closes-soon", "closes"), "no such message");
}
