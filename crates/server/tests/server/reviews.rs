//! Reviewers through the API: the next photos, a decision, taking it back, and who was first.

use app::Caller;
use domain::{Duration, Role, Submission};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::api::{Api, bound, get};
use crate::steps::{run_jobs, submitted};

async fn desk() -> (Api, Submission, [String; 2]) {
    let (api, student, degree) = {
        let api = Api::new().await;
        let (student, _, degree, _) = bound(&api).await;
        (api, student, degree)
    };
    let submission = submitted(&api.world, &student, degree.id, "warn:sharp").await;
    let reviewers = ["first", "second"];
    let mut tokens = Vec::new();
    for login in reviewers {
        let caller: Caller = api.world.staff(login, vec![Role::CentreReviewer]).await;
        tokens.push(api.session(&caller).await);
    }
    let [one, two] = tokens.try_into().unwrap();
    (api, submission, [one, two])
}

async fn next(api: &Api, token: &str) -> Value {
    let call = api.call("POST /reviews/next").bearer(token);
    call.json(&json!({"count": 2})).send().await.json()
}

#[tokio::test]
async fn one_answer_holds_what_a_decision_needs() {
    let (api, _, [first, second]) = desk().await;
    let sheets = next(&api, &first).await;
    let sheet = &sheets["items"][0];
    for part in ["original", "portrait"] {
        let link = sheet["links"][part].as_str().unwrap();
        let opened = api.open(link).await;
        assert_eq!(opened.status, 401, "a link opens for its reviewer alone");
        let link = link.strip_prefix("/api/v1").unwrap();
        let opened = api.call(&format!("GET {link}")).bearer(&first).send().await;
        assert_eq!(opened.status, 200);
    }
    let keys: Vec<&String> = sheet.as_object().unwrap().keys().collect();
    assert_snapshot!(keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" "), @"attempts batch batch_name checked claim degree earlier entry flags last_four_check level links masked_name photo round rules school_code school_name source submission submitted_at unassessed warned");
    assert_eq!(sheet["warned"], 1);
    assert_eq!(next(&api, &second).await, json!({"items": []}));
    let queue = get(
        &api,
        "/reviews/queue?order=doubts&with_doubts=true",
        &second,
    )
    .await;
    assert_eq!(queue["items"][0]["claim"]["name"], "员工");
    let queue = get(&api, "/reviews/queue?free=true", &second).await;
    assert_eq!(queue["items"], json!([]));
    // A plus sign that nobody escaped.
    let later = "/reviews/queue?submitted_before=2023-09-11T00:00:00+08:00";
    let queue = get(&api, later, &second).await;
    assert_eq!(queue["items"].as_array().unwrap().len(), 1);
    let sizes = get(&api, "/reviews/sizes", &second).await;
    assert_eq!(sizes["items"][0]["waiting"], 1);
}

#[tokio::test]
async fn a_decision_is_held_taken_back_and_made_again() {
    let (api, submission, [first, second]) = desk().await;
    let sheets = next(&api, &first).await;
    let photo = &sheets["items"][0]["photo"];
    let path = format!("/submissions/{}/decision", submission.id);
    let decide = format!("POST {path}");
    let reject = json!({"photo": photo, "decision": "reject", "reasons": ["P04", "X00"]});
    let without_note = api.call(&decide).bearer(&first).json(&reject).send().await;
    assert_eq!(without_note.outcome(), (422, "invalid".to_owned()));
    let approve = json!({"photo": photo, "decision": "approve"});
    let others = api
        .call(&decide)
        .bearer(&second)
        .json(&approve)
        .send()
        .await;
    assert_eq!(others.outcome(), (409, "in-other-hands".to_owned()));
    assert_eq!(others.json()["by"], "员工");
    let held = api.call(&decide).bearer(&first).json(&approve).send().await;
    assert_eq!(held.status, 201);
    let undo = format!("DELETE {path}");
    let undone = api.call(&undo).bearer(&first).send().await;
    assert_eq!(undone.status, 204);
    let reject =
        json!({"photo": photo, "decision": "reject", "reasons": ["P04"], "note": "请睁眼"});
    let held = api.call(&decide).bearer(&first).json(&reject).send().await;
    assert_eq!(held.status, 201);
    let late = api
        .call(&decide)
        .bearer(&second)
        .json(&approve)
        .send()
        .await;
    assert_snapshot!(late.shown(), @r#"
    409
    {
      "at": "2023-09-10T12:00:02+08:00",
      "by": "员工",
      "code": "decided-meanwhile",
      "detail": "这张照片已被退回（员工），刚才的决定没有生效。请看下一张。",
      "detail_en": "This photo was rejected by 员工, so your decision was not taken. Go on with the next one.",
      "detail_zh": "这张照片已被退回（员工），刚才的决定没有生效。请看下一张。",
      "instance": "…",
      "status": 409,
      "title": "已有变化",
      "type": "urn:caixiang:problem:decided-meanwhile",
      "what": "rejected"
    }
    "#);
    api.world.clock.advance(Duration::from_seconds(30));
    run_jobs(&api.world).await;
    let over = api.call(&undo).bearer(&first).send().await;
    assert_eq!(over.outcome(), (409, "undo-over".to_owned()));
    let history = format!("/submissions/{}/history", submission.id);
    let history = get(&api, &history, &first).await;
    assert_eq!(
        history["items"].as_array().unwrap().last().unwrap()["event"],
        "rejected"
    );
}

/// What became of one photo that its student takes back while two reviewers decide about it: the three answers, the two
/// decisions behind the withdrawal.
async fn collide(api: &Api, reviewers: &[String; 2], turn: usize) -> ([u16; 3], String) {
    let (student, token) = api.student(&format!("1990000010{turn}")).await;
    let (degree, _) = api.world.bound_degree(&student, &format!("C{turn}")).await;
    let words = format!("photo of {turn}");
    let submission = submitted(&api.world, &student, degree.id, &words).await;
    let photo = submission.state.photo().unwrap().as_uuid();
    let path = format!("/submissions/{}", submission.id);
    let withdraw = api.call(&format!("POST {path}/withdraw")).bearer(&token);
    let decide = |reviewer: &str, body: Value| {
        let call = api.call(&format!("POST {path}/decision"));
        call.bearer(reviewer).json(&body)
    };
    let approve = decide(
        &reviewers[0],
        json!({"photo": photo, "decision": "approve"}),
    );
    let reject = json!({"photo": photo, "decision": "reject", "reasons": ["P04"]});
    let reject = decide(&reviewers[1], reject);
    // Each in a task of its own, and another one ahead in every turn.
    let mut calls = [withdraw, approve, reject].map(Some);
    let mut running: [Option<tokio::task::JoinHandle<_>>; 3] = [None, None, None];
    for step in 0..3 {
        let place = (turn + step) % 3;
        let call = calls[place].take().unwrap();
        running[place] = Some(tokio::spawn(call.send()));
    }
    let mut answers = Vec::new();
    for one in running {
        answers.push(one.unwrap().await.unwrap());
    }
    let statuses = [0, 1, 2].map(|place: usize| answers[place].status.as_u16());
    for lost in answers.iter().filter(|answer| !answer.status.is_success()) {
        let (status, code) = lost.outcome();
        assert_eq!(status, 409, "{code}");
        let expected = ["decided-meanwhile", "wrong-state", "stale"];
        assert!(expected.contains(&code.as_str()), "{code}");
    }
    for lost in answers[1..]
        .iter()
        .filter(|answer| !answer.status.is_success())
    {
        let told = lost.json();
        assert_eq!(
            told["code"], "decided-meanwhile",
            "a reviewer is told what happened"
        );
        let first = ["withdrawn", "approved", "rejected"];
        let winner = statuses.iter().position(|status| *status < 300).unwrap();
        assert_eq!(told["what"], first[winner], "{told}");
    }
    api.world.clock.advance(Duration::from_seconds(31));
    run_jobs(&api.world).await;
    let after = get(api, &format!("/degrees/{}/submission", degree.id), &token).await;
    (statuses, after["state"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_withdrawal_and_two_reviewers_one_wins_and_the_others_are_told() {
    let (api, _, reviewers) = desk().await;
    for turn in 0..9 {
        let (statuses, state) = collide(&api, &reviewers, turn).await;
        let won: Vec<usize> = (0..3).filter(|place| statuses[*place] < 300).collect();
        let [winner] = won.as_slice() else {
            panic!("{won:?} won in turn {turn}: {statuses:?}")
        };
        assert_eq!(state, ["withdrawn", "approved", "rejected"][*winner]);
    }
}

#[tokio::test]
async fn a_photo_that_was_taken_back_is_in_no_hand_and_no_queue() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let submission = submitted(&api.world, &student, degree.id, "warn:sharp").await;
    let reviewer = api.world.staff("first", vec![Role::CentreReviewer]).await;
    let reviewer = api.session(&reviewer).await;
    let sheets = next(&api, &reviewer).await;
    let photo = &sheets["items"][0]["photo"];
    let path = format!("/submissions/{}", submission.id);
    let withdraw = api.call(&format!("POST {path}/withdraw")).bearer(&token);
    assert_eq!(withdraw.send().await.status, 200);
    assert_eq!(next(&api, &reviewer).await, json!({"items": []}));
    let decide = api.call(&format!("POST {path}/decision")).bearer(&reviewer);
    let approve = json!({"photo": photo, "decision": "approve"});
    let late = decide.json(&approve).send().await;
    assert_eq!(late.outcome(), (409, "decided-meanwhile".to_owned()));
    let told = late.json();
    assert_eq!(
        (&told["what"], &told["by"]),
        (&json!("withdrawn"), &json!(null))
    );
    let renewed = api.call(&format!("PUT {path}/claim")).bearer(&reviewer);
    let renewed = renewed.json(&json!({})).send().await;
    assert_eq!(renewed.json()["what"], "withdrawn");
}
