//! Photos that staff hold against a standard.

use domain::Role;
use serde_json::json;

use crate::api::Api;

const TRIAL: &str = "POST /staff/photo-trials?spec=guangdong-2023";

#[tokio::test]
async fn a_photo_is_judged_and_nothing_of_it_is_kept() {
    let api = Api::new().await;
    let operator = api.world.staff("operator", vec![Role::Operator]).await;
    let token = api.session(&operator).await;
    let tried = api.call(TRIAL).bearer(&token).body("good").send().await;
    assert_eq!(tried.status, 200);
    let tried = tried.json();
    assert_eq!(
        (&tried["is"], &tried["overall"]),
        (&json!("judged"), &json!("pass"))
    );
    assert!(tried["portrait"].as_str().unwrap().len() > 4);
    assert!(tried["geometry"]["width_px"].is_number());
    let tables = api.world.parts.store.count_rows().await.unwrap();
    for name in ["photo", "blob_reference"] {
        let table = tables.iter().find(|table| table.table == name).unwrap();
        assert_eq!(table.rows, 0, "{name}");
    }
}

#[tokio::test]
async fn what_cannot_be_judged_is_said() {
    let api = Api::new().await;
    let operator = api.world.staff("operator", vec![Role::Operator]).await;
    let token = api.session(&operator).await;
    let damaged = api.call(TRIAL).bearer(&token).body("damaged").send().await;
    assert_eq!(
        damaged.json(),
        json!({ "is": "unusable", "reason": "damaged" })
    );
    for query in ["spec=guangdong-2023&background=blue", "spec=of-the-moon"] {
        let line = format!("POST /staff/photo-trials?{query}");
        let refused = api.call(&line).bearer(&token).body("good").send().await;
        assert_eq!(refused.outcome(), (422, "invalid".to_owned()), "{query}");
    }
}
