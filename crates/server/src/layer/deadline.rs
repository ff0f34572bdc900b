//! The time limit until a response begins. An upload has no total limit but has to keep a pace: a slow
//! connection may take minutes for one photo.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::gate::Gate;
use crate::needs::Deadline;
use crate::problem::{HttpProblem, Problem};

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
    Problem::from(HttpProblem::TookTooLong).retry_after(5)
}
