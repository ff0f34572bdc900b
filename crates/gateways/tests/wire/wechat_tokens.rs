//! How the access token is fetched, shared and replaced.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::{PhoneNumber, Timestamp};
use gateways::{AccessTokens, CachedToken, GatewayError, Gateways, MemoryTokens, TokenStoreError};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::sync::Notify;
use wiremock::matchers::{body_json, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{
    NOW, check_unreachable, everything_said, minutes_from_now, phone, try_connect,
};
use crate::wechat::{APP, config, plain};

const TOKEN: &str = "/cgi-bin/stable_token";
const PHONE: &str = "/wxa/business/getuserphonenumber";

fn granted(token: &str) -> ResponseTemplate {
    plain(&json!({ "access_token": token, "expires_in": 7200 }))
}

/// A WeChat that knows the token `good`.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let info = json!({ "purePhoneNumber": "13800000001", "countryCode": "86" });
    Mock::given(path(PHONE))
        .and(query_param("access_token", "good"))
        .respond_with(plain(&json!({ "errcode": 0, "phone_info": info })))
        .mount(&server)
        .await;
    server
}

/// It refuses the token `hidden-old` with `errcode`.
async fn refuse_old(server: &MockServer, errcode: i64) {
    Mock::given(path(PHONE))
        .and(query_param("access_token", "hidden-old"))
        .respond_with(plain(
            &json!({ "errcode": errcode, "errmsg": "hidden-old" }),
        ))
        .mount(server)
        .await;
}

/// It hands out `good`, exactly `times`.
async fn grant(server: &MockServer, times: u64) {
    Mock::given(method("POST"))
        .and(path(TOKEN))
        .and(body_json(json!({
            "grant_type": "client_credential",
            "appid": APP,
            "secret": "hidden-secret",
            "force_refresh": false,
        })))
        .respond_with(granted("good"))
        .expect(times)
        .mount(server)
        .await;
}

async fn holding(token: &str, expires_at: Timestamp) -> Arc<MemoryTokens> {
    let tokens = Arc::new(MemoryTokens::default());
    let token = CachedToken {
        token: token.into(),
        expires_at,
    };
    tokens.store(APP, &token).await.unwrap();
    tokens
}

fn gateways(server: &MockServer, tokens: Arc<dyn AccessTokens>) -> Gateways {
    try_connect(&config(&server.uri()), tokens).unwrap()
}

async fn number(gateways: &Gateways) -> Result<PhoneNumber, GatewayError> {
    gateways.wechat.as_ref().unwrap().phone_number("code").await
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept_as_long_as_it_is_good() {
    let server = server().await;
    grant(&server, 1).await;
    let tokens = Arc::new(MemoryTokens::default());
    let gateways = gateways(&server, tokens.clone());
    for _ in 0..3 {
        assert_eq!(number(&gateways).await.unwrap(), phone());
    }
    let kept = tokens.current(APP).await.unwrap().unwrap();
    assert_eq!(kept.token.expose_secret(), "good");
    assert_eq!(kept.expires_at, minutes_from_now(120));
}

/// Sixteen calls on each of two servers that share a cache.
async fn sixteen_on_each_of_two(server: &MockServer, tokens: Arc<MemoryTokens>) {
    let servers = [
        gateways(server, tokens.clone()),
        gateways(server, tokens.clone()),
    ];
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..16 {
        for gateways in servers.clone() {
            calls.spawn(async move { number(&gateways).await });
        }
    }
    for outcome in calls.join_all().await {
        assert_eq!(outcome.unwrap(), phone());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_without_a_token_cause_one_fetch() {
    let server = server().await;
    grant(&server, 1).await;
    sixteen_on_each_of_two(&server, Arc::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_with_a_refused_token_cause_one_fetch() {
    for errcode in [40001, 42001, 40014] {
        let server = server().await;
        refuse_old(&server, errcode).await;
        grant(&server, 1).await;
        let tokens = holding("hidden-old", minutes_from_now(60)).await;
        sixteen_on_each_of_two(&server, tokens).await;
    }
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let server = server().await;
    grant(&server, 1).await;
    let tokens = holding("hidden-old", minutes_from_now(1)).await;
    let gateways = gateways(&server, tokens);
    assert_eq!(number(&gateways).await.unwrap(), phone());
}

#[tokio::test]
async fn while_another_server_replaces_it_the_last_token_serves() {
    let server = server().await;
    grant(&server, 0).await;
    let tokens = holding("good", minutes_from_now(1)).await;
    assert!(tokens.try_lease(APP).await.unwrap());
    let gateways = gateways(&server, tokens);
    assert_eq!(number(&gateways).await.unwrap(), phone());
}

/// A cache in which another server holds the lease, and finishes at the third look.
#[derive(Debug, Default)]
struct LeasedElsewhere {
    kept: MemoryTokens,
    looks: AtomicU32,
}

#[async_trait]
impl AccessTokens for LeasedElsewhere {
    async fn current(&self, app_id: &str) -> Result<Option<CachedToken>, TokenStoreError> {
        self.kept.current(app_id).await
    }

    async fn try_lease(&self, app_id: &str) -> Result<bool, TokenStoreError> {
        if self.looks.fetch_add(1, Ordering::SeqCst) == 2 {
            let token = CachedToken {
                token: "good".into(),
                expires_at: minutes_from_now(120),
            };
            self.kept.store(app_id, &token).await?;
        }
        Ok(false)
    }

    async fn store(&self, _: &str, _: &CachedToken) -> Result<(), TokenStoreError> {
        panic!("only the holder of the lease stores");
    }

    async fn forget(&self, app_id: &str, token: &SecretString) -> Result<(), TokenStoreError> {
        self.kept.forget(app_id, token).await
    }
}

#[tokio::test]
async fn what_another_server_fetches_is_waited_for() {
    let server = server().await;
    grant(&server, 0).await;
    let tokens = Arc::new(LeasedElsewhere::default());
    let gateways = gateways(&server, tokens.clone());
    assert_eq!(number(&gateways).await.unwrap(), phone());
    assert_eq!(tokens.looks.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_failed_fetch_gives_the_lease_back() {
    let server = server().await;
    Mock::given(path(TOKEN))
        .respond_with(plain(&json!({ "errcode": -1 })))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    grant(&server, 1).await;
    let gateways = gateways(&server, Arc::new(MemoryTokens::default()));
    check_unreachable(number(&gateways).await, "busy");
    assert_eq!(number(&gateways).await.unwrap(), phone());
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_keep_the_lease() {
    let server = server().await;
    let asked = Arc::new(Notify::new());
    let notify = asked.clone();
    Mock::given(path(TOKEN))
        .respond_with(move |_: &Request| {
            notify.notify_one();
            granted("good").set_delay(Duration::from_millis(100))
        })
        .expect(1)
        .mount(&server)
        .await;
    let gateways = gateways(&server, Arc::new(MemoryTokens::default()));
    tokio::select! {
        _ = number(&gateways) => panic!("the token was not there yet"),
        () = asked.notified() => {}
    }
    assert_eq!(number(&gateways).await.unwrap(), phone());
}

#[tokio::test]
async fn a_token_that_is_refused_again_is_not_tried_a_third_time() {
    let server = server().await;
    Mock::given(path(PHONE))
        .and(query_param("access_token", "hidden-old"))
        .respond_with(plain(&json!({ "errcode": 40001 })))
        .expect(2)
        .mount(&server)
        .await;
    Mock::given(path(TOKEN))
        .respond_with(granted("hidden-old"))
        .expect(1)
        .mount(&server)
        .await;
    let tokens = holding("hidden-old", minutes_from_now(60)).await;
    let gateways = gateways(&server, tokens.clone());
    check_unreachable(number(&gateways).await, "refused a new access token too");
    assert!(tokens.current(APP).await.unwrap().is_none());
}

#[tokio::test]
async fn a_wrong_secret_is_for_the_operator() {
    for errcode in [40001, 40013, 40125, 40164] {
        let server = MockServer::start().await;
        Mock::given(path(TOKEN))
            .respond_with(plain(
                &json!({ "errcode": errcode, "errmsg": "hidden-secret" }),
            ))
            .expect(1)
            .mount(&server)
            .await;
        let gateways = gateways(&server, Arc::new(MemoryTokens::default()));
        let error = number(&gateways).await.unwrap_err();
        assert!(matches!(error, GatewayError::Misconfigured { .. }));
        assert!(!everything_said(&error).contains("hidden"));
    }
}

/// A cache whose store is down.
#[derive(Debug)]
struct Broken;

fn down() -> TokenStoreError {
    TokenStoreError::new("the database is down")
}

#[async_trait]
impl AccessTokens for Broken {
    async fn current(&self, _: &str) -> Result<Option<CachedToken>, TokenStoreError> {
        Err(down())
    }

    async fn try_lease(&self, _: &str) -> Result<bool, TokenStoreError> {
        Err(down())
    }

    async fn store(&self, _: &str, _: &CachedToken) -> Result<(), TokenStoreError> {
        Err(down())
    }

    async fn forget(&self, _: &str, _: &SecretString) -> Result<(), TokenStoreError> {
        Err(down())
    }
}

#[tokio::test]
async fn a_broken_cache_may_pass_and_no_token_is_fetched_past_it() {
    let server = server().await;
    grant(&server, 0).await;
    let outcome = number(&gateways(&server, Arc::new(Broken))).await;
    assert!(matches!(outcome, Err(GatewayError::Tokens(_))));
    check_unreachable(outcome, "the database is down");
}

#[tokio::test]
async fn an_expired_token_is_not_used() {
    let server = server().await;
    grant(&server, 1).await;
    let tokens = holding("hidden-old", NOW).await;
    let gateways = gateways(&server, tokens);
    assert_eq!(number(&gateways).await.unwrap(), phone());
}
