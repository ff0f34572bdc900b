//! One log line and one metric per request. Both show the template of the route, never the path or the
//! query, which can contain personal data.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::problem::ProblemCode;
use crate::request_id::{REQUEST_ID, RequestId};
use crate::state::ServerState;

/// Follows a request from its first byte to the head of its answer.
pub(crate) async fn follow(
    State(state): State<ServerState>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = RequestId::of(request.headers(), state.app());
    let method = label(request.method());
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("-", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", request.id = %id);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let problem = response.extensions().get::<ProblemCode>();
    let problem = problem.map(|code| code.as_str());
    let taken = started.elapsed();
    let taken_ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        http.method = method,
        http.route = route,
        http.status = status,
        problem.code = problem,
        duration_ms = taken_ms,
        request.id = %id,
        "Answered {method} {route} with {status} in {taken_ms} ms ({id})"
    );
    count(method, route, status, taken.as_secs_f64());
    response
}

/// The method where HTTP defines it (RFC 9110 §9.3, RFC 5789). A client may invent others, and each would
/// begin a figure of its own that is kept for ever.
fn label(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE",
    ];
    let known = KNOWN.into_iter().find(|known| *known == method.as_str());
    known.unwrap_or("OTHER")
}

fn count(method: &'static str, route: String, status: u16, seconds: f64) {
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
    fn invented_methods_have_one_label() {
        for number in 0..1_000 {
            let invented: Method = format!("M{number}").parse().unwrap();
            assert_eq!(label(&invented), "OTHER");
        }
        assert_eq!(label(&Method::PATCH), "PATCH");
    }
}
