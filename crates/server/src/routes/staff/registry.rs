//! Handing portraits over to the registry: packages that two people decide on, and the registry's answers.

use app::Caller;
use app::registry::{self, SheetForm};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{BatchId, RegistryPackageId, RegistryPackageStateName, RegistryRecordStateName};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::file::{WORKBOOK, attached};
use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::registry::{
    AnswersView, FileLinkView, ListedPackageView, PackagePreviewView, PackageStateWord,
    RecordStateWord, RegistryPackageView, RegistryRecordView,
};
use crate::views::{Binary, Page};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "registry",
    about: "Portraits that are handed over to the registry, and its answers",
};

/// A file is not compared with the one before: importing it again changes nothing.
const FILE: Needs = Needs {
    replay: false,
    ..Needs::upload(Who::Staff, BodyLimit::Roster)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        preview: Needs::read(Who::Staff),
        propose: Needs::write(Who::Staff),
        list: Needs::read(Who::Staff),
        read: Needs::read(Who::Staff),
        records: Needs::read(Who::Staff),
        approve: Needs::write(Who::Staff),
        decline: Needs::write(Who::Staff),
        drop_package: Needs::write(Who::Staff),
        fetch: Needs { replay: false, ..Needs::write(Who::Staff) },
        send: Needs::write(Who::Staff),
        check_answers: FILE,
        import_answers: FILE,
        refused_workbook: Needs::read(Who::Staff),
        refused_list: Needs::read(Who::Staff),
    }
}

/// Which packages.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichPackages {
    /// Of one batch alone.
    batch: Option<Uuid>,
    /// In one state alone.
    #[param(value_type = Option<PackageStateWord>)]
    state: Option<PackageStateWord>,
}

/// Which portraits.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichRecords {
    /// In one state alone.
    #[param(value_type = Option<RecordStateWord>)]
    state: Option<RecordStateWord>,
}

/// What a package of a batch would hold now, and what is left out and why.
#[utoipa::path(get, path = "/batches/{id}/registry-packages/preview",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "What would go into it", body = PackagePreviewView)))]
async fn preview(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PackagePreviewView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let preview = registry::preview(state.app(), &caller, BatchId::from_uuid(id)).await?;
    Ok(Json(preview.into()))
}

/// Proposes a package of everything in a batch that may be handed over now; a second person approves it.
#[utoipa::path(post, path = "/batches/{id}/registry-packages",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 201, description = "Proposed", body = RegistryPackageView)))]
async fn propose(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<(StatusCode, Json<RegistryPackageView>)> {
    let caller = Caller::Staff(staff);
    let package = registry::propose(state.app(), &caller, BatchId::from_uuid(id)).await?;
    Ok((StatusCode::CREATED, Json((&package).into())))
}

/// Packages of the centre, newest first.
#[utoipa::path(get, path = "/registry-packages", params(PageQuery, WhichPackages),
    responses((status = 200, description = "A part of the packages", body = Page<ListedPackageView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichPackages>,
) -> ApiResult<Json<Page<ListedPackageView>>> {
    let request = page.request()?;
    let centre = staff.centre;
    let of = (
        which.batch.map(BatchId::from_uuid),
        which.state.map(RegistryPackageStateName::from),
    );
    let found = registry::list(state.app(), &Caller::Staff(staff), centre, of, request).await?;
    Ok(Json(Page::of(found, ListedPackageView::from)))
}

/// A package.
#[utoipa::path(get, path = "/registry-packages/{id}",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "The package", body = ListedPackageView)))]
async fn read(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ListedPackageView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let found = registry::read(state.app(), &caller, id).await?;
    Ok(Json(found.into()))
}

/// The portraits in a package, in the order of their serial numbers.
#[utoipa::path(get, path = "/registry-packages/{id}/records",
    params(("id" = Uuid, Path, description = "The package"), PageQuery, WhichRecords),
    responses((status = 200, description = "A part of them", body = Page<RegistryRecordView>)))]
async fn records(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichRecords>,
) -> ApiResult<Json<Page<RegistryRecordView>>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let of = which.state.map(RegistryRecordStateName::from);
    let page = page.request()?;
    let found = registry::list_records(state.app(), &caller, id, of, page).await?;
    Ok(Json(Page::of(found, RegistryRecordView::from)))
}

/// Approves a package, as a second person; its file is then written.
#[utoipa::path(post, path = "/registry-packages/{id}/approve",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "Approved", body = RegistryPackageView)))]
async fn approve(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RegistryPackageView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let package = registry::approve(state.app(), &caller, id).await?;
    Ok(Json((&package).into()))
}

/// Declines a package, as a second person; its portraits are free for another one.
#[utoipa::path(post, path = "/registry-packages/{id}/decline",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "Declined", body = RegistryPackageView)))]
async fn decline(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RegistryPackageView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let package = registry::decline(state.app(), &caller, id).await?;
    Ok(Json((&package).into()))
}

/// Gives a package up before it is sent; its portraits are free for another one.
#[utoipa::path(post, path = "/registry-packages/{id}/drop",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "Given up", body = RegistryPackageView)))]
async fn drop_package(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RegistryPackageView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let package = registry::drop_package(state.app(), &caller, id).await?;
    Ok(Json((&package).into()))
}

/// Takes the file of a package out: a link for the caller that works for minutes. Every time is in the audit log.
#[utoipa::path(post, path = "/registry-packages/{id}/file",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "Where it is", body = FileLinkView)))]
async fn fetch(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<FileLinkView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let link = registry::fetch(state.app(), &caller, id).await?;
    Ok(Json(link.into()))
}

/// Notes that a package was sent to the registry.
#[utoipa::path(post, path = "/registry-packages/{id}/sent",
    params(("id" = Uuid, Path, description = "The package")),
    responses((status = 200, description = "Noted", body = RegistryPackageView)))]
async fn send(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<RegistryPackageView>> {
    let (id, caller) = (RegistryPackageId::from_uuid(id), Caller::Staff(staff));
    let package = registry::note_sent(state.app(), &caller, id).await?;
    Ok(Json((&package).into()))
}

/// Says what the import of a result file would do.
#[utoipa::path(post, path = "/registry-answers/check",
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "JSON, xlsx, xls, csv or dbf; 32 MB at most"),
    responses((status = 200, description = "What it says", body = AnswersView)))]
async fn check_answers(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    bytes: Bytes,
) -> ApiResult<Json<AnswersView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let preview = registry::preview_answers(state.app(), &caller, bytes.to_vec()).await?;
    Ok(Json(preview.into()))
}

/// Reads a result file of the registry in, whole or not at all; students are told. The same file again changes nothing.
#[utoipa::path(post, path = "/registry-answers",
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "JSON, xlsx, xls, csv or dbf; 32 MB at most"),
    responses((status = 200, description = "What was done", body = AnswersView)))]
async fn import_answers(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    bytes: Bytes,
) -> ApiResult<Json<AnswersView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let done = registry::import_answers(state.app(), &caller, bytes.to_vec()).await?;
    Ok(Json(done.into()))
}

/// What of a batch the registry refused or did not recognise, as an Excel workbook.
#[utoipa::path(get, path = "/batches/{id}/registry-refusals.xlsx",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The list", content_type = WORKBOOK, body = Binary)))]
async fn refused_workbook(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
) -> ApiResult<Response> {
    let (caller, batch) = (Caller::Staff(staff), BatchId::from_uuid(id));
    let _place = state.exports().begin(caller.actor(), address)?;
    let bytes = registry::refused_sheet(state.app(), &caller, batch, SheetForm::Xlsx).await?;
    Ok(attached(WORKBOOK, "registry-refusals.xlsx", bytes))
}

/// The same as a file of comma-separated values.
#[utoipa::path(get, path = "/batches/{id}/registry-refusals.csv",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The list", content_type = "text/csv", body = Binary)))]
async fn refused_list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
) -> ApiResult<Response> {
    let (caller, batch) = (Caller::Staff(staff), BatchId::from_uuid(id));
    let _place = state.exports().begin(caller.actor(), address)?;
    let bytes = registry::refused_sheet(state.app(), &caller, batch, SheetForm::Csv).await?;
    let kind = "text/csv; charset=utf-8";
    Ok(attached(kind, "registry-refusals.csv", bytes))
}
