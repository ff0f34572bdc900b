//! Standards that photos are judged by: read, compared, drafted, looked at on stored facts, put in force.

use app::standards::{self, Activation, Looked, NewDraft, Revised};
use app::{App, Caller};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{BatchId, SpecId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::file::attached;
use crate::extract::{Json, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::standard::{
    ChangedRule, StandardDifferenceView, StandardFaultView, StandardLineView, StandardRevisedView,
    StandardTitle, StandardView,
};
use crate::views::staff::standard_preview::StandardPreviewView;
use crate::views::{Binary, List};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "standards",
    about: "Standards that photos are judged by, those of the centre too",
};

/// What the file of a standard is.
const TOML: &str = "application/toml";

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        draft: Needs::write(Who::Staff),
        show: Needs::read(Who::Staff),
        revise: Needs::write(Who::Staff),
        discard: Needs::write(Who::Staff),
        differences: Needs::read(Who::Staff),
        file: Needs::read(Who::Staff),
        preview: Needs::read(Who::Staff),
        activate: Needs::write(Who::Staff),
    }
}

/// A standard that is to be drafted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StandardDraft {
    /// The standard whose rules it begins with.
    based_on: String,
    /// 3 to 40 of a-z, 0-9 and -; the name of an own standard makes its next version.
    name: String,
    title: StandardTitle,
}

/// What changes in a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StandardRevision {
    /// The revision that was read.
    revision: u32,
    title: StandardTitle,
    /// Rules that change.
    rules: Vec<ChangedRule>,
}

/// The revision that was read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadRevision {
    revision: u32,
}

/// The other standard.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ComparedWith {
    /// The standard that is held against it.
    from: String,
}

/// Which photos are looked at.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LookedPhotos {
    /// Those of one batch; those of the whole centre without it.
    batch: Option<Uuid>,
    /// The last so many, 1 to 2000.
    last: u32,
}

/// Which batches a standard judges from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StandardActivation {
    /// The revision of the draft that was read; any number for what is in force.
    revision: u32,
    /// May be empty for a draft.
    batches: Vec<Uuid>,
}

/// The standards that the own centre can use: its own, the newest version first, then those of the installation.
#[utoipa::path(get, path = "/staff/standards",
    responses((status = 200, description = "The standards", body = List<StandardLineView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<StandardLineView>>> {
    let listed = standards::list(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(listed, StandardLineView::from)))
}

/// Drafts a standard from another one.
#[utoipa::path(post, path = "/staff/standards",
    responses((status = 201, description = "Drafted", body = StandardView)))]
async fn draft(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<StandardDraft>,
) -> ApiResult<(StatusCode, Json<StandardView>)> {
    let caller = Caller::Staff(staff);
    let new = NewDraft {
        based_on: SpecId::new(body.based_on),
        name: body.name,
        title: body.title.into(),
    };
    let reference = standards::draft(state.app(), &caller, new).await?;
    let view = view(state.app(), &caller, &reference).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

/// A standard with every limit, its words and its source.
#[utoipa::path(get, path = "/staff/standards/{reference}",
    params(("reference" = String, Path, description = "Such as `guangdong-2023`, or `ours@3`")),
    responses((status = 200, description = "The standard", body = StandardView)))]
async fn show(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
) -> ApiResult<Json<StandardView>> {
    let caller = Caller::Staff(staff);
    let view = view(state.app(), &caller, &SpecId::new(reference)).await?;
    Ok(Json(view))
}

/// Changes a draft. Fields that are wrong are told one by one, and nothing is kept then.
#[utoipa::path(put, path = "/staff/standards/{reference}",
    params(("reference" = String, Path, description = "The draft")),
    responses((status = 200, description = "Kept, or what is wrong", body = StandardRevisedView)))]
async fn revise(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
    Json(body): Json<StandardRevision>,
) -> ApiResult<Json<StandardRevisedView>> {
    let (app, caller) = (state.app(), Caller::Staff(staff));
    let reference = SpecId::new(reference);
    let title = body.title.into();
    let changes: Vec<_> = body.rules.into_iter().map(Into::into).collect();
    let of = (&reference, body.revision);
    let revised = standards::revise(app, &caller, of, &title, &changes).await?;
    let faults = match revised {
        Revised::Kept => Vec::new(),
        Revised::Wrong(faults) => faults,
    };
    Ok(Json(StandardRevisedView {
        errors: faults.into_iter().map(StandardFaultView::from).collect(),
        standard: view(app, &caller, &reference).await?,
    }))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/staff/standards/{reference}",
    params(("reference" = String, Path, description = "The draft"), ReadRevision),
    responses((status = 204, description = "Deleted")))]
async fn discard(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
    Query(read): Query<ReadRevision>,
) -> ApiResult<StatusCode> {
    let reference = SpecId::new(reference);
    let caller = Caller::Staff(staff);
    standards::discard(state.app(), &caller, &reference, read.revision).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// In what two standards differ, in the order of the rules.
#[utoipa::path(get, path = "/staff/standards/{reference}/differences",
    params(("reference" = String, Path, description = "The standard"), ComparedWith),
    responses((status = 200, description = "The differences", body = List<StandardDifferenceView>)))]
async fn differences(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
    Query(with): Query<ComparedWith>,
) -> ApiResult<Json<List<StandardDifferenceView>>> {
    let (from, to) = (SpecId::new(with.from), SpecId::new(reference));
    let caller = Caller::Staff(staff);
    let found = standards::compare(state.app(), &caller, [&from, &to]).await?;
    Ok(Json(List::of(found, StandardDifferenceView::from)))
}

/// The standard as a file, by which the command line checks photos.
#[utoipa::path(get, path = "/staff/standards/{reference}/file",
    params(("reference" = String, Path, description = "The standard")),
    responses((status = 200, description = "The file", content_type = TOML, body = Binary)))]
async fn file(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    let found = standards::read(state.app(), &caller, &SpecId::new(reference)).await?;
    let spec = found.sheet.spec();
    let name = format!("{}-{}.toml", spec.name, spec.version);
    Ok(attached(TOML, &name, found.sheet.text().into_bytes()))
}

/// What a standard would say of photos that were measured already; nothing changes by it.
#[utoipa::path(get, path = "/staff/standards/{reference}/preview",
    params(("reference" = String, Path, description = "The standard"), LookedPhotos),
    responses((status = 200, description = "What would change", body = StandardPreviewView)))]
async fn preview(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
    Query(looked): Query<LookedPhotos>,
    address: ClientAddress,
) -> ApiResult<Json<StandardPreviewView>> {
    let caller = Caller::Staff(staff);
    let looked = Looked {
        batch: looked.batch.map(BatchId::from_uuid),
        last: looked.last,
    };
    let reference = SpecId::new(reference);
    let _place = state.exports().begin(caller.actor(), address)?;
    let found = standards::preview(state.app(), &caller, &reference, looked).await?;
    Ok(Json(found.into()))
}

/// Puts a draft in force, and has batches judged by the standard; photos that wait are judged again from what was
/// measured.
#[utoipa::path(post, path = "/staff/standards/{reference}/activation",
    params(("reference" = String, Path, description = "The standard")),
    responses((status = 200, description = "In force", body = StandardView)))]
async fn activate(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(reference): Path<String>,
    Json(body): Json<StandardActivation>,
) -> ApiResult<Json<StandardView>> {
    let (app, caller) = (state.app(), Caller::Staff(staff));
    let wish = Activation {
        reference: SpecId::new(reference),
        revision: body.revision,
        batches: body.batches.into_iter().map(BatchId::from_uuid).collect(),
    };
    let reference = wish.reference.clone();
    standards::activate(app, &caller, wish).await?;
    Ok(Json(view(app, &caller, &reference).await?))
}

async fn view(app: &App, caller: &Caller, reference: &SpecId) -> ApiResult<StandardView> {
    Ok(standards::read(app, caller, reference).await?.into())
}
