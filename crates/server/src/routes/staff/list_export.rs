//! Lists of many students: asked for, approved by a second person, fetched by who asked.

use app::list_export::{self, AskedList};
use app::progress::Stage;
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, ClassId, ListExportId, ListWish, ListedStage, SchoolId, UnitId};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::progress::stage;
use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::list_export::{
    ListExportView, ListStateWord, ListWishBody, ListedExportView,
};
use crate::views::staff::registry::FileLinkView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "list-exports",
    about: "Lists of many students, taken out by two people",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        propose: Needs::write(Who::Staff),
        approve: Needs::write(Who::Staff),
        decline: Needs::write(Who::Staff),
        drop_list: Needs::write(Who::Staff),
        fetch: Needs { replay: false, ..Needs::write(Who::Staff) },
    }
}

/// Which lists.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichLists {
    /// In one state alone.
    #[param(value_type = Option<ListStateWord>)]
    state: Option<ListStateWord>,
}

/// The lists that one has asked for; all of the centre for who countersigns. Newest first.
#[utoipa::path(get, path = "/list-exports", params(PageQuery, WhichLists),
    responses((status = 200, description = "A part of the lists", body = Page<ListedExportView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichLists>,
) -> ApiResult<Json<Page<ListedExportView>>> {
    let (request, of) = (page.request()?, which.state.map(Into::into));
    let found = list_export::list(state.app(), &Caller::Staff(staff), of, request).await?;
    Ok(Json(Page::of(found, ListedExportView::from)))
}

fn wish(body: &ListWishBody) -> Result<ListWish, Failure> {
    Ok(ListWish {
        batch: BatchId::from_uuid(body.batch),
        school: body.school.map(SchoolId::from_uuid),
        unit: body.unit.map(UnitId::from_uuid),
        class: body.class.map(ClassId::from_uuid),
        stage: match stage(body.stage.as_ref())? {
            None => ListedStage::Begun,
            Some(Stage::NotBegun) => ListedStage::NotBegun,
            Some(Stage::Begun(state)) => ListedStage::InState(state),
            Some(Stage::Delivered) => ListedStage::Delivered,
        },
        only_off_roster: body.only_off_roster,
    })
}

/// Asks for a list, with the reason; a second person approves it.
#[utoipa::path(post, path = "/list-exports",
    request_body = ListWishBody,
    responses((status = 201, description = "Asked for", body = ListExportView)))]
async fn propose(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<ListWishBody>,
) -> ApiResult<(StatusCode, Json<ListExportView>)> {
    let asked = AskedList {
        wish: wish(&body)?,
        form: body.form.into(),
        reason: body.reason.into(),
    };
    let list = list_export::propose(state.app(), &Caller::Staff(staff), asked).await?;
    Ok((StatusCode::CREATED, Json((&list).into())))
}

/// Approves a list, as a second person; it is then made.
#[utoipa::path(post, path = "/list-exports/{id}/approve",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, description = "Approved", body = ListExportView)))]
async fn approve(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ListExportView>> {
    let (id, caller) = (ListExportId::from_uuid(id), Caller::Staff(staff));
    let list = list_export::approve(state.app(), &caller, id).await?;
    Ok(Json((&list).into()))
}

/// Declines a list, as a second person.
#[utoipa::path(post, path = "/list-exports/{id}/decline",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, description = "Declined", body = ListExportView)))]
async fn decline(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ListExportView>> {
    let (id, caller) = (ListExportId::from_uuid(id), Caller::Staff(staff));
    let list = list_export::decline(state.app(), &caller, id).await?;
    Ok(Json((&list).into()))
}

/// Gives an own list up; a file that was made is deleted.
#[utoipa::path(post, path = "/list-exports/{id}/drop",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, description = "Given up", body = ListExportView)))]
async fn drop_list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ListExportView>> {
    let (id, caller) = (ListExportId::from_uuid(id), Caller::Staff(staff));
    let list = list_export::drop_list(state.app(), &caller, id).await?;
    Ok(Json((&list).into()))
}

/// Takes the file of an own list out: a link for the caller that works for minutes. Every time is in the audit log.
#[utoipa::path(post, path = "/list-exports/{id}/file",
    params(("id" = Uuid, Path, description = "The list")),
    responses((status = 200, description = "Where it is", body = FileLinkView)))]
async fn fetch(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<FileLinkView>> {
    let (id, caller) = (ListExportId::from_uuid(id), Caller::Staff(staff));
    let link = list_export::fetch(state.app(), &caller, id).await?;
    Ok(Json(link.into()))
}
