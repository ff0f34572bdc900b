//! The outbox: messages that local gateways store instead of sending.

use app::{Caller, outbox};
use axum::extract::State;

use super::member::TAG;
use crate::extract::{Json, PageQuery, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::outbox::KeptMessageView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
    }
}

/// Messages that local gateways keep instead of sending, newest first.
///
/// Empty once real gateways are configured.
#[utoipa::path(get, path = "/staff/outbox", params(PageQuery),
    responses((status = 200, description = "The messages", body = Page<KeptMessageView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<KeptMessageView>>> {
    let caller = Caller::Staff(staff);
    let messages = outbox::list(state.app(), &caller, page.request()?).await?;
    Ok(Json(Page::of(messages, KeptMessageView::from)))
}
