//! What a student asks the centre.

use app::Failure;
use app::enquiry::{self, About};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{BatchId, DegreeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Json, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::shared::enquiry::EnquiryView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "enquiries",
    about: "What students ask their centre, and the answers",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Student),
        ask: Needs::write(Who::Student),
    }
}

/// A question. It is about a degree, or about a batch where no degree could be added yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AskCentre {
    /// A degree of the student.
    degree: Option<Uuid>,
    /// A batch; not looked at beside a degree.
    batch: Option<Uuid>,
    /// 1 to 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    question: String,
}

/// The student's questions with their answers, newest first.
#[utoipa::path(get, path = "/enquiries",
    responses((status = 200, description = "The questions", body = List<EnquiryView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<EnquiryView>>> {
    let found = enquiry::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, EnquiryView::from)))
}

/// Leaves a question with the centre.
#[utoipa::path(post, path = "/enquiries", request_body = AskCentre,
    responses((status = 201, description = "Kept", body = EnquiryView)))]
async fn ask(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<AskCentre>,
) -> ApiResult<(StatusCode, Json<EnquiryView>)> {
    let about = match (body.degree, body.batch) {
        (Some(degree), _) => About::Degree(DegreeId::from_uuid(degree)),
        (None, Some(batch)) => About::Batch(BatchId::from_uuid(batch)),
        (None, None) => {
            return Err(Failure::invalid("batch", &"a degree or a batch").into());
        }
    };
    let asked = enquiry::ask(state.app(), &caller, about, &body.question).await?;
    Ok((StatusCode::CREATED, Json(asked.into())))
}
