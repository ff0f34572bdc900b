//! Reading and confirming photos.

use std::time::Duration;

use app::photo;
use axum::extract::State;
use domain::{DegreeId, PhotoId, RuleCode};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{AnyCaller, IfMatch, Json, Known, Path, Query, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::shared::photo::{PhotoLinksView, PhotoSummaryView, PhotoView};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "photos",
    about: "Photos: taking, handing in, looking",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::StudentOrStaff),
        read: Needs::read(Who::StudentOrStaff),
        confirm: Needs::revise(Who::StudentOrStaff),
        links: Needs::read(Who::StudentOrStaff),
    }
}

/// Longest wait, milliseconds.
const MAX_WAIT_MS: u64 = 10_000;

/// Whether to wait for the check.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wait {
    /// How long to wait for the check at most, milliseconds, 0 … 10000.
    #[serde(default)]
    #[param(maximum = 10000)]
    wait_ms: u64,
}

/// What the student has seen and goes on with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    /// Ids of the rules in doubt.
    accepted: Vec<String>,
}

/// The photos of a degree, newest first.
#[utoipa::path(get, path = "/degrees/{id}/photos",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "The photos", body = List<PhotoSummaryView>)))]
async fn list(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<PhotoSummaryView>>> {
    let photos = photo::list(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    Ok(Json(List::of(&photos, PhotoSummaryView::from)))
}

/// Shows a photo and what the check said; waits for the check if asked to.
#[utoipa::path(get, path = "/photos/{id}",
    params(("id" = Uuid, Path, description = "The photo"), Wait),
    responses((status = 200, description = "The photo", body = PhotoView)))]
async fn read(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    Query(wait): Query<Wait>,
    known: Known,
) -> ApiResult<Tagged<PhotoView>> {
    let id = PhotoId::from_uuid(id);
    let found = match wait.wait_ms.min(MAX_WAIT_MS) {
        0 => photo::read(state.app(), &caller, id).await?,
        wait_ms => {
            let at_most = Duration::from_millis(wait_ms);
            photo::wait(state.app(), &caller, id, at_most).await?
        }
    };
    let (version, view) = PhotoView::of(found);
    Ok(Tagged::unless(known, version, view))
}

/// Takes a photo, with the doubts that were shown.
#[utoipa::path(post, path = "/photos/{id}/confirm",
    params(("id" = Uuid, Path, description = "The photo")),
    responses((status = 200, description = "Confirmed", body = PhotoSummaryView)))]
async fn confirm(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<Acceptance>,
) -> ApiResult<Tagged<PhotoSummaryView>> {
    let id = PhotoId::from_uuid(id);
    let accepted = body.accepted.into_iter().map(RuleCode::new).collect();
    let expected = if_match.expected();
    let confirmed = photo::confirm(state.app(), &caller, id, accepted, &expected).await;
    let confirmed = confirmed.map_err(|failure| if_match.refused(failure))?;
    let view = PhotoSummaryView::from(&confirmed);
    Ok(Tagged::new(confirmed.version, view))
}

/// Links to the pictures of a photo; each opens for this caller alone, for some minutes.
#[utoipa::path(get, path = "/photos/{id}/links",
    params(("id" = Uuid, Path, description = "The photo")),
    responses((status = 200, description = "The links", body = PhotoLinksView)))]
async fn links(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PhotoLinksView>> {
    let links = photo::links(state.app(), &caller, PhotoId::from_uuid(id)).await?;
    Ok(Json(links.into()))
}
