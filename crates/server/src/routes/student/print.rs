//! Prints of the student's own portrait: a look at the sheet, ordering, and how far they are.

use app::prints::{self, PrintTarget, PrintWish};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{AddressId, DegreeId, PrintJobId, PrintSet};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Path, Query, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::shared::print::{PrintLayoutWord, PrintSetView};
use crate::views::student::print::{OrderedPrintView, OwnPrintView, SheetPreviewView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "prints",
    about: "Prints: ordering, producing, shipping, receiving",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        preview: Needs::read(Who::Student),
        order: Needs::write(Who::Student),
        list: Needs::read(Who::Student),
        receive: Needs::write(Who::Student),
    }
}

/// Which sheet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichSheet {
    /// The layout.
    #[param(value_type = PrintLayoutWord)]
    layout: PrintLayoutWord,
}

/// What is ordered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPrints {
    degree: Uuid,
    /// Number of the price list that was shown.
    price_list: u32,
    /// Each layout once; at most 50 sheets together.
    sets: Vec<PrintSetView>,
    /// An address of the own book; without it they go to the school.
    address: Option<Uuid>,
}

/// A picture of a sheet with the student's approved portrait.
#[utoipa::path(get, path = "/degrees/{id}/prints/preview",
    params(("id" = Uuid, Path, description = "The degree"), WhichSheet),
    responses((status = 200, description = "The sheet", body = SheetPreviewView)))]
async fn preview(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Query(which): Query<WhichSheet>,
) -> ApiResult<Json<SheetPreviewView>> {
    let (id, layout) = (DegreeId::from_uuid(id), which.layout.into());
    let svg = prints::preview(state.app(), &caller, id, layout).await?;
    Ok(Json(SheetPreviewView { svg }))
}

/// Orders prints of an approved portrait. The order is paid like any other; production begins after that.
#[utoipa::path(post, path = "/prints",
    responses((status = 201, description = "Ordered", body = OrderedPrintView)))]
async fn order(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<NewPrints>,
) -> ApiResult<(StatusCode, Json<OrderedPrintView>)> {
    let target = body.address.map(AddressId::from_uuid);
    let wish = PrintWish {
        degree: DegreeId::from_uuid(body.degree),
        list_number: body.price_list,
        sets: body.sets.into_iter().map(PrintSet::from).collect(),
        target: target.map_or(PrintTarget::School, PrintTarget::Address),
    };
    let (order, job) = prints::order(state.app(), &caller, &wish).await?;
    let view = OrderedPrintView {
        order: order.into(),
        print: job.id.as_uuid(),
    };
    Ok((StatusCode::CREATED, Json(view)))
}

/// The student's print jobs, newest first.
#[utoipa::path(get, path = "/prints",
    responses((status = 200, description = "The jobs", body = List<OwnPrintView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<OwnPrintView>>> {
    let found = prints::list_own(state.app(), &caller).await?;
    Ok(Json(List::of(found, OwnPrintView::from)))
}

/// The student says that a parcel has arrived.
#[utoipa::path(post, path = "/prints/{id}/receipt",
    params(("id" = Uuid, Path, description = "The print job")),
    responses((status = 200, description = "Noted", body = OwnPrintView)))]
async fn receive(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<OwnPrintView>> {
    let own = prints::receive(state.app(), &caller, PrintJobId::from_uuid(id)).await?;
    Ok(Json(own.into()))
}
