//! The operator at the desk, who reads what would have gone out as short messages.

use serde_json::{Value, json};

use super::api::{Api, Lost};
use super::home::{Home, Plan};
use super::material::Person;

/// A session of the operator.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    api: Api,
    /// As it is sent.
    pub(crate) cookie: String,
}

impl Desk {
    /// Signs the operator in.
    pub(crate) async fn open(home: &Home) -> Self {
        Self::of(home, Plan::OPERATOR, &home.plan.password).await
    }

    /// Signs somebody else in.
    pub(crate) async fn of(home: &Home, login: &str, password: &str) -> Self {
        let body = json!({ "login": login, "password": password });
        let signed_in = home.api.call("POST /staff/sign-in").json(&body).expect(200);
        let signed_in = signed_in.await;
        let cookie = signed_in.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let token = cookie.split_once('=').unwrap().1;
        home.keep_secret(token.to_owned());
        Self {
            api: home.api.clone(),
            cookie,
        }
    }

    /// The newest code that was sent to someone.
    pub(crate) async fn code_for(&self, person: Person) -> Result<Option<String>, Lost> {
        let messages = self.api.call("GET /staff/outbox?limit=100");
        let messages = messages.header("cookie", &self.cookie).send().await?;
        let messages = messages.expect(200).json();
        Ok(newest_code(messages["items"].as_array().unwrap(), person))
    }
}

/// The newest code that was sent to someone, of messages as the service shows them, newest first.
pub(crate) fn newest_code(messages: &[Value], person: Person) -> Option<String> {
    let end = person.phone_end();
    let message = messages.iter().find(|message| {
        // As the API names it, and as the command line does.
        let to = message.get("recipient_hint").or(message.get("recipient"));
        let is_theirs = to.is_some_and(|to| to.as_str().unwrap().ends_with(&end));
        is_theirs && message["template"] == "sign-in-code"
    });
    message.map(|message| code_in(message["text"].as_str().unwrap()))
}

/// The six digits of a message.
pub(crate) fn code_in(text: &str) -> String {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    let mut codes = runs.filter(|run| run.len() == 6);
    codes.next().unwrap().to_owned()
}
