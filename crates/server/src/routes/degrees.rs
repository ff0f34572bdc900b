//! A student's degrees.

use app::degree;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, DegreeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use super::new_degree::{DegreeForm, NewDegree, NewDegreeJson};
use crate::extract::{IfMatch, Json, Known, Path, Student, Tagged};
use crate::state::ServerState;
use crate::views::List;
use crate::views::degree::{DegreeView, RegistryAnswer};

/// What the student says of the registry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirmation {
    at_registry: RegistryAnswer,
}

/// Where the degree is to go on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    /// An individual batch of the same centre.
    batch: Uuid,
}

/// Hands a collection code in; the degree is proposed, and the student has to confirm it.
///
/// With a picture as a form, or as JSON with what the client's own reader found.
#[utoipa::path(post, path = "/degrees", tag = "degrees", security(("student" = [])),
    request_body(content(
        (DegreeForm = "multipart/form-data"),
        (NewDegreeJson = "application/json"),
    )),
    responses((status = 201, description = "Proposed", body = DegreeView)))]
pub(super) async fn add(
    State(state): State<ServerState>,
    Student(caller): Student,
    NewDegree(request): NewDegree,
) -> Answer<(StatusCode, Tagged<DegreeView>)> {
    let found = degree::add(state.app(), &caller, request).await?;
    let (version, view) = DegreeView::of(found);
    Ok((StatusCode::CREATED, Tagged::new(version, view)))
}

/// The student's degrees that are proposed or bound.
#[utoipa::path(get, path = "/degrees", tag = "degrees", security(("student" = [])),
    responses((status = 200, description = "The degrees", body = List<DegreeView>)))]
pub(super) async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> Answer<Json<List<DegreeView>>> {
    let found = degree::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, |found| DegreeView::of(found).1)))
}

/// Shows one of the student's degrees.
#[utoipa::path(get, path = "/degrees/{id}", tag = "degrees", security(("student" = [])),
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "The degree", body = DegreeView)))]
pub(super) async fn read(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    known: Known,
) -> Answer<Tagged<DegreeView>> {
    let found = degree::read(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::unless(known, version, view))
}

/// "This is me": binds a proposed degree; its submission begins.
#[utoipa::path(post, path = "/degrees/{id}/confirm", tag = "degrees",
    security(("student" = [])), params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "Bound", body = DegreeView)))]
pub(super) async fn confirm(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<Confirmation>,
) -> Answer<Tagged<DegreeView>> {
    let id = DegreeId::from_uuid(id);
    if if_match.is_asked() {
        let present = degree::own(state.app(), &caller, id).await?;
        if_match.check(present.version)?;
    }
    let found = degree::confirm(state.app(), &caller, id, body.at_registry.into()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::new(version, view))
}

/// "This is not me": what was read is forgotten.
#[utoipa::path(post, path = "/degrees/{id}/decline", tag = "degrees",
    security(("student" = [])), params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 204, description = "Declined")))]
pub(super) async fn decline(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> Answer<StatusCode> {
    degree::decline(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Goes on alone: takes the degree to an individual batch once the group's window is over.
#[utoipa::path(post, path = "/degrees/{id}/move", tag = "degrees",
    security(("student" = [])), params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "Moved", body = DegreeView)))]
pub(super) async fn move_to(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<Move>,
) -> Answer<Tagged<DegreeView>> {
    let (id, batch) = (DegreeId::from_uuid(id), BatchId::from_uuid(body.batch));
    let found = degree::move_to_individual(state.app(), &caller, id, batch).await?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::new(version, view))
}
