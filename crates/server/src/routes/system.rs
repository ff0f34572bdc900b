//! What machines ask of the service itself: whether it lives, whether it can work, how it is called.

use app::upkeep;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{Duration, Timestamp};
use rustix::fs::statvfs;
use serde::Serialize;
use tokio::sync::Mutex;

use crate::config::ServerConfig;
use crate::extract::Json;
use crate::openapi::openapi_json;
use crate::problem::Problem;
use crate::state::ServerState;

/// A finding holds as long: the question costs a write to the objects, and anybody may ask.
const HOLDS: Duration = Duration::from_seconds(5);

/// Routes beside the API.
pub(crate) fn routes() -> Router<ServerState> {
    Router::new()
        .route("/healthz", get(live))
        .route("/readyz", get(ready))
        .route("/api/v1/openapi.json", get(description))
}

#[derive(Serialize)]
struct Ready {
    ready: bool,
}

/// Parts that did not bear when somebody looked last, and when that was.
#[derive(Default)]
pub(crate) struct LastFinding(Mutex<Option<(Timestamp, Vec<&'static str>)>>);

async fn live() -> &'static str {
    "alive\n"
}

async fn ready(State(state): State<ServerState>) -> Response {
    let broken = state.last_finding().renewed(&state).await;
    if broken.is_empty() {
        return Json(Ready { ready: true }).into_response();
    }
    let problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "not-ready",
        ["服务还没准备好", "The service is not ready"],
        [
            "服务的一部分暂时不能用，请稍后再试。",
            "A part of the service cannot be used at present. Try again later.",
        ],
    );
    problem.with("broken", broken).into_response()
}

async fn description() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], openapi_json()).into_response()
}

impl LastFinding {
    /// The finding, made again if it is old; of many who ask at a time one looks.
    async fn renewed(&self, state: &ServerState) -> Vec<&'static str> {
        let mut last = self.0.lock().await;
        let now = state.app().now();
        if let Some((at, broken)) = &*last
            && now.since(*at) < HOLDS
        {
            return broken.clone();
        }
        let broken = look(state).await;
        *last = Some((now, broken.clone()));
        broken
    }
}

async fn look(state: &ServerState) -> Vec<&'static str> {
    let mut broken = Vec::new();
    for (ground, failure) in upkeep::failing_dependencies(state.app()).await {
        let name = ground.name();
        tracing::warn!(
            cause = crate::problem::chain(&failure),
            "The {name} cannot be used"
        );
        broken.push(name);
    }
    if !has_room(state.config()) {
        tracing::warn!("Too little disk space is left");
        broken.push("disk-space");
    }
    broken
}

/// Whether every watched disk has the room that the operator wants; one that cannot be asked has
/// not.
fn has_room(config: &ServerConfig) -> bool {
    config.watched_folders.iter().all(|folder| {
        statvfs(folder)
            .is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= config.min_free_bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folder: &str, min_free_bytes: u64, expected: bool) {
        let config = ServerConfig {
            watched_folders: vec![folder.into()],
            min_free_bytes,
            ..ServerConfig::default()
        };
        assert_eq!(has_room(&config), expected);
    }

    #[test]
    fn disks_have_to_have_room() {
        check("/", 0, true);
        check("/", u64::MAX, false);
        check("/no/such/folder", 0, false);
    }
}
