//! An order, for its student and for staff who look after money.

use app::money::{self, RefundWish};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{Fen, OrderId, RefundId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{AnyCaller, Json, Path};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::shared::order::{OrderView, RefundReasonWord, RefundView, WholeOrderView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "orders",
    about: "Orders, payments, refunds, invoices",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        read: Needs::read(Who::StudentOrStaff),
        cancel: Needs::write(Who::StudentOrStaff),
        request_refund: Needs::write(Who::StudentOrStaff),
        withdraw_refund: Needs::write(Who::StudentOrStaff),
    }
}

/// What is to go back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRefund {
    reason: RefundReasonWord,
    /// How much, fen; everything that is left without it. Staff alone choose.
    #[schema(minimum = 1)]
    amount_fen: Option<u32>,
}

/// An order with its payments, refunds and what happened.
#[utoipa::path(get, path = "/orders/{id}",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "The order", body = WholeOrderView)))]
async fn read(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<WholeOrderView>> {
    let order = money::read(state.app(), &caller, OrderId::from_uuid(id)).await?;
    Ok(Json(order.into()))
}

/// Cancels an order that nobody has paid.
#[utoipa::path(post, path = "/orders/{id}/cancel",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "Cancelled", body = OrderView)))]
async fn cancel(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<OrderView>> {
    let order = money::cancel(state.app(), &caller, OrderId::from_uuid(id)).await?;
    Ok(Json(order.into()))
}

/// Asks for a refund, which somebody else has to approve.
#[utoipa::path(post, path = "/orders/{id}/refunds",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 201, description = "Asked for", body = RefundView)))]
async fn request_refund(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    Json(body): Json<NewRefund>,
) -> ApiResult<(StatusCode, Json<RefundView>)> {
    let wish = RefundWish {
        reason: body.reason.into(),
        amount_fen: body.amount_fen.map(Fen::new),
    };
    let id = OrderId::from_uuid(id);
    let refund = money::request_refund(state.app(), &caller, id, wish).await?;
    Ok((StatusCode::CREATED, Json(refund.into())))
}

/// Takes a refund back that nobody has decided yet, as who asked for it.
#[utoipa::path(post, path = "/refunds/{id}/withdraw",
    params(("id" = Uuid, Path, description = "The refund")),
    responses((status = 200, description = "Taken back", body = RefundView)))]
async fn withdraw_refund(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RefundView>> {
    let refund = money::withdraw_refund(state.app(), &caller, RefundId::from_uuid(id)).await?;
    Ok(Json(refund.into()))
}
