//! Photos that are approved together, after a sample of them one by one.

use app::review::{self, LONGEST_SET};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::SubmissionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::review::{Choice, TAG};
use crate::extract::{Json, Path, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::staff::review::{ApprovedTogetherView, ReviewSetView};

/// An answer with links is not kept to be given again.
const WITH_LINKS: Needs = Needs {
    replay: false,
    ..Needs::write(Who::Staff)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        gather: WITH_LINKS,
        approve: Needs::write(Who::Staff),
        undo: Needs::write(Who::Staff),
        release: Needs::write(Who::Staff),
    }
}

/// Which photos are wanted.
#[derive(Deserialize, ToSchema)]
struct Gather {
    #[serde(flatten)]
    choice: Choice,
    /// How many at most, the sample included, 1 … 100; 50 without it.
    #[schema(minimum = 1, maximum = 100)]
    count: Option<u16>,
}

/// What the reviewer confirms.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ApproveSet {
    /// How many photos are to be approved, as the reviewer was shown.
    count: u64,
    /// Submissions that are left out and go back into the queue.
    #[serde(default)]
    except: Vec<Uuid>,
}

/// The approvals that were taken back.
#[derive(Serialize, ToSchema)]
struct UndoneView {
    /// Their submissions.
    undone: Vec<Uuid>,
}

/// Takes photos in hand for a quarter of an hour about which nothing at all is open, and draws a sample.
///
/// Every check passed and could be made, nothing speaks for a second look at whose degree it is, and no photo of
/// the student was rejected before.
#[utoipa::path(post, path = "/reviews/sets",
    responses((status = 201, description = "In hand", body = ReviewSetView),
        (status = 204, description = "Nothing that waits can be approved together")))]
async fn gather(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<Gather>,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    let count = body.count.unwrap_or(50);
    if !(1..=LONGEST_SET).contains(&count) {
        return Err(Failure::invalid("count", &"1 to 100").into());
    }
    let choice = body.choice.read(&caller)?;
    let set = review::gather(state.app(), &caller, choice, count).await?;
    Ok(match set {
        Some(set) => (StatusCode::CREATED, Json(ReviewSetView::from(set))).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Approves the others of a set, once all of its sample is approved.
#[utoipa::path(post, path = "/reviews/sets/{id}/approval",
    params(("id" = Uuid, Path, description = "The set")),
    responses((status = 200, description = "What became of each", body = ApprovedTogetherView)))]
async fn approve(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<ApproveSet>,
) -> ApiResult<Json<ApprovedTogetherView>> {
    let caller = Caller::Staff(staff);
    let except = body.except.into_iter().map(SubmissionId::from_uuid);
    let except: Vec<_> = except.collect();
    let confirmed = (body.count, &except[..]);
    let done = review::approve_set(state.app(), &caller, id, confirmed).await?;
    Ok(Json(done.into()))
}

/// Takes the approvals of a set back, as far as they have not taken effect.
#[utoipa::path(delete, path = "/reviews/sets/{id}/approval",
    params(("id" = Uuid, Path, description = "The set")),
    responses((status = 200, description = "Taken back", body = UndoneView)))]
async fn undo(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<UndoneView>> {
    let undone = review::undo_set(state.app(), &Caller::Staff(staff), id).await?;
    let undone = undone.into_iter().map(SubmissionId::as_uuid).collect();
    Ok(Json(UndoneView { undone }))
}

/// Puts the photos of a set back into the queue.
#[utoipa::path(delete, path = "/reviews/sets/{id}",
    params(("id" = Uuid, Path, description = "The set")),
    responses((status = 204, description = "Back in the queue")))]
async fn release(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    review::release_set(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
