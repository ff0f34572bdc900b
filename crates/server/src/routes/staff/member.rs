//! The member of staff who is signed in.

use axum::extract::State;

use crate::extract::{Json, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::member::StaffView;

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "staff",
    about: "Members of staff",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        me: Needs::read(Who::Staff),
    }
}

/// The member of staff who is signed in.
#[utoipa::path(get, path = "/staff/me",
    responses((status = 200, description = "The person", body = StaffView)))]
async fn me(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<StaffView>> {
    let name = app::staff::name(state.app(), &staff)?;
    Ok(Json(StaffView::of(&staff, name)))
}
