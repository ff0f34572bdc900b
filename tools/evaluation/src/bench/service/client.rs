//! An HTTP client that behaves like the app on a phone.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::world::{StaffLogin, Student};

/// Number of requests for the verdict; the service answers each within 10 s.
const ASKS: usize = 12;

/// Asks one service.
#[derive(Debug, Clone)]
pub(super) struct Client {
    http: reqwest::Client,
    address: String,
}

#[derive(Deserialize)]
struct Capture {
    id: Uuid,
    token: String,
}

/// A photo as the service shows it, as far as it matters here.
#[derive(Deserialize)]
struct Shown {
    id: Uuid,
    state: String,
}

impl Client {
    /// A client of the service at `address`, `http://HOST:PORT`.
    ///
    /// # Errors
    /// Where no client can be built.
    pub(super) fn new(address: &str) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().build();
        Ok(Self {
            http: http.context("the HTTP client cannot be built")?,
            address: address.to_owned(),
        })
    }

    /// A client on another address of this machine.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(super) fn from(address: &str, own: IpAddr) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().local_address(own);
        Ok(Self {
            http: http.build().context("the HTTP client cannot be built")?,
            address: address.to_owned(),
        })
    }

    /// Signs a member of staff in.
    ///
    /// # Errors
    /// An answer with an error status.
    pub(super) async fn sign_in(&self, login: &StaffLogin) -> Result<()> {
        let body = json!({ "login": login.login, "password": login.password });
        let request = self.http.post(self.url("staff/sign-in")).json(&body);
        let answer = request.send().await?;
        ensure!(answer.status().is_success(), "{}", answer.status());
        Ok(())
    }

    /// Hands in a picture as that of a collection code; whatever is answered.
    ///
    /// # Errors
    /// No answer.
    pub(super) async fn send_code(&self, student: &Student, picture: Bytes) -> Result<()> {
        let mut form = Vec::with_capacity(picture.len() + 500);
        for (name, value) in [
            ("batch", student.batch.to_string().as_str()),
            ("last_four", "002X"),
        ] {
            form.extend_from_slice(
                format!(
                    "--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        form.extend_from_slice(
            b"--xx\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n\
              Content-Type: image/jpeg\r\n\r\n",
        );
        form.extend_from_slice(&picture);
        form.extend_from_slice(b"\r\n--xx--\r\n");
        let request = self.http.post(self.url("degrees"));
        let request = request
            .header(CONTENT_TYPE, "multipart/form-data; boundary=xx")
            .body(form);
        request.bearer_auth(&student.token).send().await?;
        Ok(())
    }

    /// Puts a part of a photo; whatever is answered.
    ///
    /// # Errors
    /// No answer.
    pub(super) async fn put_part(
        &self,
        student: &Student,
        session: &Session,
        number: usize,
        bytes: Bytes,
    ) -> Result<()> {
        let path = format!("captures/{}/parts/{number}", session.id);
        let request = self.http.put(self.url(&path));
        let request = request
            .header("Capture-Token", &session.token)
            .header(CONTENT_TYPE, "application/octet-stream")
            .body(bytes);
        request.bearer_auth(&student.token).send().await?;
        Ok(())
    }

    /// Waits for a photo; whatever is answered.
    ///
    /// # Errors
    /// No answer.
    pub(super) async fn wait(&self, student: &Student, photo: Uuid) -> Result<()> {
        let url = self.url(&format!("photos/{photo}?wait_ms=10000"));
        self.http
            .get(url)
            .bearer_auth(&student.token)
            .send()
            .await?;
        Ok(())
    }

    /// Sends a request without a body; whatever is answered.
    ///
    /// # Errors
    /// No answer.
    pub(super) async fn plain(&self, method: Method, path: &str, token: &str) -> Result<()> {
        let request = self.http.request(method, self.url(path));
        request.bearer_auth(token).send().await?;
        Ok(())
    }

    /// The address of a path of the API.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.address)
    }

    /// Length in bytes of what is read at a path.
    ///
    /// # Errors
    /// An answer that is none.
    pub(super) async fn length(&self, student: &Student, path: &str) -> Result<usize> {
        let answer = self.ask(self.http.get(self.url(path)), student).await?;
        Ok(answer.bytes().await?.len())
    }

    /// Opens a session for one photo.
    ///
    /// # Errors
    /// An answer with an error status.
    pub(super) async fn open(&self, student: &Student) -> Result<Session> {
        let path = format!("degrees/{}/captures", student.degree);
        let answer = self.ask(self.http.post(self.url(&path)), student).await?;
        let Capture { id, token } = read(answer).await?;
        Ok(Session { id, token })
    }

    /// Hands a photo in.
    ///
    /// # Errors
    /// An answer with an error status.
    pub(super) async fn upload(
        &self,
        student: &Student,
        session: Session,
        photo: Bytes,
    ) -> Result<Uuid> {
        let path = format!("captures/{}/photo", session.id);
        let request = self
            .http
            .post(self.url(&path))
            .header("Capture-Token", session.token)
            .header("Capture-Source", "live-camera")
            .header(CONTENT_TYPE, "image/jpeg")
            .body(photo);
        let shown: Shown = read(self.ask(request, student).await?).await?;
        Ok(shown.id)
    }

    /// Waits until a photo was checked.
    ///
    /// # Errors
    /// A photo that could not be checked: its time would say nothing.
    pub(super) async fn verdict(&self, student: &Student, photo: Uuid) -> Result<()> {
        let url = self.url(&format!("photos/{photo}?wait_ms=10000"));
        for _ in 0..ASKS {
            let answer = self.ask(self.http.get(&url), student).await?;
            let shown: Shown = read(answer).await?;
            if shown.state != "received" {
                ensure!(shown.state == "assessed", "a photo is {}", shown.state);
                return Ok(());
            }
        }
        bail!("a photo was not checked in time")
    }

    /// Has the own data packed, and waits for the archive's address.
    ///
    /// # Errors
    /// An archive that does not come.
    pub(super) async fn archive(&self, student: &Student) -> Result<String> {
        let url = self.url("account/export");
        self.ask(self.http.post(&url), student).await?;
        for _ in 0..10 * ASKS {
            let answer: Value = read(self.ask(self.http.get(&url), student).await?).await?;
            if let Some(address) = answer["export"]["ready"]["address"].as_str() {
                return Ok(address.to_owned());
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        bail!("the archive was not packed in time")
    }

    async fn ask(&self, request: RequestBuilder, student: &Student) -> Result<Response> {
        let answer = request.bearer_auth(&student.token).send().await?;
        let status = answer.status();
        if !status.is_success() {
            bail!("{status}: {}", answer.text().await?);
        }
        Ok(answer)
    }
}

/// A session for one photo.
pub(super) struct Session {
    /// Names it.
    pub(super) id: Uuid,
    /// Its one-time token.
    pub(super) token: String,
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<T> {
    let bytes = answer.bytes().await?;
    serde_json::from_slice(&bytes).context("the service answers something else")
}
