//! Staff through the API.

use std::sync::Arc;

use app::Caller;
use app::local::StoreOutbox;
use domain::{Channel, Role};
use gateways::{Outbox as _, OutboxBody, OutboxItem, TemplateName};
use insta::assert_snapshot;
use serde_json::json;

use crate::api::Api;
use crate::harness::TestRandom;

const PASSWORD: &str = "correct horse battery staple";

async fn employed(api: &Api) {
    let caller = api.world.staff("operator", vec![Role::Operator]).await;
    let Caller::Staff(staff) = caller else {
        panic!("staff are staff");
    };
    api.world.set_password(&staff, PASSWORD).await;
}

#[tokio::test]
async fn staff_sign_in_and_get_a_cookie() {
    let api = Api::new().await;
    employed(&api).await;
    let typed = json!({"login": "Operator", "password": PASSWORD});
    let signed_in = api.call("POST /staff/sign-in").json(&typed).send().await;
    assert_snapshot!(signed_in.shown(), @r#"
    200
    {
      "expires_at": "2023-09-11T00:00:00+08:00",
      "is_new_device": true,
      "staff": {
        "centre": "…",
        "has_second_factor": false,
        "id": "…",
        "name": "员工",
        "needs_second_factor": false,
        "permissions": [
          "manage-batches",
          "import-roster",
          "view-progress",
          "view-degrees",
          "view-photos",
          "release-degrees",
          "allow-more",
          "correct-approved",
          "countersign",
          "shoot-on-site",
          "manage-appointments",
          "export-lists",
          "remind-students",
          "operate-service",
          "view-money",
          "handle-money",
          "hand-over",
          "produce-prints",
          "answer-students"
        ],
        "roles": [
          {
            "role": "operator"
          }
        ]
      }
    }
    "#);
    let cookie = signed_in.header("set-cookie").unwrap();
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert_eq!(attributes, " Path=/; HttpOnly; SameSite=Lax");
    let me = api
        .call("GET /staff/me")
        .header("cookie", pair)
        .send()
        .await;
    assert_eq!(me.json(), signed_in.json()["staff"]);
    let ended = api
        .call("DELETE /session")
        .header("cookie", pair)
        .header("origin", "http://localhost:8080")
        .send()
        .await;
    assert_eq!(ended.status, 204);
    assert!(ended.header("set-cookie").unwrap().ends_with("Max-Age=0"));
    let after = api
        .call("GET /staff/me")
        .header("cookie", pair)
        .send()
        .await;
    assert_eq!(after.status, 401);
}

#[tokio::test]
async fn wrong_passwords_and_unknown_logins_read_the_same() {
    let api = Api::new().await;
    employed(&api).await;
    for typed in [
        json!({"login": "operator", "password": "wrong"}),
        json!({"login": "nobody", "password": PASSWORD}),
    ] {
        let refused = api.call("POST /staff/sign-in").json(&typed).send().await;
        assert_eq!(refused.outcome(), (401, "wrong-credentials".to_owned()));
    }
}

#[tokio::test]
async fn kept_messages_are_for_those_who_operate() {
    let api = Api::new().await;
    let operator = api.world.staff("operator", vec![Role::Operator]).await;
    let token = api.session(&operator).await;
    let empty = api.call("GET /staff/outbox").bearer(&token).send().await;
    assert_eq!(empty.json(), json!({"items": [], "next": null}));
    let parts = &api.world.parts;
    let (store, vault) = (parts.store.clone(), parts.vault.clone());
    let (clock, random) = (api.world.clock.clone(), Arc::new(TestRandom::default()));
    let outbox = StoreOutbox::new(store, vault, clock, random);
    let item = OutboxItem {
        channel: Channel::Sms,
        template: TemplateName::SignInCode,
        recipient_hint: "199****0001".to_owned(),
        body: OutboxBody::new("123456".to_owned()),
    };
    outbox.deliver(item).await.unwrap();
    let kept = api.call("GET /staff/outbox").bearer(&token).send().await;
    assert_snapshot!(kept.shown(), @r#"
    200
    {
      "items": [
        {
          "channel": "sms",
          "created_at": "2023-09-10T12:00:00+08:00",
          "id": "…",
          "recipient_hint": "199****0001",
          "template": "sign-in-code",
          "text": "123456"
        }
      ],
      "next": null
    }
    "#);
}
