//! What staff do for one student's submission. Reviewing is not here.

use app::Caller;
use app::submission::{self, AllowMore};
use axum::extract::State;
use domain::{Allowance, SubmissionId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::member::TAG;
use crate::extract::{IfMatch, Json, Path, Query, StaffMember, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::shared::submission::{AllowanceReason, SubmissionView};
use crate::views::staff::progress::FoundSubmissionView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        search: Needs::read(Who::Staff),
        allow: Needs::revise(Who::Staff),
    }
}

/// What is given beyond the batch's limits; at least one of both is above 0.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GiveMore {
    /// Submissions on top of those that were given before; 20 at most in all.
    #[serde(default)]
    attempts: u8,
    /// Checks on top of those that were given before; 100 at most in all.
    #[serde(default)]
    checks: u16,
    reason: AllowanceReason,
}

/// Who is looked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ByNumber {
    /// A student number or a phone number, whole.
    number: String,
}

/// The submissions of the student who has this number, as far as the caller's roles reach.
///
/// What is found is on record.
#[utoipa::path(get, path = "/staff/students", params(ByNumber),
    responses((status = 200, description = "Oldest first; none is no error", body = List<FoundSubmissionView>)))]
async fn search(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(asked): Query<ByNumber>,
) -> ApiResult<Json<List<FoundSubmissionView>>> {
    let caller = Caller::Staff(staff);
    let found = submission::search(state.app(), &caller, &asked.number).await?;
    Ok(Json(List::of(found, FoundSubmissionView::from)))
}

/// Gives a student submissions and checks beyond the batch's limits.
#[utoipa::path(post, path = "/submissions/{id}/allowance",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "Given", body = SubmissionView)))]
async fn allow(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<GiveMore>,
) -> ApiResult<Tagged<SubmissionView>> {
    let request = AllowMore {
        submission: SubmissionId::from_uuid(id),
        more: Allowance {
            attempts: body.attempts,
            checks: body.checks,
        },
        reason: body.reason.into(),
    };
    let caller = Caller::Staff(staff);
    let found = submission::allow(state.app(), &caller, request, &if_match.expected()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    let (version, view) = SubmissionView::of(found);
    Ok(Tagged::new(version, view))
}
