//! The student's own account.

use app::account;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::{IfMatch, Json, Known, Network, Student, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::routes::public::sign_in::{last_four, phone};
use crate::session::session_token;
use crate::state::ServerState;
use crate::views::public::sign_in::Language;
use crate::views::student::account::AccountView;

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "account",
    about: "The student's own account and data",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        read: Needs::read(Who::Student),
        change: Needs::revise(Who::Student),
        change_phone: Needs::revise(Who::Student),
        link_official_account: Needs::write(Who::Student),
        unlink_wechat: Needs::write(Who::Student),
        erase: Needs::write(Who::Student),
    }
}

/// What the student wants changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountChange {
    /// The language of messages.
    language: Language,
}

/// The new number and what confirms it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PhoneChange {
    phone: String,
    /// Six digits, sent to the new number.
    code: String,
    /// The last four of the identity number, once a degree is bound: 409 `last-four-needed`.
    last_four: Option<String>,
}

/// Shows the own account.
#[utoipa::path(get, path = "/account",
    responses((status = 200, description = "The account", body = AccountView)))]
async fn read(
    State(state): State<ServerState>,
    Student(caller): Student,
    known: Known,
) -> ApiResult<Tagged<AccountView>> {
    let found = account::read(state.app(), &caller).await?;
    Ok(Tagged::unless(known, found.account.version, found.into()))
}

/// Changes the language of messages.
#[utoipa::path(patch, path = "/account",
    responses((status = 200, description = "The changed account", body = AccountView)))]
async fn change(
    State(state): State<ServerState>,
    Student(caller): Student,
    if_match: IfMatch,
    Json(body): Json<AccountChange>,
) -> ApiResult<Tagged<AccountView>> {
    let (language, expected) = (body.language.into(), if_match.expected());
    let found = account::choose_language(state.app(), &caller, language, &expected).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    Ok(Tagged::new(found.account.version, found.into()))
}

/// Changes the phone number; every other session ends.
#[utoipa::path(put, path = "/account/phone",
    responses((status = 200, description = "The changed account", body = AccountView)))]
async fn change_phone(
    State(state): State<ServerState>,
    Student(caller): Student,
    Network(network): Network,
    if_match: IfMatch,
    headers: HeaderMap,
    Json(body): Json<PhoneChange>,
) -> ApiResult<Tagged<AccountView>> {
    let token = session_token(&headers, state.config()).ok_or(app::Failure::NotSignedIn)?;
    let new = account::NewPhone {
        phone: phone(&body.phone)?,
        code: body.code,
        last_four: body.last_four.as_deref().map(last_four).transpose()?,
        network,
        token: token.to_owned(),
    };
    let found = account::change_phone(state.app(), &caller, new, &if_match.expected()).await;
    let found = found.map_err(|failure| if_match.refused(failure))?;
    Ok(Tagged::new(found.account.version, found.into()))
}

/// What a page within WeChat got from it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfficialAccountLink {
    /// As WeChat added it to the address; works once, and is not used up by 409 `last-four-needed`.
    code: String,
    /// The last four of the identity number, asked for once a degree is bound.
    last_four: Option<String>,
}

/// Links the account to a user of the official account, who signs in within WeChat's browser from then on.
#[utoipa::path(post, path = "/account/official-account",
    responses((status = 200, description = "Linked", body = AccountView)))]
async fn link_official_account(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<OfficialAccountLink>,
) -> ApiResult<Tagged<AccountView>> {
    let new = account::NewOfficialAccount {
        code: body.code,
        last_four: body.last_four.as_deref().map(last_four).transpose()?,
    };
    let found = account::link_official_account(state.app(), &caller, new).await?;
    Ok(Tagged::new(found.account.version, found.into()))
}

/// Parts the account from its WeChat user; every session ends.
///
/// A sign-in through another user of WeChat is refused with 409 `other-wechat-linked` before.
#[utoipa::path(delete, path = "/account/wechat",
    responses((status = 204, description = "Parted; sign in again")))]
async fn unlink_wechat(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<StatusCode> {
    account::unlink_wechat(state.app(), &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases everything about the student.
#[utoipa::path(delete, path = "/account",
    responses((status = 204, description = "Everything is erased")))]
async fn erase(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<StatusCode> {
    account::erase(state.app(), &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
