//! Signing out.

use app::{Failure, sign_in};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::extract::AnyCaller;
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::routes::public::sign_in::TAG;
use crate::session::{session_token, signed_out};
use crate::state::ServerState;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        end: Needs::write(Who::StudentOrStaff),
        end_all: Needs::write(Who::StudentOrStaff),
    }
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
