//! What the gateways keep in the store.

use std::sync::Arc;

use app::local::{StoreOutbox, StoreTokens};
use app::{Caller, outbox};
use domain::*;
use gateways::{AccessTokens, CachedToken, Outbox, OutboxBody, OutboxItem, TemplateName};
use secrecy::{ExposeSecret, SecretString};
use store::PageRequest;

use crate::harness::{TestRandom, World};

fn token(text: &str, expires_at: Timestamp) -> CachedToken {
    CachedToken {
        token: SecretString::from(text),
        expires_at,
    }
}

#[tokio::test]
async fn what_the_local_gateways_write_can_be_read_by_the_operator() {
    let world = World::new().await;
    let (store, vault) = (world.parts.store.clone(), world.parts.vault.clone());
    let random = Arc::new(TestRandom::default());
    let outbox = StoreOutbox::new(store.clone(), vault, world.clock.clone(), random);
    let item = OutboxItem {
        channel: Channel::Sms,
        template: TemplateName::SignInCode,
        recipient_hint: "138****0001".to_owned(),
        body: OutboxBody::new("code 123456".to_owned()),
    };
    outbox.deliver(item).await.unwrap();
    let rows = store.outbox().list(PageRequest::default()).await.unwrap();
    let sealed = &rows.items[0].body;
    let is_clear = sealed.as_bytes().windows(6).any(|six| six == b"123456");
    assert!(!is_clear);
    let kept = outbox::list(&world.app, &Caller::System, PageRequest::default()).await;
    let kept = kept.unwrap();
    assert_eq!(kept.items[0].text, "code 123456");
}

#[tokio::test]
async fn servers_share_one_token_and_fetch_one_at_a_time() {
    let world = World::new().await;
    let tokens = |random: &TestRandom| {
        let (store, vault) = (world.parts.store.clone(), world.parts.vault.clone());
        StoreTokens::new(store, vault, world.clock.clone(), random)
    };
    let random = TestRandom::default();
    let (one, other) = (tokens(&random), tokens(&random));
    assert!(one.current("wx1").await.unwrap().is_none());
    assert!(one.try_lease("wx1").await.unwrap());
    assert!(!other.try_lease("wx1").await.unwrap());
    assert!(other.try_lease("wx2").await.unwrap());
    let expires_at = world.app.now() + Duration::from_hours(2);
    one.store("wx1", &token("first", expires_at)).await.unwrap();
    let seen = other.current("wx1").await.unwrap().unwrap();
    assert_eq!(seen.token.expose_secret(), "first");
    assert_eq!(seen.expires_at, expires_at);
    assert!(
        other.try_lease("wx1").await.unwrap(),
        "storing ends the lease"
    );

    other.release("wx1").await.unwrap();
    assert!(one.try_lease("wx1").await.unwrap());
    world.clock.advance(Duration::from_seconds(31));
    assert!(
        other.try_lease("wx1").await.unwrap(),
        "a lease ends by itself"
    );
}

#[tokio::test]
async fn only_the_refused_token_is_forgotten() {
    let world = World::new().await;
    let (store, vault) = (world.parts.store.clone(), world.parts.vault.clone());
    let random = TestRandom::default();
    let tokens = StoreTokens::new(store, vault, world.clock.clone(), &random);
    let expires_at = world.app.now() + Duration::from_hours(2);
    tokens
        .store("wx1", &token("second", expires_at))
        .await
        .unwrap();
    tokens
        .forget("wx1", &SecretString::from("first"))
        .await
        .unwrap();
    assert!(tokens.current("wx1").await.unwrap().is_some());
    tokens
        .forget("wx1", &SecretString::from("second"))
        .await
        .unwrap();
    assert!(tokens.current("wx1").await.unwrap().is_none());
    tokens
        .store("wx1", &token("third", expires_at))
        .await
        .unwrap();
    world.set_time("09-10 14:00");
    assert!(tokens.current("wx1").await.unwrap().is_none());
}
