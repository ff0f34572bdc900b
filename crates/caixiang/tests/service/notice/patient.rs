//! Somebody who calls the service and calls again, with the same idempotency key, until there is an answer. In calm
//! weather every call is answered the first time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use serde_json::Value;

use super::storm::Storm;
use crate::harness::{Api, Call, Reply, pause};

/// Tries of one call: two minutes' worth.
const TRIES: u32 = 1_200;

/// What a call carries.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Nothing,
    Json(Value),
    /// Texts and a picture.
    Form(Vec<(&'static str, String)>, Bytes),
    /// Bytes as they are.
    File(Bytes),
}

/// Who calls.
#[derive(Debug, Clone)]
pub(super) enum Who {
    Nobody,
    /// A student, by the session's token.
    Student(String),
    /// Staff in a browser, by the session's cookie.
    Staff(String),
}

/// Somebody who calls until there is an answer.
#[derive(Debug, Clone)]
pub(super) struct Patient {
    api: Api,
    who: Who,
    storm: Option<Arc<Storm>>,
}

impl From<Value> for Body {
    fn from(value: Value) -> Self {
        Self::Json(value)
    }
}

impl From<()> for Body {
    fn from((): ()) -> Self {
        Self::Nothing
    }
}

impl Patient {
    /// Nobody in particular.
    pub(super) fn new(api: &Api, storm: Option<&Arc<Storm>>) -> Self {
        Self {
            api: api.clone(),
            who: Who::Nobody,
            storm: storm.cloned(),
        }
    }

    /// The same who has signed in.
    pub(super) fn signed_in(&self, who: Who) -> Self {
        Self {
            who,
            ..self.clone()
        }
    }

    /// Whether answers may be lost.
    pub(super) fn is_in_a_storm(&self) -> bool {
        self.storm.is_some()
    }

    /// One try; `None` where the answer is lost.
    pub(super) async fn try_once(&self, call: Call) -> Option<Reply> {
        if let Some(storm) = &self.storm {
            storm.brew();
        }
        match call.send().await {
            Ok(reply) => Some(reply),
            Err(lost) => {
                assert!(self.is_in_a_storm(), "{lost:?}");
                None
            }
        }
    }

    /// A call of this one, without a key.
    pub(super) fn call(&self, line: &str) -> Call {
        let call = self.api.call(line);
        match &self.who {
            Who::Nobody => call,
            Who::Student(token) => call.bearer(token),
            // As a browser sends it from the console's own page.
            Who::Staff(cookie) => call
                .header("cookie", cookie)
                .header("sec-fetch-site", "same-origin"),
        }
    }

    /// What is read.
    pub(super) async fn read(&self, line: &str) -> Value {
        self.ask(line, ()).await
    }

    /// The items of a list.
    pub(super) async fn list(&self, line: &str) -> Vec<Value> {
        let list = self.read(line).await;
        list["items"].as_array().unwrap().clone()
    }

    /// The bytes of a file.
    pub(super) async fn fetch(&self, line: &str) -> Bytes {
        for _ in 0..TRIES {
            if let Some(reply) = self.try_once(self.call(line)).await
                && !is_passing(&reply)
            {
                return reply.expect(200).body;
            }
            pause().await;
        }
        panic!("{line} is never answered");
    }

    /// What is answered to a call that may be made twice.
    pub(super) async fn ask(&self, line: &str, body: impl Into<Body>) -> Value {
        self.done(line, body, async || None).await
    }

    /// What is answered. Where the answer is lost and the call is not taken a second time, `seen` looks whether it was done.
    pub(super) async fn done(
        &self,
        line: &str,
        body: impl Into<Body>,
        seen: impl AsyncFn() -> Option<Value>,
    ) -> Value {
        let body = body.into();
        let mut key = new_key();
        let mut is_doubtful = false;
        let mut last = String::new();
        for _ in 0..TRIES {
            match self.try_once(self.keyed(line, &body, &key)).await {
                Some(reply) if reply.status < 300 => return value(&reply),
                Some(reply) if is_passing(&reply) => last = reply.code(),
                Some(reply) => {
                    let text = String::from_utf8_lossy(&reply.body).into_owned();
                    assert!(is_doubtful, "{line}: {} {text}", reply.status);
                    if let Some(done) = seen().await {
                        return done;
                    }
                    // The service does not know whether it was done; the caller has looked, and it was not.
                    if reply.code() == "request-interrupted" {
                        key = new_key();
                    }
                    last = text;
                }
                None => is_doubtful = true,
            }
            pause().await;
        }
        panic!("{line} is never answered: {last}");
    }

    /// Calls once; whether it was done, as far as this one knows.
    pub(super) async fn once(&self, line: &str, body: impl Into<Body>) -> bool {
        let call = self.keyed(line, &body.into(), &new_key());
        let reply = self.try_once(call).await;
        reply.is_some_and(|reply| reply.status < 300)
    }

    /// Expects a refusal.
    pub(super) async fn refused(&self, line: &str, body: impl Into<Body>, code: &str) {
        let body = body.into();
        for _ in 0..TRIES {
            let call = self.keyed(line, &body, &new_key());
            if let Some(reply) = self.try_once(call).await
                && !is_passing(&reply)
            {
                assert_eq!(reply.code(), code, "{line}: {}", reply.status);
                return;
            }
            pause().await;
        }
        panic!("{line} is never answered");
    }

    fn keyed(&self, line: &str, body: &Body, key: &str) -> Call {
        let mut call = self.call(line);
        if line.starts_with("POST ") {
            call = call.header("idempotency-key", key);
        }
        match body {
            Body::Nothing => call,
            Body::Json(value) => call.json(value),
            Body::Form(fields, picture) => {
                let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
                call.form(&fields.collect::<Vec<_>>(), picture)
            }
            Body::File(bytes) => call
                .header("content-type", "application/octet-stream")
                .body(bytes.clone()),
        }
    }
}

fn new_key() -> String {
    static KEYS: AtomicU64 = AtomicU64::new(1);
    format!("notice-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// Whether the same call is to be made again in a moment.
fn is_passing(reply: &Reply) -> bool {
    reply.status == 503 || reply.status == 429 || reply.code() == "request-in-progress"
}

fn value(reply: &Reply) -> Value {
    if reply.body.is_empty() {
        return Value::Null;
    }
    reply.json()
}
