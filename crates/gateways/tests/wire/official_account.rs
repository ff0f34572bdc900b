//! The official account's sign-in, and links that open the mini-program.

use std::sync::Arc;

use gateways::{AccessTokens, CachedToken, GatewayError, MemoryTokens};
use serde_json::json;
use wiremock::matchers::{body_json, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{
    check_setting_refused, check_unreachable, connect, minutes_from_now, try_connect, user,
};
use crate::wechat::{APP, config, plain};

const ACCOUNT: &str = "wx0000000000000002";

fn with_account(base_url: &str, more: &str) -> String {
    format!(
        r#"
        [wechat]
        kind = "real"
        app_id = "{APP}"
        secret = "hidden-secret"
        base_url = "{base_url}"
        {more}
        [wechat.official_account]
        app_id = "{ACCOUNT}"
        secret = "hidden-too"
        base_url = "{base_url}"
        "#
    )
}

async fn answering(body: serde_json::Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/sns/oauth2/access_token"))
        .and(query_param("appid", ACCOUNT))
        .and(query_param("secret", "hidden-too"))
        .and(query_param("code", "code&1"))
        .and(query_param("grant_type", "authorization_code"))
        .respond_with(plain(&body))
        .expect(1)
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_code_of_the_browser_becomes_a_user() {
    let answer = json!({ "access_token": "hidden==", "openid": "oUser-1", "scope": "snsapi_base" });
    let server = answering(answer).await;
    let gateways = connect(&with_account(&server.uri(), ""));
    let account = gateways.official_account.as_ref().unwrap();
    assert_eq!(account.open_id("code&1").await.unwrap(), user());
    assert!(!format!("{gateways:?}").contains("hidden"));
}

/// WeChat compares the address with a pattern: other orders of the parameters do not open.
#[tokio::test]
async fn the_page_of_wechat_has_its_parameters_in_the_order_that_it_wants() {
    let gateways = connect(&with_account("http://127.0.0.1:9", ""));
    assert_eq!(
        gateways.official_account.unwrap().authorize_url(),
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0000000000000002&redirect_uri={redirect_uri}\
         &response_type=code&scope=snsapi_base&state={state}#wechat_redirect"
    );
    check_setting_refused(&with_account("ftp://127.0.0.1", ""), "wechat.base_url");
}

#[tokio::test]
async fn a_code_that_was_used_or_a_wrong_secret_says_so() {
    let server = answering(json!({ "errcode": 40163, "errmsg": "code been used" })).await;
    let gateways = connect(&with_account(&server.uri(), ""));
    let account = gateways.official_account.unwrap();
    let used = account.open_id("code&1").await;
    assert!(matches!(used, Err(GatewayError::InvalidCode)));
    let long = account.open_id(&"x".repeat(513)).await;
    assert!(matches!(long, Err(GatewayError::InvalidCode)));
    let server = answering(json!({ "errcode": 40001, "errmsg": "hidden" })).await;
    let gateways = connect(&with_account(&server.uri(), ""));
    let wrong = gateways.official_account.unwrap().open_id("code&1").await;
    assert!(matches!(wrong, Err(GatewayError::Misconfigured { .. })));
}

async fn linking(answer: ResponseTemplate) -> Result<String, GatewayError> {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/wxa/generate_urllink"))
        .and(query_param("access_token", "hidden-token"))
        .and(body_json(json!({
            "path": "pages/add-degree/add-degree",
            "query": "link=abc&code=J9VG24",
            "expire_type": 1,
            "expire_interval": 1,
            "env_version": "release",
        })))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let tokens = Arc::new(MemoryTokens::default());
    let token = CachedToken {
        token: "hidden-token".into(),
        expires_at: minutes_from_now(60),
    };
    tokens.store(APP, &token).await.unwrap();
    let gateways = try_connect(&with_account(&server.uri(), "links = true"), tokens).unwrap();
    let wechat = gateways.wechat.unwrap();
    assert!(wechat.offers_links());
    let page = "pages/add-degree/add-degree";
    wechat.link(page, "link=abc&code=J9VG24").await
}

#[tokio::test]
async fn a_link_opens_the_mini_program_as_the_poster_does() {
    let url = "https://wxaurl.example/abc";
    let answer = plain(&json!({ "errcode": 0, "errmsg": "ok", "url_link": url }));
    assert_eq!(linking(answer).await.unwrap(), url);
    let answer = plain(&json!({ "errcode": 0, "url_link": "javascript:alert(1)" }));
    check_unreachable(linking(answer).await, "not what this service answers");
    let answer = plain(&json!({ "errcode": 48001, "errmsg": "api unauthorized" }));
    let refused = linking(answer).await;
    assert!(matches!(refused, Err(GatewayError::Misconfigured { .. })));
}

#[tokio::test]
async fn links_and_the_official_account_are_off_unless_they_are_set() {
    let gateways = connect(&config("http://127.0.0.1:9"));
    assert!(!gateways.wechat.unwrap().offers_links());
    assert!(gateways.official_account.is_none());
}
