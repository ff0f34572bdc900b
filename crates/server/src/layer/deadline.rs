//! The time limit until a response begins. An upload has no total limit but has to keep a pace: a slow
//! connection may take minutes for one photo.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::gate::Gate;
use crate::needs::Deadline;
use crate::problem::Problem;

/// Longer than the longest wait that a client can ask for (10 s) by a good margin.
const LIMIT: Duration = Duration::from_secs(30);

/// Answers 503 `took-too-long` after the limit.
pub(crate) async fn limit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if gate.needs.deadline == Deadline::Pace {
        return next.run(request).await;
    }
    match timeout(LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => too_slow().into_response(),
    }
}

fn too_slow() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "took-too-long",
        ["等得太久了", "It took too long"],
        ["请稍后再试。", "Try again a little later."],
    )
    .retry_after(5)
}
