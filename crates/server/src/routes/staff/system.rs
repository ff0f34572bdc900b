//! How the installation is, the jobs that were given up, and what of the centre ends when.

use app::{Caller, upkeep};
use axum::extract::State;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::system::{BatchEndView, DeadJobView, InstallationView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "system",
    about: "How the installation is",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        installation: Needs::read(Who::Staff),
        jobs: Needs::read(Who::Staff),
        revive: Needs::write(Who::Staff),
        discard: Needs::write(Who::Staff),
        retention: Needs::read(Who::Staff),
    }
}

/// What fails, what waits, what is held. Of an installation that serves one centre.
#[utoipa::path(get, path = "/staff/system",
    responses((status = 200, description = "How it is", body = InstallationView)))]
async fn installation(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<InstallationView>> {
    let found = upkeep::installation(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(found.into()))
}

/// Jobs that were given up, the last one first.
#[utoipa::path(get, path = "/staff/jobs", params(PageQuery),
    responses((status = 200, description = "The jobs", body = Page<DeadJobView>)))]
async fn jobs(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<DeadJobView>>> {
    let page = page.request()?;
    let jobs = upkeep::list_dead_jobs(state.app(), &Caller::Staff(staff), page).await?;
    Ok(Json(Page::of(jobs, DeadJobView::from)))
}

/// Has a job tried once more, with all its tries.
#[utoipa::path(post, path = "/staff/jobs/{id}/revive",
    params(("id" = Uuid, Path, description = "The job")),
    responses((status = 204, description = "It will be tried")))]
async fn revive(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    upkeep::revive_job(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops a job that was given up.
#[utoipa::path(delete, path = "/staff/jobs/{id}",
    params(("id" = Uuid, Path, description = "The job")),
    responses((status = 204, description = "It is gone")))]
async fn discard(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    upkeep::discard_job(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The batches of the own centre, newest first, each with when it is put away and when its data are erased.
#[utoipa::path(get, path = "/staff/retention", params(PageQuery),
    responses((status = 200, description = "The batches", body = Page<BatchEndView>)))]
async fn retention(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<BatchEndView>>> {
    let page = page.request()?;
    let ends = upkeep::retention(state.app(), &Caller::Staff(staff), page).await?;
    Ok(Json(Page::of(ends, BatchEndView::from)))
}
