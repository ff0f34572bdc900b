//! Money that arrives by hand: written down by one member of staff, confirmed by another.

use app::Failure;
use app::money::{self, HandMade};
use app::{Caller, PageRequest};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, Fen, OrderId, PaymentId, SchoolId, TransactionNumber};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::money::TAG;
use crate::extract::{Json, PageQuery, Path, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::shared::order::{MeansWord, PaymentView};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        record: Needs::write(Who::Staff),
        confirm: Needs::write(Who::Staff),
        reject: Needs::write(Who::Staff),
    }
}

/// Money that arrived by hand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandPayment {
    /// The order that it pays; or `batch`, `school` and `amount_fen`.
    order: Option<Uuid>,
    /// The batch for whose students a school pays.
    batch: Option<Uuid>,
    /// The school that pays.
    school: Option<Uuid>,
    /// What arrived from the school, fen.
    amount_fen: Option<u32>,
    /// `bank-transfer` or `cash-desk`.
    means: MeansWord,
    /// Number of the transfer or of the receipt.
    transaction: String,
    /// When the money arrived, RFC 3339.
    #[schema(format = DateTime)]
    paid_at: String,
}

impl HandPayment {
    fn what(&self) -> Result<HandMade, Failure> {
        match (self.order, self.batch, self.school, self.amount_fen) {
            (Some(order), None, None, None) => Ok(HandMade::Order(OrderId::from_uuid(order))),
            (None, Some(batch), Some(school), Some(fen)) => Ok(HandMade::School {
                batch: BatchId::from_uuid(batch),
                school: SchoolId::from_uuid(school),
                amount_fen: Fen::new(fen),
            }),
            _ => Err(Failure::invalid(
                "order",
                &"an order, or batch, school and amount_fen",
            )),
        }
    }
}

/// What waits for a second person, oldest first.
#[utoipa::path(get, path = "/money/recorded", params(PageQuery),
    responses((status = 200, description = "A part of the payments", body = Page<PaymentView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<PaymentView>>> {
    let request: PageRequest = page.request()?;
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let found = money::list_recorded(state.app(), &caller, centre, request).await?;
    Ok(Json(Page::of(found, PaymentView::from)))
}

/// Writes money down that arrived by hand.
#[utoipa::path(post, path = "/money/recorded",
    responses((status = 201, description = "Written down", body = PaymentView)))]
async fn record(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<HandPayment>,
) -> ApiResult<(StatusCode, Json<PaymentView>)> {
    let number = TransactionNumber::parse(&body.transaction);
    let number = number.map_err(|error| Failure::invalid("transaction", &error))?;
    let paid_at = instant("paid_at", &body.paid_at)?;
    let caller = Caller::Staff(staff);
    let (what, means) = (body.what()?, body.means.into());
    let payment = money::record(state.app(), &caller, what, means, (number, paid_at)).await?;
    Ok((StatusCode::CREATED, Json(payment.into())))
}

/// Confirms that the money is there, as a second person.
#[utoipa::path(post, path = "/payments/{id}/confirm",
    params(("id" = Uuid, Path, description = "The payment")),
    responses((status = 200, description = "Confirmed", body = PaymentView)))]
async fn confirm(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PaymentView>> {
    let (id, caller) = (PaymentId::from_uuid(id), Caller::Staff(staff));
    let payment = money::confirm(state.app(), &caller, id).await?;
    Ok(Json(payment.into()))
}

/// Notes that the money is not there, as a second person.
#[utoipa::path(post, path = "/payments/{id}/reject",
    params(("id" = Uuid, Path, description = "The payment")),
    responses((status = 200, description = "Rejected", body = PaymentView)))]
async fn reject(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PaymentView>> {
    let (id, caller) = (PaymentId::from_uuid(id), Caller::Staff(staff));
    let payment = money::reject(state.app(), &caller, id).await?;
    Ok(Json(payment.into()))
}
