//! Reading, submitting and withdrawing the submission of a degree.

use app::submission;
use axum::extract::State;
use domain::{DegreeId, SubmissionId};
use uuid::Uuid;

use crate::extract::{AnyCaller, IfMatch, Json, Known, Path, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::shared::submission::{HistoryEntryView, SubmissionView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "submissions",
    about: "What becomes of a degree's photos",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        read: Needs::read(Who::StudentOrStaff),
        submit: Needs::revise(Who::StudentOrStaff),
        withdraw: Needs::revise(Who::StudentOrStaff),
        history: Needs::read(Who::StudentOrStaff),
    }
}

/// The submission of a degree in its present batch, and what comes next.
#[utoipa::path(get, path = "/degrees/{id}/submission",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "The submission", body = SubmissionView)))]
async fn read(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    known: Known,
) -> ApiResult<Tagged<SubmissionView>> {
    let found = submission::read(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    let (version, view) = SubmissionView::of(found);
    Ok(Tagged::unless(known, version, view))
}

/// Submits the photo that was confirmed, or the withdrawn one again.
#[utoipa::path(post, path = "/submissions/{id}/submit",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "In review", body = SubmissionView)))]
async fn submit(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
) -> ApiResult<Tagged<SubmissionView>> {
    let id = SubmissionId::from_uuid(id);
    let found = submission::submit(state.app(), &caller, id, &if_match.expected()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    let (version, view) = SubmissionView::of(found);
    Ok(Tagged::new(version, view))
}

/// Takes the photo back before anyone has decided.
#[utoipa::path(post, path = "/submissions/{id}/withdraw",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "Withdrawn", body = SubmissionView)))]
async fn withdraw(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    if_match: IfMatch,
) -> ApiResult<Tagged<SubmissionView>> {
    let id = SubmissionId::from_uuid(id);
    let found = submission::withdraw(state.app(), &caller, id, &if_match.expected()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    let (version, view) = SubmissionView::of(found);
    Ok(Tagged::new(version, view))
}

/// What happened so far, oldest first.
#[utoipa::path(get, path = "/submissions/{id}/history",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "What happened", body = List<HistoryEntryView>)))]
async fn history(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<HistoryEntryView>>> {
    let id = SubmissionId::from_uuid(id);
    let entries = submission::history(state.app(), &caller, id).await?;
    Ok(Json(List::of(entries, HistoryEntryView::from)))
}
