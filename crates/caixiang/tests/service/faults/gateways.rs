//! Services of others that hang or fail: whoever waits is told, and what is to be sent waits.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{Api, Home, Person, Plan, Student, code_in, eventually, photo};

const STUDENT: Person = Person(5151);

/// Longer than anybody waits.
const FOR_EVER: Duration = Duration::from_mins(10);

fn config(others: &MockServer) -> String {
    let base = others.uri();
    format!(
        r#"
        [gateways.sms]
        kind = "http"
        url = "{base}/sms"
        body = '{{"to":"{{phone}}","code":"{{code}}"}}'
        notice_body = '{{"to":"{{phone}}","text":"{{text}}"}}'
        timeout_ms = 500
        [gateways.wechat]
        kind = "real"
        app_id = "wx0000000000000001"
        secret = "kept-from-logs"
        base_url = "{base}"
        timeout_ms = 500
        [gateways.wechat.templates.rejected]
        id = "T-rejected"
        fields = {{ thing1 = "{{title}}" }}
        "#
    )
}

async fn answering(others: &MockServer, at: &str, answer: ResponseTemplate) {
    let mock = Mock::given(path(at)).respond_with(answer);
    mock.mount(others).await;
}

/// Bodies of the short messages so far.
async fn messages(others: &MockServer) -> Vec<Value> {
    bodies(others, "/sms").await
}

/// Bodies of what was sent to an address so far.
async fn bodies(others: &MockServer, at: &str) -> Vec<Value> {
    let requests = others.received_requests().await.unwrap();
    let requests = requests.iter().filter(|request| request.url.path() == at);
    requests
        .map(|request| request.body_json().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_messages_wait_until_somebody_takes_them() {
    let others = MockServer::start().await;
    let home = Home::found(&config(&others), &[]);
    let _service = home.serve().await;
    answering(&others, "/sms", ResponseTemplate::new(200)).await;
    let student = sign_in(&home, &others).await;
    let degree = student.bind().await.unwrap();
    student.offer(&degree, photo(2)).await.unwrap();
    student.act(&degree, "submit").await.unwrap().expect(200);

    others.reset().await;
    answering(&others, "/sms", ResponseTemplate::new(500)).await;
    let decide = ["decide", &degree.submission, "reject", "--reason", "P04"];
    home.admin(&[&decide[..], &["--staff", Plan::REVIEWER]].concat());
    eventually("a message is tried", async || {
        (!messages(&others).await.is_empty()).then_some(())
    })
    .await;
    // What the student sees in the app does not depend on it.
    let seen = student.call("GET /notifications").expect(200).await.json();
    assert_eq!(seen["items"][0]["kind"], "rejected", "{seen:#}");
    no_code_is_sent(&home.api).await;

    others.reset().await;
    answering(&others, "/sms", ResponseTemplate::new(200)).await;
    let sent = eventually("the message arrives", async || {
        messages(&others).await.into_iter().next()
    })
    .await;
    assert_eq!(sent["to"], format!("+86{}", STUDENT.phone()));
    assert_ne!(sent["text"].as_str().unwrap(), "");
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
}

/// WeChat's words for "we are busy": an answer of status 200 like any other.
const BUSY: i64 = -1;

const SEND: &str = "/cgi-bin/message/subscribe/send";

fn says(answer: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(answer.to_string(), "text/plain")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_over_wechat_wait_until_it_is_back() {
    let others = MockServer::start().await;
    let home = Home::found(&config(&others), &[]);
    home.keep_secret("kept-from-logs".to_owned());
    let _service = home.serve().await;
    let student = sign_in_by_wechat(&home, &others).await;
    let degree = student.bind().await.unwrap();
    student.offer(&degree, photo(2)).await.unwrap();
    student.act(&degree, "submit").await.unwrap().expect(200);

    // Busy in its own way, so that nobody takes the answer for success.
    others.reset().await;
    answering(&others, SEND, says(&json!({ "errcode": BUSY }))).await;
    let decide = ["decide", &degree.submission, "reject", "--reason", "P04"];
    home.admin(&[&decide[..], &["--staff", Plan::REVIEWER]].concat());
    eventually("the message is tried", async || {
        (!bodies(&others, SEND).await.is_empty()).then_some(())
    })
    .await;
    others.reset().await;
    answering(&others, SEND, says(&json!({ "errcode": 0 }))).await;
    let sent = eventually("the message arrives", async || {
        bodies(&others, SEND).await.into_iter().next()
    })
    .await;
    assert_eq!(sent["touser"], "oUser-1");
    assert_eq!(sent["template_id"], "T-rejected");
    // It went one way, not both.
    assert_eq!(messages(&others).await, Vec::<Value>::new());
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
}

async fn sign_in_by_wechat(home: &Home, others: &MockServer) -> Student {
    home.meet(STUDENT);
    let session = json!({ "openid": "oUser-1", "session_key": "hidden==" });
    answering(others, "/sns/jscode2session", says(&session)).await;
    let token = json!({ "access_token": "hidden-token", "expires_in": 7200 });
    answering(others, "/cgi-bin/stable_token", says(&token)).await;
    let phone = json!({ "countryCode": "86", "purePhoneNumber": STUDENT.phone() });
    let phone = json!({ "errcode": 0, "phone_info": phone });
    answering(others, "/wxa/business/getuserphonenumber", says(&phone)).await;
    let codes = json!({ "login_code": "a-code", "phone_code": "another" });
    Student::enter(home, STUDENT, "POST /sign-in/wechat", &codes)
        .await
        .unwrap()
}

async fn sign_in(home: &Home, others: &MockServer) -> Student {
    home.meet(STUDENT);
    let asked = json!({ "phone": STUDENT.phone() });
    let asked = home.api.call("POST /sign-in/codes").json(&asked);
    asked.expect(202).await;
    let sent = messages(others).await;
    let code = code_in(sent[0]["code"].as_str().unwrap());
    Student::with_code(home, STUDENT, &code).await.unwrap()
}

async fn no_code_is_sent(api: &Api) {
    let asked = json!({ "phone": Person(5152).phone() });
    let asked = api.call("POST /sign-in/codes").json(&asked).send().await;
    asked.unwrap().expect_problem(503, "unavailable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_by_wechat_says_that_it_cannot_be_used() {
    let others = MockServer::start().await;
    let home = Home::found(&config(&others), &[]);
    home.keep_secret("kept-from-logs".to_owned());
    let _service = home.serve().await;
    let sign_in = async || {
        let body = json!({ "login_code": "a-code" });
        let call = home.api.call("POST /sign-in/wechat").json(&body);
        call.send().await.unwrap()
    };
    let hangs = ResponseTemplate::new(200).set_delay(FOR_EVER);
    for broken in [hangs, ResponseTemplate::new(500)] {
        others.reset().await;
        answering(&others, "/sns/jscode2session", broken).await;
        sign_in().await.expect_problem(503, "unavailable");
    }
    others.reset().await;
    let known = json!({ "openid": "oUser-1", "session_key": "hidden==" });
    let known = ResponseTemplate::new(200).set_body_raw(known.to_string(), "text/plain");
    answering(&others, "/sns/jscode2session", known).await;
    sign_in().await.expect_problem(409, "phone-needed");
}
