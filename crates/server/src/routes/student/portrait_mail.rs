//! The approved portrait by mail.

use app::portrait_mail::{self, PortraitMail};
use axum::extract::State;
use axum::http::StatusCode;
use domain::DegreeId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Json, Network, Path, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::public::sign_in::{CodeSentView, Language};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "portrait-mail",
    about: "The approved portrait by mail",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        // A code that is asked for twice is another code.
        ask_for_code: Needs { replay: false, ..Needs::write(Who::Student) },
        send: Needs::write(Who::Student),
    }
}

/// The address to prove.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailCode {
    /// One address of ASCII characters.
    to: String,
    /// Language of the letter.
    language: Language,
}

/// The address with its code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailedPortrait {
    /// The address to which the code was sent.
    to: String,
    /// Six digits.
    code: String,
    /// Language of the letter.
    language: Language,
}

/// Sends a code to a mail address.
#[utoipa::path(post, path = "/degrees/{id}/portrait-mail/code",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 202, description = "A code is on its way", body = CodeSentView)))]
async fn ask_for_code(
    State(state): State<ServerState>,
    Student(caller): Student,
    Network(network): Network,
    Path(id): Path<Uuid>,
    Json(body): Json<MailCode>,
) -> ApiResult<(StatusCode, Json<CodeSentView>)> {
    let mail = PortraitMail {
        degree: DegreeId::from_uuid(id),
        to: PortraitMail::address(&body.to)?,
        language: body.language.into(),
        network,
    };
    let sent = portrait_mail::request_code(state.app(), &caller, &mail).await?;
    Ok((StatusCode::ACCEPTED, Json(sent.into())))
}

/// Sends the approved portrait, or a link that works once, to a mail address whose code is right.
#[utoipa::path(post, path = "/degrees/{id}/portrait-mail",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 204, description = "The mail server has the letter")))]
async fn send(
    State(state): State<ServerState>,
    Student(caller): Student,
    Network(network): Network,
    Path(id): Path<Uuid>,
    Json(body): Json<MailedPortrait>,
) -> ApiResult<StatusCode> {
    let mail = PortraitMail {
        degree: DegreeId::from_uuid(id),
        to: PortraitMail::address(&body.to)?,
        language: body.language.into(),
        network,
    };
    let public_url = &state.config().public_url;
    portrait_mail::send(state.app(), &caller, &mail, &body.code, public_url).await?;
    Ok(StatusCode::NO_CONTENT)
}
