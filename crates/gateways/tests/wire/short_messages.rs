//! Short messages through a fake provider.

use domain::{Duration, Language, MessageKind, PhoneNumber};
use gateways::{GatewayError, ShortMessage, SignInCode};
use serde_json::json;
use wiremock::matchers::{body_json, body_string, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{
    check_setting_refused, check_unreachable, closed_port, connect, everything_said, phone,
    silent_listener,
};

const JSON: &str = r#"
    headers = { Authorization = "Bearer hidden" }
    body = '{"to":"{phone}","digits":"{phone_digits}","p":{"c":"{code}","m":{minutes}}}'
    notice_body = '{"to":"{phone}","kind":"{template}","text":"{text}"}'
    success = { pointer = "/result/code", equals = "OK", unknown_recipient = ["MOBILE_UNKNOWN"], rate_limited = ["LIMIT"] }
"#;

fn config(url: &str, rest: &str) -> String {
    format!("[sms]\nkind = \"http\"\nurl = \"{url}\"\n{rest}")
}

fn sign_in() -> ShortMessage {
    ShortMessage::SignInCode {
        code: SignInCode::parse("012345").unwrap(),
        minutes: 5,
        language: Language::En,
    }
}

fn notice(text: &str) -> ShortMessage {
    ShortMessage::Notice {
        kind: MessageKind::ClosesSoon,
        text: text.to_owned(),
    }
}

async fn answering(answer: ResponseTemplate) -> (MockServer, String) {
    let server = MockServer::start().await;
    Mock::given(path("/send"))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let url = format!("{}/send", server.uri());
    (server, url)
}

#[tokio::test]
async fn json_values_are_escaped() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/send"))
        .and(header("Authorization", "Bearer hidden"))
        .and(header("Content-Type", "application/json; charset=utf-8"))
        .and(body_json(json!({
            "to": "+8613800000001",
            "digits": "13800000001",
            "p": { "c": "012345", "m": 5 },
        })))
        .respond_with(
            ResponseTemplate::new(200).set_body_json(json!({ "result": { "code": "OK" } })),
        )
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(body_json(json!({
            "to": "+8613800000001",
            "kind": "closes-soon",
            "text": "他说\"好\"\\\n{code}",
        })))
        .respond_with(
            ResponseTemplate::new(200).set_body_json(json!({ "result": { "code": "OK" } })),
        )
        .expect(1)
        .mount(&server)
        .await;
    let gateways = connect(&config(&format!("{}/send", server.uri()), JSON));
    gateways
        .sms
        .as_ref()
        .unwrap()
        .send(&phone(), &sign_in())
        .await
        .unwrap();
    let text = notice("他说\"好\"\\\n{code}");
    gateways
        .sms
        .as_ref()
        .unwrap()
        .send(&phone(), &text)
        .await
        .unwrap();
    assert!(!format!("{gateways:?}").contains("hidden"));
}

#[tokio::test]
async fn form_values_are_escaped() {
    let server = MockServer::start().await;
    Mock::given(method("PUT"))
        .and(header(
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
        ))
        .and(body_string("to=%2B85261234567&text=%E4%BD%A0%3D%26"))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let rest = "method = \"put\"\ncontent_type = \"form\"\nbody = \"to={phone}&text={text}\"";
    let gateways = connect(&config(&server.uri(), rest));
    let hong_kong = PhoneNumber::parse("+852 6123 4567").unwrap();
    gateways
        .sms
        .as_ref()
        .unwrap()
        .send(&hong_kong, &notice("你=&"))
        .await
        .unwrap();
}

#[tokio::test]
async fn values_in_the_address_are_escaped() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/send/13800000001"))
        .and(query_param("text", "a&to=1 +"))
        .and(body_string(""))
        .respond_with(ResponseTemplate::new(200))
        .expect(1)
        .mount(&server)
        .await;
    let url = format!(
        "{}/send/{{phone_digits}}?key=hidden&text={{text}}",
        server.uri()
    );
    let gateways = connect(&config(&url, "method = \"get\""));
    gateways
        .sms
        .as_ref()
        .unwrap()
        .send(&phone(), &notice("a&to=1 +"))
        .await
        .unwrap();
}

async fn refused(answer: ResponseTemplate) -> GatewayError {
    let (_server, url) = answering(answer).await;
    let gateways = connect(&config(&url, JSON));
    let error = gateways
        .sms
        .as_ref()
        .unwrap()
        .send(&phone(), &sign_in())
        .await
        .unwrap_err();
    let said = everything_said(&error);
    assert!(
        !said.contains("13800000001") && !said.contains("hidden"),
        "{said}"
    );
    error
}

fn result(code: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "result": { "code": code } }))
}

#[tokio::test]
async fn the_answer_says_what_to_do() {
    let error = refused(result("MOBILE_UNKNOWN")).await;
    assert!(matches!(error, GatewayError::UnknownRecipient));
    let error = refused(result("LIMIT")).await;
    assert!(matches!(
        error,
        GatewayError::RateLimited { retry_after: None }
    ));
    let error = refused(result("SIGN_MISSING")).await;
    assert!(matches!(error, GatewayError::Refused { code } if code == "SIGN_MISSING"));
    let error = refused(result("13800000001 is wrong")).await;
    assert!(matches!(error, GatewayError::Refused { code } if code == "unnamed"));
    let error = refused(ResponseTemplate::new(400).set_body_string("13800000001")).await;
    assert!(matches!(error, GatewayError::Refused { code } if code == "400"));
    let error = refused(
        ResponseTemplate::new(400).set_body_json(json!({ "result": { "code": "MOBILE_UNKNOWN" } })),
    )
    .await;
    assert!(matches!(error, GatewayError::UnknownRecipient));
    let error =
        refused(ResponseTemplate::new(400).set_body_json(json!({ "result": { "code": "OK" } })))
            .await;
    assert!(matches!(error, GatewayError::Refused { code } if code == "OK"));
    let error = refused(ResponseTemplate::new(403)).await;
    assert!(matches!(error, GatewayError::Misconfigured { .. }));
    let error = refused(ResponseTemplate::new(429).insert_header("Retry-After", "30")).await;
    assert!(matches!(
        error,
        GatewayError::RateLimited { retry_after: Some(wait) } if wait == Duration::from_seconds(30)
    ));
}

#[tokio::test]
async fn no_answer_may_pass() {
    check_unreachable::<()>(Err(refused(ResponseTemplate::new(503)).await), "503");
    let not_understood = "not what this service answers";
    let garbage = ResponseTemplate::new(200).set_body_string("<html>");
    check_unreachable::<()>(Err(refused(garbage).await), not_understood);
    let other = ResponseTemplate::new(200).set_body_json(json!({ "result": {} }));
    check_unreachable::<()>(Err(refused(other).await), not_understood);
    let huge = ResponseTemplate::new(200).set_body_string("x".repeat(100 << 10));
    check_unreachable::<()>(Err(refused(huge).await), "longer than");

    let (_socket, port) = closed_port();
    let closed = format!("http://127.0.0.1:{port}/?key=hidden&to={{phone}}");
    let sms = connect(&config(&closed, "")).sms.unwrap();
    check_unreachable(sms.send(&phone(), &notice("text")).await, "refused");

    let (_listener, port) = silent_listener();
    let silent = format!("http://127.0.0.1:{port}/?key=hidden&to={{phone}}");
    let sms = connect(&config(&silent, "timeout_ms = 50")).sms.unwrap();
    check_unreachable(sms.send(&phone(), &notice("text")).await, "timed out");
}

#[tokio::test]
async fn a_success_rule_understands_numbers() {
    let answer = ResponseTemplate::new(200).set_body_json(json!({ "code": 0 }));
    let (_server, url) = answering(answer).await;
    let rest = "body = '{}'\nsuccess = { pointer = \"/code\", equals = \"0\" }";
    let sms = connect(&config(&url, rest)).sms.unwrap();
    sms.send(&phone(), &notice("text")).await.unwrap();
}

#[tokio::test]
async fn a_body_for_codes_does_not_carry_notices() {
    let rest = "body = '{\"to\":\"{phone}\",\"code\":\"{code}\"}'";
    let sms = connect(&config("http://127.0.0.1:1", rest)).sms.unwrap();
    let error = sms.send(&phone(), &notice("text")).await.unwrap_err();
    assert!(matches!(error, GatewayError::Misconfigured { what } if what.contains("notice_body")));
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let url = "https://sms.example.org/?key=hidden";
    check_setting_refused(&config("sms.example.org/hidden", ""), "gateways.sms.url");
    check_setting_refused(&config(url, "body = '{phon}'"), "gateways.sms.body: {phon}");
    check_setting_refused(
        &config(url, "notice_body = '{number}'"),
        "gateways.sms.notice_body: {number}",
    );
    check_setting_refused(
        &config(url, "success = { pointer = \"Code\", equals = \"OK\" }"),
        "gateways.sms.success.pointer",
    );
    check_setting_refused(
        &config(url, "headers = { X-Key = \"hidden\\n\" }"),
        "gateways.sms.headers.X-Key",
    );
    check_setting_refused(
        &config(url, "timeout_ms = 60001"),
        "gateways.sms.timeout_ms",
    );
}
