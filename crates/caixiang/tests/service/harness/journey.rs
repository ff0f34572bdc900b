//! A student's steps through the API, one function each. Each answers what came back, so that a test
//! can make more or less of it.

use bytes::Bytes;
use serde_json::{Value, json};

use super::api::{Api, Call, Lost, Reply};
use super::desk::{Desk, newest_code};
use super::home::{Home, Plan};
use super::material::Person;
use super::wait::eventually;

/// A student who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Student {
    pub(crate) person: Person,
    pub(crate) token: String,
    api: Api,
    batch: String,
}

/// A degree that is bound, and its submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Degree {
    pub(crate) id: String,
    pub(crate) submission: String,
}

impl Student {
    /// Has a code sent and signs in with it.
    pub(crate) async fn sign_in(home: &Home, desk: &Desk, person: Person) -> Result<Self, Lost> {
        home.meet(person);
        let asked = json!({ "phone": person.phone(), "language": "en" });
        let asked = home.api.call("POST /sign-in/codes").json(&asked);
        asked.send().await?.expect(202);
        let code = desk.code_for(person).await?.unwrap();
        Self::with_code(home, person, &code).await
    }

    /// Has a code sent, which the operator at the machine reads, as where nobody else may see it.
    pub(crate) async fn sign_in_at_the_machine(home: &Home, person: Person) -> Result<Self, Lost> {
        home.meet(person);
        let asked = home.api.call("POST /sign-in/codes");
        asked
            .json(&json!({ "phone": person.phone() }))
            .expect(202)
            .await;
        // The answer does not wait until the message is out, and other messages go out meanwhile.
        let code = eventually("the code is in the outbox", async || {
            newest_code(&home.admin(&["outbox", "--limit", "20"]), person)
        })
        .await;
        Self::with_code(home, person, &code).await
    }

    /// Signs in with a code.
    pub(crate) async fn with_code(home: &Home, person: Person, code: &str) -> Result<Self, Lost> {
        let body = json!({ "phone": person.phone(), "code": code });
        Self::enter(home, person, "POST /sign-in/phone", &body).await
    }

    /// Signs in by one of the ways.
    pub(crate) async fn enter(
        home: &Home,
        person: Person,
        way: &str,
        proof: &Value,
    ) -> Result<Self, Lost> {
        let signed_in = home.api.call(way).json(proof);
        let signed_in = signed_in.send().await?.expect(201).json();
        let token = signed_in["token"].as_str().unwrap().to_owned();
        home.keep_secret(token.clone());
        Ok(Self {
            person,
            token,
            api: home.api.clone(),
            batch: home.plan.batch.clone(),
        })
    }

    /// The same student with the same session, at another process of the installation.
    pub(crate) fn at(&self, api: &Api) -> Self {
        Self {
            api: api.clone(),
            ..self.clone()
        }
    }

    /// A request of this student.
    pub(crate) fn call(&self, line: &str) -> Call {
        self.api.call(line).bearer(&self.token)
    }

    /// Agrees to what has to be agreed to.
    pub(crate) async fn agree(&self) -> Result<Reply, Lost> {
        let text = json!({ "text_version": 1 });
        let call = self.call("PUT /consents/hand-over").json(&text);
        call.send().await?;
        let call = self.call("PUT /consents/collect-review-hand-over");
        call.json(&text).send().await
    }

    /// Hands in what the own collection code carries.
    pub(crate) async fn add_degree(&self) -> Result<Reply, Lost> {
        let body = json!({
            "batch": self.batch,
            "feature_code": Plan::FEATURE_CODE,
            "last_four": self.person.last_four(),
            "payload": self.person.payload(),
        });
        self.call("POST /degrees").json(&body).send().await
    }

    /// Hands in a picture of a collection code.
    pub(crate) async fn add_card(&self, last_four: &str, card: &Bytes) -> Result<Reply, Lost> {
        let fields = [
            ("batch", self.batch.as_str()),
            ("feature_code", Plan::FEATURE_CODE),
            ("last_four", last_four),
        ];
        self.call("POST /degrees").form(&fields, card).send().await
    }

    /// Says that a degree is hers.
    pub(crate) async fn confirm_degree(&self, degree: &str) -> Result<Reply, Lost> {
        let call = self.call(&format!("POST /degrees/{degree}/confirm"));
        call.json(&json!({ "at_registry": "no-portrait" }))
            .send()
            .await
    }

    /// Everything before the first photo.
    pub(crate) async fn bind(&self) -> Result<Degree, Lost> {
        self.agree().await?.expect(200);
        let added = self.add_degree().await?.expect(201).json();
        let id = added["id"].as_str().unwrap();
        let bound = self.confirm_degree(id).await?.expect(200).json();
        Ok(Degree::of(&bound))
    }

    /// Opens a session for one photo: its id and token.
    pub(crate) async fn open_capture(&self, degree: &Degree) -> Result<(String, String), Lost> {
        let call = self.call(&format!("POST /degrees/{}/captures", degree.id));
        let opened = call.send().await?.expect(201).json();
        let text = |name: &str| opened[name].as_str().unwrap().to_owned();
        Ok((text("id"), text("token")))
    }

    /// A request with the photo of a session, without its body.
    pub(crate) fn photo_call(&self, (id, token): &(String, String)) -> Call {
        self.call(&format!("POST /captures/{id}/photo"))
            .header("capture-token", token)
            .header("capture-source", "live-camera")
            .header("content-type", "image/jpeg")
    }

    /// Hands in a photo in a session of its own.
    pub(crate) async fn upload(&self, degree: &Degree, photo: Bytes) -> Result<Reply, Lost> {
        let session = self.open_capture(degree).await?;
        self.photo_call(&session).body(photo).send().await
    }

    /// The photo once somebody has looked at it.
    pub(crate) async fn verdict(&self, photo: &str) -> Result<Value, Lost> {
        for _ in 0..60 {
            let call = self.call(&format!("GET /photos/{photo}?wait_ms=2000"));
            let photo = call.send().await?.expect(200).json();
            if photo["state"] != "received" {
                return Ok(photo);
            }
        }
        panic!("nobody has looked at the photo");
    }

    /// Takes a photo with all its doubts.
    pub(crate) async fn confirm_photo(&self, photo: &Value) -> Result<Reply, Lost> {
        let id = photo["id"].as_str().unwrap();
        let call = self.call(&format!("POST /photos/{id}/confirm"));
        call.json(&json!({ "accepted": photo["doubts"] }))
            .send()
            .await
    }

    /// Hands in a photo, and goes on until it could be submitted; its id.
    pub(crate) async fn offer(&self, degree: &Degree, photo: Bytes) -> Result<String, Lost> {
        let received = self.upload(degree, photo).await?.expect(202).json();
        let id = received["id"].as_str().unwrap().to_owned();
        let photo = self.verdict(&id).await?;
        assert_eq!(photo["is_usable"], true, "{photo:#}");
        self.confirm_photo(&photo).await?.expect(200);
        Ok(id)
    }

    /// Submits, or takes back: `submit` or `withdraw`.
    pub(crate) async fn act(&self, degree: &Degree, action: &str) -> Result<Reply, Lost> {
        let call = self.call(&format!("POST /submissions/{}/{action}", degree.submission));
        call.send().await
    }

    /// The submission as it is.
    pub(crate) async fn submission(&self, degree: &Degree) -> Result<Reply, Lost> {
        let call = self.call(&format!("GET /degrees/{}/submission", degree.id));
        Ok(call.send().await?.expect(200))
    }

    /// What happened to the submission so far, oldest first.
    pub(crate) async fn history(&self, degree: &Degree) -> Result<Vec<String>, Lost> {
        let call = self.call(&format!("GET /submissions/{}/history", degree.submission));
        let entries = call.send().await?.expect(200).json();
        let entries = entries["items"].as_array().unwrap().iter();
        let events = entries.map(|entry| entry["event"].as_str().unwrap().to_owned());
        Ok(events.collect())
    }

    /// The photos of a degree.
    pub(crate) async fn photos(&self, degree: &Degree) -> Result<Vec<Value>, Lost> {
        let call = self.call(&format!("GET /degrees/{}/photos", degree.id));
        let photos = call.send().await?.expect(200).json();
        Ok(photos["items"].as_array().unwrap().clone())
    }
}

impl Degree {
    /// Of an answer that shows a bound degree.
    pub(crate) fn of(bound: &Value) -> Self {
        Self {
            id: bound["id"].as_str().unwrap().to_owned(),
            submission: bound["submission"]["id"].as_str().unwrap().to_owned(),
        }
    }
}
