//! The staff of the centre, for its administrators.

use app::sign_in::Login;
use app::staff::{self, NewStaff};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{PersonName, StaffId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::member::TAG;
use crate::extract::{Json, Path, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::staff::member::{ColleagueView, RoleView};

/// Not replayed: an answer that is kept to be given again would be kept beside a password.
const UNREPEATED: Needs = Needs {
    replay: false,
    ..Needs::write(Who::Staff)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Staff),
        employ: UNREPEATED,
        assign: Needs::write(Who::Staff),
        disable: Needs::write(Who::Staff),
        enable: Needs::write(Who::Staff),
        set_password: UNREPEATED,
        reset_second_factor: Needs::write(Who::Staff),
    }
}

/// Someone who is to be employed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewColleague {
    /// 3 to 64 letters, digits and `. _ - @`; unique in the installation.
    login: String,
    /// Name for colleagues.
    name: String,
    roles: Vec<RoleView>,
    /// The first password, 10 characters or more, at most 256 bytes.
    #[schema(format = Password)]
    password: String,
}

/// The roles of someone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Roles {
    roles: Vec<RoleView>,
}

/// A password for someone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// 10 characters or more, at most 256 bytes.
    #[schema(format = Password)]
    password: String,
}

/// The staff of the own centre, in the order in which they came.
#[utoipa::path(get, path = "/staff/members",
    responses((status = 200, description = "The staff", body = List<ColleagueView>)))]
async fn list(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
) -> ApiResult<Json<List<ColleagueView>>> {
    let centre = member.centre;
    let found = staff::list(state.app(), &Caller::Staff(member), centre).await?;
    Ok(Json(List::of(found, ColleagueView::from)))
}

/// Employs someone, who can sign in at once.
#[utoipa::path(post, path = "/staff/members",
    responses((status = 201, description = "Employed", body = ColleagueView)))]
async fn employ(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Json(body): Json<NewColleague>,
) -> ApiResult<(StatusCode, Json<ColleagueView>)> {
    let new = NewStaff {
        centre: member.centre,
        login: Login::parse(&body.login).map_err(|error| Failure::invalid("login", &error))?,
        name: PersonName::parse(&body.name).map_err(|error| Failure::invalid("name", &error))?,
        roles: body.roles.iter().map(Into::into).collect(),
        password: body.password.into(),
    };
    let app = state.app();
    let employed = staff::create(app, &Caller::Staff(member), new).await?;
    let view = staff::summary(app, employed)?.into();
    Ok((StatusCode::CREATED, Json(view)))
}

/// Gives someone these roles instead of the former ones; open sessions have them at once.
#[utoipa::path(put, path = "/staff/members/{id}/roles",
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 200, description = "Assigned", body = ColleagueView)))]
async fn assign(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Roles>,
) -> ApiResult<Json<ColleagueView>> {
    let (app, caller) = (state.app(), Caller::Staff(member));
    let roles = body.roles.iter().map(Into::into).collect();
    let changed = staff::assign_roles(app, &caller, StaffId::from_uuid(id), roles).await?;
    Ok(Json(staff::summary(app, changed)?.into()))
}

/// Ends someone's right to sign in, and every session.
#[utoipa::path(post, path = "/staff/members/{id}/disable",
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 200, description = "Disabled", body = ColleagueView)))]
async fn disable(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ColleagueView>> {
    let (app, caller) = (state.app(), Caller::Staff(member));
    let changed = staff::disable(app, &caller, StaffId::from_uuid(id)).await?;
    Ok(Json(staff::summary(app, changed)?.into()))
}

/// Lets someone sign in again, with the roles and the password of before.
#[utoipa::path(post, path = "/staff/members/{id}/enable",
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 200, description = "Enabled", body = ColleagueView)))]
async fn enable(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ColleagueView>> {
    let (app, caller) = (state.app(), Caller::Staff(member));
    let changed = staff::enable(app, &caller, StaffId::from_uuid(id)).await?;
    Ok(Json(staff::summary(app, changed)?.into()))
}

/// Sets someone's password; every session of the person ends.
#[utoipa::path(put, path = "/staff/members/{id}/password",
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 204, description = "Set")))]
async fn set_password(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    let caller = Caller::Staff(member);
    let (id, password) = (StaffId::from_uuid(id), body.password.into());
    staff::set_password(state.app(), &caller, id, password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets someone else's second factor, such as one on a lost phone, and ends the sessions.
#[utoipa::path(delete, path = "/staff/members/{id}/second-factor",
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 204, description = "Forgotten")))]
async fn reset_second_factor(
    State(state): State<ServerState>,
    StaffMember(member): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let caller = Caller::Staff(member);
    staff::reset_second_factor(state.app(), &caller, StaffId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
