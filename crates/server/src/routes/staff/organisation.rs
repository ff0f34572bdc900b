//! The centre and its policy, schools, colleges, teaching points and classes.

use app::{Caller, Failure, organisation};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{CentrePolicy, ClassId, SchoolId, UnitId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{IfMatch, Json, Path, StaffMember, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::staff::organisation::{
    CentreView, ClassView, IdentityColumns, PortraitLetters, UnitKind, UnitView,
};
use crate::views::staff::plan::StaffSchoolView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "organisation",
    about: "The centre, its schools, their units and classes",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        centre: Needs::read(Who::Staff),
        revise_centre: Needs::revise(Who::Staff),
        schools: Needs::read(Who::Staff),
        create_school: Needs::write(Who::Staff),
        rename_school: Needs::write(Who::Staff),
        units: Needs::read(Who::Staff),
        create_unit: Needs::write(Who::Staff),
        rename_unit: Needs::write(Who::Staff),
        classes: Needs::read(Who::Staff),
        create_class: Needs::write(Who::Staff),
        rename_class: Needs::write(Who::Staff),
    }
}

/// The centre's name and policy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CentreBody {
    name: String,
    /// How students reach the centre, at most 200 characters; may be empty.
    support_contact: String,
    identity_columns: IdentityColumns,
    /// Whether students can have their approved portrait sent to a mail address.
    mails_portraits: bool,
    portrait_letters: PortraitLetters,
}

/// A school that is to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSchool {
    /// National code, five digits.
    code: String,
    name: String,
}

/// A college or a teaching point that is to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewUnit {
    kind: UnitKind,
    name: String,
}

/// A class that is to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewClass {
    /// Its college or teaching point, where the school has them.
    unit: Option<Uuid>,
    name: String,
}

/// Another name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewName {
    /// 1 to 100 characters in one line.
    name: String,
}

/// The own centre with its policy.
#[utoipa::path(get, path = "/staff/centre",
    responses((status = 200, description = "The centre", body = CentreView)))]
async fn centre(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Tagged<CentreView>> {
    let centres = organisation::list_centres(state.app(), &Caller::Staff(staff)).await?;
    let centre = centres.into_iter().next().ok_or(Failure::NotFound)?;
    Ok(Tagged::new(centre.version, centre.into()))
}

/// Gives the own centre another name and policy.
#[utoipa::path(put, path = "/staff/centre",
    responses((status = 200, description = "Decided", body = CentreView)))]
async fn revise_centre(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    if_match: IfMatch,
    Json(body): Json<CentreBody>,
) -> ApiResult<Tagged<CentreView>> {
    let id = staff.centre;
    let caller = Caller::Staff(staff);
    let policy = CentrePolicy {
        identity_columns: body.identity_columns.into(),
        support_contact: body.support_contact.trim().to_owned(),
        mails_portraits: body.mails_portraits,
        portrait_letters: body.portrait_letters.into(),
    };
    let (decided, expected) = ((body.name, policy), if_match.expected());
    let centre = organisation::revise_centre(state.app(), &caller, id, decided, expected).await;
    let centre = centre.map_err(|failure| if_match.refused(failure))?;
    Ok(Tagged::new(centre.version, centre.into()))
}

/// The schools of the own centre, by code.
#[utoipa::path(get, path = "/staff/schools",
    responses((status = 200, description = "The schools", body = List<StaffSchoolView>)))]
async fn schools(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<StaffSchoolView>>> {
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let schools = organisation::list_schools(state.app(), &caller, centre).await?;
    Ok(Json(List::of(schools, StaffSchoolView::from)))
}

/// Enters a school.
#[utoipa::path(post, path = "/staff/schools",
    responses((status = 201, description = "Entered", body = StaffSchoolView)))]
async fn create_school(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<NewSchool>,
) -> ApiResult<(StatusCode, Json<StaffSchoolView>)> {
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let code = body.code.parse();
    let code = code.map_err(|error| Failure::invalid("code", &error))?;
    let app = state.app();
    let school = organisation::create_school(app, &caller, centre, code, body.name).await?;
    Ok((StatusCode::CREATED, Json(school.into())))
}

/// Gives a school another name; its code is the school's for good.
#[utoipa::path(patch, path = "/staff/schools/{id}",
    params(("id" = Uuid, Path, description = "The school")),
    responses((status = 200, description = "Renamed", body = StaffSchoolView)))]
async fn rename_school(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewName>,
) -> ApiResult<Json<StaffSchoolView>> {
    let caller = Caller::Staff(staff);
    let id = SchoolId::from_uuid(id);
    let school = organisation::rename_school(state.app(), &caller, id, body.name).await?;
    Ok(Json(school.into()))
}

/// The colleges and teaching points of a school.
#[utoipa::path(get, path = "/staff/schools/{id}/units",
    params(("id" = Uuid, Path, description = "The school")),
    responses((status = 200, description = "By kind and name", body = List<UnitView>)))]
async fn units(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<UnitView>>> {
    let caller = Caller::Staff(staff);
    let id = SchoolId::from_uuid(id);
    let units = organisation::list_units(state.app(), &caller, id).await?;
    Ok(Json(List::of(units, UnitView::from)))
}

/// Enters a college or a teaching point of a school.
#[utoipa::path(post, path = "/staff/schools/{id}/units",
    params(("id" = Uuid, Path, description = "The school")),
    responses((status = 201, description = "Entered", body = UnitView)))]
async fn create_unit(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewUnit>,
) -> ApiResult<(StatusCode, Json<UnitView>)> {
    let caller = Caller::Staff(staff);
    let (id, kind) = (SchoolId::from_uuid(id), body.kind.into());
    let unit = organisation::create_unit(state.app(), &caller, id, kind, body.name).await?;
    Ok((StatusCode::CREATED, Json(unit.into())))
}

/// Gives a college or a teaching point another name.
#[utoipa::path(patch, path = "/staff/units/{id}",
    params(("id" = Uuid, Path, description = "The unit")),
    responses((status = 200, description = "Renamed", body = UnitView)))]
async fn rename_unit(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewName>,
) -> ApiResult<Json<UnitView>> {
    let caller = Caller::Staff(staff);
    let id = UnitId::from_uuid(id);
    let unit = organisation::rename_unit(state.app(), &caller, id, body.name).await?;
    Ok(Json(unit.into()))
}

/// The classes of a school, those without a college or teaching point first.
#[utoipa::path(get, path = "/staff/schools/{id}/classes",
    params(("id" = Uuid, Path, description = "The school")),
    responses((status = 200, description = "By unit and name", body = List<ClassView>)))]
async fn classes(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<ClassView>>> {
    let caller = Caller::Staff(staff);
    let id = SchoolId::from_uuid(id);
    let classes = organisation::list_classes(state.app(), &caller, id).await?;
    Ok(Json(List::of(classes, ClassView::from)))
}

/// Enters a class of a school.
#[utoipa::path(post, path = "/staff/schools/{id}/classes",
    params(("id" = Uuid, Path, description = "The school")),
    responses((status = 201, description = "Entered", body = ClassView)))]
async fn create_class(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewClass>,
) -> ApiResult<(StatusCode, Json<ClassView>)> {
    let caller = Caller::Staff(staff);
    let (id, unit) = (SchoolId::from_uuid(id), body.unit.map(UnitId::from_uuid));
    let class = organisation::create_class(state.app(), &caller, id, unit, body.name).await?;
    Ok((StatusCode::CREATED, Json(class.into())))
}

/// Gives a class another name.
#[utoipa::path(patch, path = "/staff/classes/{id}",
    params(("id" = Uuid, Path, description = "The class")),
    responses((status = 200, description = "Renamed", body = ClassView)))]
async fn rename_class(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewName>,
) -> ApiResult<Json<ClassView>> {
    let caller = Caller::Staff(staff);
    let id = ClassId::from_uuid(id);
    let class = organisation::rename_class(state.app(), &caller, id, body.name).await?;
    Ok(Json(class.into()))
}
