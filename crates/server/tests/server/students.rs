//! What concerns the student as a person: signing in, consents, finding the batch, the own data.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::api::{Api, bound, get};
use crate::steps::{checked, run_jobs};

#[tokio::test]
async fn signing_in_by_phone() {
    let api = Api::new().await;
    let asked = api
        .call("POST /sign-in/codes")
        .json(&json!({"phone": "199 0000 0001", "language": "en"}))
        .send()
        .await;
    assert_snapshot!(asked.shown(), @r#"
    202
    {
      "resend_after_seconds": 60,
      "valid_until": "2023-09-10T12:05:00+08:00"
    }
    "#);
    let code = api.world.outbox.last_code();
    let signed_in = api
        .call("POST /sign-in/phone")
        .json(&json!({"phone": "19900000001", "code": code}))
        .send()
        .await;
    assert_snapshot!(signed_in.shown(), @r#"
    201
    {
      "account": {
        "id": "…",
        "language": "zh"
      },
      "expires_at": "2023-10-10T12:00:00+08:00",
      "is_new": true,
      "token": "…"
    }
    "#);
    let token = signed_in.json()["token"].as_str().unwrap().to_owned();
    let account = api.call("GET /account").bearer(&token).send().await;
    assert_snapshot!(account.shown(), @r#"
    200
    {
      "created_at": "2023-09-10T12:00:00+08:00",
      "has_official_account": false,
      "has_wechat": false,
      "id": "…",
      "language": "zh",
      "masked_phone": "199****0001"
    }
    "#);
    let ended = api.call("DELETE /session").bearer(&token).send().await;
    assert_eq!(ended.status, 204);
    let after = api.call("GET /account").bearer(&token).send().await;
    assert_eq!(after.outcome(), (401, "not-signed-in".to_owned()));
    assert_eq!(after.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn wrong_codes_are_counted() {
    let api = Api::new().await;
    let phone = json!({"phone": "19900000001"});
    api.call("POST /sign-in/codes").json(&phone).send().await;
    let wrong = api
        .call("POST /sign-in/phone")
        .json(&json!({"phone": "19900000001", "code": "abc"}))
        .send()
        .await;
    assert_eq!(wrong.outcome(), (422, "wrong-sign-in-code".to_owned()));
    assert_eq!(wrong.json()["tries_left"], 4);
    let early = api.call("POST /sign-in/codes").json(&phone).send().await;
    assert_eq!(early.status, 429);
    let wait: u32 = early.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(early.json()["retry_after_seconds"], wait);
}

#[tokio::test]
async fn signing_in_through_wechat() {
    let api = Api::new().await;
    let first = api
        .call("POST /sign-in/wechat")
        .json(&json!({"login_code": "user-1:a"}))
        .send()
        .await;
    assert_eq!(first.outcome(), (409, "phone-needed".to_owned()));
    let with_phone = json!({"login_code": "user-1:b", "phone_code": "phone:19900000001"});
    let signed_in = api
        .call("POST /sign-in/wechat")
        .json(&with_phone)
        .send()
        .await;
    assert_eq!(signed_in.status, 201);
    assert_eq!(signed_in.json()["is_new"], true);
}

#[tokio::test]
async fn consents_are_given_and_withdrawn() {
    let api = Api::new().await;
    let student = api.world.student_without_consent("19900000001").await;
    let token = api.session(&student).await;
    let listed = get(&api, "/consents", &token).await;
    let states: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| format!("{} {} {}", item["purpose"], item["state"], item["optional"]))
        .collect();
    assert_snapshot!(states.join("\n"), @r#"
    "collect-review-hand-over" "asked" false
    "hand-over" "asked" false
    "comparison" "asked" true
    "address" "asked" true
    "#);
    let given = api
        .call("PUT /consents/comparison")
        .bearer(&token)
        .json(&json!({"text_version": 1}))
        .send()
        .await;
    assert_eq!(given.json()["state"], "given");
    assert_eq!(given.json()["given_at"], "2023-09-10T12:00:00+08:00");
    let old = api
        .call("PUT /consents/address")
        .bearer(&token)
        .json(&json!({"text_version": 7}))
        .send()
        .await;
    assert_eq!(old.outcome(), (409, "other-consent-text".to_owned()));
    let withdrawn = api
        .call("DELETE /consents/comparison")
        .bearer(&token)
        .send()
        .await;
    assert_eq!(withdrawn.json()["state"], "withdrawn");
    let unknown = api
        .call("DELETE /consents/marketing")
        .bearer(&token)
        .send()
        .await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn batches_are_found_without_signing_in() {
    let api = Api::new().await;
    let by_code = api.call("GET /batches/by-code/j9vg24").send().await;
    assert_snapshot!(by_code.without("guidance").shown(), @r##"
    200
    {
      "acceptance": "open",
      "centre_name": "省图像信息采集中心",
      "cohorts": [
        {
          "grade_year": 2021,
          "graduation": "2024-01",
          "label": "21级专升本",
          "level": "专升本"
        }
      ],
      "id": "…",
      "mode": "group",
      "name": "2024 届冬季",
      "notice": {
        "en": "",
        "zh": ""
      },
      "rules": {
        "attempts_limit": 3,
        "background": "#64c5ff",
        "capture": [
          "live-camera",
          "album"
        ],
        "free_checks_limit": 10,
        "glasses": "forbidden",
        "originals_days": 30,
        "photo_not_before": null,
        "portraits_days": 365,
        "price_fen": 1350,
        "replace_within_days": 2,
        "review": "centre",
        "spec": "guangdong-2023"
      },
      "schools": [
        {
          "code": "10574",
          "name": "甲大学"
        }
      ],
      "slug": "scnu-2024",
      "support_contact": "020-000 9:00–17:00",
      "window": {
        "closes_at": "2023-10-13T18:00:00+08:00",
        "daily_hours": null,
        "opens_at": "2023-09-06T00:00:00+08:00"
      }
    }
    "##);
}

#[tokio::test]
async fn a_batch_says_from_where_on_its_standard_warns() {
    let api = Api::new().await;
    let by_code = api.call("GET /batches/by-code/j9vg24").send().await.json();
    let guidance = &by_code["guidance"];
    assert_eq!(guidance["roll"], json!({ "doubt": 5.0, "miss": 10.0 }));
    assert_eq!(guidance["pitch"], json!({ "doubt": 12.0, "miss": 12.0 }));
    assert_eq!(guidance["darkness"]["dim_wall"], 60.0);
    assert_eq!(guidance["judges_sharpness"], true);
}

#[tokio::test]
async fn links_and_codes_lead_to_batches() {
    let api = Api::new().await;
    let by_code = api.call("GET /batches/by-code/j9vg24").send().await;
    let link = api.call("GET /links/scnu-2024").send().await.json();
    assert_eq!(link["kind"], "batch");
    assert_eq!(link["batch"]["id"], by_code.json()["id"]);
    assert_eq!(link["is_code_right"], false);
    assert_eq!(link["prices"]["can_pay"], true);
    for (code, is_right) in [("J9VG24", true), ("ZZZZZZ", false), ("a", false)] {
        let poster = format!("GET /links/scnu-2024?code={code}");
        let poster = api.call(&poster).send().await.json();
        assert_eq!(poster["batch"]["id"], by_code.json()["id"]);
        assert_eq!(poster["is_code_right"], is_right, "{code}");
    }
    let (region, batch) = api.world.region("shaoguan").await;
    let link = api.call("GET /links/shaoguan").send().await.json();
    assert_eq!(link["kind"], "region");
    assert_eq!(link["batch"]["id"], batch.id.to_string());
    let found = api.call("GET /regions?query=shao").send().await.json();
    assert_eq!(found["items"][0]["id"], region.id.to_string());
    let nothing = api.call("GET /batches/by-code/ZZZZZZ").send().await;
    assert_eq!(nothing.outcome(), (404, "not-found".to_owned()));
    let no_code = api.call("GET /batches/by-code/a").send().await;
    assert_eq!(no_code.outcome(), (422, "invalid".to_owned()));
    assert_eq!(no_code.json()["field"], "code");
}

#[tokio::test]
async fn everything_is_exported_and_erased() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    checked(&api.world, &student, degree.id, "ok").await;
    let none = api.call("GET /account/export").bearer(&token).send().await;
    assert_eq!(none.json()["export"], Value::Null);
    let asked = api.call("POST /account/export").bearer(&token).send().await;
    assert_eq!(asked.status, 202);
    assert_eq!(asked.json()["ready"], Value::Null);
    run_jobs(&api.world).await;
    let packed = api.call("GET /account/export").bearer(&token).send().await;
    let packed = packed.json();
    let address = packed["export"]["ready"]["address"].as_str().unwrap();
    let file = address.strip_prefix("/api/v1").unwrap();
    let export = api.call(&format!("GET {file}")).bearer(&token).send().await;
    assert_eq!(export.header("content-type"), Some("application/zip"));
    let disposition = "attachment; filename=\"caixiang.zip\"";
    assert_eq!(export.header("content-disposition"), Some(disposition));
    let bytes = std::io::Cursor::new(export.body.to_vec());
    let mut archive = zip::ZipArchive::new(bytes).unwrap();
    let mut names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 4);
    let data: Value = serde_json::from_reader(archive.by_name("data.json").unwrap()).unwrap();
    assert_eq!(data["account"]["phone"], "+8619900000001");
    let original = names
        .iter()
        .find(|name| name.contains("-original"))
        .unwrap();
    let mut original = archive.by_name(original).unwrap();
    let mut picture = Vec::new();
    std::io::Read::read_to_end(&mut original, &mut picture).unwrap();
    assert_eq!(picture, b"ok");
    let erased = api.call("DELETE /account").bearer(&token).send().await;
    assert_eq!(erased.status, 204);
    let after = api.call("GET /account").bearer(&token).send().await;
    assert_eq!(after.status, 401);
}

#[tokio::test]
async fn the_standard_is_told_in_words() {
    let api = Api::new().await;
    let reasons = api.call("GET /reasons").send().await;
    assert_eq!(reasons.header("cache-control"), Some("public, max-age=300"));
    assert_eq!(reasons.json()["items"][0]["code"], "F01");
    let rules = api.call("GET /rules").send().await.json();
    let rules = rules["items"].as_array().unwrap();
    assert_eq!(rules.len(), standard::rules::ALL.len());
    assert!(rules.iter().all(|rule| rule["advice"]["zh"] != ""));
}
