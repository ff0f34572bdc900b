//! What the gateways keep in the store.

use std::sync::Arc;

use app::local::{StoreOutbox, StoreTokens};
use app::ports::Random;
use app::{Caller, outbox};
use domain::*;
use gateways::{
    AccessTokens, CachedToken, Exposure, Gateways, Outbox, OutboxBody, OutboxItem, TemplateName,
};
use secrecy::{ExposeSecret, SecretString};
use store::PageRequest;

use crate::harness::{TestRandom, World};
use crate::steps::beside;

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

/// A short message with a code and a letter in the outbox.
async fn fill(world: &World) {
    let vault = world.parts.vault.clone();
    let random: Arc<dyn Random> = Arc::new(TestRandom::default());
    let outbox = StoreOutbox::new(
        world.parts.store.clone(),
        vault,
        world.clock.clone(),
        random,
    );
    for template in [
        TemplateName::SignInCode,
        TemplateName::LetterWithCode,
        TemplateName::LetterWithPortrait,
        TemplateName::Letter,
    ] {
        let item = OutboxItem {
            channel: Channel::Sms,
            template,
            recipient_hint: "199****0001".to_owned(),
            body: OutboxBody::new("code 123456".to_owned()),
        };
        outbox.deliver(item).await.unwrap();
    }
}

async fn templates(app: &app::App, caller: &Caller) -> Vec<String> {
    let kept = outbox::list(app, caller, PageRequest::default()).await;
    let kept = kept.unwrap().items.into_iter();
    kept.map(|message| message.template).collect()
}

#[tokio::test]
async fn staff_read_nothing_that_opens_something_where_others_reach_the_service() {
    let world = World::new().await;
    fill(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    assert_eq!(templates(&world.app, &operator).await.len(), 4);
    let gateways = Gateways {
        exposure: Exposure::Others,
        ..world.parts.gateways.clone()
    };
    let reached = beside(&world, world.parts.vault.clone(), gateways);
    let shown = templates(&reached, &operator).await;
    assert_eq!(shown, [TemplateName::Letter.name()]);
    assert_eq!(templates(&reached, &Caller::System).await.len(), 4);
}

#[tokio::test]
async fn looks_into_the_outbox_are_on_record_and_none_reaches_another_centre() {
    let world = World::new().await;
    fill(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    for _ in 0..3 {
        templates(&world.app, &operator).await;
    }
    world.clock.advance(Duration::from_minutes(10));
    templates(&world.app, &operator).await;
    let id = operator.staff().unwrap().id;
    let audit = world.audit(Subject::Staff(id)).await;
    assert_eq!(audit, ["read-outbox", "read-outbox"]);
    let foreign = Centre::found(CentreId::from_uuid(world.id()), "别的中心".to_owned());
    let work = world.work().await;
    work.centres().insert(&foreign).await.unwrap();
    work.commit().await.unwrap();
    assert!(templates(&world.app, &operator).await.is_empty());
}
