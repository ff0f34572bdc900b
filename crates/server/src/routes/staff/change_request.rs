//! Changes after approval: asked for by one member of staff, done once a second one agrees.

use app::Caller;
use app::change_request::{self, AskChange, WantedChange};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{ChangeRequestId, PhotoId, SubmissionId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::change_request::{ChangeRequestView, ChangeView, ListedChangeRequestView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "changes",
    about: "Changes after approval, which take two people",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        ask: Needs::write(Who::Staff),
        answer: Needs::write(Who::Staff),
        take_back: Needs::write(Who::Staff),
    }
}

/// Which requests.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Those alone that nobody has answered.
    #[serde(default)]
    open: bool,
}

/// What the second person says.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ChangeAnswer {
    /// It is to be done.
    Agree,
    /// The approved portrait stands.
    Decline,
}

/// The answer of a second person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerChange {
    answer: ChangeAnswer,
}

/// Requests to change what is approved, those that were asked last first.
#[utoipa::path(get, path = "/staff/change-requests", params(Which, PageQuery),
    responses((status = 200, description = "The requests", body = Page<ListedChangeRequestView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<ListedChangeRequestView>>> {
    let (caller, page) = (Caller::Staff(staff), page.request()?);
    let found = change_request::list(state.app(), &caller, which.open, page).await?;
    Ok(Json(Page::of(found, ListedChangeRequestView::from)))
}

/// Asks for a change of an approved submission; nothing changes until a second person agrees.
///
/// A photo for its place is handed in like any other: staff open a capture session of the degree.
#[utoipa::path(post, path = "/submissions/{id}/change-requests",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 201, description = "Asked", body = ChangeRequestView)))]
async fn ask(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<ChangeView>,
) -> ApiResult<(StatusCode, Json<ChangeRequestView>)> {
    let request = AskChange {
        submission: SubmissionId::from_uuid(id),
        wanted: match body {
            ChangeView::Void { reason } => WantedChange::Void(reason.into()),
            ChangeView::Replace { photo, reason } => {
                WantedChange::Replace(PhotoId::from_uuid(photo), reason.into())
            }
        },
    };
    let asked = change_request::ask(state.app(), &Caller::Staff(staff), request).await?;
    Ok((StatusCode::CREATED, Json((&asked).into())))
}

/// Answers a request as the second person; agreeing has the change done at once, and the student is told.
#[utoipa::path(post, path = "/change-requests/{id}/answer",
    params(("id" = Uuid, Path, description = "The request")),
    responses((status = 200, description = "Answered", body = ChangeRequestView)))]
async fn answer(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<AnswerChange>,
) -> ApiResult<Json<ChangeRequestView>> {
    let answer = match body.answer {
        ChangeAnswer::Agree => change_request::Answer::Agree,
        ChangeAnswer::Decline => change_request::Answer::Decline,
    };
    let (caller, id) = (Caller::Staff(staff), ChangeRequestId::from_uuid(id));
    let answered = change_request::answer(state.app(), &caller, id, answer).await?;
    Ok(Json((&answered).into()))
}

/// Takes the own request back.
#[utoipa::path(delete, path = "/change-requests/{id}",
    params(("id" = Uuid, Path, description = "The request")),
    responses((status = 200, description = "Taken back", body = ChangeRequestView)))]
async fn take_back(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ChangeRequestView>> {
    let (caller, id) = (Caller::Staff(staff), ChangeRequestId::from_uuid(id));
    let taken_back = change_request::take_back(state.app(), &caller, id).await?;
    Ok(Json((&taken_back).into()))
}
