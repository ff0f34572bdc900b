//! Signing out.

use app::{Failure, sign_in};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::extract::{AnyCaller, Json, Path};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::routes::public::sign_in::TAG;
use crate::session::{session_token, signed_out};
use crate::state::ServerState;
use crate::views::shared::session::SessionView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::StudentOrStaff),
        end: Needs::write(Who::StudentOrStaff),
        end_one: Needs::write(Who::StudentOrStaff),
        end_all: Needs::write(Who::StudentOrStaff),
    }
}

/// Lists the caller's sessions that have not ended, latest first.
#[utoipa::path(get, path = "/sessions",
    responses((status = 200, description = "The sessions", body = Vec<SessionView>)))]
async fn list(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    headers: HeaderMap,
) -> ApiResult<Json<Vec<SessionView>>> {
    let token = session_token(&headers, state.config()).ok_or(Failure::NotSignedIn)?;
    let sessions = sign_in::list_sessions(state.app(), &caller, token).await?;
    Ok(Json(sessions.into_iter().map(SessionView::from).collect()))
}

/// Ends one of the caller's sessions.
#[utoipa::path(delete, path = "/sessions/{id}",
    params(("id" = String, Path, description = "As the list names it")),
    responses((status = 204, description = "Ended")))]
async fn end_one(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    sign_in::end_session(state.app(), &caller, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends this session, of a student or of staff.
#[utoipa::path(delete, path = "/session",
    responses((status = 204, description = "Signed out")))]
async fn end(
    State(state): State<ServerState>,
    _caller: AnyCaller,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let token = session_token(&headers, state.config()).ok_or(Failure::NotSignedIn)?;
    sign_in::sign_out(state.app(), token).await?;
    Ok(signed_out(&headers, state.config()))
}

/// Ends every session of the caller, on all devices.
#[utoipa::path(delete, path = "/sessions",
    responses((status = 204, description = "Signed out everywhere")))]
async fn end_all(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    headers: HeaderMap,
) -> ApiResult<Response> {
    sign_in::sign_out_everywhere(state.app(), &caller).await?;
    Ok(signed_out(&headers, state.config()))
}
