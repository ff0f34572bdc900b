//! Refunds: approved by somebody else than who asked, looked after until the money has gone back.

use app::Caller;
use app::money;
use axum::extract::State;
use domain::{RefundId, RefundStateName};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::money::TAG;
use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::shared::order::{MeansWord, RefundStateWord, RefundView};
use crate::views::staff::money::StaffRefundView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        approve: Needs::write(Who::Staff),
        decline: Needs::write(Who::Staff),
        retry: Needs::write(Who::Staff),
        finish: Needs::write(Who::Staff),
        give_up: Needs::write(Who::Staff),
    }
}

/// Which refunds.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// One state alone.
    #[param(value_type = Option<RefundStateWord>)]
    state: Option<RefundStateWord>,
}

/// Refunds of the centre, newest first.
#[utoipa::path(get, path = "/money/refunds", params(PageQuery, Which),
    responses((status = 200, description = "A part of the refunds", body = Page<StaffRefundView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<Which>,
) -> ApiResult<Json<Page<StaffRefundView>>> {
    let request = page.request()?;
    let of = (staff.centre, which.state.map(RefundStateName::from));
    let found = money::list_refunds(state.app(), &Caller::Staff(staff), of, request).await?;
    Ok(Json(Page::of(found, StaffRefundView::from)))
}

/// Approves a refund, which is then carried out.
#[utoipa::path(post, path = "/refunds/{id}/approve",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "Approved", body = RefundView)))]
async fn approve(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RefundView>> {
    let (id, caller) = (RefundId::from_uuid(id), Caller::Staff(staff));
    let refund = money::approve_refund(state.app(), &caller, id).await?;
    Ok(Json(refund.into()))
}

/// Declines a refund.
#[utoipa::path(post, path = "/refunds/{id}/decline",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "Declined", body = RefundView)))]
async fn decline(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RefundView>> {
    let (id, caller) = (RefundId::from_uuid(id), Caller::Staff(staff));
    let refund = money::decline_refund(state.app(), &caller, id).await?;
    Ok(Json(refund.into()))
}

/// Sends a stuck refund again, under the same number.
#[utoipa::path(post, path = "/refunds/{id}/retry",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "To be sent again", body = RefundView)))]
async fn retry(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RefundView>> {
    let (id, caller) = (RefundId::from_uuid(id), Caller::Staff(staff));
    let refund = money::retry_refund(state.app(), &caller, id).await?;
    Ok(Json(refund.into()))
}

/// How the money went back by hand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenBack {
    /// `bank-transfer` or `cash-desk`: the account of the ledger that it is taken from.
    means: MeansWord,
}

/// Notes that the money was given back by hand.
#[utoipa::path(post, path = "/refunds/{id}/by-hand",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "Done", body = RefundView)))]
async fn finish(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<GivenBack>,
) -> ApiResult<Json<RefundView>> {
    let (id, caller) = (RefundId::from_uuid(id), Caller::Staff(staff));
    let means = body.means.into();
    let refund = money::finish_by_hand(state.app(), &caller, id, means).await?;
    Ok(Json(refund.into()))
}

/// Gives a stuck refund up; another one can be asked for.
#[utoipa::path(post, path = "/refunds/{id}/give-up",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "Given up", body = RefundView)))]
async fn give_up(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RefundView>> {
    let (id, caller) = (RefundId::from_uuid(id), Caller::Staff(staff));
    let refund = money::give_up_refund(state.app(), &caller, id).await?;
    Ok(Json(refund.into()))
}
