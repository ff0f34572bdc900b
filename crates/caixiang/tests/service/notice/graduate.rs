//! A student of the notice: from the poster to the portrait on the diploma, each step looked at on the student's own pages.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::office::{FEE, Office};
use super::patient::{Body, Patient, Who};
use crate::harness::{Degree, Person, drawn_card, eventually, pause};

/// A student who is signed in, with a bound degree.
#[derive(Debug)]
pub(super) struct Graduate {
    pub(super) phone: Patient,
    pub(super) degree: Degree,
    office: Arc<Office>,
}

impl Graduate {
    /// Scans the poster, signs in by the code of a short message, agrees, and adds the degree by a picture of its code.
    pub(super) async fn arrive(office: &Arc<Office>, person: Person) -> Self {
        let (slug, code) = office.scanned_poster();
        let entrance = office.nobody.read(&format!("GET /links/{slug}")).await;
        assert_eq!(entrance["kind"], "batch");
        assert_eq!(entrance["batch"]["id"], office.batch());
        let line = format!("GET /batches/by-code/{code}");
        assert_eq!(office.nobody.read(&line).await["id"], office.batch());
        let phone = sign_in(office, person).await;
        let version = json!({ "text_version": 1 });
        for purpose in ["hand-over", "collect-review-hand-over"] {
            let line = format!("PUT /consents/{purpose}");
            assert_eq!(phone.ask(&line, version.clone()).await["state"], "given");
        }
        let degree = bind(&phone, office.batch(), (person, &code)).await;
        Self {
            phone,
            degree,
            office: office.clone(),
        }
    }

    /// The submission as the student sees it.
    pub(super) async fn submission(&self) -> Value {
        let line = format!("GET /degrees/{}/submission", self.degree.id);
        self.phone.read(&line).await
    }

    /// Waits until the submission has come to a state.
    pub(super) async fn comes_to(&self, state: &str) -> Value {
        eventually(state, async || {
            let submission = self.submission().await;
            (submission["state"] == state).then_some(submission)
        })
        .await
    }

    /// Waits until the registry has come to a step with the portrait.
    pub(super) async fn is_at_registry(&self, step: &str) -> Value {
        eventually(step, async || {
            let submission = self.submission().await;
            (submission["registry"]["step"] == step).then(|| submission["registry"].clone())
        })
        .await
    }

    /// Pays what an order asks for, at the cashier of this machine. The cashier forgets who stood there when the process
    /// ends; then the student starts anew, as anybody would.
    pub(super) async fn pay(&self, order: &Value) {
        let id = order["id"].as_str().unwrap();
        eventually("the order is paid", async || {
            let line = format!("POST /orders/{id}/payment");
            let started = self.phone.ask(&line, json!({ "from": "browser" })).await;
            assert_eq!(started["ticket"]["how"], "cashier");
            let line = format!("POST /orders/{id}/cashier");
            let paid = self.phone.once(&line, json!({ "act": "pay" })).await;
            assert!(paid || self.phone.is_in_a_storm());
            let order = self.phone.read(&format!("GET /orders/{id}")).await;
            (order["state"] == "paid").then_some(())
        })
        .await;
        let line = format!("GET /orders/{id}/payment");
        let paid = self.phone.read(&line).await;
        assert_eq!(paid["state"], "paid");
        assert_eq!(paid["is_settled"], true);
    }

    /// Pays the fee of the collection.
    pub(super) async fn pay_fee(&self) {
        let line = format!("GET /batches/{}/prices", self.office.batch());
        let quote = self.phone.read(&line).await;
        assert_eq!(quote["can_pay"], true);
        let lines = [json!({ "product": "collection", "pieces": 1 })];
        let wish = json!({
            "degree": self.degree.id, "price_list": quote["list"]["number"], "lines": lines,
        });
        let order = self.phone.ask("POST /orders", wish).await;
        assert_eq!(order["total_fen"], FEE);
        self.pay(&order).await;
    }

    /// Hands a photo in, waits for the verdict, and takes it with its doubts; its id.
    pub(super) async fn offer(&self, photo: Bytes) -> String {
        let seen = handed_in(&self.phone, &self.degree.id, ("live-camera", photo)).await;
        assert_eq!(seen["is_usable"], true, "{seen:#}");
        let id = seen["id"].as_str().unwrap().to_owned();
        let confirmed = async || {
            let photo = self.phone.read(&format!("GET /photos/{id}")).await;
            (photo["state"] == "confirmed").then_some(photo)
        };
        let line = format!("POST /photos/{id}/confirm");
        let accepted = json!({ "accepted": seen["doubts"] });
        self.phone.done(&line, accepted, confirmed).await;
        id
    }

    /// Hands over to the reviewers.
    pub(super) async fn submit(&self) {
        let submitted = async || {
            let submission = self.submission().await;
            (submission["state"] == "awaiting-review").then_some(submission)
        };
        let line = format!("POST /submissions/{}/submit", self.degree.submission);
        self.phone.done(&line, (), submitted).await;
    }

    /// The portrait of a photo, as it is saved to the album.
    pub(super) async fn portrait(&self, photo: &str) -> Bytes {
        let links = self.phone.read(&format!("GET /photos/{photo}/links")).await;
        let link = links["portrait"].as_str().unwrap();
        let portrait = self.phone.fetch(&format!("GET {link}")).await;
        assert!(portrait.starts_with(&[0xff, 0xd8]), "a JPEG");
        portrait
    }

    /// The kinds of the messages so far, sorted.
    pub(super) async fn told(&self) -> Vec<String> {
        let messages = self.phone.list("GET /notifications?limit=100").await;
        let kinds = messages.iter().map(|message| message["kind"].as_str());
        let mut kinds: Vec<_> = kinds.map(|kind| kind.unwrap().to_owned()).collect();
        kinds.sort();
        kinds
    }

    /// Waits until the student was told of something.
    pub(super) async fn is_told(&self, kind: &str) {
        eventually(kind, async || {
            let told = self.told().await;
            told.iter().any(|other| other == kind).then_some(())
        })
        .await;
    }

    /// What happened to the submission, oldest first.
    pub(super) async fn history(&self) -> Vec<String> {
        let line = format!("GET /submissions/{}/history", self.degree.submission);
        let entries = self.phone.list(&line).await;
        let events = entries.iter().map(|entry| entry["event"].as_str());
        events.map(|event| event.unwrap().to_owned()).collect()
    }
}

async fn sign_in(office: &Office, person: Person) -> Patient {
    office.home.meet(person);
    let asked = json!({ "phone": person.phone(), "language": "en" });
    loop {
        office
            .nobody
            .ask("POST /sign-in/codes", asked.clone())
            .await;
        let code = eventually("a code comes", async || office.code_for(person).await).await;
        let body = json!({ "phone": person.phone(), "code": code });
        let call = office.nobody.call("POST /sign-in/phone").json(&body);
        let reply = office.nobody.try_once(call).await;
        match reply {
            Some(reply) if reply.status == 201 => {
                let token = reply.json()["token"].as_str().unwrap().to_owned();
                office.home.keep_secret(token.clone());
                return office.nobody.signed_in(Who::Student(token));
            }
            // The answer was lost, and the code with it; or a newer code was on its way.
            _ => assert!(office.nobody.is_in_a_storm(), "{reply:?}"),
        }
        pause().await;
    }
}

async fn bind(phone: &Patient, batch: &str, (person, code): (Person, &str)) -> Degree {
    let fields = vec![
        ("batch", batch.to_owned()),
        ("feature_code", code.to_owned()),
        ("last_four", person.last_four()),
    ];
    let known = async || phone.list("GET /degrees").await.first().cloned();
    let picture = Body::Form(fields, drawn_card(person));
    let added = phone.done("POST /degrees", picture, known).await;
    assert_eq!(added["state"], "proposed");
    assert_eq!(added["school_name"], "示范学院");
    let id = added["id"].as_str().unwrap();
    let bound = async || {
        let degree = phone.read(&format!("GET /degrees/{id}")).await;
        (degree["state"] == "bound").then_some(degree)
    };
    let answer = json!({ "at_registry": "no-portrait" });
    let line = format!("POST /degrees/{id}/confirm");
    Degree::of(&phone.done(&line, answer, bound).await)
}

/// Hands a photo in for a degree and waits until it was looked at. One whose answer is lost was received or not: the list
/// of photos says which.
pub(super) async fn handed_in(by: &Patient, degree: &str, (source, photo): (&str, Bytes)) -> Value {
    let list = format!("GET /degrees/{degree}/photos");
    let before = by.list(&list).await.len();
    let id = loop {
        let opened = by
            .ask(&format!("POST /degrees/{degree}/captures"), ())
            .await;
        let text = |name: &str| opened[name].as_str().unwrap();
        let call = by.call(&format!("POST /captures/{}/photo", text("id")));
        let call = call.header("capture-token", text("token"));
        let call = call.header("capture-source", source);
        let call = call.header("content-type", "image/jpeg");
        let reply = by.try_once(call.body(photo.clone())).await;
        if let Some(reply) = reply.filter(|reply| !matches!(reply.status, 429 | 503)) {
            break reply.expect(202).json()["id"].clone();
        }
        pause().await;
        let photos = by.list(&list).await;
        if photos.len() > before {
            let newest = photos.iter().max_by_key(|photo| photo["number"].as_u64());
            break newest.unwrap()["id"].clone();
        }
    };
    let line = format!("GET /photos/{}?wait_ms=1000", id.as_str().unwrap());
    eventually("a photo is looked at", async || {
        let seen = by.read(&line).await;
        (seen["state"] != "received").then_some(seen)
    })
    .await
}
