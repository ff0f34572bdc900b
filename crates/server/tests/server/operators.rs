//! What operators and administrators do through the API: batches by their plans, staff, the audit log.

use domain::Role;
use serde_json::{Value, json};

use crate::api::{Api, Reply, get};

async fn signed_in(api: &Api, role: Role) -> String {
    let staff = api.world.staff(role.name(), vec![role]).await;
    api.session(&staff).await
}

async fn send(api: &Api, token: &str, line: &str, body: &Value, tag: Option<&str>) -> Reply {
    let mut call = api.call(line).bearer(token);
    if let Some(tag) = tag {
        call = call.header("if-match", tag);
    }
    call.json(body).send().await
}

#[tokio::test]
async fn a_plan_is_read_changed_and_sent_back() {
    let api = Api::new().await;
    let token = signed_in(&api, Role::Operator).await;
    let path = format!("/staff/batches/{}", api.world.batch.id);
    let read = api.call(&format!("GET {path}")).bearer(&token).send().await;
    let tag = read.headers["etag"].to_str().unwrap().to_owned();
    let found = read.json();
    assert_eq!(found["schools"][0]["name"], "甲大学");
    let put = format!("PUT {path}/plan");
    // As it was read, it is what it was.
    let same = send(&api, &token, &put, &found["plan"], Some(&tag)).await;
    assert_eq!(same.json()["plan"], found["plan"]);
    let stale = send(&api, &token, &put, &found["plan"], Some(&tag)).await;
    assert_eq!(stale.outcome(), (412, "stale".to_owned()));
    for (field, value) in [
        ("/rules/background", json!("blue")),
        ("/rules/photo_not_before", json!("yesterday")),
        ("/window/closes_at", json!("soon")),
        ("/slug", json!("with spaces")),
        ("/schools/0", json!("1")),
    ] {
        let mut plan = found["plan"].clone();
        *plan.pointer_mut(field).unwrap() = value;
        let refused = send(&api, &token, &put, &plan, None).await;
        assert_eq!(refused.outcome(), (422, "invalid".to_owned()), "{field}");
    }
    let mut copy = found["plan"].clone();
    copy["mode"] = json!({"mode": "group"});
    copy["slug"] = json!("next-year");
    let drafted = send(&api, &token, "POST /staff/batches", &copy, None).await;
    assert_eq!(drafted.status, 201);
    let drafted = drafted.json();
    assert_eq!(drafted["state"], "draft");
    let code = drafted["plan"]["mode"]["feature_code"].as_str().unwrap();
    assert_ne!(code, "J9VG24");
    let steps = format!(
        "POST /staff/batches/{}/steps",
        drafted["id"].as_str().unwrap()
    );
    for (step, state) in [
        ("open", "open"),
        ("pause", "paused"),
        ("resume", "open"),
        ("close", "closed"),
    ] {
        let after = send(&api, &token, &steps, &json!({"step": step}), None).await;
        assert_eq!(after.json()["state"], state, "{step}");
    }
    let again = send(&api, &token, &steps, &json!({"step": "pause"}), None).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn whoever_is_employed_signs_in_and_whoever_is_disabled_does_not() {
    let api = Api::new().await;
    let token = signed_in(&api, Role::Administrator).await;
    let school = api.world.school.id.to_string();
    let new = json!({
        "login": "Officer.One", "name": "陈老师", "password": "a long enough password",
        "roles": [{"role": "school-officer", "school": school}],
    });
    let employed = send(&api, &token, "POST /staff/members", &new, None).await;
    assert_eq!(employed.status, 201);
    let employed = employed.json();
    assert_eq!(employed["login"], "officer.one");
    let twice = send(&api, &token, "POST /staff/members", &new, None).await;
    assert_eq!(twice.outcome().1, "taken");
    let sign_in = json!({"login": "officer.one", "password": "a long enough password"});
    let signed = api.call("POST /staff/sign-in").json(&sign_in).send().await;
    assert!(signed.status.is_success(), "{}", signed.status);
    let member = format!("/staff/members/{}", employed["id"].as_str().unwrap());
    let nothing = json!({});
    let disabled = send(
        &api,
        &token,
        &format!("POST {member}/disable"),
        &nothing,
        None,
    )
    .await;
    assert_eq!(disabled.json()["is_active"], false);
    let refused = api.call("POST /staff/sign-in").json(&sign_in).send().await;
    assert_eq!(refused.status, 401);
    let enabled = send(
        &api,
        &token,
        &format!("POST {member}/enable"),
        &nothing,
        None,
    )
    .await;
    assert_eq!(enabled.json()["is_active"], true);
    let list = get(&api, "/staff/members", &token).await;
    let names: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert!(names.contains(&&json!("陈老师")));
    app::upkeep::chain_waiting(&api.world.app).await;
    let lines = get(&api, "/staff/audit?action=disable-staff", &token).await;
    assert_eq!(lines["items"][0]["subject_id"], employed["id"]);
    let unknown = api
        .call("GET /staff/audit?action=dream")
        .bearer(&token)
        .send()
        .await;
    assert_eq!(unknown.status, 422);
}
