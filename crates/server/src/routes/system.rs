//! Health checks for machines: liveness and readiness.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::extract::{Json, is_asked_here};
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

/// 503 `not-ready`; with the names of failing dependencies for who asks from the machine itself. To
/// strangers the inside of the service is no business; the log and `caixiang doctor` name them too.
pub(crate) async fn ready(State(state): State<ServerState>, request: Request) -> Response {
    let failing = state.readiness().failing(state.app(), state.config()).await;
    if failing.is_empty() {
        return Json(Ready { ready: true }).into_response();
    }
    let problem = Problem::from(HttpProblem::NotReady);
    let (parts, _) = request.into_parts();
    if is_asked_here(&parts) {
        problem.with("broken", failing).into_response()
    } else {
        problem.into_response()
    }
}
