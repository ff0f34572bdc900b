//! The member of staff who is signed in: the person, the password, the second factor.

use app::staff;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::{AnyCaller, Json, Network, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::session::signed_out;
use crate::state::ServerState;
use crate::views::staff::member::{NewSecondFactorView, StaffView};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "staff",
    about: "Members of staff",
};

/// Not replayed: an answer that is kept to be given again would keep the secret too.
const UNREPEATED: Needs = Needs {
    replay: false,
    ..Needs::write(Who::StaffInSetUp)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        me: Needs::read(Who::StaffInSetUp),
        change_password: UNREPEATED,
        propose_second_factor: UNREPEATED,
        confirm_second_factor: UNREPEATED,
    }
}

/// The current password and the one that replaces it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangePassword {
    #[schema(format = Password)]
    current: String,
    /// 10 characters or more, at most 256 bytes.
    #[schema(format = Password)]
    new: String,
}

/// A code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstCode {
    /// Six digits.
    code: String,
}

/// The member of staff who is signed in.
#[utoipa::path(get, path = "/staff/me",
    responses((status = 200, description = "The person", body = StaffView)))]
async fn me(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<StaffView>> {
    let name = app::staff::name(state.app(), &staff)?;
    Ok(Json(StaffView::of(state.app(), &staff, name)))
}

/// Changes the own password; every session of the person ends, this one too.
#[utoipa::path(post, path = "/staff/me/password",
    responses((status = 204, description = "Changed; sign in again")))]
async fn change_password(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Network(network): Network,
    headers: HeaderMap,
    Json(body): Json<ChangePassword>,
) -> ApiResult<Response> {
    let passwords = [body.current.into(), body.new.into()];
    staff::change_own_password(state.app(), &caller, passwords, &network).await?;
    Ok(signed_out(&headers, state.config()))
}

/// Makes a second factor, to be put into an authenticator app.
///
/// It is asked for once it was confirmed by a first code.
#[utoipa::path(post, path = "/staff/me/second-factor",
    responses((status = 201, description = "Shown once", body = NewSecondFactorView)))]
async fn propose_second_factor(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    StaffMember(member): StaffMember,
) -> ApiResult<(StatusCode, Json<NewSecondFactorView>)> {
    let new = staff::propose_second_factor(state.app(), &caller, member.id).await?;
    Ok((StatusCode::CREATED, Json(new.into())))
}

/// Confirms the second factor by the app's present code.
#[utoipa::path(post, path = "/staff/me/second-factor/confirm",
    responses((status = 204, description = "From now on a code is asked for")))]
async fn confirm_second_factor(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    StaffMember(member): StaffMember,
    Json(body): Json<FirstCode>,
) -> ApiResult<StatusCode> {
    staff::confirm_second_factor(state.app(), &caller, member.id, &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}
