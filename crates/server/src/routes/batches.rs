//! How students find where they belong; nobody has to be signed in.

use app::{Failure, batch, region};
use axum::extract::State;
use domain::{BatchId, FeatureCode, LinkSlug};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::Answer;
use crate::extract::{Json, Network, Path, Query};
use crate::state::ServerState;
use crate::views::List;
use crate::views::batch::{BatchView, EntranceView, FoundRegionView};

/// Opens the link of a QR code.
#[utoipa::path(get, path = "/links/{slug}", tag = "batches",
    params(("slug" = String, Path, description = "End of the link")),
    responses((status = 200, description = "Where it leads", body = EntranceView)))]
pub(super) async fn open_link(
    State(state): State<ServerState>,
    Path(slug): Path<String>,
) -> Answer<Json<EntranceView>> {
    // What cannot be the end of a link leads nowhere.
    let slug = LinkSlug::parse(&slug).map_err(|_| Failure::NotFound)?;
    let entrance = batch::open_link(state.app(), &slug).await?;
    Ok(Json(entrance.into()))
}

/// Finds a batch by the feature code of a school.
#[utoipa::path(get, path = "/batches/by-code/{code}", tag = "batches",
    params(("code" = String, Path, description = "The code; capitals do not matter")),
    responses((status = 200, description = "The batch", body = BatchView)))]
pub(super) async fn by_code(
    State(state): State<ServerState>,
    Network(network): Network,
    Path(code): Path<String>,
) -> Answer<Json<BatchView>> {
    let code = FeatureCode::parse(&code).map_err(|error| Failure::invalid("code", &error))?;
    let found = batch::find_by_code(state.app(), &code, &network).await?;
    Ok(Json(found.into()))
}

/// Shows a batch that is announced or over.
#[utoipa::path(get, path = "/batches/{id}", tag = "batches",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The batch", body = BatchView)))]
pub(super) async fn read(
    State(state): State<ServerState>,
    Path(id): Path<Uuid>,
) -> Answer<Json<BatchView>> {
    let found = batch::view(state.app(), BatchId::from_uuid(id)).await?;
    Ok(Json(found.into()))
}

/// What a region's name contains.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RegionQuery {
    /// A part of the name, at most 50 characters; all regions without it.
    #[serde(default)]
    query: String,
}

/// Finds regions by a part of their name, at most 20.
#[utoipa::path(get, path = "/regions", tag = "batches", params(RegionQuery),
    responses((status = 200, description = "The regions", body = List<FoundRegionView>)))]
pub(super) async fn regions(
    State(state): State<ServerState>,
    Query(query): Query<RegionQuery>,
) -> Answer<Json<List<FoundRegionView>>> {
    let found = region::search(state.app(), &query.query).await?;
    Ok(Json(List::of(found, FoundRegionView::from)))
}
