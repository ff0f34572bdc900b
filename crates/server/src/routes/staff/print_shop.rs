//! Print shops and what was measured on their calibration sheets.

use app::Caller;
use app::prints::{self, Measurement};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::file::attached;
use super::print::{TAG, shop_named};
use crate::extract::{Json, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::staff::print_shop::{PaperWord, PrintShopView};
use crate::views::{Binary, List};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        calibrate: Needs::write(Who::Staff),
        forget: Needs::write(Who::Staff),
        sheet: Needs::read(Who::Staff),
    }
}

/// What was measured on a printed calibration sheet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeasuredSheet {
    /// The print shop, 1 to 40 characters; new where the centre has none of this name.
    #[schema(example = "彩印店")]
    shop: String,
    paper: PaperWord,
    /// From A to B, along the long side, millimetres.
    #[schema(example = 115.7)]
    long_mm: f64,
    /// From C to D, along the short side, millimetres.
    #[schema(example = 77.3)]
    short_mm: f64,
}

/// Which paper.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichPaper {
    #[param(value_type = PaperWord, inline)]
    paper: PaperWord,
}

/// The print shops of the centre, by name.
#[utoipa::path(get, path = "/production/shops",
    responses((status = 200, description = "The print shops", body = List<PrintShopView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<PrintShopView>>> {
    let shops = prints::list_shops(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(shops, PrintShopView::from)))
}

/// Notes what was measured in a print shop; sheets of later runs for it are scaled by as much the other way.
#[utoipa::path(post, path = "/production/shops",
    responses((status = 200, description = "The print shop", body = PrintShopView)))]
async fn calibrate(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<MeasuredSheet>,
) -> ApiResult<Json<PrintShopView>> {
    let measurement = Measurement {
        shop: shop_named(&body.shop)?,
        paper: body.paper.into(),
        rulers_mm: [body.long_mm, body.short_mm],
    };
    let shop = prints::calibrate(state.app(), &Caller::Staff(staff), measurement).await?;
    Ok(Json(shop.into()))
}

/// Forgets a print shop.
#[utoipa::path(delete, path = "/production/shops/{name}",
    params(("name" = String, Path, description = "Its name")),
    responses((status = 204, description = "Forgotten")))]
async fn forget(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(name): Path<String>,
) -> ApiResult<StatusCode> {
    let name = shop_named(&name)?;
    prints::forget_shop(state.app(), &Caller::Staff(staff), &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The calibration sheet of a paper: to be printed in a shop and measured.
#[utoipa::path(get, path = "/production/calibration-sheet", params(WhichPaper),
    responses((status = 200, description = "The sheet", content_type = "application/pdf",
        body = Binary)))]
async fn sheet(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(which): Query<WhichPaper>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    // One of a person at a time: it takes the processor.
    let _place = state.exports().begin(caller.actor(), address)?;
    let bytes = prints::shop_sheet(state.app(), &caller, which.paper.into()).await?;
    Ok(attached("application/pdf", "calibration.pdf", bytes))
}
