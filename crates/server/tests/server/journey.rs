//! From a collection code to a decision through the API, and what hangs on a degree: messages,
//! appointments.

use insta::assert_snapshot;
use serde_json::json;

use crate::api::{Api, CODE, bound, get};
use crate::steps::{checked, confirmed, decide, rejection, submitted};

#[tokio::test]
async fn degrees_are_added_confirmed_and_listed() {
    let api = Api::new().await;
    let (_, token) = api.student("19900000001").await;
    let batch = api.world.batch.id.to_string();
    let fields = [
        ("batch", batch.as_str()),
        ("feature_code", "J9VG24"),
        ("last_four", "002x"),
        ("picture", CODE),
    ];
    let added = api
        .call("POST /degrees")
        .bearer(&token)
        .form(&fields, "b1")
        .send()
        .await;
    assert_snapshot!(added.shown(), @r#"
    201
    {
      "batch": {
        "acceptance": "open",
        "centre_name": "省图像信息采集中心",
        "id": "…",
        "mails_portraits": true,
        "mode": "group",
        "name": "2024 届冬季",
        "support_contact": "020-000 9:00–17:00",
        "window": {
          "closes_at": "2023-10-13T18:00:00+08:00",
          "daily_hours": null,
          "opens_at": "2023-09-06T00:00:00+08:00"
        }
      },
      "cohort": null,
      "hints": [],
      "id": "…",
      "last_four_check": "self-consistent",
      "level": "专升本",
      "masked_name": "张*",
      "masked_number": "********5678",
      "proposed_at": "2023-09-10T12:00:00+08:00",
      "school_code": "10574",
      "school_name": "甲大学",
      "state": "proposed",
      "submission": null
    }
    "#);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let confirm = format!("POST /degrees/{id}/confirm");
    let answer = json!({"at_registry": "no-portrait"});
    let bound = api.call(&confirm).bearer(&token).json(&answer).send().await;
    assert_eq!(bound.json()["state"], "bound");
    assert_eq!(bound.json()["submission"]["state"], "awaiting-photo");
    let listed = get(&api, "/degrees", &token).await;
    assert_eq!(
        listed["items"][0],
        get(&api, &format!("/degrees/{id}"), &token).await
    );
    let again = api.call(&confirm).bearer(&token).json(&answer).send().await;
    assert_eq!(again.outcome(), (409, "wrong-state".to_owned()));
    assert_eq!(again.json()["from"], "bound");
}

#[tokio::test]
async fn a_code_that_the_client_read_comes_as_json() {
    let api = Api::new().await;
    let (_, token) = api.student("19900000001").await;
    let mut body = json!({
        "batch": api.world.batch.id, "feature_code": "J9VG24", "last_four": "0021",
        "payload": CODE,
    });
    let wrong = api
        .call("POST /degrees")
        .bearer(&token)
        .json(&body)
        .send()
        .await;
    assert_eq!(wrong.outcome(), (409, "wrong-last-four".to_owned()));
    assert_eq!(wrong.json()["tries_left"], 4);
    body["last_four"] = json!("002X");
    let added = api
        .call("POST /degrees")
        .bearer(&token)
        .json(&body)
        .send()
        .await;
    assert_eq!(added.status, 201);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let decline = format!("POST /degrees/{id}/decline");
    assert_eq!(api.call(&decline).bearer(&token).send().await.status, 204);
    body["school_code"] = json!("10574");
    let halves = api
        .call("POST /degrees")
        .bearer(&token)
        .json(&body)
        .send()
        .await;
    assert_eq!(halves.outcome(), (422, "invalid".to_owned()));
    assert_eq!(halves.json()["field"], "student_number");
}

#[tokio::test]
async fn who_misses_the_group_goes_on_alone() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let (_, late) = api.world.late_region("shaoguan").await;
    let path = format!("POST /degrees/{}/move", degree.id);
    let body = json!({"batch": late.id});
    let early = api.call(&path).bearer(&token).json(&body).send().await;
    assert_eq!(early.status, 409);
    api.world.set_time("10-20 12:00");
    let token = api.session(&student).await;
    let moved = api.call(&path).bearer(&token).json(&body).send().await;
    assert_eq!(moved.json()["batch"]["mode"], "individual");
}

#[tokio::test]
async fn a_photo_is_taken_looked_at_and_confirmed() {
    let api = Api::new().await;
    let (_, token, degree, _) = bound(&api).await;
    let opened = api
        .call(&format!("POST /degrees/{}/captures", degree.id))
        .bearer(&token)
        .send()
        .await;
    assert_snapshot!(opened.shown(), @r##"
    201
    {
      "allowed_sources": [
        "live-camera",
        "album"
      ],
      "expires_at": "2023-09-10T12:30:00+08:00",
      "id": "…",
      "max_bytes": 20971520,
      "max_part_bytes": 2097152,
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
      "token": "…"
    }
    "##);
    let session = opened.json()["id"].as_str().unwrap().to_owned();
    let received = api
        .call(&format!("POST /captures/{session}/photo"))
        .bearer(&token)
        .header("capture-token", opened.json()["token"].as_str().unwrap())
        .header("capture-source", "live-camera")
        .body("warn:brows-visible")
        .send()
        .await;
    assert_snapshot!(received.shown(), @r#"
    202
    {
      "degree": "…",
      "id": "…",
      "length_bytes": 18,
      "number": 1,
      "received_at": "2023-09-10T12:00:00+08:00",
      "source": "live-camera",
      "state": "received"
    }
    "#);
}

#[tokio::test]
async fn doubts_are_shown_and_have_to_be_accepted() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let checked = checked(&api.world, &student, degree.id, "warn:brows-visible").await;
    let id = checked.photo.id.to_string();
    let photo = api
        .call(&format!("GET /photos/{id}?wait_ms=5000"))
        .bearer(&token)
        .send()
        .await;
    let mut shown = photo.json();
    let verdicts = shown["verdicts"].as_array_mut().unwrap();
    verdicts.retain(|verdict| verdict["rule"] == "brows-visible");
    assert_eq!(shown["state"], "assessed");
    assert_eq!(shown["doubts"], json!(["brows-visible"]));
    assert_snapshot!(serde_json::to_string_pretty(&shown["verdicts"]).unwrap(), @r#"
    [
      {
        "advice": {
          "en": "Hair covers your eyebrows. Pin it back.",
          "zh": "头发遮住了眉毛，请夹起来。"
        },
        "is_reminder": false,
        "limit": 0.25,
        "measured": 0.5,
        "outcome": "warn",
        "reason": "O03",
        "rule": "brows-visible",
        "unit": ""
      }
    ]
    "#);
    let confirm = format!("POST /photos/{id}/confirm");
    let nothing = json!({"accepted": []});
    let doubtful = api
        .call(&confirm)
        .bearer(&token)
        .json(&nothing)
        .send()
        .await;
    assert_eq!(doubtful.outcome(), (409, "doubts-not-accepted".to_owned()));
    assert_eq!(doubtful.json()["doubts"], json!(["brows-visible"]));
    let accepted = json!({"accepted": ["brows-visible"]});
    let confirmed = api
        .call(&confirm)
        .bearer(&token)
        .json(&accepted)
        .send()
        .await;
    assert_eq!(confirmed.json()["state"], "confirmed");
    let listed = get(&api, &format!("/degrees/{}/photos", degree.id), &token).await;
    assert_eq!(listed["items"][0]["id"], id.as_str());
}

#[tokio::test]
async fn pictures_open_for_their_viewer_alone() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let view = checked(&api.world, &student, degree.id, "ok").await;
    let path = format!("/photos/{}/links", view.photo.id);
    let links = get(&api, &path, &token).await;
    let open = |name: &str| {
        let path = links[name].as_str().unwrap();
        format!("GET {}", path.strip_prefix("/api/v1").unwrap())
    };
    let original = api.call(&open("original")).bearer(&token).send().await;
    assert_eq!(&original.body[..], b"ok");
    assert_eq!(original.header("content-type"), Some("image/jpeg"));
    assert_eq!(original.header("content-length"), Some("2"));
    assert_eq!(original.header("cache-control"), Some("no-store"));
    let portrait = api.call(&open("portrait")).bearer(&token).send().await;
    assert_eq!(&portrait.body[..], b"portrait of ok");
    assert_eq!(api.call(&open("original")).send().await.status, 401);
    let (_, other) = api.student("19900000002").await;
    let foreign = api.call(&open("original")).bearer(&other).send().await;
    assert_eq!(foreign.outcome(), (404, "not-found".to_owned()));
}

#[tokio::test]
async fn a_submission_goes_out_comes_back_and_is_rejected() {
    let api = Api::new().await;
    let (student, token, degree, submission) = bound(&api).await;
    confirmed(&api.world, &student, degree.id, "ok").await;
    let path = format!("/degrees/{}/submission", degree.id);
    assert_eq!(
        get(&api, &path, &token).await["next_step"]["step"],
        "look-and-submit"
    );
    let submit = format!("POST /submissions/{}/submit", submission.id);
    let sent = api.call(&submit).bearer(&token).send().await;
    assert_snapshot!(sent.shown(), @r#"
    200
    {
      "attempts": 1,
      "attempts_left": 2,
      "batch": "…",
      "checks": 1,
      "checks_left": 9,
      "deadline": null,
      "deadline_after_withdrawal": "2023-10-13T18:00:00+08:00",
      "degree": "…",
      "earlier_rejections": [],
      "entry": "attempt",
      "id": "…",
      "next_check_at": "2023-09-10T14:00:01+08:00",
      "next_step": {
        "step": "await-review"
      },
      "photo": "…",
      "registry": null,
      "replace_because": null,
      "round": "centre",
      "state": "awaiting-review",
      "submitted_at": "2023-09-10T12:00:01+08:00"
    }
    "#);
    let withdraw = format!("POST /submissions/{}/withdraw", submission.id);
    let back = api.call(&withdraw).bearer(&token).send().await;
    assert_eq!(back.json()["state"], "withdrawn");
    assert_eq!(api.call(&submit).bearer(&token).send().await.status, 200);
}

#[tokio::test]
async fn a_rejection_says_why_and_until_when() {
    let api = Api::new().await;
    let (student, token, degree, submission) = bound(&api).await;
    submitted(&api.world, &student, degree.id, "ok").await;
    let path = format!("/degrees/{}/submission", degree.id);
    api.world.set_time("09-10 12:30");
    let role = vec![domain::Role::CentreReviewer];
    let reviewer = api.world.staff("reviewer", role).await;
    let in_review = crate::steps::stored(&api.world, submission.id).await;
    decide(&api.world, &reviewer, &in_review, rejection())
        .await
        .unwrap();
    let rejected = api.call(&format!("GET {path}")).bearer(&token).send().await;
    assert_snapshot!(rejected.shown(), @r#"
    200
    {
      "attempts": 1,
      "attempts_left": 2,
      "batch": "…",
      "checks": 1,
      "checks_left": 9,
      "deadline": "2023-09-12T12:30:01+08:00",
      "deadline_after_withdrawal": null,
      "degree": "…",
      "earlier_rejections": [],
      "id": "…",
      "next_check_at": "2023-09-10T14:00:01+08:00",
      "next_step": {
        "step": "replace-photo"
      },
      "registry": null,
      "rejection": {
        "note": null,
        "own_reasons": [],
        "photo": "…",
        "reasons": [
          {
            "code": "P04",
            "en": "Eyes closed, squinting or looking aside",
            "zh": "闭眼、眯眼、视线偏"
          }
        ],
        "rejected_at": "2023-09-10T12:30:01+08:00",
        "replace_by": "2023-09-12T12:30:01+08:00"
      },
      "replace_because": {
        "note": null,
        "own_reasons": [],
        "reasons": [
          {
            "code": "P04",
            "en": "Eyes closed, squinting or looking aside",
            "zh": "闭眼、眯眼、视线偏"
          }
        ]
      },
      "state": "rejected"
    }
    "#);
    let history = format!("/submissions/{}/history", submission.id);
    let history = get(&api, &history, &token).await;
    let events: Vec<_> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| format!("{} by {}", item["event"], item["by"]))
        .collect();
    assert_snapshot!(events.join("\n"), @r#"
    "photo-handed-in" by "student"
    "photo-assessed" by "service"
    "photo-confirmed" by "student"
    "submitted" by "student"
    "rejected" by "staff"
    "#);
}

#[tokio::test]
async fn appointments_are_booked_moved_and_cancelled() {
    let api = Api::new().await;
    let (student, token) = api.student("19900000001").await;
    let (region, batch) = api.world.region("shaoguan").await;
    let (degree, _) = api.world.bound_degree_in(&batch, &student, "A1").await;
    let studio = api.world.studio(&region).await;
    let slot = api.world.slot(&studio, "09-12 09:00", 2).await;
    let other = api.world.slot(&studio, "09-12 10:00", 2).await;
    let query = "from=2023-09-12T00:00:00%2B08:00&until=2023-09-13T00:00:00+08:00";
    let path = format!("GET /regions/{}/slots?{query}", region.id);
    let slots = api.call(&path).bearer(&token).send().await;
    assert_eq!(slots.json()["items"].as_array().unwrap().len(), 2);
    let booking = json!({"degree": degree.id, "slot": slot.id});
    let booked = api
        .call("POST /appointments")
        .bearer(&token)
        .json(&booking)
        .send()
        .await;
    assert_eq!(booked.status, 201);
    let id = booked.json()["id"].as_str().unwrap().to_owned();
    let path = format!("POST /appointments/{id}/move");
    let body = json!({"slot": other.id});
    let moved = api.call(&path).bearer(&token).json(&body).send().await;
    assert_eq!(moved.json()["state"], "moved");
    let listed = api.call("GET /appointments").bearer(&token).send().await;
    assert_snapshot!(listed.shown(), @r#"
    200
    {
      "items": [
        {
          "degree": "…",
          "id": "…",
          "moved_at": "2023-09-10T12:00:00+08:00",
          "place": {
            "capacity": 2,
            "ends_at": "2023-09-12T11:00:00+08:00",
            "id": "…",
            "left": 1,
            "starts_at": "2023-09-12T10:00:00+08:00",
            "studio": {
              "address": "中山路 1 号",
              "id": "…",
              "name": "一号影棚"
            }
          },
          "slot": "…",
          "starts_at": "2023-09-12T10:00:00+08:00",
          "state": "moved"
        }
      ]
    }
    "#);
    let path = format!("DELETE /appointments/{id}");
    let cancelled = api.call(&path).bearer(&token).send().await;
    assert_eq!(cancelled.json()["state"], "cancelled");
}
