//! Batches as operators run them: drafted, revised, opened, paused, resumed, closed, archived.

use app::batch::{self, NewBatch};
use app::{App, Caller, Expected, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{Batch, BatchId};
use serde::Deserialize;
use strum::{IntoStaticStr, VariantNames};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{IfMatch, Json, Path, StaffMember, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::plan::{BatchPlanView, PlanBody};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "batches of the centre",
    about: "Batches as operators run them",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        show: Needs::read(Who::Staff),
        draft: Needs::write(Who::Staff),
        revise: Needs::revise(Who::Staff),
        step: Needs::revise(Who::Staff),
    }
}

/// What is done with a batch.
#[derive(Debug, Clone, Copy, Deserialize, IntoStaticStr, VariantNames, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum BatchStep {
    /// It is announced.
    Open,
    /// It takes nothing for a while.
    Pause,
    /// It goes on after a pause.
    Resume,
    /// Its collection ends for good.
    Close,
    /// It is put away; its photos go after the days that it promised.
    Archive,
}

/// The next step of a batch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakeStep {
    step: BatchStep,
}

/// A batch with its plan, drafts too.
#[utoipa::path(get, path = "/staff/batches/{id}",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The batch", body = BatchPlanView)))]
async fn show(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Tagged<BatchPlanView>> {
    let caller = Caller::Staff(staff);
    tagged(state.app(), &caller, BatchId::from_uuid(id)).await
}

/// Drafts a batch; students do not find it yet.
#[utoipa::path(post, path = "/staff/batches",
    responses((status = 201, description = "Drafted", body = BatchPlanView)))]
async fn draft(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(plan): Json<PlanBody>,
) -> ApiResult<(StatusCode, Tagged<BatchPlanView>)> {
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let plan = plan.read()?;
    let drafted = batch::create(state.app(), &caller, NewBatch { centre, plan }).await?;
    let view = tagged(state.app(), &caller, drafted.id).await?;
    Ok((StatusCode::CREATED, view))
}

/// Gives a batch another plan; while it is open, students keep what they rely on.
#[utoipa::path(put, path = "/staff/batches/{id}/plan",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "Revised", body = BatchPlanView)))]
async fn revise(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(plan): Json<PlanBody>,
) -> ApiResult<Tagged<BatchPlanView>> {
    let caller = Caller::Staff(staff);
    let (app, id) = (state.app(), BatchId::from_uuid(id));
    let revised = batch::revise(app, &caller, id, plan.read()?, if_match.expected()).await;
    revised.map_err(|failure| if_match.refused(failure))?;
    tagged(app, &caller, id).await
}

/// Takes the next step: opens, pauses, resumes, closes or archives it.
#[utoipa::path(post, path = "/staff/batches/{id}/steps",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "Done", body = BatchPlanView)))]
async fn step(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<TakeStep>,
) -> ApiResult<Tagged<BatchPlanView>> {
    let caller = Caller::Staff(staff);
    let (app, id) = (state.app(), BatchId::from_uuid(id));
    let taken = take(app, &caller, (id, body.step), if_match.expected()).await;
    taken.map_err(|failure| if_match.refused(failure))?;
    tagged(app, &caller, id).await
}

async fn take(
    app: &App,
    caller: &Caller,
    (id, step): (BatchId, BatchStep),
    expected: Expected,
) -> Result<Batch, Failure> {
    match step {
        BatchStep::Open => batch::open(app, caller, id, expected).await,
        BatchStep::Pause => batch::pause(app, caller, id, expected).await,
        BatchStep::Resume => batch::resume(app, caller, id, expected).await,
        BatchStep::Close => batch::close(app, caller, id, expected).await,
        BatchStep::Archive => batch::archive(app, caller, id, expected).await,
    }
}

async fn tagged(app: &App, caller: &Caller, id: BatchId) -> ApiResult<Tagged<BatchPlanView>> {
    let found = batch::staff_view(app, caller, id).await?;
    Ok(Tagged::new(found.batch.version, found.into()))
}
