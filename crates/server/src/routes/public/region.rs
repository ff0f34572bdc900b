//! Searching regions, which collect students one by one.

use app::region;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::batch::TAG;
use crate::extract::{Json, Query};
use crate::needs::Needs;
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::public::region::FoundRegionView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        search: Needs::lookup(),
    }
}

/// What a region's name contains.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RegionQuery {
    /// A part of the name, at most 50 characters; all regions without it.
    #[serde(default)]
    query: String,
}

/// Finds regions by a part of their name, at most 20.
#[utoipa::path(get, path = "/regions", params(RegionQuery),
    responses((status = 200, description = "The regions", body = List<FoundRegionView>)))]
async fn search(
    State(state): State<ServerState>,
    Query(query): Query<RegionQuery>,
) -> ApiResult<Json<List<FoundRegionView>>> {
    let found = region::search(state.app(), &query.query).await?;
    Ok(Json(List::of(found, FoundRegionView::from)))
}
