//! The centre and the school: who works there, what is announced, and the poster that students scan.

use std::sync::Arc;

use serde_json::{Value, json};

use super::patient::{Patient, Who};
use super::readers::codes_on;
use super::storm::Storm;
use crate::harness::{Home, Person, Plan};

/// Prices in fen.
pub(super) const FEE: u64 = 1_350;
pub(super) const SHEET: u64 = 3_000;
pub(super) const SHIPPING: u64 = 1_200;

/// Everybody who works at the centre and at the school, signed in.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) home: Arc<Home>,
    pub(super) nobody: Patient,
    pub(super) operator: Patient,
    pub(super) second: Patient,
    pub(super) reviewer: Patient,
    pub(super) officer: Patient,
    pub(super) school: String,
}

impl Office {
    /// Employs everybody, lists the students, announces the prices.
    pub(super) async fn open(
        home: &Arc<Home>,
        storm: Option<&Arc<Storm>>,
        students: &[Person],
    ) -> Self {
        let nobody = Patient::new(&home.api, storm);
        let reviewer_password = home.admin(&["set-password", Plan::REVIEWER]);
        let reviewer_password = reviewer_password[0]["password"].as_str().unwrap();
        home.keep_secret(reviewer_password.to_owned());
        let operator = sign_in(home, &nobody, Plan::OPERATOR, &home.plan.password).await;
        let reviewer = sign_in(home, &nobody, Plan::REVIEWER, reviewer_password).await;
        let schools = operator.list("GET /staff/schools").await;
        let school = schools[0]["id"].as_str().unwrap().to_owned();
        let second = employ(home, &nobody, "second", "administrator").await;
        let role = format!("school-officer:{school}");
        let officer = employ(home, &nobody, "officer", &role).await;
        list_students(home, students);
        let office = Self {
            home: home.clone(),
            nobody,
            operator,
            second,
            reviewer,
            officer,
            school,
        };
        office.announce_prices().await;
        office
    }

    pub(super) fn batch(&self) -> &str {
        &self.home.plan.batch
    }

    async fn announce_prices(&self) {
        let line = format!("/batches/{}/price-lists", self.batch());
        let prices = json!({
            "pay": "before-submitting", "payer": "student",
            "lines": [
                { "product": "collection", "unit_fen": FEE },
                { "product": "extra-prints", "unit_fen": SHEET },
                { "product": "shipping", "unit_fen": SHIPPING },
            ],
        });
        let set = async || {
            let lists = self.second.list(&format!("GET {line}")).await;
            lists.first().cloned()
        };
        let list = self.second.done(&format!("POST {line}"), prices, set).await;
        assert_eq!(list["number"], 1);
    }

    /// Draws the poster, and reads from it what a student's phone reads: the end of the link and the feature code.
    pub(super) fn scanned_poster(&self) -> (String, String) {
        let poster = self.home.path("poster.pdf");
        let out = poster.to_str().unwrap();
        let said = self.home.admin(&["poster", "demo-batch", "--out", out]);
        let said = said[0]["link"].as_str().unwrap().to_owned();
        let link = match codes_on(&poster, 1) {
            Some(scanned) => {
                assert_eq!(scanned, [&*said], "the code leads where the command says");
                said
            }
            None => said,
        };
        let (_, end) = link.split_once("/b/").unwrap();
        let (slug, code) = end.split_once("?code=").unwrap();
        (slug.to_owned(), code.to_owned())
    }

    /// The newest code that was sent to somebody, at the operator's desk.
    pub(super) async fn code_for(&self, person: Person) -> Option<String> {
        let messages = self.operator.list("GET /staff/outbox?limit=100").await;
        crate::harness::newest_code(&messages, person)
    }

    /// A decision at the machine, which takes effect at once.
    pub(super) fn decide_at_once(&self, submission: &str, decision: &str) {
        let decide = ["decide", submission, decision, "--staff", Plan::REVIEWER];
        self.home.admin(&decide);
    }

    /// A decision at the console, which can be taken back for half a minute.
    pub(super) async fn decide(&self, submission: &str, decision: &Value) {
        let line = format!("GET /submissions/{submission}/review");
        let sheet = self.reviewer.read(&line).await;
        let mut decision = decision.clone();
        decision["photo"] = sheet["photo"].clone();
        // Where the answer is lost, the decision is held or was made: it is not in the queue any more.
        let held = async || {
            let queue = self.reviewer.list("GET /reviews/queue").await;
            let waits = queue.iter().any(|item| item["submission"] == submission);
            (!waits).then_some(Value::Null)
        };
        let line = format!("POST /submissions/{submission}/decision");
        self.reviewer.done(&line, decision, held).await;
    }
}

/// Employs somebody at the command line and signs them in.
async fn employ(home: &Home, nobody: &Patient, login: &str, role: &str) -> Patient {
    let new = ["create-staff", "--name", "示范人员", "--login", login];
    let more = ["--role", role, "--centre", &home.plan.centre];
    let made = home.admin(&[&new[..], &more].concat());
    let password = made[0]["password"].as_str().unwrap();
    home.keep_secret(password.to_owned());
    sign_in(home, nobody, login, password).await
}

async fn sign_in(home: &Home, nobody: &Patient, login: &str, password: &str) -> Patient {
    let body = json!({ "login": login, "password": password });
    loop {
        let call = nobody.call("POST /staff/sign-in").json(&body);
        let Some(reply) = nobody.try_once(call).await else {
            crate::harness::pause().await;
            continue;
        };
        let reply = reply.expect(200);
        let cookie = reply.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        home.keep_secret(cookie.split_once('=').unwrap().1.to_owned());
        return nobody.signed_in(Who::Staff(cookie));
    }
}

fn list_students(home: &Home, students: &[Person]) {
    let mut lines = vec!["学号,学院,班级,层次,年级,毕业时间".to_owned()];
    for (place, student) in students.iter().enumerate() {
        let number = student.fields().student_number;
        let college = ["文学院", "理学院"][place % 2];
        lines.push(format!("{number},{college},一班,高起本,2019,2024-01"));
    }
    let file = home.path("roster.csv");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let import = ["import-roster", "--batch", &home.plan.batch, "--school"];
    let from = ["10576", file.to_str().unwrap()];
    let listed = home.admin(&[&import[..], &from].concat());
    assert_eq!(listed[0]["students"], students.len());
}
