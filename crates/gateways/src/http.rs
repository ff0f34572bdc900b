//! HTTP client with limits: a timeout for the whole exchange, a maximum response size, no redirects. It does
//! *not* know any particular service.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, StatusCode, Url};

use crate::error::{BadAnswer, ConnectError, GatewayError};

/// The answers are a few hundred bytes of JSON.
const MAX_ANSWER_BYTES: usize = 64 << 10;

const LONGEST_TIMEOUT_MS: u64 = 60_000;

/// A client for one service.
#[derive(Debug, Clone)]
pub(crate) struct Http(Client);

/// An answer, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Seconds, where the service says when to come again.
    pub(crate) retry_after: Option<domain::Duration>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Http {
    /// A client whose exchanges take at most `timeout_ms` milliseconds, connection included.
    /// `service` is the part of the configuration that errors name.
    pub(crate) fn new(service: &'static str, timeout_ms: u64) -> Result<Self, ConnectError> {
        let client = Client::builder()
            .timeout(timeout(service, timeout_ms)?)
            // A redirect would take the secrets in the address or body to another host.
            .redirect(Policy::none())
            // Likewise a proxy named in the environment: where secrets go is said in one place.
            .no_proxy()
            .user_agent("caixiang")
            .build();
        client.map(Self).map_err(|error| ConnectError::Client {
            service,
            source: error.without_url().into(),
        })
    }

    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.0.request(method, url)
    }

    /// Sends and reads the answer.
    pub(crate) async fn exchange(&self, request: RequestBuilder) -> Result<Answer, GatewayError> {
        self.exchange_up_to(request, MAX_ANSWER_BYTES).await
    }

    /// [`Self::exchange`] with an answer of at most `max_bytes`.
    pub(crate) async fn exchange_up_to(
        &self,
        request: RequestBuilder,
        max_bytes: usize,
    ) -> Result<Answer, GatewayError> {
        let mut response = request.send().await.map_err(broken)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > max_bytes {
                return Err(GatewayError::unreachable(BadAnswer::TooLong(max_bytes)));
            }
            body.extend_from_slice(&chunk);
        }
        let seconds = response.headers().get(RETRY_AFTER);
        let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
        Ok(Answer {
            status: response.status(),
            retry_after: seconds.map(domain::Duration::from_seconds),
            headers: response.headers().clone(),
            body,
        })
    }
}

impl Answer {
    /// Turns what a gateway or load balancer in front of a service answers into an error; statuses
    /// below 400 and those by which a service itself refuses pass.
    pub(crate) fn reached(self) -> Result<Self, GatewayError> {
        match self.status {
            StatusCode::TOO_MANY_REQUESTS => Err(GatewayError::RateLimited {
                retry_after: self.retry_after,
            }),
            status if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT => Err(
                GatewayError::unreachable(BadAnswer::Status(status.as_u16())),
            ),
            _ => Ok(self),
        }
    }
}

/// A time limit, 1 … 60 000 ms.
pub(crate) fn timeout(service: &'static str, timeout_ms: u64) -> Result<Duration, ConnectError> {
    if (1..=LONGEST_TIMEOUT_MS).contains(&timeout_ms) {
        return Ok(Duration::from_millis(timeout_ms));
    }
    Err(ConnectError::setting(
        format!("{service}.timeout_ms"),
        format!("must be 1 to {LONGEST_TIMEOUT_MS}"),
    ))
}

/// reqwest shows addresses in its errors, and WeChat wants its secrets in the address.
fn broken(error: reqwest::Error) -> GatewayError {
    GatewayError::unreachable(error.without_url())
}
