//! Sessions end.

use app::{Failure, sign_in};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Answer;
use super::staff::{ended_cookie, set_cookie};
use crate::extract::{AnyCaller, cookie_token, session_token};
use crate::state::ServerState;

/// Ends this session, of a student or of staff.
#[utoipa::path(delete, path = "/session", tag = "sign-in",
    security(("student" = []), ("staff" = [])),
    responses((status = 204, description = "Signed out")))]
pub(super) async fn end(
    State(state): State<ServerState>,
    _caller: AnyCaller,
    headers: HeaderMap,
) -> Answer<Response> {
    let token = session_token(&headers, state.config()).ok_or(Failure::NotSignedIn)?;
    sign_in::sign_out(state.app(), token).await?;
    Ok(ended(&state, &headers))
}

/// Ends every session of the caller, on all devices.
#[utoipa::path(delete, path = "/sessions", tag = "sign-in",
    security(("student" = []), ("staff" = [])),
    responses((status = 204, description = "Signed out everywhere")))]
pub(super) async fn end_all(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    headers: HeaderMap,
) -> Answer<Response> {
    sign_in::sign_out_everywhere(state.app(), &caller).await?;
    Ok(ended(&state, &headers))
}

fn ended(state: &ServerState, headers: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if cookie_token(headers, state.config()).is_some() {
        set_cookie(&mut response, &ended_cookie(state.config()));
    }
    response
}
