//! What staff decide about degrees: two who claim the same one, and letting one go.

use app::Caller;
use app::degree::{self, ReleaseDegree};
use axum::extract::State;
use domain::DegreeId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::member::TAG;
use crate::extract::{Json, Path, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::staff::degree::{DisputeView, EvidenceView, ReleasedView};
use crate::views::student::degree::ReleaseReason;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        disputes: Needs::read(Who::Staff),
        release: Needs::write(Who::Staff),
        evidence: Needs::read(Who::Staff),
    }
}

/// Why a degree is let go; the student is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Release {
    reason: ReleaseReason,
}

/// Degrees that two accounts claim, oldest first.
///
/// To decide for the claimant, release the holder's degree; to decide against, release the claimant's.
#[utoipa::path(get, path = "/staff/disputes",
    responses((status = 200, description = "What has to be decided", body = List<DisputeView>)))]
async fn disputes(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<DisputeView>>> {
    let centre = staff.centre;
    let disputes = degree::list_disputes(state.app(), &Caller::Staff(staff), centre).await?;
    Ok(Json(List::of(disputes, DisputeView::from)))
}

/// Lets a degree go with everything that hangs on it; its code can be bound again.
#[utoipa::path(post, path = "/degrees/{id}/release",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "Let go", body = ReleasedView)))]
async fn release(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Release>,
) -> ApiResult<Json<ReleasedView>> {
    let request = ReleaseDegree {
        degree: DegreeId::from_uuid(id),
        reason: body.reason.into(),
    };
    let released = degree::release(state.app(), &Caller::Staff(staff), request).await?;
    Ok(Json((&released).into()))
}

/// Shows the picture of the code that a degree is claimed with, for who decides the dispute; each look is
/// logged.
///
/// 404 where none is kept: the code came as a text, or its time is over.
#[utoipa::path(get, path = "/degrees/{id}/evidence",
    params(("id" = Uuid, Path, description = "The claimed degree")),
    responses((status = 200, description = "Where the picture is", body = EvidenceView)))]
async fn evidence(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<EvidenceView>> {
    let degree = DegreeId::from_uuid(id);
    let link = degree::view_evidence(state.app(), &Caller::Staff(staff), degree).await?;
    Ok(Json(link.into()))
}
