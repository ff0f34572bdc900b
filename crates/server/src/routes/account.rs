//! The own account.

use app::account;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Answer;
use crate::extract::{IfMatch, Json, Known, Student, Tagged};
use crate::state::ServerState;
use crate::views::account::{AccountView, Language};

/// What the student wants changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountChange {
    /// The language of messages.
    language: Language,
}

/// Shows the own account.
#[utoipa::path(get, path = "/account", tag = "account", security(("student" = [])),
    responses((status = 200, description = "The account", body = AccountView)))]
pub(super) async fn read(
    State(state): State<ServerState>,
    Student(caller): Student,
    known: Known,
) -> Answer<Tagged<AccountView>> {
    let found = account::read(state.app(), &caller).await?;
    Ok(Tagged::unless(known, found.account.version, found.into()))
}

/// Changes the language of messages.
#[utoipa::path(patch, path = "/account", tag = "account", security(("student" = [])),
    responses((status = 200, description = "The changed account", body = AccountView)))]
pub(super) async fn change(
    State(state): State<ServerState>,
    Student(caller): Student,
    if_match: IfMatch,
    Json(body): Json<AccountChange>,
) -> Answer<Tagged<AccountView>> {
    if if_match.is_asked() {
        let present = account::read(state.app(), &caller).await?;
        if_match.check(present.account.version)?;
    }
    let found = account::choose_language(state.app(), &caller, body.language.into()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    Ok(Tagged::new(found.account.version, found.into()))
}

/// Erases everything about the student.
#[utoipa::path(delete, path = "/account", tag = "account", security(("student" = [])),
    responses((status = 204, description = "Everything is erased")))]
pub(super) async fn erase(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> Answer<StatusCode> {
    account::erase(state.app(), &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
