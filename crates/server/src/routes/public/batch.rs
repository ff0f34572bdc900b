//! Looking up a batch by its link, feature code or id.

use app::{Failure, batch};
use axum::extract::State;
use domain::{BatchId, FeatureCode, LinkSlug};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{Json, Network, Path, Query};
use crate::needs::Needs;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::public::batch::{BatchView, EntranceView};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "batches",
    about: "Where students belong",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        open_link: Needs::lookup(),
        by_code: Needs::lookup(),
        read: Needs::lookup(),
    }
}

/// What a link brings along.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Brought {
    /// The feature code of its batch, which a poster's link carries.
    code: Option<String>,
}

/// Opens the link of a QR code.
#[utoipa::path(get, path = "/links/{slug}",
    params(("slug" = String, Path, description = "End of the link"), Brought),
    responses((status = 200, description = "Where it leads", body = EntranceView)))]
async fn open_link(
    State(state): State<ServerState>,
    Network(network): Network,
    Path(slug): Path<String>,
    Query(brought): Query<Brought>,
) -> ApiResult<Json<EntranceView>> {
    // What cannot be the end of a link leads nowhere.
    let slug = LinkSlug::parse(&slug).map_err(|_| Failure::NotFound)?;
    // Nor does what cannot be a code bring one along.
    let code = brought.code.and_then(|code| FeatureCode::parse(&code).ok());
    let opened = batch::open_poster(state.app(), &slug, code.as_ref(), &network).await?;
    Ok(Json(opened.into()))
}

/// Finds a batch by the feature code of a school.
#[utoipa::path(get, path = "/batches/by-code/{code}",
    params(("code" = String, Path, description = "The code; capitals do not matter")),
    responses((status = 200, description = "The batch", body = BatchView)))]
async fn by_code(
    State(state): State<ServerState>,
    Network(network): Network,
    Path(code): Path<String>,
) -> ApiResult<Json<BatchView>> {
    let code = FeatureCode::parse(&code).map_err(|error| Failure::invalid("code", &error))?;
    let found = batch::find_by_code(state.app(), &code, &network).await?;
    Ok(Json(found.into()))
}

/// Shows a batch that is announced or over.
#[utoipa::path(get, path = "/batches/{id}",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The batch", body = BatchView)))]
async fn read(
    State(state): State<ServerState>,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<BatchView>> {
    let found = batch::view(state.app(), BatchId::from_uuid(id)).await?;
    Ok(Json(found.into()))
}
