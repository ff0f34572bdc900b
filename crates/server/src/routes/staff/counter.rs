//! The counter, at which staff photograph students. The photo itself goes the student's way: `shared/capture`,
//! `shared/photo`, `shared/submission`.

use app::degree::CodeInput;
use app::{Caller, Failure, appointment, consent, counter};
use axum::body::Bytes;
use axum::extract::State;
use domain::{DegreeId, StudioId};
use serde::Deserialize;
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Path, Query, StaffMember, Tagged};
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::counter::{CounterView, ExpectedStudentView};
use crate::views::staff::progress::FoundSubmissionView;
use crate::views::student::consent::{ConsentView, Purpose};
use crate::views::{Binary, List};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "counter",
    about: "Students who are photographed by staff",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        by_payload: Needs { replay: false, ..Needs::write(Who::Staff) },
        by_picture: Needs { replay: false, ..Needs::upload(Who::Staff, BodyLimit::CodePicture) },
        student: Needs::read(Who::Staff),
        record_consent: Needs::write(Who::Staff),
        appointments: Needs::read(Who::Staff),
    }
}

/// A collection code that a hand scanner has read.
// Shows nothing in `Debug`: it leads to a person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScannedCode {
    /// What the code carries.
    payload: String,
}

/// Which of several codes is meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichCode {
    /// From 0, in the order of `codes` of 422 `several-codes`.
    choice: Option<usize>,
}

/// Which text the student has signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignedText {
    /// Version of the text.
    text_version: u32,
}

/// A day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OneDay {
    /// The day in China, such as `2023-09-12`.
    day: String,
}

/// The submission of the student whose collection code a scanner has read.
///
/// What is found is on record.
#[utoipa::path(post, path = "/staff/counter/payload",
    responses((status = 200, description = "None where no student of the centre has added the code",
        body = List<FoundSubmissionView>)))]
async fn by_payload(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<ScannedCode>,
) -> ApiResult<Json<List<FoundSubmissionView>>> {
    let code = CodeInput::Payload(body.payload);
    let found = counter::find_by_code(state.app(), &Caller::Staff(staff), code, None).await?;
    Ok(Json(List::of(found, FoundSubmissionView::from)))
}

/// The submission of the student whose collection code is on a picture, which is not kept.
///
/// What is found is on record.
#[utoipa::path(post, path = "/staff/counter/picture", params(WhichCode),
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "JPEG, PNG or WebP"),
    responses((status = 200, description = "None where no student of the centre has added the code",
        body = List<FoundSubmissionView>)))]
async fn by_picture(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Query(which): Query<WhichCode>,
    bytes: Bytes,
) -> ApiResult<Json<List<FoundSubmissionView>>> {
    let caller = Caller::Staff(staff);
    let code = CodeInput::Picture(bytes);
    let _place = state.exports().begin(caller.actor(), address)?;
    let found = counter::find_by_code(state.app(), &caller, code, which.choice).await?;
    Ok(Json(List::of(found, FoundSubmissionView::from)))
}

/// What is to be known of the student of a degree; its version is the submission's.
#[utoipa::path(get, path = "/degrees/{id}/counter",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 200, description = "The student", body = CounterView)))]
async fn student(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Tagged<CounterView>> {
    let caller = Caller::Staff(staff);
    let found = counter::student(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    let (version, view) = CounterView::of(found);
    Ok(Tagged::new(version, view))
}

/// Writes down that the student has signed the present text of a purpose on paper.
#[utoipa::path(put, path = "/degrees/{id}/consents/{purpose}",
    params(
        ("id" = Uuid, Path, description = "The degree"),
        ("purpose" = Purpose, Path, description = "The purpose; one that a portrait needs"),
    ),
    responses((status = 200, description = "Written down", body = ConsentView)))]
async fn record_consent(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path((id, purpose)): Path<(Uuid, Purpose)>,
    Json(body): Json<SignedText>,
) -> ApiResult<Json<ConsentView>> {
    let caller = Caller::Staff(staff);
    let (id, version) = (DegreeId::from_uuid(id), body.text_version);
    let recorded = consent::record_on_paper(state.app(), &caller, id, purpose.into(), version);
    Ok(Json(recorded.await?.into()))
}

/// Who is expected in a studio on a day, in the order of time.
#[utoipa::path(get, path = "/staff/studios/{id}/appointments",
    params(("id" = Uuid, Path, description = "The studio"), OneDay),
    responses((status = 200, description = "Cancelled appointments are left out",
        body = List<ExpectedStudentView>)))]
async fn appointments(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(asked): Query<OneDay>,
) -> ApiResult<Json<List<ExpectedStudentView>>> {
    let day = Date::parse(&asked.day, &Iso8601::DATE);
    let day = day.map_err(|error| Failure::invalid("day", &error))?;
    let (caller, studio) = (Caller::Staff(staff), StudioId::from_uuid(id));
    let expected = appointment::of_studio(state.app(), &caller, studio, day).await?;
    Ok(Json(List::of(expected, ExpectedStudentView::from)))
}
