//! What students ask the centre, answered by its staff.

use app::{Caller, enquiry};
use axum::extract::State;
use domain::{EnquiryId, Version};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::shared::enquiry::StaffEnquiryView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "questions",
    about: "What students ask the centre",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        answer: Needs::write(Who::Staff),
    }
}

/// Which questions.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Those that were answered, instead of those that wait.
    #[serde(default)]
    answered: bool,
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerEnquiry {
    /// 1 to 1000 characters.
    #[schema(min_length = 1, max_length = 1000)]
    answer: String,
    /// The version of the question that was read.
    seen: u64,
}

/// Questions of the own centre: those that wait, the oldest first, or those that were answered, the last one first.
#[utoipa::path(get, path = "/staff/enquiries", params(Which, PageQuery),
    responses((status = 200, description = "The questions", body = Page<StaffEnquiryView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<StaffEnquiryView>>> {
    let (caller, page) = (Caller::Staff(staff), page.request()?);
    let found = enquiry::list_of_centre(state.app(), &caller, !which.answered, page).await?;
    Ok(Json(Page::of(found, StaffEnquiryView::from)))
}

/// Answers a question, or corrects the answer; the student is told.
#[utoipa::path(post, path = "/staff/enquiries/{id}/answer", request_body = AnswerEnquiry,
    params(("id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "Answered", body = StaffEnquiryView)))]
async fn answer(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<AnswerEnquiry>,
) -> ApiResult<Json<StaffEnquiryView>> {
    let of = (EnquiryId::from_uuid(id), Version::from_u64(body.seen));
    let caller = Caller::Staff(staff);
    let answered = enquiry::answer(state.app(), &caller, of, &body.answer).await?;
    Ok(Json(answered.into()))
}
