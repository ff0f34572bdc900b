//! Consents of a student, per purpose.

use app::consent;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::{Json, Path, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::student::consent::{ConsentView, Purpose};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "consents",
    about: "What the student agrees to",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Student),
        give: Needs::write(Who::Student),
        withdraw: Needs::write(Who::Student),
    }
}

/// Which text the student has read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Agreement {
    /// Version of the text.
    text_version: u32,
}

/// Every purpose with its text and what the student has said.
#[utoipa::path(get, path = "/consents",
    responses((status = 200, description = "All purposes", body = List<ConsentView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<ConsentView>>> {
    let found = consent::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, ConsentView::from)))
}

/// Agrees to the present text of a purpose.
#[utoipa::path(put, path = "/consents/{purpose}",
    params(("purpose" = Purpose, Path, description = "The purpose")),
    responses((status = 200, description = "Agreed", body = ConsentView)))]
async fn give(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(purpose): Path<Purpose>,
    Json(body): Json<Agreement>,
) -> ApiResult<Json<ConsentView>> {
    let given = consent::give(state.app(), &caller, purpose.into(), body.text_version).await?;
    Ok(Json(given.into()))
}

/// Agrees no more.
#[utoipa::path(delete, path = "/consents/{purpose}",
    params(("purpose" = Purpose, Path, description = "The purpose")),
    responses((status = 200, description = "Withdrawn", body = ConsentView)))]
async fn withdraw(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(purpose): Path<Purpose>,
) -> ApiResult<Json<ConsentView>> {
    let withdrawn = consent::withdraw(state.app(), &caller, purpose.into()).await?;
    Ok(Json(withdrawn.into()))
}
