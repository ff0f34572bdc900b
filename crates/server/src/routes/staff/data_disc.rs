//! Data discs for schools: asked for, approved by a second person, fetched volume by volume.

use app::data_disc::{self, DiscWish};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, DataDiscId, DataDiscStateName, SchoolCode};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::data_disc::{
    DiscPassphraseView, DiscPreviewView, DiscStateWord, DiscView, DiscWishBody, ListedDiscView,
};
use crate::views::staff::registry::FileLinkView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "discs",
    about: "Data discs for schools",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        preview: Needs::read(Who::Staff),
        propose: Needs::write(Who::Staff),
        list: Needs::read(Who::Staff),
        approve: Needs::write(Who::Staff),
        decline: Needs::write(Who::Staff),
        drop_disc: Needs::write(Who::Staff),
        fetch: Needs { replay: false, ..Needs::write(Who::Staff) },
        reveal: Needs { replay: false, ..Needs::write(Who::Staff) },
    }
}

/// Whose disc.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhoseDisc {
    /// National code of the school.
    school: String,
}

/// Which discs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichDiscs {
    /// Of one batch alone.
    batch: Option<Uuid>,
    /// In one state alone.
    #[param(value_type = Option<DiscStateWord>)]
    state: Option<DiscStateWord>,
}

fn code(school: &str) -> Result<SchoolCode, Failure> {
    school
        .parse()
        .map_err(|error| Failure::invalid("school", &error))
}

/// What a disc of a school would hold now, and what is left out and why.
#[utoipa::path(get, path = "/batches/{id}/discs/preview",
    params(("id" = Uuid, Path, description = "The batch"), WhoseDisc),
    responses((status = 200, description = "What would go on it", body = DiscPreviewView)))]
async fn preview(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    Query(whose): Query<WhoseDisc>,
) -> ApiResult<Json<DiscPreviewView>> {
    let (caller, batch) = (Caller::Staff(staff), BatchId::from_uuid(id));
    let _place = state.exports().begin(caller.actor(), address)?;
    let school = code(&whose.school)?;
    let preview = data_disc::preview(state.app(), &caller, batch, school).await?;
    Ok(Json(preview.into()))
}

/// Asks for a disc of everything of a school that may go on it now; a second person approves it.
#[utoipa::path(post, path = "/batches/{id}/discs",
    params(("id" = Uuid, Path, description = "The batch")),
    request_body = DiscWishBody,
    responses((status = 201, description = "Asked for", body = DiscView)))]
async fn propose(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(wish): Json<DiscWishBody>,
) -> ApiResult<(StatusCode, Json<DiscView>)> {
    let wish = DiscWish {
        batch: BatchId::from_uuid(id),
        school: code(&wish.school)?,
        form: wish.form.into(),
        template: wish.template,
    };
    let disc = data_disc::propose(state.app(), &Caller::Staff(staff), wish).await?;
    Ok((StatusCode::CREATED, Json((&disc).into())))
}

/// Discs of the centre, newest first.
#[utoipa::path(get, path = "/discs", params(PageQuery, WhichDiscs),
    responses((status = 200, description = "A part of the discs", body = Page<ListedDiscView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichDiscs>,
) -> ApiResult<Json<Page<ListedDiscView>>> {
    let request = page.request()?;
    let centre = staff.centre;
    let of = (
        which.batch.map(BatchId::from_uuid),
        which.state.map(DataDiscStateName::from),
    );
    let found = data_disc::list(state.app(), &Caller::Staff(staff), centre, of, request).await?;
    Ok(Json(Page::of(found, ListedDiscView::from)))
}

/// Approves a disc, as a second person; it is then made.
#[utoipa::path(post, path = "/discs/{id}/approve",
    params(("id" = Uuid, Path, description = "The disc")),
    responses((status = 200, description = "Approved", body = DiscView)))]
async fn approve(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<DiscView>> {
    let (id, caller) = (DataDiscId::from_uuid(id), Caller::Staff(staff));
    let disc = data_disc::approve(state.app(), &caller, id).await?;
    Ok(Json((&disc).into()))
}

/// Declines a disc, as a second person.
#[utoipa::path(post, path = "/discs/{id}/decline",
    params(("id" = Uuid, Path, description = "The disc")),
    responses((status = 200, description = "Declined", body = DiscView)))]
async fn decline(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<DiscView>> {
    let (id, caller) = (DataDiscId::from_uuid(id), Caller::Staff(staff));
    let disc = data_disc::decline(state.app(), &caller, id).await?;
    Ok(Json((&disc).into()))
}

/// Gives a disc up; files that were made are deleted.
#[utoipa::path(post, path = "/discs/{id}/drop",
    params(("id" = Uuid, Path, description = "The disc")),
    responses((status = 200, description = "Given up", body = DiscView)))]
async fn drop_disc(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<DiscView>> {
    let (id, caller) = (DataDiscId::from_uuid(id), Caller::Staff(staff));
    let disc = data_disc::drop_disc(state.app(), &caller, id).await?;
    Ok(Json((&disc).into()))
}

/// Takes a volume of a disc out: a link for the caller that works for six hours. Every time is in the audit log.
#[utoipa::path(post, path = "/discs/{id}/volumes/{number}/file",
    params(("id" = Uuid, Path, description = "The disc"),
        ("number" = u32, Path, description = "The volume, from 1")),
    responses((status = 200, description = "Where it is", body = FileLinkView)))]
async fn fetch(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path((id, number)): Path<(Uuid, u32)>,
) -> ApiResult<Json<FileLinkView>> {
    let (id, caller) = (DataDiscId::from_uuid(id), Caller::Staff(staff));
    let link = data_disc::fetch(state.app(), &caller, id, number).await?;
    Ok(Json(link.into()))
}

/// Shows the passphrase of an encrypted archive to who asked for it. Every time is in the audit log.
#[utoipa::path(post, path = "/discs/{id}/passphrase",
    params(("id" = Uuid, Path, description = "The disc")),
    responses((status = 200, description = "The passphrase", body = DiscPassphraseView)))]
async fn reveal(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<DiscPassphraseView>> {
    let (id, caller) = (DataDiscId::from_uuid(id), Caller::Staff(staff));
    let passphrase = data_disc::reveal_passphrase(state.app(), &caller, id).await?;
    Ok(Json(DiscPassphraseView::of(&passphrase)))
}
