//! The request's id, its line in the log and its count in the metrics. The line has the template of
//! the route: paths and queries may hold what a person typed.

use std::fmt;

use app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::problem::ProblemCode;
use crate::state::ServerState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id that is taken over.
const LONGEST: usize = 64;

/// Id of a request, the client's own or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestId(String);

impl RequestId {
    fn of(headers: &HeaderMap, app: &App) -> Self {
        let own = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
        let own = own.filter(|id| is_plain(id)).map(str::to_owned);
        Self(own.unwrap_or_else(|| app.new_id().to_string()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether an id can stand in a header and a log line as it is.
fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(plain)
}

/// Follows a request from its first byte to the head of its answer.
pub(crate) async fn follow(
    State(state): State<ServerState>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = RequestId::of(request.headers(), state.app());
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("-", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", request.id = %id);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let problem = response.extensions().get::<ProblemCode>();
    let problem = problem.map(|problem| problem.0);
    let taken = started.elapsed();
    let taken_ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        http.method = %method,
        http.route = route,
        http.status = status,
        problem.code = problem,
        duration_ms = taken_ms,
        request.id = %id,
        "Answered {method} {route} with {status} in {taken_ms} ms ({id})"
    );
    count(method.as_str(), route, status, taken.as_secs_f64());
    response
}

fn count(method: &str, route: String, status: u16, seconds: f64) {
    let labels = [
        ("method", method.to_owned()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_duration_seconds", &labels).record(seconds);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_ids_are_taken_over() {
        assert!(is_plain("0199f0a1-7b4e-7000-8000-000000000001"));
        assert!(is_plain("web.42_a"));
        assert!(!is_plain(""));
        assert!(!is_plain("a b"));
        assert!(!is_plain("张"));
        assert!(!is_plain(&"a".repeat(65)));
    }
}
