//! Requests to a service that may come back at another address after it was killed.

use std::net::SocketAddr;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Body, Client, Method, RequestBuilder};
use serde_json::Value;

/// An answer that takes longer is taken as lost.
const ANSWERS_WITHIN: Duration = Duration::from_secs(90);

/// The answer did not arrive: what was asked for may have happened or not.
#[derive(Debug)]
pub(crate) struct Lost {
    #[expect(dead_code, reason = "shown where a test did not expect it")]
    error: reqwest::Error,
}

/// The service, wherever it is at the moment.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    http: Client,
    address: Arc<RwLock<SocketAddr>>,
}

/// A request under construction.
#[derive(Debug)]
pub(crate) struct Call(RequestBuilder);

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Api {
    /// Of a service that has not started yet.
    pub(super) fn nowhere() -> Self {
        let http = Client::builder().no_proxy().timeout(ANSWERS_WITHIN);
        Self {
            http: http.build().unwrap(),
            address: Arc::new(RwLock::new(SocketAddr::from(([127, 0, 0, 1], 9)))),
        }
    }

    /// The service is at another address now.
    pub(super) fn moved(&self, address: SocketAddr) {
        *self.address.write().unwrap() = address;
    }

    /// Where the service is.
    pub(crate) fn address(&self) -> SocketAddr {
        *self.address.read().unwrap()
    }

    /// A request such as `GET /account`, below `/api/v1`; `GET /readyz` is beside it.
    pub(crate) fn call(&self, line: &str) -> Call {
        let (method, path) = line.split_once(' ').unwrap();
        let base = match path {
            "/healthz" | "/readyz" => "",
            path if path.starts_with("/api/") => "",
            _ => "/api/v1",
        };
        let url = format!("http://{}{base}{path}", self.address());
        Call(self.http.request(method.parse::<Method>().unwrap(), url))
    }
}

impl Call {
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        Self(self.0.bearer_auth(token))
    }

    pub(crate) fn body(self, body: impl Into<Body>) -> Self {
        Self(self.0.body(body))
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .body(body.to_string())
    }

    /// A form of texts and one picture.
    pub(crate) fn form(self, fields: &[(&str, &str)], picture: &[u8]) -> Self {
        const EDGE: &str = "----edge-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"");
            body.extend_from_slice(format!("{head}\r\n\r\n{value}\r\n").as_bytes());
        }
        let head = "Content-Disposition: form-data; name=\"picture\"; filename=\"code.jpg\"";
        let head = format!("--{EDGE}\r\n{head}\r\nContent-Type: image/jpeg\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(picture);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.header("content-type", &kind).body(body)
    }

    /// Sends it and reads the answer.
    pub(crate) async fn send(self) -> Result<Reply, Lost> {
        let response = self.0.send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = response.bytes().await.map_err(lost)?;
        Ok(Reply {
            status,
            headers,
            body,
        })
    }

    /// Sends it and expects a status.
    pub(crate) async fn expect(self, status: u16) -> Reply {
        self.send().await.unwrap().expect(status)
    }
}

fn lost(error: reqwest::Error) -> Lost {
    Lost { error }
}

impl Reply {
    /// Fails where the status is another one.
    pub(crate) fn expect(self, status: u16) -> Self {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{text}");
        self
    }

    /// Expects a problem: its status and code.
    pub(crate) fn expect_problem(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.code().as_str()), (status, code));
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Code of a problem; empty of anything else.
    pub(crate) fn code(&self) -> String {
        let body: Option<Value> = serde_json::from_slice(&self.body).ok();
        let code = body.and_then(|body| Some(body.get("code")?.as_str()?.to_owned()));
        code.unwrap_or_default()
    }

    /// Version of what was answered.
    pub(crate) fn version(&self) -> u64 {
        let tag = self.header("etag").unwrap().trim_matches('"');
        tag.split('-').next().unwrap().parse().unwrap()
    }

    /// Seconds after which a refused request may be made again.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        self.header("retry-after")?.parse().ok()
    }
}
