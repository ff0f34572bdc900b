//! Production of prints: what waits, runs with their files, scanning, shipping, making once more.

use app::prints::{self, RunWish};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{
    BatchId, ClassId, OrderNumber, PrintJobId, PrintRunId, SchoolId, Shipment, ShopName, UnitId,
    WaybillNumber,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::shared::print::PrintLayoutWord;
use crate::views::staff::print::{
    DeliveryProblemWord, PrintRunView, ReprintReasonWord, RunFileLinkView, RunFileWord,
    RunLineView, RunOrderWord, ShipmentData, WaitingPrintsView, WholePrintRunView,
};
use crate::views::{List, Page};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "prints",
    about: "Prints: ordering, producing, shipping, receiving",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        waiting: Needs::read(Who::Staff),
        runs: Needs::read(Who::Staff),
        start: Needs::write(Who::Staff),
        read: Needs::read(Who::Staff),
        file: Needs::read(Who::Staff),
        rebuild: Needs::write(Who::Staff),
        // The same code scanned twice is to be told as that.
        scan: Needs { replay: false, ..Needs::write(Who::Staff) },
        ship: Needs::write(Who::Staff),
        acknowledge: Needs::write(Who::Staff),
        ship_one: Needs::write(Who::Staff),
        receive: Needs::write(Who::Staff),
        reprint: Needs::write(Who::Staff),
    }
}

/// Which runs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichRuns {
    /// One batch alone.
    batch: Option<Uuid>,
}

/// What a run takes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRun {
    batch: Uuid,
    /// The school that the parcel goes to; without it jobs that go to addresses.
    school: Option<Uuid>,
    /// Students of one college or teaching point alone.
    unit: Option<Uuid>,
    /// Students of one class alone.
    class: Option<Uuid>,
    order: RunOrderWord,
    /// Also makes the sheet that the collection fee includes, in this layout, for each approved student of the school
    /// who has not had it.
    included: Option<PrintLayoutWord>,
    /// Name of the print shop whose enlargement is undone; without it nothing is scaled.
    shop: Option<String>,
}

/// What was scanned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Scanned {
    /// The code as the scanner gives it.
    code: String,
}

/// Why it is made once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reprint {
    reason: ReprintReasonWord,
}

/// A job of the parcel and what is wrong with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProblemData {
    /// The number on the envelope.
    number: String,
    problem: DeliveryProblemWord,
}

/// What the school says of its parcel.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Acknowledgement {
    /// What is missing or wrong; empty where everything is there.
    problems: Vec<ProblemData>,
}

fn shipment(data: &ShipmentData) -> Result<Shipment, Failure> {
    let waybill = WaybillNumber::parse(&data.waybill);
    Ok(Shipment {
        courier: data.courier.into(),
        waybill: waybill.map_err(|error| Failure::invalid("waybill", &error))?,
    })
}

pub(super) fn shop_named(name: &str) -> Result<ShopName, Failure> {
    ShopName::parse(name).map_err(|error| Failure::invalid("shop", &error))
}

/// Paid jobs of the centre that wait to be produced.
#[utoipa::path(get, path = "/production/waiting",
    responses((status = 200, description = "What waits", body = List<WaitingPrintsView>)))]
async fn waiting(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<WaitingPrintsView>>> {
    let found = prints::waiting(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(found, WaitingPrintsView::from)))
}

/// Runs, newest first: all of the centre, or those to the officer's school.
#[utoipa::path(get, path = "/production/runs", params(PageQuery, WhichRuns),
    responses((status = 200, description = "A part of the runs", body = Page<PrintRunView>)))]
async fn runs(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichRuns>,
) -> ApiResult<Json<Page<PrintRunView>>> {
    let batch = which.batch.map(BatchId::from_uuid);
    let found =
        prints::list_runs(state.app(), &Caller::Staff(staff), batch, page.request()?).await?;
    Ok(Json(Page::of(found, PrintRunView::from)))
}

/// Starts a run of at most 500 jobs.
#[utoipa::path(post, path = "/production/runs",
    responses((status = 201, description = "Started", body = PrintRunView)))]
async fn start(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<NewRun>,
) -> ApiResult<(StatusCode, Json<PrintRunView>)> {
    let wish = RunWish {
        batch: BatchId::from_uuid(body.batch),
        school: body.school.map(SchoolId::from_uuid),
        unit: body.unit.map(UnitId::from_uuid),
        class: body.class.map(ClassId::from_uuid),
        order: body.order.into(),
        included: body.included.map(Into::into),
        shop: body.shop.as_deref().map(shop_named).transpose()?,
    };
    let run = prints::start(state.app(), &Caller::Staff(staff), wish).await?;
    Ok((StatusCode::CREATED, Json(run.into())))
}

/// A run with its jobs.
#[utoipa::path(get, path = "/runs/{id}",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "The run", body = WholePrintRunView)))]
async fn read(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<WholePrintRunView>> {
    let run = prints::read_run(
        state.app(),
        &Caller::Staff(staff),
        PrintRunId::from_uuid(id),
    )
    .await?;
    Ok(Json(run.into()))
}

/// A link to a file of a run; asking for it is logged.
#[utoipa::path(get, path = "/runs/{id}/files/{file}",
    params(("id" = Uuid, Path, description = "The run"),
        ("file" = RunFileWord, Path, description = "Which file")),
    responses((status = 200, description = "The link", body = RunFileLinkView)))]
async fn file(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path((id, file)): Path<(Uuid, RunFileWord)>,
) -> ApiResult<Json<RunFileLinkView>> {
    let id = PrintRunId::from_uuid(id);
    let link = prints::run_file(state.app(), &Caller::Staff(staff), id, file.into()).await?;
    Ok(Json(RunFileLinkView::of(file, link)))
}

/// Has the files of a run made again.
#[utoipa::path(post, path = "/runs/{id}/files",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "They are being made", body = PrintRunView)))]
async fn rebuild(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PrintRunView>> {
    let run = prints::rebuild(
        state.app(),
        &Caller::Staff(staff),
        PrintRunId::from_uuid(id),
    )
    .await?;
    Ok(Json(run.into()))
}

/// Marks the job whose code was scanned as packed.
#[utoipa::path(post, path = "/runs/{id}/scans",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "Packed", body = RunLineView)))]
async fn scan(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Scanned>,
) -> ApiResult<Json<RunLineView>> {
    let id = PrintRunId::from_uuid(id);
    let line = prints::scan(state.app(), &Caller::Staff(staff), id, &body.code).await?;
    Ok(Json(line.into()))
}

/// Hands the parcel for a school to the courier.
#[utoipa::path(post, path = "/runs/{id}/shipment",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "Shipped", body = WholePrintRunView)))]
async fn ship(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<ShipmentData>,
) -> ApiResult<Json<WholePrintRunView>> {
    let (id, shipment) = (PrintRunId::from_uuid(id), shipment(&body)?);
    let run = prints::ship_run(state.app(), &Caller::Staff(staff), id, shipment).await?;
    Ok(Json(run.into()))
}

/// The school's officer acknowledges the parcel, with what is missing or wrong.
#[utoipa::path(post, path = "/runs/{id}/acknowledgement",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "Acknowledged", body = WholePrintRunView)))]
async fn acknowledge(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Acknowledgement>,
) -> ApiResult<Json<WholePrintRunView>> {
    let problem = |data: &ProblemData| -> Result<(OrderNumber, _), Failure> {
        Ok((prints::read_number(&data.number)?, data.problem.into()))
    };
    let problems: Vec<_> = body
        .problems
        .iter()
        .map(problem)
        .collect::<Result<_, _>>()?;
    let id = PrintRunId::from_uuid(id);
    let run = prints::acknowledge(state.app(), &Caller::Staff(staff), id, &problems).await?;
    Ok(Json(run.into()))
}

/// Hands a parcel for an address to the courier.
#[utoipa::path(post, path = "/print-jobs/{id}/shipment",
    params(("id" = Uuid, Path, description = "The print job")),
    responses((status = 204, description = "Shipped")))]
async fn ship_one(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<ShipmentData>,
) -> ApiResult<StatusCode> {
    let (id, shipment) = (PrintJobId::from_uuid(id), shipment(&body)?);
    prints::ship_job(state.app(), &Caller::Staff(staff), id, shipment).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The courier has handed a parcel for an address over.
#[utoipa::path(post, path = "/print-jobs/{id}/receipt",
    params(("id" = Uuid, Path, description = "The print job")),
    responses((status = 204, description = "Received")))]
async fn receive(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = PrintJobId::from_uuid(id);
    prints::receive_for(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has a job made once more.
#[utoipa::path(post, path = "/print-jobs/{id}/reprint",
    params(("id" = Uuid, Path, description = "The print job")),
    responses((status = 204, description = "It waits for the next run")))]
async fn reprint(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Reprint>,
) -> ApiResult<StatusCode> {
    let id = PrintJobId::from_uuid(id);
    prints::reprint(state.app(), &Caller::Staff(staff), id, body.reason.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
