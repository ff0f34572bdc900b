//! What a student agrees to.

use app::consent;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Answer;
use crate::extract::{Json, Path, Student};
use crate::state::ServerState;
use crate::views::List;
use crate::views::consent::{ConsentView, Purpose};

/// Which text the student has read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Agreement {
    /// Version of the text.
    text_version: u32,
}

/// Every purpose with its text and what the student has said.
#[utoipa::path(get, path = "/consents", tag = "consents", security(("student" = [])),
    responses((status = 200, description = "All purposes", body = List<ConsentView>)))]
pub(super) async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> Answer<Json<List<ConsentView>>> {
    let found = consent::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, ConsentView::from)))
}

/// Agrees to the present text of a purpose.
#[utoipa::path(put, path = "/consents/{purpose}", tag = "consents",
    params(("purpose" = Purpose, Path, description = "The purpose")),
    security(("student" = [])),
    responses((status = 200, description = "Agreed", body = ConsentView)))]
pub(super) async fn give(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(purpose): Path<Purpose>,
    Json(body): Json<Agreement>,
) -> Answer<Json<ConsentView>> {
    let given = consent::give(state.app(), &caller, purpose.into(), body.text_version).await?;
    Ok(Json(given.into()))
}

/// Agrees no more.
#[utoipa::path(delete, path = "/consents/{purpose}", tag = "consents",
    params(("purpose" = Purpose, Path, description = "The purpose")),
    security(("student" = [])),
    responses((status = 200, description = "Withdrawn", body = ConsentView)))]
pub(super) async fn withdraw(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(purpose): Path<Purpose>,
) -> Answer<Json<ConsentView>> {
    let withdrawn = consent::withdraw(state.app(), &caller, purpose.into()).await?;
    Ok(Json(withdrawn.into()))
}
