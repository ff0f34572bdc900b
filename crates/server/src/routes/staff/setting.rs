//! What the running service is set to, and its keys; of an installation that serves one centre.

use app::{Caller, upkeep};
use axum::extract::State;
use axum::http::StatusCode;

use crate::extract::{Json, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::setting::{ConfiguredView, KeysView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "settings",
    about: "What the installation is set to, and its keys",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        settings: Needs::read(Who::Staff),
        keys: Needs::read(Who::Staff),
        reseal: Needs::write(Who::Staff),
    }
}

/// Every setting of this process, secrets as set or not, and which services of others are there.
#[utoipa::path(get, path = "/staff/settings",
    responses((status = 200, description = "The settings", body = ConfiguredView)))]
async fn settings(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<ConfiguredView>> {
    let found = upkeep::configured(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(found.into()))
}

/// The keys that are used, and how far everything is sealed under them.
#[utoipa::path(get, path = "/staff/keys",
    responses((status = 200, description = "The keys, without the keys", body = KeysView)))]
async fn keys(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<KeysView>> {
    let found = upkeep::keys_state(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(found.into()))
}

/// Begins to seal everything under the present keys once more.
#[utoipa::path(post, path = "/staff/keys/reseal",
    responses((status = 204, description = "A worker begins")))]
async fn reseal(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<StatusCode> {
    upkeep::start_resealing(state.app(), &Caller::Staff(staff)).await?;
    Ok(StatusCode::NO_CONTENT)
}
