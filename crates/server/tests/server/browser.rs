//! What protects people at a browser: headers, and proof of where a request comes from.

use domain::Role;
use insta::assert_snapshot;
use serde_json::json;
use server::ServerConfig;

use crate::api::{Api, Reply};
use crate::harness::World;

fn protection(reply: &Reply) -> String {
    let names = [
        "cache-control",
        "content-security-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
        "access-control-allow-origin",
    ];
    let lines = names.map(|name| format!("{name}: {}", reply.header(name).unwrap_or("-")));
    lines.join("\n")
}

#[tokio::test]
async fn every_answer_has_its_headers() {
    let api = Api::new().await;
    let page = api.call("GET /account").send().await;
    assert_snapshot!(protection(&page), @r#"
    cache-control: no-store
    content-security-policy: default-src 'none'; frame-ancestors 'none'
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), microphone=(), geolocation=()
    referrer-policy: no-referrer
    strict-transport-security: -
    x-content-type-options: nosniff
    x-frame-options: DENY
    access-control-allow-origin: -
    "#);
    let lost = api.call("GET /nothing").send().await;
    assert_eq!(protection(&lost), protection(&page));
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host() {
    let config = ServerConfig {
        public_url: "https://photo.example.edu".to_owned(),
        ..ServerConfig::default()
    };
    let api = Api::over(World::new().await, &config);
    let staff = api.world.staff("operator", vec![Role::Operator]).await;
    let token = api.session(&staff).await;
    let bound = format!("__Host-caixiang={token}");
    let me = api
        .call("GET /staff/me")
        .header("cookie", &bound)
        .send()
        .await;
    assert_eq!(me.status, 200);
    assert_eq!(
        me.header("strict-transport-security"),
        Some("max-age=63072000")
    );
    let plain = format!("caixiang={token}");
    let me = api
        .call("GET /staff/me")
        .header("cookie", &plain)
        .send()
        .await;
    assert_eq!(me.status, 401);
}

#[tokio::test]
async fn other_sites_cannot_act_for_staff() {
    let api = Api::new().await;
    let staff = api.world.staff("operator", vec![Role::Operator]).await;
    let cookie = format!("caixiang={}", api.session(&staff).await);
    let end = || api.call("DELETE /sessions").header("cookie", &cookie);
    for call in [
        end(),
        end().header("origin", "https://evil.example"),
        end().header("origin", "null"),
        end().header("sec-fetch-site", "cross-site"),
    ] {
        assert_eq!(call.send().await.outcome(), (403, "cross-site".to_owned()));
    }
    let sign_in = api
        .call("POST /staff/sign-in")
        .header("origin", "https://evil.example")
        .json(&json!({"login": "operator", "password": "x"}));
    assert_eq!(sign_in.send().await.status, 403);
    let own = end().header("origin", "http://localhost:8080");
    assert_eq!(own.send().await.status, 204);
}

#[tokio::test]
async fn a_poster_leads_to_the_app() {
    let api = Api::new().await;
    for (path, expected) in [
        ("/", "/m/"),
        ("/m", "/m/"),
        ("/console", "/console/"),
        ("/b/J9VG24", "/m/pages/add-degree/add-degree?link=j9vg24"),
        (
            "/b/j9vg24?code=J9VG24",
            "/m/pages/add-degree/add-degree?link=j9vg24&code=J9VG24",
        ),
        (
            "/b/j9vg24?code=%22%3E",
            "/m/pages/add-degree/add-degree?link=j9vg24",
        ),
        ("/b/..%2Fx", "/m/"),
    ] {
        let page = api.open(path).await;
        assert_eq!(
            (page.status.as_u16(), page.header("location")),
            (307, Some(expected))
        );
    }
}
