//! Health checks for machines: liveness and readiness.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::extract::Json;
use crate::problem::{HttpProblem, Problem};
use crate::state::ServerState;

#[derive(Serialize)]
struct Ready {
    ready: bool,
}

/// Answers as soon as the process does.
pub(crate) async fn live() -> &'static str {
    "alive\n"
}

/// 503 `not-ready` with the names of failing dependencies.
pub(crate) async fn ready(State(state): State<ServerState>) -> Response {
    let failing = state.readiness().failing(state.app(), state.config()).await;
    if failing.is_empty() {
        return Json(Ready { ready: true }).into_response();
    }
    let problem = Problem::from(HttpProblem::NotReady);
    problem.with("broken", failing).into_response()
}
