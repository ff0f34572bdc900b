//! Price lists of batches, and waivers.

use app::Caller;
use app::money;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, DegreeId, Fen, Price, Prices};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Json, Path, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::public::price::{PayMomentWord, PayerWord, PriceView};
use crate::views::shared::order::OrderView;
use crate::views::staff::money::{StaffPriceListView, WaiverReasonWord};

use super::money::TAG;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        set: Needs::write(Who::Staff),
        waive: Needs::write(Who::Staff),
    }
}

/// Prices that are to be put in force.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPrices {
    pay: PayMomentWord,
    payer: PayerWord,
    /// One line for each product on offer.
    lines: Vec<PriceView>,
}

/// Why nothing is charged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Waiver {
    reason: WaiverReasonWord,
}

/// Every price list of a batch, the one in force first.
#[utoipa::path(get, path = "/batches/{id}/price-lists",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The lists", body = List<StaffPriceListView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<StaffPriceListView>>> {
    let id = BatchId::from_uuid(id);
    let lists = money::list_prices(state.app(), &Caller::Staff(staff), id).await?;
    Ok(Json(List::of(lists, StaffPriceListView::from)))
}

/// Puts prices in force; orders that were placed keep theirs.
#[utoipa::path(post, path = "/batches/{id}/price-lists",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 201, description = "In force", body = StaffPriceListView)))]
async fn set(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewPrices>,
) -> ApiResult<(StatusCode, Json<StaffPriceListView>)> {
    let price = |line: &PriceView| Price {
        product: line.product.into(),
        unit_fen: Fen::new(line.unit_fen),
    };
    let prices = Prices {
        pay: body.pay.into(),
        payer: body.payer.into(),
        lines: body.lines.iter().map(price).collect(),
    };
    let (id, caller) = (BatchId::from_uuid(id), Caller::Staff(staff));
    let list = money::set_prices(state.app(), &caller, id, prices).await?;
    Ok((StatusCode::CREATED, Json(list.into())))
}

/// Waives the fee of a student's collection.
#[utoipa::path(post, path = "/degrees/{id}/waiver",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 201, description = "Waived", body = OrderView)))]
async fn waive(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Waiver>,
) -> ApiResult<(StatusCode, Json<OrderView>)> {
    let (id, caller) = (DegreeId::from_uuid(id), Caller::Staff(staff));
    let order = money::waive(state.app(), &caller, id, body.reason.into()).await?;
    Ok((StatusCode::CREATED, Json(order.into())))
}
