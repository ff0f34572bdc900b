//! A member of staff who is signed in over HTTP and calls the API as the console does.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::super::world::StaffLogin;

/// How often something that a job does is asked for, and for how long.
const EVERY: Duration = Duration::from_millis(20);
const AT_MOST: Duration = Duration::from_mins(10);

/// A session at one service.
pub(super) struct Clerk {
    http: reqwest::Client,
    address: String,
    cookie: String,
}

impl Clerk {
    /// Signs in.
    ///
    /// # Errors
    /// An answer that is no session.
    pub(super) async fn sign_in(address: &str, login: &StaffLogin) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let body = json!({ "login": login.login, "password": login.password });
        let url = format!("{address}/api/v1/staff/sign-in");
        let answer = http.post(url).json(&body).send().await?;
        ensure!(answer.status().is_success(), "{}", answer.status());
        let cookie = answer.headers().get(SET_COOKIE);
        let cookie = cookie.context("no session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self {
            http,
            address: address.to_owned(),
            cookie,
        })
    }

    /// What the API answers.
    ///
    /// # Errors
    /// An error status, with what was said.
    pub(super) async fn get(&self, path: &str) -> Result<Value> {
        json_of(&self.answer(self.request(Method::GET, path)).await?)
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.request(Method::POST, path).json(body);
        json_of(&self.answer(request).await?)
    }

    /// Hands a file in.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(super) async fn put_file(&self, path: &str, bytes: Bytes) -> Result<Value> {
        let request = self.request(Method::PUT, path);
        let request = request.header(CONTENT_TYPE, "application/octet-stream");
        json_of(&self.answer(request.body(bytes)).await?)
    }

    /// What lies behind a whole address of the API, `/api/v1/files/…`.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(super) async fn file(&self, address: &str) -> Result<Bytes> {
        let path = address.strip_prefix("/api/v1/");
        let path = path.context("a link leads outside the API")?;
        self.answer(self.request(Method::GET, path)).await
    }

    /// Asks again and again until `ready` finds what it looks for.
    ///
    /// # Errors
    /// As [`Self::get`]; what does not come in time.
    pub(super) async fn wait_for(&self, path: &str, ready: impl Fn(&Value) -> bool) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < AT_MOST {
            if ready(&self.get(path).await?) {
                return Ok(());
            }
            tokio::time::sleep(EVERY).await;
        }
        bail!("{path} is not as it should be in time")
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v1/{path}", self.address);
        let request = self.http.request(method, url);
        // As a browser sends it with the page's own requests.
        let request = request.header("sec-fetch-site", "same-origin");
        request.header(COOKIE, &self.cookie)
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Bytes> {
        let answer = request.send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        ensure!(
            status.is_success(),
            "{status}: {}",
            String::from_utf8_lossy(&bytes)
        );
        Ok(bytes)
    }
}

fn json_of(bytes: &[u8]) -> Result<Value> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(bytes).context("the service answers something else")
}
