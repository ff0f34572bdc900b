//! The committed description is the one that the handlers make.

/// Where clients take it from.
const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");

#[test]
fn the_committed_description_is_up_to_date() {
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == server::openapi_json(),
        "run `cargo run -p server --example openapi > web/openapi.json`"
    );
}

#[tokio::test]
async fn the_description_is_served() {
    let api = crate::api::Api::new().await;
    let served = api.call("GET /openapi.json").send().await;
    assert_eq!(served.body, server::openapi_json());
}
