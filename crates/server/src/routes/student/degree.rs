//! A student's degrees.

use app::degree;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, DegreeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::new_degree::{DegreeForm, NewDegree, NewDegreeJson};
use crate::extract::{IfMatch, Json, Known, Path, Student, Tagged};
use crate::needs::{BodyLimit, Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::student::degree::{DegreeView, RegistryAnswer};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "degrees",
    about: "The student's degrees, by collection code",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Student),
        add: Needs::upload(Who::Student, BodyLimit::CodePicture),
        read: Needs::read(Who::Student),
        confirm: Needs::revise(Who::Student),
        decline: Needs::write(Who::Student),
        move_to: Needs::write(Who::Student),
    }
}

/// What the student says of the registry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    at_registry: RegistryAnswer,
}

/// Where the degree is to go on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// An individual batch of the same centre.
    batch: Uuid,
}

/// Hands a collection code in; the degree is proposed, and the student has to confirm it.
///
/// With a picture as a form, or as JSON with what the client's own reader found.
#[utoipa::path(post, path = "/degrees",
    request_body(content(
        (DegreeForm = "multipart/form-data"),
        (NewDegreeJson = "application/json"),
    )),
    responses((status = 201, description = "Proposed", body = DegreeView)))]
async fn add(
    State(state): State<ServerState>,
    Student(caller): Student,
    NewDegree(request): NewDegree,
) -> ApiResult<(StatusCode, Tagged<DegreeView>)> {
    let found = degree::add(state.app(), &caller, request).await?;
    let (version, view) = DegreeView::of(found);
    Ok((StatusCode::CREATED, Tagged::new(version, view)))
}

/// The student's degrees that are proposed or bound.
#[utoipa::path(get, path = "/degrees",
    responses((status = 200, description = "The degrees", body = List<DegreeView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<DegreeView>>> {
    let found = degree::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, |found| DegreeView::of(found).1)))
}

/// Shows one of the student's degrees.
#[utoipa::path(get, path = "/degrees/{id}",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "The degree", body = DegreeView)))]
async fn read(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    known: Known,
) -> ApiResult<Tagged<DegreeView>> {
    let found = degree::read(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::unless(known, version, view))
}

/// "This is me": binds a proposed degree; its submission begins.
#[utoipa::path(post, path = "/degrees/{id}/confirm",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "Bound", body = DegreeView)))]
async fn confirm(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<Confirmation>,
) -> ApiResult<Tagged<DegreeView>> {
    let id = DegreeId::from_uuid(id);
    let (registry, expected) = (body.at_registry.into(), if_match.expected());
    let found = degree::confirm(state.app(), &caller, id, registry, &expected).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::new(version, view))
}

/// "This is not me": what was read is forgotten.
#[utoipa::path(post, path = "/degrees/{id}/decline",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 204, description = "Declined")))]
async fn decline(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    degree::decline(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Goes on alone: takes the degree to an individual batch once the group's window is over.
#[utoipa::path(post, path = "/degrees/{id}/move",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "Moved", body = DegreeView)))]
async fn move_to(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<Move>,
) -> ApiResult<Tagged<DegreeView>> {
    let (id, batch) = (DegreeId::from_uuid(id), BatchId::from_uuid(body.batch));
    let found = degree::move_to_individual(state.app(), &caller, id, batch).await?;
    let (version, view) = DegreeView::of(found);
    Ok(Tagged::new(version, view))
}
