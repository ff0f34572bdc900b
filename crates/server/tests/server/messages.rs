//! The list of messages.

use insta::assert_snapshot;

use crate::api::{Api, bound, get};
use crate::steps::{hand_in, run_jobs};

#[tokio::test]
async fn messages_are_listed_in_parts_and_opened() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    for words in ["ok", "ok again"] {
        let photo = hand_in(&api.world, &student, degree.id, words).await;
        photo.unwrap();
    }
    // Whoever still looks at the page of the photo gets no message.
    api.world.clock.advance(domain::Duration::from_minutes(2));
    run_jobs(&api.world).await;
    let first = api
        .call("GET /notifications?limit=1")
        .bearer(&token)
        .send()
        .await;
    let shown = first.shown();
    let shown: Vec<&str> = shown
        .lines()
        .filter(|line| !line.contains("\"next\""))
        .collect();
    assert_snapshot!(shown.join("\n"), @r#"
    200
    {
      "items": [
        {
          "created_at": "2023-09-10T12:02:02+08:00",
          "en": {
            "body": "Your photo passed the automatic check. Open Caixiang to see the portrait. Submit it for review, or take another photo.",
            "title": "Your photo is checked"
          },
          "id": "…",
          "kind": "photo-ready",
          "read_at": null,
          "subject_id": "…",
          "subject_kind": "photo",
          "time": null,
          "zh": {
            "body": "照片通过了自动检查。请打开采像看看证件照，满意就提交审核，不满意可以重拍。",
            "title": "照片检查好了"
          }
        }
      ],
      "unread": 2
    }
    "#);
    let next = first.json()["next"].as_str().unwrap().to_owned();
    let second = get(&api, &format!("/notifications?after={next}"), &token).await;
    assert_ne!(second["items"][0]["id"], first.json()["items"][0]["id"]);
    let id = first.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let opened = api
        .call(&format!("POST /notifications/{id}/read"))
        .bearer(&token)
        .send()
        .await;
    assert!(opened.json()["read_at"].is_string());
    let made_up = api
        .call("GET /notifications?after=abc")
        .bearer(&token)
        .send()
        .await;
    assert_eq!(made_up.outcome(), (422, "invalid".to_owned()));
}
