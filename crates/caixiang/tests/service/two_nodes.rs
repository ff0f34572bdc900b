//! Two processes behind one PostgreSQL database and one bucket are one service: what begins at one goes on at
//! the other, each job is done once, and one ends in peace while the other serves. Behind a proxy nobody notices.

use serde_json::Value;
use test_kit::postgres::Server;

use crate::faults::s3::{Moto, SECRET};
use crate::harness::{
    Api, Degree, Home, Person, Plan, Process, Proxy, Student, eventually, pause, photo,
};

const STUDENT: Person = Person(6161);

/// Who is served while one of the processes ends.
const OTHER: Person = Person(6162);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_are_one_service() {
    let (Some(server), Some(moto), Some(nginx)) = (Server::shared(), Moto::own(), Proxy::program())
    else {
        return;
    };
    let database = server.database();
    let url = database.url();
    let config = moto.config();
    let otherwise = format!(
        "[database]\nurl = \"{url}\"\n[server]\ndrain_seconds = 8\ntrusted_proxies = [\"127.0.0.1\"]\n{config}"
    );
    let home = Home::found(&otherwise, &[]);
    home.keep_secret(SECRET.to_owned());
    let first = home.serve().await;
    let (second, other) = home.serve_beside().await;
    let student = Student::sign_in_at_the_machine(&home, STUDENT).await;
    let (here, there) = here_and_there(student.unwrap(), &other);

    let degree = here.bind().await.unwrap();
    a_photo_is_read_at_the_other_node(&here, &there, &degree).await;
    parts_come_to_both_nodes(&here, &there, &degree).await;
    jobs_are_done_once(&home, &here, &there, &degree).await;
    a_session_that_ends_here_ends_there(&here, &there).await;
    let proxy = Proxy::before(&nginx, &[&home.api, &other]).await;
    one_ends_while_the_other_serves(&home, first, (&other, &proxy)).await;
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
    home.admin(&["verify-audit"]);
    home.admin(&["check-objects"]);
    assert!(second.stop().success());
    drop(home);
    database.remove();
}

fn here_and_there(student: Student, other: &Api) -> (Student, Student) {
    let there = student.at(other);
    (student, there)
}

async fn a_photo_is_read_at_the_other_node(here: &Student, there: &Student, degree: &Degree) {
    let received = here.upload(degree, photo(2)).await.unwrap();
    let id = received.expect(202).json()["id"].clone();
    let id = id.as_str().unwrap();
    let seen = there.verdict(id).await.unwrap();
    assert_eq!(seen["is_usable"], true, "{seen:#}");
    let links = here.call(&format!("GET /photos/{id}/links"));
    let links = links.expect(200).await.json();
    // A link that one node signed opens at the other.
    let address = links["original"].as_str().unwrap();
    let picture = there.call(&format!("GET {address}")).expect(200).await;
    assert_eq!(picture.body, photo(2), "to the last byte");
    there.confirm_photo(&seen).await.unwrap().expect(200);
}

/// Half a photo comes to one node and half to the other.
async fn parts_come_to_both_nodes(here: &Student, there: &Student, degree: &Degree) {
    let (session, token) = here.open_capture(degree).await.unwrap();
    let whole = photo(3);
    let (front, back) = whole.split_at(whole.len() / 2);
    for (node, number, part) in [(here, 0, front), (there, 1, back)] {
        let call = node.call(&format!("PUT /captures/{session}/parts/{number}"));
        let call = call.header("capture-token", &token);
        let call = call.header("content-type", "application/octet-stream");
        call.body(part.to_vec()).expect(200).await;
    }
    let call = there.call(&format!("POST /captures/{session}/complete"));
    let call = call.header("capture-token", &token);
    let body = serde_json::json!({ "source": "live-camera", "parts": 2 });
    let received = call.json(&body).expect(202).await.json();
    let id = received["id"].as_str().unwrap();
    let seen = here.verdict(id).await.unwrap();
    here.confirm_photo(&seen).await.unwrap().expect(200);
}

async fn jobs_are_done_once(home: &Home, here: &Student, there: &Student, degree: &Degree) {
    there.act(degree, "submit").await.unwrap().expect(200);
    let decide = ["decide", &degree.submission, "reject", "--reason", "P04"];
    home.admin(&[&decide[..], &["--staff", Plan::REVIEWER]].concat());
    let told = eventually("the student is told", async || {
        let messages = here.call("GET /notifications").expect(200).await.json();
        let items = messages["items"].as_array().unwrap().clone();
        let told = items.iter().any(|item| item["kind"] == "rejected");
        told.then_some(items)
    })
    .await;
    let kinds = told.iter().filter(|item| item["kind"] == "rejected");
    assert_eq!(kinds.count(), 1, "{told:#?}");
    // Both processes look for jobs; each photo was looked at by one of them.
    let history = there.history(degree).await.unwrap();
    let looked = history.iter().filter(|event| *event == "photo-assessed");
    assert_eq!(looked.count(), 2, "{history:?}");
}

async fn a_session_that_ends_here_ends_there(here: &Student, there: &Student) {
    there.call("GET /account").expect(200).await;
    here.call("DELETE /session").expect(204).await;
    let refused = there.call("GET /account").send().await.unwrap();
    refused.expect_problem(401, "not-signed-in");
}

async fn one_ends_while_the_other_serves(
    home: &Home,
    first: Process,
    (other, proxy): (&Api, &Proxy),
) {
    let student = Student::sign_in_at_the_machine(home, OTHER).await.unwrap();
    let (here, through) = (student.clone(), student.at(&proxy.api));
    let degree = here.bind().await.unwrap();
    first.ask_to_end();
    eventually("the node says that it ends", async || {
        let answer = home.api.call("GET /readyz").send().await.unwrap();
        (answer.status == 503).then_some(())
    })
    .await;
    // A balancer that asks sends nobody to it any more; who is still with it is served, as everybody is at the
    // other one.
    here.call("GET /account").expect(200).await;
    other.call("GET /readyz").expect(200).await;
    let upload = here.upload(&degree, photo(4)).await.unwrap();
    let id = upload.expect(202).json()["id"].clone();
    // One that does not ask finds out by itself: before, while and after the node ends, each call is answered.
    let (ended, calls) = tokio::join!(
        tokio::task::spawn_blocking(move || first.ended().success()),
        called_until_one_is_left(home, &through),
    );
    assert!(ended.unwrap());
    assert!(calls > 10, "{calls} calls");
    let seen = through.verdict(id.as_str().unwrap()).await.unwrap();
    assert_eq!(seen["is_usable"], true, "{seen:#}");
    through.confirm_photo(&seen).await.unwrap().expect(200);
    through.act(&degree, "submit").await.unwrap().expect(200);
}

/// Calls through the proxy, each answered, until the first node is gone and for a while after; how many.
async fn called_until_one_is_left(home: &Home, through: &Student) -> u32 {
    let (mut calls, mut after) = (0, 0);
    while after < 10 {
        through.call("GET /account").expect(200).await;
        calls += 1;
        let is_gone = home.api.call("GET /healthz").send().await.is_err();
        after += u32::from(is_gone);
        pause().await;
    }
    calls
}
