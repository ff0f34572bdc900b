//! How many statements the requests that phones repeat send to the database: every one of them is paid by every student,
//! so a number here grows on purpose or not at all (ADR 63).

use domain::Role;
use store::Advance;

use crate::api::{Api, bound};
use crate::steps::{run_jobs, submitted};

/// Sends a request twice; `statements` are those of the first and those of the second, which finds what changes rarely.
async fn check(api: &Api, path: &str, token: &str, statements: [u64; 2]) {
    let store = &api.world.parts.store;
    let mut counts = Vec::new();
    for _ in statements {
        let before = store.statements();
        let reply = api.call(&format!("GET {path}")).bearer(token).send().await;
        assert_eq!(reply.status, 200, "{path}");
        counts.push(store.statements() - before);
    }
    assert_eq!(counts, statements, "{path}");
}

/// Writes the rows that are kept as they are: what was kept of them does not hold any more.
async fn write_elsewhere(api: &Api) {
    let world = &api.world;
    let work = world.work().await;
    let (centres, schools, batches) = (work.centres(), work.schools(), work.batches());
    let centre = centres.find(world.centre.id).await.unwrap().unwrap();
    let school = schools.find(world.school.id).await.unwrap().unwrap();
    let batch = batches.find(world.batch.id).await.unwrap().unwrap();
    let done = [
        centres.advance(&centre, &centre).await.unwrap(),
        schools.advance(&school, &school).await.unwrap(),
        batches.advance(&batch, &batch).await.unwrap(),
    ];
    assert_eq!(done, [Advance::Done; 3]);
    work.commit().await.unwrap();
}

#[tokio::test]
async fn a_degree_and_its_submission() {
    let api = Api::new().await;
    let (_, token, degree, _) = bound(&api).await;
    let path = format!("/degrees/{}", degree.id);
    // The session with its account, the degree with its submission; batch, centre and school.
    check(&api, &path, &token, [5, 2]).await;
    check(&api, "/degrees", &token, [2, 2]).await;
    let submission = format!("{path}/submission");
    check(&api, &submission, &token, [2, 2]).await;
    write_elsewhere(&api).await;
    check(&api, &submission, &token, [3, 2]).await;
    check(&api, &path, &token, [4, 2]).await;
}

#[tokio::test]
async fn a_submission_in_review() {
    let api = Api::new().await;
    let (student, token, degree, _) = bound(&api).await;
    let submission = submitted(&api.world, &student, degree.id, "ok").await;
    run_jobs(&api.world).await;
    let photo = submission.state.photo().unwrap();
    let path = format!("/degrees/{}/submission", degree.id);
    // Besides, what became of it at the registry. Handing the photo in has read the batch.
    check(&api, &path, &token, [3, 3]).await;
    // The photo, its degree, what was found.
    check(&api, &format!("/photos/{photo}"), &token, [4, 4]).await;
    check(&api, "/notifications", &token, [3, 3]).await;
}

#[tokio::test]
async fn staff_are_known_by_one_statement() {
    let api = Api::new().await;
    let staff = api.world.staff("wang", vec![Role::Operator]).await;
    let token = api.session(&staff).await;
    check(&api, "/staff/me", &token, [1, 1]).await;
}

/// What is kept is for showing: whoever changes a batch sees it at once, and nothing is decided by what is kept.
#[tokio::test]
async fn own_changes_are_seen_at_once() {
    let api = Api::new().await;
    let (_, token, degree, _) = bound(&api).await;
    let path = format!("/degrees/{}", degree.id);
    let name = async || {
        let reply = api.call(&format!("GET {path}")).bearer(&token).send().await;
        reply.json()["school_name"].as_str().unwrap().to_owned()
    };
    let former = name().await;
    let world = &api.world;
    let before = world.school.clone();
    let after = before.clone().rename("另一所学校".to_owned());
    let work = world.work().await;
    let advance = work.schools().advance(&before, &after).await.unwrap();
    assert_eq!(advance, Advance::Done);
    assert_eq!(name().await, former);
    work.commit().await.unwrap();
    assert_eq!(name().await, "另一所学校");
}
